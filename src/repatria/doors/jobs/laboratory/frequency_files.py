"""Tables of allele frequencies: allele by locus as CSV (NIST, EuroForMix), JSON, STRidER XML, and Familias.

Rules, stated in each report: a frequency of 0 is no entry; a table is divided by its sum locus by locus; an allele that
it lacks enters at the minimum frequency. No table of a real population is shipped.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from repatria.core.kinship.loci import Locus
from repatria.core.kinship.mutation import Mutation
from repatria.core.vocabulary.errors import InputError
from repatria.doors.jobs.laboratory.codis import below, parse_xml, text_of
from repatria.doors.jobs.laboratory.faults import FaultList, Outcome, Place
from repatria.doors.jobs.laboratory.files import LaboratoryFileError, read_json
from repatria.doors.jobs.laboratory.markers import looks_like_marker, marker_key, read_allele
from repatria.doors.jobs.laboratory.profile_tables import read_table

LEAST_FREQUENCY = 0.001


@dataclass(slots=True)
class FrequencyTable:
    """Frequencies by marker key and allele, the marker's spelling, and what the file says of its size."""

    file: str
    by_marker: dict[str, dict[str, float]] = field(default_factory=dict)
    spelling: dict[str, str] = field(default_factory=dict)
    mutation: dict[str, Mutation] = field(default_factory=dict)
    silent: dict[str, float] = field(default_factory=dict)

    def put(self, marker: str, allele: str, frequency: float) -> None:
        key = marker_key(marker)
        self.spelling.setdefault(key, marker)
        self.by_marker.setdefault(key, {})[allele] = frequency

    def loci(
        self, shown: Mapping[str, frozenset[str]], mutation: Mutation | None, least: float, faults: FaultList
    ) -> list[Locus]:
        """Makes the loci at which somebody has a result.

        Given:    `shown` holds the alleles seen, by marker key; `mutation` stands above what the file says.
        """
        made = []
        for key, alleles in shown.items():
            if key not in self.by_marker:
                faults.add(Place(self.file), key, "no frequencies for this marker", Outcome.LOCUS_LEFT_OUT)
                continue
            model = mutation or self.mutation.get(key, Mutation())
            try:
                locus = Locus(
                    name=key, frequencies=self.by_marker[key], mutation=model, silent=self.silent.get(key, 0.0)
                ).scaled()
                locus = locus.with_alleles(sorted(alleles), least)
                locus.table()
            except InputError as error:
                words = "; ".join(f"{name}: {fault}" for name, fault in error.faults) or error.message
                faults.add(Place(self.file), key, words, Outcome.LOCUS_LEFT_OUT)
                continue
            for allele in sorted(alleles - set(self.by_marker[key])):
                faults.add(
                    Place(self.file), key, f"allele {allele} is not in the table: frequency {least} before scaling",
                    Outcome.NOTED,
                )  # fmt: skip
            made.append(locus)
        return made


def read_frequencies(path: Path, faults: FaultList) -> FrequencyTable:
    """Reads a table in any of the formats.  Raises: LaboratoryFileError where it holds none."""
    suffix = path.suffix.lower()
    if suffix == ".json":
        table = _from_json(path)
    elif suffix == ".xml":
        table = _from_strider(path)
    elif suffix == ".fam":
        from repatria.doors.jobs.laboratory.familias import read_fam

        table = read_fam(path).frequencies
    else:
        table = _from_columns(path, faults)
    if not table.by_marker:
        raise LaboratoryFileError(
            f"{path.name} holds no frequencies", (("file", "no marker with frequencies was found"),)
        )
    return table


def _from_json(path: Path) -> FrequencyTable:
    given, table = read_json(path), FrequencyTable(path.name)
    for marker, alleles in dict(given.get("freqs", given)).items():
        for allele, frequency in alleles.items():
            if float(frequency) > 0:
                table.put(marker, str(allele), float(frequency))
    return table


def _from_strider(path: Path) -> FrequencyTable:
    """One `marker` element a locus; of several origins the first with frequencies is taken."""
    table = FrequencyTable(path.name)
    for marker in below(parse_xml(path), "MARKER"):
        name = text_of(marker, "NAME")
        for origin in [*below(marker, "ORIGIN")] or [marker]:
            found = {one.get("allele", ""): one.text for one in below(origin, "FREQUENCY")}
            usable = {a: float(f) for a, f in found.items() if a and f and float(f) > 0}
            if usable:
                for allele, frequency in usable.items():
                    table.put(name, read_allele(allele)[0], frequency)
                break
    return table


def _from_columns(path: Path, faults: FaultList) -> FrequencyTable:
    header, rows = read_table(path)
    table = FrequencyTable(path.name)
    columns = {i: cell for i, cell in enumerate(header) if i and looks_like_marker(cell)}
    for number, row in rows:
        place = Place(path.name, number)
        first = row[0]
        if not re.fullmatch(r"\d+([.,]\d+)?", first):
            if first.lower() not in ("n", "2n", "count", "allele"):
                faults.add(place, "allele", f"{first} is no allele; the row was not read", Outcome.NOTED)
            continue
        for i, marker in columns.items():
            cell = row[i].replace(",", ".") if i < len(row) else ""
            if not cell:
                continue
            try:
                frequency = float(cell)
                allele = read_allele(first)[0]
            except (ValueError, InputError):
                faults.add(place, marker, f"{cell} is no frequency of allele {first}", Outcome.NOTED)
                continue
            if frequency > 0:
                table.put(marker, allele, frequency)
    return table
