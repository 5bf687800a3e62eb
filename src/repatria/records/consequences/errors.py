"""What consequences refuses."""

from repatria.core.vocabulary.errors import ConflictError, RuleError, UnknownRecordError


class UnknownMatterError(UnknownRecordError):
    """Nothing of that kind was set aside."""

    code = "consequences.E001"


class SettledAlreadyError(ConflictError):
    """It was set aside before, or it was drawn or decided meanwhile."""

    code = "consequences.E002"


class KeptMatterError(RuleError):
    """It holds nothing that is attributed to a prisoner, or was taken after all: what was sent is never lost."""

    code = "consequences.E004"


class NoGroundError(RuleError):
    """That nothing is to be drawn needs a ground in words."""

    code = "consequences.E003"
