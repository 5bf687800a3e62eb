"""Tidying a name for comparing. What was written is kept elsewhere, unchanged.

In this order: (1) NFC; styled and full-width Latin letters become plain; (2) bidi and zero-width controls go, control
characters become blanks; (3) lower case, and marks that no letter took up go (stress in Шевче́нко, vowel points); (4)
every apostrophe becomes U+0027, a double quote between two letters too, and an asterisk where an apostrophe stands
(Солов*яненко); (5) per word, look-alikes are folded into the script of most letters, and digits that stand among
letters become the letters they resemble; (6) the text is parted into words: at blanks and signs, at capitals inside
(ШевченкоСергій), between a name and a number; initials written as one word (СВ) are parted, "Гусейн оглы" is joined. A
text without any letter keeps its signs as one word: even an emoji finds itself. (7) For a raw line, `parted` tells the
words of the name from rank, title, kinship, year and service. Steps 1 to 5 are in `tidying`, 6 in `words`, 7 in
`parting`.
"""

from __future__ import annotations

from repatria.core.names.writing.parting import Parted, parted, rank_of
from repatria.core.names.writing.tidying import MAX_CHARACTERS, fold_lookalikes, tidy
from repatria.core.names.writing.words import MAX_WORDS, words_of

__all__ = ["MAX_CHARACTERS", "MAX_WORDS", "Parted", "fold_lookalikes", "parted", "rank_of", "tidy", "words_of"]
