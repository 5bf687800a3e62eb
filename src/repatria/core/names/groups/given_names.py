"""Groups of given names (Микола, Николай, Мікалай, Nicholas, Коля are one), also in their case forms.

The tables are `tables/given_names_*.tsv`. A form that several groups share (Саша, Слава, Женя) belongs to each with a
share; the shares of a form add up to at most one. Patronymics, evidence of a father's name, are next door and offered
from here too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from repatria.core.names.groups.name_tables import name_groups, oblique_stems
from repatria.core.names.groups.patronymics import father_groups, father_stems, has_patronymic_ending, patronymics_of
from repatria.core.names.readings import VOWELS, canon, is_abjad, readings_of
from repatria.core.names.writing import is_cyrillic

__all__ = [
    "NO_GROUPS", "Groups", "father_groups", "father_stems", "group_readings", "groups_of", "has_patronymic_ending",
    "has_vowel", "patronymics_of",
]  # fmt: skip

Groups = Mapping[str, float]
"""Group name to the share of those called so who belong to it."""

NO_GROUPS: Groups = MappingProxyType({})
_CASE_SHARE = 0.2
"""Of those called by a word that is one name's nominative and another's case form (Олександра): estimate."""
_TENDER_SHARE = 0.8
"""Of those called by an unlisted word that is a known name with a tender ending, who have that name: estimate."""
_MIN_CASE_LETTERS = 3
_MIN_TENDER_STEM = 3

# Endings of the cases, Ukrainian, Russian and Belarusian together, for the classes of nominatives.
_CASES = {
    "hard": tuple(map(canon, ("а", "у", "ові", "ом", "ем", "еві", "е", "і"))),
    "soft": tuple(map(canon, ("я", "ю", "єві", "єм", "ем", "ом", "ові", "ї", "е"))),
    "a": tuple(map(canon, ("и", "у", "ою", "ой", "е", "о"))),
    "hushing": tuple(map(canon, ("и", "у", "ею", "ей", "е", "о"))),
    "я": tuple(map(canon, ("і", "ю", "ею", "ей", "е"))),
    "feminine": tuple(map(canon, ("і", "ю"))),
}
_LIKE_SURNAMES = canon("енк")
_SURNAME_SOUNDS = tuple(map(canon, ("ов", "ев", "ин")))
_NEVER_GIVEN = ("ый", "ая", "яя")
_SOFTENED = tuple((canon(hard), canon(soft)) for hard, soft in (("к", "ці"), ("г", "зі"), ("х", "сі")))
_TENDER = tuple(
    dict.fromkeys(
        canon(ending)
        for ending in (
            "унчик", "унька", "ечка", "очка", "ечко", "енька", "онька", "ушка", "чик", "уня", "уша", "уся", "уха",
            "ася", "ик", "ко", "ок", "ек", "ка",
        )
    )
)  # fmt: skip
"""Tender endings, the longest first; енько is none: by sound it is the енко of surnames."""
_OF_SURNAMES = frozenset(map(canon, ("чик", "ик", "ко", "ок", "ек", "ка")))
"""Tender endings that surnames have too (Якубчик): believed only behind a familiar form (Вовчик)."""


@cache
def _by_reading() -> Mapping[str, Groups]:
    first: dict[str, dict[str, float | None]] = {}
    later: dict[str, dict[str, float | None]] = {}
    for group in name_groups():
        for form in group.forms:
            is_native = is_cyrillic(form.text[0])
            if is_abjad(form.text):  # known as it is written; what it may sound like is nobody's evidence
                continue
            for rank, reading in enumerate(readings_of(form.text)):
                if is_native or not reading.endswith(_SURNAME_SOUNDS):  # Andrew sounds like Андреев and is not he
                    table = later if rank else first
                    table.setdefault(reading, {}).setdefault(group.name, form.share)
    # A reading that is somebody's likeliest is not lent to a name that is only perhaps read so.
    return {reading: _shared(groups) for reading, groups in (later | first).items()}


@cache
def _by_text() -> Mapping[str, Groups]:
    """Tidy forms as they are written: Лена and Лёня sound alike in one spelling and are two names in letters."""
    found: dict[str, dict[str, float | None]] = {}
    for group in name_groups():
        for form in group.forms:
            for text in {form.text, form.text.replace("ё", "е")}:
                found.setdefault(text, {}).setdefault(group.name, form.share)
    return {text: _shared(groups) for text, groups in found.items()}


def _shared(groups: Mapping[str, float | None]) -> Groups:
    stated = sum(share for share in groups.values() if share is not None)
    silent = sum(share is None for share in groups.values())
    rest = max(0.1, 1.0 - stated) / silent if silent else 0.0
    total = max(1.0, stated + rest * silent)
    return MappingProxyType({group: (rest if share is None else share) / total for group, share in groups.items()})


def _class_of(form: str, sex: str) -> str:
    if form[-1] in "ая":
        return "я" if form[-1] == "я" else "hushing" if form[-2] in "жчшщц" else "a"
    if sex == "f":
        return "feminine"
    return "soft" if form[-1] in "йь" else "hard"


def _case_readings(form: str, sex: str) -> Iterator[str]:
    """Yields the readings of a Cyrillic name's case forms: Сергія, Сергієві, Сашку, Ользі."""
    for stem in oblique_stems(form) if len(form) >= _MIN_CASE_LETTERS else ():
        base, kind = canon(stem), _class_of(form, sex)
        for ending in _CASES[kind]:
            if ending == "o" and base.endswith(_LIKE_SURNAMES):
                continue
            reading = base + (ending[1:] if base[-1:] == ending[0] else ending)
            if len(reading) >= _MIN_CASE_LETTERS:
                yield reading
        for hard, soft in _SOFTENED if kind == "a" else ():
            if base.endswith(hard):
                yield base[: -len(hard)] + soft


