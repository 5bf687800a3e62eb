"""Groups of given names (Микола, Николай, Мікалай, Nicholas, Коля are one), also in their case forms.

The tables are `tables/given_names_*.tsv`. A form that several groups share (Саша, Слава, Женя) belongs to each with a
share; the shares of a form add up to at most one. Patronymics, evidence of a father's name, are next door and offered
from here too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from repatria.core.names.canon import VOWELS, canon, readings_of
from repatria.core.names.name_tables import name_groups, oblique_stems
from repatria.core.names.patronymics import father_groups, father_stems, has_patronymic_ending, patronymics_of

__all__ = [
    "NO_GROUPS", "Groups", "father_groups", "father_stems", "group_readings", "groups_of", "has_patronymic_ending",
    "has_vowel", "patronymics_of",
]  # fmt: skip

Groups = Mapping[str, float]
"""Group name to the share of those called so who belong to it."""

NO_GROUPS: Groups = MappingProxyType({})
_CASE_SHARE = 0.2
"""Of those called by a word that is one name's nominative and another's case form (Олександра): estimate."""
_MIN_CASE_LETTERS = 3

# Endings of the cases, Ukrainian, Russian and Belarusian together, for the classes of nominatives.
_CASES = {
    "hard": tuple(map(canon, ("а", "у", "ові", "ом", "ем", "еві", "е", "і"))),
    "soft": tuple(map(canon, ("я", "ю", "єві", "єм", "ем", "ом", "ові", "ї", "е"))),
    "a": tuple(map(canon, ("и", "у", "ою", "ой", "ею", "ей", "е", "о"))),
    "feminine": tuple(map(canon, ("і", "ю"))),
}
_SOFTENED = tuple((canon(hard), canon(soft)) for hard, soft in (("к", "ці"), ("г", "зі"), ("х", "сі")))


@cache
def _by_reading() -> Mapping[str, Groups]:
    first: dict[str, dict[str, float | None]] = {}
    later: dict[str, dict[str, float | None]] = {}
    for group in name_groups():
        for form in group.forms:
            for rank, reading in enumerate(readings_of(form.text)):
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
        return "a"
    if sex == "f":
        return "feminine"
    return "soft" if form[-1] in "йь" else "hard"


def _case_readings(form: str, sex: str) -> Iterator[str]:
    """Yields the readings of a Cyrillic name's case forms: Сергія, Сергієві, Сашку, Ользі."""
    for stem in oblique_stems(form) if len(form) >= _MIN_CASE_LETTERS else ():
        base, kind = canon(stem), _class_of(form, sex)
        for ending in _CASES[kind]:
            yield base + (ending[1:] if base[-1:] == ending[0] else ending)
        for hard, soft in _SOFTENED if kind == "a" else ():
            if base.endswith(hard):
                yield base[: -len(hard)] + soft


@cache
def _by_case_reading() -> Mapping[str, Groups]:
    found: dict[str, dict[str, float | None]] = {}
    shares = _by_reading()
    for group in name_groups():
        for form in group.forms:
            share = shares[canon(form.text)].get(group.name, 0.0)
            for reading in _case_readings(form.text, group.sex):
                before = found.setdefault(reading, {}).get(group.name) or 0.0
                found[reading][group.name] = max(before, share)
    return {reading: _shared(groups) for reading, groups in found.items()}


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
    for reading in readings:
        found = _with_case_forms(_by_reading().get(reading, NO_GROUPS), _by_case_reading().get(reading, NO_GROUPS))
        if found:
            return found
    return NO_GROUPS


def group_readings() -> Mapping[str, Groups]:
    """Returns every known reading of every nominative with its groups, for searching it with errors allowed."""
    return _by_reading()


def has_vowel(reading: str) -> bool:
    """Says whether a reading holds a vowel; one that does not is an abbreviation or initials."""
    return any(sound in VOWELS for sound in reading)
