"""Words of an enquiry that only the register can mend: a surname in two pieces, and one joined to a given name.

What names alone can tell, `core/names/lines` has mended already. Here the register is asked whether somebody has the
surname that two pieces make together (Пог ожих), or that is left when a given name is cut off (колякаренський). The
words as written stay: Ян Чук is a name, though somebody else may be a Янчук.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import permutations

from repatria.core.linkage.forms.word_roles import word_kind
from repatria.core.names.lines import is_of_the_tables

_MIN_NAME = 4
"""Letters of a name of the tables below which it may be a piece of another word."""
_MIN_SURNAME, _MIN_CUT_OFF = 5, 3
"""Letters of a surname that is put together or left over; of a given name that is cut off."""

IsBorne = Callable[[str], bool]
"""Says whether somebody has a surname that sounds so."""


def mended_by_register(words: Sequence[str], is_borne: IsBorne) -> list[str]:
    """Closes a surname in two pieces, or else parts one joined to a given name.

    Given:    tidy words in any order, on which the answer does not depend.
    Returns:  the words in their alphabet's order, those that were found beside them.
    """
    return sorted([*words, *(_closed(words, is_borne) or _parted(words, is_borne))])


def _closed(words: Sequence[str], is_borne: IsBorne) -> tuple[str, ...]:
    """Puts a surname together that somebody has, where nobody has one of its pieces."""
    pieces = [word for word in words if len(word) > 1 and not (len(word) >= _MIN_NAME and is_of_the_tables(word))]
    for first, second in permutations(sorted(pieces), 2) if len(pieces) > 1 else ():
        whole = first + second
        is_new = len(whole) >= _MIN_SURNAME and _is_of_letters(whole) and whole not in words
        if is_new and is_borne(whole) and not (is_borne(first) and is_borne(second)):
            return (whole,)
    return ()


def _parted(words: Sequence[str], is_borne: IsBorne) -> tuple[str, ...]:
    """Cuts a given name off the only word beside a father's name, which may be a surname written wrongly as well."""
    others = [word for word in words if word_kind(word) != "patronymic_known"]
    if len(others) != 1 or not _is_of_letters(others[0]) or is_of_the_tables(others[0]) or is_borne(others[0]):
        return ()
    (word,) = others
    for cut in range(_MIN_CUT_OFF, len(word) - _MIN_CUT_OFF + 1):
        first, second = word[:cut], word[cut:]
        for name, surname in ((first, second), (second, first)):
            if len(surname) >= _MIN_SURNAME and _is_given_name(name) and is_borne(surname):
                return name, surname
    return ()


def _is_given_name(word: str) -> bool:
    """Says whether a word is a given name as the tables know it, or long enough to be one that is spelt otherwise."""
    return is_of_the_tables(word) or (len(word) > _MIN_NAME and word_kind(word) == "given_known")


def _is_of_letters(word: str) -> bool:
    return word.replace("'", "").isalpha()
