"""Refusals of this room."""

from __future__ import annotations

from repatria.core.vocabulary.errors import InputError


class UnknownLevelError(InputError):
    """A name was given that is no comparison level."""

    code = "linkage.E001"


class UnreadablePartsError(InputError):
    """The parts of a kept index are not complete, or do not fit together."""

    code = "linkage.E002"
