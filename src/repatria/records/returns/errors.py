"""What returns refuses beside the law."""

from repatria.core.vocabulary.errors import ConflictError, InputError, UnknownRecordError, WrongStateError


class UnknownRequestError(UnknownRecordError):
    """There is no such request."""

    code = "returns.E001"


class UnknownBatchError(UnknownRecordError):
    """There is no such batch."""

    code = "returns.E002"


class UnknownBatchLineError(UnknownRecordError):
    """No such thing stands on this batch, or it was taken off."""

    code = "returns.E003"


class UnknownBatchDifferenceError(UnknownRecordError):
    """There is no such difference, or it was ended."""

    code = "returns.E004"


class OtherBatchError(ConflictError):
    """This stands on another batch that is open, or left already."""

    code = "returns.E005"


class SameLineError(ConflictError):
    """This stands on this batch already."""

    code = "returns.E006"


class EmptyBatchListError(InputError):
    """A list without a row, or with more rows than one batch takes."""

    code = "returns.E007"


class WrongWayError(WrongStateError):
    """This is done with a batch of the other way, or at another time of its path."""

    code = "returns.E008"


class LabelsDifferError(InputError):
    """The labels on body, bag and paper do not say one code, that of the line."""

    code = "returns.E009"


class TakenListError(ConflictError):
    """This list of scans was taken in already; nothing is taken twice."""

    code = "returns.E010"


class BlindCountError(WrongStateError):
    """Whoever counts reads the sender's list only after the count is signed."""

    code = "returns.E011"


class UnbegunCountError(WrongStateError):
    """No count was begun, or another counts."""

    code = "returns.E012"


class UnknownEntryError(UnknownRecordError):
    """Nothing was counted under this number, or it has its code already."""

    code = "returns.E013"


class NotReadyError(WrongStateError):
    """It cannot be put on a batch as it is now: it is buried, or a packet that is open or was sent on."""

    code = "returns.E014"


class UnknownScanError(UnknownRecordError):
    """No such scan stands in a count that is not signed yet."""

    code = "returns.E020"


class UnknownRemainsReleaseError(UnknownRecordError):
    """Nothing was released under this number."""

    code = "returns.E015"


class UnknownBatchContainerError(UnknownRecordError):
    """No such container stands on this batch, or it was taken off."""

    code = "returns.E021"


class UnknownPassError(UnknownRecordError):
    """No laissez-passer was issued under this number."""

    code = "returns.E024"


class UnknownPowerError(UnknownRecordError):
    """Nobody said whose dead this is."""

    code = "returns.E022"


class PowerStandsError(ConflictError):
    """Somebody said already whose dead this is: it is reviewed, or taken back first."""

    code = "returns.E023"
