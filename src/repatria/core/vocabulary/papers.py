"""What each paper says, as frozen values; doors ask a `PaperPrinter` for the sheet itself through config.

Printing is an adapter and knows only these values, so a paper can say nothing that its value does not hold. Kinds and
most papers stand here, those of a hand-over in `papers_handover`, of the roll in `papers_roll`,
those that a man is given in `papers_camp`; codes and check words
are made in `paper_codes`, the mark in `paper_mark`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from repatria.core.vocabulary.dates import PartialDate
from repatria.core.vocabulary.notices import NoticeEvent, NoticeItem, NoticeRecipient
from repatria.core.vocabulary.paper_codes import (
    PaperCodeError,
    check_word,
    code_hash,
    fold_check_word,
    fold_code,
    paper_code,
)
from repatria.core.vocabulary.paper_mark import (
    AskedAloneError,
    NoticeParticularsError,
    PaperInputError,
    PaperLanguage,
    PaperMark,
)
from repatria.core.vocabulary.particulars import Given
from repatria.core.vocabulary.places import LONGEST_CODE, MOST_CARDS, card_text

__all__ = [
    "ArrivalPadPaper",
    "AskedAloneError",
    "CaptureCardPaper",
    "CardAddressee",
    "CardHealth",
    "LetterPaper",
    "NoticeEvent",
    "NoticeItem",
    "NoticeLine",
    "NoticeParticularsError",
    "NoticeRecipient",
    "Paper",
    "PaperCodeError",
    "PaperInputError",
    "PaperKind",
    "PaperLanguage",
    "PaperMark",
    "PaperPrinter",
    "ReceiptPaper",
    "StatutoryNoticePaper",
    "check_word",
    "code_hash",
    "fold_check_word",
    "fold_code",
    "paper_code",
]


class PaperKind(StrEnum):
    RECEIPT = "receipt"
    LETTER_NO_INFORMATION = "letter_no_information"
    LETTER_ALIVE = "letter_alive"
    LETTER_MEETING = "letter_meeting"
    LETTER_CORRECTION = "letter_correction"
    STATUTORY_NOTICE = "statutory_notice"
    CAPTURE_CARD = "capture_card"
    HANDOVER_RECORD = "handover_record"
    STUB = "stub"
    DOSSIER = "dossier"
    INFORMATION_LETTER = "information_letter"
    DAILY_ROLL = "daily_roll"
    DRAW_LIST = "draw_list"
    NOTICE_LIST = "notice_list"
    SENT_LIST = "sent_list"
    PERSON_LIST = "person_list"
    EXCHANGE_LIST = "exchange_list"
    PROPERTY_RECEIPT = "property_receipt"
    RIGHTS_SHEET = "rights_sheet"
    CHANGE_SLIP = "change_slip"
    ENQUIRY_FORM = "enquiry_form"
    POSTED_LETTER = "posted_letter"
    LEAFLET = "leaflet"
    REMAINS_LABELS = "remains_labels"
    BATCH_MANIFEST = "batch_manifest"
    BATCH_SEALS = "batch_seals"
    BATCH_PROTOCOL = "batch_protocol"
    BATCH_SPOT_CHECK = "batch_spot_check"
    BATCH_RECEIPT = "batch_receipt"
    MESSAGE = "message"  # her words to him, with lines for his answer; the camp's alone, checked by nobody outside
    PARCEL_RECEIPT = "parcel_receipt"  # to whoever sent it; nobody outside checks it
    HIS_TRACE = "his_trace"
    REMAINS_RELEASE = "remains_release"
    LAISSEZ_PASSER = "laissez_passer"
    FAMILY_PAPER = "family_paper"  # what she keeps after a visit
    GRAVESIDE_FORM = "graveside_form"
    DEATH_CERTIFICATE = "death_certificate"
    DEATH_LIST = "death_list"
    GRAVE_LIST = "grave_list"
    BOARD_REPORT = "board_report"

    @property
    def is_checked_publicly(self) -> bool:
        """Whether the portal's check page knows it."""
        return self in _PUBLIC


