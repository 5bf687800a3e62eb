"""Dates and times typed into a field: read as people write them, kept as typed, asked where nobody may choose.

What the form asks back stands beside the field: radio buttons under NAME.reading where a day or an hour can be two, and
a hidden NAME.kept where words that are not read are kept once they are sent again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict

from repatria.core.vocabulary.dates import PartialDate, instant_text, read_instant
from repatria.core.vocabulary.written_dates import (
    BY_PAGE,
    Certainty,
    DateFlag,
    WrittenDate,
    date_in_words,
    in_words,
    read_written_date,
    settled,
)
from repatria.core.vocabulary.written_times import TimeFlag, instant_in_words, read_written_instant
from repatria.doors.desk.frame.dates import occasion_of
from repatria.doors.desk.frame.ports import current

AS_WRITTEN = "as_written"
NOT_KNOWN = frozenset({"?", "？"})
"""What is typed in place of what is not known."""
_FAULTS = {
    TimeFlag.UNREAD: "instant", TimeFlag.NO_HOUR: "no_hour", TimeFlag.NO_DAY: "instant", TimeFlag.TWO_DAYS: "which",
    TimeFlag.NOT_ON_CLOCK: "not_on_clock", TimeFlag.TWICE_ON_CLOCK: "twice_on_clock", TimeFlag.AHEAD: "ahead",
}  # fmt: skip

_DOUBTED = frozenset({DateFlag.PARTLY_READ, DateFlag.OTHER_CUSTOM})  # an act that needs a day does not rest on these


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What a field of a date or a time holds.

    Given:    `value`, what is kept; `fault` the key of what is asked back; `offered` the readings to choose from;
              `kept` the words that would be kept though they are not read, or name a day that no calendar has.
    """

    value: str
    fault: str = ""
    offered: tuple[tuple[str, str], ...] = ()
    kept: str = ""
    said: tuple[tuple[str, str], ...] = ()  # what fills the places of the fault's text


def typed(kind: str, text: str, posted: QueryDict, name: str, language: str, *, may_be_ahead: bool) -> Typed:
    """Reads what was typed into a field of this kind: date, instant or written."""
    chosen = posted.get(f"{name}.reading", "")
    if kind == "instant":
        return _instant(text, chosen, language, may_be_ahead=may_be_ahead)
    read = read_written_date(text, occasion_of(language))
    if len(read.readings) > 1:
        return _chosen(read, chosen, language, is_kept=kind == "written")
    is_sent_again = posted.get(f"{name}.kept") == text
    if kind == "date":
        return _plain(read, language, is_sent_again=is_sent_again)
    if read.is_unread and not is_sent_again:
        return Typed(value=text, fault="fault.unread_kept", kept=text)
    if DateFlag.IMPOSSIBLE in read.flags and not is_sent_again:
        return _no_such_day(read, "fault.no_such_day_read", language)
    return Typed(value=_as_stored(read))


def _no_such_day(read: WrittenDate, fault: str, language: str) -> Typed:
    """Asks back about a day or month that no calendar has: how it is read, once it is sent again as it is."""
    only = read.readings[0]
    day = date_in_words(only.as_said, language) if only.day_said else read.written
    said = (("day", day), ("read", in_words(only, language)))
    return Typed(value=read.written, fault=fault, kept=read.written, said=said)


def _as_stored(read: WrittenDate) -> str:
    """The words, and behind them the reading where the page or the day decided it: the store knows neither."""
    only = read.only
    return settled(read.written, only) if only and (read.settled_by == BY_PAGE or _is_age(read)) else read.written


def _is_age(read: WrittenDate) -> bool:
    return DateFlag.FROM_AGE in read.flags and read.settled_by == ""


def _chosen(read: WrittenDate, chosen: str, language: str, *, is_kept: bool) -> Typed:
    meant = next((one for one in read.readings if str(one) == chosen), None)
    if meant is not None:
        return Typed(value=settled(read.written, meant)) if is_kept else _plain_date(meant.date, meant.certainty)
    if is_kept and chosen == AS_WRITTEN:
        return Typed(value=read.written)
    offered = tuple((str(one), in_words(one, language)) for one in read.readings)
    return Typed(value=read.written, fault="fault.which", offered=(*offered, *([(AS_WRITTEN, "")] if is_kept else [])))


def _plain(read: WrittenDate, language: str, *, is_sent_again: bool) -> Typed:
    only = read.only
    if only is None or not _DOUBTED.isdisjoint(read.flags):
        return Typed(value=read.written, fault="fault.date")
    if DateFlag.IMPOSSIBLE in read.flags and only.day_said is None:
        return Typed(value=read.written, fault="fault.no_such_day")
    if DateFlag.IMPOSSIBLE in read.flags and not is_sent_again:
        return _no_such_day(read, "fault.no_such_day_kept", language)
    return _plain_date(only.date and only.as_said, only.certainty)  # 30 February was really written down: it is kept


def _plain_date(date: PartialDate | None, certainty: Certainty) -> Typed:
    if date is None or certainty is not Certainty.SAID:
        return Typed(value="", fault="fault.plain_date")
    return Typed(value=str(date))


def _instant(text: str, chosen: str, language: str, *, may_be_ahead: bool) -> Typed:
    outside = current()
    now = None if may_be_ahead else outside.now()
    read = read_written_instant(text, outside.zone, occasion_of(language), now=now)
    by_text: dict[str, datetime] = {instant_text(one): one for one in read.readings}
    if read.only is not None or chosen in by_text:
        return Typed(value=chosen if chosen in by_text else next(iter(by_text)))
    offered = tuple((key, instant_in_words(one, outside.zone, language)) for key, one in by_text.items())
    return Typed(value=text, fault=f"fault.{_FAULTS[read.flags[-1]]}", offered=offered)


def instant_of(value: str) -> datetime:
    """The instant that a field of this kind holds."""
    return read_instant(value)
