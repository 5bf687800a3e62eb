"""Which numbers are one man: asked by every service and selector of the register that is about a man, not a record.

Joins are few, and most men have one number: what is asked of each of them is one look at a row.
"""

from __future__ import annotations

from collections.abc import Sequence

from repatria.core.law.joins import STANDING
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.register.models import Join, ProtectedPerson

_STANDING = [state.value for state in sorted(STANDING)]


def leading(row: ProtectedPerson) -> ProtectedPerson:
    """The row under which the custody of this man goes on: its own, unless it stands under another."""
    if row.stands_under is None:
        return row
    found = row_numbered(ProtectedPerson, row.stands_under)
    assert found is not None, "a join names registered persons"
    return found


def leader_of(person_id: str) -> str:
    """The number that leads for this man; the same number where nothing is joined, and for one that nobody has."""
    row = row_numbered(ProtectedPerson, person_id)
    return person_id if row is None or row.stands_under is None else row.stands_under


def numbers_of(person_id: str, row: ProtectedPerson | None = None) -> tuple[str, ...]:
    """All numbers of one man, the one that leads first; `row` where it was read already."""
    leader = (row.stands_under or row.pk) if row is not None else leader_of(person_id)
    under = rows_where(ProtectedPerson, stands_under=leader, order="recorded_index")
    return (leader, *(row.pk for row in under))


def standing_joins() -> tuple[Join, ...]:
    """Every join that holds, oldest first."""
    return tuple(rows_where(Join, state=_STANDING, order="recorded_index"))


def joins_of(numbers: Sequence[str]) -> tuple[Join, ...]:
    """Every join that names one of these numbers, whatever became of it, oldest first."""
    wanted = list(numbers)
    found = {row.pk: row for row in (*rows_where(Join, first_id=wanted), *rows_where(Join, second_id=wanted))}
    return tuple(sorted(found.values(), key=lambda row: row.proposed_index))


def changed_at(person_id: str) -> tuple[int, bool]:
    """The latest act that made two numbers one man, or two again, where this man is one of them.

    Returns:  its index, -1 where there is none; and whether it was a parting.
    """
    joins = joins_of(numbers_of(person_id))
    joined = max((row.recorded_index for row in joins if row.recorded_index is not None), default=-1)
    parted = max((row.parted_index for row in joins if row.parted_index is not None), default=-1)
    return max(joined, parted), parted > joined
