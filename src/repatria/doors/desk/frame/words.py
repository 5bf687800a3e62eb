"""Words in the language of the page: those of tables, and options of a field."""

from __future__ import annotations

from collections.abc import Iterable

from repatria.core.names.transliteration import romanise
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


def in_latin(name: str) -> str:
    """A name in Latin letters, or nothing where it is in them already."""
    written = romanise(name)
    return "" if written == name else written
