"""An enquiry made ready for weighing: its words, the orders in which they may be read, date and further fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from repatria.core.linkage.comparison import Weights
from repatria.core.linkage.forms.fields import TIDY_EXTRA
from repatria.core.linkage.forms.mending import IsBorne, mended_by_register
from repatria.core.linkage.forms.vocabulary import EXTRAS
from repatria.core.linkage.forms.word_roles import MAX_ROLE_WORDS, NONE, Order, OrderTable, word_kind
from repatria.core.linkage.rows import EnquiryRow, RegisterRow, has_parts, line_of
from repatria.core.names.lines import read_line
from repatria.core.names.writing import (
    all_words_of,
    is_no_given_name,
    is_no_surname,
    is_nobodys,
    script_of,
    words_of,
)

MAX_FILED = 4
"""Orders under which an unlabelled row is filed."""
_SWAPPED_LABELS_BITS, _TURNED_LABELS_BITS = -6.0, -9.0
"""What it costs to read labelled parts in each other's place: clerks do swap them, about once in a hundred forms."""
_KNOWN = ("given_known", "patronymic_known", "surname_ending")
_TELLING = ("plain", "surname_ending", "patronymic_ending", "given_known", "patronymic_known", "one_letter")

Parts = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked.

    Units:    `orders` with bits, 0 for the likeliest; `stratum` one of those of the calibration.
    """

    words: tuple[str, ...]
    orders: tuple[tuple[Order, float], ...]
    extras: tuple[str, ...]
    birth_date: str
    stratum: str


def asked_of(enquiry: EnquiryRow, orders: OrderTable, weights: Weights, is_borne: IsBorne) -> Asked:
    """Reads an enquiry: unlabelled words in every order, labelled parts in their own place or, less likely, swapped.

    Given:    `is_borne` says whether somebody has a surname that sounds so.
    """
    parts, birth_date = (enquiry.surname, enquiry.given_name, enquiry.patronymic), enquiry.birth_date
    line = enquiry.name if enquiry.name.strip() else line_of(*parts)
    words: list[str] = []
    found: tuple[tuple[Order, float], ...] = (((NONE, NONE, NONE), 0.0),)
    if not is_named(line, *parts):
        birth_date = birth_date or name_words(line)[1]
    elif line.strip() or not has_parts(*parts):
        words, year = name_words(line)
        words = telling_words(mended_by_register(words, is_borne))
        found = orders.of(tuple(map(word_kind, words)), weights)
        birth_date = birth_date or year
    else:
        words, found = _labelled(parts)
    extras = tuple(TIDY_EXTRA[field](getattr(enquiry, field)) for field in EXTRAS)
    stratum = stratum_from(birth_date, line or " ".join(parts), extras[EXTRAS.index("place")])
    return Asked(tuple(words), found, extras, birth_date, stratum)


def stratum_from(birth_date: str, written: str, place: str) -> str:
    """Returns the stratum of the calibration: how much of the date is asked for, in which script, whether a place is.

    Given:    the date or year that is asked for, the whole name as written, the tidy place.
    """
    return f"{_date_part(birth_date)}.{script_of(written)}.{'place' if place else 'no_place'}"


def is_named(line: str, *parts: str) -> bool:
    """Says whether a row names somebody: its line, or where that is empty its labelled parts.

    Returns:  False for no word at all, and where only "unknown", "н/д" and the like stand in the name's place.
    """
    words = all_words_of(line) if line.strip() else [word for part in parts for word in all_words_of(part)]
    return bool(words) and not is_nobodys(words)


def _date_part(text: str) -> str:
    parts = text.partition("|")[0].count("-") if text.strip()[:4].isdigit() else NONE
    return "none" if parts == NONE else "full" if parts == 2 else "year"


def _labelled(parts: Parts) -> tuple[list[str], tuple[tuple[Order, float], ...]]:
    whole = labelled_parts(*parts)
    words = [word for word in whole if word]
    numbers = iter(range(len(words)))
    a, b, c = (next(numbers) if word else NONE for word in whole)
    turned = (((a, b, c), 0.0), ((b, a, c), _SWAPPED_LABELS_BITS), ((b, c, a), _TURNED_LABELS_BITS),
              ((c, a, b), _TURNED_LABELS_BITS))  # fmt: skip
    return words, tuple(dict(reversed(turned)).items())


def whole_word(text: str) -> str:
    """Returns a labelled part as one tidy word."""
    return "-".join(words_of(text))


def surname_word(text: str) -> str:
    """Returns a surname as one tidy word; "" where what stands there tells that nobody knows it."""
    tidied = whole_word(text)
    return "" if is_no_surname(text, tidied) else tidied


def given_word(text: str) -> str:
    """Returns a given name or patronymic as one tidy word; "" where what stands there tells that nobody knows it."""
    tidied = whole_word(text)
    return "" if is_no_given_name(text, tidied) else tidied


def name_words(text: str) -> tuple[list[str], str]:
    """Returns the words of an unlabelled name in an order that does not depend on how they stood, and a year beside it.

    Given:    rank, title and kinship are left out, unless nothing else is left.
    """
    parts = read_line(text)
    return telling_words(sorted(parts.words or words_of(text))), parts.year


def telling_words(words: Sequence[str]) -> list[str]:
    """Returns at most MAX_ROLE_WORDS words: those that look most like parts of a name, in the order given.

    Given:    of a long text each word counts once; the longest known given name, patronymic and surname's ending are
              among them.
    """
    if len(words) > MAX_ROLE_WORDS:
        words = tuple(dict.fromkeys(words))
    if len(words) <= MAX_ROLE_WORDS:
        return list(words)
    best = sorted(range(len(words)), key=lambda at: (_TELLING.index(word_kind(words[at])), -len(words[at]), at))
    first = {word_kind(words[at]): at for at in reversed(best)}
    known = [first[kind] for kind in _KNOWN if kind in first]
    return [words[at] for at in sorted([*known, *(at for at in best if at not in known)][:MAX_ROLE_WORDS])]


def filed_parts(row: RegisterRow, orders: OrderTable, weights: Weights) -> list[Parts]:
    """Returns the (surname, given name, patronymic) under which a row is filed, tidy: one, or up to MAX_FILED.

    Given:    a labelled row whose labels seem exchanged is filed with them put right too.
    """
    parts = (row.surname, row.given_name, row.patronymic)
    line = line_of(*parts)
    if has_parts(*parts) and not line:
        found = labelled_parts(*parts)
        return list(dict.fromkeys([found, _put_right(*found)]))
    return unlabelled_parts(line or row.name, orders, weights)


def may_be_exchanged(given_name: str) -> bool:
    """Says whether a tidy word in a given name's place is like a surname or a patronymic, and like no given name."""
    return bool(given_name) and word_kind(given_name) in ("surname_ending", "patronymic_known")


