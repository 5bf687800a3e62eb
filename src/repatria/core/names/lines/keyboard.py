"""Cyrillic names typed with the keyboard switched to Latin: "cfdrj jktrcfylh" is Савко Олександр.

A line is taken for such a one only where it is no name as it stands, and a given name or a patronymic that the tables
know comes out of it; then it is read as it was meant. Both standard layouts are tried, Ukrainian and Russian.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_LATIN_SHIFTED = 'QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>~'
_CYRILLIC = ("йцукенгшщзхїфівапролджєячсмитьбю'", "йцукенгшщзхъфывапролджэячсмитьбюё")
"""The same keys by the Ukrainian and the Russian standard layout."""
_TO_CYRILLIC = [
    {ord(key): letter for keys in (_LATIN, _LATIN_SHIFTED) for key, letter in zip(keys, letters, strict=True)}
    for letters in _CYRILLIC
]
_UNLIKELY = re.compile(r"[b-df-hj-np-tv-xz]{4}|(?<=[a-z])[;\[\],.'](?=[a-z])", re.IGNORECASE)
_NO_CYRILLIC = re.compile("[^а-яёіїєґ]*", re.IGNORECASE)
_MIN_KNOWN, _LONGEST = 4, 200

IsName = Callable[[str], bool]


def retyped(text: str, is_name: IsName) -> str:
    """Returns a line as it would stand with the keyboard switched, where only so it holds a name.

    Given:    `is_name` says whether a tidy word is a known given name or patronymic.
    Returns:  the line itself where any word of it is a name, or no word of the other would be.
    """
    if (
        len(text) > _LONGEST
        or not _UNLIKELY.search(text)
        or not _NO_CYRILLIC.fullmatch(text)
        or _names_in(text, is_name)
    ):
        return text
    lines = [" ".join(_as_cyrillic(word, keys, is_name) for word in text.split()) for keys in _TO_CYRILLIC]
    best = max(lines, key=lambda line: _names_in(line, is_name))
    return best if _names_in(best, is_name) else text


def _as_cyrillic(word: str, keys: dict[int, str], is_name: IsName) -> str:
    """Reads one word; a full stop or comma at its end is a sign, unless it makes the word a name (Лев, but Глеб)."""
    whole = word.translate(keys).lower()
    if word[-1] in ".,<>" and len(word) > 1 and not is_name(whole):
        return whole[:-1] + ("." if len(word) == 2 else "")
    return whole


def _names_in(line: str, is_name: IsName) -> int:
    return sum(len(word) >= _MIN_KNOWN and is_name(word) for word in re.findall(r"[^\W\d_]+", line.lower()))
