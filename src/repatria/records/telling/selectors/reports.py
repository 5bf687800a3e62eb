"""Reports of a death that nobody proved, as they were laid before another: by numbers, and one with its words."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.law.telling import ReportedBy
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import approvers_of
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.ledger.reading import acts_at
from repatria.records.ledger.rows import rows_where
from repatria.records.telling.models import Report
from repatria.records.telling.selectors.cases import READS
from repatria.records.telling.services.approving import TELL_REPORTED, reported_reference
from repatria.records.telling.services.reporting import report_row
from repatria.records.vault.opening import open_rows

_PAGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """One report: of whom who asks, who reports it and in what words, who laid it, who agrees now."""

    report_id: str
    enquiry_id: str
    reported_by: str
    source: str
    laid_by: str
    agreed_by: tuple[str, ...]


@question("telling.?tellings", of_numbers=True)
def reports(acting: Acting) -> tuple[tuple[str, str], ...]:
    """The reports that were laid, the newest first: number and enquiry.  Raises: RoleForbidsError."""
    require(acting, "telling.?tellings")
    rows = rows_where(Report, order="-recorded_index", at_most=_PAGE)
    return tuple((row.pk, row.enquiry_id) for row in rows)


@question(READS)
def report(acting: Acting, report_id: str) -> ReportView:
    """One report with its words, before anybody agrees to them.

    Raises:   RoleForbidsError; UnknownReportError.
    Leaf:     access.reading_recorded
    """
    require(acting, READS)
    row = report_row(report_id)
    record_reading(acting, question="telling.?telling", records=(row.pk, row.enquiry_id))
    (cells,) = open_rows([row], ("source",))
    source = cells["source"] or ""
    reference = reported_reference(row.enquiry_id, ReportedBy(row.reported_by), source)
    return ReportView(
        report_id=row.pk, enquiry_id=row.enquiry_id, reported_by=row.reported_by, source=source,
        laid_by=acts_at([row.recorded_index])[0].actor,
        agreed_by=approvers_of(TELL_REPORTED, reference, at=acting.at),
    )  # fmt: skip
