"""What an import refuses as a whole; a single bad row is never an error but a line of the report."""

from __future__ import annotations

from repatria.core.vocabulary.errors import InputError, RuleError


class FaultyProfileError(InputError):
    """The profile contradicts itself or names what does not exist; every fault is listed with its place."""

    code = "importing.E002"


class MissingColumnsError(InputError):
    """The file lacks columns that the profile reads. Nothing was written."""

    code = "importing.E003"


class OtherCountError(RuleError):
    """A list says how many it names, and names more or fewer: somebody may be missing on it."""

    code = "importing.E004"


class OtherCustodyError(RuleError):
    """A corrected list says of a man's custody something else than the record: nothing is overwritten."""

    code = "importing.E005"


class TwoOfOneCardError(RuleError):
    """A row of a list bears the card of another man: he is registered without it, and the card stays where it was."""

    code = "importing.E006"
