"""The acts of an enquiry into a death beside opening and report: what a witness stated, where the report went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.core.law.remains_release import InquiryGoesTo, InquirySend
from repatria.records.ledger.acts import Act, act, part
from repatria.records.vault.keyring import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementWords:
    """Who stated it, before whom, and what in short."""

    witness: str
    taken_by: str
    said: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryStated(Act):
    """A witness stated what he knows of a death (GC III art. 121)."""

    KIND: ClassVar[str] = "remains.inquiry_stated"

    statement_id: str
    inquiry_id: str
    item_code: str
    taken_at: str
    statement_reference: str
    words: StatementWords | None = part(Purpose.IDENTITY, of="item_code")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class InquirySent(Act):
    """The report went to the Protecting Power, or its receipt came (GC III art. 121)."""

    KIND: ClassVar[str] = "remains.inquiry_sent"

    inquiry_id: str
    item_code: str
    step: InquirySend
    at: str
    to: InquiryGoesTo | None
    office: str
    reference: str
