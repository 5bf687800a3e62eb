"""What matching refuses."""

from repatria.core.vocabulary.errors import ConflictError, InputError, TwoPersonRuleError, WrongStateError


class UnknownPairError(InputError):
    """There is no such pair."""

    code = "matching.E001"


class SecondJudgementError(TwoPersonRuleError):
    """The same reviewer judges a pair once."""

    code = "matching.E002"


class ConcludedPairError(WrongStateError):
    """The pair was concluded already."""

    code = "matching.E003"


class KnownPairsError(ConflictError):
    """Every proposed pair was proposed before."""

    code = "matching.E004"


class StrangePairError(InputError):
    """A proposed pair names a person or an enquiry that is not recorded."""

    code = "matching.E005"
