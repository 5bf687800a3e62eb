"""Tables of allele frequencies: allele by locus as CSV (NIST, EuroForMix), JSON, STRidER XML, and Familias.

Rules, stated in each report: a frequency of 0 is no entry; a table is divided by its sum locus by locus; an allele that
it lacks enters at the minimum frequency. A cell that holds no frequency is named with line, locus and allele. No table
of a real population is shipped.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from repatria.core.kinship.loci import Locus
from repatria.core.kinship.mutation import Mutation
from repatria.core.vocabulary.errors import InputError
from repatria.doors.files.kinship.codis import below, line_of, parse_xml, text_of
from repatria.doors.files.kinship.faults import FaultList, Outcome, Place
from repatria.doors.files.kinship.files import LaboratoryFileError, read_json
from repatria.doors.files.kinship.markers import chromosome_of, looks_like_marker, marker_key, read_allele
from repatria.doors.files.kinship.profile_tables import read_table

LEAST_FREQUENCY = 0.001
_FAR_FROM_ONE = 0.02
_SIZES = {"n": "persons", "persons": "persons", "2n": "alleles", "count": "alleles", "alleles": "alleles"}
"""Rows of a table that say how many persons or alleles were counted at each locus."""


@dataclass(slots=True)
class FrequencyTable:
    """Frequencies by marker key and allele, the marker's spelling, and what the file says of its size."""

    file: str
    by_marker: dict[str, dict[str, float]] = field(default_factory=dict)
    spelling: dict[str, str] = field(default_factory=dict)
    mutation: dict[str, Mutation] = field(default_factory=dict)
    silent: dict[str, float] = field(default_factory=dict)
    size: dict[str, tuple[str, str]] = field(default_factory=dict)
    """How many were counted at a locus, and whether persons, alleles, or what the file leaves open."""

    def put(self, place: Place, marker: str, written: str, cell: object, faults: FaultList) -> None:
        """Takes one cell; what is no allele or no frequency is named and left out."""
        key = marker_key(marker)
        try:
            allele, frequency = read_allele(written)[0], float(str(cell).replace(",", "."))
        except (InputError, ValueError):
            allele, frequency = "", math.nan
        if not allele or not 0 <= frequency <= 1:
            words = f"{str(cell)[:40]} is no frequency of allele {written[:40]}: left out"
            faults.add(place, marker, words, Outcome.CELL_LEFT_OUT)
        elif frequency > 0:
            self.spelling.setdefault(key, marker)
            held = self.by_marker.setdefault(key, {})
            if held.get(allele, frequency) != frequency:
                words = f"allele {allele} stands twice: {held[allele]:g} before, {frequency:g} here, which is used"
                faults.add(place, marker, words, Outcome.NOTED)
            held[allele] = frequency

    def loci(
        self, shown: Mapping[str, frozenset[str]], mutation: Mutation | None, least: float, faults: FaultList
    ) -> list[Locus]:
        """Makes the loci at which somebody has a result.

        Given:    `shown` holds the alleles seen, by marker key; `mutation` stands above what the file says.
        """
        made = []
        for key, alleles in shown.items():
            first = faults.met(key, "", Place(self.file))
            if key not in self.by_marker:
                faults.add(first, key, f"no frequencies for this marker in {self.file}", Outcome.LOCUS_LEFT_OUT)
                continue
            try:
                made.append(self.locus(key, alleles, mutation, least))
            except InputError as error:
                words = "; ".join(f"{name}: {fault}" for name, fault in error.faults) or error.message
                faults.add(Place(self.file), key, words, Outcome.LOCUS_LEFT_OUT)
                continue
            for allele in sorted(alleles - set(self.by_marker[key])):
                faults.add(
                    faults.met(key, allele, first), key,
                    f"allele {allele} is not in {self.file}: minimum frequency {least:g}, before the sum is made 1",
                    Outcome.NOTED,
                )  # fmt: skip
        return made

    def locus(self, key: str, alleles: Iterable[str], mutation: Mutation | None, least: float) -> Locus:
        """Makes one locus, with the alleles that the table lacks.  Raises: LocusError where it cannot be one."""
        silent, given = self.silent.get(key, 0.0), self.by_marker[key]
        scale = (1 - silent) / sum(given.values())  # before anything else: a table may sum to more than 1
        locus = Locus(
            name=key, frequencies={allele: f * scale for allele, f in given.items()}, silent=silent,
            mutation=mutation or self.mutation.get(key, Mutation()), chromosome=chromosome_of(key),
        ).with_alleles(sorted(alleles), least)  # fmt: skip
        locus.table()
        return locus


