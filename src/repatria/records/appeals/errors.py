"""What appeals refuses."""

from repatria.core.vocabulary.errors import ConflictError, InputError, UnknownRecordError, WrongStateError


class UnknownAppealError(UnknownRecordError):
    """There is no such appeal."""

    code = "appeals.E001"


class StandingAppealError(ConflictError):
    """An appeal stands already: it is withdrawn before another is published, for two may contradict."""

    code = "appeals.E002"


class WithdrawnAppealError(WrongStateError):
    """This appeal was withdrawn already."""

    code = "appeals.E003"


class CopyOrderError(WrongStateError):
    """A copy was given of this text already."""

    code = "appeals.E004"


class UnsaidCopyError(InputError):
    """A copy without a word on who took it, or by which way."""

    code = "appeals.E005"
