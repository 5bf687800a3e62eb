"""What handing over refuses."""

from repatria.core.vocabulary.errors import ConflictError, InputError, NotPermittedError, RuleError, UnknownRecordError


class SwitchedOffError(RuleError):
    """Hand-overs of the living are switched off: no signed legal basis is in force."""

    code = "handover.E001"


class IncompleteBasisError(InputError):
    """Switching on needs a legal basis, at least one meeting point and each transit State's consent."""

    code = "handover.E002"


class UnknownHandoverError(UnknownRecordError):
    """There is no such hand-over or switch."""

    code = "handover.E003"


class OpenHandoverError(ConflictError):
    """A hand-over of this person is open already."""

    code = "handover.E004"


class NotMeetableError(RuleError):
    """Link, kinship level or his decision do not allow a meeting."""

    code = "handover.E005"


class StepForbiddenError(NotPermittedError):
    """This step belongs to another service or role."""

    code = "handover.E006"
