"""Tables of profiles: one row a sample (wide), one row a sample and marker (long), and GeneMapper's table.

Which of them it is shows in the header; separators are comma, semicolon or tab. Columns that are neither sample nor
marker are named once and not read.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from repatria.doors.jobs.laboratory.faults import FaultList, Outcome, Place
from repatria.doors.jobs.laboratory.files import LaboratoryFileError, read_text
from repatria.doors.jobs.laboratory.markers import looks_like_marker
from repatria.doors.jobs.laboratory.samples import Cell

_SAMPLE = frozenset(
    {
        "sample",
        "samplename",
        "sampleid",
        "profile",
        "id",
        "specimen",
        "specimenid",
        "зразок",
        "образец",
        "body",
        "person",
    }
)
_MARKER = frozenset({"marker", "locus", "loci", "system", "маркер", "локус"})
_ALLELE = re.compile(r"(allele|allel|алель|аллель)\s*_?\.?\s*(\d*)")
_UNTOLD = frozenset(
    {
        "",
        "height",
        "size",
        "dye",
        "note",
        "comment",
        "comments",
        "run name",
        "panel",
        "sample file",
        "sex",
        "kit",
        "laboratory",
    }
)


def read_table(path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Reads the rows of a separated table with their line numbers.

    Returns:  the header's cells, and rows with at least one cell that is not empty.
    Raises:   LaboratoryFileError where there is no header.
    """
    text = read_text(path)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max("\t;,|", key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
    rows = [(number, row) for number, row in rows if any(row)]
    if not rows:
        raise LaboratoryFileError(f"{path.name} is empty", (("file", "holds no row"),))
    return rows[0][1], rows[1:]


def read_cells(path: Path, faults: FaultList) -> Iterator[Cell]:
    """Reads a table of profiles.

    Raises:   LaboratoryFileError where no column holds the sample, or none an allele.
    """
    header, rows = read_table(path)
    plain = [re.sub(r"[\s_.\-]+", "", cell.lower()) for cell in header]
    sample = next((i for i, cell in enumerate(plain) if cell in _SAMPLE), None)
    if sample is None:
        raise LaboratoryFileError(
            f"{path.name} names no sample",
            (("header", f"one column must be called Sample; found: {', '.join(header)}"),),
        )
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


def _long(rows: Sequence[tuple[int, list[str]]], sample: int, marker: int, alleles: Sequence[int]) -> Iterator[Cell]:
    for number, row in rows:
        row = row + [""] * (max(sample, marker, *alleles) + 1 - len(row))
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
        row = row + [""] * (len(header) - len(row))
        for name, places in columns.items():
            cells = [row[i] for i in places if row[i]]
            if len(places) == 1 and cells:
                cells = [part for part in re.split(r"\s*[/|]\s*|\s+", cells[0]) if part]
            yield Cell(row[sample], name, tuple(cells), number)
