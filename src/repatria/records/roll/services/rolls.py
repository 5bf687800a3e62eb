"""Taking the roll of a place: on the page with two signatures, from a paper with two names, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from repatria.core.law.guards import are_two_different
from repatria.core.law.roll import is_held_there, is_on_day
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.rows import is_there, row_numbered
from repatria.records.ledger.services import record, service
from repatria.records.roll.acts import PaperSigned, RollMissed, RollRead, RollRecorded, RollSigned
from repatria.records.roll.errors import (
    NoReasonError,
    PaperTypedError,
    RollTakenError,
    SameSignerError,
    SignedAlreadyError,
    UnknownRollError,
    WrongDayError,
)
from repatria.records.roll.models import Roll
from repatria.records.roll.reading import live_rolls, next_day_after, read_now
from repatria.records.roll.scope import check_place, known_place

_PROVISION = "practice rule 15"


@service
def record_roll(
    acting: Acting, *, place: str, day: date, taken_at: datetime, counted: int, corrects: str = "", reason: str = "",
) -> str:  # fmt: skip
    """Records that heads were counted, beside what the register says of that hour; the actor signs first.

    Source:   practice rules 14, 15; law-and-practice section 8, invariant 1.
    Given:    `day` by the bureau's clock. What the house reads, nobody types: held at the last roll, who came and left
              since, who is signed out. `corrects` an earlier roll of this day, with the reason.
    Returns:  the roll's number. It counts as a day's roll once a second person signed.
    Raises:   RollTakenError; WrongDayError; NotYetError; NoSuchHolderError; UnknownRollError; NoReasonError;
              OutOfScopeError.
    Leaf:     roll.roll_recorded
    Not:      a refusal because of a difference: a roll always goes in, and the difference stays open.
    """
    require(acting, "roll.record_roll")
    place = known_place(place)
    check_place(acting, "roll.record_roll", place)
    return _record(acting, place, day, taken_at, counted, None, corrects, reason)


@service
def record_paper_roll(
    acting: Acting, *, place: str, day: date, taken_at: datetime, counted: int, number: str,
    signed_by: Sequence[str], corrects: str = "", reason: str = "",
) -> str:  # fmt: skip
    """Records a roll that was taken and signed on paper; the actor typed it in.

    Source:   practice rule 15.
    Given:    `signed_by` the names of the two who signed, as they stand on the paper, and its number.
    Returns:  the roll's number.
    Raises:   SameSignerError; PaperTypedError; and as `record_roll`.
    Leaf:     roll.roll_recorded
    """
    require(acting, "roll.record_paper_roll")
    place = known_place(place)
    check_place(acting, "roll.record_paper_roll", place)
    signers = tuple(" ".join(name.split()) for name in signed_by if name.strip())
    if not are_two_different(name.casefold() for name in signers):
        raise SameSignerError(
            "two different persons sign a roll", provision=_PROVISION, faults=(("signed_by", "two_signers"),)
        )
    known = " ".join(number.split())
    if not known:
        raise NoReasonError("a paper has a number", (("number", "missing"),))
    if is_there(Roll, place=place, paper_number=known):
        raise PaperTypedError(f"paper {known} was typed in before", faults=(("number", "taken"),))
    return _record(
        acting, place, day, taken_at, counted, PaperSigned(number=known, signed_by=signers), corrects, reason
    )


def _record(
    acting: Acting, place: str, day: date, taken_at: datetime, counted: int, paper: PaperSigned | None, corrects: str,
    reason: str,
) -> str:  # fmt: skip
    check_happened(taken_at, acting.at, "taken_at")
    if not is_on_day(taken_at, day):
        raise WrongDayError("this hour is not of that day", (("taken_at", "not_on_day"),))
    if counted < 0:
        raise WrongDayError("nobody counts fewer than none", (("counted", "number"),))
    _check_correction(place, day, corrects, reason)
    found = read_now(place, taken_at, besides=corrects)
    total, roll_id = found.reading.sum, record_number("R", acting.randomness(7))
    record(
        RollRecorded(
            roll_id=roll_id, place=place, day=day.isoformat(), taken_at=instant_text(taken_at), counted=counted,
            taken_by=acting.account_id, paper=paper, corrects=corrects, reason=reason.strip(),
            read=RollRead(
                sum=total, expected=total.expected, previous_roll=found.previous.pk if found.previous else "",
                before_index=found.before_index, came_by=found.reading.came_by, left_by=found.reading.left_by,
                late_by=found.reading.late_by,
                next_day=next_day_after(place, day) if is_held_there(total.held, total.on_the_way) else "",
            ),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return roll_id


def _check_correction(place: str, day: date, corrects: str, reason: str) -> None:
    of_day = live_rolls(place, day.isoformat())
    if corrects and not any(one.pk == corrects for one in of_day):
        raise UnknownRollError("no roll of this place and day has this number", (("corrects", "unknown"),))
    if of_day and not corrects:
        raise RollTakenError(
            f"{place} has its roll of {day}", roll=of_day[-1].pk,
            faults=(("taken_at", "roll_taken"), ("day", "roll_taken")),
        )  # fmt: skip
    if corrects and not reason.strip():
        raise NoReasonError("a correction says why", (("reason", "missing"),))


@service
def record_second_signature(acting: Acting, *, roll_id: str) -> None:
    """Signs a roll as the second person, who counted too.

    Source:   practice rule 15.
    Given:    another account of the same place than the one that took it.
    Raises:   UnknownRollError; SameSignerError; SignedAlreadyError; OutOfScopeError.
    Leaf:     roll.roll_signed
    """
    require(acting, "roll.record_second_signature")
    row = row_numbered(Roll, roll_id)
    if row is None or not row.taken_at:
        raise UnknownRollError("no such roll")
    check_place(acting, "roll.record_second_signature", row.place)
    if row.signed_index is not None or row.corrected_by:
        raise SignedAlreadyError("this roll is signed, or was corrected meanwhile")
    if row.taken_by == acting.account_id:
        raise SameSignerError("a second person signs a roll", provision=_PROVISION)
    day = date.fromisoformat(row.day)
    record(
        RollSigned(
            roll_id=roll_id, place=row.place, day=row.day, taken_at=row.taken_at, signed_by=acting.account_id,
            next_day=next_day_after(row.place, day) if is_held_there(row.held, row.on_the_way) else "",
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


@service
def record_missed_roll(acting: Acting, *, place: str, day: date, reason: str) -> str:
    """Records that no roll was taken on a day that is over, and why: a count is not made up afterwards.

    Source:   practice rule 15.
    Returns:  the number under which it stands; a paper that turns up corrects it.
    Raises:   RollTakenError; WrongDayError for a day that is not over; NoReasonError; OutOfScopeError.
    Leaf:     roll.roll_missed
    """
    require(acting, "roll.record_missed_roll")
    place = known_place(place)
    check_place(acting, "roll.record_missed_roll", place)
    if not is_over(day, acting.at):
        raise WrongDayError("this day is not over", (("day", "not_over"),))
    if not reason.strip():
        raise NoReasonError("a missed roll needs a reason", (("reason", "missing"),))
    _check_correction(place, day, "", "")
    total = read_now(place, acting.at).reading.sum
    roll_id = record_number("R", acting.randomness(7))
    record(
        RollMissed(
            roll_id=roll_id, place=place, day=day.isoformat(), said_by=acting.account_id, reason=reason.strip(),
            next_day=next_day_after(place, day) if is_held_there(total.held, total.on_the_way) else "",
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return roll_id


def is_over(day: date, at: datetime) -> bool:
    """Whether a day has ended, in UTC: a paper of its last hours that turns up corrects what was said of it."""
    return at >= datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1)
