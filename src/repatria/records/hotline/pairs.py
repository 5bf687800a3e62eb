"""Which number and words are an enquiry's now: those of its receipt, or the newest that replaced them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from repatria.records.enquiries.errors import UnknownEnquiryError
from repatria.records.enquiries.receipts import enquiry_with_number, receipt_for_room
from repatria.records.enquiries.services import number_index_of
from repatria.records.hotline.models import PaperForm, Recovery
from repatria.records.ledger.rows import SOMETHING, rows_where
from repatria.records.vault.opening import open_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Number and words as they stand, as far as the bureau knows them: never the words, and no number.

    Given:    `since` is the act that made new ones; -1 for those of the receipt, which open everything.
    """

    enquiry_id: str
    locator: str
    letter_identity: str
    number_index: str
    since: int
    phone_code: str
    caller_secret: str


def latest_recovery(enquiry_id: str) -> Recovery | None:
    """The recovery that made the newest words, or None."""
    found = rows_where(
        Recovery, enquiry_id=enquiry_id, replaced_index=SOMETHING, order="-replaced_index", at_most=1
    )  # fmt: skip
    return found[0] if found else None


def latest_recoveries(enquiry_ids: Sequence[str]) -> dict[str, Recovery]:
    """The recovery that made the newest words of each of these enquiries that has one."""
    rows = rows_where(Recovery, enquiry_id=list(enquiry_ids), replaced_index=SOMETHING, order="replaced_index")
    return {row.enquiry_id: row for row in rows}


def pair_of(enquiry_id: str) -> Pair:
    """Raises: UnknownEnquiryError."""
    row = latest_recovery(enquiry_id)
    if row is None:
        receipt = receipt_for_room(enquiry_id)
        return Pair(
            enquiry_id=enquiry_id, locator=receipt.locator, letter_identity=receipt.letter_identity,
            number_index=receipt.number_index, since=-1, phone_code=receipt.said["phone_code"],
            caller_secret=receipt.said["caller_secret"] or _secret_of_form(receipt.number_index),
        )  # fmt: skip
    (cells,) = open_rows([row], ("phone_code", "caller_secret"))
    return Pair(
        enquiry_id=enquiry_id, locator=row.locator, letter_identity=row.letter_identity,
        number_index=row.number_index, since=row.replaced_index or 0, phone_code=cells["phone_code"] or "",
        caller_secret=cells["caller_secret"] or "",
    )  # fmt: skip


def _secret_of_form(number_index: str) -> str:
    """Of a receipt that was printed with a blank form: its rows stood there before she wrote a word."""
    rows = rows_where(PaperForm, number_index=number_index, at_most=1) if number_index else []
    return (open_rows(rows, ("caller_secret",))[0]["caller_secret"] or "") if rows else ""


def opens_from(enquiry_id: str) -> int:
    """The act after which letters are opened by the pair that stands; -1 where it opens all of them."""
    row = latest_recovery(enquiry_id)
    return -1 if row is None or row.are_earlier_open else row.replaced_index or 0


def pair_with_number(number_index: str) -> Pair | None:
    """The pair that stands under this number, or None: a number that was replaced is nobody's any more."""
    rows = rows_where(Recovery, number_index=number_index, order="-recorded_index", at_most=1) if number_index else []
    enquiry_id = rows[0].enquiry_id if rows else enquiry_with_number(number_index)
    pair = pair_of(enquiry_id) if enquiry_id else None
    return pair if pair is not None and pair.number_index == number_index else None


def enquiry_under(number: str) -> str:
    """The enquiry to which the number of a receipt belongs as it stands now; it says nothing else of it.

    Raises:   UnknownEnquiryError, alike for a number that nobody has, one that was replaced, and what is no number.
    """
    pair = pair_with_number(number_index_of(number))
    if pair is None:
        raise UnknownEnquiryError("no such enquiry")
    return pair.enquiry_id
