"""A laboratory's file as it comes to a page: read by the readers of plain files, in a folder that is gone then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from os import W_OK, access
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from repatria.core.vocabulary.errors import InputError
from repatria.doors.files.kinship.faults import Fault, FaultList
from repatria.doors.files.kinship.frequency_files import read_frequencies
from repatria.doors.files.kinship.material import cells_of
from repatria.doors.files.kinship.samples import Cell, read_samples
from repatria.records.identification.services.importing import ReadSample

MOST_SAMPLES, MOST_LINES = 5_000, 250_000
"""What a page reads at once of one file; a laboratory's whole year comes in parts."""
_MEMORY = "/dev/shm"
"""Where a file lies while it is read, where the machine has it: in memory, so that a process that is killed leaves
nothing of it on a disk."""
_NAMES = (".csv", ".tsv", ".txt", ".xml", ".cmf", ".fam", ".json")


class FileRead(NamedTuple):
    """What a file holds: samples, and everything in it that was left out or read another way."""

    samples: tuple[ReadSample, ...]
    odd: tuple[str, ...]


def _in_memory() -> str | None:
    return _MEMORY if access(_MEMORY, W_OK) else None


def _check_size(content: bytes) -> None:
    """Raises: InputError for more lines than a page reads, before any of them is."""
    if content.count(b"\n") > MOST_LINES:
        raise InputError("more lines than a page reads at once", (("file", "many_samples"),))


def _kept(folder: str, name: str, content: bytes) -> Path:
    suffix = Path(name).suffix.lower()
    if suffix not in _NAMES:
        raise InputError("a kind of file that is not read", (("file", "kind_of_file"),))
    path = Path(folder) / f"results{suffix}"
    path.write_bytes(content)
    return path


def _odd(faults: FaultList) -> Iterable[str]:
    for one in faults.found:
        # Of a sample's line the file keeps that it was not taken: what it shows lies with the sample, and goes with it.
        yield f"{one.line or ''}: {one.outcome.value}".strip() if one.sample else _told(one)


def _told(one: Fault) -> str:
    place = " ".join(filter(None, (f"{one.line}" if one.line else "", one.sample, one.field)))
    return f"{place}: {one.what} ({one.outcome.value})"


def read_results(name: str, content: bytes) -> FileRead:
    """Reads profiles of a file in whichever format it has.  Raises: LaboratoryFileError, UnreadableTableError."""
    _check_size(content)
    faults = FaultList()
    with TemporaryDirectory(prefix="repatria-", dir=_in_memory()) as folder:
        path = _kept(folder, name, content)
        cells: list[Cell] = list(cells_of(path, faults))
        if len({cell.sample for cell in cells}) > MOST_SAMPLES:
            raise InputError("more samples than a page reads at once", (("file", "many_samples"),))
        read = read_samples(iter(cells), "file", faults)
    raw: dict[str, list[str]] = {}
    for cell in cells:
        raw.setdefault(cell.sample, []).append(f"{cell.line}: {cell.marker}: {'/'.join(cell.alleles)}")
    odd: dict[str, list[str]] = {}
    for fault in faults.found:
        if fault.sample:
            odd.setdefault(fault.sample, []).append(_told(fault))
    return FileRead(
        tuple(
            ReadSample(
                sample_code=one.name, alleles={marker: seen for marker, seen in one.alleles.items() if seen},
                descent={marker: seen for line in one.haplotypes.values() for marker, seen in line.items() if seen},
                sex=one.sex.value, raw=tuple(raw.get(one.name, ())), odd=tuple(odd.get(one.name, ())),
            )
            for one in read.values()
        ),
        tuple(_odd(faults)),
    )  # fmt: skip


def read_table_of_frequencies(name: str, content: bytes) -> Mapping[str, Mapping[str, float]]:
    """Reads allele frequencies by marker.  Raises: LaboratoryFileError, UnreadableTableError."""
    faults = FaultList()
    with TemporaryDirectory(prefix="repatria-", dir=_in_memory()) as folder:
        return read_frequencies(_kept(folder, name, content), faults).by_marker
