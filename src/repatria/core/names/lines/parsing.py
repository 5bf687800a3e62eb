"""A raw line read with what is known of names: initials written as a word, names run together, a name broken in two.

Order: (1) a line typed with the keyboard switched to Latin is retyped; (2) `parted` takes rank, dates and
the like away; (3) a blank inside a given name or patronymic is closed (Алек сандр); (4) names run together are parted
(сергійшевченко), else two words that may be one surname get their whole beside them (Кучере нко); (5) two or three
letters beside a surname become initials (Щербак АС). Each step asks for a name that the tables know, or for none at
all, so that a rare name is left as it was written; where a surname may hold a given name by chance, the whole stays
beside its parts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import permutations

from repatria.core.names.groups import father_groups, groups_of, has_surname_ending, name_groups
from repatria.core.names.lines.keyboard import retyped
from repatria.core.names.writing import MAX_CHARACTERS, Parted, no_names, parted, tidy

_INITIALS = (2, 3)
"""Letters that a word of initials has."""
_MIN_SURNAME = 4
_MIN_GIVEN_JOINED = 4
"""Letters of a given name that is looked for beside a patronymic; shorter ones are in every other word."""
_MIN_PATRONYMIC = 7
_MIN_REST = 5
"""Letters of either part where a given name and a surname run together."""
_MIN_STEM = 3
_SURNAME = re.compile(
    "(?:ч?енко|єнко|[цч]ук|юк|ук|ик|як|ко|[іоеє]вськ[иі]й|[ое]вский|[иі]нськ[иі]й|инский|ськ[иі]й|ский|цьк[иі]й|цкий|[цч]?[оеєіё]в|[иі]н"
    "|ович|евич|ич|ець|ец|ова|ева|єва|[иі]на|ська|ская|дзе|шв[иі]л[иі]|ян"
    "|[оеєіё]в[иы]м|[иі]н[иы]м|енк[ау]|[сц]ь?к(?:ого|ому)|enko|chuk|uk|ov|ev|iv|in|sk[yi]i?|ich|[oe]va)$"
)
_CAPITAL, _SMALL = "[А-ЯЄІЇҐЁЎ]", "[а-яєіїґёў]"
_SHORT_AND_LONG = re.compile(f"(?<![\\w'])({_CAPITAL}{_SMALL}{{2,}})({_CAPITAL}{_SMALL}{{2,}})(?![\\w'])")
"""Cyrillic only: Mac Donald and Van Dyk are written together."""
_BEGINS_NONE = "ьъы"
_BEFORE_APOSTROPHE, _AFTER_APOSTROPHE = "бпвмфркн", "яюєї"
_TAILS = frozenset(("kyi", "kyj", "kij", "kiy"))
"""What stands alone only where -s'kyi was broken."""
_SONS_AND_DAUGHTERS = (
    "(?:[оеєыиіїйь]*в[иі]ч|[оеєыиіїй]*вна|ична|[oeyij]*vi[ct]?c?h|[oeyij]*vyt?ch|[oeij]*w[iy]t?s?ch|[oeyij]*wicz"
    "|[oeij]*v[iy]č|[oeyij]*[vw]na)"
)
_PATRONYMIC = re.compile(_SONS_AND_DAUGHTERS + "$")
_INNER_PATRONYMIC = re.compile(_SONS_AND_DAUGHTERS + r"(?=[^\W\d_]{4,}$)")
_VOWELS = frozenset("аеєёиіїоуыэюяaeiouy")


@lru_cache(maxsize=1)
def _official_names() -> frozenset[str]:
    return frozenset(form.text for group in name_groups() for form in group.ukrainian + group.russian + group.other)


@lru_cache(maxsize=1)
def _listed_names() -> frozenset[str]:
    return frozenset(form.text for group in name_groups() for form in group.forms)


@lru_cache(maxsize=1)
def _familiar_names() -> frozenset[str]:
    return frozenset(name for name in _listed_names() if len(name) >= _MIN_REST)


@lru_cache(maxsize=65536)
def is_of_the_tables(word: str) -> bool:
    """Says whether a tidy word is a given name or a patronymic that the tables know as it is written."""
    return word in _listed_names() or bool(father_groups(word))


def read_line(text: str) -> Parted:
    """Tells a raw line apart like `parted`, and mends the words of the name.

    Returns:  the words in the order written; what `parted` ignored or recognised is unchanged, but for two capitals
              that are initials.
    Not:      a guess at roles; a word that is known to be a name is never changed.
    """
    text = retyped(text[: 4 * MAX_CHARACTERS], is_of_the_tables)
    found = parted(_SHORT_AND_LONG.sub(_parted_by_capital, text))
    if len(found.words) == 1 and found.ignored:
        found = _with_initials(found, text)
    words = mended(found.words)
    return found if words == found.words else replace(found, words=words)


