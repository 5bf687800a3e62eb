"""Text catalogues: TOML files in which every text stands in Ukrainian, Russian and English beside each other."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files

LANGUAGES = ("uk", "ru", "en")
LANGUAGE_NAMES = (("en", "English"), ("ru", "Русский"), ("uk", "Українська"))
"""Languages named in themselves, in the alphabetical order of their own names."""


class MissingTextError(KeyError):
    """A text is missing in a language; the process does not start."""


def read_texts(package: str, *names: str) -> Mapping[str, Mapping[str, str]]:
    """Reads catalogues of a package.

    Returns:  texts by language, then by key.
    Raises:   MissingTextError naming the first text that lacks a language or stands twice.
    """
    found: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    for name in names:
        table = tomllib.loads(files(package).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
        for key, text in table.items():
            for language in LANGUAGES:
                if not isinstance(text, dict) or not str(text.get(language, "")).strip():
                    raise MissingTextError(f"{package} {name}.toml: {key} in {language}")
                if key in found[language]:
                    raise MissingTextError(f"{package} {name}.toml: {key} stands twice")
                found[language][key] = str(text[language]).strip()
    return found
