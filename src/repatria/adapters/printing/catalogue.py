"""The texts of the papers, their languages side by side, and dates and times as each language writes them.

A paper's own texts lie in its folder; what several papers say lies in `shared.toml`. Words that the bureau replaced
come with the mark of a paper and hold while it is set (`worded`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path

from babel.dates import format_date

from repatria.adapters.printing.errors import CatalogueError
from repatria.core.vocabulary.dates import PartialDate
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.paper_words import PaperClass, PaperWords
from repatria.core.vocabulary.papers import PaperLanguage
from repatria.core.vocabulary.texts import Texts, gathered

ROOM = Path(str(files("repatria.adapters.printing")))
PAPERS = ROOM / "papers"
_LOCALES = {PaperLanguage.ENGLISH: "en_GB"}  # the day before the month, as in the other two


def folders() -> tuple[Path, ...]:
    """A folder a paper: `form.py`, `sheet.typ`, `texts.toml`."""
    return tuple(sorted(one.parent for one in PAPERS.glob("*/sheet.typ")))


@cache
def texts() -> Texts:
    """All texts by section and key.  Raises: MissingTextError for a language that is absent, or a key given twice."""
    places = (ROOM / "shared.toml", *(one / "texts.toml" for one in folders()))
    return gathered((one.parent.name, _table(one)) for one in places)


def _table(path: Path) -> Mapping[str, object]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def texts_of_paper(paper: PaperClass) -> Texts:
    """The texts of one paper that ship, those of `COMMON` being what several papers say."""
    path = ROOM / "shared.toml" if paper is PaperClass.COMMON else PAPERS / paper.value / "texts.toml"
    return gathered([(paper.value, _table(path))])


@cache
def _papers_of_sections() -> Mapping[str, str]:
    """Which paper each section belongs to."""
    return {key.partition(".")[0]: paper.value for paper in PaperClass for key in texts_of_paper(paper)}


@dataclass(slots=True)
class Worded:
    """The replaced words of the paper that is set now, and which papers' words it asked for.

    Given:    `versions` by paper; `said` by language and section.
    """

    versions: Mapping[str, str]
    said: Mapping[tuple[str, str], Mapping[str, str]]
    asked: dict[str, None] = field(default_factory=dict)

    @property
    def printed(self) -> tuple[str, ...]:
        """The versions whose words are on the paper, its own first."""
        found = [one for one in self.asked if one in self.versions]
        return tuple(self.versions[one] for one in sorted(found, key=lambda one: one == PaperClass.COMMON.value))


_worded: ContextVar[Worded | None] = ContextVar("worded", default=None)


@contextmanager
def worded(words: PaperWords) -> Iterator[Worded]:
    """What is read from the catalogue meanwhile is said in these words where they replace the house's own."""
    said: dict[tuple[str, str], dict[str, str]] = {}
    for full, language, text in words.texts:
        name, _, key = full.partition(".")
        said.setdefault((language, name), {})[key] = text
    now = Worded(versions=dict(words.versions), said=said)
    token = _worded.set(now)
    try:
        yield now
    finally:
        _worded.reset(token)


@cache
def catalogue(language: PaperLanguage) -> Mapping[str, Mapping[str, str]]:
    """Returns all texts of one language as section and key."""
    found: dict[str, dict[str, str]] = {}
    for full, text in texts().items():
        name, _, key = full.partition(".")
        found.setdefault(name, {})[key] = text[language]
    return found


def section(language: PaperLanguage, name: str) -> Mapping[str, str]:
    """Returns one section of a language.  Raises: CatalogueError when it is absent."""
    try:
        own = catalogue(language)[name]
    except KeyError:
        raise CatalogueError(f"the texts lack a section: {language} {name}", permanent=True) from None
    now = _worded.get()
    replaced = now.said.get((str(language), name)) if now else None
    if now is None or not replaced:
        return own
    now.asked.setdefault(_papers_of_sections()[name])
    return {**own, **replaced}


def day_text(day: date, language: PaperLanguage) -> str:
    """Writes a day with the month in words."""
    return format_date(day, format="long", locale=_LOCALES.get(language, str(language)))


def written_text(text: str, language: PaperLanguage) -> str:
    """Writes a date of an act for a narrow column, its month in letters; what is no whole date stays as it is known."""
    try:
        on = PartialDate.parse(text)
    except InputError:
        return text
    if on.month is None or on.day is None or not on.is_possible:
        return partial_text(on, language)
    return format_date(date(on.year, on.month, on.day), format="d MMM y", locale=_LOCALES.get(language, str(language)))


def partial_text(day: PartialDate | None, language: PaperLanguage) -> str:
    """Writes as much of a date as is known; a day that no calendar has stays as it was taken down."""
    if day is None:
        return ""
    if day.month is None or not day.is_possible:
        return str(day)
    if day.day is None:
        return format_date(date(day.year, day.month, 1), format="LLLL y", locale=str(language))
    return day_text(date(day.year, day.month, day.day), language)


def moment_text(at: datetime, language: PaperLanguage) -> str:
    """Writes day, 24-hour time and zone.  Raises: ValueError for a time without a zone."""
    offset = at.utcoffset()
    if offset is None:
        raise ValueError("a time on paper needs its zone")
    minutes = int(offset.total_seconds() // 60)
    zone = "UTC" if not minutes else f"UTC{'+' if minutes > 0 else '−'}{abs(minutes) // 60}"
    if minutes % 60:
        zone += f":{abs(minutes) % 60:02d}"
    return f"{day_text(at.date(), language)}, {at:%H:%M} ({zone})"
