"""Opening a list by its profile: the reader of tables tells how it is written, the profile what it must have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from repatria.doors.files.tables import Table, WantedNames, has_text, open_table, tidy_name
from repatria.doors.jobs.importing.errors import MissingColumnsError
from repatria.doors.jobs.importing.profile import Profile

OpenTable = Callable[[Path, WantedNames], Table]
"""Opens a file of rows by what it is."""


def open_here(path: Path, names: WantedNames) -> Table:
    """Opens it in this process."""
    return open_table(path, names.wanted())


def open_list(path: Path, profile: Profile, open_file: OpenTable = open_here) -> Table:
    """Opens a list, by what the file is and not by what it is called, and holds its columns against the profile.

    Given:    `open_file` reads it, where this process does not read files of strangers itself.
    Returns:  a table whose columns bear the profile's names where they differ in capitals, blanks and hyphens alone:
              the same list is recognised again however its header is written.
    Raises:   UnreadableTableError; MissingColumnsError with the names, and with what the file has.
    """
    wanted = profile.wanted()
    table = open_file(
        path,
        WantedNames(
            known=frozenset(tidy_name(column) for column in wanted), encoding=profile.encoding,
            separator=profile.delimiter, sheet=profile.sheet, has_header=profile.has_header,
        ),
    )  # fmt: skip
    table.columns = _named_as(wanted, table.columns)
    if missing := [column for column in wanted if column not in table.columns]:
        faults = (*((column, "is missing") for column in missing), (path.name, has_text(table.header)))
        raise MissingColumnsError(f"{path.name} lacks {len(missing)} columns that {profile.name} reads", faults)
    if twice := [column for column in wanted if _stands_twice(column, table)]:
        raise MissingColumnsError(
            f"{path.name} has columns twice: which one is meant?",
            tuple((column, "stands twice in the header") for column in twice),
        )
    numbering = next((one for one in profile.key if one in table.columns), "")
    table.number_at = table.columns.index(numbering) if numbering else 0
    return table


def _named_as(wanted: Sequence[str], columns: Sequence[str]) -> tuple[str, ...]:
    """The names of the columns, with the wanted name for each that is meant by it; what is written exactly so is."""
    meant = {tidy_name(column): column for column in wanted if column not in columns}
    return tuple(
        column if column in wanted else meant.pop(tidy_name(column), column) for column in columns
    )  # fmt: skip


def _stands_twice(column: str, table: Table) -> bool:
    exactly = Counter(name.strip() for name in table.header)[column]
    return exactly > 1 or (not exactly and sum(tidy_name(name) == tidy_name(column) for name in table.header) > 1)