LETTER_KINDS = frozenset({
    PaperKind.LETTER_NO_INFORMATION, PaperKind.LETTER_ALIVE, PaperKind.LETTER_MEETING, PaperKind.LETTER_CORRECTION,
})  # fmt: skip
_PUBLIC = LETTER_KINDS | {
    PaperKind.POSTED_LETTER,
    PaperKind.HANDOVER_RECORD,
    PaperKind.LEAFLET,
    PaperKind.INFORMATION_LETTER,
    PaperKind.FAMILY_PAPER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptPaper:
    """The receipt of an enquiry, on one sheet: number and words, to be cut apart.

    Raises:   PaperInputError for words that would not fit the sheet.
    Not:      his name, her name, the name or address of the service.
    """

    mark: PaperMark
    number: str
    words: tuple[str, ...]
    received_on: date
    phone_code: str = ""  # only where she chose to hear her letters by telephone
    caller_rows: tuple[str, ...] = ()  # the word that a caller must know, row by row

    def __post_init__(self) -> None:
        if len(self.phone_code) > 12 or len(self.caller_rows) > 12:
            raise PaperInputError("a receipt has at most 12 rows and a short code", (("caller_rows", "count"),))
        if not (self.number and len(self.number) <= 24 and 1 <= len(self.words) <= 12):
            raise PaperInputError("a receipt has a number and 1 to 12 words", (("words", "count"),))
        if any(not word.strip() or len(word) > 16 for word in (*self.words, *self.caller_rows)):
            raise PaperInputError("a word of a receipt has 1 to 16 characters", (("words", "length"),))

    @property
    def kind(self) -> PaperKind:
        return PaperKind.RECEIPT


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPaper:
    """A letter to a family. All kinds share one layout; the first sentence is the answer.

    Given:    `words` by language, as `core.law.letters` lets them be; `sought_name` as she spells it; `known_on` and
              `mail_address` only in the letter that he is alive.
    Raises:   PaperInputError when a letter would tell more, or less, than its kind.
    """

    mark: PaperMark
    kind: PaperKind
    enquiry_number: str
    sought_name: str
    dated: date
    words: Mapping[str, tuple[str, ...]]
    whom: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # whom she can ask, by language
    hours: Mapping[str, str] = field(default_factory=dict)  # when the bureau's telephone answers
    known_on: date | None = None
    mail_address: str = ""

    def __post_init__(self) -> None:
        tells = self.kind is PaperKind.LETTER_ALIVE
        if self.kind not in LETTER_KINDS:
            raise PaperInputError("this kind of paper is not a letter", (("kind", "not a letter"),))
        if (self.known_on is not None) != tells or (self.mail_address and not tells):
            raise PaperInputError(
                "only the letter that he is alive names a day and an address", (("known_on", "kind"),)
            )
        if not self.mark.telephone:
            raise PaperInputError("a letter needs the number to call", (("telephone", "empty"),))
        if any(len(self.words.get(language, ())) < 3 for language in self.mark.languages):
            raise PaperInputError("a letter has a title, an answer and a paragraph", (("words", "missing"),))


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLine:
    """One item of art. 122(4) with what became of the question; None where the notice does not say."""

    item: NoticeItem
    given: Given | None
    value: str | PartialDate | None = None

    def __post_init__(self) -> None:
        if (self.value not in (None, "")) != (self.given is Given.GIVEN):
            raise PaperInputError("an item has a value exactly when it was given", ((self.item, "value"),))


@dataclass(frozen=True, slots=True, kw_only=True)
class StatutoryNoticePaper:
    """The notice to the Agency or the Power concerned: the eleven items, each given or with its reason.

    Source:   GC III art. 122(4), 122(5), 122(8), 123.
    Raises:   NoticeParticularsError when an item is absent or named twice.
    Given:    `event_on` the day or what was written of it, empty where nobody knows it, None where the notice does not
              say.
    Not:      anything the article does not name; his fear of the notice goes with it as one sentence.
    """

    mark: PaperMark
    notice_number: str
    addressee: NoticeRecipient
    event: NoticeEvent
    event_on: PartialDate | str | None
    lines: tuple[NoticeLine, ...]
    issued_on: date
    fears_the_notice: bool = False
    fear: str = ""  # his words, to the Agency alone
    family_by: date | None = None  # of a death: the family was not told yet, and we visit it by this day
    receiver_visits: bool = False  # of a death: the family was not told yet, and whoever receipts this visits it

    def __post_init__(self) -> None:
        held = [line.item for line in self.lines]
        if sorted(held) != sorted(NoticeItem):
            raise NoticeParticularsError(
                "a notice names each item of the article once", provision="GC III 122(4)", held=len(held)
            )

    @property
    def kind(self) -> PaperKind:
        return PaperKind.STATUTORY_NOTICE


class CardHealth(StrEnum):
    """Field 11 of the capture card, Annex IV B."""

    GOOD_HEALTH = "good_health"
    NOT_WOUNDED = "not_wounded"
    RECOVERED = "recovered"
    CONVALESCENT = "convalescent"
    SICK = "sick"
    SLIGHTLY_WOUNDED = "slightly_wounded"
    SERIOUSLY_WOUNDED = "seriously_wounded"


class CardAddressee(StrEnum):
    AGENCY = "agency"
    FAMILY = "family"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureCardPaper:
    """His own card of art. 70 in the form of Annex IV B, 15 by 10.5 cm, front and back.

    Given:    an empty value prints an empty line to be filled by hand: he writes, or leaves it; so too the family's
              address. Names in other letters stand in Latin ones beside.
    Not:      remarks; the form forbids them.
    """

    mark: PaperMark
    addressee: CardAddressee
    power: str = ""
    surname: str = ""
    first_names: str = ""
    father_first_name: str = ""
    birth_date: PartialDate | None = None
    birth_place: str = ""
    rank: str = ""
    service_number: str = ""
    next_of_kin_address: str = ""
    captured_on: PartialDate | None = None
    coming_from: str = ""
    health: CardHealth | None = None
    prisoner_number: str = ""
    camp_name: str = ""
    written_on: date | None = None
    surname_latin: str = ""
    first_names_latin: str = ""

    @property
    def kind(self) -> PaperKind:
        return PaperKind.CAPTURE_CARD


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalPadPaper:
    """A pad of numbered arrival cards, each with the stub that he keeps.

    Source:   GC I art. 16, whose particulars are the card's lines; practice rules 12, 16.
    Given:    `unit` is the place to which the pad was given; `fingerprint` that of the bureau's key for lines, which
              whoever enrols a computer compares. The numbers are those of the pad's act.
    Units:    1 to 10,000 cards from `first_number` on, `digits` wide after `prefix`.
    Raises:   PaperInputError for what no card can bear.
    """

    mark: PaperMark
    unit: str
    pad_number: str
    prefix: str
    first_number: int
    count: int
    digits: int
    fingerprint: str

    def __post_init__(self) -> None:
        if not (1 <= self.count <= MOST_CARDS and self.first_number >= 0):
            raise PaperInputError("a pad holds 1 to 10,000 cards with numbers from nought on", (("count", "range"),))
        if len(self.unit) > LONGEST_CODE:
            raise PaperInputError("the code of a place has at most 40 characters", (("unit", "length"),))
        if not self.fingerprint.strip():
            raise PaperInputError("a pad bears the fingerprint of the bureau's key", (("fingerprint", "empty"),))

    @property
    def kind(self) -> PaperKind:
        return PaperKind.STUB

    @property
    def cards(self) -> tuple[str, ...]:
        """The number of every card, as it is printed and typed."""
        numbers = range(self.first_number, self.first_number + self.count)
        return tuple(card_text(self.prefix, one, self.digits) for one in numbers)


class Paper(Protocol):
    """Anything a printer can be asked for: a value of this module or of `papers_handover` with a form in printing."""

    @property
    def mark(self) -> PaperMark:
        """What its foot says."""

    @property
    def kind(self) -> PaperKind:
        """Which paper it is."""


class PaperPrinter(Protocol):
    """The port through which doors ask for paper; config binds the adapter."""

    def print_paper(self, paper: Paper) -> bytes:
        """Returns a tagged PDF; the same paper gives the same bytes.  Raises: OutsideError when it cannot."""

    def unprintable(self, paper: Paper) -> tuple[str, ...]:
        """Names the characters that no shipped face can draw, as `U+4E2D`. They are printed as these numbers."""
