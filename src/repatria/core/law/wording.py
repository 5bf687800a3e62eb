"""Looking for words in what somebody wrote: by their beginnings, whatever accents and marks stand between."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence


def words_of_text(text: str) -> tuple[str, ...]:
    """The words of a text, folded."""
    flat = "".join(
        c if c.isalpha() else " " for c in unicodedata.normalize("NFKC", text).casefold() if c not in "’'ʼ\u0301"
    )
    return tuple(flat.split())


def begin_of_words(text: str, stems: Sequence[str], whole: Collection[str]) -> Iterator[str]:
    """Each word of a text that begins so, or that is so where the beginning is a whole word."""
    for word in dict.fromkeys(words_of_text(text)):
        for stem in stems:
            folded = stem.replace("’", "")
            if word == folded if stem in whole else word.startswith(folded):
                yield word