def _parted_by_capital(joined: re.Match[str]) -> str:
    """Parts two words at the capital between them where one is a name: РукНиколай, but neither ШевЧенко nor БогДан.

    Given:    a name of three letters is in many a surname, so that beside one of them a surname must stand: ЛазарєвЛев.
    """
    if is_of_the_tables(tidy(joined[0])):
        return joined[0]
    first, second = map(tidy, joined.groups())
    are_two = any(
        _is_a_name(one) if len(one) >= _MIN_GIVEN_JOINED else is_of_the_tables(one) and _is_like_surname(other)
        for one, other in ((first, second), (second, first))
    )
    return " ".join(joined.groups()) if are_two else joined[0]


def _with_initials(found: Parted, text: str) -> Parted:
    """Takes two capitals beside a surname for initials, though they are a small word that is left out: Науменко ПО."""
    capitals = {word.lower() for word in text.split() if len(word) == min(_INITIALS) and word.isupper()}
    initials = [word for word in found.ignored if word in capitals and no_names().get((word,), ("",))[0] == "other"]
    if text.isupper() or len(initials) != 1 or _is_a_name(found.words[0]):
        return found
    return replace(
        found, words=(*found.words, *initials[0]), ignored=tuple(w for w in found.ignored if w != initials[0])
    )


def mended(words: Sequence[str]) -> tuple[str, ...]:
    """Closes broken names, parts joined ones and spells out initials; see the module for when."""
    closed = _closed(words)
    unjoined = tuple(part for word in closed for part in _unjoined(word, closed))
    return _spelt_out(_with_whole(closed) if unjoined == closed else unjoined)


def _closed(words: Sequence[str]) -> tuple[str, ...]:
    """Joins neighbours that are names together only: Волод имир, Андрійо вич."""
    closed: list[str] = []
    for word in words:
        # A soft sign that a file made a blank of: kovs kyi; but Kij is a name beside Lukas.
        if word in _TAILS and closed and closed[-1][-1] in "szc" and not _is_a_name(closed[-1]):
            closed[-1] += word
            continue
        if closed and (mended_whole := _with_apostrophe(closed[-1], word)):
            closed[-1] = mended_whole
            continue
        whole = closed[-1] + word if closed else ""
        if closed and _is_broken_patronymic(closed[-1], word, len(words)):
            closed[-1] = whole
            continue
        is_broken = bool(whole) and "-" not in whole and not (len(word) == len(closed[-1]) == 1)
        # Whether either stands by itself is asked first: that is quickly told, and mostly so.
        if is_broken and not _are_names(closed[-1], word) and (whole in _official_names() or father_groups(whole)):
            closed[-1] = whole
        else:
            closed.append(word)
    return tuple(closed)


def _with_apostrophe(first: str, second: str) -> str:
    """Returns two neighbours as one name where a file made a blank of the apostrophe between them: Лук ян, Мар яна.

    Returns:  "" where the first is a name by itself, or both together are none.
    """
    if len(first) == 1 or first[-1] not in _BEFORE_APOSTROPHE or second[0] not in _AFTER_APOSTROPHE:
        return ""
    whole = f"{first}'{second}"
    is_one = first not in _listed_names() and (whole in _official_names() or bool(father_groups(whole)))
    return whole if is_one else ""


def _is_broken_patronymic(first: str, second: str, words: int) -> bool:
    """Says whether two neighbours are a patronymic together and neither a name: Ан дрійович, and Антон ович Мельник."""
    if min(len(first), len(second)) == 1 or not _is_patronymic(first + second) or _PATRONYMIC.search(first):
        return False  # an initial beside a surname in -ович is one: Д. Анилович, Абрамович Е.
    is_ending = _PATRONYMIC.fullmatch(second) is not None or (len(second) < _MIN_SURNAME and not _is_a_name(second))
    if words > 2 and is_ending:
        return True
    return not _is_a_name(first) and not father_groups(second) and _PATRONYMIC.search(second) is not None


def _with_whole(words: tuple[str, ...]) -> tuple[str, ...]:
    """Adds the whole of two words that may be a surname broken in two: Кучере нко Петро.

    Given:    a line in which something else is a given name, a patronymic or an initial: of two words alone nobody can
              tell. Either may stand first, so that the order of words decides nothing; and both stay, as they may be
              words of their own.
    """
    unknown = [word for word in words if not _stands_alone(word)]
    if len(unknown) != 2 or len(words) < 3:
        return words
    wholes = tuple(first + second for first, second in permutations(unknown) if _may_be_pieces(first, second))
    return (*wholes, *words)


