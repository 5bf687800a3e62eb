"""What the intake refuses."""

from repatria.core.vocabulary.errors import ConflictError, InputError, OutsideError, RuleError, TamperError


class MalformedItemError(InputError):
    """What should be kept has not the form that this room keeps."""

    code = "intake.E001"


class UnequalLettersError(RuleError):
    """Letters of different sizes would tell who got news."""

    code = "intake.E002"


class RepeatedRoundStateError(ConflictError):
    """The round does not come after the one that lies in the letterboxes."""

    code = "intake.E003"


class LongLetterError(InputError):
    """The letters do not fit into the letterbox."""

    code = "intake.E004"


class PortalKeysError(OutsideError):
    """The portal has no keys, or keys that are not certified."""

    code = "intake.E005"


class ItemNotKeptError(OutsideError):
    """The store did not take an item in time: nothing was promised, and it may be sent again."""

    code = "intake.E006"


class FullDayError(ConflictError):
    """Papers for receipts without a letterbox fill this day."""

    code = "intake.E007"


class UnsealedError(TamperError):
    """A sealed thing does not open: it was changed, or sealed to somebody else."""

    code = "intake.E901"
