"""What higher rooms need of a receipt: which enquiry its number is, where its letters lie, what she chose for later."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count

from repatria.records.enquiries.errors import UnknownEnquiryError
from repatria.records.enquiries.military import open_asked
from repatria.records.enquiries.models import Enquiry, LaterWord
from repatria.records.ledger.rows import SOMETHING, row_numbered, rows_where
from repatria.records.vault.opening import open_rows

_SEALED = (
    "sought_name", "sought_birth", "sought_place", "sought_unit", "last_contact", "relation", "enquirer_name",
    "reach_by", "reach_when", "words", "private_answer", "helper", "lost_words", "telephone", "post_to", "phone_code",
    "caller_secret",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptOf:
    """The receipt of an enquiry as the bureau knows it; `said` is kept out of every `repr`."""

    enquiry_id: str
    locator: str
    letter_identity: str
    number_index: str
    received_on: str
    channel: str
    language: str
    is_open: bool
    said: dict[str, str] = field(repr=False)


def receipt_for_room(enquiry_id: str) -> ReceiptOf:
    """Raises: UnknownEnquiryError."""
    row = row_numbered(Enquiry, enquiry_id)
    if row is None:
        raise UnknownEnquiryError("no such enquiry")
    (cells,) = open_asked([row], _SEALED)
    return ReceiptOf(
        enquiry_id=row.pk, locator=row.locator, letter_identity=row.letter_identity, number_index=row.number_index,
        received_on=row.received_on, channel=row.channel, language=row.language, is_open=row.closed_for is None,
        said={name: value or "" for name, value in cells.items()},
    )  # fmt: skip


def later_text_for_room(word_id: str) -> str:
    """What she wrote later under this number, to be compared; "" where it was erased or is not there."""
    rows = rows_where(LaterWord, pk=word_id)
    return (open_rows(rows, ("text",))[0]["text"] or "") if rows else ""


def enquiry_with_number(number_index: str) -> str:
    """The enquiry whose receipt has this number, by its keyed index; "" where there is none."""
    found = rows_where(Enquiry, number_index=number_index, order="-recorded_index", at_most=1) if number_index else []
    return found[0].pk if found else ""


def numbers_of_receipts(enquiry_ids: list[str]) -> frozenset[str]:
    """The keyed indexes of the numbers on the receipts of these enquiries, without those that have none."""
    return frozenset(row.number_index for row in rows_where(Enquiry, pk=enquiry_ids)) - {""}


def asked_for_post() -> tuple[str, ...]:
    """The open enquiries whose letters go on paper too, oldest first; no address is opened."""
    return tuple(row.pk for row in rows_where(Enquiry, closed_for=None, post_to=SOMETHING, order="recorded_index"))


def received_by_channel(since: datetime) -> dict[str, int]:
    """How many enquiries came by each way since the day of this instant."""
    rows = Enquiry.objects.filter(received_on__gte=since.date().isoformat())
    return dict(rows.order_by().values_list("channel").annotate(Count("pk")))


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenEnquiry:
    """An enquiry that is open, with nothing that she said."""

    language: str
    first_letter_on: str


def open_enquiries(enquiry_ids: Collection[str]) -> dict[str, OpenEnquiry]:
    """Those of these enquiries that are open; no sealed field is opened."""
    wanted = sorted(set(enquiry_ids))
    return {
        row.pk: OpenEnquiry(language=row.language, first_letter_on=row.first_letter_on)
        for start in range(0, len(wanted), 500)
        for row in rows_where(Enquiry, pk=wanted[start : start + 500], closed_for=None)
    }  # fmt: skip
