"""What the paper that she keeps says of the visit, and the papers whose code the portal's check knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.papers_telling import FoundOf
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.enquiries.selectors import enquiry_for_room
from repatria.records.ledger.reading import instants_at
from repatria.records.ledger.rows import rows_where
from repatria.records.telling.models import Telling, TellingPaper, Visit
from repatria.records.telling.reading import visit_row
from repatria.records.telling.selectors.cases import READS
from repatria.records.telling.services.wishes import check_printable, concluded_of_visit
from repatria.records.vault.opening import open_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyPaperView:
    """What the paper holds, all of it on record: his name as she spells it, the day, what was found, and how."""

    visit_id: str
    sought_name: str
    told_on: date
    language: str
    found: tuple[FoundOf, ...]
    methods: tuple[str, ...]


@question(READS)
def paper_of_visit(acting: Acting, visit_id: str) -> FamilyPaperView:
    """What stands on the paper for one who was told, where it may be printed.

    Raises:   RoleForbidsError; UnknownVisitError; VisitStateError before she was told.
    Leaf:     access.reading_recorded
    """
    require(acting, READS)
    check_printable(visit_id)
    row = visit_row(visit_id)
    record_reading(acting, question="telling.?telling", records=(row.pk, row.enquiry_id))
    her, name = enquiry_for_room(row.enquiry_id), concluded_of_visit(row.pk)
    return FamilyPaperView(
        visit_id=row.pk, sought_name=her.said["sought_name"], told_on=read_instant(row.at).date(),
        language=her.language, found=name.found, methods=name.methods,
    )  # fmt: skip


def published_family_papers(acting: Acting) -> tuple[tuple[str, str, date], ...]:
    """Code, check word and day of every paper that a family keeps.

    Leaf:     access.reading_recorded
    Not:      of a case that has ended: what was told wrongly is confirmed to nobody.
    """
    ended = [one.pk for one in rows_where(Telling, state="ended")]
    withdrawn = {one.pk for one in rows_where(Visit, telling_id=ended)} if ended else set()
    rows = [one for one in rows_where(TellingPaper, order="recorded_index") if one.visit_id not in withdrawn]
    if rows:
        record_reading(acting, question="notices.?released_letter", records=[row.pk for row in rows])
    at = instants_at([row.recorded_index for row in rows])
    return tuple(
        (cells["paper_code"], cells["paper_word"] or "", at[row.recorded_index].date())
        for row, cells in zip(rows, open_rows(rows, ("paper_code", "paper_word")), strict=True)
        if cells["paper_code"]
    )  # fmt: skip
