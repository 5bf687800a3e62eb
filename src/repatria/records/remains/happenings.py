"""What the acts of remains tell: a death to be enquired into, its report and where it goes, a burial, half a disc."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from repatria.core.law.remains import HALF_GOES_TO, DiscFound, FindStep
from repatria.core.law.remains_release import InquirySend
from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.happenings import Happening
from repatria.records.ledger.happenings import happenings_by
from repatria.records.remains.acts import FindsMoved, ItemRecorded
from repatria.records.remains.correction_acts import ItemCorrected
from repatria.records.remains.entry_acts import GravePutRight
from repatria.records.remains.examination_acts import ExaminationRecorded
from repatria.records.remains.grave_acts import ItemBuried
from repatria.records.remains.inquiry_acts import InquirySent
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


def _taken_up(given: ItemRecorded, at: datetime) -> Iterator[Happening]:
    if given.disc is DiscFound.DOUBLE:
        yield Happening(word=f"{ItemRecorded.KIND}:double_disc", subject=given.item_code, at=at)


def _corrected(given: ItemCorrected, at: datetime) -> Iterator[Happening]:
    """Of a disc that was read again: a half is owed from now on, or none any more."""
    word = "double_disc" if given.disc is DiscFound.DOUBLE else "no_double_disc"
    yield Happening(word=f"{ItemCorrected.KIND}:{word}", subject=given.item_code, at=at)


def _moved(given: FindsMoved, at: datetime) -> Iterator[Happening]:
    if given.carries_disc_half and given.step is FindStep.RECEIPTED and given.to in HALF_GOES_TO:
        yield Happening(word=f"{FindsMoved.KIND}:disc_half", subject=given.item_code, at=read_instant(given.at))


def _sent(given: InquirySent, at: datetime) -> Iterator[Happening]:
    if given.step is InquirySend.RECEIPTED:
        yield Happening(word=f"{InquirySent.KIND}:receipted", subject=given.item_code, at=read_instant(given.at))


def register() -> None:
    happenings_by(ItemRecorded, "double_disc")(_taken_up)
    happenings_by(ItemCorrected, "double_disc", "no_double_disc")(_corrected)
    happenings_by(FindsMoved, "disc_half")(_moved)
    happenings_by(InquirySent, "receipted")(_sent)
    happenings_by(GravePutRight)(_put_right)
    happenings_by(ExaminationRecorded, "opens_enquiry")(_examined)
    happenings_by(ItemBuried)(_buried)
    happenings_by(InquiryOpened)(_opened)
    happenings_by(InquiryReported)(_reported)
