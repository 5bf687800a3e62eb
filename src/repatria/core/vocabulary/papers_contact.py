"""Papers between him and his family: her words to him, the receipt of a parcel, and his own trace of all of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from repatria.core.vocabulary.papers import PaperKind, PaperMark


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagePaper:
    """What is given to him by hand: for whom it is, from whom, as she calls herself, her words, and lines to answer.

    Source:   GC III art. 71; law-and-practice section 6.9.
    Given:    the code by which it is known when it comes back stands in its mark.
    Not:      her address, her enquiry, or what she is asked for.
    """

    mark: PaperMark
    his_name: str
    person_number: str
    her_name: str
    written_on: date
    text: str

    @property
    def kind(self) -> PaperKind:
        return PaperKind.MESSAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundThing:
    """One thing of a parcel: as it was declared, as it was found, and whether they agree, a text a language."""

    declared: str
    found: str
    mark: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedThing:
    """A thing that was not given to him, why, and what became of it, a text a language."""

    thing: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelReceiptPaper:
    """The receipt to whoever sent a parcel or money: what she declared, what was found, what was given.

    Source:   GC III art. 72, 76; issue 18, part 4.
    Not:      his place, his number, or a name of anybody but hers.
    """

    mark: PaperMark
    number: str
    what: tuple[str, ...]
    from_whom: str
    said_on: date
    opened_at: datetime | None
    things: tuple[FoundThing, ...]
    parts: tuple[RefusedThing, ...]
    given_at: datetime
    confirmed: tuple[str, ...]
    amount: str = ""
    entry: str = ""
    receipt: str = ""

    @property
    def kind(self) -> PaperKind:
        return PaperKind.PARCEL_RECEIPT


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceMoment:
    """One thing that happened: when, what, a text a language, and where."""

    at: datetime
    what: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HisTracePaper:
    """His own trace: each letter, parcel and call of his, when and where, what was kept back and until when.

    Source:   practice rule 12; issue 18, part 1.
    """

    mark: PaperMark
    person_number: str
    lines: tuple[TraceMoment, ...]

    @property
    def kind(self) -> PaperKind:
        return PaperKind.HIS_TRACE
