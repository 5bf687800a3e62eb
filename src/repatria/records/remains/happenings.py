"""What the acts of remains tell: a death to be enquired into, an enquiry whose report is waited for, a burial."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.happenings import Happening
from repatria.records.ledger.happenings import happenings_by
from repatria.records.remains.entry_acts import GravePutRight
from repatria.records.remains.examination_acts import ExaminationRecorded
from repatria.records.remains.grave_acts import ItemBuried
from repatria.records.remains.leaving_acts import InquiryOpened, InquiryReported


def _examined(given: ExaminationRecorded, at: datetime) -> Iterator[Happening]:
    if given.opens_enquiry:
        yield Happening(
            word=f"{ExaminationRecorded.KIND}:opens_enquiry", subject=given.item_code, at=read_instant(given.at)
        )  # fmt: skip


def _opened(given: InquiryOpened, at: datetime) -> Iterator[Happening]:
    yield Happening(word=InquiryOpened.KIND, subject=given.item_code, at=read_instant(given.opened_at))


def _reported(given: InquiryReported, at: datetime) -> Iterator[Happening]:
    yield Happening(word=InquiryReported.KIND, subject=given.item_code, at=read_instant(given.reported_at))


def _buried(given: ItemBuried, at: datetime) -> Iterator[Happening]:
    yield Happening(word=ItemBuried.KIND, subject=given.cemetery_code, at=read_instant(given.at))


def _put_right(given: GravePutRight, at: datetime) -> Iterator[Happening]:
    """A grave that stands in another cemetery than was written stands on no list of that one yet."""
    if given.cemetery_code != given.was_cemetery_code:
        yield Happening(word=GravePutRight.KIND, subject=given.cemetery_code, at=at)


def register() -> None:
    happenings_by(GravePutRight)(_put_right)
    happenings_by(ExaminationRecorded, "opens_enquiry")(_examined)
    happenings_by(ItemBuried)(_buried)
    happenings_by(InquiryOpened)(_opened)
    happenings_by(InquiryReported)(_reported)
