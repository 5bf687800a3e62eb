"""What welfare refuses."""

from repatria.core.vocabulary.errors import ConflictError, InputError, UnknownRecordError, WrongStateError


class NobodyNamedError(InputError):
    """An inspection names those who were inspected, each by a number, and none of them twice."""

    code = "welfare.E001"


class NotThereError(InputError):
    """Somebody who is named was not held at this place at this hour."""

    code = "welfare.E002"


class UnknownComplaintError(UnknownRecordError):
    """There is no such complaint."""

    code = "welfare.E003"


class ForwardedAlreadyError(ConflictError):
    """This complaint was passed on already."""

    code = "welfare.E004"


class UnknownTermError(UnknownRecordError):
    """There is no such representative, or he speaks for them no longer."""

    code = "welfare.E005"


class TermStandsError(WrongStateError):
    """Another was chosen later for this place: what came before him is entered no more."""

    code = "welfare.E006"


class OtherPlaceError(InputError):
    """This roll is another place's than that for which he speaks."""

    code = "welfare.E007"


class UnknownLetterError(UnknownRecordError):
    """There is no such letter, or it went out already."""

    code = "welfare.E008"


class NoWordsError(InputError):
    """The end of a term, a dissent and a letter need a word: why, what, or under which number."""

    code = "welfare.E009"
