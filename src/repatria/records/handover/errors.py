"""What handing over refuses."""

from repatria.core.vocabulary.errors import ConflictError, UnknownRecordError, WrongStateError


class UnknownHandoverError(UnknownRecordError):
    """There is no such hand-over or switch."""

    code = "handover.E003"


class OpenHandoverError(ConflictError):
    """A hand-over of this person is open already."""

    code = "handover.E004"


class NotAtThePointError(WrongStateError):
    """What identity is checked against is shown while both are at the point, and at no other time."""

    code = "handover.E005"


class ToldAlreadyError(ConflictError):
    """He or she was told already that it does not take place."""

    code = "handover.E006"
