"""Who rings her proves who he is: she names a row of her receipt, he says the word beside it."""

from __future__ import annotations

from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.receipts import CALLER_ROWS, caller_answer
from repatria.records.access.acting import Acting, require
from repatria.records.enquiries.receipts import receipt_for_room
from repatria.records.hotline.acts import CallerAnswered
from repatria.records.hotline.errors import EmptyCallError, NoRowsError, RowServedError
from repatria.records.hotline.models import CallerRow
from repatria.records.hotline.pairs import pair_of
from repatria.records.ledger.rows import rows_where
from repatria.records.ledger.services import record, service


@service
def answer_caller(acting: Acting, *, enquiry_id: str, row: int) -> str:
    """Shows whoever rings her the word beside the row that she names, this one word and this one time.

    Source:   practice rule 27
    Returns:  the word, in the language of her receipt.
    Raises:   UnknownEnquiryError; EmptyCallError for a row that no receipt has; NoRowsError; RowServedError.
    Leaf:     hotline.caller_answered
    """
    require(acting, "hotline.answer_caller")
    receipt, pair = receipt_for_room(enquiry_id), pair_of(enquiry_id)
    if not 1 <= row <= CALLER_ROWS:
        raise EmptyCallError("a receipt has no such row", (("row", "unknown"),))
    if not pair.caller_secret:
        raise NoRowsError("her receipt has no rows", provision="practice rule 27")
    served = rows_where(CallerRow, enquiry_id=enquiry_id, row=row, order="-recorded_index", at_most=1)
    if served and served[0].recorded_index > pair.since:
        raise RowServedError("this row served already")
    record(
        CallerAnswered(
            served_id=record_number("KA", acting.randomness(7)), enquiry_id=enquiry_id, row=row, by=acting.account_id
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return caller_answer(pair.caller_secret, row, receipt.language)
