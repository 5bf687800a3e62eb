"""Files of calls: how far each was gone through and what its lines came to, noted in the transaction of their acts.

A runtime note and no act. What a line recorded says so itself, by the cause of its act (`line_cause`); the note is what
lets the same file go on where it stood, and what a later line of it refers to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from repatria.core.vocabulary.dates import instant_text, read_instant
from repatria.records.access.models import RunFile, RunFileLine

APPLIED = "apply:"
DIGEST_IN_CAUSE = 32  # hexadecimal characters: 128 bits of the SHA-256 that any tool prints
_NOTE = "INSERT INTO access_runfileline (id, file_id, line, result) VALUES (%s, %s, %s, %s)"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileProgress:
    """How far a file was gone through.

    Given:    `clock` is the time of its last line; `unexpected` counts refusals that were not announced, and announced
              ones that did not come.
    """

    digest: str
    next_line: int
    clock: datetime
    unexpected: int


def line_cause(digest: str, line: int) -> str:
    """The cause that the act of one line of a file carries, by which it is recorded once."""
    return f"{APPLIED}{digest[:DIGEST_IN_CAUSE]}:{line}"


def progress_of(digest: str) -> FileProgress | None:
    """How far the file of this digest was gone through; None when it was not begun."""
    row = RunFile.objects.filter(pk=digest).first()
    if row is None:
        return None
    return FileProgress(
        digest=digest, next_line=row.next_line, clock=read_instant(row.clock), unexpected=row.unexpected
    )  # fmt: skip


def is_any_begun() -> bool:
    """Whether any file was begun here: in a demonstration the clock is then a file's."""
    return RunFile.objects.exists()


def begin_file(digest: str, *, by: str, at: datetime) -> FileProgress:
    """Notes that a file is begun, or finds how far it was gone through."""
    now = instant_text(at)
    RunFile.objects.get_or_create(id=digest, defaults={"clock": now, "begun_at": now, "begun_by": by})
    found = progress_of(digest)
    assert found is not None
    return found


def note_lines(reached: FileProgress, results: Sequence[tuple[int, str]]) -> None:
    """Notes what lines came to and how far the file was gone through.

    Given:    in the transaction in which they were done, so that neither stands without the other.
    """
    with connection.cursor() as cursor:  # plain SQL: every line of every file is noted
        rows = [(f"{reached.digest}:{line}", reached.digest, line, result) for line, result in results]
        if rows:
            cursor.executemany(_NOTE, rows)
    RunFile.objects.filter(pk=reached.digest).update(
        next_line=reached.next_line, clock=instant_text(reached.clock), unexpected=reached.unexpected
    )  # fmt: skip


def results_of(digest: str) -> Iterator[tuple[int, str]]:
    """What the lines of a file came to so far, in their order."""
    rows = RunFileLine.objects.filter(file_id=digest).order_by("line")
    return rows.values_list("line", "result").iterator(chunk_size=2000)
