"""The paper that a family keeps after it was told in person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from repatria.core.vocabulary.papers import PaperKind, PaperMark


class FoundOf(StrEnum):
    """What of him was found, in words that hold no figure."""

    WHOLE = "whole"
    PART = "part"
    PARTS = "parts"


def found_of(whole: int, parts: int) -> tuple[FoundOf, ...]:
    """What is said of so many whole bodies and parts of one man."""
    said = [FoundOf.WHOLE] if whole else []
    return (*said, FoundOf.PART if parts == 1 else FoundOf.PARTS) if parts else tuple(said)


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyPaper:
    """What she keeps: whom it is about as she spells it, what was found, how he was identified, whom to call.

    Source:   law-and-practice section 4.5; practice rules 25, 27.
    Given:    `found` and `methods` as the board concluded: each is printed as a ready sentence, and nobody adds one.
    Not:      a relative's name, a pedigree, another who asked, a place of detention, a promise, a figure.
    """

    mark: PaperMark
    sought_name: str
    told_on: date
    found: tuple[FoundOf, ...]
    methods: tuple[str, ...]
    support: tuple[str, ...]

    @property
    def kind(self) -> PaperKind:
        return PaperKind.FAMILY_PAPER
