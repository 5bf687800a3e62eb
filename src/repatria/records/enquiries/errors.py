"""What enquiries refuses."""

from repatria.core.vocabulary.errors import ConflictError, InputError, RuleError, UnknownRecordError, WrongStateError


class UnknownEnquiryError(UnknownRecordError):
    """There is no such enquiry."""

    code = "enquiries.E001"


class EmptyEnquiryError(InputError):
    """An enquiry needs the name of the one who is sought."""

    code = "enquiries.E002"


class KnownEnquiryError(ConflictError):
    """An enquiry with this receipt was received before."""

    code = "enquiries.E003"


class ClosedEnquiryError(WrongStateError):
    """The enquiry is closed."""

    code = "enquiries.E004"


class EvidenceRestsOnNothingError(RuleError):
    """This kind of proof rests on an act of another room, and the act named is of another kind."""

    code = "enquiries.E005"


class MalformedEnquiryError(InputError):
    """Locator, letter identity, language or channel are not what a receipt gives."""

    code = "enquiries.E007"


class StrangeActError(RuleError):
    """An act was named that is about another enquiry, or that says nothing of where an enquiry stands."""

    code = "enquiries.E008"


class ReplacedWordsError(RuleError):
    """It came with words that were replaced, and nobody said whether she herself said it."""

    code = "enquiries.E010"


class KnownPaperError(ConflictError):
    """This item of the portal was kept as a paper before."""

    code = "enquiries.E009"
