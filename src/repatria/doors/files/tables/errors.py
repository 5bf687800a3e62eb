"""What a file of rows is refused for as a whole; a single bad row is never an error but a BadRow with its line."""

from __future__ import annotations

from repatria.core.vocabulary.errors import InputError, OutsideError


class UnreadableTableError(InputError):
    """The file cannot be read as a table of rows, or not within the limits. Nothing was written."""

    code = "tables.E001"


class HeavyTableError(UnreadableTableError):
    """Reading this workbook takes more memory or time than is given to a file from outside. Nothing was written."""

    code = "tables.E003"


class MissingLibraryError(OutsideError):
    """A library that this kind of file needs is not installed."""

    code = "tables.E002"
