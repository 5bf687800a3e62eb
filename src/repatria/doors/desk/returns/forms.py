"""Fields and readings that several pages of returns share."""

from __future__ import annotations

from datetime import date, datetime

from repatria.core.law.return_list import BatchRow
from repatria.core.law.return_scans import words_of
from repatria.core.vocabulary.batch_columns import (
    BATCH_HEADS,
    is_batch_readable,
    is_broken,
    is_other_condition,
    read_batch_row,
)
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.lists import LARGEST_PAGE_FILE, PlainRows
from repatria.doors.desk.frame.dates import now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.ports import current


def at_field() -> Field:
    """When it was."""
    return Field(name="happened_at", kind="instant", is_required=True, value=now_typed(), hint="hint.instant")


def two_fields(first: str = "field.batch_by", other: str = "field.batch_second") -> tuple[Field, Field]:
    """Two who stand for it."""
    return Field(name="by", label=first, is_required=True), Field(name="second", label=other, is_required=True)


def instant_in(entered: Entered) -> datetime:
    """The instant of `at_field`, which the form asks for."""
    at = entered.instant("happened_at")
    assert at is not None, "the form asks for it"
    return at


def whole_day(entered: Entered, name: str) -> date:
    """A day that was entered.  Raises: InputError for a month or a year alone."""
    day = entered.partial_date(name)
    if day is None or day.month is None or day.day is None:
        raise InputError("a whole day is needed", ((name, "whole_day"),))
    return date(day.year, day.month, day.day)


def rows_of_file(name: str, content: bytes) -> list[BatchRow]:
    """Every row of their spreadsheet, by the one reader of tables; what it could not part is a row with its place.

    Raises:   InputError for a file that is too large, or in which nothing is a label or a seal; what the reader raises.
    """
    lists = current().lists
    if lists is None:
        raise LookupError("the desk reads no lists: start it through `repatria serve`")
    if len(content) > LARGEST_PAGE_FILE:
        raise InputError("the file is too large for a page", (("batch_file", "large_file"),))
    read = lists.plain_rows(name, content, tuple(head for heads in BATCH_HEADS.values() for head in heads))
    if not is_batch_readable(read.columns):
        raise InputError("no column of it holds labels or seals", (("batch_file", "no_labels"),))
    return [*_as_rows(read), *(BatchRow(raw=((where, reason),)) for where, reason in read.unread)]


def _as_rows(read: PlainRows) -> list[BatchRow]:
    found = []
    for cells in read.rows:
        said = read_batch_row(read.columns, cells)
        found.append(BatchRow(
            label=said.get("label", ""), seal=said.get("seal", ""), container=said.get("container", ""),
            container_seal=said.get("container_seal", ""),
            says=said.get("says", ""), is_seal_whole=not is_broken(said.get("seal_state", "")),
            is_condition_as_listed=not is_other_condition(said.get("condition", "")),
            raw=tuple((head, cell) for head, cell in zip(read.columns, cells, strict=False) if cell.strip()),
        ))  # fmt: skip
    return found


def rows_typed(text: str) -> list[BatchRow]:
    """Rows typed from paper: a line each, parted by semicolons: label, seal, a remark, the container and its seal."""
    found = []
    for line in text.splitlines():
        if line.strip():
            label, seal, says, box, box_seal = (*(one.strip() for one in line.split(";")), "", "", "", "")[:5]
            is_whole, is_listed = words_of(says)
            found.append(BatchRow(
                label=label, seal=seal, says=says, container=box, container_seal=box_seal, is_seal_whole=is_whole,
                is_condition_as_listed=is_listed,
                raw=(("typed", line.strip()),),
            ))  # fmt: skip
    return found
