"""A further language of the pages that families read: one file of the bureau, whole, or refused with all that it lacks.

The file gives every text of the pages and the words for dates. What is kept and written in a language of the house
(her letters, the words of her receipt, papers in print) stays in the one of these that it names, and the pages say so.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from repatria.core.vocabulary.errors import InputError
from repatria.doors.furniture.texts import LANGUAGES

CODE = re.compile(r"[a-z]{2,3}")
DIRECTIONS = ("ltr", "rtl")
DATES: Mapping[str, frozenset[str]] = {
    "day": frozenset({"day", "month", "year"}), "month": frozenset({"month", "year"}),
    "about": frozenset({"first"}), "doubtful": frozenset({"first"}), "either": frozenset({"first", "last"}),
    "between": frozenset({"first", "last"}),
}  # fmt: skip
"""How a date is said, and what stands in each."""
_PLAIN = ("name", "direction", "records_in", "records_said")
_MARKS = re.compile(r"%\((\w+)\)s")
_PLACES = re.compile(r"\{(\w+)\}")


class FurtherLanguageError(InputError):
    """The file of a further language is not whole; the message names everything that is to be mended."""

    code = "furniture.E001"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FurtherLanguage:
    """One more language of the pages.

    Given:    `records_in` the language of the house in which her letters, words and papers are; `records_said` the
              sentence that tells it to her.
    """

    code: str
    name: str
    direction: str
    records_in: str
    records_said: str
    months: tuple[str, ...]
    dates: Mapping[str, str]
    texts: Mapping[str, str] = field(repr=False)


def read_further(code: str, text: str, wanted: Mapping[str, str]) -> FurtherLanguage:
    """Reads the file of a language.

    Given:    TOML; `wanted` every text of the pages by its key, in one language, by whose placeholders it is judged.
    Raises:   FurtherLanguageError with everything that is missing, unknown, or without what must stand in it.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FurtherLanguageError(f"{code}: the file is not TOML: {error}", ((code, "malformed"),)) from error
    faults = [] if CODE.fullmatch(code) and code not in LANGUAGES else [f"{code} is no code of a further language"]
    faults += _faults(table, wanted)
    if faults:
        raise FurtherLanguageError(f"{code}: {'; '.join(faults)}", tuple((one, "further") for one in faults))
    dates = table["dates"]
    return FurtherLanguage(
        code=code, **{name: table[name].strip() for name in _PLAIN}, months=tuple(dates["months"]),
        dates={name: dates[name] for name in DATES}, texts={key: said.strip() for key, said in table["texts"].items()},
    )  # fmt: skip


def _faults(table: Mapping[str, object], wanted: Mapping[str, str]) -> Iterator[str]:
    for name in _PLAIN:
        if not _is_said(table.get(name)):
            yield f"{name} is missing"
    if table.get("direction", "ltr") not in DIRECTIONS:
        yield "direction is ltr or rtl"
    if table.get("records_in", "en") not in LANGUAGES:
        yield f"records_in is one of {', '.join(LANGUAGES)}"
    if stray := set(table) - {*_PLAIN, "dates", "texts"}:
        yield f"unknown: {', '.join(sorted(stray))}"
    dates, texts = table.get("dates"), table.get("texts")
    if not isinstance(dates, dict) or not isinstance(texts, dict):
        yield "[dates] and [texts] are tables"
        return
    months = dates.get("months")
    if not isinstance(months, list) or len(months) != 12 or not all(map(_is_said, months)):
        yield "dates.months are twelve words"
    for name, places in DATES.items():
        if not isinstance(said := dates.get(name), str) or not _holds(said, places):
            yield f"dates.{name} holds {', '.join(f'{{{one}}}' for one in sorted(places))}"
    if missing := [key for key in wanted if not _is_said(texts.get(key))]:
        yield f"texts missing: {', '.join(missing)}"
    if stray := set(texts) - set(wanted):
        yield f"texts unknown: {', '.join(sorted(stray))}"
    for key, said in wanted.items():
        if _is_said(texts.get(key)) and not _fits(texts[key], _MARKS.findall(said)):
            yield f"{key} holds {', '.join(f'%({one})s' for one in _MARKS.findall(said)) or 'no placeholder'}"


def _holds(said: str, places: frozenset[str]) -> bool:
    return set(_PLACES.findall(said)) == places and not {"{", "}"} & set(_PLACES.sub("", said))


def _fits(said: str, marks: list[str]) -> bool:
    """Whether just these placeholders stand in it, and nothing that only looks like one."""
    return sorted(_MARKS.findall(said)) == sorted(marks) and not (marks and "%" in _MARKS.sub("", said))


def _is_said(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
