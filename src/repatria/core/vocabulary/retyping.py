"""Words of a receipt typed with the keyboard in another language or in Latin letters, and words that are near.

Nothing here knows whether a receipt exists: only the lists are asked, which everybody has.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import product

from rapidfuzz.distance import OSA

NEAR = 2
"""Letters in which an offered word differs at most: two words of a list differ in two at least."""
_OFFERED = 3
_LATIN_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_KEYS = {"ru": "ёйцукенгшщзхъфывапролджэячсмитьбю", "uk": "ґйцукенгшщзхїфівапролджєячсмитьбю"}
_IN_LATIN = {
    "uk": {"а": "a", "б": "b", "в": "v", "г": "h|g", "ґ": "g", "д": "d", "е": "e", "є": "ye|ie|je", "ж": "zh",
           "з": "z", "и": "y|i", "і": "i", "ї": "yi|i|ji", "й": "y|i|j", "к": "k", "л": "l", "м": "m", "н": "n",
           "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh|h", "ц": "ts|c", "ч": "ch",
           "ш": "sh", "щ": "shch", "ь": "", "ю": "yu|iu|ju", "я": "ya|ia|ja"},
    "ru": {"а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e|ye", "ж": "zh", "з": "z", "и": "i", "й": "y|i|j",
           "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
           "ф": "f", "х": "kh|h", "ц": "ts|c", "ч": "ch", "ш": "sh", "щ": "shch|sch", "ъ": "", "ы": "y", "ь": "",
           "э": "e", "ю": "yu|iu|ju", "я": "ya|ia|ja"},
}  # fmt: skip
_MOST_SPELLINGS = 16
Words = tuple[str, ...]


def _table(keys: str, to: str) -> dict[int, int]:
    return str.maketrans(keys, to)


_LAYOUTS: Mapping[str, Sequence[dict[int, int]]] = {
    "uk": (_table(_LATIN_KEYS, _KEYS["uk"]), _table("ыэъё", "ієїґ")),
    "ru": (_table(_LATIN_KEYS, _KEYS["ru"]), _table("ієїґ", "ыэъе")),
    "en": tuple(_table(keys, _LATIN_KEYS) for keys in _KEYS.values()),
}
"""By the language that was meant: what the same keys write on another keyboard."""


@lru_cache(maxsize=2)
def _by_latin(language: str, words: frozenset[str]) -> Mapping[str, str]:
    """Latin spellings that only one word of a list has."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for word in words:
        parts = [_IN_LATIN[language][letter].split("|") for letter in word]
        for number, spelling in enumerate(product(*parts)):
            if number == _MOST_SPELLINGS:
                break
            written = "".join(spelling)
            if found.setdefault(written, word) != word:
                twice.add(written)
    return {written: word for written, word in found.items() if written not in twice}


def retyped(typed: Words, folded: Words, lists: Mapping[str, frozenset[str]]) -> tuple[str, Words] | None:
    """Reads all words of a receipt as they were meant on another keyboard, or spelled in Latin letters.

    Given:    `typed` as they stand between blanks, `folded` without signs; `lists` the words by language.
    Returns:  the language and the words, where all of one list are found in one way; None otherwise.
    """
    for language, words in lists.items():
        for table in _LAYOUTS[language]:
            for given in (typed, folded):
                meant = tuple(word.casefold().translate(table).replace("ё", "е") for word in given)
                if set(meant) <= words:
                    return language, meant
    for language in _IN_LATIN:
        if not all(word.isascii() and word.isalpha() for word in folded):
            break
        by_latin = _by_latin(language, lists[language])
        if all(word in by_latin for word in folded):
            return language, tuple(by_latin[word] for word in folded)
    return None


def near_words(word: str, lists: Mapping[str, frozenset[str]]) -> Words:
    """The words of the lists that differ from a word in at most two letters, the nearest first, at most three."""
    if not 3 <= len(word) <= 24:
        return ()
    scorer: Callable[..., int] = OSA.distance
    found = {
        one: far for words in lists.values() for one in words if (far := scorer(word, one, score_cutoff=NEAR)) <= NEAR
    }
    nearest = min(found.values(), default=0)
    return tuple(sorted(one for one, far in found.items() if far == nearest))[:_OFFERED]
