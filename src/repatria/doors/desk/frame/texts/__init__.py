"""The desk's texts: TOML catalogues, every text in Ukrainian, Russian and English beside each other.

An area's own lie in its `texts.toml`; what several areas say, and the sentences of refusals, lie here. A key stands
once in the whole desk.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from repatria.doors.desk.frame.areas import folders

LANGUAGES = ("uk", "ru", "en")
_HERE = Path(__file__).parent


class MissingTextError(KeyError):
    """A text is missing in a language, or a key is given twice; a test finds it before a reader does."""


def catalogues() -> tuple[Path, ...]:
    """The files in which texts stand."""
    own = (folder / "texts.toml" for folder in folders())
    return (*sorted(_HERE.glob("*.toml")), *(path for path in own if path.exists()))


def _leaves(table: Mapping[str, object], under: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    for key, value in table.items():
        if not isinstance(value, dict):
            raise MissingTextError(f"{under}{key}: a text has uk, ru and en")
        if set(value) <= set(LANGUAGES):
            if set(value) != set(LANGUAGES) or not all(value.values()):
                raise MissingTextError(f"{under}{key}: {', '.join(sorted(set(LANGUAGES) - set(value))) or 'empty'}")
            yield f"{under}{key}", value
        else:
            yield from _leaves(value, f"{under}{key}.")


def gathered(paths: Iterable[Path]) -> Mapping[str, Mapping[str, str]]:
    """All texts of these files by their dotted key.

    Raises:   MissingTextError naming the first that lacks a language, or that stands twice and where.
    """
    found: dict[str, Mapping[str, str]] = {}
    where: dict[str, Path] = {}
    for path in paths:
        for key, text in _leaves(tomllib.loads(path.read_text(encoding="utf-8")), ""):
            if key in found:
                raise MissingTextError(f"{key} stands in {where[key].parent.name} and in {path.parent.name}")
            found[key], where[key] = text, path
    return found


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    """All texts of the desk.  Raises: MissingTextError."""
    return gathered(catalogues())


def say(language: str, key: str, **places: object) -> str:
    """The text of a key with its places filled.  Raises: MissingTextError."""
    try:
        text = texts()[key][language]
    except KeyError:
        raise MissingTextError(f"{key} in {language}") from None
    return text.format_map(_Places(places)) if "{" in text else text


def has(key: str) -> bool:
    return key in texts()


class _Places(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "…"
