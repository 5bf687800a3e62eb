"""What arrivals refuses."""

from repatria.core.vocabulary.errors import (
    ConflictError,
    InputError,
    TwoPersonRuleError,
    UnknownRecordError,
    WrongStateError,
)


class UnknownDeviceError(UnknownRecordError):
    """There is no such device."""

    code = "arrivals.E001"


class DeviceKeyError(InputError):
    """The key is no point of P-256, or another device has it."""

    code = "arrivals.E002"


class OtherFingerprintError(InputError):
    """What was compared is not the fingerprint of the bureau's key for lines."""

    code = "arrivals.E003"


class RevokedDeviceError(WrongStateError):
    """The device was revoked before."""

    code = "arrivals.E004"


class OpenShiftError(WrongStateError):
    """Somebody is on duty there: a shift is handed over before the next one opens."""

    code = "arrivals.E005"


class UnknownShiftError(UnknownRecordError):
    """There is no such shift."""

    code = "arrivals.E006"


class EndedShiftError(WrongStateError):
    """The shift was handed over before."""

    code = "arrivals.E007"


class SameOfficerError(TwoPersonRuleError):
    """Whoever hands a shift over does not take it over: each counts for himself."""

    code = "arrivals.E008"


class KnownLineError(ConflictError):
    """This line was taken before."""

    code = "arrivals.E009"


class NoClashError(WrongStateError):
    """The line clashes with none, or its clash was settled."""

    code = "arrivals.E010"


class ImpossibleCountError(InputError):
    """A head count is a number from nought on."""

    code = "arrivals.E011"


class HeldCardError(ConflictError):
    """A man of the register has one of these cards, or it was said of it what became of it."""

    code = "arrivals.E012"


class UnknownCardError(UnknownRecordError):
    """No such cards: the pad has no such numbers, or nothing was said of them."""

    code = "arrivals.E013"
