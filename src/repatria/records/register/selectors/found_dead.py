"""Who was found dead and stood in no register, by item: record numbers and states, nothing sealed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from repatria.records.access.questions import question
from repatria.records.ledger.reading import instants_at
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.register.found_items import found_item
from repatria.records.register.found_models import FoundDead

FOUND_ONES = "register.?found_dead"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDeadLine:
    """One record, and how it stands."""

    person_id: str
    item_code: str
    recorded_on: str
    is_named: bool  # the board named the item to him
    is_withdrawn: bool


@question(FOUND_ONES, of_numbers=True)
def found_dead(item_code: str = "") -> tuple[FoundDeadLine, ...]:
    """Everybody who was found dead and stood in no register, newest first; with a code those of this item."""
    wanted: dict[str, Any] = {"item_code": found_item(item_code).item_code} if item_code else {}
    rows = rows_where(FoundDead, order="-recorded_index", **wanted)
    instants = instants_at([row.recorded_index for row in rows])
    return tuple(
        FoundDeadLine(
            person_id=row.pk, item_code=row.item_code, recorded_on=instants[row.recorded_index].date().isoformat(),
            is_named=row.pk in found_item(row.item_code).named, is_withdrawn=row.withdrawn_index is not None,
        )
        for row in rows
    )  # fmt: skip


def is_found_dead(person_id: str) -> bool:
    """Whether he was found dead, nobody ever having held him, and that stands."""
    row = row_numbered(FoundDead, person_id)
    return row is not None and row.withdrawn_index is None


__all__ = ["FOUND_ONES", "FoundDeadLine", "found_dead", "is_found_dead"]
