"""Dates as people know them: a year, a month, a day, or nothing; and the instant an act was recorded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from repatria.core.vocabulary.errors import InputError

_ISO = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date of which perhaps only the year, or the year and month, is known.

    Units:    proleptic Gregorian calendar; month 1-12, day 1-31.
    Given:    a day without a month is refused; 30 February is kept as written and says so through `is_possible`.
    Raises:   InputError for a year outside 1-9999 or a number no calendar has (month 13, day 32).
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        month_ok = self.month is None or 1 <= self.month <= 12
        day_ok = self.day is None or (self.month is not None and 1 <= self.day <= 31)
        if not (1 <= self.year <= 9999 and month_ok and day_ok):
            raise InputError("a date needs a year 1-9999, a month 1-12 and a day 1-31", (("date", "impossible"),))

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.  Raises: InputError."""
        found = _ISO.match(text.strip())
        if not found:
            raise InputError("write a date as YYYY, YYYY-MM or YYYY-MM-DD", (("date", "form"),))
        year, month, day = (int(part) if part else None for part in found.groups())
        assert year is not None
        return cls(year, month, day)

    @property
    def is_possible(self) -> bool:
        """Whether the calendar has such a day. 30 February was really written down: it is kept and flagged."""
        if self.month is None or self.day is None:
            return True
        try:
            date(self.year, self.month, self.day)
        except ValueError:
            return False
        return True

    def __str__(self) -> str:
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return text


def instant_text(at: datetime) -> str:
    """Writes an instant as fixed-width UTC text, so that text order is time order on every database.

    Units:    UTC, microseconds.
    Raises:   ValueError for a time without a zone.
    """
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def read_instant(text: str) -> datetime:
    """Reads what `instant_text` wrote."""
    return datetime.fromisoformat(text)  # strptime takes two hundred times as long


def day_instant(text: str) -> datetime:
    """The first instant of a day in UTC, for acts that hold a day and no time."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
