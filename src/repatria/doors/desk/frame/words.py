"""Words in the language of the page: those of tables, and options of a field."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from repatria.core.names.groups import name_groups
from repatria.core.names.transliteration import romanise
from repatria.core.names.writing import tidy
from repatria.doors.desk.frame.texts import has, say
from repatria.records.access.selectors import account_numbered

_UKRAINIAN_LETTERS = frozenset("іїєґ")


def guard_text(language: str, what: str) -> str:
    return word_text(language, "guard", what)


def word_text(language: str, table: str, word: str) -> str:
    """The text of one word of a table; a word of another installation is shown as it stands."""
    key = f"{table}.{word}"
    return say(language, key) if has(key) else word.replace("_", " ")


def actor_text(language: str, actor: str) -> str:
    """Who acted: the sign-in of an account, the word for a service of the house."""
    found = account_numbered(actor) if actor.startswith("A-") else None
    return found.sign_in_name if found else word_text(language, "service", actor)


def choices(language: str, table: str, words: Iterable[str], *, empty: bool = False) -> tuple[tuple[str, str], ...]:
    """Options of a field: each word with its text."""
    found = tuple((str(word), word_text(language, table, str(word))) for word in words)
    return (("", "—"), *found) if empty else found


@cache
def _russian_forms() -> frozenset[str]:
    """Given names as Russian writes them and Ukrainian does not."""
    return frozenset(form.text for group in name_groups() for form in group.russian)


def _is_russian(name: str) -> bool:
    """Whether a given name tells the language where no letter does: Ukrainian begins no name with И."""
    words = tidy(name).split()
    is_told = not _UKRAINIAN_LETTERS.isdisjoint(name.lower())
    return not is_told and any(one in _russian_forms() or one.startswith("и") for one in words)


def with_latin(name: str, whole: str = "") -> str:
    """A name as a paper that goes abroad bears it: as it was taken down, and beside it in Latin letters."""
    latin = in_latin(name, whole)
    return f"{name} ({latin})" if latin else name


def in_latin(name: str, whole: str = "") -> str:
    """A name in Latin letters, or nothing where it is in them already.

    Given:    `whole` where the name is a part of one: another part may tell the language.
    """
    written = romanise(name, "ru" if _is_russian(whole or name) else "")
    return "" if written == name else written
