"""The sheet of a receipt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from repatria.core.vocabulary.papers import ReceiptPaper
from repatria.core.vocabulary.receipts import CALLER_ROWS, Receipt, caller_answer
from repatria.doors.desk.frame.ports import current


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenReceipt:
    """All that she is given: number and words, her code for the telephone where she chose it, the rows for callers."""

    receipt: Receipt
    phone_code: str
    caller_secret: str

    @property
    def rows(self) -> tuple[str, ...]:
        """The word beside each row, from the first on."""
        language = self.receipt.language
        return tuple(caller_answer(self.caller_secret, row, language) for row in range(1, CALLER_ROWS + 1))


def receipt_paper(taken: TakenReceipt, received_on: date) -> ReceiptPaper:
    """The sheet of a receipt taken by telephone or at the counter: no name, no service, no telephone number."""
    outside, receipt = current(), taken.receipt
    code, word = outside.fresh_mark(receipt.language)
    return ReceiptPaper(
        mark=outside.mark(code, word, receipt.language), number=receipt.number, words=receipt.words,
        received_on=received_on, phone_code=taken.phone_code, caller_rows=taken.rows,
    )  # fmt: skip
