"""Before an item leaves: the official enquiry into a death, and the label read again on body, bag and paper."""

from __future__ import annotations

from datetime import datetime

from repatria.core.law.custody_facts import DeathCause
from repatria.core.law.remains_release import (
    Inquiry,
    check_inquiry_opened,
    check_inquiry_reported,
    check_labels_read,
)
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.remains_codes import fold_remains_code
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.rows import rows_where
from repatria.records.ledger.services import record, service
from repatria.records.remains.deaths import inquiry_of
from repatria.records.remains.leaving_acts import (
    InquiryFound,
    InquiryOpened,
    InquiryReported,
    InquiryWords,
    LabelsReadAgain,
    LabelsReadBy,
)
from repatria.records.remains.leaving_models import InquiryRow
from repatria.records.remains.reading import item_row

OPEN_INQUIRY, REPORT, READ_AGAIN = "remains.open_inquiry", "remains.report_inquiry", "remains.read_labels_again"
_LONGEST_READ = 60


@service
def open_inquiry(
    acting: Acting, *, item_code: str, opened_at: datetime, authority: str, reference: str, circumstances: str = ""
) -> str:  # fmt: skip
    """Records that an official enquiry into a death was opened.

    Source:   GC III art. 121: at once, where the cause is violent or unknown or he was held.
    Given:    `circumstances` where no examination opens it: what says so.
    Returns:  the enquiry's number.
    Raises:   RoleForbidsError; WrongCodeError; UnknownItemError; InquiryOrderError; UnstatedParticularsError;
              NotYetError; StatementError.
    Leaf:     remains.inquiry_opened
    """
    require(acting, OPEN_INQUIRY)
    refuse_statements({"authority": authority, "reference": reference, "circumstances": circumstances})
    check_happened(opened_at, acting.at, "opened_at")
    item = item_row(item_code)
    check_inquiry_opened(
        inquiry_of(item), authority=authority, reference=reference, circumstances=circumstances
    )  # fmt: skip
    inquiry_id = record_number("DE", acting.randomness(7))
    record(
        InquiryOpened(
            inquiry_id=inquiry_id, item_code=item.pk, opened_at=instant_text(opened_at), reference=reference.strip(),
            words=InquiryWords(authority=authority.strip(), circumstances=circumstances.strip()),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return inquiry_id


@service
def report_inquiry(
    acting: Acting, *, item_code: str, reported_at: datetime, cause: DeathCause | None, reference: str, findings: str
) -> int:  # fmt: skip
    """Records the report of an enquiry into a death; until then nothing of the item leaves.

    Source:   GC III art. 121.
    Given:    `findings` in short, the report itself lies under its reference.
    Returns:  the index of the act.
    Raises:   RoleForbidsError; WrongCodeError; UnknownItemError; InquiryOrderError; UnstatedParticularsError;
              InputError for a report before its enquiry; NotYetError; StatementError.
    Leaf:     remains.inquiry_reported
    """
    require(acting, REPORT)
    refuse_statements({"reference": reference, "findings": findings})
    check_happened(reported_at, acting.at, "reported_at")
    item = item_row(item_code)
    check_inquiry_reported(Inquiry(item.inquiry), cause=cause, reference=reference, findings=findings)
    assert cause is not None, "the law asks for it"
    inquiry = rows_where(InquiryRow, item_code=item.pk, order="-recorded_index", at_most=1)[0]
    if instant_text(reported_at) < inquiry.opened_at:
        raise InputError("the enquiry was opened later", (("reported_at", "before_last_step"),))
    return record(
        InquiryReported(
            inquiry_id=inquiry.pk, item_code=item.pk, reported_at=instant_text(reported_at),
            report_reference=reference.strip(), words=InquiryFound(cause=cause.value, findings=findings.strip()),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


@service
def read_labels_again(
    acting: Acting, *, item_code: str, happened_at: datetime, on_body: str, on_bag: str, on_paper: str, by: str,
    second: str,
) -> bool:  # fmt: skip
    """Records that two read the label again on body, bag and paper, before the item leaves.

    Source:   law-and-practice section 6.3.
    Given:    three codes as they were scanned or typed; one that differs or cannot be read is kept as it was read, and
              then nothing leaves until they were read again and are alike.
    Returns:  whether all three are the item's code.
    Raises:   RoleForbidsError; WrongCodeError; UnknownItemError; SecondPersonError; UnstatedParticularsError;
              InputError for a reading before the last step; NotYetError; StatementError.
    Leaf:     remains.labels_read_again
    """
    require(acting, READ_AGAIN)
    refuse_statements({"by": by, "second": second, "on_body": on_body, "on_bag": on_bag, "on_paper": on_paper})
    check_happened(happened_at, acting.at)
    item = item_row(item_code)
    check_labels_read(by, second, (on_body, on_bag, on_paper))
    at = instant_text(happened_at)
    if at < item.last_at:
        raise InputError("the step before it was later", (("happened_at", "before_last_step"),))
    read = [fold_remains_code(one) or one.strip()[:_LONGEST_READ] for one in (on_body, on_bag, on_paper)]
    are_equal = set(read) == {item.pk}
    record(
        LabelsReadAgain(
            label_reading_id=record_number("DR", acting.randomness(7)), item_code=item.pk, at=at, on_body=read[0],
            on_bag=read[1], on_paper=read[2], are_equal=are_equal,
            words=LabelsReadBy(by=by.strip(), second=second.strip()),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return are_equal
