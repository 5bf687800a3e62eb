"""Tables of allele frequencies: allele by locus as CSV (NIST, EuroForMix), a row an allele of a locus, JSON, the XML of
STRidER and STRBase, and Familias.

Rules, stated in each report: a frequency of 0 is no entry; a table is divided by its sum locus by locus; an allele that
it lacks enters at the minimum frequency. A cell that holds no frequency is named with line, locus and allele; so is a
name that is no allele, whose frequency is then not used. Of a file of several populations its user names the one: none
is taken because it stands first. No table of a real population is shipped.
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
            frequency = float(str(cell).replace(",", "."))
        except ValueError:
            frequency = math.nan
        if not 0 <= frequency <= 1:
            words = f"{str(cell)[:40]} is no frequency of allele {written[:40]}: left out"
            faults.add(place, marker, words, Outcome.CELL_LEFT_OUT)
            return
        allele = _allele(written)
        if not allele:
            words = f"{written[:40] or 'nothing'} is no name of an allele: its frequency {frequency:g} is not used"
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


def _allele(written: str) -> str:
    """The allele of a name; nothing where it is none."""
    try:
        return read_allele(written)[0]
    except InputError:
        return ""


def read_frequencies(path: Path, faults: FaultList, population: str = "") -> FrequencyTable:
    """Reads a table in any of the formats.

    Given:    `population` names one of the populations of an XML file; it must where there are several.
    Raises:   LaboratoryFileError where the file holds no frequencies, or several populations and none was named.
    """
    suffix = path.suffix.lower()
    if population and suffix != ".xml":
        raise LaboratoryFileError(
            f"{path.name} is one table", (("--population", "names a population of an XML file of several"),)
        )
    if suffix == ".json":
        table = _from_json(path, faults)
    elif suffix == ".xml":
        table = _from_populations(path, faults, population)
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


def _from_populations(path: Path, faults: FaultList, population: str) -> FrequencyTable:
    """One `marker` element a locus, in it one `origin` a population."""
    table, asked = FrequencyTable(path.name), population.strip().casefold()
    markers = [*below(parse_xml(path), "MARKER")]
    of_marker = [
        [one for one in [*below(marker, "ORIGIN")] or [marker] if [*below(one, "FREQUENCY")]] for marker in markers
    ]
    names = list(dict.fromkeys(one.get("name", "") for origins in of_marker for one in origins))
    if not asked and len(names) > 1:
        raise LaboratoryFileError(
            f"{path.name} holds {len(names)} populations",
            (("--population", f"name one of: {'; '.join(names)}"),),
        )
    if asked and names and asked not in [name.strip().casefold() for name in names]:
        raise LaboratoryFileError(
            f"{path.name} does not hold the population {population}",
            (("--population", f"one of: {'; '.join(names)}"),),
        )
    for marker, origins in zip(markers, of_marker, strict=True):
        name = text_of(marker, "NAME")
        place = Place(path.name, line_of(marker))
        held = [one for one in origins if not asked or one.get("name", "").strip().casefold() == asked]
        if not held:
            words = f"a marker without frequencies of {population}" if origins else "a marker without frequencies"
            faults.add(place, name, words, Outcome.LOCUS_LEFT_OUT)
            continue
        if len(held) > 1:
            words = f"{held[0].get('name', 'one population')} stands {len(held)} times: the marker is not used"
            faults.add(place, name, words, Outcome.LOCUS_LEFT_OUT)
            continue
        for one in below(held[0], "FREQUENCY"):
            cell = (one.text or "").strip()
            table.put(Place(path.name, line_of(one)), name, one.get("allele", ""), cell, faults)
        if held[0].get("n"):
            table.size[marker_key(name)] = (held[0].get("n", ""), "n")
    return table


_NAMES = {
    "marker": ("marker", "locus", "loci", "system", "маркер", "локус"),
    "allele": ("allele", "alleles", "allel", "алель", "аллель"),
    "frequency": ("frequency", "freq", "frequencies", "частота"),
    "count": ("n", "2n", "persons", "count"),
}
"""How the columns of a table are called that has a row for each allele of each locus."""
_ALL_NAMES = frozenset(name for names in _NAMES.values() for name in names)


def _is_known(tidy: str) -> bool:
    return looks_like_marker(tidy) or re.sub(r"[\W_]+", "", tidy) in _ALL_NAMES - set(_NAMES["count"])


def _from_rows(header: list[str], rows: list[tuple[int, list[str]]], path: Path, faults: FaultList) -> FrequencyTable:
    """A row an allele of a locus."""
    plain = [re.sub(r"[\W_]+", "", cell.lower()) for cell in header]
    at = {what: next((i for i, cell in enumerate(plain) if cell in names), -1) for what, names in _NAMES.items()}
    table, marker = FrequencyTable(path.name), ""
    for number, row in rows:
        place, allele = Place(path.name, number), row[at["allele"]]
        marker = row[at["marker"]] or marker  # a marker that stands once, above its alleles
        if not looks_like_marker(marker):
            words = f"{marker or 'nothing'} is no known marker; the row was not read"
            faults.add(place, "marker", words, Outcome.NOTED)
            continue
        if allele.lower() in _SIZES:
            table.size[marker_key(marker)] = (row[at["frequency"]], _SIZES[allele.lower()])
            continue
        table.put(place, marker, allele, row[at["frequency"]], faults)
        if at["count"] >= 0 and row[at["count"]]:
            table.size[marker_key(marker)] = (row[at["count"]], _SIZES[plain[at["count"]]])
    return table


def _from_columns(path: Path, faults: FaultList) -> FrequencyTable:
    header, line, rows = read_table(path, faults, _is_known)
    plain = {re.sub(r"[\W_]+", "", cell.lower()) for cell in header}
    if all(plain & set(_NAMES[what]) for what in ("marker", "allele", "frequency")):
        return _from_rows(header, rows, path, faults)
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
