"""The papers of the roll: the sheet on which a camp counts its men, and the list that goes on the visit of a draw.

Source: practice rules 14, 15. What nobody recorded is a line to be filled by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from repatria.core.vocabulary.notices import NoticeRecipient
from repatria.core.vocabulary.paper_mark import PaperInputError, PaperMark
from repatria.core.vocabulary.papers import PaperKind

MOST_MEN = 5_000
"""On one sheet: more than any camp that gives one roll."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RollLine:
    """One man of a roll: his card, his name as the camp's own list has it, and where the book says that he is."""

    card_number: str
    name: str
    is_signed_out: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RollSums:
    """The sum as the register has it when the sheet is printed."""

    before: int
    came: int
    left: int
    held: int
    expected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyRollPaper:
    """The sheet of a daily roll: who is on it, the sum, and boxes for the count and two signatures.

    Given:    `number` under which it is typed in later; None for a sum that is to be reckoned by hand.
    Raises:   PaperInputError for a sheet without place or number, and for one of too many men.
    Not:      anything about a man but card, name and that the sign-out book has him.
    """

    mark: PaperMark
    number: str
    place: str
    day: date
    sums: RollSums | None
    lines: tuple[RollLine, ...]
    read_at: datetime | None = None

    def __post_init__(self) -> None:
        if not self.number.strip() or not self.place.strip():
            raise PaperInputError("a roll has a number and a place", (("number", "empty"),))
        if len(self.lines) > MOST_MEN:
            raise PaperInputError("a roll has at most 5,000 men", (("lines", "count"),))

    @property
    def kind(self) -> PaperKind:
        return PaperKind.DAILY_ROLL


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnLine:
    """One drawn man by his numbers, and where the register has him: no name."""

    card_number: str
    person_number: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawListPaper:
    """The list of drawn men for a visit, with room for what was seen, and all that repeats the draw.

    Raises:   PaperInputError for a list of nobody.
    Not:      a name: whoever visits asks the camp to bring the man of this number.
    """

    mark: PaperMark
    draw_number: int
    scope: str  # "" for everybody who is held
    drawn_on: date
    root: str
    tree_size: int
    list_count: int
    list_digest: str
    lines: tuple[DrawnLine, ...]

    def __post_init__(self) -> None:
        if not self.lines:
            raise PaperInputError("a list of drawn men names one or more", (("lines", "count"),))

    @property
    def kind(self) -> PaperKind:
        return PaperKind.DRAW_LIST


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeOnList:
    """One notice of a list that leaves together: by numbers, never by a name."""

    notice_number: str
    event: str  # a word of custody events, as its table of words has it
    power: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeListPaper:
    """The list that goes with notices which leave together, and on which their receipt is written.

    Source:   GC III art. 122(3).
    Raises:   PaperInputError for a list of none.
    """

    mark: PaperMark
    addressee: NoticeRecipient
    power: str  # "" for every Power
    made_at: datetime
    lines: tuple[NoticeOnList, ...]

    def __post_init__(self) -> None:
        if not self.lines:
            raise PaperInputError("a list of notices names one or more", (("lines", "count"),))

    @property
    def kind(self) -> PaperKind:
        return PaperKind.NOTICE_LIST


class ListFor(StrEnum):
    """What a list of persons goes along on."""

    PLACE = "place"
    JOURNEY = "journey"
    VISIT = "visit"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLineOut:
    """One person of a list that goes out; `beside` what changed since the last one, in the paper's words of change."""

    reference: str
    card_number: str
    name: str
    birth_date: str
    place: str
    change: str = ""  # new, moved, gone
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonListPaper:
    """A list of persons that goes along: who is held at a place, who leaves for another, whom a visitor will find.

    Source:   GC III art. 20, 46-48, 126.
    Raises:   PaperInputError for a list of nobody.
    """

    mark: PaperMark
    goes_on: ListFor
    title: str  # place, or number of the list; "" for all places
    made_at: datetime
    since: datetime | None  # the list from which changes are counted
    lines: tuple[PersonLineOut, ...]

    def __post_init__(self) -> None:
        if not self.lines:
            raise PaperInputError("a list of persons names one or more", (("lines", "count"),))

    @property
    def kind(self) -> PaperKind:
        return PaperKind.PERSON_LIST
