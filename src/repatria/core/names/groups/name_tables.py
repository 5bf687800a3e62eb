"""The tables of given names, read once: which forms a group has, and from which stems its case forms are made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from repatria.core.names.writing import is_cyrillic, tidy
from repatria.core.vocabulary.tables import read_table

_TABLES = ("given_names_m", "given_names_f", "given_names_east")
_PACKAGE = "repatria.core.names.groups"


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a name with the share of those so called who belong to the group; None where none is stated."""

    text: str
    share: float | None


@dataclass(frozen=True, slots=True)
class NameGroup:
    """One name with all its forms."""

    name: str
    sex: str
    ukrainian: tuple[Form, ...]
    russian: tuple[Form, ...]
    other: tuple[Form, ...]
    familiar: tuple[Form, ...]
    irregular_patronymics: tuple[str, ...]

    @property
    def official(self) -> tuple[Form, ...]:
        """The forms that stand in documents. A name spelt alike in Ukrainian and Russian stands under Ukrainian."""
        return self.ukrainian + self.russian + self.other

    @property
    def forms(self) -> tuple[Form, ...]:
        """All forms, official ones first."""
        return self.official + self.familiar


def _forms(cell: str) -> tuple[Form, ...]:
    pairs = (form.partition(":") for form in cell.split())
    return tuple(Form(tidy(text), float(share) if share else None) for text, _, share in pairs)


def _lines(table: str) -> Iterator[list[str]]:
    for line in read_table(_PACKAGE, f"tables/{table}.tsv").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def name_groups() -> tuple[NameGroup, ...]:
    """Returns all groups of all tables."""
    return tuple(_group(*line) for table in _TABLES for line in _lines(table))


def _group(name: str, sex: str, ukrainian: str, russian: str, other: str, familiar: str, irregular: str) -> NameGroup:
    cells = (_forms(ukrainian), _forms(russian), _forms(other), _forms(familiar))
    return NameGroup(name, sex, *cells, irregular_patronymics=tuple(map(tidy, irregular.split())))


@cache
def irregular_stems() -> dict[str, tuple[str, ...]]:
    """Returns the stems that case forms are made from where they are not the nominative's: Павел, but Павл-у."""
    return {tidy(form): tuple(stems.split()) for form, stems in _lines("irregular_stems")}


def oblique_stems(form: str) -> tuple[str, ...]:
    """Returns the stems of a Cyrillic name's case forms, the nominative's ending taken off.

    Returns:  () for a name that does not change (Алі) or is not written in Cyrillic letters.
    """
    if not form or not is_cyrillic(form[0]):
        return ()
    irregular = irregular_stems().get(form, ())
    if irregular:
        return irregular
    if form.endswith(("ок", "ек", "ёк")) and len(form) > 3 and not form.endswith("бек"):
        return (form, form[:-2] + "к")  # Марек, Марека; but Сашок, Сашка
    if form[-1] in "ийіїеєэуюыё" and form[-1] != "й":
        return ()
    return (form[:-1] if form[-1] in "аяойь" else form,)
