"""What a written date is read as: one reading, several between which nobody may choose but its writer, or none."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, time
from enum import StrEnum

from repatria.core.vocabulary.dates import PartialDate

ABOUT_YEARS = 2
"""How far from the truth "about 1999" is taken to be at most.

Units:    years either way.
Source:   the nearest level below the same year that core.linkage compares by (scan.NEAR_YEARS).
"""


BY_PAGE, BY_PROFILE, BY_COLUMN, BY_WRITER = "page", "profile", "column", "writer"
"""What can settle what two customs read differently: the language of the page, the profile of an import, another value
of the same column, or whoever wrote it, asked."""


class Custom(StrEnum):
    """The order in which a source writes day, month and year as numbers."""

    UNKNOWN = "unknown"
    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    ISO = "iso"  # year, month, day; where the year stands last it is read as if the custom were not known


class Bare(StrEnum):
    """What a number of two figures says where no word stands beside it; the column's heading or the form knows."""

    NOTHING = "nothing"
    YEAR = "year"
    AGE = "age"


class Certainty(StrEnum):
    """How the writer meant it."""

    SAID = "said"
    ABOUT = "about"  # "about 1999"
    DOUBTFUL = "doubtful"  # "1999?"
    EITHER = "either"  # "1998 or 1999"
    BETWEEN = "between"  # "1998-2000"


class DateFlag(StrEnum):
    """What is odd about a date as it was written."""

    UNREAD = "unread_date"
    UNKNOWN = "unknown_date"  # it says itself that nothing is known
    IMPOSSIBLE = "impossible_date"  # 30 February: the parts that can be are read
    FUTURE = "future_date"  # after the day at which it was written
    TWO_READINGS = "two_readings"  # two customs read it differently
    OTHER_CUSTOM = "other_custom"  # only against the custom of its source it is a date at all
    TWO_DIGIT_YEAR = "two_digit_year"
    SERIAL_DAY = "serial_day"  # a spreadsheet's number of days
    FROM_AGE = "from_age"
    AGE_WITHOUT_DAY = "age_without_day"  # an age, and nobody knows at which day it was said
    PARTLY_READ = "partly_read"  # a year among words that are not understood
    HAS_TIME = "has_time"  # an hour stands behind it


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What is known beside the words themselves: where, when and of what they were written.

    Given:    `custom` of the source with `settled_by`, what says so (page, profile, column); `said_on`, the day at
              which it was written or said: an age counts back from it, and no year of two figures is later than
              `not_after`, which is that day unless another is named, nor earlier than `not_before`.
    Not:      a default day: without one, ages and years of two figures are kept and not read.
    """

    custom: Custom = Custom.UNKNOWN
    settled_by: str = ""
    said_on: date | None = None
    not_after: date | None = None
    not_before: date | None = None
    bare: Bare = Bare.NOTHING

    @property
    def latest(self) -> date | None:
        return self.not_after or self.said_on


@dataclass(frozen=True, slots=True, kw_only=True)
class DateReading:
    """One way in which a date can be meant.

    Given:    `first` and `last` are the same but for "either" and "between"; `day_said` is a day that was written
              though its month has none such: what is read is the month.
    """

    first: PartialDate
    last: PartialDate
    certainty: Certainty = Certainty.SAID
    day_said: int | None = field(default=None, compare=False)

    @classmethod
    def of(cls, year: int, month: int | None = None, day: int | None = None) -> DateReading:
        """Returns the reading of a date that was plainly said."""
        said = PartialDate(year, month, day)
        return cls(first=said, last=said)

    @property
    def date(self) -> PartialDate | None:
        """The one date that is meant, sure or not; None where there are two ends."""
        return self.first if self.first == self.last else None

    @property
    def as_said(self) -> PartialDate:
        """The first date with the day that was written, though no calendar has it: 30 February."""
        return replace(self.first, day=self.day_said) if self.day_said else self.first

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year that can be meant."""
        around = ABOUT_YEARS if self.certainty is Certainty.ABOUT else 0
        return max(1, self.first.year - around), min(9999, self.last.year + around)

    def __str__(self) -> str:
        """Writes it so that it reads back as the same: 1999-04-12, ~1999, 1999?, 1998/1999, 1998..2000."""
        if self.certainty is Certainty.ABOUT:
            return f"~{self.first}"
        if self.certainty is Certainty.DOUBTFUL:
            return f"{self.first}?"
        if self.certainty is Certainty.BETWEEN:
            return f"{self.first}..{self.last}"
        if self.certainty is Certainty.EITHER:
            return f"{self.first}{'/' if self.first.month is None and self.last.month is None else '|'}{self.last}"
        return str(self.first)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDate:
    """A date as it was written, and what was read in it.

    Returns:  `readings`: none where nothing was read, two where two customs differ; `time` the hour that stood behind
              it, with its offset where one was written; `custom` by which numbers were ordered, and `settled_by` where
              nothing but that custom decided between two readings.
    """

    written: str
    readings: tuple[DateReading, ...] = ()
    flags: tuple[DateFlag, ...] = ()
    custom: Custom = Custom.UNKNOWN
    settled_by: str = ""
    time: time | None = None

    @property
    def words(self) -> str:
        """What its writer wrote, without what was put behind it when it was settled."""
        return self.written.rpartition("(")[0].rstrip() if self.settled_by == BY_WRITER else self.written

    @property
    def only(self) -> DateReading | None:
        """The reading where there is exactly one."""
        return self.readings[0] if len(self.readings) == 1 else None

    @property
    def date(self) -> PartialDate | None:
        """The date where exactly one was plainly said; None for what is about, doubtful, a range, or two readings."""
        only = self.only
        return only.first if only is not None and only.certainty is Certainty.SAID else None

    @property
    def is_unread(self) -> bool:
        """Whether something stands there that was not read at all."""
        return DateFlag.UNREAD in self.flags
