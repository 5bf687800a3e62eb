"""What the room of the dead refuses beside the law."""

from repatria.core.vocabulary.errors import ConflictError, InputError, UnknownRecordError, WrongStateError


class UnknownSiteError(UnknownRecordError):
    """There is no such place of the dead."""

    code = "remains.E001"


class UnknownRecoveryError(UnknownRecordError):
    """There is no such recovery: no item stands without one."""

    code = "remains.E002"


class UnknownItemError(UnknownRecordError):
    """No item stands under this code."""

    code = "remains.E003"


class UnknownFindError(UnknownRecordError):
    """There is no such packet of what was found."""

    code = "remains.E004"


class UnknownFacePictureError(UnknownRecordError):
    """No such photograph of the dead stands."""

    code = "remains.E005"


class WrongCodeError(InputError):
    """This is no code, its check character fails, or it is of another place or team."""

    code = "remains.E006"


class CodeOrderError(InputError):
    """The count does not follow on the last one of this place and team."""

    code = "remains.E007"


class UsedCodeError(ConflictError):
    """This code was given already; a code is given once."""

    code = "remains.E008"


class TakenPlaceCodeError(ConflictError):
    """Another place of the dead has this code."""

    code = "remains.E009"


class UnknownStoreError(UnknownRecordError):
    """There is no such store of the dead."""

    code = "remains.E010"


class UnknownSampleError(UnknownRecordError):
    """No sample stands under this code."""

    code = "remains.E011"


class UnknownContainerError(UnknownRecordError):
    """There is no such container."""

    code = "remains.E012"


class TakenContainerError(ConflictError):
    """Another container bears this number."""

    code = "remains.E013"


class PackedItemError(ConflictError):
    """The item lies in a container, sealed or another: it is opened first."""

    code = "remains.E014"


class AwayItemError(WrongStateError):
    """The item lies under the seals of a batch on its way, or it left."""

    code = "remains.E015"


class UnknownGraveError(UnknownRecordError):
    """There is no such grave."""

    code = "remains.E016"


class TakenGraveError(ConflictError):
    """Another grave is recorded at this row and position of the cemetery."""

    code = "remains.E017"


class BurntItemError(WrongStateError):
    """It was burnt already."""

    code = "remains.E018"


class CorrectionOrderError(ConflictError):
    """One was proposed of this item already, or it was agreed or refused before."""

    code = "remains.E026"


class UnknownCorrectionError(UnknownRecordError):
    """There is no such correction."""

    code = "remains.E027"


class UnknownCremationError(UnknownRecordError):
    """No such cremation was proposed."""

    code = "remains.E028"
