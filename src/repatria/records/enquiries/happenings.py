"""What the acts of enquiries tell: one was received, one was closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from repatria.core.vocabulary.dates import day_instant
from repatria.core.vocabulary.happenings import Happening
from repatria.records.enquiries.acts import EnquiryClosed, EnquiryReceived
from repatria.records.ledger.happenings import happenings_by


def _received(given: EnquiryReceived, at: datetime) -> Iterator[Happening]:
    yield Happening(word=EnquiryReceived.KIND, subject=given.enquiry_id, at=day_instant(given.received_on))


def _closed(given: EnquiryClosed, at: datetime) -> Iterator[Happening]:
    yield Happening(word=EnquiryClosed.KIND, subject=given.enquiry_id, at=at, matter=None)


def register() -> None:
    happenings_by(EnquiryReceived)(_received)
    happenings_by(EnquiryClosed)(_closed)
