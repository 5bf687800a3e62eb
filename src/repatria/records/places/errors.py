"""What places refuse."""

from repatria.core.vocabulary.errors import ConflictError, InputError, UnknownRecordError, WrongStateError


class NoSuchHolderError(InputError):
    """What was written is no open place: it names those that may be meant, and nothing was lost."""

    code = "places.E001"


class UnknownPlaceError(UnknownRecordError):
    """There is no place of this code."""

    code = "places.E002"


class TakenPlaceError(ConflictError):
    """That code, name or spelling is read as another place: one of two places of one key would lose its men."""

    code = "places.E003"


class StillHoldsError(WrongStateError):
    """The place holds somebody, or is to get somebody back whom it lent: it is not closed over them."""

    code = "places.E004"


class ClosedPlaceError(WrongStateError):
    """The place is closed, or stands open already."""

    code = "places.E005"


class TakenPadError(ConflictError):
    """Numbers of this pad were given before: two men would have one card."""

    code = "places.E006"


class PlaceWordsError(InputError):
    """A code, name, spelling or pad was written in a form that nobody could use."""

    code = "places.E007"


class UnknownPadError(UnknownRecordError):
    """There is no such pad, or its numbers are free already."""

    code = "places.E008"


class UnknownSpellingError(UnknownRecordError):
    """There is no such spelling of this place, or it was annulled already."""

    code = "places.E009"
