"""What a batch run refuses beside what reading and writing files does."""

from __future__ import annotations

from repatria.core.vocabulary.errors import OutsideError


class MissingEngineError(OutsideError):
    """The libraries of the engine that was asked for are not installed, or Java is missing. Nothing was written."""

    code = "batch.E001"
