"""Words in the language of the page: those of tables, options of a field, days and instants."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date as full

from babel.dates import format_date, format_datetime

from repatria.core.names.transliteration import romanise
from repatria.core.vocabulary.dates import PartialDate, read_instant
from repatria.core.vocabulary.errors import InputError
from repatria.doors.desk.frame.texts import has, say


def guard_text(language: str, what: str) -> str:
    return word_text(language, "guard", what)


def word_text(language: str, table: str, word: str) -> str:
    """The text of one word of a table; a word of another installation is shown as it stands."""
    key = f"{table}.{word}"
    return say(language, key) if has(key) else word.replace("_", " ")


def choices(language: str, table: str, words: Iterable[str], *, empty: bool = False) -> tuple[tuple[str, str], ...]:
    """Options of a field: each word with its text."""
    found = tuple((str(word), word_text(language, table, str(word))) for word in words)
    return (("", "—"), *found) if empty else found


def instant_words(language: str, instant: str) -> str:
    """An instant in words, or a dash."""
    if not instant:
        return "—"
    return f"{format_datetime(read_instant(instant), 'd MMMM y, HH:mm', locale=language)} UTC"


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


def in_latin(name: str) -> str:
    """A name in Latin letters, or nothing where it is in them already."""
    written = romanise(name)
    return "" if written == name else written
