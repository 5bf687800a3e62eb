"""Handing a living person over to somebody: the path, the guards of every step, and who may stop it.

It ships switched off. He and she may stop at any time before the signatures, without a reason, and nothing follows from
it; an authority must give its name, its reason and the provision. Release never depends on somebody's coming.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from repatria.core.law.contact import is_permitting, permits_meeting
from repatria.core.law.enquiry import is_level_3_complete
from repatria.core.law.errors import (
    HandoverOrderError,
    SecondPersonError,
    UnstatedParticularsError,
    UnstatedReasonError,
)
from repatria.core.law.guards import OpenGuard, are_two_different, need, refuse_open
from repatria.core.law.handover_asking import asked_apart
from repatria.core.law.handover_path import (
    ATTESTATIONS,
    LEAST_BETWEEN,
    MOST_LATER,
    PATH,
    TICKED_ONCE,
    Attestation,
    HandoverEvent,
    HandoverFacts,
    HandoverState,
    Signatory,
)
from repatria.core.law.release import ReleaseBasis, StatedBasis
from repatria.core.law.release_papers import going_home_guards, ground_guards, promise_guards

__all__ = [
    "ATTESTATIONS",
    "PATH",
    "TICKED_ONCE",
    "Attestation",
    "HandoverEvent",
    "HandoverFacts",
    "HandoverState",
    "OpenGuard",
    "ReleaseBasis",
    "Signatory",
    "StatedBasis",
    "check_switch",
    "edges_of",
    "event_guards_open",
    "guards_open",
    "is_ended",
    "next_handover",
    "next_step",
    "stoppable",
]  # fmt: skip

HANDOVER_LEVEL = 3
"""The kinship level from which on a living person may be handed over, provisionally (practice rule 19)."""

_S, _E = HandoverState, HandoverEvent

_STATE_BEFORE: dict[HandoverEvent, HandoverState | None] = {
    event: (PATH[place - 1][1] if place else None) for place, (event, _) in enumerate(PATH)
}
_STATE_AFTER = dict(PATH)
_EVENT_AFTER: dict[HandoverState | None, HandoverEvent] = {before: event for event, before in _STATE_BEFORE.items()}
_BEFORE_SIGNED = frozenset(state for _, state in PATH[: [event for event, _ in PATH].index(_E.SIGNED)])
_STOPPABLE = _BEFORE_SIGNED | {_S.SUSPENDED}
_ENDED = frozenset({
    _S.COMPLETED, _S.FOLLOWED_UP, _S.STOPPED_BY_PRISONER, _S.STOPPED_BY_KIN, _S.STOPPED_BY_AUTHORITY, _S.FAILED,
})  # fmt: skip
_ASIDE: dict[HandoverEvent, tuple[frozenset[HandoverState], HandoverState]] = {
    _E.SUSPENDED: (_BEFORE_SIGNED, _S.SUSPENDED),
    _E.STOPPED_BY_PRISONER: (_STOPPABLE, _S.STOPPED_BY_PRISONER),
    _E.STOPPED_BY_KIN: (_STOPPABLE, _S.STOPPED_BY_KIN),
    _E.STOPPED_BY_AUTHORITY: (_STOPPABLE, _S.STOPPED_BY_AUTHORITY),
    _E.FAILED: (_STOPPABLE | {_S.SIGNED}, _S.FAILED),
}
_BY_AUTHORITY = frozenset({_E.SUSPENDED, _E.STOPPED_BY_AUTHORITY})
_MOVING = frozenset({_E.KIN_DEPARTED, _E.PRISONER_ARRIVED})
"""Steps that bring somebody towards the meeting: none without his yes, however old, and none to one who is not to
be told or whose claim does not carry it; her arrival is a fact."""


def stoppable(state: HandoverState) -> bool:
    """Whether he and she can still stop it: in every state before the signatures, suspended included.

    Source:   practice rule 19; invariant 9.
    """
    return state in _STOPPABLE


def is_ended(state: HandoverState) -> bool:
    """Whether this hand-over no longer stands in the way of another."""
    return state in _ENDED


def next_step(state: HandoverState | None) -> HandoverEvent | None:
    """The event that leads on along the path; None at its end and off it."""
    return _EVENT_AFTER.get(state)


def check_switch(
    *, basis: ReleaseBasis | None, legal_basis: str, points: Sequence[str], transit_consents: Sequence[str]
) -> None:
    """Checks what switching hand-overs on needs; the two approvals are the caller's to require.

    Source:   practice rule 18: signed legal basis, the transit States' consent, meeting points.
    Raises:   UnstatedParticularsError naming all that is missing.
    """
    parts = (
        ("release_basis", basis is not None),
        ("legal_basis", bool(legal_basis.strip())),
        ("points", bool(points) and all(point.strip() for point in points)),
        ("transit_consents", bool(transit_consents) and all(consent.strip() for consent in transit_consents)),
    )
    refuse_open(
        guard for what, is_met in parts for guard in need(is_met, what, "practice rule 18", UnstatedParticularsError)
    )


def _his_yes(facts: HandoverFacts) -> Iterator[OpenGuard]:
    is_yes = facts.his_decision is not None and is_permitting(facts.his_decision.answer)
    yield from need(is_yes, "his_decision", "practice rule 19")


def _his_decision(facts: HandoverFacts) -> Iterator[OpenGuard]:
    yield from _his_yes(facts)
    yield from need(permits_meeting(facts.his_decision, facts.at), "his_decision_recent", "house rule 6.6")
    yield from need(not facts.is_joined_since, "asked_since_join", "practice rule 6")


def _to_her(facts: HandoverFacts) -> Iterator[OpenGuard]:
    """Whether he may be brought to her and she to him: it is not withheld from her, and her claim carries it."""
    yield from need(not facts.is_withheld, "not_withheld", "GC IV 137(2)")
    yield from need(facts.kinship_level >= HANDOVER_LEVEL, "kinship_level", "practice rule 19")


def _ground(facts: HandoverFacts) -> Iterator[OpenGuard]:
    """The papers of the release itself, as acts hold them."""
    yield from ground_guards(facts.basis.basis, facts.held)
    yield from going_home_guards(facts.basis.basis, facts.held)


def _standing(facts: HandoverFacts) -> Iterator[OpenGuard]:
    """What must hold at opening and still hold when two authorise."""
    yield from need(facts.is_switched_on, "switched_on", "practice rule 18")
    yield from need(facts.is_point_agreed, "point_agreed", "practice rule 18")
    yield from _ground(facts)
    yield from need(facts.is_free_of_embargo, "no_embargo", "practice rule 4")
    yield from need(facts.is_link_confirmed, "link_confirmed", "house rule 6.4")
    yield from _to_her(facts)
    yield from _his_decision(facts)


def _renewed(event: HandoverEvent, facts: HandoverFacts) -> Iterator[OpenGuard]:
    """What is missing of asking both again: when the officer records it, and again of the hour in which they met."""
    askers = {one.asked_by for one in (facts.his_asking, facts.her_asking) if one is not None}
    yield from need(facts.recorded_by not in askers, "asked_by_another", "practice rule 19", SecondPersonError)
    if event is _E.ASKED_AGAIN:
        yield from asked_apart(facts.his_asking, facts.her_asking, facts.happened_at or facts.at)
        return
    yield from need(facts.met_at is not None, "met_at", "practice rule 19", UnstatedParticularsError)
    met_at = facts.met_at or facts.at
    yield from asked_apart(facts.his_asking, facts.her_asking, met_at)
    asked = [one.asked_at for one in (facts.his_asking, facts.her_asking) if one is not None]
    yield from need(all(one < met_at for one in asked), "asked_before_meeting", "practice rule 19")
    is_in_order = facts.met_at is None or facts.happened_at is None or facts.met_at <= facts.happened_at
    yield from need(is_in_order, "met_before_signing", "practice rule 19")
    is_another = bool(facts.recorded_by) and facts.recorded_by != facts.identity_by
    yield from need(is_another, "another_signs", "house rule 6.6", SecondPersonError)


def _in_time(event: HandoverEvent, facts: HandoverFacts) -> Iterator[OpenGuard]:
    """Steps of the path come one after the other; one that is written down later says why."""
    if event not in _STATE_AFTER or facts.happened_at is None:
        return
    passed = facts.happened_at - facts.last_at if facts.last_at else LEAST_BETWEEN
    yield from need(passed >= timedelta(0), "in_order", "house rule 6.6")
    is_at_once = passed >= LEAST_BETWEEN and facts.at - facts.happened_at <= MOST_LATER
    is_told = is_at_once or bool(facts.reason.strip())
    yield from need(is_told or passed < timedelta(0), "late_entry_reason", "house rule 6.6", UnstatedReasonError)


def _guards(event: HandoverEvent, facts: HandoverFacts) -> Iterator[OpenGuard]:
    yield from _in_time(event, facts)
    if event is _E.OPENED:
        yield from _standing(facts)
        yield from need(bool(facts.opened_by), "opened_by", "practice rule 18", UnstatedParticularsError)
    elif event is _E.AUTHORISED:
        yield from _standing(facts)
        is_two = bool(facts.opened_by) and are_two_different(facts.authorised_by, none_of=(facts.opened_by,))
        yield from need(is_two, "two_authorisers", "house rule 6.6", SecondPersonError)
        yield from promise_guards(facts.basis.basis, facts.held)
        yield from need(facts.is_fit_to_travel, "fit_to_travel", "GC III 109")
        is_consented = facts.is_free_of_court or bool(facts.reference.strip())  # the paper of the consent
        yield from need(is_consented, "judicial_consent", "GC III 115")
    elif event in _MOVING:
        yield from need(facts.is_link_confirmed, "link_confirmed", "house rule 6.4")
        yield from _to_her(facts)
        yield from _his_yes(facts)
        yield from need(event is not _E.KIN_DEPARTED or facts.is_planned, "plan", "practice rule 22")
        yield from need(facts.is_free_of_court, "judicial_hold", "GC III 115")
    elif event in (_E.ASKED_AGAIN, _E.SIGNED):
        yield from need(facts.is_link_confirmed, "link_confirmed", "house rule 6.4")
        yield from need(not facts.is_withheld, "not_withheld", "GC IV 137(2)")
        yield from _his_decision(facts)
        yield from _renewed(event, facts)
        yield from need(facts.is_free_of_court, "judicial_hold", "GC III 115")
    elif event in _BY_AUTHORITY:
        for what, is_met in (("authority", facts.authority), ("reason", facts.reason), ("provision", facts.provision)):
            yield from need(bool(is_met.strip()), what, "practice rule 19", UnstatedReasonError)
    elif event is _E.FAILED:
        yield from need(bool(facts.reason.strip()), "reason", "house rule 6.6", UnstatedReasonError)
        yield from need(facts.has_incident, "incident_recorded", "house rule 6.6")
    elif event is _E.FOLLOWED_UP:
        for what, said in (("follow_up_by", facts.reference), ("follow_up_found", facts.told)):
            yield from need(bool(said.strip()), what, "house rule 6.6", UnstatedParticularsError)
    if event is _E.SIGNED:
        yield from _ground(facts)
        yield from promise_guards(facts.basis.basis, facts.held)
        yield from need(facts.is_free_of_embargo, "no_embargo", "practice rule 4")
        yield from need(is_level_3_complete(facts.evidence), "level_three_complete", "practice rule 19")
        yield from need(facts.is_fit_to_travel, "fit_to_travel", "GC III 109")
        yield from need(facts.is_property_settled, "property_settled", "GC III 119")
        for signatory in Signatory:
            yield from need(signatory in facts.signed_by, f"signed_by_{signatory}", "GC III 122(8)")
    for attestation, provision in ATTESTATIONS.get(event, ()):
        yield from need(attestation in facts.attested, attestation.value, provision)


def event_guards_open(event: HandoverEvent, facts: HandoverFacts) -> tuple[OpenGuard, ...]:
    """What one event still lacks; always empty for his and her stopping.

    Source:   law-and-practice section 6.6; practice rules 18-21.
    """
    return tuple(_guards(event, facts))


def guards_open(state: HandoverState | None, facts: HandoverFacts) -> tuple[OpenGuard, ...]:
    """What the next step along the path still lacks, each with its provision, for the desk to show greyed.

    Given:    None for a hand-over that is not opened yet.
    Returns:  empty when the step may be taken, and where there is none.
    """
    event = next_step(state)
    return () if event is None else event_guards_open(event, facts)


def _following(state: HandoverState | None, event: HandoverEvent, facts: HandoverFacts) -> HandoverState | None:
    if event in _STATE_AFTER:
        return _STATE_AFTER[event] if state == _STATE_BEFORE[event] else None
    if event is _E.RESUMED:
        before = facts.state_before_suspension
        return before if state is _S.SUSPENDED and before in _BEFORE_SIGNED else None
    allowed, following = _ASIDE[event]
    return following if state in allowed else None


def edges_of(
    state: HandoverState | None, *, before: HandoverState | None = None
) -> frozenset[tuple[HandoverEvent, HandoverState]]:  # fmt: skip
    """Every edge that leads on from a state: by what, to where. No other is walked.

    Given:    `before` the state in which a suspended one was suspended.
    """
    facts = HandoverFacts(at=datetime.min.replace(tzinfo=UTC), state_before_suspension=before)
    leads = ((event, _following(state, event, facts)) for event in HandoverEvent)
    return frozenset((event, after) for event, after in leads if after is not None)


def next_handover(state: HandoverState | None, event: HandoverEvent, facts: HandoverFacts) -> HandoverState:
    """Computes the state that follows.

    Source:   law-and-practice section 6.6; practice rules 18-21; GC III art. 109-110, 115, 117-119.
    Given:    None for a hand-over that is not opened yet; RESUMED goes back to `state_before_suspension`.
    Raises:   HandoverOrderError when the event does not follow; the refusal of the first open guard, naming all.
    Not:      his and her stopping asks for nothing, and leaves no mark but the state.
    """
    following = dict(edges_of(state, before=facts.state_before_suspension)).get(event)
    if following is None:
        raise HandoverOrderError(
            f"{event} does not follow from {state or 'nothing'}", provision="house rule 6.6", state=state, event=event
        )
    refuse_open(_guards(event, facts))
    return following
