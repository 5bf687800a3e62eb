"""Papers that a man is given in a camp: the receipt for what was taken from him, and his rights, to be read aloud."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from repatria.core.vocabulary.paper_mark import PaperInputError, PaperMark
from repatria.core.vocabulary.papers import PaperKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyReceiptPaper:
    """The itemised receipt for what was taken from a prisoner (GC III art. 18).

    Raises:   PaperInputError where nothing was taken, or nobody signs.
    Not:      his name: he is told by number and card.
    """

    mark: PaperMark
    number: str
    card_number: str
    person_number: str
    taken_at: datetime
    items: str
    money: str
    order_reference: str
    register_entry: str
    officer: str
    rank: str
    unit: str

    def __post_init__(self) -> None:
        if not (self.items or self.money):
            raise PaperInputError("a receipt says what was taken", (("items", "missing"),))
        if not (self.officer and self.rank and self.unit):
            raise PaperInputError("a receipt bears name, rank and unit of its issuer", (("officer", "missing"),))

    @property
    def kind(self) -> PaperKind:
        return PaperKind.PROPERTY_RECEIPT


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsSheetPaper:
    """His rights in his language, to be read aloud and left with him (GC III art. 41; practice rule 12)."""

    mark: PaperMark
    card_number: str
    person_number: str

    @property
    def kind(self) -> PaperKind:
        return PaperKind.RIGHTS_SHEET


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSlipPaper:
    """A slip to be folded and sealed, on which he says that he changed his mind (practice rule 12)."""

    mark: PaperMark
    card_number: str
    person_number: str

    @property
    def kind(self) -> PaperKind:
        return PaperKind.CHANGE_SLIP


@dataclass(frozen=True, slots=True, kw_only=True)
class SentOnList:
    """One event that was reported of him, in words of his language: never to which bodies, nor to how many."""

    sent_at: datetime
    what: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SentListPaper:
    """What was sent about a man, which he is given on demand: nothing too is an answer.

    Source:   practice rule 12.
    Not:      anything that went to a family, and no body by its name: who fears his Power is reported to the Agency
              alone, and a guard may find the sheet.
    """

    mark: PaperMark
    card_number: str
    person_number: str
    made_at: datetime
    lines: tuple[SentOnList, ...]

    @property
    def kind(self) -> PaperKind:
        return PaperKind.SENT_LIST
