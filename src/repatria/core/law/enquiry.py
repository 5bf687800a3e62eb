"""Enquiries: their states, their closing, what the enquirer sees of them, and how sure the kinship is.

The states serve the bureau. She sees "received" and "open" and nothing else, so that no page tells a found man from an
unknown one; nothing is asked of her because of a candidate (practice rules 3 and 4).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from repatria.core.law.errors import EnquiryOrderError, SecondPersonError
from repatria.core.law.guards import OpenGuard, are_two_different, need, refuse_open


class EnquiryState(StrEnum):
    """Where an enquiry stands inside the bureau."""

    DRAFT = "draft"
    RECEIVED = "received"
    NEEDS_INFO = "needs_info"
    SEARCHING = "searching"
    CANDIDATE = "candidate"
    LINK_CONFIRMED = "link_confirmed"
    ASKED = "asked"
    DISCLOSABLE = "disclosable"
    REFUSED_BY_HIM = "refused_by_him"
    ANSWERED = "answered"
    STANDING = "standing"
    CLOSED = "closed"


class EnquiryEvent(StrEnum):
    """What happened to an enquiry."""

    RECEIVED = "received"
    MORE_ASKED = "more_asked"  # before any candidate, the same question to everybody
    MORE_GIVEN = "more_given"
    SEARCHED = "searched"
    CANDIDATE_FOUND = "candidate_found"
    LINK_CONFIRMED = "link_confirmed"
    LINK_REFUSED = "link_refused"
    LINK_ANNULLED = "link_annulled"  # two found that it named the wrong man; what was told is corrected
    HE_WAS_ASKED = "he_was_asked"
    HE_AGREED = "he_agreed"
    HE_REFUSED = "he_refused"  # no, later, cannot be asked: the same to everybody outside
    ANSWERED = "answered"
    LEFT_STANDING = "left_standing"
    CLOSED = "closed"


class ClosingReason(StrEnum):
    """Why an enquiry is closed. Time is not a reason: an enquiry never expires."""

    FOUND = "found"
    REUNITED = "reunited"
    DEAD_NOTIFIED = "dead_notified"
    WITHDRAWN = "withdrawn"
    DUPLICATE = "duplicate"
    ABUSIVE = "abusive"


class ShownState(StrEnum):
    """What the enquirer sees; a letter lies beside it or does not."""

    RECEIVED = "received"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryFacts:
    """What the guards of an enquiry ask about."""

    is_telling_decided: bool = False  # `disclosure.decide_answer` said so, and the act is in the ledger
    was_answered: bool = False  # ever: a letter told her, and the acts say so
    reason: ClosingReason | None = None
    was_told_in_person: bool = False
    duplicate_of: str = ""
    is_asked_again: bool = False  # both seek the same man, by one contact or in one text
    closed_by: tuple[str, ...] = ()


_S, _E = EnquiryState, EnquiryEvent
_STEPS: dict[tuple[EnquiryState, EnquiryEvent], EnquiryState] = {
    (_S.DRAFT, _E.RECEIVED): _S.RECEIVED,
    (_S.RECEIVED, _E.MORE_ASKED): _S.NEEDS_INFO,
    (_S.NEEDS_INFO, _E.MORE_GIVEN): _S.RECEIVED,
    (_S.NEEDS_INFO, _E.SEARCHED): _S.SEARCHING,  # whoever gives no more is searched for all the same
    (_S.RECEIVED, _E.SEARCHED): _S.SEARCHING,
    (_S.SEARCHING, _E.CANDIDATE_FOUND): _S.CANDIDATE,
    (_S.STANDING, _E.CANDIDATE_FOUND): _S.CANDIDATE,
    (_S.CANDIDATE, _E.LINK_CONFIRMED): _S.LINK_CONFIRMED,
    (_S.CANDIDATE, _E.LINK_REFUSED): _S.STANDING,
    (_S.LINK_CONFIRMED, _E.HE_WAS_ASKED): _S.ASKED,
    (_S.ASKED, _E.HE_AGREED): _S.DISCLOSABLE,
    (_S.ASKED, _E.HE_REFUSED): _S.REFUSED_BY_HIM,
    (_S.REFUSED_BY_HIM, _E.HE_WAS_ASKED): _S.ASKED,
    (_S.DISCLOSABLE, _E.HE_REFUSED): _S.REFUSED_BY_HIM,
    (_S.DISCLOSABLE, _E.ANSWERED): _S.ANSWERED,
    (_S.REFUSED_BY_HIM, _E.ANSWERED): _S.ANSWERED,  # he cannot be asked, and doctor and head decided for him
    (_S.ANSWERED, _E.LEFT_STANDING): _S.STANDING,
    (_S.SEARCHING, _E.LEFT_STANDING): _S.STANDING,
    (_S.REFUSED_BY_HIM, _E.LEFT_STANDING): _S.STANDING,
    (_S.STANDING, _E.SEARCHED): _S.SEARCHING,
    (_S.STANDING, _E.HE_WAS_ASKED): _S.ASKED,
    **{
        (one, _E.LINK_ANNULLED): _S.STANDING
        for one in (_S.LINK_CONFIRMED, _S.ASKED, _S.DISCLOSABLE, _S.REFUSED_BY_HIM, _S.ANSWERED, _S.STANDING)
    },
}

_CLOSABLE = frozenset(EnquiryState) - {_S.DRAFT, _S.CLOSED}
EDGES: frozenset[tuple[EnquiryState, EnquiryEvent, EnquiryState]] = frozenset({
    *((state, event, after) for (state, event), after in _STEPS.items()),
    *((state, _E.CLOSED, _S.CLOSED) for state in _CLOSABLE),
})  # fmt: skip
"""Every edge of the graph: from where, by what, to where. No other is walked."""


def _guards(state: EnquiryState, event: EnquiryEvent, facts: EnquiryFacts) -> Iterator[OpenGuard]:
    if event is EnquiryEvent.ANSWERED:
        yield from need(facts.is_telling_decided, "decision_to_tell", "house rule 6.4")
    if event is not EnquiryEvent.CLOSED:
        return
    yield from need(facts.reason is not None, "closing_reason", "GC III 122(7)")
    if facts.reason is ClosingReason.FOUND:
        # Every enquiry is left standing by its first letter: that alone is no finding.
        yield from need(state is _S.ANSWERED or facts.was_answered, "answered", "GC III 122(7)")
    if facts.reason is ClosingReason.REUNITED:
        yield from need(state in (_S.ANSWERED, _S.STANDING), "answered", "GC III 122(7)")
    if facts.reason is ClosingReason.DEAD_NOTIFIED:
        yield from need(facts.was_told_in_person, "told_in_person", "house rule 4.5")
    if facts.reason is ClosingReason.DUPLICATE:
        yield from need(bool(facts.duplicate_of), "duplicate_of", "house rule 6.4")
        is_one = facts.is_asked_again or are_two_different(facts.closed_by)
        yield from need(is_one, "asked_again_or_two", "house rule 6.4", SecondPersonError)
    if facts.reason is ClosingReason.ABUSIVE:
        yield from need(are_two_different(facts.closed_by), "two_persons", "house rule 6.4", SecondPersonError)


def next_enquiry(state: EnquiryState, event: EnquiryEvent, facts: EnquiryFacts) -> EnquiryState:
    """Computes the state that follows.

    Source:   law-and-practice section 6.4; practice rule 3 (no proof of kinship is asked on the way to a candidate).
    Given:    closing is possible from every state but a draft and a closed one, for a stated reason only.
    Raises:   EnquiryOrderError; the refusal of the first open guard.
    """
    if event is EnquiryEvent.CLOSED and state in _CLOSABLE:
        following: EnquiryState | None = _S.CLOSED
    else:
        following = _STEPS.get((state, event))
    if following is None:
        raise EnquiryOrderError(f"{event} does not follow from {state}", provision="house rule 6.4")
    refuse_open(_guards(state, event, facts))
    return following


def shown_to_enquirer(*, has_letterbox: bool) -> ShownState:
    """What her page says: received until a round has held her letterbox, then open, for ever.

    Source:   practice rule 4; invariant 3.
    Not:      a state of the bureau: no page asks for one, so that none can tell a found man from an unknown one.
    """
    return ShownState.OPEN if has_letterbox else ShownState.RECEIVED


class KinshipEvidenceKind(StrEnum):
    """One line of proof that she is who she says."""

    WORDS_RECOGNISED = "words_recognised"  # he recognised the words by which he would know her
    PAPERS_CHECKED = "papers_checked"
    PRIVATE_QUESTION_ANSWERED = "private_question_answered"
    RECOGNISED_ON_CALL = "recognised_on_call"
    SECOND_RELATIVE = "second_relative"
    DNA_SUPPORTED = "dna_supported"
    FACE_TO_FACE = "face_to_face"


_K = KinshipEvidenceKind
_PROVISIONAL_THREE = frozenset({_K.PAPERS_CHECKED, _K.PRIVATE_QUESTION_ANSWERED, _K.RECOGNISED_ON_CALL})


def kinship_level(evidence: Collection[KinshipEvidenceKind]) -> int:
    """Computes how sure the kinship is, from the lines of proof that hold now.

    Source:   law-and-practice section 6.5; practice rules 3, 19.
    Units:    0 nothing; 1 something, not enough to tell; 2 she may be told; 3 a living person may be handed over.
    Given:    level 3 is provisional until `is_level_3_complete`; a withdrawn line no longer counts.
    Not:      a mother's maiden name or a father's name is never a proof: too many people know them.
    """
    held = frozenset(evidence)
    if held >= _PROVISIONAL_THREE:
        return 3
    if held & {_K.WORDS_RECOGNISED, _K.PAPERS_CHECKED}:
        return 2
    return 1 if held else 0


def is_level_3_complete(evidence: Collection[KinshipEvidenceKind]) -> bool:
    """Whether level 3 was completed face to face at the meeting point.

    Source:   practice rule 19.
    """
    return kinship_level(evidence) == 3 and _K.FACE_TO_FACE in evidence
