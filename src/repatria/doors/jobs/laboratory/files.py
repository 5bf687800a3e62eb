"""Reading and writing the laboratory's files: clear words for what cannot be read, and never half a file."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from repatria.core.vocabulary.errors import InputError
from repatria.doors.jobs.linking.parts_file import written_at_once

_CHUNK = 1 << 20


class LaboratoryFileError(InputError):
    """A file of the laboratory cannot be read as what it is said to be; line and field are named."""

    code = "laboratory.E001"


def read_json(path: Path) -> Any:
    """Reads a JSON file.  Raises: LaboratoryFileError with the line for what is no JSON."""
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        raise LaboratoryFileError(f"{path.name} is no JSON", ((f"line {error.lineno}", error.msg),)) from None
    except UnicodeDecodeError:
        raise LaboratoryFileError(f"{path.name} is no UTF-8 text", (("file", "save it as UTF-8"),)) from None


def read_text(path: Path) -> str:
    """Reads a text in UTF-8 or UTF-16, as laboratory programs write it."""
    raw = path.read_bytes()
    for encoding in ("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "cp1251"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
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
    return (out, *(out.with_suffix(suffix) for suffix in (".pdf", ".json", ".run.json", ".faults.csv")))


def digest_of(*paths: Path) -> str:
    """Returns the SHA-256 of files, one after another: the data hash of a report."""
    total = hashlib.sha256()
    for path in paths:
        with path.open("rb") as opened:
            while chunk := opened.read(_CHUNK):
                total.update(chunk)
    return total.hexdigest()
