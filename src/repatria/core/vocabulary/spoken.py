"""Which of the house's languages a man speaks, as his record or an interviewer writes it."""

from __future__ import annotations

import re

SPOKEN = {"uk": ("укр", "ukr"), "ru": ("рос", "рус", "rus"), "en": ("анг", "eng")}
"""How the names of the languages begin, in each of them; a language's own code stands for it too."""

_WORD = re.compile(r"\w+")


def spoken_in(written: str) -> str:
    """The first of the house's languages that is written there, as its code; "" where none is.

    Given:    free text, in any of the languages: a record says "українська, трохи російська".
    """
    for word in _WORD.findall(written.casefold()):
        for code, beginnings in SPOKEN.items():
            if word == code or word.startswith(beginnings):
                return code
    return ""


def languages_in(written: str) -> frozenset[str]:
    """Every language that is written there: one of the house's by its code, any other by its word.

    Given:    free text, parted by whatever is no letter.
    """
    return frozenset(spoken_in(word) or word for word in _WORD.findall(written.casefold()))
