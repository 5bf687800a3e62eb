"""What is offered to a family after it was told, what it answers, and when somebody comes back who promised to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from repatria.core.law.errors import UnstatedParticularsError, UnstatedReasonError
from repatria.core.law.guards import OpenGuard, need
from repatria.core.vocabulary.errors import WrongStateError

RULE = "house rule 4.5"
FIRST_COMING_BACK = timedelta(days=7)
LONGEST_PUTTING_OFF = timedelta(days=30)


class SupportOrderError(WrongStateError):
    """This does not follow from what she answered last."""

    code = "law.E081"


class SupportKind(StrEnum):
    """What a family is offered; it may take any of it later, and loses nothing by a no."""

    PSYCHOLOGIST = "psychologist"
    DOCTOR = "doctor"
    CLERGY = "clergy"  # of her faith
    LEGAL = "legal"
    PAPERS = "papers"  # of a pension, of a name, of what he left
    BURIAL = "burial"
    MONEY = "money"


class SupportAnswer(StrEnum):
    """What she says to it, and what became of what she took."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    LATER = "later"  # she wishes to be asked again
    GIVEN = "given"
    NOT_GIVEN = "not_given"


_ANSWERS = frozenset({SupportAnswer.ACCEPTED, SupportAnswer.DECLINED, SupportAnswer.LATER})
_OUTCOMES = frozenset({SupportAnswer.GIVEN, SupportAnswer.NOT_GIVEN})


def follows(before: SupportAnswer | None, after: SupportAnswer) -> bool:
    """Whether this may be said after what was said last of the same kind: an outcome of what she took alone."""
    if after in _OUTCOMES:
        return before is SupportAnswer.ACCEPTED
    return before is not SupportAnswer.ACCEPTED or after is SupportAnswer.DECLINED  # she may think better of it


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportFacts:
    """What is attested of one kind of support, and what was said last."""

    answer: SupportAnswer
    before: SupportAnswer | None
    by: str
    said: str = ""


def check_support(facts: SupportFacts) -> Iterator[OpenGuard]:
    """What is missing before it is recorded.

    Source:   law-and-practice section 4.5: support after she was told, in her own time.
    Raises:   SupportOrderError for an outcome of what she did not take, or a second yes.
    """
    if not follows(facts.before, facts.answer):
        raise SupportOrderError(f"{facts.answer} does not follow {facts.before or 'nothing'}", provision=RULE)
    yield from need(bool(facts.by.strip()), "support_by", RULE, UnstatedParticularsError)
    is_reasoned = facts.answer is not SupportAnswer.NOT_GIVEN or bool(facts.said.strip())
    yield from need(is_reasoned, "support_why_not", RULE, UnstatedReasonError)


def put_off_guards(*, promised_on: date, on: date, asked_on: date, why: str) -> Iterator[OpenGuard]:
    """What is missing before a promised coming back is put off.

    Source:   law-and-practice section 4.5: a follow-up date is a promise; it is put off with a reason, and never
              without a new day.
    Given:    `promised_on` the day that she was told first. From it she waits 30 days in all.
    """
    yield from need(on > asked_on, "follow_up_ahead", RULE)
    yield from need(on <= promised_on + LONGEST_PUTTING_OFF, "follow_up_too_far", RULE)
    yield from need(bool(why.strip()), "follow_up_why", RULE, UnstatedReasonError)