@cache
def _by_case_reading() -> Mapping[str, Groups]:
    found: dict[str, dict[str, float | None]] = {}
    for group in name_groups():
        for form in group.forms:
            share = _by_text()[form.text][group.name]
            for reading in _case_readings(form.text, group.sex):
                before = found.setdefault(reading, {}).get(group.name) or 0.0
                found[reading][group.name] = max(before, share)
    return {reading: _shared(groups) for reading, groups in found.items()}


@cache
def _by_stem(familiar_only: bool) -> Mapping[str, Groups]:
    """The stems that tender endings are put to, of Cyrillic forms: саш, вов, толян."""
    found: dict[str, dict[str, float]] = {}
    for group in name_groups():
        for form in group.familiar if familiar_only else group.forms:
            stem = canon(form.text).rstrip("aeiou")
            if is_cyrillic(form.text[0]) and len(stem) >= _MIN_TENDER_STEM:
                share = _by_text()[form.text][group.name]
                found.setdefault(stem, {})[group.name] = max(share, found.get(stem, {}).get(group.name, 0.0))
    return {stem: _shared(groups) for stem, groups in found.items()}


def _of_tender_form(readings: tuple[str, ...]) -> Groups:
    """Reads a tender form that is not in the tables by its ending: Сашунчик, Вовуня, Мишечка."""
    for reading in readings:
        for ending in _TENDER:
            if reading.endswith(ending):
                found = _by_stem(ending in _OF_SURNAMES).get(reading[: -len(ending)])
                if found:
                    return MappingProxyType({group: share * _TENDER_SHARE for group, share in found.items()})
    return NO_GROUPS


def _with_case_forms(named: Groups, declined: Groups) -> Groups:
    """Adds the groups of which a word may be a case form to those of which it is a nominative."""
    if not declined or not named:
        return named or declined
    free = max(_CASE_SHARE, 1.0 - sum(named.values()))
    others = {group: share * free for group, share in declined.items() if group not in named}
    kept = min(1.0, (1.0 - sum(others.values())) / sum(named.values()))
    return MappingProxyType({group: share * kept for group, share in named.items()} | others)


@lru_cache(maxsize=65536)
def groups_of(name: str) -> Groups:
    """Returns the groups a given name, familiar or case form belongs to, with shares; empty for an unknown name.

    Given:    best a tidy word: what is written like a form of the table is that form, whatever sounds like it.
    """
    readings = readings_of(name)
    named = _by_text().get(name.lower())
    if named:
        return _with_case_forms(named, _by_case_reading().get(readings[0], NO_GROUPS))
    if name.endswith(_NEVER_GIVEN):
        return NO_GROUPS
    for reading in readings:
        found = _with_case_forms(_by_reading().get(reading, NO_GROUPS), _by_case_reading().get(reading, NO_GROUPS))
        if found:
            return found
    return _of_tender_form(readings)


def group_readings() -> Mapping[str, Groups]:
    """Returns every known reading of every nominative with its groups, for searching it with errors allowed."""
    return _by_reading()


def has_vowel(reading: str) -> bool:
    """Says whether a reading holds a vowel; one that does not is an abbreviation or initials."""
    return any(sound in VOWELS for sound in reading)
