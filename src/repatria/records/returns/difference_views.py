"""Differences of a batch as they are shown: what each side says of the thing or the container."""

from __future__ import annotations

from collections.abc import Mapping

from repatria.records.ledger.rows import rows_where
from repatria.records.returns.models import BatchContainer, BatchDifference, BatchLine, CountEntry
from repatria.records.returns.views import DifferenceView
from repatria.records.vault.opening import open_rows


def _thing(label: str, seal: str) -> str:
    return " · ".join(filter(None, (label or "—", seal)))


def _listed(line: BatchLine | BatchContainer | None) -> str:
    if line is None:
        return ""
    return _thing(line.number if isinstance(line, BatchContainer) else line.label, line.seal_number)


def difference_views(
    batch_id: str, lines: Mapping[str, BatchLine | BatchContainer], entries: dict[str, CountEntry]
) -> list[DifferenceView]:
    """Each difference, the first that was named first; `lines` are things and containers by their numbers."""
    rows = rows_where(BatchDifference, batch_id=batch_id, order="recorded_index id")
    found = []
    for row, cells in zip(rows, open_rows(rows, ("said",)), strict=True):
        line, entry = lines.get(row.line_id), entries.get(row.entry_id)
        found.append(DifferenceView(
            difference_id=row.pk, batch_id=batch_id, kind=row.kind, line_id=row.line_id, entry_id=row.entry_id,
            listed=_listed(line),
            counted=_thing(entry.label, entry.seal) if entry else "", end=row.end, other=row.other,
            said=cells["said"] or "",
        ))  # fmt: skip
    return found
