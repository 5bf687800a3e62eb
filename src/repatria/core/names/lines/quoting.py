"""What stands in a line for one of its words: a reason quotes what was written, and never what it was read as.

A word that is compared is tidy, and perhaps mended: its pieces joined (Мар яненко), its look-alikes folded (0лег), its
keyboard switched (cfdrj). Letter by letter it is found again in the line, best where a word begins and ends.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from repatria.core.names.lines.keyboard import retyped
from repatria.core.names.lines.parsing import is_of_the_tables
from repatria.core.names.writing import fold_lookalikes, tidy

_LONGEST = 400
"""Characters of a line among which a word is looked for."""


@dataclass(frozen=True, slots=True)
class _Letters:
    """The letters and digits of a line, tidy, and for each the place in the line where it stands."""

    line: str
    signs: str
    places: tuple[int, ...]


def quoted(word: str, line: str) -> str:
    """Returns the part of a line that a word was read from, as it is written there.

    Given:    `word` tidy, its parts joined by hyphens.
    Returns:  the whole line where no part of it is the word; "" for no word.
    """
    sought = "".join(sign for sign in word if sign.isalnum())
    if not word or not sought:
        return line.strip() if word else ""
    return _found(sought, _letters_of(line[:_LONGEST])) or _found_retyped(sought, line[:_LONGEST]) or line.strip()


def _found(sought: str, letters: _Letters) -> str:
    best: tuple[int, int] | None = None
    at = letters.signs.find(sought)
    while at >= 0:
        worth = _begins(letters, at) + _begins(letters, at + len(sought))
        if best is None or worth > best[0]:
            best = worth, at
        at = letters.signs.find(sought, at + 1)
    if best is None:
        return ""
    first, last = letters.places[best[1]], letters.places[best[1] + len(sought) - 1]
    return letters.line[first : last + 1]


def _begins(letters: _Letters, at: int) -> bool:
    """Whether something begins at a letter, or the line ends before it: at a blank, a sign, a capital."""
    if at == 0 or at == len(letters.signs):
        return True
    before, here = letters.places[at - 1], letters.places[at]
    return here - before > 1 or (letters.line[before].islower() and letters.line[here].isupper())


def _found_retyped(sought: str, line: str) -> str:
    """Finds a word in a line that was typed with the keyboard switched, by the place where it stands."""
    meant = retyped(line, is_of_the_tables)
    pieces, written = meant.split(), line.split()
    if meant == line or len(pieces) != len(written):
        return ""
    return next((said for piece, said in zip(pieces, written, strict=True) if _found(sought, _letters_of(piece))), "")


@lru_cache(maxsize=256)
def _letters_of(line: str) -> _Letters:
    line = unicodedata.normalize("NFC", line)
    signs, places, begin = "", [], 0
    for piece in line.split(" "):
        found = [(sign, begin + at) for at, c in enumerate(piece) for sign in tidy(c) if sign.isalnum()]
        plain = "".join(sign for sign, _ in found)
        folded = fold_lookalikes(plain)
        signs += folded if len(folded) == len(plain) else plain
        places += [place for _, place in found]
        begin += len(piece) + 1
    return _Letters(line, signs, tuple(places))
