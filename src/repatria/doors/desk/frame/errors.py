"""Refusals of the desk's own."""

from __future__ import annotations

from repatria.core.vocabulary.errors import UnknownRecordError


class UnknownProposalError(UnknownRecordError):
    """What was laid on the table is there no longer, or is not what it was."""

    code = "desk.E002"