def _may_be_pieces(first: str, second: str) -> bool:
    """Says whether two words are like a surname together, and not one by itself beside a longer name."""
    is_a_piece = len(first) < _MIN_GIVEN_JOINED or second[0] in _BEGINS_NONE or not _is_like_surname(second)
    is_surname = (first + second).isalpha() and _is_like_surname(first + second)
    return is_a_piece and is_surname and not _is_like_surname(first)


def _stands_alone(word: str) -> bool:
    """Says whether a word is an initial, a patronymic or a given name, and not by chance, as short ones may be."""
    return len(word) == 1 or word in _listed_names() or (len(word) >= _MIN_GIVEN_JOINED and _is_a_name(word))


def _is_a_name(word: str) -> bool:
    """Says whether a word is a given name or a patronymic, in whatever script and spelling."""
    return bool(groups_of(word)) or bool(father_groups(word))


def _are_names(first: str, second: str) -> bool:
    """Says whether one of two words stands by itself: then they are not parts of one."""
    return any(is_of_the_tables(word) or (len(word) > 3 and has_surname_ending(word)) for word in (first, second))


def _unjoined(word: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """Parts a word that holds a given name, where no other word of the line is one."""
    if "-" in word and len(words) == 1:
        return _at_hyphen(word)
    if len(word) < _MIN_GIVEN_JOINED + _MIN_REST or "-" in word or is_of_the_tables(word):
        return (word,)
    for cut in range(len(word) - _MIN_GIVEN_JOINED, _MIN_GIVEN_JOINED - 1, -1):
        first, second = word[:cut], word[cut:]
        if (first in _official_names() and _is_patronymic(second)) or (
            second in _official_names() and _is_patronymic(first)
        ):
            return first, second
    inner = _INNER_PATRONYMIC.search(word)
    if inner and _is_patronymic(word[: inner.end()]):
        return word, word[: inner.end()], word[inner.end() :]
    if any(other in _listed_names() or (other != word and groups_of(other)) for other in words):
        return (word,)
    parts = _with_surname(word, _official_names(), has_father=False)
    # Beside a patronymic alone, or nothing, a given name is missed: it is looked for among familiar ones too.
    others = [other for other in words if other != word]
    if not parts and len(others) < 2 and all(map(_is_patronymic, others)) and not groups_of(word):
        parts = _with_surname(word, _familiar_names(), has_father=bool(others))
    return (word, *parts)  # the whole too: it may be a surname all the same, Степанковська


def _at_hyphen(word: str) -> tuple[str, ...]:
    """Parts a line's only word at its hyphen where that joins a surname to a given name: Ткаченко-Юрій."""
    parts = tuple(word.split("-"))
    names = [part for part in parts if part in _listed_names()]
    is_joined = len(parts) == len(names) + 1 == 2 and any(map(_is_like_surname, parts))
    return (word, *parts) if is_joined else (word,)


def _with_surname(word: str, names: frozenset[str], *, has_father: bool) -> tuple[str, ...]:
    """Parts a word into one of the given names and a surname, or what may be one where a father's name follows."""
    for cut in range(len(word) - _MIN_GIVEN_JOINED, _MIN_GIVEN_JOINED - 1, -1):
        first, second = word[:cut], word[cut:]
        if (first in names and second[0] not in _VOWELS and _is_like_surname(second)) or (
            second in names and (_is_like_surname(first) or (has_father and len(first) >= _MIN_REST))
        ):
            return first, second
    return ()


def _is_patronymic(word: str) -> bool:
    return len(word) >= _MIN_PATRONYMIC and bool(father_groups(word))


def _is_like_surname(word: str) -> bool:
    """Says whether a word has a surname's ending behind a stem of its own: шевч-енко, but not ченко of Андрійченко."""
    ending = _SURNAME.search(word)
    stem = word[: ending.start()] if ending and len(word) >= _MIN_REST else ""
    return len(stem) >= _MIN_STEM and any(letter in _VOWELS for letter in stem)


def _may_be_initials(word: str) -> bool:
    """Says whether letters are initials; three with a vowel in their midst are rather a short surname: Шах."""
    return len(word) in _INITIALS and word.isalpha() and (len(word) == min(_INITIALS) or word[1] not in _VOWELS)


def _spelt_out(words: tuple[str, ...]) -> tuple[str, ...]:
    """Parts two or three letters into initials where the line has a surname and nothing that could be a given name."""
    short = [word for word in words if _may_be_initials(word) and not is_of_the_tables(word)]
    others = [word for word in words if word not in short]
    if len(short) != 1 or len(others) != 1 or len(others[0]) < _MIN_SURNAME or _is_a_name(others[0]):
        return words
    return tuple(letter for word in words for letter in (word if word in short else (word,)))
