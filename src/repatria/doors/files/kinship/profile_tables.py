"""Tables of profiles: one row a sample (wide), one row a sample and marker (long), and GeneMapper's table.

Which of them it is shows in the header; separators are comma, semicolon or tab. Columns that are neither sample nor
marker are named once and not read, and so are cells beyond the header.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from repatria.core.kinship.haplotypes import Line
from repatria.doors.files.kinship.faults import FaultList, Outcome, Place
from repatria.doors.files.kinship.files import LaboratoryFileError, read_text
from repatria.doors.files.kinship.markers import line_of_descent, looks_like_marker, marker_key
from repatria.doors.files.kinship.samples import Cell

_SAMPLE = frozenset({
    "sample", "samplename", "sampleid", "profile", "id", "specimen", "specimenid", "body", "person", "зразок",
    "образец",
})  # fmt: skip
_MARKER = frozenset({"marker", "locus", "loci", "system", "маркер", "локус"})
_ALLELE = re.compile(r"(allele|allel|алель|аллель)\s*_?\.?\s*(\d*)")
_UNTOLD = frozenset({
    "", "height", "size", "dye", "note", "comment", "comments", "run name", "panel", "sample file", "sex", "kit",
    "laboratory",
})  # fmt: skip

_KITS = (
    "globalfiler", "verifiler", "identifil", "ngm", "minifiler", "profiler", "sgm", "powerplex", "fusion", "yfiler",
    "investigator", "argus", "huaxia", "forenseq", "precisionid", "maverick",
)  # fmt: skip
"""How the names of known kits begin, without signs."""
_MOST_COLUMNS = 2000


def read_table(path: Path, faults: FaultList) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Reads the rows of a separated table with their line numbers.

    Returns:  the header's cells, and rows with at least one cell that is not empty, none longer than the header.
    Raises:   LaboratoryFileError where there is no header, a cell is endless, or a quoted cell is not closed.
    """
    text = read_text(path)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max("\t;,|", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
    except csv.Error as error:
        raise LaboratoryFileError(f"{path.name} is no table", ((f"line {reader.line_num}", str(error)),)) from None
    rows = [(number, row) for number, row in rows if any(row)]
    if not rows:
        raise LaboratoryFileError(f"{path.name} is empty", (("file", "holds no row"),))
    header = rows[0][1]
    if len(header) > _MOST_COLUMNS:
        raise LaboratoryFileError(f"{path.name} is no table", ((f"line {rows[0][0]}", f"{len(header)} columns"),))
    for number, row in rows[1:]:
        if any(row[len(header) :]):
            words = f"{len(row)} cells below {len(header)} columns: what has no column was not read"
            faults.add(Place(path.name, number, row[0]), "row", words, Outcome.CELL_LEFT_OUT)
        del row[len(header) :]
        row += [""] * (len(header) - len(row))
    return header, rows[1:]


def read_cells(path: Path, faults: FaultList) -> Iterator[Cell]:
    """Reads a table of profiles.

    Raises:   LaboratoryFileError where no column holds the sample, or none an allele.
    """
    header, rows = read_table(path, faults)
    plain = [re.sub(r"[\W_]+", "", cell.lower()) for cell in header]
    sample = next((i for i, cell in enumerate(plain) if cell in _SAMPLE), None)
    if sample is None:
        raise LaboratoryFileError(
            f"{path.name} names no sample",
            (("header", f"one column must be called Sample; found: {', '.join(header)}"),),
        )
    _name_unknown_kits(path, plain, rows, faults)
    marker = next((i for i, cell in enumerate(plain) if cell in _MARKER), None)
    if marker is not None:
        alleles = [i for i, cell in enumerate(header) if _ALLELE.fullmatch(cell.lower().strip())]
        if not alleles:
            raise LaboratoryFileError(
                f"{path.name} has no allele", (("header", "columns Allele 1, Allele 2 are missing"),)
            )
        yield from _long(rows, sample, marker, alleles)
        return
    yield from _wide(path, header, rows, sample, faults)


def _name_unknown_kits(
    path: Path, plain: Sequence[str], rows: Sequence[tuple[int, list[str]]], faults: FaultList
) -> None:
    if "kit" not in plain:
        return
    place, named = plain.index("kit"), set()
    for number, row in rows:
        kit = re.sub(r"[\W_]+", "", row[place].lower())
        if kit and kit not in named and not kit.startswith(_KITS):
            named.add(kit)
            words = f"the kit {row[place]} is not known: its markers are taken by their names"
            faults.add(Place(path.name, number), "kit", words, Outcome.NOTED)


def _long(rows: Sequence[tuple[int, list[str]]], sample: int, marker: int, alleles: Sequence[int]) -> Iterator[Cell]:
    for number, row in rows:
        yield Cell(row[sample], row[marker], tuple(a for i in alleles if (a := row[i])), number)


def _wide(
    path: Path, header: Sequence[str], rows: Sequence[tuple[int, list[str]]], sample: int, faults: FaultList
) -> Iterator[Cell]:
    columns: dict[str, list[int]] = {}
    for i, cell in enumerate(header):
        name = re.sub(r"([\s_.\-]+[12ab]|\(\d\))$", "", cell.strip(), flags=re.I)
        if looks_like_marker(name):
            columns.setdefault(name, []).append(i)
        elif i != sample and cell.strip().lower() not in _UNTOLD:
            faults.add(Place(path.name, 1), cell, "a column that is no known marker; it was not read", Outcome.NOTED)
    if not columns:
        raise LaboratoryFileError(f"{path.name} has no marker", (("header", "no column is called after a marker"),))
    for number, row in rows:
        for name, places in columns.items():
            cells = [row[i] for i in places if row[i]]
            if len(places) == 1 and cells and line_of_descent(marker_key(name)) is not Line.MATERNAL:
                cells = [part for part in re.split(r"\s*[/|]\s*|\s+", cells[0]) if part]
            yield Cell(row[sample], name, tuple(cells), number)
