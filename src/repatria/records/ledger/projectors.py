"""What the ledger's own acts do to rows, and what they tell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from repatria.core.vocabulary.happenings import Happening
from repatria.records.ledger.happenings import happenings_by
from repatria.records.ledger.operations import Operation, Set, projects
from repatria.records.ledger.own_acts import KeyDestroyed
from repatria.records.vault.keyring import Purpose


def _empty_cells(given: KeyDestroyed, index: int) -> Iterator[Operation]:
    for cell in (*given.cells, *given.blind_cells):
        yield Set(cell.table, cell.row, {cell.column: None})


def _destroyed(given: KeyDestroyed, at: datetime) -> Iterator[Happening]:
    yield Happening(word=f"{KeyDestroyed.KIND}:{given.purpose.value}", subject=given.subject, at=at, matter=None)


def register() -> None:
    projects(KeyDestroyed)(_empty_cells)
    happenings_by(KeyDestroyed, *(purpose.value for purpose in Purpose))(_destroyed)
