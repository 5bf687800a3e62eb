"""The one reader of dates, in this order:

1. The text is tidied (see `tidying`); one that says that nothing is known is known to be unknown.
2. An hour behind it is taken off and kept; midnight without a zone is what spreadsheets add, and is not flagged.
3. Words about it are taken off at both ends: "born", "р.н.", a day of the week; "about" and "perhaps" are remembered.
4. An age, two years, one date (see `shapes`), two dates: the first that fits reads it.
5. Of other words a single plain date among them is read, and the reading says so. Anything else is kept and flagged.

Nothing is raised for any text, and nobody chooses where two customs differ.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, time, timedelta, timezone
from functools import lru_cache
from itertools import pairwise

from repatria.core.vocabulary.written_dates.ages import read_age
from repatria.core.vocabulary.written_dates.numbers import Found, flag_if_future
from repatria.core.vocabulary.written_dates.ranges import read_range, read_two_years
from repatria.core.vocabulary.written_dates.shapes import read_shape
from repatria.core.vocabulary.written_dates.tidying import LONGEST, folded, has_foreign_digits, tidied
from repatria.core.vocabulary.written_dates.values import (
    BY_PAGE,
    BY_WRITER,
    Bare,
    Certainty,
    Custom,
    DateFlag,
    DateReading,
    Occasion,
    WrittenDate,
)
from repatria.core.vocabulary.written_dates.words import words_of

NO_OCCASION = Occasion()
DAY_FIRST_LANGUAGES = frozenset({"uk", "ru", "de", "pl"})
"""Languages whose writers put the day first also between strokes; English ones do and do not."""

_PLAIN = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{4}|\d{4}", re.ASCII)
_IN_BRACKETS = re.compile(r"(.*[^\s()])\s*\(([^()]+)\)\s*", re.DOTALL)
_OF_AN_AGE = (Certainty.EITHER, Certainty.BETWEEN, Certainty.ABOUT)
_SETTLED = (DateFlag.UNREAD, DateFlag.AGE_WITHOUT_DAY, DateFlag.TWO_READINGS)
_HOLLOW = re.compile(r"[-?.*_/x0\s,х]+")
_TIME = re.compile(
    r"(?:t|[,\s]+(?:о|в|at|um|o)?\s*)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(uhr|h|год|ч)?\.?\s*"
    r"(z|utc|gmt|[+-]\d{2}:?\d{2})?$"
)
_HEAD = re.compile(r"[\s.:,()/-]*([^\W\d_]+)[\s.:,()]*")
_TAIL = re.compile(r"(?<=[\d\s.,()?'-])[\s,(]*([^\W\d_]+)[\s.,:)]*$")
_GLUED_TAIL = re.compile(r"(?<=\d)[\s.,:;)]+$")
_STAR = re.compile(r"^\*\s*(?=\d)|(?<=\d)\*+$")  # the genealogist's sign of birth; a note
_ABOUT_SIGN = re.compile(r"^\s*(?:~|±|\+/-|\+-)\s*|\s*~$")
_DOUBT = re.compile(r"(?<=[^\s?._/*(-])\s*\(?\?+\)?$")
_DATE_AMONG = re.compile(r"(?<!\d)(?:\d{1,2}([./-])\d{1,2}\1\d{4}|\d{4}-\d{2}-\d{2}|\d{4})(?!\d)")
_MIDNIGHT = time(0, 0)
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+")
_EARLIEST_AMONG = 1850  # a number below it among words is a house, a unit or a card


def custom_of_language(language: str) -> Custom:
    """The custom of who writes on a page of a language; not known in English."""
    return Custom.DAY_FIRST if language in DAY_FIRST_LANGUAGES else Custom.UNKNOWN


def read_written_date(written: str, occasion: Occasion = NO_OCCASION) -> WrittenDate:
    """Reads a date as a person wrote it; lists repeat theirs, so that what was read lately is remembered.

    Given:    `occasion`, what is known beside the words; without it ages and years of two figures are not read.
    Returns:  what was written with its reading; two readings where two customs differ; none, flagged, for what says
              that nothing is known, and for what cannot be read. Nothing at all of a text without a sign.
    """
    return _remembered(written, occasion) if len(written) <= LONGEST else read_and_forget(written, occasion)


def read_and_forget(written: str, occasion: Occasion = NO_OCCASION) -> WrittenDate:
    """The same, and nothing of it stays in memory: for words of somebody who was promised that nothing is kept."""
    plain = _PLAIN.fullmatch(written)
    if plain and (found := read_shape(written, occasion, is_foreign=False)).is_read:
        flag_if_future(found, occasion.latest)
        return made_of(written, found, occasion)
    if not written.strip():
        return WrittenDate(written=written)
    if len(written) > LONGEST:
        return WrittenDate(written=written, flags=(DateFlag.UNREAD,))
    text = tidied(written)
    if text.rstrip(".") in words_of("unknown") or folded(text) in words_of("unknown") or _HOLLOW.fullmatch(text):
        return WrittenDate(written=written, flags=(DateFlag.UNKNOWN,))
    return _settled(written, occasion) or _Reading(written, text, occasion).read()


_remembered = lru_cache(maxsize=65536)(read_and_forget)


def settled(written: str, reading: DateReading) -> str:
    """Writes behind a date which of its readings is meant: "03/04/1999 (1999-04-03)".

    Given:    for a store that keeps the words and not the occasion: what a page, a day or an answer decided.
    """
    return f"{written} ({reading})"


def _settled(written: str, occasion: Occasion) -> WrittenDate | None:
    """Reads what `settled` wrote; None for any other text."""
    fit = _IN_BRACKETS.fullmatch(written)
    if not fit:
        return None
    meant = read_and_forget(fit[2]).only
    if meant is None or str(meant) != fit[2]:
        return None
    outer = read_and_forget(fit[1], occasion)
    is_age = DateFlag.FROM_AGE in outer.flags or DateFlag.AGE_WITHOUT_DAY in outer.flags
    if meant not in outer.readings and not (is_age and meant.certainty in _OF_AN_AGE):
        outer = read_and_forget(fit[1], replace(occasion, not_after=date(meant.last.year, 12, 31)))
        if meant not in outer.readings:
            return None
    flags = tuple(flag for flag in outer.flags if flag not in _SETTLED)
    return replace(
        outer, written=written, readings=(meant,), settled_by=BY_WRITER,
        flags=tuple(dict.fromkeys((*flags, DateFlag.FROM_AGE))) if is_age else flags,
    )  # fmt: skip


def occasion_of_page(language: str, on: date) -> Occasion:
    """What is known of a date that is written on a page of a language on a day."""
    return Occasion(custom=custom_of_language(language), settled_by=BY_PAGE, said_on=on)


class _Reading:
    """One text being read, with what was taken off it so far."""

    def __init__(self, written: str, text: str, occasion: Occasion) -> None:
        self.written, self.text, self.occasion = written, text, occasion
        self.is_foreign = has_foreign_digits(written)
        self.is_about = self.is_doubtful = False
        self.hour: time | None = None

    def read(self) -> WrittenDate:
        self._take_time()
        whole = self.text
        age = read_age(whole, self.occasion, is_about=False, is_year=False)  # "21 год" is an age, "1999 год" a year
        is_year = age is None and self._take_words()
        found = age or self._found(is_year) or self._among(whole)
        if not found.is_read and DateFlag.UNREAD not in found.flags:
            found = Found(flags=[DateFlag.UNREAD])
        flag_if_future(found, self.occasion.latest)
        if self.is_about or self.is_doubtful:
            found.readings = [self._unsure(reading) for reading in found.readings]
        return made_of(self.written, found, self.occasion, self.hour)

    def _found(self, is_year: bool) -> Found | None:
        occasion = replace(self.occasion, bare=Bare.YEAR) if is_year else self.occasion
        age = read_age(self.text, occasion, is_about=self.is_about, is_year=is_year)
        if age is not None:
            if age.is_read:
                self.is_about = self.is_doubtful = False  # the age says itself how sure it is
            return age
        for found in (
            read_two_years(self.text), read_shape(self.text, occasion, is_foreign=self.is_foreign),
            read_range(self.text, occasion, is_foreign=self.is_foreign),
        ):  # fmt: skip
            if found is not None and found.is_read:
                return found
        return None

    def _among(self, text: str) -> Found:
        """Reads the only plain date among words that are not understood."""
        fits = list(_DATE_AMONG.finditer(text))
        words = {folded(word) for word in _WORD.findall(text)}
        rest = _DATE_AMONG.sub("", text)
        if len(fits) != 1 or _DIGIT.search(rest) or not words or words & words_of("not_the_year"):
            return Found()
        found = read_shape(fits[0][0], self.occasion, is_foreign=self.is_foreign)
        latest = self.occasion.latest.year if self.occasion.latest else 9999
        if not all(_EARLIEST_AMONG <= reading.first.year <= latest for reading in found.readings):
            return Found()
        if found.is_read:
            found.flags.append(DateFlag.PARTLY_READ)
            self.is_doubtful = True
        return found

    def _take_time(self) -> None:
        fit = _TIME.search(self.text)
        if not fit or not _DIGIT.search(self.text[: fit.start()]):
            return
        hour, minute, second = int(fit[1]), int(fit[2]), int(fit[3] or 0)
        if hour > 23 or minute > 59 or second > 59:
            return
        zone = _zone(fit[5]) if fit[5] else None
        self.text = self.text[: fit.start()].strip()
        self.hour = time(hour, minute, second, tzinfo=zone)

    def _take_words(self) -> bool:
        """Takes words off both ends; remembers "about" and "perhaps".

        Returns:  whether one of them says that two figures are a year.
        """
        taken: list[str] = []
        while True:
            before = self.text
            self._take_signs()
            head = _HEAD.match(self.text)
            if head and self._is_beside(head[1], taken):
                self.text = self.text[head.end() :]
            tail = _TAIL.search(self.text)
            if tail and self._is_beside(tail[1], taken):
                self.text = self.text[: tail.start()]
            self.text = _STAR.sub("", self.text.strip(" ,:;()").lstrip("."))
            self.text = _GLUED_TAIL.sub("", self.text)
            if self.text == before:
                break
        pairs = set(pairwise(taken))
        return not (words_of("born") | words_of("of_the_year")).isdisjoint(taken) or bool(pairs & _BORN_LETTERS)

    def _take_signs(self) -> None:
        if _ABOUT_SIGN.search(self.text):
            self.is_about, self.text = True, _ABOUT_SIGN.sub("", self.text)
        if _DOUBT.search(self.text) and not _HALF_YEAR.fullmatch(self.text):
            self.is_doubtful, self.text = True, _DOUBT.sub("", self.text)

    def _is_beside(self, word: str, taken: list[str]) -> bool:
        word = folded(word)
        if word in words_of("about"):
            self.is_about = True
        elif word in words_of("doubtful"):
            self.is_doubtful = True
        elif word not in words_of("beside") and word not in words_of("born"):
            return False
        taken.append(word)
        return True

    def _unsure(self, reading: DateReading) -> DateReading:
        if reading.certainty is not Certainty.SAID:
            return reading
        return replace(reading, certainty=Certainty.ABOUT if self.is_about else Certainty.DOUBTFUL)


_BORN_LETTERS = frozenset({("р", "н"), ("н", "р"), ("г", "р"), ("р", "г")})  # those at the end are taken off last first
_HALF_YEAR = re.compile(r"(?:1[89]|20)\d\?|(?:1[89]|20)\?\?")


def _zone(text: str) -> timezone | None:
    if text in ("z", "utc", "gmt"):
        return UTC
    sign, hours, minutes = text[0], int(text[1:3]), int(text[-2:])
    if hours > 23 or minutes > 59:
        return None
    return timezone((-1 if sign == "-" else 1) * timedelta(hours=hours, minutes=minutes))


def made_of(written: str, found: Found, occasion: Occasion, hour: time | None = None) -> WrittenDate:
    """Puts together what was found."""
    flags = [*found.flags, *([DateFlag.HAS_TIME] if hour not in (None, _MIDNIGHT) and found.is_read else [])]
    return WrittenDate(
        written=written, readings=tuple(found.readings), flags=tuple(dict.fromkeys(flags)), custom=occasion.custom,
        settled_by=occasion.settled_by if found.is_settled else "", time=hour if found.is_read else None,
    )  # fmt: skip
