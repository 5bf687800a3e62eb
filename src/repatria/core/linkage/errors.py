"""Refusals of this room."""

from __future__ import annotations

from repatria.core.vocabulary.errors import InputError


class UnknownLevelError(InputError):
    """A name was given that is no comparison level."""

    code = "linkage.E001"
