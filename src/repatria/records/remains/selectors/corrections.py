"""The corrections of an item, with what stood before."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.ledger.reading import act_at, acts_at
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.remains.acts import ItemRecorded
from repatria.records.remains.correction_models import Correction
from repatria.records.remains.models import ItemStepRow
from repatria.records.remains.reading import item_row
from repatria.records.remains.selectors.items import READS, SEES
from repatria.records.vault.opening import open_rows

_WORDS = ("reason", "found_where", "description", "disc_says", "why_removed")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSaid:
    """What stood, or is to stand, of an item."""

    kind: str
    disc: str
    is_disc_left: bool
    found_where: str
    description: str
    disc_says: str
    why_removed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionView:
    """One correction: of a step, or what is to stand of the item; who said so, why, and how it ended."""

    correction_id: str
    state: str
    step: str
    step_at: str
    reason: str
    by: str
    ended_by: str
    said: ItemSaid | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionsView:
    """What was recorded first of an item, and each correction since, the oldest first."""

    item_code: str
    first: ItemSaid
    corrections: tuple[CorrectionView, ...]


@question(READS)
def corrections(acting: Acting, item_code: str) -> CorrectionsView:
    """What was recorded first of an item, and each correction since.

    Raises:   RoleForbidsError; WrongCodeError; UnknownItemError.
    Leaf:     access.reading_recorded
    """
    require(acting, READS)
    item = item_row(item_code)
    record_reading(acting, question="remains.?item", records=(item.pk,))
    first = act_at(item.recorded_index).act
    assert isinstance(first, ItemRecorded), "an item begins with its own act"
    rows = rows_where(Correction, item_code=item.pk, order="recorded_index")
    return CorrectionsView(
        item_code=item.pk, corrections=tuple(map(_view, rows, open_rows(rows, _WORDS))),
        first=ItemSaid(
            kind=first.kind.value, disc=first.disc.value, is_disc_left=first.is_disc_left,
            **{name: getattr(first.words, name, "") for name in _WORDS[1:]},
        ),
    )  # fmt: skip


def _view(row: Correction, cells: dict[str, str | None]) -> CorrectionView:
    step = row_numbered(ItemStepRow, f"{row.item_code}.{row.step_index}") if row.step_index is not None else None
    words = {name: cells[name] or "" for name in _WORDS[1:]}
    ended = acts_at([row.ended_index])[0].actor if row.ended_index is not None else ""
    return CorrectionView(
        correction_id=row.pk, state=row.state, step=step.step if step else "", step_at=step.at if step else "",
        reason=cells["reason"] or "", by=acts_at([row.recorded_index])[0].actor, ended_by=ended,
        said=None if step else ItemSaid(kind=row.kind, disc=row.disc, is_disc_left=row.is_disc_left, **words),
    )  # fmt: skip


@question(SEES, of_numbers=True)
def corrections_waiting(acting: Acting) -> tuple[tuple[str, str], ...]:
    """The corrections that wait for another to agree: number and item, the oldest first.  Raises: RoleForbidsError."""
    require(acting, SEES)
    return tuple(
        (row.pk, row.item_code) for row in rows_where(Correction, state="proposed", order="recorded_index")
    )  # fmt: skip
