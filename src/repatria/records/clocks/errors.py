"""What clocks refuse."""

from repatria.core.vocabulary.errors import ConflictError, UnknownRecordError


class UnknownClockError(UnknownRecordError):
    """There is no such clock or rule."""

    code = "clocks.E001"


class NothingMovesError(ConflictError):
    """That act moves no clock of these rules, or moved them already."""

    code = "clocks.E002"


class ClockAtRestError(ConflictError):
    """The clock was satisfied, is not late yet, or its alarm was raised already."""

    code = "clocks.E003"


class UnreadActsError(ConflictError):
    """Acts that may end this clock were recorded and not read yet: no alarm before they are."""

    code = "clocks.E004"
