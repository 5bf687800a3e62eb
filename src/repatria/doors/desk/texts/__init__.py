"""The desk's texts: TOML catalogues, every text in Ukrainian, Russian and English beside each other."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

LANGUAGES = ("uk", "ru", "en")
CATALOGUES = ("page", "fields", "words", "sentences", "refusals")


class MissingTextError(KeyError):
    """A text is missing in a language; a test finds it before a reader does."""


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


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    """All texts by their dotted key.  Raises: MissingTextError naming the first that lacks a language."""
    found: dict[str, Mapping[str, str]] = {}
    for name in CATALOGUES:
        source = files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
        for key, text in _leaves(tomllib.loads(source), ""):
            if key in found:
                raise MissingTextError(f"{key} stands twice")
            found[key] = text
    return found


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
