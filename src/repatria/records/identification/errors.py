"""What identification refuses beside the law."""

from repatria.core.vocabulary.errors import ConflictError, InputError, UnknownRecordError, WrongStateError


class UnknownReferenceError(UnknownRecordError):
    """No sample was given under this code."""

    code = "identification.E001"


class UnknownSampleError(UnknownRecordError):
    """No sample stands under this code, neither of the dead nor of a relative."""

    code = "identification.E002"


class ConsentOverError(WrongStateError):
    """The consent was withdrawn or is over: nothing is read, compared or shown of this sample."""

    code = "identification.E003"


class NothingToDestroyError(UnknownRecordError):
    """Nothing of this code waits to be destroyed."""

    code = "identification.E004"


class StandingProfileError(WrongStateError):
    """The consent stands: its profile is destroyed only when it was withdrawn or is over."""

    code = "identification.E005"


class UnknownResultsError(UnknownRecordError):
    """There is no such file of a laboratory."""

    code = "identification.E006"


class ReadBeforeError(ConflictError):
    """This very file was read before."""

    code = "identification.E007"


class ProfileWordsError(InputError):
    """What is said of a profile cannot be read."""

    code = "identification.E008"


class NoSuchFlagError(UnknownRecordError):
    """Nothing of the kind is said of this profile."""

    code = "identification.E009"


class AgreedBeforeError(ConflictError):
    """This table was agreed before."""

    code = "identification.E010"


class UnknownTableError(UnknownRecordError):
    """There is no such table of frequencies."""

    code = "identification.E011"


class UnknownFindingError(UnknownRecordError):
    """There is no such finding or comparison."""

    code = "identification.E012"


class UnknownPartsError(UnknownRecordError):
    """There is no such link of parts."""

    code = "identification.E013"


class PartsOrderError(WrongStateError):
    """The link of parts is not where this can follow, or the two are linked already."""

    code = "identification.E014"


class UnknownHypothesisError(UnknownRecordError):
    """There is no such hypothesis."""

    code = "identification.E015"


class UnknownEvidenceError(UnknownRecordError):
    """There is nothing of that number that could be resolved here."""

    code = "identification.E016"


class UnknownPolicyError(UnknownRecordError):
    """There is no such policy of the board."""

    code = "identification.E017"


class StandingHypothesisError(ConflictError):
    """One of these items is part of another hypothesis about the same person."""

    code = "identification.E018"


class NotThisPersonError(WrongStateError):
    """The enquiry is not linked with this person, or by the record somebody holds him: he lives."""

    code = "identification.E019"


class RoundTooSoonError(WrongStateError):
    """A round of samples was opened a short while ago: one rhythm holds for all."""

    code = "identification.E030"


class UnknownSamplesRoundError(UnknownRecordError):
    """No round of samples has this number."""

    code = "identification.E031"


class SoughtOrderError(ConflictError):
    """The link of two enquiries is not where this can follow."""

    code = "identification.E020"


class UnknownSoughtError(UnknownRecordError):
    """There is no such link of two enquiries."""

    code = "identification.E021"


class UnknownCodedError(UnknownRecordError):
    """No profiles of the dead were proposed under this number."""

    code = "identification.E032"


class CodedOrderError(WrongStateError):
    """What is to go out under codes is not where this can follow."""

    code = "identification.E033"


class NotOneBodyError(ConflictError):
    """By what was seen of these items they are not one person's."""

    code = "identification.E034"
