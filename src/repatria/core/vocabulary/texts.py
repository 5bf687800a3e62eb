"""Texts with their languages side by side: `key = { uk = "...", ru = "...", en = "..." }`, in tables of any depth.

One reading for all who keep such catalogues: a language that is missing and a key that stands twice stop the start.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

TEXT_LANGUAGES = ("uk", "ru", "en")

Texts = Mapping[str, Mapping[str, str]]
"""Texts by dotted key and language."""


class MissingTextError(KeyError):
    """A text is missing in a language, or a key is given twice; a test finds it before a reader does."""


def side_by_side(table: Mapping[str, object], under: str = "") -> Iterator[tuple[str, Mapping[str, str]]]:
    """Walks a table and yields each text under its dotted key.

    Raises:   MissingTextError naming the first that lacks a language or says nothing in one.
    """
    for key, value in table.items():
        if not isinstance(value, dict):
            raise MissingTextError(f"{under}{key}: a text has uk, ru and en")
        if set(value) <= set(TEXT_LANGUAGES):
            if set(value) != set(TEXT_LANGUAGES) or not all(value.values()):
                raise MissingTextError(
                    f"{under}{key}: {', '.join(sorted(set(TEXT_LANGUAGES) - set(value))) or 'empty'}"
                )
            yield f"{under}{key}", value
        else:
            yield from side_by_side(value, f"{under}{key}.")


def gathered(tables: Iterable[tuple[str, Mapping[str, object]]]) -> Texts:
    """All texts of several catalogues, each given with the name of its place.

    Raises:   MissingTextError naming the first that lacks a language, or that stands in two places.
    """
    found: dict[str, Mapping[str, str]] = {}
    where: dict[str, str] = {}
    for place, table in tables:
        for key, text in side_by_side(table):
            if key in found:
                raise MissingTextError(f"{key} stands in {where[key]} and in {place}")
            found[key], where[key] = text, place
    return found
