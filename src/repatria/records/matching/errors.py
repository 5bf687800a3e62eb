"""What matching refuses."""

from repatria.core.vocabulary.errors import (
    ConflictError,
    InputError,
    RuleError,
    TwoPersonRuleError,
    UnknownRecordError,
    WrongStateError,
)


class UnknownPairError(UnknownRecordError):
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


class TooLittleEvidenceError(RuleError):
    """Fewer links were confirmed than weights are learned from."""

    code = "matching.E006"


class StaleWeightsError(ConflictError):
    """Other weights are in force by now, or many more links were confirmed since these were computed."""

    code = "matching.E007"


class UnknownWeightsError(UnknownRecordError):
    """There is no such version of the weights."""

    code = "matching.E008"


class WeightsInForceError(WrongStateError):
    """These weights are in force already, or are not in force any more."""

    code = "matching.E009"


class NoLinkError(WrongStateError):
    """That pair is no confirmed link."""

    code = "matching.E010"


class UnknownDoubtError(UnknownRecordError):
    """There is no such doubt about a link."""

    code = "matching.E011"


class NotAnnulledError(WrongStateError):
    """No link of that pair was annulled, or it lies before reviewers again already."""

    code = "matching.E013"


class DoubtStateError(WrongStateError):
    """The link is doubted already, or the doubt is settled."""

    code = "matching.E012"
