"""What a file of rows is refused for as a whole."""

from __future__ import annotations

from repatria.core.vocabulary.errors import InputError


class UnreadableFileError(InputError):
    """The file cannot be read as what it claims to be, or not within the limits. Nothing was written."""

    code = "importing.E001"
