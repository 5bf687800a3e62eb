"""Turns a paper into what its sheet is given: texts in the paper's languages and values as plain strings.

Each folder of `papers` names its form by `@prints(...)`; a form chooses sections of the catalogue and writes dates and
enumerated words once a language. It lays nothing out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from repatria.adapters.printing.catalogue import (
    PAPERS,
    day_text,
    folders,
    moment_text,
    partial_text,
    section,
    written_text,
)
from repatria.core.vocabulary.dates import PartialDate
from repatria.core.vocabulary.papers import Paper, PaperKind, PaperLanguage

Languages = Sequence[PaperLanguage]
Spoken = list[str]  # the same thing said once in each language of the paper
P = TypeVar("P", bound=Paper)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a sheet is given beside the mark: texts by language, values by name."""

    texts: Mapping[str, Mapping[str, str]]
    values: Mapping[str, Any]


_forms: dict[type, tuple[Callable[[Any], Form], Path]] = {}


def prints(paper: type[P]) -> Callable[[Callable[[P], Form]], Callable[[P], Form]]:
    """Names the form of a kind of paper; its sheet lies beside it.  Raises: ValueError when it has one already."""

    def name(form: Callable[[P], Form]) -> Callable[[P], Form]:
        if paper in _forms:
            raise ValueError(f"{paper.__name__} has two forms")
        _forms[paper] = form, PAPERS / form.__module__.split(".")[-2] / "sheet.typ"
        return form

    return name


@cache
def _loaded() -> Mapping[type, tuple[Callable[[Any], Form], Path]]:
    for folder in folders():
        import_module(f"repatria.adapters.printing.papers.{folder.name}.form")
    return _forms


def printed_types() -> set[type]:
    """Every kind of value that has a form."""
    return set(_loaded())


def form_of(paper: Paper) -> Form:
    """Returns what the sheet of this paper is given.  Raises: CatalogueError for a text that is absent."""
    return _loaded()[type(paper)][0](paper)


def sheet_of(paper: Paper) -> Path:
    """Where the sheet of this paper lies."""
    return _loaded()[type(paper)][1]


def texts_in(languages: Languages, *sections: str) -> dict[str, dict[str, str]]:
    """The texts of some sections, and those of all papers, by language."""
    found: dict[str, dict[str, str]] = {}
    for language in languages:
        found[language] = {}
        for name in ("common", *sections):
            found[language].update(section(language, name))
    return found


def each(languages: Languages, write: Callable[[PaperLanguage], str]) -> Spoken:
    """What is written once a language."""
    return [write(language) for language in languages]


def word(languages: Languages, one: StrEnum) -> Spoken:
    """A word of an enumeration, whose section bears the enumeration's name."""
    return each(languages, lambda language: section(language, type(one).__name__.lower())[one])


def day(languages: Languages, on: date) -> Spoken:
    return each(languages, lambda language: day_text(on, language))


def in_column(languages: Languages, on: str) -> str:
    """A date of an act in one narrow cell, in every language of the paper."""
    return " / ".join(dict.fromkeys(each(languages, lambda language: written_text(on, language))))


def partial(languages: Languages, on: PartialDate | None) -> Spoken:
    return each(languages, lambda language: partial_text(on, language))


def moment(languages: Languages, at: datetime) -> Spoken:
    return each(languages, lambda language: moment_text(at, language))


def moment_or_blank(languages: Languages, at: datetime | None) -> Spoken:
    """A blank is filled in by hand: a paper states no hour that nobody recorded."""
    return moment(languages, at) if at else each(languages, lambda _: "")


def titles_of(paper: Paper) -> Spoken:
    """Returns the title of a paper in each of its languages. A receipt's says nothing about what it is a receipt of."""
    name = PaperKind(paper.kind)
    return each(paper.mark.languages, lambda language: section(language, name)["title"])
