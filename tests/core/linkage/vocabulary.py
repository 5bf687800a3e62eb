"""The generator's own words: given names with their forms, surnames, places under several names; not the engine's.

Where the shared counts are absent, surnames come from stems and endings; where they are present, their frequencies
are used as well, so that a million persons bear about a quarter of a million surname forms.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from tests.core.linkage.declension import daughters, patronymic_by_rule

_Thing = TypeVar("_Thing")
WORDS = Path(__file__).parent / "words"
SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "names"

_RARE_HEADS = "Аб Аз Ак Бай Гай Джа Заур Иль Кар Май Мур Нар Рам Саб Тай Ум Фар Хас Шам Эль"
_RARE_TAILS = "дулла мат рат хан бек сен дар вали лан гир мир ул ид ар иф"
_VILLAGES = "івка|овка івське|овское инці|инцы не|ное иця|ица ове|ово"


@dataclass(frozen=True, slots=True)
class GivenName:
    """One given name with the forms the generator knows; a woman's has no patronymics."""

    uk: str
    ru: str
    short_uk: tuple[str, ...] = ()
    short_ru: tuple[str, ...] = ()
    patronymic_uk: str = ""
    patronymic_ru: str = ""
    weight: float = 1.0
    western: str = ""


@dataclass(frozen=True, slots=True)
class Surname:
    """One surname in both languages, as a man bears it."""

    uk: str
    ru: str
    is_ukrainian: bool


@dataclass(frozen=True, slots=True)
class Place:
    """One place under its present and former names."""

    uk: str
    ru: str
    former_uk: str = ""
    former_ru: str = ""


class Pool(Generic[_Thing]):
    """Things drawn as often as they are in use."""

    def __init__(self, things: Sequence[_Thing], weights: Sequence[float]) -> None:
        self.things = list(things)
        self._heaped = np.cumsum(np.asarray(weights, dtype=np.float64))

    def __len__(self) -> int:
        return len(self.things)

    def drawn(self, chances: Sequence[float] | NDArray[np.float64]) -> list[_Thing]:
        """Draws one thing for each chance between 0 and 1."""
        places = np.searchsorted(self._heaped, np.asarray(chances) * self._heaped[-1], side="right")
        things, last = self.things, len(self.things) - 1
        return [things[min(at, last)] for at in places.tolist()]


