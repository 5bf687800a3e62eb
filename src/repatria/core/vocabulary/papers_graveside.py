"""Blank forms for the graveside, filled by hand where no line and no light is: recovery, item, burial, hands.

Source: GC I art. 16, 17; law-and-practice section 2.2; practice rule 25. What is written is typed in later.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from repatria.core.vocabulary.paper_mark import PaperMark
from repatria.core.vocabulary.papers import PaperKind


class GravesideSheet(StrEnum):
    """Which form."""

    RECOVERY = "recovery"
    ITEM = "item"
    BURIAL = "burial"
    EXHUMATION = "exhumation"
    HANDS = "hands"


class FormSize(StrEnum):
    """The sheets that water does not spoil, as labels are printed on: whole, or half for a pocket."""

    A4 = "a4"
    A5 = "a5"


@dataclass(frozen=True, slots=True, kw_only=True)
class GravesidePaper:
    """A blank form: every line is written by hand.

    Not:      a name, a place or a code: what stands on a blank form would be copied onto the wrong body.
    """

    mark: PaperMark
    sheet: GravesideSheet
    size: FormSize = FormSize.A4

    @property
    def kind(self) -> PaperKind:
        return PaperKind.GRAVESIDE_FORM
