"""A report of a death that nobody proved, laid before another with its words, before anything is opened on it."""

from __future__ import annotations

from repatria.core.law.statements import refuse_statements
from repatria.core.law.telling import ReportedBy
from repatria.core.vocabulary.identifiers import record_number
from repatria.records.access.acting import Acting, require
from repatria.records.access.services import record_approval
from repatria.records.enquiries.selectors import check_open
from repatria.records.ledger.rows import row_numbered
from repatria.records.ledger.services import record, service
from repatria.records.telling.acts import ReportLaid, ReportWords
from repatria.records.telling.errors import UnknownReportError
from repatria.records.telling.models import Report
from repatria.records.telling.services.approving import TELL_REPORTED, reported_reference
from repatria.records.telling.services.opening import OPEN, said
from repatria.records.vault.opening import open_rows


@service(actions=OPEN)
def lay_report(acting: Acting, *, enquiry_id: str, reported_by: ReportedBy, source: str) -> str:
    """Lays before another that a death which nobody proved be told, with who reports it and in what words.

    Source:   law-and-practice section 4.5; practice rule 6.
    Given:    nothing is opened by it, and nothing is silent: another reads these words and agrees to them.
    Returns:  the report's number.
    Raises:   UnknownEnquiryError; ClosedEnquiryError; InputError without words; StatementError.
    Leaf:     telling.report_laid
    """
    require(acting, OPEN)
    refuse_statements({"source": source})
    check_open(enquiry_id)
    text = said("source", source)
    death_report_id = record_number("TE", acting.randomness(7))
    record(
        ReportLaid(
            report_id=death_report_id, enquiry_id=enquiry_id, reported_by=reported_by, words=ReportWords(source=text)
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return death_report_id


def report_row(report_id: str) -> Report:
    """Raises: UnknownReportError."""
    row = row_numbered(Report, report_id)
    if row is None:
        raise UnknownReportError("no such report")
    return row


def agree_to_report(acting: Acting, report_id: str) -> None:
    """Agrees to a report as it was laid: an approval of its enquiry, reporter and words.

    Raises:   UnknownReportError; RoleForbidsError; ApprovedAlreadyError.
    Leaf:     access.approval_recorded
    """
    row = report_row(report_id)
    (cells,) = open_rows([row], ("source",))
    reference = reported_reference(row.enquiry_id, ReportedBy(row.reported_by), cells["source"] or "")
    record_approval(acting, action=TELL_REPORTED, object_reference=reference)
