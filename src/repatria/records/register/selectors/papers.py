"""Which papers about a man are on record: proceedings, treatment certificates, statements of his account."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.law.custody_facts import HisPaper
from repatria.core.law.papers_of_his import CourtPaper, court_holds_since
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.register.joined import numbers_of
from repatria.records.register.models import PaperOfHis, ProtectedPerson

_OF_COURTS = [
    one.value for one in (HisPaper.PROCEEDINGS_OPENED, HisPaper.PROCEEDINGS_NOTIFIED, HisPaper.PROCEEDINGS_ENDED)
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One paper about him: its kind, hour, and the references that it bears; never what a doctor noted beside it."""

    paper: str
    at: str
    by: str
    reference: str
    agency_reference: str
    trial_on: str


def open_proceedings(person_id: str) -> int | None:
    """The act that told last of proceedings against a man which no paper ended, by all of his numbers; None where none.

    Source:   GC III art. 104, 115.
    Returns:  the act of the latest, which later steps compare with what was attested before it.
    """
    row = row_numbered(ProtectedPerson, person_id)
    numbers = list(numbers_of(person_id, row)) if row else []
    rows = rows_where(PaperOfHis, person_id=numbers, paper=_OF_COURTS, order="recorded_index")
    return court_holds_since(
        CourtPaper(paper=HisPaper(one.paper), court=one.by, reference=one.reference, act_index=one.recorded_index)
        for one in rows
    )


def papers_of(person_id: str) -> tuple[PaperLine, ...]:
    """The papers about a man, by all of his numbers, oldest first; for a page of him that was read already."""
    row = row_numbered(ProtectedPerson, person_id)
    rows = rows_where(PaperOfHis, person_id=list(numbers_of(person_id, row)), order="recorded_index") if row else []
    return tuple(
        PaperLine(
            paper=one.paper, at=one.at, by=one.by, reference=one.reference, agency_reference=one.agency_reference,
            trial_on=one.trial_on,
        )
        for one in rows
    )  # fmt: skip
