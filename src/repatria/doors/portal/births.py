"""When he or she was born: boxes, an age, or free words, brought to one text, and what is asked back about it.

Nothing is refused for good: what no calendar has, and what nobody can read, is asked about once and then kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from hashlib import sha256

from repatria.core.vocabulary.written_dates import DateFlag, WrittenDate, occasion_of_page, read_and_forget, settled

UNKNOWN = "unknown"
AS_WRITTEN = "as_written"
BOXES = ("born_day", "born_month", "born_year")
FIELDS = (*BOXES, "born_about", "born_age", "born_words", "born_unknown")
_OLDEST = 110
_ABOUT = {"uk": "близько {}", "ru": "около {}", "en": "about {}"}
_AGE = {"uk": "близько {} років", "ru": "около {} лет", "en": "about {} years"}


def read_birth(said: object, language: str, on: date) -> WrittenDate:
    """What is read in her words for a birth, on a page of a language on a day."""
    return read_and_forget(str(said or ""), occasion_of_page(language, on))


def mark_of(said: str) -> str:
    """By what a text is known again after a browser: its letters and digits, whatever became of the signs between."""
    return sha256("".join(c for c in said if c.isalnum()).encode("utf-8", "replace")).hexdigest()[:16]


def _box(said: Mapping[str, object], name: str) -> str:
    return " ".join(str(said.get(name, "")).split())


def written_birth(said: Mapping[str, object], language: str) -> str:
    """Brings her answers to the one text that is kept: her free words as they stand, or the boxes in figures.

    Returns:  "" where she said nothing; `UNKNOWN` where she said that she does not know.
    """
    if words := str(said.get("born_words", "")).strip():
        return words
    if age := _box(said, "born_age"):
        return _AGE[language].format(age)
    day, month, year = (_box(said, name) for name in BOXES)
    between = "." if month.isdecimal() or not month else " "
    written = between.join(part for part in (day, month, year) if part)
    if not written:
        return UNKNOWN if said.get("born_unknown") else ""
    return _ABOUT[language].format(written) if said.get("born_about") else written


def _fault_of_boxes(said: Mapping[str, object]) -> str:
    """What no reading of the text could tell: two ways filled at once, a box too few, a box that counts too far."""
    day, month, year = (_box(said, name) for name in BOXES)
    ways = (bool(day or month or year), bool(_box(said, "born_age")), bool(str(said.get("born_words", "")).strip()),
            bool(said.get("born_unknown")))  # fmt: skip
    if sum(ways) > 1:
        return "fault_birth_both"
    if (day and not month) or ((day or month) and not year):
        return "fault_birth_box"
    counts = ((day, 31), (month, 12))
    return (
        "fault_birth_day_box" if any(box.isdecimal() and not 1 <= int(box[:9]) <= most for box, most in counts) else ""
    )


def _is_impossible(read: WrittenDate, on: date) -> bool:
    return bool(read.readings) and all(
        one.years[0] > on.year or one.years[1] < on.year - _OLDEST for one in read.readings
    )  # fmt: skip


def fault_of_birth(
    said: Mapping[str, object], language: str, on: date, *, chosen: str = "", kept: str = ""
) -> tuple[str, str]:
    """What is kept of her answers about a birth, and what is asked back, once.

    Given:    `chosen` which of two readings she chose; `kept` the mark of a text that she was asked about already.
    Returns:  the text, behind it the day that she chose where it can mean two; the key of a text, or "".
    """
    if fault := _fault_of_boxes(said):
        return written_birth(said, language), fault
    written = written_birth(said, language)
    if written in ("", UNKNOWN):
        return written, "" if written else "fault_year"
    read = read_birth(written, language, on)
    if len(read.readings) > 1 and chosen != AS_WRITTEN:
        meant = next((one for one in read.readings if str(one) == chosen), None)
        if meant is None:
            return written, "fault_birth_two"
        return settled(written, meant), ""
    if kept == mark_of(written):
        return written, ""
    if read.is_unread:
        return written, "fault_birth_unread"
    if _is_impossible(read, on):
        return written, "fault_birth_year"
    return written, "fault_birth_day" if has_no_such_day(read) else ""


def has_no_such_day(read: WrittenDate) -> bool:
    """Whether she wrote a day or month that no calendar has, so that less than she wrote is read."""
    return len(read.readings) == 1 and DateFlag.IMPOSSIBLE in read.flags
