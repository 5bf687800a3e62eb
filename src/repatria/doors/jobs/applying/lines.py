"""Reading a file of calls: where it is cut into lines, and what a line says.

One bad line spoils none of the others. What is refused here is told by a code and a place; no word of it is repeated.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, BinaryIO

from repatria.doors.jobs.applying.errors import LineFormError, LongLineError, RepeatedFieldError, UnreadableLineError

LONGEST_LINE = 12 * 1024 * 1024
"""Bytes of a line: room for one paper as base64 writes it."""
_MOST_NESTED = 32
_FIELDS = ("do", "as", "at", "with", "save", "refused")
_NAME = re.compile(r"[A-Za-z_][\w-]{0,59}", re.ASCII)
_CODE = re.compile(r"[a-z]+\.E\d{3}")
_ZONED = re.compile(r"(?:[Zz]|[+-]\d{2}:\d{2})$")
_MARK = b"\xef\xbb\xbf"  # that some editors put before UTF-8


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One call: what is done, by whom, when, with what, under which name its result is kept, and the announced refusal.

    Given:    empty where the line says nothing.
    """

    number: int
    do: str
    by: str
    at: datetime | None
    given: Mapping[str, Any]
    save: str
    refused: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """What is known of a file before its first line: by which digest it is known again, and how many lines it has."""

    digest: str
    lines: int


def facts_of(file: BinaryIO) -> FileFacts:
    """Reads a file once from its beginning, and goes back to it."""
    digest, lines, last = sha256(), 0, b"\n"
    while piece := file.read(1 << 20):
        digest.update(piece)
        lines += piece.count(b"\n")
        last = piece[-1:]
    file.seek(0)
    return FileFacts(digest=digest.hexdigest(), lines=lines + (last != b"\n"))


def raw_lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines with their numbers from 1; one that is too long comes cut off, and long enough to be seen as such."""
    number = 0
    while raw := file.readline(LONGEST_LINE + 1):
        number += 1
        rest = raw
        while not rest.endswith(b"\n") and (rest := file.readline(LONGEST_LINE)):
            pass  # what is left of a long line is read past, and never held whole
        yield number, raw.removeprefix(_MARK) if number == 1 else raw


def is_blank(raw: bytes) -> bool:
    """Whether a line says nothing at all."""
    return not raw.strip()


def read_line(number: int, raw: bytes) -> Line:
    """Reads one line.

    Raises:   UnreadableLineError; RepeatedFieldError; LongLineError; LineFormError.
    """
    if len(raw) > LONGEST_LINE:
        raise LongLineError(f"a line has at most {LONGEST_LINE} bytes")
    try:
        said = json.loads(raw.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise UnreadableLineError("a line is one JSON object in UTF-8") from None
    if not isinstance(said, dict) or _is_deep(said):
        raise UnreadableLineError("a line is one JSON object in UTF-8")
    faults = tuple(_faults(said))
    if faults:
        raise LineFormError("write do, as, at, with, save, refused, each in its form", faults)
    at = said.get("at")
    return Line(
        number=number, do=said["do"], by=said.get("as", ""), at=datetime.fromisoformat(at) if at else None,
        given=said.get("with", {}), save=said.get("save", ""), refused=said.get("refused", ""),
    )  # fmt: skip


def parameters(text: str) -> dict[str, Any]:
    """Reads the parameters of a question.  Raises: UnreadableLineError; RepeatedFieldError."""
    try:
        said = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise UnreadableLineError("parameters are one JSON object") from None
    if not isinstance(said, dict) or _is_deep(said):
        raise UnreadableLineError("parameters are one JSON object")
    return said


def _is_deep(said: Any) -> bool:
    """Whether objects and lists stand in one another deeper than any call takes: whoever walks them would fall."""
    level, depth = [said], 0
    while level:
        depth += 1
        if depth > _MOST_NESTED:
            return True
        level = [
            inner for one in level if isinstance(one, dict | list)
            for inner in (one.values() if isinstance(one, dict) else one)
        ]  # fmt: skip
    return False


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise RepeatedFieldError("a field stands twice in one object")
    return made


def _no_number(_: str) -> Any:
    raise ValueError


def _faults(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if any(name not in _FIELDS for name in said):
        yield "line", "unknown"
    if not isinstance(said.get("do"), str):
        yield "do", "form" if "do" in said else "missing"
    if not isinstance(said.get("as", ""), str):
        yield "as", "form"
    if "at" in said and not _is_instant(said["at"]):
        yield "at", "form"
    if not isinstance(said.get("with", {}), dict):
        yield "with", "form"
    for name, form in (("save", _NAME), ("refused", _CODE)):
        if name in said and not (isinstance(said[name], str) and form.fullmatch(said[name])):
            yield name, "form"


def _is_instant(said: Any) -> bool:
    try:
        return (
            isinstance(said, str) and bool(_ZONED.search(said))
            and bool(datetime.fromisoformat(said).astimezone(UTC))
        )  # fmt: skip
    except (ValueError, OverflowError):  # the first and the last hours of all are none in UTC
        return False
