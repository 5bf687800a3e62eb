"""The paper that a family keeps after it was told in person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from repatria.core.vocabulary.papers import PaperKind, PaperMark


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyPaper:
    """What she keeps: whom it is about as she spells it, what was found, how he was identified, whom to call.

    Source:   law-and-practice section 4.5; practice rules 25, 27.
    Not:      a relative's name, a pedigree, another who asked, a place of detention, a promise.
    """

    mark: PaperMark
    sought_name: str
    told_on: date
    found: str
    how: str
    support: tuple[str, ...]

    @property
    def kind(self) -> PaperKind:
        return PaperKind.FAMILY_PAPER
