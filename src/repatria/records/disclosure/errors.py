"""What disclosure refuses."""

from repatria.core.vocabulary.errors import RuleError, UnknownRecordError


class NoConfirmedLinkError(RuleError):
    """No confirmed link stands between this enquiry and anybody, or several contradict each other."""

    code = "disclosure.E001"


class NotForInterviewError(UnknownRecordError):
    """There is nothing about this link to ask him."""

    code = "disclosure.E002"
