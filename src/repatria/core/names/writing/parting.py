"""A raw line parted into the words of a name and what else stands in it: rank, year of birth, kinship, service.

Nothing is refused and nothing dropped: what is not a word of the name is recognised or ignored by name. Where taking
away would leave no word at all, every word is kept as one of the name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from repatria.core.names.writing.tidying import tidy
from repatria.core.names.writing.words import (
    MAX_WORDS,
    all_words_of,
    may_begin_no_name,
    most_like_names,
    no_names,
    words_of,
)

_DATE = re.compile(r"\b(\d{1,2})[./\-](\d{1,2})[./\-](\d{4}|\d{2})\b|\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_YEAR = re.compile(r"(?:(?<!\w)[рг]\.\s?)?(?<!\d)((?:19|20)\d\d)(?!\d)(?:\s?[рг](?!\w)\.?)?")
_BORN = re.compile(
    r"(?<!\w)(?:(\d\d)\s?)?(?:р\.\s?н|г\.\s?р|д\.\s?р|д\.\s?н|года\s+рождения|року\s+народження)(?!\w)\.?"
)
_SERVICE = re.compile(r"(?<!\w)в[/\\]ч(?!\w)(?:\s*(?:№\s*)?[^\W\d_]?[ -]?\d{3,5})?")
_NOTHING = re.compile(r"(?<!\w)(?:[нn]\s?/\s?[дda]|б\s?/\s?[ніип])(?!\w)")
"""н/д, n/a, б/н: no initials, which are never parted by a stroke."""
_QUOTED = re.compile(r"[«\"“„]([^«»\"“”„]{2,30})[»\"”“]")
_SIGNS = re.compile(r"[«»\"“”„\d]")
_DIGIT = re.compile(r"\d")
_LONGEST_PHRASE = 4
_NEEDED_BESIDE = 2
"""Words that must be left where one that may be a surname too is taken for a title."""


@dataclass(frozen=True, slots=True)
class Parted:
    """A raw line in its parts; `rank` and `year` are "" where none was recognised."""

    words: tuple[str, ...]
    rank: str
    year: str
    ignored: tuple[str, ...]


def parted(text: str) -> Parted:
    """Tells the words of a name from ranks, titles, kinship, dates and the like in one line.

    Given:    any text, as somebody wrote it.
    Returns:  tidy words in the order written, at most the MAX_WORDS most like names; rank by its general name (see
              rank_of); year with four digits; whatever else was recognised and left out, tidy.
    Not:      a refusal: a line without any name keeps its words.
    """
    tidied = tidy(text)
    year, rest, ignored = _without_dates(tidied)
    if "/" in rest:
        ignored += _NOTHING.findall(rest)
        rest = _NOTHING.sub(" ", rest)
    # The case of the letters parts names that were written together; dates and signs are gone from the tidy text only.
    words = tuple(all_words_of(text if rest == tidied else rest))
    if rest == tidied and len(words) <= MAX_WORDS and not _SIGNS.search(rest) and may_begin_no_name().isdisjoint(words):
        return Parted(words, "", "", ())
    line = _told_apart(words)
    numbers = [word for word in line.kept if _is_number(word)]
    kept = [word for word in line.kept if not _is_number(word)]
    nicknames = {word for quoted in _QUOTED.findall(rest) for word in all_words_of(quoted)}
    if len(kept) - sum(word in nicknames for word in kept) >= _NEEDED_BESIDE:
        line.ignored += [word for word in kept if word in nicknames]
        kept = [word for word in kept if word not in nicknames]
    for at, phrase, general in reversed(line.possible):
        if len(kept) >= _NEEDED_BESIDE:
            line.ignored.append(phrase)
            line.rank = line.rank or general
        else:
            kept.insert(min(at, len(kept)), phrase)
    if not kept:
        return Parted(words_of(text), line.rank, year, ())
    names = tuple(kept) if len(kept) <= MAX_WORDS else most_like_names(kept)
    return Parted(names, line.rank, year, (*ignored, *line.ignored, *numbers))


def _is_number(word: str) -> bool:
    """Says whether a word is mostly digits: 1987, 2-га, а1234."""
    return 2 * sum(c.isdigit() for c in word) >= len(word) and any(map(str.isdigit, word))


@dataclass(slots=True)
class _Line:
    """What was found so far; `possible` are (place among the kept, phrase, rank) that may be surnames too."""

    kept: list[str] = field(default_factory=list)
    possible: list[tuple[int, str, str]] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    rank: str = ""


def _told_apart(words: tuple[str, ...]) -> _Line:
    line, place = _Line(), 0
    while place < len(words):
        size, kind, general = _phrase_at(words, place)
        phrase = " ".join(words[place : place + size])
        place += size
        if not kind:
            line.kept.append(phrase)
        elif kind.endswith("?"):
            line.possible.append((len(line.kept), phrase, general if kind == "rank?" else ""))
        else:
            line.rank = line.rank or (general if kind == "rank" else "")
            line.ignored.append(phrase)
            if kind in ("callsign", "unit") and len(words) - place + len(line.kept) > _NEEDED_BESIDE:
                taken = _told_by(words[place:], kind)
                line.ignored += taken
                place += len(taken)
    return line


def rank_of(text: str) -> str:
    """Returns the general name of a military rank however it is written: "мол. с-т" is "junior sergeant"; else ""."""
    words = tuple(all_words_of(text))
    for place in range(len(words)):
        _, kind, general = _phrase_at(words, place)
        if kind.startswith("rank"):
            return general
    return ""


def _without_dates(tidied: str) -> tuple[str, str, list[str]]:
    """Takes dates, years, "born" and numbers of service units out; returns the year, the rest and what was taken."""
    if not _DIGIT.search(tidied):
        return "", tidied, []
    years = [_four_digits(found.group(3) or found.group(4)) for found in _DATE.finditer(tidied)]
    years += [found.group(1) for found in _YEAR.finditer(tidied)]
    years += [_four_digits(found.group(1)) for found in _BORN.finditer(tidied) if found.group(1)]
    ignored: list[str] = []
    for pattern in (_SERVICE, _DATE, _BORN, _YEAR):
        ignored += (found.group().strip() for found in pattern.finditer(tidied))
        tidied = pattern.sub(" ", tidied)
    return next(filter(None, years), ""), tidied, ignored


def _four_digits(year: str) -> str:
    """Completes a year of two digits as one of an adult alive today; "" where both centuries are possible."""
    if len(year) == 4:
        return year
    return f"19{year}" if year >= "30" else f"20{year}" if year <= "10" else ""


def _phrase_at(words: tuple[str, ...], place: int) -> tuple[int, str, str]:
    """Returns how many words from here are no name, of which kind, and what they mean; 1, "", "" for a name."""
    known = no_names()
    for size in range(min(_LONGEST_PHRASE, len(words) - place), 0, -1):
        found = known.get(words[place : place + size])
        if found and not (size == 1 and len(words[place]) == 1):  # one letter is an initial before all else
            return size, *found
    return 1, "", ""


def _told_by(following: tuple[str, ...], kind: str) -> list[str]:
    """The word after "call sign", and the number after "company"."""
    if kind == "callsign":
        return list(following[:1])
    return [word for word in following[:1] if word.isdecimal()]
