"""Terms in words: when a thing is due or by how much it is late, and how much of the time allowed is used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from babel.dates import format_date, format_timedelta

from repatria.doors.desk.frame.owed import OwedItem
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.provisions import provision_words
from repatria.doors.desk.frame.texts import has, say
from repatria.doors.desk.frame.whom import NOBODY, Whom
from repatria.doors.desk.frame.words import in_latin

_DAY, _HOUR, _MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
_WEEK = 7  # days ahead that belong to "this week"
_IN_DAYS = 2 * _DAY  # terms from here on are counted in days, shorter ones in hours
_END_OF_DAY = (23, 59)
_UNBROKEN = 10_000  # days stay days, however many: weeks and months would round them


def local(at: datetime) -> datetime:
    """An instant as the bureau's clock shows it."""
    return current().zone.local(at)


def long_day_words(language: str, at: datetime) -> str:
    """The day in full, with its weekday and the hour: a page's own moment."""
    on = local(at)
    day = str(format_date(on.date(), "EEEE, d MMMM y", locale=language))
    return f"{day[:1].upper()}{day[1:]}, {on:%H:%M} ({current().zone.name_in(language)})"


_Unit = Literal["day", "hour", "minute"]
_SIZES: dict[_Unit, timedelta] = {"day": _DAY, "hour": _HOUR, "minute": _MINUTE}


def span_words(language: str, span: timedelta) -> str:
    """A length of time in the unit in which it is counted: "2 дні", "26 годин", "5 хвилин"."""
    is_whole_days = span >= _DAY and span % _DAY == timedelta()
    unit: _Unit = "day" if span >= _IN_DAYS or is_whole_days else "hour" if span >= _HOUR else "minute"
    whole = max(1, span // _SIZES[unit]) * _SIZES[unit]
    return str(format_timedelta(whole, granularity=unit, threshold=_UNBROKEN, locale=language))


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """How a thing stands: its tone (late, due, wait, off), the words of its term, and the part of it that is used."""

    tone: str
    words: str
    used: float | None = None
    used_words: str = ""


def term_of(language: str, item: OwedItem, now: datetime) -> Term:
    """The term of a thing that is owed."""
    if item.due_at is None:
        if item.since is None:
            return Term(tone="wait", words="")  # its group says that no day is set
        waited = span_words(language, max(timedelta(), now - item.since))
        return Term(tone="wait", words=say(language, "term.waits", span=waited))
    used, used_words = None, ""
    if item.allowed and item.since:
        spent = now - item.since
        used = max(0.0, spent / item.allowed) if item.allowed > timedelta() else 1.0
        used_words = _used_words(language, spent, item.allowed)
    if item.is_late(now):
        words = say(language, "term.late", span=span_words(language, now - item.due_at))
        return Term(tone="late", words=words, used=used, used_words=used_words)
    on, today = local(item.due_at), local(now).date()
    return Term(
        tone="due" if on.date() <= today + _DAY else "wait", words=_due_words(language, on, today), used=used,
        used_words=used_words,
    )  # fmt: skip


def _due_words(language: str, on: datetime, today: date) -> str:
    """The day as somebody says it today, and the hour where the term ends within a day that has begun."""
    hour = "" if (on.hour, on.minute) in (_END_OF_DAY, (0, 0)) else f" {on:%H:%M} ({current().zone.name_in(language)})"
    if on.date() == today:
        return say(language, "term.today") + hour
    if on.date() == today + _DAY:
        return say(language, "term.tomorrow") + hour
    if on.date() < today + _WEEK * _DAY:
        return str(format_date(on.date(), "EEEE", locale=language))
    return str(format_date(on.date(), "d MMMM" if on.year == today.year else "d MMMM y", locale=language))


def _used_words(language: str, spent: timedelta, allowed: timedelta) -> str:
    size = _DAY if allowed >= _IN_DAYS else _HOUR
    return f"{max(0, spent // size)} / {span_words(language, allowed // size * size)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRow:
    """A thing that is owed as a line: what, where, about which record, its term, who waits, by which rule."""

    what: str
    link: str
    about: str
    name: str
    latin: str
    term: Term
    waits: str
    is_for_second: bool
    provision: str
    lies_with: str
    owed_by: str
    place: str = ""  # card and camp, for who must go to him
    held_by: str = ""  # the account with which it lies
    takes: str = ""  # the number by which it is taken, where it lies with nobody


def asked_of_me(kind: str) -> str:
    """The key of what is asked, as a verb: "Send the notice" for one of "Notices to send"."""
    verb = kind.replace("owed.", "asked.", 1)
    return verb if has(verb) else kind


def _said(language: str, text: str) -> str:
    """The text of a key; what is no key, such as the name of a camp, as it stands."""
    return say(language, text) if has(text) else text


def _is_about_somebody(item: OwedItem) -> bool:
    return (item.whom or item.about).startswith(("P-", "E-"))


def next_due_words(language: str, item: OwedItem) -> str:
    """When the next thing falls due and what it is: a sentence for a page on which nothing is owed now."""
    assert item.due_at is not None, "what has no day waits now"
    day = str(format_date(local(item.due_at).date(), "EEEE, d MMMM", locale=language))
    return say(language, "today.next_due", day=day, what=say(language, asked_of_me(item.what)), about=item.about)


def term_row(
    language: str, item: OwedItem, now: datetime, *, link: str | None = None, known: Whom = NOBODY, held_by: str = "",
    takes: str = "",
) -> TermRow:  # fmt: skip
    """A thing that is owed, as a page shows it; `link` where it is opened within a run."""
    shown = known.name or item.name
    return TermRow(
        what=asked_of_me(item.what), link=item.link if link is None else link, about=item.about, name=shown,
        latin=in_latin(shown) if shown and _is_about_somebody(item) else "",
        term=term_of(language, item, now), waits=item.waits, is_for_second=item.is_for_second,
        provision=provision_words(language, item.provision), lies_with=_said(language, item.lies_with),
        owed_by=_said(language, item.owed_by), place=known.place, held_by=held_by, takes=takes,
    )  # fmt: skip
