"""Saying texts, words and dates in templates, in the language of the page; months are written in words."""

from __future__ import annotations

from datetime import date as full
from typing import Any

from babel.dates import format_date, format_datetime
from django import template

from repatria.core.names.transliteration import romanise
from repatria.core.vocabulary.dates import PartialDate, read_instant
from repatria.core.vocabulary.errors import InputError
from repatria.doors.desk.pages import word_text
from repatria.doors.desk.texts import say as say_text
from repatria.records.register.selectors import CustodyView

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: dict[str, Any], key: str, **places: Any) -> str:
    """The text of a key."""
    return say_text(context["language"], key, **places)


@register.simple_tag(takes_context=True)
def word(context: dict[str, Any], table: str, value: Any) -> str:
    """The text of one word of a table."""
    return word_text(context["language"], table, str(value)) if value not in (None, "") else "—"


@register.simple_tag(takes_context=True)
def when(context: dict[str, Any], instant: str) -> str:
    """An instant as it stands in an act: day with the month in words, 24-hour time, zone."""
    return instant_words(context["language"], instant)


def instant_words(language: str, instant: str) -> str:
    """An instant in words, or a dash."""
    if not instant:
        return "—"
    return f"{format_datetime(read_instant(instant), 'd MMMM y, HH:mm', locale=language)} UTC"


@register.simple_tag(takes_context=True)
def day(context: dict[str, Any], date: str) -> str:
    """A date of which perhaps only the year is known, with the month in words."""
    return date_words(context["language"], date)


def date_words(language: str, text: str) -> str:
    """A partial date in words; what is no date is shown as it was written."""
    try:
        read = PartialDate.parse(text)
    except InputError:
        return text or "—"
    if read.month is None or not read.is_possible:
        return text
    return format_date(
        full(read.year, read.month, read.day or 1), "d MMMM y" if read.day else "LLLL y", locale=language
    )


@register.simple_tag
def latin(name: str) -> str:
    """A name in Latin letters, or nothing where it is in them already."""
    written = romanise(name)
    return "" if written == name else written


@register.simple_tag(takes_context=True)
def happened(context: dict[str, Any], line: CustodyView) -> str:
    """A line of the custody timeline as a sentence: what, where, on which list, ordered by whom, until when."""
    language = context["language"]
    event = word_text(language, "custody_event", line.event)
    parts = [say_text(language, "sentence.at_holder", event=event, holder=line.holder) if line.holder else event]
    if line.list_reference:
        parts.append(say_text(language, "sentence.list", reference=line.list_reference))
    if line.order_by:
        parts.append(line.order_by)
    if line.due_back_at:
        parts.append(say_text(language, "sentence.due_back", when=instant_words(language, line.due_back_at)))
    return ", ".join(parts)
