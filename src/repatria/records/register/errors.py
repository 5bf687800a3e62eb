"""What the register refuses."""

from repatria.core.vocabulary.errors import ConflictError, RuleError, UnknownRecordError, WrongStateError


class TakenCardError(ConflictError):
    """The numbered card belongs to another person already: a conflict to be looked at, never an overwrite."""

    code = "register.E001"


class UnknownPersonError(UnknownRecordError):
    """There is no such person."""

    code = "register.E002"


class KnownRowError(ConflictError):
    """This row of this source was recorded before; nothing is added twice."""

    code = "register.E003"


class NotHeldError(WrongStateError):
    """Nobody holds this person here: he can be neither asked nor moved."""

    code = "register.E004"


class NoLinkError(RuleError):
    """The question names no confirmed link between this person and an enquiry."""

    code = "register.E005"


class UnknownCustodyEntryError(UnknownRecordError):
    """There is no such custody entry, or it was annulled already, or it is not the last."""

    code = "register.E006"
