"""The index of a register: kept in a file beside it and read back while nothing changed, else built again.

A kept index is fresh while the register has the size and the time of change that it had, or else the same SHA-256, and
while the program's tables and sources that make an index are those that made it. The file holds names as the register
does; it is its owner's alone and never a second truth.
"""

from __future__ import annotations

import gc
import hashlib
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from repatria.core.linkage.errors import UnreadablePartsError
from repatria.core.linkage.index import LinkageIndex, index_of_parts, parts_of
from repatria.doors.files.linking.columns import AS_IT_IS, Reading
from repatria.doors.files.linking.errors import DamagedIndexError
from repatria.doors.files.linking.parts_file import read_about, read_parts, write_parts
from repatria.doors.files.linking.remarks import Remarks
from repatria.doors.files.linking.side_by_side import spread

Say = Callable[[str], None]
Progress = Callable[[str, int, int], None]
_FORMAT = 1
_MADE_BY = (
    "repatria.core.linkage", "repatria.core.names", "repatria.core.vocabulary", "repatria.doors.files.tables",
    "repatria.doors.files.linking",
)  # fmt: skip
_MADE_OF = (".py", ".toml", ".tsv")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterIndex:
    """An index and where it came from.

    Units:    `seconds` to build or read it, of the wall clock; `rejected` rows of the register that are not in it.
    """

    index: LinkageIndex
    persons: int
    rejected: int
    seconds: float
    was_kept: bool


def default_place(register: Path) -> Path:
    """Where the index of a register is kept when nobody names a place."""
    return register.parent / f"{register.name}.idx"


def named_place(register: Path, named: Path | None) -> Path | None:
    """Where the index of a register is kept when a place was named: that file, or a file of its own in that folder."""
    if named is None or not named.is_dir():
        return named
    of_path = hashlib.sha256(os.fsencode(register.absolute())).hexdigest()[:8]
    return named / f"{register.name}-{of_path}.idx"


def index_of(
    register: Path,
    kept_at: Path | None,
    remarks: Remarks,
    say: Say,
    reading: Reading = AS_IT_IS,
    progress: Progress | None = None,
) -> RegisterIndex:
    """Reads the kept index of a register where it is fresh; else builds it, and keeps it where a place is named.

    Raises:   UnreadableTableError, TableColumnsError, MissingLibraryError; OSError of the register. That an index
              cannot be read or kept is said and stops nothing.
    """
    if kept_at is not None and (found := _kept(register, kept_at, say, reading)) is not None:
        return found
    return _built(register, kept_at, remarks, say, reading, progress)


def _kept(register: Path, kept_at: Path, say: Say, reading: Reading) -> RegisterIndex | None:
    started = time.perf_counter()
    try:
        about = read_about(kept_at)
        reason = _stale(about, register, reading)
        if not reason:
            about, parts = read_parts(kept_at)
            index = index_of_parts(parts)
            return RegisterIndex(
                index=index, persons=about["persons"], rejected=about["rejected"],
                seconds=time.perf_counter() - started, was_kept=True,
            )  # fmt: skip
    except FileNotFoundError:
        return None
    except (DamagedIndexError, UnreadablePartsError) as error:
        reason = str(error)
    except (ValueError, TypeError, LookupError, ArithmeticError, MemoryError, RecursionError):
        reason = "what it says of itself cannot be"  # a header that was made to hurt
    except OSError as error:
        reason = f"it cannot be read: {error.strerror}"
    say(f"{kept_at.name} is not used: {reason}. The index is built again.")
    return None


def _stale(about: Mapping[str, Any], register: Path, reading: Reading) -> str:
    """Says why a kept index does not stand for the register as it is; "" where it does."""
    if about.get("format") != _FORMAT or about.get("program") != _program():
        return "another version of the program wrote it"
    if about.get("encoding") != reading.encoding:
        return "the register was read in another encoding"
    if about.get("columns") != reading.columns_listed:
        return "other columns of the register were read"
    source = about.get("source")
    if not isinstance(source, dict) or not all(isinstance(about.get(name), int) for name in ("persons", "rejected")):
        return "it does not say what it is about"
    found = register.stat()
    if source.get("bytes") != found.st_size:
        return f"{register.name} has changed"
    is_untouched = source.get("modified_ns") == found.st_mtime_ns
    return "" if is_untouched or source.get("sha256") == _digest(register) else f"{register.name} has changed"


def _built(
    register: Path, kept_at: Path | None, remarks: Remarks, say: Say, reading: Reading, progress: Progress | None
) -> RegisterIndex:
    from repatria.doors.files.linking.rows import read_register  # reading a kept index needs no reader of tables

    started = time.perf_counter()
    before = register.stat()
    rows = read_register(register, remarks, reading)
    say(f"{register.name}: {rows.reading}")
    with _without_collecting():
        index = LinkageIndex.build_columns(rows.register_columns(progress), spread=spread)
    made = RegisterIndex(
        index=index, persons=rows.accepted, rejected=rows.rejected, seconds=time.perf_counter() - started,
        was_kept=False,
    )  # fmt: skip
    if kept_at is not None:
        about = {
            "format": _FORMAT, "program": _program(), "encoding": reading.encoding,
            "columns": reading.columns_listed,
            "persons": made.persons, "rejected": made.rejected,
            "source": {
                "name": register.name, "bytes": before.st_size, "modified_ns": before.st_mtime_ns,
                "sha256": _digest(register),
            },
        }  # fmt: skip
        try:
            size = write_parts(kept_at, about, parts_of(index))
        except OSError as error:
            say(f"{kept_at} cannot be written ({error.strerror}): the index is not kept")
        else:
            say(f"{kept_at.name}: the index is kept, {size / 1e6:.1f} MB, readable by you alone. It holds the names")
            say("  of the register: guard it like the register, and destroy it with the register.")
    return made


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Reading makes millions of short lists and no circles: looking for circles would take a third of the time.

    What was read is left out of later looks too: each answer would else pay for going through the whole register.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@cache
def _program() -> str:
    """A digest of all sources and tables that make an index: another program may read names in another way."""
    summed = hashlib.sha256()
    for name, one in made_of():
        summed.update(f"{name}\n".encode())
        summed.update(one.read_bytes())
    return summed.hexdigest()


def made_of() -> Iterator[tuple[str, Traversable]]:
    """Returns all sources and tables that make an index, those of inner folders too, by name."""
    waiting = [(package, files(package)) for package in reversed(_MADE_BY)]
    while waiting:
        place, folder = waiting.pop()
        for one in sorted(folder.iterdir(), key=lambda found: found.name):
            if one.is_dir():
                waiting.append((f"{place}/{one.name}", one))
            elif one.name.endswith(_MADE_OF):
                yield f"{place}/{one.name}", one
