"""What papers of several areas share."""

from __future__ import annotations

from repatria.core.vocabulary.dates import PartialDate
from repatria.core.vocabulary.errors import InputError


def partial_or_none(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text) if text else None
    except InputError:
        return None