def read_frequencies(path: Path, faults: FaultList) -> FrequencyTable:
    """Reads a table in any of the formats.  Raises: LaboratoryFileError where it holds none."""
    suffix = path.suffix.lower()
    if suffix == ".json":
        table = _from_json(path, faults)
    elif suffix == ".xml":
        table = _from_strider(path, faults)
    elif suffix == ".fam":
        from repatria.doors.files.kinship.familias import read_fam

        table = read_fam(path, faults).frequencies
    else:
        table = _from_columns(path, faults)
    if not table.by_marker:
        raise LaboratoryFileError(
            f"{path.name} holds no frequencies", (("file", "no marker with frequencies was found"),)
        )
    for key, frequencies in table.by_marker.items():
        total = sum(frequencies.values()) + table.silent.get(key, 0.0)
        if abs(total - 1) > _FAR_FROM_ONE:
            words = f"the frequencies sum to {total:.4g}; they are divided by their sum"
            faults.add(Place(path.name), key, words, Outcome.NOTED)
    return table


def _from_json(path: Path, faults: FaultList) -> FrequencyTable:
    given, table = read_json(path), FrequencyTable(path.name)
    given = given.get("freqs", given) if isinstance(given, Mapping) else given
    if not isinstance(given, Mapping):
        raise LaboratoryFileError(f"{path.name} holds no frequencies", (("file", "marker: {allele: frequency}"),))
    for marker, alleles in given.items():
        if not isinstance(alleles, Mapping):
            faults.add(Place(path.name), str(marker), "is no table of alleles", Outcome.LOCUS_LEFT_OUT)
            continue
        for allele, frequency in alleles.items():
            table.put(Place(path.name), str(marker), str(allele), frequency, faults)
    return table


def _from_strider(path: Path, faults: FaultList) -> FrequencyTable:
    """One `marker` element a locus; of several origins the first with frequencies is taken."""
    table = FrequencyTable(path.name)
    for marker in below(parse_xml(path), "MARKER"):
        name = text_of(marker, "NAME")
        origins = [one for one in [*below(marker, "ORIGIN")] or [marker] if [*below(one, "FREQUENCY")]]
        if not origins:
            faults.add(Place(path.name, line_of(marker)), name, "a marker without frequencies", Outcome.LOCUS_LEFT_OUT)
            continue
        first, *others = origins
        if others:
            words = f"the frequencies of {first.get('name', 'the first origin')} are used, {len(others)} others are not"
            faults.add(Place(path.name, line_of(marker)), name, words, Outcome.NOTED)
        for one in below(first, "FREQUENCY"):
            cell = (one.text or "").strip()
            table.put(Place(path.name, line_of(one)), name, one.get("allele", ""), cell, faults)
        if first.get("n"):
            table.size[marker_key(name)] = (first.get("n", ""), "n")
    return table


def _from_columns(path: Path, faults: FaultList) -> FrequencyTable:
    header, line, rows = read_table(path, faults, looks_like_marker)
    table = FrequencyTable(path.name)
    columns = {i: cell for i, cell in enumerate(header) if i and looks_like_marker(cell)}
    for i, cell in enumerate(header):
        if i and cell and i not in columns:
            faults.add(Place(path.name, line), cell, "a column that is no known marker; it was not read", Outcome.NOTED)
    for number, row in rows:
        place, first = Place(path.name, number), row[0]
        told = {marker: row[i] for i, marker in columns.items() if row[i]}
        if first.lower() in _SIZES:
            table.size |= {marker_key(marker): (cell, _SIZES[first.lower()]) for marker, cell in told.items()}
        elif re.fullmatch(r"\d+([.,]\d+)?", first):
            for marker, cell in told.items():
                table.put(place, marker, first, cell, faults)
        else:
            faults.add(place, "allele", f"{first} is no allele; the row was not read", Outcome.NOTED)
    return table
