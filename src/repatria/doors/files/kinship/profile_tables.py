"""Tables of profiles: one row a sample (wide), one row a sample and marker (long), and GeneMapper's table.

Which of them it is shows in the header; separators are comma, semicolon or tab. Columns that are neither sample nor
marker are named once and not read, and so are cells beyond the header.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from repatria.core.kinship.haplotypes import Line
from repatria.doors.files.kinship.faults import FaultList, Outcome, Place
from repatria.doors.files.kinship.files import LaboratoryFileError, require_plain
from repatria.doors.files.kinship.markers import line_of_descent, looks_like_marker, marker_key
from repatria.doors.files.kinship.samples import Cell
from repatria.doors.files.tables import TOO_MANY_CELLS, BadRow, Wanted, open_table

Knows = Callable[[str], bool]

_SAMPLE = frozenset({
    "sample", "samplename", "sampleid", "profile", "id", "specimen", "specimenid", "body", "person", "зразок",
    "образец",
})  # fmt: skip
_MARKER = frozenset({"marker", "locus", "loci", "system", "маркер", "локус"})
_ALLELE = re.compile(r"(allele|allel|алель|аллель)\s*_?\.?\s*(\d*)")
_WHOLE, _PARTIAL = re.compile(r"\d{1,2}(\.\d)?|[XYxy]"), re.compile(r"[1-4]")
"""An allele of a list that commas part, and what could as well be the partial repeat before it."""
_UNTOLD = frozenset({
    "", "height", "size", "dye", "note", "comment", "comments", "run name", "panel", "sample file", "sex", "kit",
    "laboratory",
})  # fmt: skip

_KITS = (
    "globalfiler", "verifiler", "identifil", "ngm", "minifiler", "profiler", "sgm", "powerplex", "fusion", "yfiler",
    "investigator", "argus", "huaxia", "forenseq", "precisionid", "maverick",
)  # fmt: skip
"""How the names of known kits begin, without signs."""


class TableRead(NamedTuple):
    """A table that was read: the cells of its header and the line of that, and the rows with theirs."""

    header: list[str]
    header_line: int
    rows: list[tuple[int, list[str]]]


def read_table(path: Path, faults: FaultList, knows: Knows) -> TableRead:
    """Reads the rows of a table with their line numbers, through the one reader of tables.

    Given:    `knows` says of a tidy name whether it is a column that is looked for: so titles above the header are
              passed over.
    Returns:  the header's cells, and rows with at least one cell that is not empty, each as long as the header.
    Raises:   LaboratoryFileError where there is no header, a row is endless or broken, or a quoted cell is not closed:
              of a laboratory's table no row is left out; UnreadableTableError.
    """
    require_plain(path)
    table = open_table(path, Wanted(knows=knows))
    header = [" ".join(cell.split()) for cell in table.header]
    rows: list[tuple[int, list[str]]] = []
    short: list[int] = []
    known: dict[str, str] = {}  # millions of cells hold a few hundred alleles: each is kept once
    for row in table.rows:
        if isinstance(row, BadRow) and row.reason != TOO_MANY_CELLS:
            raise LaboratoryFileError(f"{path.name} is no table", ((f"line {row.line}", row.told),))
        stripped = map(str.strip, row.cells if isinstance(row, BadRow) else row.cells.values())
        cells = [known.setdefault(cell, cell) for cell in stripped]
        if isinstance(row, BadRow):
            words = f"{len(cells)} cells below {len(header)} columns: what has no column was not read"
            faults.add(Place(path.name, row.line, cells[0]), "row", words, Outcome.CELL_LEFT_OUT)
            del cells[len(header) :]
        elif row.cells_there < len(header):
            short.append(row.line)
        rows.append((row.line, cells))
    if short:
        words = f"{len(short)} rows shorter than the header, this one the first: what is missing counts as empty"
        faults.add(Place(path.name, short[0]), "row", words, Outcome.NOTED)
    return TableRead(header, table.header_line, rows)


def read_cells(path: Path, faults: FaultList) -> Iterator[Cell]:
    """Reads a table of profiles.

    Raises:   LaboratoryFileError where no column holds the sample, or none an allele.
    """
    header, line, rows = read_table(path, faults, _knows)
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
    yield from _wide(Place(path.name, line), header, rows, sample, faults)


def _knows(tidy: str) -> bool:
    plain = re.sub(r"[\W_]+", "", tidy)
    is_named = plain in _SAMPLE or plain in _MARKER or bool(_ALLELE.fullmatch(tidy.replace("_", " ")))
    return is_named or looks_like_marker(_marker_of(tidy))


def _marker_of(cell: str) -> str:
    """The marker of a column of a wide table: D3S1358 of `D3S1358 1` and of `D3S1358_4`."""
    return re.sub(r"([\s_.\-]+(\d{1,2}|[ab])|\(\d\))$", "", cell.strip(), flags=re.I)


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
        seen = [a for i in alleles if (a := row[i])]
        if len(alleles) == 1 and seen and line_of_descent(marker_key(row[marker])) is not Line.MATERNAL:
            seen = parts_of(seen[0])
        yield Cell(row[sample], row[marker], tuple(seen), number)


def _wide(
    place: Place, header: Sequence[str], rows: Sequence[tuple[int, list[str]]], sample: int, faults: FaultList
) -> Iterator[Cell]:
    columns: dict[str, list[int]] = {}
    for i, cell in enumerate(header):
        name = _marker_of(cell)
        if looks_like_marker(name):
            columns.setdefault(name, []).append(i)
        elif i != sample and cell.strip().lower() not in _UNTOLD:
            faults.add(place, cell, "a column that is no known marker; it was not read", Outcome.NOTED)
    if not columns:
        raise LaboratoryFileError(f"{place.file} has no marker", (("header", "no column is called after a marker"),))
    for number, row in rows:
        for name, places in columns.items():
            cells = [row[i] for i in places if row[i]]
            if len(places) == 1 and cells and line_of_descent(marker_key(name)) is not Line.MATERNAL:
                cells = parts_of(cells[0])
            yield Cell(row[sample], name, tuple(cells), number)


def parts_of(cell: str) -> list[str]:
    """Parts a cell that holds all alleles of a marker: `15/16`, `11, 12, , ,`, `11,12`.

    Returns:  the alleles as written. A comma inside `9,3` is a decimal one, since a partial repeat has one digit up to
              4; what could be both, as `9,3,10`, stays whole, so that it is refused as an allele.
    """
    found: list[str] = []
    for part in re.split(r"\s*[/|;]\s*|,\s+|,$|^,|\s+", cell):
        pieces = part.split(",")
        is_list = all(_WHOLE.fullmatch(one) for one in pieces) and not any(_PARTIAL.fullmatch(p) for p in pieces[1:])
        found += pieces if is_list else [part]
    return [one for one in found if one]