@cache
def _lines(name: str) -> tuple[str, ...]:
    lines = (WORDS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def _pairs(items: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple((uk, ru or uk) for uk, _, ru in (item.partition("|") for item in items))


@cache
def _western() -> dict[str, str]:
    return dict(_pairs(_lines("western")))


@cache
def given_names() -> tuple[GivenName, ...]:
    """Returns the men's given names that the generator knows well."""
    rows = (line.split("|") for line in _lines("men"))
    return tuple(
        GivenName(
            r[0], r[1], tuple(r[2].split()), tuple(r[3].split()), r[4], r[5], float(r[6]), _western().get(r[0], "")
        )
        for r in rows
    )


@cache
def women() -> Pool[GivenName]:
    """Returns the women's given names."""
    rows = [line.split("|") for line in _lines("women")]
    return Pool(
        [
            GivenName(r[0], r[1], tuple(r[2].split()), tuple(r[3].split()), western=_western().get(r[0], ""))
            for r in rows
        ],
        [float(r[4]) for r in rows],
    )


@cache
def men() -> Pool[GivenName]:
    """Returns the men's given names, and the long tail of rare ones with about four in a hundred of all men."""
    known = given_names()
    forms = {form for name in known for form in (name.uk, name.ru)}
    rare = {ru: count for ru, count in _rare_men().items() if ru not in forms}
    heavy = sum(name.weight for name in known)
    scale = 0.045 * heavy / sum(rare.values())
    tail = [
        GivenName(uk, ru, (), (), patronymic_by_rule(uk, "uk"), patronymic_by_rule(ru, "ru"))
        for ru in rare
        for uk in (in_ukrainian(ru),)
    ]
    return Pool([*known, *tail], [*(n.weight for n in known), *(count * scale for count in rare.values())])


def _rare_men() -> dict[str, float]:
    if not has_shared():
        return {head + tail: 1.0 for head in _RARE_HEADS.split() for tail in _RARE_TAILS.split()}
    with gzip.open(SHARED / "russian_given_name_counts.tsv.gz", "rt", encoding="utf-8") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        return {
            row["text"]: min(float(row["count"]), 400.0)
            for row in rows
            if row["gender"] == "m" and row["text"].isalpha() and len(row["text"]) > 2
        }


@cache
def places() -> tuple[Place, ...]:
    """Returns towns with their former names, then villages."""
    towns = [Place(*(part.replace("-", " ") for part in item.split("|"))) for item in _lines("places")]
    villages = [
        Place(stem_uk + ending_uk, stem_ru + ending_ru)
        for stem_uk, stem_ru in _pairs(_lines("stems"))
        for ending_uk, ending_ru in _pairs(_VILLAGES.split())
    ]
    return (*towns, *villages)


@cache
def place_pool() -> Pool[Place]:
    """Returns the places, big towns first: seven of ten persons come from one of the towns."""
    known = places()
    towns = len(_lines("places"))
    weights = [7.0 / towns if at < towns else 3.0 / (len(known) - towns) for at in range(len(known))]
    return Pool(known, weights)


def has_shared() -> bool:
    """Says whether the shared counts are there; stems and endings are used otherwise."""
    return SHARED.is_dir()


@cache
def surname_pool() -> Pool[Surname]:
    """Returns surnames in both languages with how common they are; about half of all persons bear a Ukrainian one."""
    found: dict[str, tuple[Surname, float]] = {}
    for (stem_uk, stem_ru), (ending_uk, ending_ru) in _products():
        surname = Surname(stem_uk + ending_uk, stem_ru + ending_ru, ending_uk not in ("ов", "єв", "ін"))
        found[surname.ru] = (surname, 1.5)
    if has_shared():
        _add_counted(found)
    heavy = sum(weight for _, weight in found.values())
    heads = _pairs(_lines("surnames"))
    head_weights = [1.0 / (12 + place) for place in range(len(heads))]
    scale = 0.22 * heavy / sum(head_weights)  # the hundred commonest are borne by one in six
    for (uk, ru), weight in zip(heads, head_weights, strict=True):
        found[ru] = (Surname(uk, ru, not uk.endswith(("ов", "єв", "ін"))), weight * scale)
    return Pool([surname for surname, _ in found.values()], [weight for _, weight in found.values()])


def _products() -> list[tuple[tuple[str, str], tuple[str, str]]]:
    return [(stem, ending) for stem in _pairs(_lines("stems")) for ending in _pairs(_lines("endings"))]


def _add_counted(found: dict[str, tuple[Surname, float]]) -> None:
    """Adds the counted Russian surnames and the real pairs of Ukrainian and Russian forms."""
    with gzip.open(SHARED / "russian_patronymic_counts.tsv.gz", "rt", encoding="utf-8") as lines:
        patronymics = {row["text"] for row in csv.DictReader(lines, delimiter="\t")}
    given = {form for name in given_names() for form in (name.uk, name.ru)}
    with gzip.open(SHARED / "russian_surname_counts.tsv.gz", "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            text, count = row["text"], int(row["count"])
            if row["gender"] != "f" and len(text) > 3 and text.isalpha() and text.istitle() and text not in patronymics:
                is_ukrainian = text.endswith(_UKRAINIAN_ENDINGS)
                weight = count**0.9 * (3.0 if is_ukrainian else 1.0)
                found[text] = (Surname(in_ukrainian(text), text, is_ukrainian), weight)
    with (SHARED / "ukrainian_russian_forms_train.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            uk, ru = row["uk"], row["ru"]
            plain = uk.replace("'", "").isalpha() and ru.isalpha() and uk[:1].isupper() and len(uk) > 3
            if plain and ru not in patronymics and ru not in given and not uk.endswith(("ова", "ька", "іна", "вна")):
                found[ru] = (Surname(uk, ru, True), max(found[ru][1] if ru in found else 0.0, 25.0))


_UKRAINIAN_ENDINGS = (
    "ко", "ук", "юк", "чак", "ский", "цкий", "ец", "ишин", "ба", "ха", "ла", "ник", "ий", "ый", "ль", "як",
)  # fmt: skip


def in_ukrainian(text: str) -> str:
    """Writes a Russian name as a Ukrainian would; by rule, hence sometimes wrongly, as clerks do."""
    for russian, ukrainian in (
        ("ъ", "'"), ("ье", "'є"), ("ьё", "йо"), ("ё", "ьо"), ("э", "е"), ("Э", "Е"), ("и", "і"), ("ы", "и"), ("И", "І"),
        ("скій", "ський"), ("цкій", "цький"), ("ец", "ець"), ("ецьь", "ець"), ("щій", "щий"), ("ній", "ній"),
    ):  # fmt: skip
        text = text.replace(russian, ukrainian)
    return text


@cache
def patronymic(father: GivenName, language: str, is_woman: bool) -> str:
    """Returns the patronymic of a father's name."""
    sons = father.patronymic_uk if language == "uk" else father.patronymic_ru
    return daughters(sons, language) if is_woman else sons
