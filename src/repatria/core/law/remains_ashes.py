"""Cremation: a doctor proposes it on one of three grounds, the head of the bureau agrees, and only then it is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from repatria.core.law.custody_facts import DeathCause
from repatria.core.law.errors import SecondPersonError, UnstatedParticularsError, UnstatedReasonError
from repatria.core.law.guards import OpenGuard, are_two_different, need, refuse_open
from repatria.core.law.remains import RULE
from repatria.core.law.remains_graves import ASHES, AshesGround
from repatria.core.law.remains_path import ItemState, ItemStep, state_after
from repatria.core.law.remains_release import ART_121, Inquiry
from repatria.core.vocabulary.errors import WrongStateError

AGREED_LASTS = timedelta(days=30)
"""How long what the head agreed to holds (a house term): what was read then is read anew by both afterwards."""


class CremationOrderError(WrongStateError):
    """The cremation was agreed, refused or done before, or nobody agreed to it."""

    code = "law.E072"


class CremationState(StrEnum):
    """How far a cremation is."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    REFUSED = "refused"
    DONE = "done"
    LAPSED = "lapsed"  # told of one that was agreed to and not done in time; no act says it


class CremationEvent(StrEnum):
    """What becomes of a cremation."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    REFUSED = "refused"
    DONE = "done"


_S, _E = CremationState, CremationEvent
CREMATION_EDGES: frozenset[tuple[CremationState | None, CremationEvent, CremationState]] = frozenset({
    (None, _E.PROPOSED, _S.PROPOSED), (_S.REFUSED, _E.PROPOSED, _S.PROPOSED), (_S.PROPOSED, _E.AGREED, _S.AGREED),
    (_S.PROPOSED, _E.REFUSED, _S.REFUSED), (_S.AGREED, _E.REFUSED, _S.REFUSED), (_S.AGREED, _E.DONE, _S.DONE),
})  # fmt: skip
"""Every edge; one that was refused, or lapsed, is proposed anew under a number of its own."""


def check_cremation_follows(state: CremationState, event: CremationEvent) -> None:
    """Checks that an event follows for a cremation.  Raises: CremationOrderError."""
    if not any((state, event) == (before, what) for before, what, _ in CREMATION_EDGES):
        raise CremationOrderError(f"{event} does not follow for one that is {state}", provision=ASHES)


@dataclass(frozen=True, slots=True, kw_only=True)
class AshesFacts:
    """What is attested of a cremation that is proposed; from `is_examined` on the house reads it."""

    ground: AshesGround
    said_by: str = ""  # who ordered it for hygiene, who knows his religion, who heard or holds his wish
    reason: str = ""
    is_examined: bool = False
    is_sample_kept: bool = False
    do_labels_differ: bool = False
    is_other_than_examiner: bool = False
    is_named: bool = False  # the board's conclusion stands
    cause: DeathCause | None = None  # as doctors said it last
    inquiry: Inquiry = Inquiry.NONE  # with what the register has of a death in custody
    is_reported_by_another: bool = True  # than who agrees that it is burnt


def _ashes(facts: AshesFacts) -> Iterator[OpenGuard]:
    lacking, over = UnstatedParticularsError, (Inquiry.NONE, Inquiry.REPORTED)
    is_another = facts.is_other_than_examiner or not facts.is_examined
    may_burn = facts.inquiry is Inquiry.REPORTED or facts.cause is DeathCause.NATURAL or not facts.is_examined
    yield from need(facts.is_examined, "item_examined", ASHES)
    yield from need(is_another, "item_buried_by_another", ASHES, SecondPersonError)
    yield from need(facts.is_sample_kept, "item_sample_kept", RULE)
    yield from need(not facts.do_labels_differ, "labels_agree", RULE)
    yield from need(facts.inquiry in over and may_burn, "inquiry_reported", ART_121)
    yield from need(facts.is_reported_by_another, "report_by_another", ART_121, SecondPersonError)
    yield from need(facts.is_named or facts.ground is AshesGround.HYGIENE, "ashes_named", ASHES)
    yield from need(bool(facts.reason.strip()), "ashes_reason", ASHES, lacking)
    yield from need(bool(facts.said_by.strip()), "ashes_said_by", ASHES, lacking)


def check_ashes_proposed(state: ItemState, facts: AshesFacts) -> None:
    """Checks that it may be proposed that a body is burnt, and that it still may when it is agreed to.

    Source:   GC III art. 120; GC I art. 17: only for imperative reasons of hygiene, on account of the religion of the
              deceased or by his express wish, with the reason kept; GC III art. 121: what burns is evidence no more, so
              that another account than an examiner's says so, and a violent or unknown cause holds it back until the
              report of an official enquiry is on record, whether or not he was held. Who recorded that report does
              not agree to the burning as well.
    Given:    religion and wish are of a person: who has no name has neither.
    Raises:   ItemOrderError; SecondPersonError, UnstatedParticularsError or OpenGuardError naming all that is missing.
    """
    state_after(state, ItemStep.CREMATED)
    refuse_open(_ashes(facts))


def has_lapsed(agreed_at: datetime, at: datetime) -> bool:
    """Whether what the head agreed to holds no more.  Source: GC III art. 120; house term of 30 days."""
    return at > agreed_at + AGREED_LASTS


def check_ashes(
    state: ItemState, facts: AshesFacts, *, by: str, second: str, urn: str, agreed_at: datetime, burnt_at: datetime
) -> None:  # fmt: skip
    """Checks that a body was burnt as it was agreed to: when, by which two, and where its ashes are kept.

    Source:   GC III art. 120.
    Given:    `burnt_at` to the minute, as it is typed.
    Raises:   ItemOrderError; SecondPersonError, UnstatedParticularsError or OpenGuardError naming all that is missing.
    """
    state_after(state, ItemStep.CREMATED)
    refuse_open((
        *_ashes(facts),
        *need(burnt_at >= agreed_at.replace(second=0, microsecond=0), "burnt_after_agreed", ASHES),
        *need(not has_lapsed(agreed_at, burnt_at), "cremation_in_time", ASHES),
        *need(bool(urn.strip()), "ashes_urn", ASHES, UnstatedParticularsError),
        *need(are_two_different((by, second)), "burnt_by_two", ASHES, SecondPersonError),
    ))  # fmt: skip


def check_cremation_by_another(by: str, proposed_by: str) -> None:
    """Checks that another account agrees than the one that proposed it.  Source: GC III art. 120, 121.

    Raises:   SecondPersonError.
    """
    refuse_open(need(bool(by) and by != proposed_by, "cremation_by_another", ASHES, SecondPersonError))


def check_cremation_refused(reason: str) -> None:
    """Checks that a cremation is refused with a reason.  Source: GC III art. 120.  Raises: UnstatedReasonError."""
    refuse_open(need(any(one.isalnum() for one in reason), "cremation_why", ASHES, UnstatedReasonError))
