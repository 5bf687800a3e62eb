"""What stands before an item leaves: by numbers, and whole with its enquiry and each reading of its label."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.law.remains_release import Inquiry, InquirySend, leaving_guards
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.ledger.rows import rows_where
from repatria.records.remains.deaths import inquiry_of
from repatria.records.remains.inquiry_models import InquirySendRow, InquiryStatement
from repatria.records.remains.leaving import leaving_facts
from repatria.records.remains.leaving_models import InquiryReport, InquiryRow, LabelReading
from repatria.records.remains.reading import item_row
from repatria.records.remains.selectors.items import READS, SEES
from repatria.records.vault.opening import open_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class LeavingLine:
    """What is missing before an item may leave, each with its provision; nothing where it may."""

    item_code: str
    state: str
    inquiry: str
    missing: tuple[tuple[str, str], ...]


@question(SEES, of_numbers=True)
def leaving(acting: Acting, item_code: str) -> LeavingLine:
    """What is missing before an item may leave.  Raises: WrongCodeError; UnknownItemError; RoleForbidsError."""
    require(acting, SEES)
    row = item_row(item_code)
    return LeavingLine(
        item_code=row.pk, state=row.state, inquiry=inquiry_of(row).value,
        missing=tuple((one.what, one.provision) for one in leaving_guards(leaving_facts(row))),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """What one witness stated."""

    taken_at: str
    witness: str
    taken_by: str
    said: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SendView:
    """One step of the report on its way."""

    step: str
    at: str
    to: str
    office: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryView:
    """One official enquiry into the death, and its report once it came."""

    inquiry_id: str
    opened_at: str
    reference: str
    authority: str
    circumstances: str
    reported_at: str
    report_reference: str
    cause: str
    findings: str
    statements: tuple[StatementView, ...] = ()
    sends: tuple[SendView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelReadingView:
    """One reading of the label at its three places."""

    at: str
    on_body: str
    on_bag: str
    on_paper: str
    are_equal: bool
    by: str
    second: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeavingView:
    """What stands before an item leaves."""

    line: LeavingLine
    inquiries: tuple[InquiryView, ...]
    readings: tuple[LabelReadingView, ...]


@question(READS)
def leaving_of(acting: Acting, item_code: str) -> LeavingView:
    """What stands before an item leaves: its enquiry, and each reading of its label.

    Raises:   RoleForbidsError; WrongCodeError; UnknownItemError.
    Leaf:     access.reading_recorded
    """
    require(acting, READS)
    line = leaving(acting, item_code)
    record_reading(acting, question="remains.?item", records=(line.item_code,))
    rows = rows_where(InquiryRow, item_code=line.item_code, order="recorded_index")
    reports = rows_where(InquiryReport, item_code=line.item_code)
    found = dict(zip((one.pk for one in reports), open_rows(reports, ("cause", "findings")), strict=True))
    came = {one.pk: one for one in reports}
    readings = rows_where(LabelReading, item_code=line.item_code, order="recorded_index")
    return LeavingView(
        line=line,
        inquiries=tuple(
            InquiryView(
                inquiry_id=one.pk, opened_at=one.opened_at, reference=one.reference,
                authority=said["authority"] or "", circumstances=said["circumstances"] or "",
                reported_at=came[one.pk].reported_at if one.pk in came else "",
                report_reference=came[one.pk].report_reference if one.pk in came else "",
                cause=found.get(one.pk, {}).get("cause") or "", findings=found.get(one.pk, {}).get("findings") or "",
                statements=_statements(one.pk), sends=_sends(one.pk),
            )
            for one, said in zip(rows, open_rows(rows, ("authority", "circumstances")), strict=True)
        ),
        readings=tuple(
            LabelReadingView(
                at=one.at, on_body=one.on_body, on_bag=one.on_bag, on_paper=one.on_paper, are_equal=one.are_equal,
                by=said["by"] or "", second=said["second"] or "",
            )
            for one, said in zip(readings, open_rows(readings, ("by", "second")), strict=True)
        ),
    )  # fmt: skip


def _statements(inquiry_id: str) -> tuple[StatementView, ...]:
    rows = rows_where(InquiryStatement, inquiry_id=inquiry_id, order="recorded_index")
    return tuple(
        StatementView(
            taken_at=one.taken_at, witness=said["witness"] or "", taken_by=said["taken_by"] or "",
            said=said["said"] or "", reference=one.statement_reference,
        )
        for one, said in zip(rows, open_rows(rows, ("witness", "taken_by", "said")), strict=True)
    )  # fmt: skip


def _sends(inquiry_id: str) -> tuple[SendView, ...]:
    return tuple(
        SendView(step=one.step, at=one.at, to=one.to, office=one.office, reference=one.reference)
        for one in rows_where(InquirySendRow, inquiry_id=inquiry_id, order="recorded_index")
    )


def send_step_after(one: LeavingView) -> InquirySend | None:
    """What may follow of the report of the latest enquiry: its sending, its receipt, or nothing."""
    if one.line.inquiry != Inquiry.REPORTED.value:
        return None
    steps = one.inquiries[-1].sends
    return InquirySend.SENT if not steps else InquirySend.RECEIPTED if not steps[1:] else None
