"""What the ledger refuses, and what it must never be told to retry."""

from repatria.core.vocabulary.errors import ConflictError, InputError, RepatriaError, RuleError, TamperError


class UnknownActError(RepatriaError):
    """The log holds a kind or version that this installation does not know: upgrade before going on."""

    code = "ledger.E001"


class NoServiceError(RuleError):
    """An act was recorded outside a service or within `atomic`, or a service recorded none or more than one."""

    code = "ledger.E002"


class RepeatedConsequenceError(ConflictError):
    """This consumer has already drawn its consequence from this act."""

    code = "ledger.E003"


class NotErasableError(RuleError):
    """Statutory particulars and custody facts have no destroy path."""

    code = "ledger.E004"


class UnfitValueError(InputError):
    """A text or number of the act is longer or larger than the column that is to hold it. No act was written."""

    code = "ledger.E005"


class BrokenLogError(TamperError):
    """An entry, part or checkpoint does not verify."""

    code = "ledger.E900"
