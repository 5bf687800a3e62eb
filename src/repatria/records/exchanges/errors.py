"""What exchanges refuses beside the law."""

from repatria.core.vocabulary.errors import ConflictError, InputError, TamperError, UnknownRecordError, WrongStateError


class UnknownAgreementError(UnknownRecordError):
    """There is no such agreement."""

    code = "exchanges.E001"


class UnknownListError(UnknownRecordError):
    """There is no such list."""

    code = "exchanges.E002"


class UnknownLineError(UnknownRecordError):
    """There is no such line on this list."""

    code = "exchanges.E003"


class UnknownDifferenceError(UnknownRecordError):
    """There is no such difference."""

    code = "exchanges.E004"


class UnknownCrossingError(UnknownRecordError):
    """There is no such crossing."""

    code = "exchanges.E005"


class UnknownHoldError(UnknownRecordError):
    """Nobody is kept back under this number."""

    code = "exchanges.E006"


class UnknownOutgoingError(UnknownRecordError):
    """No list went out under this number."""

    code = "exchanges.E007"


class EndedAgreementError(WrongStateError):
    """The agreement was ended, or the list closed: nothing more is done under it."""

    code = "exchanges.E008"


class EmptyListError(InputError):
    """A list without a row, or with more rows than are taken at once."""

    code = "exchanges.E009"


class UnknownOwnerError(InputError):
    """Who is to see to it is no open account of this bureau."""

    code = "exchanges.E010"


class SettledDifferenceError(WrongStateError):
    """This difference is settled."""

    code = "exchanges.E011"


class ResolvedLineError(WrongStateError):
    """This line names somebody already, or has ended, or is of those whom the other Party holds."""

    code = "exchanges.E012"


class StandingHoldError(ConflictError):
    """He is kept back on this ground already."""

    code = "exchanges.E013"


class GroundGoneError(WrongStateError):
    """What kept him back is no longer on record: it cannot be prolonged, it is to be ended."""

    code = "exchanges.E014"


class CountedAlreadyError(WrongStateError):
    """The other side's count of this crossing is on record."""

    code = "exchanges.E015"


class UnsaidError(InputError):
    """Something that the act must say was left empty."""

    code = "exchanges.E016"


class ChangedListError(TamperError):
    """What a list that went out says is not what its act holds the digest of."""

    code = "exchanges.E900"


class AnnulledCrossingError(WrongStateError):
    """That crossing was taken back: nothing is counted of it any more."""

    code = "exchanges.E017"
