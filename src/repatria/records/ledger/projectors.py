"""What the ledger's own acts do to rows."""

from __future__ import annotations

from collections.abc import Iterator

from repatria.records.ledger.operations import Operation, Set, projects
from repatria.records.ledger.own_acts import KeyDestroyed


def _empty_cells(given: KeyDestroyed, index: int) -> Iterator[Operation]:
    for cell in (*given.cells, *given.blind_cells):
        yield Set(cell.table, cell.row, {cell.column: None})


def register() -> None:
    projects(KeyDestroyed)(_empty_cells)
