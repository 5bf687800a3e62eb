"""Reading and writing the laboratory's files: clear words for what cannot be read, and never half a file."""

from __future__ import annotations

import hashlib
import json
import math
import stat
from collections.abc import Container, Mapping
from pathlib import Path
from typing import Any

from repatria.core.vocabulary.errors import InputError
from repatria.doors.files.linking.parts_file import written_at_once

_CHUNK = 1 << 20
LARGEST_FILE = 1 << 28
"""Bytes. 60,000 families with their profiles take a tenth of it."""
_LONGEST_NUMBER = 40
"""Signs that a number of a JSON file may have; a frequency written out in full has about 20."""


class LaboratoryFileError(InputError):
    """A file of the laboratory cannot be read as what it is said to be; line and field are named."""

    code = "laboratory.E001"


def require_plain(path: Path) -> None:
    """Makes sure that a file can be read to an end.

    Raises:   LaboratoryFileError for a folder, a device or a pipe, which may never end, and for a file beyond all
              measure; OSError where it is not there.
    """
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise LaboratoryFileError(f"{path.name} is no plain file", (("file", "a folder, a device or a pipe"),))
    if found.st_size > LARGEST_FILE:
        raise LaboratoryFileError(
            f"{path.name} is too large", (("file", f"{found.st_size} bytes; at most {LARGEST_FILE}"),)
        )


def read_bytes(path: Path) -> bytes:
    """Reads a plain file whole.  Raises: what `require_plain` raises."""
    require_plain(path)
    return path.read_bytes()


def read_json(path: Path) -> Any:
    """Reads a JSON file.

    Raises:   LaboratoryFileError with the line for what is no JSON, and for numbers that nothing here can mean; for a
              name that stands twice in one object, of which a reader would keep the last alone.
    """
    raw = read_bytes(path)

    def whole(written: str) -> int:
        if len(written) > _LONGEST_NUMBER:
            raise _odd_number(path, raw, written)
        return int(written)

    def broken(written: str) -> float:
        if len(written) > _LONGEST_NUMBER or not math.isfinite(float(written)):
            raise _odd_number(path, raw, written)
        return float(written)

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) < len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            raise LaboratoryFileError(
                f"{path.name} says one thing twice", ((twice[:40], "stands twice in one object"),)
            )
        return made

    try:
        return json.loads(
            raw.decode("utf-8-sig"), parse_int=whole, parse_float=broken, parse_constant=broken, object_pairs_hook=once
        )
    except json.JSONDecodeError as error:
        raise LaboratoryFileError(f"{path.name} is no JSON", ((f"line {error.lineno}", error.msg),)) from None
    except UnicodeDecodeError:
        raise LaboratoryFileError(f"{path.name} is no UTF-8 text", (("file", "save it as UTF-8"),)) from None
    except RecursionError:
        raise LaboratoryFileError(f"{path.name} is nested beyond all measure", (("file", "lists in lists"),)) from None


def _odd_number(path: Path, raw: bytes, written: str) -> LaboratoryFileError:
    line = raw.count(b"\n", 0, max(raw.find(written.encode()), 0)) + 1
    shown = written if len(written) <= _LONGEST_NUMBER else f"a number of {len(written)} signs"
    return LaboratoryFileError(f"{path.name} holds a number that cannot be", ((f"line {line}", shown),))


def require_kinds(given: Any, kinds: Mapping[str, type], what: str, *, lacking: Container[str] = ()) -> None:
    """Makes sure that an object of a JSON file has its fields, each of its kind.

    Given:    the fields in `lacking` may be absent, or null.
    Raises:   LaboratoryFileError that names every field at fault.
    """
    if not isinstance(given, Mapping):
        raise LaboratoryFileError(f"{what} is no object", ((what, "must be {...}"),))
    faults = [
        (name, "is missing" if given.get(name) is None else f"must be {_KINDS[kind]}")
        for name, kind in kinds.items()
        if not isinstance(given.get(name), kind) and not (name in lacking and given.get(name) is None)
    ]
    if faults:
        raise LaboratoryFileError(f"{what} is incomplete or malformed", tuple(faults))


_KINDS: Mapping[type, str] = {list: "a list", dict: "an object", str: "a text"}


def read_text(path: Path) -> str:
    """Reads a text in UTF-8, UTF-16 or the Cyrillic code page of Windows, as laboratory programs write it."""
    raw = read_bytes(path)
    for encoding in ("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "cp1251"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
        break
    raise LaboratoryFileError(f"{path.name} is no text", (("file", "save it as UTF-8"),))


def write_json(path: Path, content: Any) -> None:
    """Writes a JSON file whole or not at all."""
    write_whole(path, (json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode())


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with written_at_once(path) as stream:
        stream.write(content)


def growing_beside(out: Path) -> Path:
    """Where an unfinished run keeps what it has: a hidden name that no file of its user bears."""
    return out.with_name(f".{out.name}.unfinished")


def written_beside(out: Path) -> tuple[Path, ...]:
    """Everything that a command of the laboratory may write when it is to write `out`."""
    beside = (
        out.with_suffix(suffix) for suffix in (".pdf", ".json", ".run.json", ".faults.csv", ".direct.csv", ".parts.csv")
    )
    return tuple(dict.fromkeys((out, *beside)))


def digest_of(*paths: Path) -> str:
    """Returns the SHA-256 of files, one after another: the data hash of a report."""
    total = hashlib.sha256()
    for path in paths:
        with path.open("rb") as opened:
            while chunk := opened.read(_CHUNK):
                total.update(chunk)
    return total.hexdigest()
