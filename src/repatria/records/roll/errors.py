"""What the roll refuses."""

from repatria.core.vocabulary.errors import (
    ConflictError,
    InputError,
    RuleError,
    TwoPersonRuleError,
    UnknownRecordError,
    WrongStateError,
)


class UnknownRollError(UnknownRecordError):
    """There is no such roll."""

    code = "roll.E001"


class RollTakenError(ConflictError):
    """This place has a roll of this day; another one corrects it and says why."""

    code = "roll.E002"


class PaperTypedError(ConflictError):
    """The paper of this number was typed in before."""

    code = "roll.E003"


class SameSignerError(TwoPersonRuleError):
    """Two different persons sign a roll."""

    code = "roll.E004"


class SignedAlreadyError(ConflictError):
    """This roll has its second signature, or was corrected meanwhile."""

    code = "roll.E005"


class WrongDayError(InputError):
    """The hour at which heads were counted does not lie on the day of the roll."""

    code = "roll.E006"


class NoDifferenceError(WrongStateError):
    """No difference of this roll is open."""

    code = "roll.E007"


class UnexplainedError(RuleError):
    """What the house knows does not explain the difference in the way that was said."""

    code = "roll.E008"


class UnknownSightingError(UnknownRecordError):
    """There is no such sighting, or it was annulled."""

    code = "roll.E009"


class RepeatedSightingError(ConflictError):
    """This sighting was recorded before; or the paper that is named bears another man's signature."""

    code = "roll.E010"


class UnknownDrawError(UnknownRecordError):
    """There is no such draw, or this man was not drawn in it."""

    code = "roll.E011"


class DrawStandsError(ConflictError):
    """A draw in this scope is ordered and not made yet, or was made: none is taken back or repeated."""

    code = "roll.E012"


class NoRootYetError(WrongStateError):
    """The log was not signed since the draw was ordered: the root that decides it is not there yet."""

    code = "roll.E013"


class ResultKnownError(ConflictError):
    """What was seen of this man in this draw is recorded already."""

    code = "roll.E014"


class DrawSizeError(InputError):
    """A draw is of one man or more, and of no more than somebody can visit."""

    code = "roll.E015"


class NotOpenError(WrongStateError):
    """That this man was not seen is no open item of this draw."""

    code = "roll.E016"


class NoReasonError(InputError):
    """A correction, a missed roll, an annulled sighting and an explanation need a reason in words."""

    code = "roll.E017"
