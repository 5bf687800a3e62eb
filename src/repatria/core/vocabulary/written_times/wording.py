"""Saying an instant: the day with its month in words, 24 hours, the zone beside it. One form for every page."""

from __future__ import annotations

from datetime import datetime, timedelta

from repatria.core.vocabulary.dates import PartialDate
from repatria.core.vocabulary.written_dates import date_in_words
from repatria.core.vocabulary.written_times.zones import BureauZone

_MINUTE = timedelta(minutes=1)


def instant_in_words(at: datetime, zone: BureauZone, language: str) -> str:
    """Returns "3 травня 2026, 14:30 (Київ)"; with the difference from UTC where the clock shows that hour twice.

    Raises:   ValueError for a time without a zone.
    """
    local = zone.local(at)
    day = date_in_words(PartialDate(local.year, local.month, local.day), language)
    name = zone.name_in(language)
    return f"{day}, {local:%H:%M} ({f'{name}, {offset_text(local)}' if zone.is_twice(local) else name})"


def instant_as_typed(at: datetime, zone: BureauZone) -> str:
    """Returns an instant as a form holds it, so that it reads back; with +02:00 in an hour that is shown twice."""
    local = zone.local(at)
    return f"{local:%d.%m.%Y %H:%M}" + (offset_text(local).removeprefix("UTC") if zone.is_twice(local) else "")


def offset_text(local: datetime) -> str:
    """Returns the difference from UTC of a time with a zone: UTC+03:00."""
    minutes = round((local.utcoffset() or timedelta()) / _MINUTE)
    return f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
