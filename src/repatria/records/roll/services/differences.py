"""Explaining a difference between count and register. Both numbers stay for ever; the difference is open no longer."""

from __future__ import annotations

from collections.abc import Sequence

from repatria.core.law.roll import DifferenceEnd, explains
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.rows import is_there, row_numbered, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.roll.acts import DifferenceClosed
from repatria.records.roll.errors import NoDifferenceError, NoReasonError, UnexplainedError, UnknownRollError
from repatria.records.roll.models import Roll, Sighting
from repatria.records.roll.reading import expected_now
from repatria.records.roll.scope import check_place

_UNEXPLAINED = {
    DifferenceEnd.MAN_FOUND: "unexplained_man_found", DifferenceEnd.EVENT_LATE: "unexplained_event_recorded_late",
    DifferenceEnd.WRONG_COUNT: "unexplained_wrong_count",
}  # fmt: skip


@service
def close_difference(
    acting: Acting, *, roll_id: str, how: DifferenceEnd, explanation: str, sightings: Sequence[str] = ()
) -> None:
    """Says how count and register of a roll came to differ.

    Source:   practice rule 15.
    Given:    what is said is read by the house: an event that was recorded late makes the register say today what was
              counted then; men who were found were sighted at the place since, as many as were missing; a wrong count
              was corrected by another roll of that day, which two signed.
    Raises:   NoDifferenceError; UnexplainedError, with what the register says now; NoReasonError; UnknownRollError;
              OutOfScopeError.
    Leaf:     roll.difference_closed
    """
    require(acting, "roll.close_difference")
    row = row_numbered(Roll, roll_id)
    if row is None or not row.taken_at:
        raise UnknownRollError("no such roll")
    check_place(acting, "roll.close_difference", row.place)
    if not row.difference or row.closed_index is not None:
        raise NoDifferenceError("no difference of this roll is open", provision="practice rule 15")
    if not explanation.strip():
        raise NoReasonError("an explanation has words", (("explanation", "missing"),))
    expected, before_index = expected_now(row)
    found = _found(row, sightings)
    is_recounted = is_there(Roll, pk=row.corrected_by) and not is_there(Roll, pk=row.corrected_by, signed_index=None)
    if not explains(
        how, counted=row.counted or 0, expected_now=expected, found=found, is_recounted=is_recounted
    ):  # fmt: skip
        raise UnexplainedError(
            "this does not explain the difference", provision="practice rule 15", counted=row.counted,
            expected=expected, faults=(("how", _UNEXPLAINED[how]),),
        )  # fmt: skip
    record(
        DifferenceClosed(
            roll_id=roll_id, place=row.place, how=how, explanation=explanation.strip(), sightings=tuple(sightings),
            recount=row.corrected_by if how is DifferenceEnd.WRONG_COUNT else "", expected_now=expected,
            before_index=before_index,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


def _found(row: Roll, sightings: Sequence[str]) -> tuple[str, ...]:
    """The men who were sighted at the place since the hour of a roll, of the sightings that are named."""
    seen = rows_where(Sighting, pk=list(sightings), annulled_index=None)
    return tuple(one.person_id for one in seen if one.holder == row.place and one.seen_at >= row.taken_at)
