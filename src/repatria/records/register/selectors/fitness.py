"""A doctor's latest word on whether he may travel."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.records.ledger.rows import rows_where
from repatria.records.register.models import FitnessWord


@dataclass(frozen=True, slots=True, kw_only=True)
class FitnessView:
    """A doctor's latest word on whether he may travel, without what the doctor noted."""

    is_fit: bool
    examined_at: str
    doctor: str
    act_index: int


def fitness_of(person_id: str, *, before_index: int | None = None) -> FitnessView | None:
    """A doctor's latest word on him; `before_index` asks which it was when that act was recorded."""
    words = rows_where(FitnessWord, person_id=person_id, order="-recorded_index")
    row = next((one for one in words if before_index is None or one.recorded_index < before_index), None)
    if row is None:
        return None
    return FitnessView(
        is_fit=row.is_fit, examined_at=row.examined_at, doctor=row.doctor, act_index=row.recorded_index
    )  # fmt: skip
