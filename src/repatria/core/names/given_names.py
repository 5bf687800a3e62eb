"""Groups of given names (Микола, Николай, Мікалай, Nicholas, Коля are one), and patronymics, evidence of a father's.

The table is `given_names.tsv`, reviewed by reading. A form that several groups share (Саша, Слава, Женя) belongs to
each with a share; the shares of a form add up to at most one.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from repatria.core.names.canon import VOWELS, readings_of
from repatria.core.vocabulary.tables import read_table

Groups = Mapping[str, float]
"""Group name to the share of those called so who belong to it."""

NO_GROUPS: Groups = MappingProxyType({})
_ENDINGS = (
    "ovna", "evna", "ivna", "avna", "iniqna", "iqna", "ovoi", "oviqa", "eviqa", "oviqu", "eviqu", "oviqem", "eviqem",
    "ovni", "evni", "ivni", "oviq", "eviq", "iiq", "iq",
)  # fmt: skip
_MIN_STEM = 2


def _forms(cell: str) -> list[tuple[str, float | None]]:
    pairs = (form.partition(":") for form in cell.split())
    return [(form, float(share) if share else None) for form, _, share in pairs]


@cache
def _rows() -> tuple[tuple[str, ...], ...]:
    lines = read_table("repatria.core.names", "given_names.tsv").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


@cache
def _by_reading() -> Mapping[str, Groups]:
    first: dict[str, dict[str, float | None]] = {}
    later: dict[str, dict[str, float | None]] = {}
    for group, _, *cells, _ in _rows():
        for form, share in (pair for cell in cells for pair in _forms(cell)):
            for rank, reading in enumerate(readings_of(form)):
                table = later if rank else first
                table.setdefault(reading, {}).setdefault(group, share)
    # A reading that is somebody's likeliest is not lent to a name that is only perhaps read so.
    return {reading: _shared(groups) for reading, groups in (later | first).items()}


def _shared(groups: Mapping[str, float | None]) -> Groups:
    stated = sum(share for share in groups.values() if share is not None)
    silent = sum(share is None for share in groups.values())
    rest = max(0.1, 1.0 - stated) / silent if silent else 0.0
    total = max(1.0, stated + rest * silent)
    return MappingProxyType({group: (rest if share is None else share) / total for group, share in groups.items()})


def groups_of(name: str) -> Groups:
    """Returns the groups a given name or familiar form belongs to, with shares; empty for an unknown name."""
    found: dict[str, float] = {}
    for reading in readings_of(name):
        for group, share in _by_reading().get(reading, NO_GROUPS).items():
            found[group] = max(found.get(group, 0.0), share)
        if found:
            break
    return MappingProxyType(found) if found else NO_GROUPS


def group_readings() -> Mapping[str, Groups]:
    """Returns every known reading of every given name with its groups, for searching it with errors allowed."""
    return _by_reading()


def _stem(reading: str) -> str:
    return reading.rstrip("aeiou") or reading


@cache
def _by_stem() -> Mapping[str, frozenset[str]]:
    stems: dict[str, set[str]] = {}
    for group, sex, ukrainian, russian, other, _, irregular in _rows():
        if sex != "m":
            continue
        for form, _share in (*_forms(ukrainian), *_forms(russian), *_forms(other)):
            stems.setdefault(_stem(readings_of(form)[0]), set()).add(group)
        for patronymic in irregular.split():
            for stem in father_stems(patronymic):
                stems.setdefault(stem, set()).add(group)
    return {stem: frozenset(groups) for stem, groups in stems.items()}


def father_stems(word: str) -> tuple[str, ...]:
    """Returns the stems of the father's name that a patronymic may hold: Сергійович and Сергеевич both give "serh".

    Returns:  () for a word without a patronymic's ending.
    Not:      a verdict that it is one: surnames in -ович exist.
    """
    stems: dict[str, None] = {}
    for reading in readings_of(word):
        for ending in _ENDINGS:
            if reading.endswith(ending) and len(reading) - len(ending) >= _MIN_STEM:
                stems[_stem(reading[: -len(ending)])] = None
                break
    return tuple(stems)


def father_groups(word: str) -> frozenset[str]:
    """Returns the name groups of the father whom a patronymic names; empty when it is none or the name is unknown."""
    return frozenset(group for stem in father_stems(word) for group in _by_stem().get(stem, ()))


def has_patronymic_ending(word: str) -> bool:
    """Says whether a word ends as patronymics do: evidence only."""
    return bool(father_stems(word))


def has_vowel(reading: str) -> bool:
    """Says whether a reading holds a vowel; one that does not is an abbreviation or initials."""
    return any(sound in VOWELS for sound in reading)
