"""What calls refuse."""

from repatria.core.vocabulary.errors import ConflictError, InputError, RuleError, UnknownRecordError, WrongStateError


class UnknownCallBackError(UnknownRecordError):
    """There is no such call-back, or it ended."""

    code = "hotline.E001"


class LaneClosedError(RuleError):
    """Number and code did not fit three times in a row: she is rung back instead."""

    code = "hotline.E002"


class RecoveryNotChosenError(RuleError):
    """She chose that lost words are made good in another way, or never."""

    code = "hotline.E003"


class TelephoneTooNewError(RuleError):
    """Nobody is rung for lost words at a number that has not stood for thirty days."""

    code = "hotline.E004"


class AskedTooLittleError(InputError):
    """Two different things that she wrote are asked, and neither his name, his dates nor how to reach her."""

    code = "hotline.E005"


class TooManyFailuresError(RuleError):
    """Three times somebody did not say what she wrote: her words are made good in person only."""

    code = "hotline.E006"


class UnknownRecoveryError(UnknownRecordError):
    """No code that stands fits, or it served, or its time is over."""

    code = "hotline.E007"


class RowServedError(ConflictError):
    """This row of her receipt served already: she names another one."""

    code = "hotline.E008"


class NoRowsError(WrongStateError):
    """Her receipt has no such rows."""

    code = "hotline.E009"


class UnknownReportError(UnknownRecordError):
    """There is no such report, or it was settled."""

    code = "hotline.E010"


class NotToBePostedError(WrongStateError):
    """This letter lies in no box yet, was posted, or nobody asked for it by post."""

    code = "hotline.E011"


class DoubtedLetterError(WrongStateError):
    """A letter lies there that told what is not told now: its link or her claim does not stand, or she is not told."""

    code = "hotline.E021"


class EmptyCallError(InputError):
    """Something that must be said was left empty, or is too long."""

    code = "hotline.E012"


class NoteStateError(WrongStateError):
    """That note has ended, or there is no such wave, choice or contact."""

    code = "hotline.E020"


class UnknownFormError(UnknownRecordError):
    """No form with this number was printed."""

    code = "hotline.E014"


class NumberStillKnownError(RuleError):
    """A number is lost in person only; on the telephone she still says it to the portal."""

    code = "hotline.E013"
