"""Times of events on the bureau's clock: typed and shown in its zone, kept in UTC.

Reach for `read_written_instant` where a person typed when something happened: it returns the instant in UTC, two where
the clock shows that time twice or two customs read its day differently, or none and why. `instant_in_words` is the one
form in which pages show an instant; `instant_as_typed` puts one into a field. A service whose act says when something
happened asks `check_happened`.

Not: dates without an hour, which `written_dates` reads.
"""

from __future__ import annotations

from repatria.core.vocabulary.written_times.happened import MOST_AHEAD, NotYetError, check_happened
from repatria.core.vocabulary.written_times.reading import (
    TimeFlag,
    WrittenInstant,
    read_written_instant,
)
from repatria.core.vocabulary.written_times.wording import instant_as_typed, instant_in_words, offset_text
from repatria.core.vocabulary.written_times.zones import UTC_ZONE, BureauZone

__all__ = [
    "MOST_AHEAD",
    "UTC_ZONE",
    "BureauZone",
    "NotYetError",
    "TimeFlag",
    "WrittenInstant",
    "check_happened",
    "instant_as_typed",
    "instant_in_words",
    "offset_text",
    "read_written_instant",
]
