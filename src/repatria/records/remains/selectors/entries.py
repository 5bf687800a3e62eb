"""Entries of graves and paths that were said to be wrong, with what stood and what stands instead."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.law.remains_corrections import RIGHT_OF_STEPS
from repatria.core.law.remains_path import ItemStep
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.ledger.reading import acts_at
from repatria.records.ledger.rows import rows_where
from repatria.records.remains.entry_models import EntryCorrection
from repatria.records.remains.reading import grave_row, item_row
from repatria.records.remains.selectors.items import READS, SEES
from repatria.records.remains.services.entries import (
    place_of_grave,
    said_of,
    standing_burial,
    standing_step,
    step_row,
)
from repatria.records.vault.opening import open_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """One correction: of which entry, each field with what stood and what is to stand, who said so and how it ended."""

    correction_id: str
    target: str
    target_id: str
    subject_id: str
    state: str
    reason: str
    refused_why: str
    said: tuple[tuple[str, str, str], ...]
    by: str
    ended_by: str


@question(READS)
def entries_put_right(acting: Acting, subject_id: str) -> tuple[EntryView, ...]:
    """The corrections of a grave's place, or of the path of an item, the oldest first.

    Raises:   RoleForbidsError.
    Leaf:     access.reading_recorded
    """
    require(acting, READS)
    record_reading(acting, question="remains.?item", records=(subject_id,))
    rows = rows_where(EntryCorrection, subject_id=subject_id, order="recorded_index")
    return tuple(map(_view, rows, open_rows(rows, ("reason", "refused_why"))))


def _view(row: EntryCorrection, cells: dict[str, str | None]) -> EntryView:
    return EntryView(
        correction_id=row.pk, target=row.target, target_id=row.target_id, subject_id=row.subject_id, state=row.state,
        reason=cells["reason"] or "", refused_why=cells["refused_why"] or "",
        said=tuple((name, was, right) for name, (was, right) in sorted(said_of(row).items())),
        by=acts_at([row.recorded_index])[0].actor,
        ended_by=acts_at([row.ended_index])[0].actor if row.ended_index is not None else "",
    )  # fmt: skip


@question(READS)
def place_standing(acting: Acting, grave_id: str) -> dict[str, str]:
    """Where a grave is, as it stands.

    Raises:   RoleForbidsError; UnknownGraveError.
    Leaf:     access.reading_recorded
    """
    require(acting, READS)
    record_reading(acting, question="remains.?item", records=(grave_id,))
    return place_of_grave(grave_row(grave_id))


@question(READS)
def step_standing(acting: Acting, item_code: str, step_act: int) -> dict[str, str]:
    """A step or burial of an item that may be put right, by its act, as it stands.

    Raises:   RoleForbidsError; WrongCodeError; UnknownItemError; UnknownCorrectionError.
    Leaf:     access.reading_recorded
    """
    require(acting, READS)
    item = item_row(item_code)
    record_reading(acting, question="remains.?item", records=(item.pk,))
    row = step_row(item, step_act, *RIGHT_OF_STEPS, ItemStep.BURIED)
    return standing_burial(row) if row.step == ItemStep.BURIED.value else standing_step(row)


@question(SEES, of_numbers=True)
def entries_waiting(acting: Acting) -> tuple[tuple[str, str, str], ...]:
    """The corrections of entries that wait for another: number, grave or item, who said it; the oldest first.

    Raises:   RoleForbidsError.
    """
    require(acting, SEES)
    rows = rows_where(EntryCorrection, state="proposed", order="recorded_index")
    by = {one.index: one.actor for one in acts_at([row.recorded_index for row in rows])}
    return tuple((row.pk, row.subject_id, by[row.recorded_index]) for row in rows)
