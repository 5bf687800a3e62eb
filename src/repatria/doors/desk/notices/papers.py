"""A notice of the outbox as a sheet."""

from __future__ import annotations

from datetime import date

from repatria.core.law.custody import CustodyEvent, CustodyState, notice_event
from repatria.core.vocabulary.dates import PartialDate, read_instant
from repatria.core.vocabulary.notices import FAMILY_BY, RECEIVER_VISITS
from repatria.core.vocabulary.papers import (
    NoticeEvent,
    NoticeItem,
    NoticeLine,
    NoticeRecipient,
    PaperInputError,
    StatutoryNoticePaper,
)
from repatria.core.vocabulary.particulars import Given
from repatria.doors.desk.frame.papers import partial_or_none
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.words import with_latin
from repatria.records.notices.selectors import NoticeLine as OutboxLine
from repatria.records.notices.selectors import NoticeView

_NAMES = (
    NoticeItem.SURNAME, NoticeItem.FIRST_NAMES, NoticeItem.FATHER_FIRST_NAME, NoticeItem.MOTHER_MAIDEN_NAME,
)  # fmt: skip
_ALSO_IN_LATIN = (NoticeItem.BIRTH_PLACE, NoticeItem.PERSON_TO_INFORM)  # each tells its own language


def notice_paper(notice: NoticeView, languages: tuple[str, ...] = ("en", "uk")) -> StatutoryNoticePaper:
    """A notice of the outbox as a sheet: all eleven items, those not given without a value.

    Given:    the receiver's language first, the house's beside it; names stand in Latin letters too.
    Raises:   PaperInputError for an event of which the law knows no notice: nothing else is printed in its place.
    """
    outside, line = current(), notice.line
    return StatutoryNoticePaper(
        mark=outside.mark(notice.code, notice.check_word, *languages, before_index=line.act_index),
        notice_number=line.notice_id,
        addressee=NoticeRecipient(line.recipient), event=_event(line),
        event_on=_event_day(notice.happened), lines=tuple(_notice_line(item, notice) for item in NoticeItem),
        issued_on=_day(notice.issued_at), fears_the_notice=notice.has_fear, fear=notice.fear,
        family_by=date.fromisoformat(notice.items[FAMILY_BY]) if FAMILY_BY in notice.items else None,
        receiver_visits=RECEIVER_VISITS in notice.items,
    )  # fmt: skip


def _day(instant: str) -> date:
    """The day on the bureau's clock."""
    return read_instant(instant).astimezone(current().zone.rules).date()


def _event_day(happened: str | None) -> PartialDate | str | None:
    """The day of an instant, else the day or part of one; what no date can be read of stays as it was written."""
    if not happened:
        return happened
    if "T" in happened:
        day = _day(happened)
        return PartialDate(day.year, day.month, day.day)
    return partial_or_none(happened) or happened


def _event(line: OutboxLine) -> NoticeEvent:
    event = (
        notice_event(CustodyEvent(line.reason), CustodyState.IN_TRANSIT) if line.reason in set(CustodyEvent) else None
    )
    if line.is_correction:
        return NoticeEvent.CORRECTION
    if event is None:
        raise PaperInputError("no notice is due of such an event", (("event", "unknown"),))
    return event


def _notice_line(item: NoticeItem, notice: NoticeView) -> NoticeLine:
    value = notice.items.get(item.value, "")
    if not value:
        why = notice.without.get(item.value)
        return NoticeLine(item=item, given=Given(why) if why else None)
    date_value = partial_or_none(value) if item is NoticeItem.BIRTH_DATE else None
    if item in _NAMES:
        whole = " ".join(notice.items.get(one.value, "") for one in _NAMES)
        value = with_latin(value, whole)
    elif item in _ALSO_IN_LATIN:
        value = with_latin(value)
    return NoticeLine(item=item, given=Given.GIVEN, value=date_value or value)
