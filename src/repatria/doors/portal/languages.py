"""The languages of the pages: the three of the house, and those that the bureau's files add."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date

from babel.dates import format_date
from django.conf import settings

from repatria.core.vocabulary import written_dates
from repatria.core.vocabulary.dates import PartialDate
from repatria.core.vocabulary.whom_to_ask import Office, WhomToAsk
from repatria.core.vocabulary.written_dates import Certainty, DateReading
from repatria.doors.furniture.further import FurtherLanguage
from repatria.doors.furniture.texts import LANGUAGE_NAMES, LANGUAGES


def further() -> Mapping[str, FurtherLanguage]:
    """Those that files add, by code."""
    return {one.code: one for one in settings.FURTHER_LANGUAGES}


def codes() -> tuple[str, ...]:
    return (*LANGUAGES, *further())


def names() -> tuple[tuple[str, str], ...]:
    """Each named in itself, in the order of their names."""
    return tuple(sorted((*LANGUAGE_NAMES, *((one.code, one.name) for one in further().values())), key=lambda n: n[1]))


def home_of(language: str) -> str:
    """The language of the house in which her letters, words and papers are."""
    one = further().get(language)
    return one.records_in if one else language


def direction_of(language: str) -> str:
    one = further().get(language)
    return one.direction if one else "ltr"


def records_said(language: str) -> str:
    """The sentence that tells her in which language letters come, where it is another one than the page's."""
    one = further().get(language)
    return one.records_said if one else ""


def day_in_words(on: date, language: str) -> str:
    """A day with the month in words: 3 травня 2026."""
    one = further().get(language)
    if one is None:
        return str(format_date(on, "d MMMM y", locale=language))
    return one.dates["day"].format(day=on.day, month=one.months[on.month - 1], year=on.year)


def reading_in_words(reading: DateReading, language: str) -> str:
    """What was read in a date, said back in the words of a page."""
    one = further().get(language)
    if one is None:
        return written_dates.in_words(reading, language)
    first = _partial(reading.first, one)
    if reading.certainty is Certainty.SAID:
        return first
    return one.dates[reading.certainty.value].format(first=first, last=_partial(reading.last, one))


def _partial(said: PartialDate, one: FurtherLanguage) -> str:
    if said.month is None:
        return str(said.year)
    month = one.months[said.month - 1]
    if said.day is None:
        return one.dates["month"].format(month=month, year=said.year)
    return one.dates["day"].format(day=said.day, month=month, year=said.year)


def offices_in(whom: WhomToAsk, language: str) -> tuple[Office, tuple[Office, ...]]:
    """The bureau and the others on a page: what their file does not say in a further language, as the house says it."""
    home = home_of(language)
    if language == home:
        return whom.bureau[language], whom.others_in(language)
    both = [_merged(one, language, home) for one in (whom.bureau, *whom.others)]
    return both[0], tuple(one for one in both[1:] if one.name)


def _merged(one: Mapping[str, Office], language: str, home: str) -> Office:
    said, ours = one.get(language, Office()), one[home]
    return Office(**{each.name: getattr(said, each.name) or getattr(ours, each.name) for each in fields(Office)})