def _put_right(surname: str, given_name: str, patronymic: str) -> Parts:
    """Exchanges labels where another part is a given name and the one in its place is none."""
    if may_be_exchanged(given_name):
        is_father = word_kind(given_name) == "patronymic_known"
        if is_father and patronymic and word_kind(patronymic) == "given_known":
            return surname, patronymic, given_name
        if not is_father and word_kind(surname) == "given_known":
            return given_name, surname, patronymic
    return surname, given_name, patronymic


def labelled_parts(surname: str, given_name: str, patronymic: str) -> Parts:
    """Returns labelled parts, tidy; a patronymic that stands behind the given name is put in its own place.

    Returns:  "" for a part of which is told that nobody knows it, and three of them where nobody is named at all.
    """
    if not is_named("", surname, given_name, patronymic):
        return "", "", ""
    given, father = words_of(given_word(given_name) and given_name), given_word(patronymic)
    if len(given) > 1 and not father and word_kind(given[-1]) == "patronymic_known":
        given, father = given[:-1], given[-1]
    return surname_word(surname), "-".join(given), father


def unlabelled_parts(name: str, orders: OrderTable, weights: Weights) -> list[Parts]:
    """Returns the likeliest readings of an unlabelled name; a word is a patronymic only if it looks like one."""
    if not is_named(name):
        return [("", "", "")]
    words, _ = name_words(name)
    likely = orders.filed(tuple(map(word_kind, words)), weights)
    parts = [
        (words[a] if a != NONE else "", words[b] if b != NONE else "", words[c] if c != NONE else "")
        for a, b, c in likely
    ]
    return list(dict.fromkeys(parts))[:MAX_FILED]
