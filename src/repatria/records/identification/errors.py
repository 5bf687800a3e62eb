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
