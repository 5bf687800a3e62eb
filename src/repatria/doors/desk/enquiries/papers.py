"""The sheet of a receipt."""

from __future__ import annotations

from datetime import date

from repatria.core.vocabulary.papers import ReceiptPaper
from repatria.core.vocabulary.receipts import Receipt
from repatria.doors.desk.frame.ports import current


def receipt_paper(receipt: Receipt, received_on: date) -> ReceiptPaper:
    """The sheet of a receipt taken by telephone or at the counter: number and words, no name, no service."""
    outside = current()
    code, word = outside.fresh_mark(receipt.language)
    return ReceiptPaper(
        mark=outside.mark(code, word, receipt.language), number=receipt.number, words=receipt.words,
        received_on=received_on,
    )  # fmt: skip
