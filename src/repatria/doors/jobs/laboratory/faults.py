"""What was odd in a file: each with file, line and field, in words; the rest goes on, and nothing is dropped
silently."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from repatria.doors.jobs.laboratory.files import write_whole


class Outcome(StrEnum):
    """What became of what was odd."""

    NOTED = "noted, used as it stands"
    READ_AS = "read another way"
    LOCUS_LEFT_OUT = "locus left out"
    SAMPLE_LEFT_OUT = "sample left out"
    FAMILY_LEFT_OUT = "family left out"


@dataclass(frozen=True, slots=True)
class Fault:
    """One oddity."""

    file: str
    line: int
    sample: str
    field: str
    what: str
    outcome: Outcome


@dataclass(slots=True)
class FaultList:
    """All oddities of a run, in the order in which they were met."""

    found: list[Fault] = field(default_factory=list)

    def add(self, place: Place, field_name: str, what: str, outcome: Outcome) -> None:
        self.found.append(Fault(place.file, place.line, place.sample, field_name, what, outcome))

    def __len__(self) -> int:
        return len(self.found)

    def write(self, path: Path) -> None:
        """Writes the list as CSV; a cell that a spreadsheet would take for a formula is disarmed."""
        text = io.StringIO()
        rows = csv.writer(text, lineterminator="\n")
        rows.writerow(("file", "line", "sample", "field", "what", "outcome"))
        for one in self.found:
            rows.writerow(
                [_disarmed(str(v)) for v in (one.file, one.line, one.sample, one.field, one.what, one.outcome)]
            )
        write_whole(path, text.getvalue().encode())


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands."""

    file: str
    line: int = 0
    sample: str = ""


def _disarmed(cell: str) -> str:
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t") else cell
