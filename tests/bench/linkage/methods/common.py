"""What every method's process shares: reading the trial, the re-rank by date and place, timing, writing answers.

Runs in each tool's own environment: the standard library, anyascii and nothing of ours.
"""

from __future__ import annotations

import csv
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TOP = 10
CANDIDATES = 50
"""Candidates by name that are ranked again by date and place."""
# Birth date and place beside a name similarity between 0 and 1; the same for every tool that does not weigh them
# itself. Chosen by hand on the learning half of the error kinds so that every tool gained.
_FULL, _SWAPPED, _ONE_PART, _MONTH, _YEAR, _YEAR_NEAR, _CONTRADICTION = 0.40, 0.30, 0.22, 0.20, 0.12, 0.0, -0.15
_PLACE_SAME, _PLACE_ALIKE = 0.10, 0.5
_NAME_COLUMNS = ("surname", "given_name", "patronymic", "name")
_MOST = 1.0 + _FULL + _PLACE_SAME


@dataclass(frozen=True, slots=True)
class Row:
    """A register row or an enquiry: one name in Latin letters, birth date and place as given."""

    id: str
    name: str
    birth_date: str
    place: str
    written: str


@dataclass(slots=True)
class Summary:
    """What a method's process says of itself beside its answers."""

    build_seconds: float = 0.0
    bytes_held: int = 0
    gives_probability: bool = False
    batch_per_second: float | None = None
    note: str = ""
    more: dict[str, Any] = field(default_factory=dict)


def as_written(text: str) -> str:
    """Returns a text as it stands, for a method that reads every script itself."""
    return text


def romanised(text: str) -> str:
    """Returns a name in small Latin letters without signs, spellings of й, и, х and в brought together."""
    from anyascii import anyascii

    latin = anyascii(text).lower()
    for old, new in (("kh", "h"), ("w", "v"), ("j", "i"), ("y", "i"), ("ii", "i"), ("cz", "ch"), ("g", "h")):
        latin = latin.replace(old, new)
    return " ".join("".join(letter if letter.isalnum() else " " for letter in latin if letter != "'").split())


def read_rows(path: Path, reading: Callable[[str], str] = romanised) -> list[Row]:
    """Reads register.tsv or enquiries.tsv, names and places through `reading`."""
    with path.open(encoding="utf-8", newline="") as lines:
        made = []
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            written = " ".join(filter(None, (row.get(column, "") for column in _NAME_COLUMNS)))
            made.append(Row(row["id"], reading(written), row["birth_date"], reading(row["place"]), written))
        return made


def date_worth(asked: str, written: str) -> float:
    """Returns what two birth dates, full or partial, add to a name similarity."""
    if not asked or not written:
        return 0.0
    one, other = asked.split("-"), written.split("-")
    shared = min(len(one), len(other))
    if one[:shared] == other[:shared]:
        return (_YEAR, _MONTH, _FULL)[shared - 1]
    if shared == 3:
        if one[0] == other[0] and one[1:] == other[:0:-1]:
            return _SWAPPED
        if sum(a == b for a, b in zip(one, other, strict=True)) == 2:
            return _ONE_PART
    near = abs(int(one[0]) - int(other[0])) <= 2 if one[0].isdigit() and other[0].isdigit() else False
    return _YEAR_NEAR if near else _CONTRADICTION


def place_worth(asked: str, written: str) -> float:
    """Returns what two places add to a name similarity."""
    return _PLACE_SAME if asked and written and dice(trigrams(asked), trigrams(written)) > _PLACE_ALIKE else 0.0


def trigrams(text: str) -> frozenset[str]:
    """Returns the trigrams of the words of a text, padded as pg_trgm pads them."""
    return frozenset(
        padded[at : at + 3] for w in text.split() for padded in [f"  {w} "] for at in range(len(padded) - 2)
    )


def dice(one: frozenset[str], other: frozenset[str]) -> float:
    """Returns the share of trigrams in common."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def reranked(asked: Row, candidates: Iterable[tuple[Row, float]]) -> list[tuple[str, float]]:
    """Orders candidates by name similarity (0 to 1), date and place; scores are brought between 0 and 1."""
    scored = [
        (row.id, (name + date_worth(asked.birth_date, row.birth_date) + place_worth(asked.place, row.place)) / _MOST)
        for row, name in candidates
    ]
    return [(person, min(max(score, 0.0), 1.0)) for person, score in sorted(scored, key=lambda s: (-s[1], s[0]))[:TOP]]


def resident_bytes() -> int:
    """Returns the memory this process holds now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def arguments() -> tuple[Path, Path, float, str]:
    """Reads the command line: the trial's folder, where to write, seconds for asking, and a variant."""
    _, trial, out, seconds, *variant = sys.argv
    return Path(trial), Path(out), float(seconds), variant[0] if variant else ""


def answer_all(
    out: Path,
    enquiries: Sequence[Row],
    ask: Callable[[Row], Sequence[tuple[str, float]]],
    seconds: float,
    summary: Summary,
) -> None:
    """Asks one enquiry after the other until all are answered or the seconds are over, and writes what came."""
    started = time.perf_counter()
    out.mkdir(parents=True, exist_ok=True)
    with (out / "answers.tsv").open("w", encoding="utf-8") as lines:
        for enquiry in enquiries:
            before = time.perf_counter()
            found = ask(enquiry)
            after = time.perf_counter()
            write_answer(lines, enquiry.id, (after - before) * 1000, found)
            if after - started > seconds:
                break
    write_summary(out, summary)


def write_answer(lines: Any, enquiry_id: str, milliseconds: float, found: Sequence[tuple[str, float]]) -> None:
    """Writes one enquiry's answers as a line."""
    lines.write(f"{enquiry_id}\t{milliseconds:.4f}\t{' '.join(f'{person}={score:.6f}' for person, score in found)}\n")


def write_summary(out: Path, summary: Summary) -> None:
    """Writes what the process says of itself."""
    told = {name: getattr(summary, name) for name in Summary.__slots__}
    (out / "summary.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
