"""Asking both again at the point: each alone, in a room apart, by somebody who does not run the hand-over.

It is an act of its own and never a box that an officer ticks: it says who asked whom, where, when, in which language,
and what was answered. A yes holds four hours; both meet within them, or both are asked anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from repatria.core.law.errors import HandoverOrderError, InterviewError, SecondPersonError, UnstatedParticularsError
from repatria.core.law.guards import OpenGuard, need, refuse_open

NOT_TODAY_HOURS = 12
"""How long nobody asks again who said "not today": a question that is repeated until it is a yes is none."""
ASKED_AGAIN_HOURS = 4
"""How old the renewed yes of either may be when they meet."""


class AskedPerson(StrEnum):
    """Who was asked again."""

    HE = "he"
    SHE = "she"


class RenewedAnswer(StrEnum):
    """What he or she answered before they meet. Only a yes leads on; a no ends the hand-over."""

    YES = "yes"
    NOT_TODAY = "not_today"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingFacts:
    """The conditions of an asking, as whoever asked attests them. Defaults grant nothing."""

    room: str = ""
    language: str = ""
    is_understood: bool = False  # the language is one that he or she speaks, or an interpreter was there
    is_guard_in_hearing: bool = True
    is_other_in_hearing: bool = True  # she while he is asked, he while she is
    is_officer_in_hearing: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewedAsking:
    """One asking that was recorded: the latest of each counts."""

    answer: RenewedAnswer
    asked_at: datetime
    asked_by: str
    room: str


def check_asking(
    facts: AskingFacts,
    *,
    asked_by: str,
    officers: Collection[str],
    asked_at: datetime,
    arrived_at: datetime | None,
    is_link_confirmed: bool,
    is_withheld: bool,
    last: RenewedAsking | None = None,
) -> None:
    """Refuses an asking that was not alone, before both had come, or by somebody who runs this hand-over.

    Source:   practice rule 19; GC III art. 17(6).
    Given:    `officers` who opened, planned or authorised it or took a step of it; `arrived_at` when the later of both
              came, None while one has not; `last` the asking before this one; `is_link_confirmed` whether he is whom
              she asked for, and `is_withheld` that she is not to be told: a no needs the one and minds the other not.
    Raises:   HandoverOrderError before both came; InterviewError, SecondPersonError or UnstatedParticularsError of the
              first condition that was not met, naming all.
    """
    if arrived_at is None or asked_at < arrived_at:
        raise HandoverOrderError("both are asked when both have come", provision="practice rule 19")
    rule = "practice rule 19"
    refuse_open([
        *need(is_link_confirmed, "link_confirmed", "house rule 6.4"),
        *need(not is_withheld, "not_withheld", "GC IV 137(2)"),
        *need(asked_by not in officers, "asked_by_another", rule, SecondPersonError),
        *need(not _is_too_soon(last, asked_at), "not_today_stands", rule, InterviewError),
        *need(bool(facts.room.strip()), "room", rule, UnstatedParticularsError),
        *need(not facts.is_guard_in_hearing, "no_guard_in_hearing", rule, InterviewError),
        *need(not facts.is_other_in_hearing, "no_other_in_hearing", rule, InterviewError),
        *need(not facts.is_officer_in_hearing, "no_officer_in_hearing", rule, InterviewError),
        *need(bool(facts.language) and facts.is_understood, "language_understood", "GC III 17(6)", InterviewError),
    ])  # fmt: skip


def _is_too_soon(last: RenewedAsking | None, asked_at: datetime) -> bool:
    if last is None or last.answer is not RenewedAnswer.NOT_TODAY:
        return False
    return asked_at - last.asked_at < timedelta(hours=NOT_TODAY_HOURS)


def asked_apart(his: RenewedAsking | None, hers: RenewedAsking | None, at: datetime) -> Iterator[OpenGuard]:
    """What is missing of the renewed yes of both, as it stands at `at`.

    Source:   practice rule 19
    Units:    4 hours, the last instant included; an asking from the future is none.
    """
    told = (
        (his, "his_renewed_yes", "his_renewed_yes_fresh"), (hers, "her_renewed_yes", "her_renewed_yes_fresh"),
    )  # fmt: skip
    for one, what, fresh in told:
        is_yes = one is not None and one.answer is RenewedAnswer.YES
        yield from need(is_yes, what, "practice rule 19")
        is_fresh = one is not None and timedelta(0) <= at - one.asked_at <= timedelta(hours=ASKED_AGAIN_HOURS)
        yield from need(is_fresh or not is_yes, fresh, "practice rule 19")
    if his is not None and hers is not None:
        is_apart = his.room.strip().casefold() != hers.room.strip().casefold()
        yield from need(is_apart, "rooms_apart", "practice rule 19")
