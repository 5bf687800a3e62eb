"""What the room of telling refuses beside the law."""

from repatria.core.vocabulary.errors import UnknownRecordError, WrongStateError


class UnknownTellingError(UnknownRecordError):
    """There is no such case of a death that is to be told."""

    code = "telling.E001"


class UnknownVisitError(UnknownRecordError):
    """There is no such visit."""

    code = "telling.E002"


class UnknownVisitorError(UnknownRecordError):
    """Nobody of this number was trained to tell a death."""

    code = "telling.E003"


class NotAskerError(UnknownRecordError):
    """This enquiry is none of those that ask for this dead."""

    code = "telling.E004"


class VisitStateError(WrongStateError):
    """The visit has ended already, or has not ended yet."""

    code = "telling.E005"


class TellingStateError(WrongStateError):
    """The case has ended, or what is said of it was said already."""

    code = "telling.E006"


class UnknownWishesRoundError(UnknownRecordError):
    """There is no such round of asking for wishes."""

    code = "telling.E007"


class UnknownReportError(UnknownRecordError):
    """There is no such report of a death."""

    code = "telling.E008"
