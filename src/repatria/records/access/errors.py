"""What access refuses."""

from repatria.core.vocabulary.errors import (
    ConflictError,
    InputError,
    NotPermittedError,
    RuleError,
    TwoPersonRuleError,
    UnknownRecordError,
)


class RoleForbidsError(NotPermittedError):
    """The actor holds no role that allows this act, or the account is closed."""

    code = "access.E001"


class SamePersonError(TwoPersonRuleError):
    """The second person must be another than the first."""

    code = "access.E002"


class ApprovalsMissingError(TwoPersonRuleError):
    """Fewer different persons have approved than the rule asks for."""

    code = "access.E003"


class UnknownAccountError(UnknownRecordError):
    """There is no such account."""

    code = "access.E004"


class TakenNameError(ConflictError):
    """The sign-in name is taken."""

    code = "access.E005"


class ApprovedAlreadyError(ConflictError):
    """This person has approved this already."""

    code = "access.E006"


class OutOfScopeError(NotPermittedError):
    """The record belongs to another camp or another worker's list."""

    code = "access.E007"


class GivenAloneError(TwoPersonRuleError):
    """Credentials of an account that has roles, or had credentials, are not given by one person alone."""

    code = "access.E010"


class UnknownCallError(InputError):
    """There is no service and no question of that name."""

    code = "access.E020"


class UnknownParameterError(InputError):
    """A parameter or a field of another name was given."""

    code = "access.E021"


class MissingParameterError(InputError):
    """A parameter that is needed was not given."""

    code = "access.E022"


class WrongFormError(InputError):
    """A value has not the form of its parameter."""

    code = "access.E023"


class LongTextError(InputError):
    """A text is longer than anything that is kept."""

    code = "access.E024"


class UnusableTextError(InputError):
    """A text holds a character that no text has: zero, or half of a pair."""

    code = "access.E025"


class DayIsFullError(NotPermittedError):
    """More persons than one account is given by a machine within a day."""

    code = "access.E026"


class NotForMigrationError(NotPermittedError):
    """What is asked for is not among what another system's records may be brought in by."""

    code = "access.E030"


class NoMigrationError(NotPermittedError):
    """No migration of this account stands: it was not opened, was withdrawn, or the account has another role."""

    code = "access.E031"


class MigrationOverError(NotPermittedError):
    """The last day of the migration has passed."""

    code = "access.E032"


class LinesUsedError(NotPermittedError):
    """As many lines were done as the approval of the migration names."""

    code = "access.E033"


class MigrationStandsError(ConflictError):
    """A migration stands already; one at a time."""

    code = "access.E034"


class MigrationTermsError(InputError):
    """Account, last day, number of lines or origin of a migration are none that can be approved."""

    code = "access.E035"


class UnknownMigrationError(UnknownRecordError):
    """There is no such migration that could be withdrawn."""

    code = "access.E036"


class UnknownOwnProposalError(UnknownRecordError):
    """This account laid no such proposal before others, or it is settled."""

    code = "access.E037"


class RolesApartError(RuleError):
    """One account does not hold these roles together: whoever looks at messages serves neither side of them."""

    code = "access.E038"


class UnknownWorkError(UnknownRecordError):
    """There is no such record that is worked on."""

    code = "access.E040"


class TakenWorkError(ConflictError):
    """It lies with somebody already, or nothing lies there."""

    code = "access.E041"


class NotYourWorkError(NotPermittedError):
    """What lies with another only he or the head gives away."""

    code = "access.E042"


class UnfitForWorkError(RuleError):
    """No role of that account opens such a record."""

    code = "access.E043"
