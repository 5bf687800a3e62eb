"""What disclosure refuses."""

from repatria.core.vocabulary.errors import RuleError, UnknownRecordError, WrongStateError


class NoConfirmedLinkError(RuleError):
    """No confirmed link stands between this enquiry and anybody, or several contradict each other."""

    code = "disclosure.E001"


class NotForInterviewError(UnknownRecordError):
    """There is nothing about this link to ask him."""

    code = "disclosure.E002"


class CanBeAskedError(WrongStateError):
    """He can be asked about her, so that nobody decides for him."""

    code = "disclosure.E003"


class StillToldError(WrongStateError):
    """The law lets it be told: nothing stops the letter."""

    code = "disclosure.E004"


class NothingToldWrongError(WrongStateError):
    """That act told nobody anything on an annulled link, or it was put right already."""

    code = "disclosure.E005"


class UnknownWithholdingError(UnknownRecordError):
    """Nothing of that number is withheld from anybody."""

    code = "disclosure.E006"


class UnknownDocumentError(UnknownRecordError):
    """That act recorded no document and no call about him."""

    code = "disclosure.E008"


class WithholdingStateError(WrongStateError):
    """It was settled already, lapsed, or something is withheld from her already."""

    code = "disclosure.E007"
