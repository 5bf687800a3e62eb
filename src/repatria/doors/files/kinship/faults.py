"""What was odd in a file: each with file, line and field, in words; the rest goes on, and nothing is dropped
silently."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from repatria.core.vocabulary.disarming import disarmed
from repatria.doors.files.kinship.files import write_whole


class Outcome(StrEnum):
    """What became of what was odd."""

    NOTED = "noted, used as it stands"
    READ_AS = "read another way"
    CELL_LEFT_OUT = "cell left out"
    LOCUS_LEFT_OUT = "locus left out"
    SAMPLE_LEFT_OUT = "sample left out"
    PAIR_LEFT_OUT = "pair left out of the list"
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


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands."""

    file: str
    line: int = 0
    sample: str = ""


@dataclass(slots=True)
class FaultList:
    """All oddities of a run, in the order in which they were met."""

    found: list[Fault] = field(default_factory=list)
    first_met: dict[tuple[str, str], Place] = field(default_factory=dict)
    """Where a marker, and an allele of it, was met first: later steps name the line of what they cannot use."""
    _held: set[Fault] = field(default_factory=set)
    _met: set[tuple[str, tuple[str, ...]]] = field(default_factory=set)

    def meet(self, marker: str, alleles: tuple[str, ...], place: Place) -> None:
        if (marker, alleles) not in self._met:
            self._met.add((marker, alleles))
            for allele in ("", *alleles):
                self.first_met.setdefault((marker, allele), place)

    def met(self, marker: str, allele: str, otherwise: Place) -> Place:
        return self.first_met.get((marker, allele), otherwise)

    def add(self, place: Place, field_name: str, what: str, outcome: Outcome) -> None:
        fault = Fault(place.file, place.line, place.sample, field_name, what, outcome)
        if fault not in self._held:  # one file may be read for several of its parts
            self._held.add(fault)
            self.found.append(fault)

    def __len__(self) -> int:
        return len(self.found)

    def write(self, path: Path) -> None:
        """Writes the list as CSV; a cell that a spreadsheet would take for a formula is disarmed."""
        text = io.StringIO()
        rows = csv.writer(text, lineterminator="\n")
        rows.writerow(("file", "line", "sample", "field", "what", "outcome"))
        for one in self.found:
            rows.writerow(
                [disarmed(str(v)) for v in (one.file, one.line, one.sample, one.field, one.what, one.outcome)]
            )
        write_whole(path, text.getvalue().encode())
