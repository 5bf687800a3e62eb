"""A file of named arrays and byte strings: written at once or not at all, and read only when nothing of it changed.

Layout: the mark; the length of the header (8 bytes, little-endian); the header, JSON with what the file is about and
name, kind, type, shape and length of every part; the parts, each begun at a multiple of 64; the SHA-256 of all that
stands before it. Nothing in it is ever run: no pickle, no type but plain numbers and bytes.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import secrets
import stat
from collections.abc import Iterable, Iterator, Mapping
from io import BufferedReader
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from repatria.doors.files.linking.errors import DamagedIndexError, OverwrittenInputError

MARK = b"repatria index file, holds names\n"
_ALIGNED = 64
_LARGEST_HEADER = 1 << 20
_DIGEST_BYTES = 32
_KINDS = "biufS"
_KIND = re.compile(r"[<>|](?:[biuf][1248]|S\d{1,5})")
_AT_ONCE = 1 << 24

Parts = Mapping[str, "NDArray[Any] | bytes"]


@contextlib.contextmanager
def written_at_once(path: Path) -> Iterator[IO[bytes]]:
    """Gives a file to write to, its owner's alone, which takes the place of `path` when all went well."""
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(aside, path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def spare_inputs(written: Iterable[Path | None], read: Iterable[Path]) -> None:
    """Makes sure that no file which is read is overwritten, and that none is written twice.

    Given:    None for what is not written.
    Raises:   OverwrittenInputError, naming the file.
    """
    inputs, outputs = {path.resolve() for path in read}, set[Path]()
    for path in written:
        if path is None:
            continue
        place = path.resolve()
        if place in inputs:
            raise OverwrittenInputError(f"{path} is read, and would be written over: name another place")
        if place in outputs:
            raise OverwrittenInputError(f"{path} would be written twice, for two of the options: name another place")
        outputs.add(place)


def write_parts(path: Path, about: Mapping[str, Any], parts: Parts) -> int:
    """Writes parts and what they are about.

    Returns:  the bytes written.
    Raises:   TypeError for an array of objects; OSError. What stood at `path` remains.
    """
    listed = [_described(name, part) for name, part in parts.items()]
    header = json.dumps({"about": about, "parts": listed}, sort_keys=True).encode()
    summed, size = hashlib.sha256(), 0
    with written_at_once(path) as stream:

        def put(content: bytes | memoryview) -> None:
            nonlocal size
            stream.write(content)
            summed.update(content)
            size += len(content)

        for piece in (MARK, len(header).to_bytes(8, "little"), header):
            put(piece)
        for part in parts.values():
            put(bytes(-size % _ALIGNED))
            view = memoryview(part) if isinstance(part, bytes) else _bytes_of(np.ascontiguousarray(part))
            for at in range(0, len(view), _AT_ONCE):
                put(view[at : at + _AT_ONCE])
        stream.write(summed.digest())
    return size + _DIGEST_BYTES


def _described(name: str, part: NDArray[Any] | bytes) -> dict[str, Any]:
    if isinstance(part, bytes):
        return {"name": name, "kind": "bytes", "bytes": len(part)}
    if part.dtype.kind not in _KINDS:
        raise TypeError(f"{name}: an array of {part.dtype} cannot be written")
    return {"name": name, "kind": part.dtype.str, "shape": list(part.shape), "bytes": part.nbytes}


def _opened(path: Path) -> BufferedReader:
    """Opens a file that only its reader, or the system's administrator, can have written."""
    stream = os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb")  # a pipe would wait for a writer for ever
    found = os.fstat(stream.fileno())
    if not stat.S_ISREG(found.st_mode):
        reason = "it is no regular file"
    elif found.st_uid not in (os.geteuid(), 0):
        reason = "it belongs to somebody else"
    elif found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        reason = "others may write to it"
    else:
        return stream
    stream.close()
    raise DamagedIndexError(f"{path.name}: {reason}")


def read_about(path: Path) -> Mapping[str, Any]:
    """Reads what a file is about, without its parts.  Raises: DamagedIndexError; OSError."""
    with _opened(path) as stream:
        about: Mapping[str, Any] = _header(path, stream)[0]["about"]
        return about


def read_parts(path: Path) -> tuple[Mapping[str, Any], Parts]:
    """Reads a file back.

    Returns:  what it is about, and its parts; arrays can be written to.
    Raises:   DamagedIndexError for anything that `write_parts` did not write, or not so, and for a file that somebody
              else could have written; OSError.
    """
    with _opened(path) as stream:
        header, raw = _header(path, stream)
        summed = hashlib.sha256(raw)
        size = len(raw)
        parts: dict[str, NDArray[Any] | bytes] = {}
        for one in header["parts"]:
            filling = stream.read(-size % _ALIGNED)
            summed.update(filling)
            part = _read_part(stream, one)
            summed.update(part if isinstance(part, bytes) else _bytes_of(part))
            parts[one["name"]] = part
            size += len(filling) + one["bytes"]
        if stream.read() != summed.digest():
            raise DamagedIndexError(f"{path.name}: its checksum does not fit: it was changed or cut off")
    return header["about"], parts


def _read_part(stream: BufferedReader, one: Mapping[str, Any]) -> NDArray[Any] | bytes:
    if one["kind"] == "bytes":
        return stream.read(one["bytes"])
    part = np.empty(one["shape"], dtype=np.dtype(one["kind"]))
    stream.readinto(_bytes_of(part))
    return part


def _bytes_of(part: NDArray[Any]) -> memoryview:
    return part.reshape(-1).view(np.uint8).data


def _header(path: Path, stream: BufferedReader) -> tuple[dict[str, Any], bytes]:
    """The header, and all bytes up to its end; lengths are checked against the file's before anything is read."""
    mark, length = stream.read(len(MARK)), stream.read(8)
    count = int.from_bytes(length, "little")
    if mark != MARK or len(length) < 8 or not 0 < count <= _LARGEST_HEADER:
        raise DamagedIndexError(f"{path.name}: it is no index file of this kind, or its beginning is damaged")
    text = stream.read(count)
    try:
        header = json.loads(text)
        wanted = len(mark) + len(length) + count
        for one in header["parts"]:
            _check(one)
            wanted += -wanted % _ALIGNED + one["bytes"]
        is_whole = isinstance(header["about"], dict)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DamagedIndexError(f"{path.name}: its header is damaged") from error
    if not is_whole or os.fstat(stream.fileno()).st_size != wanted + _DIGEST_BYTES:
        raise DamagedIndexError(f"{path.name}: it is cut off, or longer than it says")
    return header, mark + length + text


def _check(one: Mapping[str, Any]) -> None:
    """Raises: ValueError or TypeError for a part that no writer described."""
    if not isinstance(one["name"], str) or not isinstance(one["bytes"], int) or one["bytes"] < 0:
        raise ValueError("name or length")
    if one["kind"] != "bytes":
        # numpy reads whole sentences as types (fields, shapes, literals): only what a writer writes is let through.
        if not isinstance(one["kind"], str) or not _KIND.fullmatch(one["kind"]):
            raise ValueError("type")
        dtype = np.dtype(one["kind"])
        if any(not isinstance(n, int) or n < 0 for n in one["shape"]):
            raise ValueError("shape")
        if int(np.prod(one["shape"], dtype=object)) * dtype.itemsize != one["bytes"]:
            raise ValueError("shape and length")
