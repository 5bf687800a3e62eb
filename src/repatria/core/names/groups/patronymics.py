"""Patronymics both ways: from a father's name to its patronymics, and from a word to the fathers it may name.

Reading a patronymic takes its ending off and looks for a known name with the stem that is left, so that every way of
writing, every case and the spoken short forms (Сергеич, Николавна) go one way. What no ending explains (Саныч, Пална)
stands in the table of given names.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from repatria.core.names.groups.name_tables import irregular_stems, name_groups, oblique_stems
from repatria.core.names.readings import canon, is_abjad, readings_of
from repatria.core.names.writing import tidy
from repatria.core.vocabulary.tables import read_table

_MIN_STEM = 2
_MIN_STEM_TURKIC = 3
# The endings in the alphabet of readings, so that one list serves all scripts and spellings.
_SON = re.compile(f"(?:[oeaiu]v)?i{canon('ч')}(?:a|u|em|om|evi|ovi|i|e)?$")
_DAUGHTER = re.compile(f"(?:[oeai]v|(?:in)?i[{canon('чш')}])n(?:a|i|u|ou|oi|o|e)$")
_TURKIC = tuple(map(canon, ("оглы", "оглу", "кызы", "гызы")))
_TURKIC_SHORT = tuple(map(canon, ("улы", "улу")))
_VOWELS = "aeiou"
_CH = canon("ч")


def _stem(reading: str) -> str:
    bare = reading.rstrip(_VOWELS)
    return bare if len(bare) >= _MIN_STEM else reading[:_MIN_STEM]  # Гія keeps "hi"


@cache
def _fathers_by_stem() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for group in name_groups():
        if group.sex != "m":
            continue
        told = (form.text for form in group.official if form.share is None or form.share >= 0.5)
        stems = {_stem(canon(text)) for text in told if not is_abjad(text)}
        stems |= {_stem(canon(stem)) for form in group.official for stem in irregular_stems().get(form.text, ())}
        stems |= {stem for irregular in group.irregular_patronymics for stem in father_stems(irregular)[:1]}
        for stem in stems:
            if len(stem) >= _MIN_STEM:
                found.setdefault(stem, set()).add(group.name)
    return {stem: frozenset(groups) for stem, groups in found.items()}


@cache
def _fathers_by_whole() -> dict[str, frozenset[str]]:
    """The irregular patronymics of the tables, as they are written there."""
    found: dict[str, set[str]] = {}
    for group in name_groups():
        for irregular in group.irregular_patronymics:
            found.setdefault(canon(irregular), set()).add(group.name)
    return {reading: frozenset(groups) for reading, groups in found.items()}


@lru_cache(maxsize=65536)
def father_stems(word: str) -> tuple[str, ...]:
    """Returns the stems of the father's name that a patronymic may hold: Сергійович and Сергеевич both give "serh".

    Returns:  the likeliest first; () for a word without a patronymic's ending.
    Not:      a verdict that it is one: surnames in -ович exist.
    """
    stems: dict[str, None] = {}
    for reading in readings_of(word):
        if _CH in reading or "n" in reading[-3:]:  # of most words nothing more need be asked
            found = _SON.search(reading) or _DAUGHTER.search(reading)
            if found:
                ending = found.group()
                _take(stems, reading[: found.start()], _MIN_STEM)
                if ending[1] == "v" and (found.start() >= _MIN_STEM or ending[2] == "i"):
                    _take(stems, reading[: found.start() + 2], _MIN_STEM)  # of Станіславич, and Савич
                continue
        if reading.endswith(_TURKIC):
            _take(stems, reading[: -len(_TURKIC[0])], _MIN_STEM_TURKIC)
        elif "-" in word and reading.endswith(_TURKIC_SHORT):
            _take(stems, reading[: -len(_TURKIC_SHORT[0])], _MIN_STEM_TURKIC)
    return tuple(stems)


def _take(stems: dict[str, None], left: str, least: int) -> None:
    if len(left) >= least:
        stems[_stem(left)] = None


@lru_cache(maxsize=65536)
def father_groups(word: str) -> frozenset[str]:
    """Returns the name groups of the father whom a patronymic names; empty when it is none or the name is unknown."""
    readings, whole = readings_of(word), _fathers_by_whole()
    for reading in readings:
        if reading in whole:
            return whole[reading]
    for stem in father_stems(word) or _stems_written_together(readings):
        if stem in _fathers_by_stem():
            return _fathers_by_stem()[stem]
    return frozenset()


def _stems_written_together(readings: tuple[str, ...]) -> tuple[str, ...]:
    """Бауыржанұлы: too short an ending to be evidence by itself, only with a name that is known."""
    stems = (_stem(reading[: -len(_TURKIC_SHORT[0])]) for reading in readings if reading.endswith(_TURKIC_SHORT))
    return tuple(stem for stem in stems if len(stem) >= _MIN_STEM_TURKIC)


def has_patronymic_ending(word: str) -> bool:
    """Says whether a word ends as patronymics do: evidence only."""
    return bool(father_stems(word))


@cache
def _irregular(language: str) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    lines = read_table("repatria.core.names.groups", "tables/irregular_patronymics.tsv").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {
        tidy(name): (tuple(sons.split()), tuple(daughters.split()))
        for tongue, name, sons, daughters in rows
        if tongue == language
    }


def patronymics_of(given_name: str, language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Returns the patronymics of a man's children: of sons and of daughters, the official ones first.

    Given:    a masculine given name in Cyrillic letters, `language` "uk", "ru" or "be".
    Returns:  tidy words; two empty tuples for a name that takes none (not Cyrillic, or unchanging like Алі).
    """
    name = tidy(given_name)
    irregular = _irregular(language).get(name)
    if irregular:
        return irregular
    if not oblique_stems(name) or language not in _RULES:
        return (), ()
    stems, sons, daughters = _RULES[language](name)
    return (
        tuple(stem + ending for stem in stems for ending in sons),
        tuple(stem + ending for stem in stems for ending in daughters),
    )


_Parts = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""Stems, endings of sons, endings of daughters."""


def _in_ukrainian(name: str) -> _Parts:
    if name.endswith(("й", "ія")):
        return (name[:-1],), ("йович",), ("ївна",)
    if name.endswith("ь"):
        return (name[:-1],), ("ьович",), ("івна",)
    return oblique_stems(name)[:1], ("ович",), ("івна",)


def _in_russian(name: str) -> _Parts:
    if name.endswith("ий"):
        return (name[:-2],), ("ьевич", "иевич", "ьич"), ("ьевна", "иевна")
    if name.endswith("ия"):
        return (name[:-1],), ("евич",), ("евна",)
    if name.endswith(("ей", "ай", "ой", "уй", "яй")):
        return (name[:-1],), ("евич", "ич"), ("евна", "вна")
    if name.endswith("ь"):
        return (name[:-1],), ("евич", "ич"), ("евна",)
    return oblique_stems(name)[:1], ("ович", "ыч"), ("овна",)


def _in_belarusian(name: str) -> _Parts:
    if name.endswith("й"):
        return (name[:-1],), ("евіч",), ("еўна",)
    if name.endswith("ы"):
        return (name[:-1],), ("ыевіч",), ("ыеўна",)
    if name.endswith(("ія", "ыя")):
        return (name[:-1],), ("евіч",), ("еўна",)
    if name.endswith("ь"):
        return (name[:-1],), ("евіч", "явіч"), ("еўна",)
    return oblique_stems(name)[:1], ("авіч",), ("аўна",)


_RULES = {"uk": _in_ukrainian, "ru": _in_russian, "be": _in_belarusian}
