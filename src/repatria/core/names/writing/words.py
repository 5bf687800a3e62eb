"""Step 6 of normalising (see normalise): a line of text parted into the words of a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from repatria.core.names.writing.tidying import CYRILLIC_LETTERS, fold_lookalikes, tidy
from repatria.core.vocabulary.tables import read_table

MAX_WORDS = 12

_LOW, _HIGH = f"a-z{CYRILLIC_LETTERS}", f"A-Z{CYRILLIC_LETTERS.upper()}"
_PLAIN_TEXT = re.compile(f"[{_LOW} ,.;:()'-]*")
_PLAIN_WORDS = re.compile(f"[{_LOW}]+(?:['-]+[{_LOW}]+)*")
_PARTS = re.compile(r"[^\W_]+(?:['\-‐‑–]+[^\W_]+)*", re.UNICODE)
_FEW_WORDS = re.compile("{0}(?: {0}){{0,5}}".format(
    f"(?:[A-Z]?[a-z]{{4,30}}|[A-Z]{{5,30}}|[{CYRILLIC_LETTERS.upper()}]?[{CYRILLIC_LETTERS}]{{4,30}}"
    f"|[{CYRILLIC_LETTERS.upper()}]{{5,30}})"
))  # fmt: skip
"""What most names are: words of one script each, too long for initials, with nothing to mend."""
_DASHES = re.compile("[‐‑–-]+")
_WITHOUT_MARKS = re.compile(f"[ -~{CYRILLIC_LETTERS}]*")
_HAS_DIGIT = re.compile(r"\d")
_HAS_LATIN = re.compile("[a-z]")

_MARKED = [chr(code) for code in range(0xC0, 0x250)]  # á to ž: romanised names are joined too
_ANY_LOW = _LOW + "".join(filter(str.islower, _MARKED))
_ANY_HIGH = _HIGH + "".join(filter(str.isupper, _MARKED))
_HAS_INNER_CAPITAL = re.compile(f"[{_ANY_LOW}][{_ANY_HIGH}]")
_JOINED_NAMES = re.compile(f"([{_ANY_HIGH}][{_ANY_LOW}'ʹ]{{2,}}[{_ANY_LOW}])(?=[{_ANY_HIGH}][{_ANY_LOW}']{{3,}})")
_JOINED_INITIALS = re.compile(f"(?<=[{_LOW}]{{3}})(?=[{_HIGH}]\\.)")
_BARE_INITIALS = re.compile(f"(?<=[{_LOW}]{{3}})([{_HIGH}])([{_HIGH}]?)(?![{_LOW}{_HIGH}])")
_EDGE_NUMBER = re.compile(r"^(\d*[1-9]\d+|[279])(?=[^\W\d_]{3})|(?<=[^\W\d_]{3})(\d*[1-9]\d+[^\W\d_]?|[279])$")
_NO_VOWEL = re.compile("[бвгґджзйклмнпрстфхцчшщ]{2,3}")
_SON_OR_DAUGHTER_OF = frozenset(
    ("оглы", "оглу", "огли", "кызы", "кизи", "гызы", "улы", "улу", "уулу", "oglu", "ogly", "oglou", "oğlu", "qizi",
     "qızı", "kyzy", "gizi", "kızı", "uulu", "uly")
)  # fmt: skip
_PATRONYMIC = re.compile(
    "(?:вич|вичу|вича|вичем|ічу|ілліч|льич|кич|тич|мич|вна|вни|вну|вні|внe|вной|вною|ична|vich|vych|vitch|wicz|witsch"
    "|vič|vyč|vna|wna)$"
)
_SURNAME = re.compile(
    "(?:енко|енка|енку|ко|ук|юк|ов|ова|ову|овим|ев|єв|ева|єва|ін|ин|іна|ина|ський|ського|ському|ська|цький|цького|цька"
    "|ский|ская|ского|ець|ик|як|ян|дзе|швілі|швили|enko|uk|ov|ova|ev|in|skyi|sky|ski|ska|ets|yk|ian|yan)$"
)


def words_of(text: str) -> tuple[str, ...]:
    """Parts an unlabelled name into tidy words, in the order written; hyphenated names stay one word.

    Returns:  at most MAX_WORDS words, of more those that look most like names; () only for a text without any visible
              sign.
    """
    words = all_words_of(text)
    return tuple(words) if len(words) <= MAX_WORDS else most_like_names(words)


def all_words_of(text: str) -> list[str]:
    """Parts a text into tidy words as words_of does, but keeps all of them."""
    if _FEW_WORDS.fullmatch(text):
        words = text.lower().split(" ")
        return words if _SON_OR_DAUGHTER_OF.isdisjoint(words) else _regrouped(words)
    if _HAS_INNER_CAPITAL.search(text):
        text = _parted_by_case(text)
    tidied = tidy(text)
    if _PLAIN_TEXT.fullmatch(tidied):
        words = _PLAIN_WORDS.findall(tidied)
        if not tidied.isascii() and _HAS_LATIN.search(tidied):
            words = [fold_lookalikes(word) for word in words]
    else:
        words = _words_with_other_signs(tidied)
    words = _regrouped(words)
    return words or ([tidied.replace(" ", "")] if tidied else [])


def _parted_by_case(text: str) -> str:
    """Parts what was written together by its capitals: ШевченкоСергій, ШевченкоС.О., ШевченкоСО."""
    parted = _JOINED_NAMES.sub(r"\1 ", text)
    return _BARE_INITIALS.sub(r" \1 \2", _JOINED_INITIALS.sub(" ", parted))


def _words_with_other_signs(tidied: str) -> list[str]:
    # Vowel signs that stand beside their letter are no letters to `re`: to part by, each counts as one.
    lettered = tidied
    if not _WITHOUT_MARKS.fullmatch(tidied):
        lettered = "".join("x" if unicodedata.category(c)[0] == "M" else c for c in tidied)
    parts = [tidied[found.start() : found.end()] for found in _PARTS.finditer(lettered)]
    if _HAS_DIGIT.search(tidied):
        parts = " ".join(_EDGE_NUMBER.sub(r" \1\2 ", part) for part in parts).split()
    return [fold_lookalikes(_DASHES.sub("-", part)) for part in parts]


def _regrouped(words: list[str]) -> list[str]:
    """Joins a Turkic "son of" to its father's name, and parts initials that were written as a word (СВ)."""
    if not any(word in _SON_OR_DAUGHTER_OF or (len(word) < 4 and _NO_VOWEL.fullmatch(word)) for word in words):
        return words
    grouped: list[str] = []
    for word in words:
        if word in _SON_OR_DAUGHTER_OF and grouped and "-" not in grouped[-1] and len(grouped[-1]) > 2:
            grouped[-1] += "-" + word
        elif len(word) < 4 and _NO_VOWEL.fullmatch(word) and word not in _abbreviations():
            grouped += word
        else:
            grouped.append(word)
    return grouped


