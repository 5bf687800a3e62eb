"""An enquiry into a death: what witnesses state, and the report on its way to the Protecting Power."""

from __future__ import annotations

from datetime import datetime

from repatria.core.law.remains_release import (
    Inquiry,
    InquiryGoesTo,
    InquirySend,
    InquirySending,
    check_inquiry_send,
    check_statement,
)
from repatria.core.law.statements import OWN_WORDS, refuse_statements
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.rows import rows_where
from repatria.records.ledger.services import record, service
from repatria.records.remains.inquiry_acts import InquirySent, InquiryStated, StatementWords
from repatria.records.remains.inquiry_models import InquirySendRow
from repatria.records.remains.leaving_models import InquiryReport, InquiryRow
from repatria.records.remains.reading import item_row

STATE, SEND = "remains.record_statement", "remains.send_inquiry"


@service
def record_statement(
    acting: Acting, *, item_code: str, taken_at: datetime, witness: str, taken_by: str, said: str, reference: str = ""
) -> str:  # fmt: skip
    """Records what a witness stated in an enquiry that runs; the statement itself lies under its reference.

    Source:   GC III art. 121.
    Returns:  the statement's number.
    Raises:   RoleForbidsError; WrongCodeError; UnknownItemError; InquiryOrderError; UnstatedParticularsError;
              InputError for one that was taken before the enquiry; NotYetError; StatementError.
    Leaf:     remains.inquiry_stated
    """
    require(acting, STATE)
    refuse_statements({"witness": witness, "taken_by": taken_by, "reference": reference})
    refuse_statements({"said": said}, besides=OWN_WORDS)
    check_happened(taken_at, acting.at, "taken_at")
    item = item_row(item_code)
    check_statement(Inquiry(item.inquiry), witness=witness, taken_by=taken_by, said=said)
    inquiry = rows_where(InquiryRow, item_code=item.pk, order="-recorded_index", at_most=1)[0]
    if instant_text(taken_at) < inquiry.opened_at:
        raise InputError("the enquiry was opened later", (("taken_at", "before_last_step"),))
    statement_id = record_number("DW", acting.randomness(7))
    record(
        InquiryStated(
            statement_id=statement_id, inquiry_id=inquiry.pk, item_code=item.pk, taken_at=instant_text(taken_at),
            statement_reference=reference.strip(),
            words=StatementWords(witness=witness.strip(), taken_by=taken_by.strip(), said=said.strip()),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return statement_id


@service
def send_inquiry(
    acting: Acting, *, item_code: str, step: InquirySend, happened_at: datetime, reference: str,
    to: InquiryGoesTo | None = None, office: str = "",
) -> int:  # fmt: skip
    """Records that the report of an enquiry went to the Protecting Power with its statements, or that its receipt came.

    Source:   GC III art. 121.
    Given:    of the sending `to` and `office`, and the reference of the dispatch; of the receipt its own reference.
    Returns:  the index of the act.
    Raises:   RoleForbidsError; WrongCodeError; UnknownItemError; InquiryOrderError; UnstatedParticularsError;
              InputError for a step before the one before it; NotYetError; StatementError.
    Leaf:     remains.inquiry_sent
    """
    require(acting, SEND)
    refuse_statements({"office": office, "reference": reference})
    check_happened(happened_at, acting.at)
    item, at = item_row(item_code), instant_text(happened_at)
    reports = rows_where(InquiryReport, item_code=item.pk, order="-recorded_index", at_most=1)
    steps = rows_where(InquirySendRow, inquiry_id=reports[0].pk, order="-recorded_index", at_most=1) if reports else []
    is_sent = step is InquirySend.SENT
    check_inquiry_send(step, InquirySending(
        inquiry=Inquiry(item.inquiry), last=InquirySend(steps[0].step) if steps else None, to=to, office=office,
        reference=reference,
    ))  # fmt: skip
    if at < (steps[0].at if steps else reports[0].reported_at):
        raise InputError("the step before it was later", (("happened_at", "before_last_step"),))
    return record(
        InquirySent(
            inquiry_id=reports[0].pk, item_code=item.pk, step=step, at=at, to=to if is_sent else None,
            office=office.strip() if is_sent else "", reference=reference.strip(),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
