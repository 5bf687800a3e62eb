"""A notice of the outbox as a sheet."""

from __future__ import annotations

from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.papers import NoticeAddressee, NoticeEvent, NoticeItem, NoticeLine, StatutoryNoticePaper
from repatria.core.vocabulary.particulars import Given
from repatria.doors.desk.frame.papers import partial_or_none
from repatria.doors.desk.frame.ports import current
from repatria.records.notices.selectors import NoticeView

_EVENT_OF_REASON = {
    "capture_reported": NoticeEvent.CAPTURE, "arrived": NoticeEvent.TRANSFER, "transfer_ordered": NoticeEvent.TRANSFER,
    "transferred_to_power": NoticeEvent.TRANSFER, "discharged": NoticeEvent.TRANSFER,
    "hospitalised": NoticeEvent.HOSPITAL_ADMISSION, "escaped": NoticeEvent.ESCAPE, "recaptured": NoticeEvent.TRANSFER,
    "release_completed": NoticeEvent.RELEASE, "died": NoticeEvent.DEATH,
}  # fmt: skip


def notice_paper(notice: NoticeView) -> StatutoryNoticePaper:
    """A notice of the outbox as a sheet: all eleven items, those not given without a value."""
    outside, line = current(), notice.line
    event = NoticeEvent.CORRECTION if line.is_correction else _EVENT_OF_REASON.get(line.reason, NoticeEvent.CORRECTION)
    issued = read_instant(notice.issued_at)
    return StatutoryNoticePaper(
        mark=outside.mark(notice.code, notice.check_word, "en"), notice_number=line.notice_id,
        addressee=NoticeAddressee(line.recipient), event=event,
        event_on=None,  # the notice's act holds the day of its issue alone
        lines=tuple(_notice_line(item, notice.items.get(item.value, "")) for item in NoticeItem),
        issued_on=issued.date(),
    )  # fmt: skip


def _notice_line(item: NoticeItem, value: str) -> NoticeLine:
    if not value:
        return NoticeLine(item=item, given=Given.NOT_ASKED)
    date_value = partial_or_none(value) if item is NoticeItem.BIRTH_DATE else None
    return NoticeLine(item=item, given=Given.GIVEN, value=date_value or value)
