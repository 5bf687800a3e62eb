"""The acts before an item leaves: the enquiry into a death, and the label that was read again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.records.ledger.acts import Act, act, part
from repatria.records.vault.keyring import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryWords:
    """Which authority, and what the circumstances say."""

    authority: str
    circumstances: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryOpened(Act):
    """An official enquiry into the death of an item was opened (GC III art. 121)."""

    KIND: ClassVar[str] = "remains.inquiry_opened"

    inquiry_id: str
    item_code: str
    opened_at: str
    reference: str
    words: InquiryWords | None = part(Purpose.IDENTITY, of="item_code")


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryFound:
    """What an enquiry found, and of the cause."""

    cause: str
    findings: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryReported(Act):
    """The report of an enquiry came (GC III art. 121)."""

    KIND: ClassVar[str] = "remains.inquiry_reported"

    inquiry_id: str
    item_code: str
    reported_at: str
    report_reference: str
    words: InquiryFound | None = part(Purpose.IDENTITY, of="item_code")


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelsReadBy:
    """Which two read it."""

    by: str
    second: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class LabelsReadAgain(Act):
    """The label was read again on body, bag and paper (law-and-practice section 6.3); what differs stands too."""

    KIND: ClassVar[str] = "remains.labels_read_again"

    label_reading_id: str
    item_code: str
    at: str
    on_body: str
    on_bag: str
    on_paper: str
    are_equal: bool
    words: LabelsReadBy | None = part(Purpose.IDENTITY, of="item_code")