@cache
def no_names() -> dict[tuple[str, ...], tuple[str, str]]:
    """Returns the phrases that are no names, with the kind and the general name of each (`tables/no_names.tsv`)."""
    found: dict[tuple[str, ...], tuple[str, str]] = {}
    for line in read_table("repatria.core.names.writing", "no_names.tsv").splitlines():
        if line and not line.startswith("#"):
            kind, general, phrases = line.split("\t")
            for phrase in phrases.split(","):
                found[tuple(_words_with_other_signs(tidy(phrase)))] = (kind, general)
    return found


@cache
def may_begin_no_name() -> frozenset[str]:
    """Returns the first words of the phrases that are no names."""
    return frozenset(phrase[0] for phrase in no_names())


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(word for phrase in no_names() for word in phrase if len(word) < 4)


def _likeness(word: str) -> float:
    if (word,) in no_names():
        return -2.0
    if not word.isalpha() and not word.replace("-", "").replace("'", "").isalpha():
        return -3.0
    if _PATRONYMIC.search(word):
        return 3.0
    return 2.0 if _SURNAME.search(word) else 1.0 if len(word) > 2 else 0.0


def most_like_names(words: Sequence[str]) -> tuple[str, ...]:
    """Keeps the MAX_WORDS words that look most like names, and the neighbours of such words: names stand together."""
    own = [0.0, 0.0, *map(_likeness, words), 0.0, 0.0]
    worth = [
        own[at] + 0.5 * max(0.0, own[at - 1] - 1, own[at + 1] - 1) + 0.2 * max(0.0, own[at - 2] - 1, own[at + 2] - 1)
        for at in range(2, len(words) + 2)
    ]
    best = sorted(range(len(words)), key=lambda at: (-worth[at], at))[:MAX_WORDS]
    return tuple(words[at] for at in sorted(best))
