"""What notices refuses."""

from repatria.core.vocabulary.errors import ConflictError, RuleError, UnknownRecordError, WrongStateError


class NoDecisionError(RuleError):
    """A letter that tells something names no decision that allows it, or one about another enquiry."""

    code = "notices.E001"


class UnknownNoticeError(UnknownRecordError):
    """There is no such notice."""

    code = "notices.E002"


class NoticeStateError(WrongStateError):
    """The notice has already gone further than that."""

    code = "notices.E003"


class IncompleteNoticeError(RuleError):
    """The notice lacks an item that the provision names and that was given."""

    code = "notices.E004"


class FearGoesToAgencyError(RuleError):
    """What he fears goes with the notice to the Agency, and to nobody else; that act says of no fear of this man."""

    code = "notices.E007"


class RepeatedRoundError(ConflictError):
    """Rounds go up; this number was used."""

    code = "notices.E005"


class LyingLetterError(WrongStateError):
    """No such letter is still in the house: it lay in a box already, and what she read is not taken out."""

    code = "notices.E006"


class UnknownVersionError(UnknownRecordError):
    """There is no such version of a letter's words."""

    code = "notices.E008"


class VersionStateError(WrongStateError):
    """This version was adopted, refused or withdrawn already, or does not stand."""

    code = "notices.E009"


class UnknownPaperWordsError(UnknownRecordError):
    """There is no such version of a paper's words."""

    code = "notices.E011"


class SameWordsError(ConflictError):
    """These very words stand already, or lie before those who approve."""

    code = "notices.E010"
