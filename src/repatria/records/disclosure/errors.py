"""What disclosure refuses."""

from repatria.core.vocabulary.errors import InputError, RuleError


class NoConfirmedLinkError(RuleError):
    """No confirmed link stands between this enquiry and anybody, or several contradict each other."""

    code = "disclosure.E001"


class NotForInterviewError(InputError):
    """There is nothing about this link to ask him."""

    code = "disclosure.E002"
