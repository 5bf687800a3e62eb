"""Labels of the dead: the code on body, bag and packet, in three sizes, for sheets that water does not spoil."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from repatria.core.vocabulary.identifiers import fold_number
from repatria.core.vocabulary.paper_mark import PaperInputError, PaperMark
from repatria.core.vocabulary.papers import PaperKind
from repatria.core.vocabulary.remains_codes import MOST_LABELS, fold_remains_code, fold_sample_code


class LabelSize(StrEnum):
    """What a label is stuck on."""

    BAG = "bag"
    BODY = "body"
    PACKET = "packet"


_LABELLED = ("RF-", "RG-")
"""Of record numbers those that stand on a thing: a relative's sample, and a coffin, bag or box."""


def _is_code(text: str) -> bool:
    is_number = text.startswith(_LABELLED) and text == fold_number(text)
    return bool(text) and (is_number or text in (fold_remains_code(text), fold_sample_code(text)))


@dataclass(frozen=True, slots=True, kw_only=True)
class RemainsLabelsPaper:
    """Labels with a square code and the same code to be read aloud; blank lines are written at the graveside.

    Source:   house rule 6.3; practice rule 25.
    Units:    1 to `MOST_LABELS` codes.
    Raises:   PaperInputError for what is no code, and for none or too many.
    Not:      a name, a place in words, or a day: a label that is lost tells nobody who lay where.
    """

    mark: PaperMark
    size: LabelSize
    codes: tuple[str, ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.codes) <= MOST_LABELS:
            raise PaperInputError(f"a sheet holds 1 to {MOST_LABELS} labels", (("codes", "range"),))
        if not all(_is_code(one) for one in self.codes):
            raise PaperInputError("a label bears a code with its check sign", (("codes", "wrong_check"),))

    @property
    def kind(self) -> PaperKind:
        return PaperKind.REMAINS_LABELS
