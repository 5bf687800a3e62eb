"""What a link command refuses as a whole; a single bad row is never an error but a remark with its line."""

from __future__ import annotations

from repatria.core.vocabulary.errors import InputError, OutsideError


class TableColumnsError(InputError):
    """The header lacks a column that is needed, or has one twice. Nothing was written."""

    code = "linking.E002"


class AnswerFileError(InputError):
    """The answers cannot be written where and as it was asked. Nothing was written."""

    code = "linking.E003"


class OverwrittenInputError(InputError):
    """What is to be written would take the place of a file that is read. Nothing was written."""

    code = "linking.E008"


class UnfinishedRunError(InputError):
    """There is nothing to go on with, or what lies there belongs to another run."""

    code = "linking.E004"


class DamagedIndexError(InputError):
    """The index file is damaged, cut off, or no index file. It is built again from the register."""

    code = "linking.E006"


class UnservedFileError(OutsideError):
    """The system did not let a file be read or written: the disk is full, a name is too long, a device failed."""

    code = "linking.E009"


class UnanswerableError(InputError):
    """What was typed holds nothing that could be compared."""

    code = "linking.E007"
