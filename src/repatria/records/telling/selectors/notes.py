"""What followed a visit, line by line: papers, who asked how she is, what she was offered, plans that were changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from repatria.core.law.identification_board import Method
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.papers_telling import FoundOf
from repatria.records.ledger.reading import instants_at
from repatria.records.ledger.rows import rows_where
from repatria.records.telling.models import (
    ChangedVisit,
    FollowUp,
    Support,
    TellingPaper,
)
from repatria.records.vault.opening import open_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """What followed a visit: a paper, or somebody who asked how she is."""

    what: str
    at: str
    by: str
    language: str
    said: str
    written: str  # by hand, on a paper of earlier times
    found: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    on: str = ""  # of a plan or a promise that was changed: the day then; of support the day
    support: str = ""  # what was offered, and
    answer: str = ""  # what she said


def _on_paper(found: str | None, how: str | None) -> dict[str, Any]:
    """What stood on a paper: ready words, or what was written by hand when that was done."""
    words, methods = tuple((found or "").split()), tuple((how or "").split())
    if set(words) <= set(FoundOf) and set(methods) <= set(Method):
        return {"found": words, "methods": methods, "written": ""}
    return {"written": "; ".join(filter(None, (found, how)))}


def notes_of(visit_id: str) -> tuple[NoteView, ...]:
    """All that followed one visit, the first first.  Given: for a selector that recorded the reading."""
    papers = rows_where(TellingPaper, visit_id=visit_id, order="recorded_index")
    asked = rows_where(FollowUp, visit_id=visit_id, order="recorded_index")
    changed = rows_where(ChangedVisit, visit_id=visit_id, order="recorded_index")
    found = [
        (row.recorded_index, NoteView(
            what="paper", at="", by="", language=row.language, said="", **_on_paper(cells["found"], cells["how"])
        ))
        for row, cells in zip(papers, open_rows(papers, ("found", "how")), strict=True)
    ]  # fmt: skip
    found += [
        (row.recorded_index, NoteView(
            what="followed_up", at=row.at, by=cells["asked_by"] or "", language="", said=cells["said"] or "",
            written="",
        ))
        for row, cells in zip(asked, open_rows(asked, ("said", "asked_by")), strict=True)
    ]  # fmt: skip
    offered = rows_where(Support, visit_id=visit_id, order="recorded_index")
    found += [
        (row.recorded_index, NoteView(
            what="support", at="", by=cells["by"] or "", language="", said=cells["said"] or "", written="", on=row.on,
            support=row.kind, answer=row.answer,
        ))
        for row, cells in zip(offered, open_rows(offered, ("by", "said")), strict=True)
    ]  # fmt: skip
    times = instants_at(row.recorded_index for row in changed)
    found += [
        (row.recorded_index, NoteView(
            what=row.change, at=instant_text(times[row.recorded_index]), by="", language="", said=cells["why"] or "",
            written="", on=row.on,
        ))
        for row, cells in zip(changed, open_rows(changed, ("why",)), strict=True)
    ]  # fmt: skip
    return tuple(note for _, note in sorted(found, key=lambda one: one[0]))
