"""Lists of those who are to be exchanged or released by agreement of the Parties: the path of a line, and its guards.

Nobody whom this Party holds stands verified who was not asked or, where he cannot be asked, for whom a doctor and the
head did not decide; of theirs the other Party's paper says it. Nobody does whom an embargo or a court's proceedings
touch. All of that is read, never ticked; what tells the other Party a name is an act of its own
(core/law/exchange_outward).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from repatria.core.law.contact import (
    ContactAbout,
    ContactAnswer,
    ContactDecision,
    is_permitting,
    is_unable,
    unable_guards,
)
from repatria.core.law.custody import is_held
from repatria.core.law.custody_facts import CustodyState
from repatria.core.law.embargo import EmbargoFacts, embargo_guards
from repatria.core.law.errors import UnstatedParticularsError, UnstatedReasonError
from repatria.core.law.guards import Approvers, OpenGuard, need, refuse_open
from repatria.core.vocabulary.bases import ReleaseBasis
from repatria.core.vocabulary.errors import WrongStateError

_RULE = "house rule 6.7"


class LineOrderError(WrongStateError):
    """The event does not follow from the state in which the line is."""

    code = "law.E021"


class ListDirection(StrEnum):
    """Which way those on a list are to go."""

    LEAVING = "leaving"  # whom this Party holds
    COMING = "coming"  # whom the other Party holds


class ListSide(StrEnum):
    """Whose list, or whose count."""

    OURS = "ours"
    THEIRS = "theirs"


class LineState(StrEnum):
    """How far one line is."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    VERIFIED = "verified"
    RELEASED = "released"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class LineEvent(StrEnum):
    """What happens to a line."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    VERIFIED = "verified"
    RELEASED = "released"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class RefusalGround(StrEnum):
    """Why a line is refused. `his_decision` and `unfit` are read, and no paper for outside says them."""

    UNKNOWN_HERE = "unknown_here"
    PROCEEDINGS = "proceedings"
    UNFIT = "unfit"
    HIS_DECISION = "his_decision"
    LEFT_ALREADY = "left_already"
    NOT_AGREED = "not_agreed"  # the agreement is not about such men
    DOUBLE = "double"


_S, _E, _G = LineState, LineEvent, RefusalGround
LIVE = frozenset({_S.PROPOSED, _S.AGREED, _S.VERIFIED})
"""Lines that may still lead somewhere."""
STANDS_AGREED = frozenset({_S.AGREED, _S.VERIFIED})

_FROM: dict[LineEvent, frozenset[LineState | None]] = {
    _E.PROPOSED: frozenset({None}), _E.AGREED: frozenset({_S.PROPOSED}), _E.VERIFIED: frozenset({_S.AGREED}),
    _E.RELEASED: frozenset({_S.VERIFIED}), _E.REFUSED: frozenset(LIVE), _E.WITHDRAWN: frozenset(LIVE),
}  # fmt: skip
EDGES: frozenset[tuple[LineState | None, LineEvent, LineState]] = frozenset(
    (before, event, LineState(event.value)) for event, states in _FROM.items() for before in states
)
"""Every edge of the graph: from where, by what, to where. No other is walked."""
_GONE = frozenset({CustodyState.RELEASED, CustodyState.REPATRIATED, CustodyState.NEUTRAL_COUNTRY})

_LEFT = _GONE | {CustodyState.TRANSFERRED_POWER, CustodyState.ESCAPED}


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementFacts:
    """What the record of an agreement holds, as its copy says it."""

    parties: tuple[str, ...] = ()
    agreed_on: date | None = None
    legal_basis: str = ""
    signed_by: tuple[str, ...] = ()
    copy_digest: str = ""


_DIGEST_LETTERS = 64  # SHA-256 as hexadecimal


def check_agreement(facts: AgreementFacts) -> None:
    """Refuses an agreement that is recorded without its parties, day, legal basis, signatures, or its copy's digest.

    Source:   practice rule 18; GC III art. 109, 118.
    Raises:   UnstatedParticularsError naming all that is missing.
    Not:      a ratio: what the agreement says of numbers is kept in its words, and computed by nobody from names.
    """
    is_digest = len(facts.copy_digest) == _DIGEST_LETTERS and set(facts.copy_digest) <= set("0123456789abcdef")
    parts = (
        ("agreement_parties", len({one.strip() for one in facts.parties if one.strip()}) > 1),
        ("agreed_on", facts.agreed_on is not None), ("legal_basis", bool(facts.legal_basis.strip())),
        ("agreement_signed", len([one for one in facts.signed_by if one.strip()]) > 1),
        ("agreement_copy", is_digest),
    )  # fmt: skip
    refuse_open(
        guard for what, is_met in parts for guard in need(is_met, what, "practice rule 18", UnstatedParticularsError)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFacts:
    """What the guards of a line ask about, as it stands now. What is not given grants nothing.

    Given:    `decision` his latest about leaving; `last_said` what he himself last said of it, also where a slip set it
              aside or he cannot be asked since; `is_asked_since_join` whether `decision` holds since his records were
              joined or parted; `has_come` whether a crossing names this line; `released_on` the basis of the release by
              which he left.
    """

    at: datetime | None = None
    direction: ListDirection = ListDirection.LEAVING
    is_in_force: bool = False  # the agreement, and the list
    basis: ReleaseBasis | None = None
    is_named: bool = False  # who in the register is meant
    is_on_another: bool = True
    custody_state: CustodyState | None = None
    is_death_asserted: bool = False
    is_identity_established: bool = False
    has_open_proceedings: bool = True
    is_held_back: bool = True
    decision: ContactDecision | None = None
    last_said: ContactAnswer | None = None
    is_asked_since_join: bool = False
    is_found_unfit: bool = False
    approvers: Approvers = field(default_factory=Approvers)
    has_come: bool = False
    released_on: ReleaseBasis | None = None
    agreed_on: date | None = None
    reference: str = ""  # of the protocol, of the other Party's paper, of whatever the act rests on
    ground: RefusalGround | None = None
    said: str = ""


def line_guards(event: LineEvent, facts: LineFacts) -> tuple[OpenGuard, ...]:
    """What one event of a line still lacks, each with its provision.

    Source:   GC III art. 17(5), 109, 115, 118, 119; practice rules 4, 18; house rule 6.7.
    """
    return tuple(_guards(event, facts))


def _guards(event: LineEvent, facts: LineFacts) -> Iterator[OpenGuard]:
    is_leaving = facts.direction is ListDirection.LEAVING
    if event in (_E.PROPOSED, _E.AGREED, _E.VERIFIED):
        yield from need(facts.is_in_force, "list_in_force", "practice rule 18")
        yield from need(not (is_leaving and facts.is_named) or not facts.is_on_another, "on_one_list", _RULE)
    if event in (_E.AGREED, _E.VERIFIED) and is_leaving:
        yield from _about_him(facts)
    if event is _E.AGREED:
        yield from need(facts.agreed_on is not None, "line_agreed_on", _RULE, UnstatedParticularsError)
        yield from need(bool(facts.reference.strip()), "agreed_by_both", _RULE, UnstatedParticularsError)
    elif event is _E.VERIFIED:
        yield from _verified(facts) if is_leaving else _verified_there(facts)
    elif event is _E.RELEASED:
        yield from need(not is_leaving or _has_left_by_it(facts), "has_left", "GC III 118")
        yield from need(facts.has_come, "has_come", _RULE)
    elif event is _E.REFUSED:
        yield from _refused(facts)
    elif event is _E.WITHDRAWN:
        yield from need(bool(facts.said.strip()), "withdrawal_reason", _RULE, UnstatedReasonError)


def _about_him(facts: LineFacts) -> Iterator[OpenGuard]:
    """What must be so of somebody whom this Party holds, before the Parties agree on him and still after that."""
    yield from need(facts.is_named, "line_named", "GC III 17(5)")
    if not facts.is_named:
        return
    yield from need(is_held(facts.custody_state), "held_here", _RULE)
    # No family asks here, so no candidate of hers is weighed; the rest of the one embargo holds as everywhere.
    yield from embargo_guards(EmbargoFacts(
        custody_state=facts.custody_state, is_death_asserted=facts.is_death_asserted, is_dead_candidate=False
    ))  # fmt: skip
    yield from need(not facts.is_held_back, "not_held_back", "GC III 115")


def _has_left_by_it(facts: LineFacts) -> bool:
    """Whether he left as the list is about it: went home, or by a release on the basis of the list or of an exchange.

    Not:      another way, say after he took his yes back: then the line is refused, he left already.
    """
    if facts.custody_state is CustodyState.REPATRIATED:
        return True
    is_of_it = facts.released_on is not None and facts.released_on in (facts.basis, ReleaseBasis.EXCHANGE)
    return facts.custody_state in _GONE and is_of_it


def _verified(facts: LineFacts) -> Iterator[OpenGuard]:
    if not facts.is_named:
        return
    yield from need(facts.is_identity_established, "identity_established", "GC III 17(5)")
    yield from need(not facts.has_open_proceedings, "no_open_proceedings", "GC III 115")
    yield from his_part(facts)


def his_part(facts: LineFacts) -> Iterator[OpenGuard]:
    """What he himself must have been asked: whatever the basis, and whoever agreed on him.

    Source:   GC III art. 109, 118; practice rules 8, 10.
    Given:    who cannot be asked stands verified where a doctor asks again every week, and a doctor and the head
              decided together, never against what he said while he could.
    """
    provision = "GC III 118" if facts.basis is ReleaseBasis.ART118 else "GC III 109"
    decision = facts.decision
    is_about_it = decision is not None and decision.about is ContactAbout.RELEASE and facts.is_asked_since_join
    if decision is not None and is_about_it and is_unable(decision, ContactAbout.RELEASE):
        yield from unable_guards(decision, facts.approvers, facts.at)
        yield from need(facts.last_said is not ContactAnswer.NO, "his_decision", "practice rule 10")
        return
    is_yes = decision is not None and is_about_it and is_permitting(decision.answer)
    yield from need(is_yes, "his_decision", provision)


def _verified_there(facts: LineFacts) -> Iterator[OpenGuard]:
    yield from need(bool(facts.reference.strip()), "asked_there", "GC III 109", UnstatedParticularsError)


def _refused(facts: LineFacts) -> Iterator[OpenGuard]:
    yield from need(facts.ground is not None, "refusal_ground", _RULE, UnstatedReasonError)
    if facts.ground is _G.PROCEEDINGS:
        yield from need(facts.has_open_proceedings and facts.is_named, "proceedings_on_record", "GC III 115")
    elif facts.ground is _G.HIS_DECISION:
        yield from need(is_against_it(facts.decision, facts.last_said), "his_no_on_record", "GC III 109")
    elif facts.ground is _G.UNFIT:
        yield from need(facts.is_found_unfit, "unfit_on_record", "GC III 109")
    elif facts.ground is _G.UNKNOWN_HERE:
        yield from need(not facts.is_named, "nobody_named", _RULE)
        yield from need(bool(facts.said.strip()), "search_told", "GC III 122(7)", UnstatedReasonError)
    elif facts.ground is not None:
        yield from need(bool(facts.said.strip()), "refusal_reason", _RULE, UnstatedReasonError)
        # Of a man whom this Party held the register says whether he left, and the lists whether he stands on another;
        # of theirs, and of whom nobody was found yet, whoever refuses says it.
        is_known = facts.direction is ListDirection.LEAVING and facts.is_named
        if is_known and facts.ground is _G.LEFT_ALREADY:
            yield from need(facts.custody_state in _LEFT, "left_on_record", "GC III 122(5)")
        elif is_known and facts.ground is _G.DOUBLE:
            yield from need(facts.is_on_another, "other_line_on_record", _RULE)


def is_against_it(decision: ContactDecision | None, last_said: ContactAnswer | None) -> bool:
    """Whether his latest word about leaving is a no: that he cannot be asked since is a doctor's word, and ends none.

    Source:   GC III art. 109, 118; practice rule 10.
    """
    if is_unable(decision, ContactAbout.RELEASE):
        return last_said is ContactAnswer.NO
    return decision is not None and decision.about is ContactAbout.RELEASE and decision.answer is ContactAnswer.NO


def next_line(state: LineState | None, event: LineEvent, facts: LineFacts) -> LineState:
    """Computes the state that follows.

    Source:   GC III art. 109, 115, 118, 119; practice rules 4, 18; house rule 6.7.
    Raises:   LineOrderError when the event does not follow; the refusal of the first open guard, naming all.
    """
    if state not in _FROM[event]:
        raise LineOrderError(
            f"{event} does not follow from {state or 'nothing'}", provision=_RULE, state=state, event=event
        )
    refuse_open(_guards(event, facts))
    return LineState(event.value)
