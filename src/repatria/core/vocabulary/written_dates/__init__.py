"""Dates as people write them, read once for every door.

Reach for `read_written_date` wherever a person wrote a date or an age: it returns what was written with its reading,
with both readings where two customs differ, or with none and a flag; it raises nothing. It remembers what it read
lately, since lists repeat their dates; `read_and_forget` is for a page that keeps nothing of whoever visits it.
`Occasion` says what is known beside the words: the custom of the source, the day of writing. `comparable` is what
matching compares by; `in_words` says a reading back in the language of a page. `read_cell_number` reads a cell that
holds a number; `custom_of_column` says which custom a whole column shows.

Not: times of day of an event, which `written_times` reads in the bureau's zone.
"""

from __future__ import annotations

from repatria.core.vocabulary.written_dates.cells import Epoch, read_cell_number
from repatria.core.vocabulary.written_dates.columns import ColumnCustom, custom_of_column
from repatria.core.vocabulary.written_dates.comparing import comparable, comparable_of
from repatria.core.vocabulary.written_dates.reading import (
    custom_of_language,
    occasion_of_page,
    read_and_forget,
    read_written_date,
    settled,
)
from repatria.core.vocabulary.written_dates.values import (
    BY_COLUMN,
    BY_PAGE,
    BY_PROFILE,
    BY_WRITER,
    Bare,
    Certainty,
    Custom,
    DateFlag,
    DateReading,
    Occasion,
    WrittenDate,
)
from repatria.core.vocabulary.written_dates.wording import date_in_words, in_words

__all__ = [
    "BY_COLUMN",
    "BY_PAGE",
    "BY_PROFILE",
    "BY_WRITER",
    "Bare",
    "Certainty",
    "ColumnCustom",
    "Custom",
    "DateFlag",
    "DateReading",
    "Epoch",
    "Occasion",
    "WrittenDate",
    "comparable",
    "comparable_of",
    "custom_of_column",
    "custom_of_language",
    "date_in_words",
    "in_words",
    "occasion_of_page",
    "read_and_forget",
    "read_cell_number",
    "read_written_date",
    "settled",
]
