"""The whole way of a hand-over as two lanes, his and hers, with the step between them; and what the next step asks."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.law.handover import ATTESTATIONS, PATH, Attestation, HandoverEvent, HandoverState, Signatory
from repatria.doors.desk.frame.provisions import provision_words
from repatria.doors.desk.frame.words import guard_text, word_text
from repatria.records.handover.selectors import HandoverView

_A = Attestation
_HIS = frozenset({
    _A.HE_KNOWS_RISKS_AT_HOME, _A.ALTERNATIVE_OFFERED, _A.PROPERTY_IN_HAND, _A.MEDICAL_PAPERS_IN_HAND,
    _A.HIS_PARTICULARS_AGREE,
})  # fmt: skip
_HERS = frozenset({_A.KIN_BRIEFED, _A.DATE_READ_BACK, _A.HER_PAPER_AGREES})
"""Whose lane a line of the checklist stands in; what is in neither stands in both."""


_TOLD_THEN = frozenset({"met_at", "follow_up_by", "follow_up_found"})
"""What the form of a step asks beside its boxes: it is no reason to keep the step shut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """One step of the way: past with its instant, now, or later; what it asks of him and of her."""

    place: int
    word: str
    state: str
    at: str
    his: tuple[str, ...]
    hers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that the next step asks: still missing, there already, or attested when the step is recorded."""

    what: str
    provision: str
    is_open: bool
    is_attested_then: bool = False


def way_of(language: str, view: HandoverView) -> tuple[Stretch, ...]:
    """Every step of the path with what it asks of each, and where this hand-over stands."""
    times = {step.state: step.happened_at for step in view.steps} | {HandoverState.PROPOSED.value: view.opened_at}
    found = []
    for number, (event, state) in enumerate(PATH, start=1):
        is_past = state.value in times
        lines = [attestation for attestation, _ in ATTESTATIONS.get(event, ())]
        his = [guard_text(language, one.value) for one in lines if one not in _HERS]
        hers = [guard_text(language, one.value) for one in lines if one not in _HIS]
        if event is HandoverEvent.ASKED_AGAIN:
            his = [guard_text(language, "his_renewed_yes"), *his]
            hers = [guard_text(language, "her_renewed_yes"), *hers]
        if event is HandoverEvent.SIGNED:
            his = [guard_text(language, f"signed_by_{Signatory.PRISONER}")]
            hers = [guard_text(language, f"signed_by_{Signatory.RECIPIENT}")]
        found.append(Stretch(
            place=number, word=state.value, at=times.get(state.value, ""), his=tuple(his), hers=tuple(hers),
            state="past" if is_past else "now" if event.value == view.next_event else "later",
        ))  # fmt: skip
    return tuple(found)


def checks_of(language: str, view: HandoverView) -> tuple[Check, ...]:
    """What the next step asks, as the law names it: first what the house misses, then what is attested with it."""
    following = HandoverEvent(view.next_event) if view.next_event else None
    attested = {one.value: provision for one, provision in ATTESTATIONS.get(following, ())} if following else {}
    signed = {f"signed_by_{one}" for one in Signatory}
    attested |= {guard.what: guard.provision for guard in view.missing if guard.what in _TOLD_THEN}
    missing = [guard for guard in view.missing if guard.what not in attested.keys() | signed]
    return (
        *(Check(what=guard_text(language, guard.what), provision=provision_words(language, guard.provision),
                is_open=True) for guard in missing),
        *(Check(what=guard_text(language, what), provision=provision_words(language, provision), is_open=True,
                is_attested_then=True) for what, provision in attested.items()),
    )  # fmt: skip


def signatures_of(language: str, view: HandoverView) -> tuple[tuple[str, bool], ...]:
    """Whose signature the record needs, and whether it is there."""
    there = {one for step in view.steps for one in step.signed_by}
    return tuple((word_text(language, "signatory", one.value), one.value in there) for one in Signatory)
