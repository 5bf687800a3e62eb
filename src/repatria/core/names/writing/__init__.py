"""Names as they are written: scripts, signs, the words of a line.

The lowest room of names: it knows letters and no languages' sounds.

Reach for it:

- `tidy` makes a name ready for comparing (what was written is kept elsewhere, unchanged);
- `words_of` parts a line into the words of a name, `parted` also takes out rank, year of birth, kinship, service;
- `script_of`, `is_cyrillic` say which letters it is made of;
- `flags_of` names what a reader should be warned of: mixed scripts, invisible signs, letters that look like others;
- `is_nobodys` says that words stand where nobody knows the name; `is_no_surname`, `is_no_given_name` that a cell does;
- `fold_lookalikes` reads a word of one script that has single letters of another.

Returns:  text, words, flags (stable identifiers).
Not:      a refusal: a name is never refused for its letters. Not spelling (readings), not given names (groups).
"""

from __future__ import annotations

from repatria.core.names.writing.nobody import is_no_given_name, is_no_surname, is_nobodys
from repatria.core.names.writing.normalise import rank_of, tidy, words_of
from repatria.core.names.writing.parting import Parted, parted
from repatria.core.names.writing.scripts import APOSTROPHES, BIDI_CONTROLS, ZERO_WIDTH, flags_of, is_cyrillic, script_of
from repatria.core.names.writing.tidying import MAX_CHARACTERS, fold_lookalikes
from repatria.core.names.writing.words import all_words_of, no_names

__all__ = [
    "APOSTROPHES",
    "BIDI_CONTROLS",
    "MAX_CHARACTERS",
    "ZERO_WIDTH",
    "Parted",
    "all_words_of",
    "flags_of",
    "fold_lookalikes",
    "is_cyrillic",
    "is_no_given_name",
    "is_no_surname",
    "is_nobodys",
    "no_names",
    "parted",
    "rank_of",
    "script_of",
    "tidy",
    "words_of",
]
