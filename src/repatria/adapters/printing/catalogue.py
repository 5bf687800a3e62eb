"""The texts of the papers, one TOML file a language, and dates and times as each language writes them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache

from babel.dates import format_date

from repatria.adapters.printing.errors import CatalogueError
from repatria.core.vocabulary.dates import PartialDate
from repatria.core.vocabulary.papers import PaperLanguage
from repatria.core.vocabulary.tables import read_table

ROOM = "repatria.adapters.printing"
_LOCALES = {PaperLanguage.ENGLISH: "en_GB"}  # the day before the month, as in the other two


@cache
def catalogue(language: PaperLanguage) -> Mapping[str, Mapping[str, str]]:
    """Returns all texts of one language as section and key."""
    return tomllib.loads(read_table(ROOM, f"texts/{language}.toml"))


def section(language: PaperLanguage, name: str) -> Mapping[str, str]:
    """Returns one section of a language.  Raises: CatalogueError when it is absent."""
    try:
        return catalogue(language)[name]
    except KeyError:
        raise CatalogueError(f"the texts lack a section: {language} {name}", permanent=True) from None


def day_text(day: date, language: PaperLanguage) -> str:
    """Writes a day with the month in words."""
    return format_date(day, format="long", locale=_LOCALES.get(language, str(language)))


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
