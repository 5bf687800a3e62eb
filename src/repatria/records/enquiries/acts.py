"""The acts of enquiries."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from repatria.core.law.kinship_claim import ClaimStanding
from repatria.records.ledger.acts import Act, act, part, upcast
from repatria.records.vault.keyring import Purpose


class LostWords(StrEnum):
    """What she chose at the receipt for the day on which her words are lost."""

    CALL_BACK = "call_back"
    IN_PERSON = "in_person"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What she said, in her own words and script, and how she may be reached. All of it under her own key.

    Given:    `phone_code` as a service is handed it: eight digits; in the act its keyed digest.
    """

    sought_name: str
    sought_birth: str = ""
    sought_place: str = ""
    sought_unit: str = ""
    last_contact: str = ""
    relation: str = ""
    enquirer_name: str = ""
    reach_by: str = ""
    reach_when: str = ""
    words: str = ""  # by which he would know that it is she
    private_answer: str = ""  # her answer to a question only she can answer, once asked
    helper: str = ""
    shares: tuple[str, ...] = ()  # with whom what she said may be shared
    lost_words: str = ""  # of LostWords; empty where she was not asked
    telephone: str = ""  # the one number at which she may be rung
    post_to: str = ""  # where her letters go on paper, where she chose that
    phone_code: str = ""
    caller_secret: str = ""  # from which the rows of her receipt derive: she asks who rings
    marks: str = ""  # by which he may be known: scars, glasses
    meeting: str = ""  # a word of `relations.MEETING`, or empty where she did not say; no release asks it
    meeting_who: str = ""  # whom she names in her place


@dataclass(frozen=True, slots=True, kw_only=True)
class Military:
    """What she said that can be punished where she lives, under a key of its own: it goes before all else does."""

    sought_unit: str = ""
    last_contact: str = ""


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryReceived(Act):
    """A family asks (web, telephone, paper, helper: the same receipt).

    Version 1 kept nothing of the receipt's number: such an enquiry is found by no number.
    Version 2 asked neither for marks nor whether she would come to a meeting: it is read as not said.
    Version 3 kept unit and last contact with all else, under one key: there they stay until all of it is erased; and
    nobody read in another language than that of her letters.

    Given:    `asked` holds neither unit nor last contact; `military_id` is empty where she said neither.
    """

    KIND: ClassVar[str] = "enquiries.enquiry_received"
    VERSION: ClassVar[int] = 4

    enquiry_id: str
    locator: str  # where her letters lie in the letterbox
    letter_identity: str  # public half of the key her letters are sealed to
    received_on: str
    language: str
    channel: str
    first_letter_on: str
    inbox: str  # "sequence:SHA-256" of the sealed item it came in, empty where it came another way
    number_index: str  # keyed blind index of the receipt's number, empty where it was not handed over
    military_id: str  # the subject of the second part
    page_language: str  # which language she read, where it is none of those that letters are written in
    asked: Asked | None = part(Purpose.KIN, of="enquiry_id")
    military: Military | None = part(Purpose.KIN, of="military_id")


@upcast("enquiries.enquiry_received.1", "enquiries.enquiry_received.2")
def _know_no_number(fields: dict[str, object]) -> dict[str, object]:
    return {**fields, "number_index": ""}


@upcast("enquiries.enquiry_received.2", "enquiries.enquiry_received.3")
def _ask_for_no_more(fields: dict[str, Any]) -> dict[str, Any]:
    asked = fields.get("asked")
    return fields if asked is None else {**fields, "asked": {**asked, "marks": "", "meeting": "", "meeting_who": ""}}


@upcast("enquiries.enquiry_received.3", "enquiries.enquiry_received.4")
def _leave_military_facts_where_they_are(fields: dict[str, object]) -> dict[str, object]:
    return {**fields, "military_id": "", "page_language": ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """An uploaded paper of kinship: a picture drawn anew, of a photograph or of the pages of a PDF.

    Given:    `word` why a picture could not be drawn; then there is no content, and it lies sealed where it came in.
    """

    media_type: str
    content: bytes
    word: str = ""


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class PapersReceived(Act):
    """She added a paper; nobody has looked at it yet. A PDF in it was kept as it came, before their pages were drawn.

    Version 1 kept pictures as they came, with the place and the hour of a camera in them. Version 2 did not ask
    whether the words that it was sent with stood: it is read as if they did.
    """

    KIND: ClassVar[str] = "enquiries.papers_received"
    VERSION: ClassVar[int] = 3

    paper_id: str
    enquiry_id: str
    received_on: str
    size_bytes: int
    inbox: str
    words_stood: bool  # False: sent with number and words that others had replaced
    paper: Paper | None = part(Purpose.KIN, of="enquiry_id")


@upcast("enquiries.papers_received.1", "enquiries.papers_received.2")
def _draw_nothing(fields: dict[str, Any]) -> dict[str, Any]:
    paper = fields.get("paper")
    return fields if paper is None else {**fields, "paper": {**paper, "word": ""}}


@upcast("enquiries.papers_received.2", "enquiries.papers_received.3")
@upcast("enquiries.said_later.1", "enquiries.said_later.2")
def _let_words_stand(fields: dict[str, object]) -> dict[str, object]:
    return {**fields, "words_stood": True}


@dataclass(frozen=True, slots=True)
class Note:
    """A worker's note under her key."""

    text: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimJudged(Act):
    """Her claim of kinship as a whole was doubted, revoked, or stands again; with it the level that holds now."""

    KIND: ClassVar[str] = "enquiries.claim_judged"

    enquiry_id: str
    before: ClaimStanding
    standing: ClaimStanding
    judged_by: str
    doubted_by: str  # who doubted it, where another judges
    level: int
    note: Note | None = part(Purpose.KIN, of="enquiry_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSetAside(Act):
    """A sealed item became no enquiry and no paper: it does not read, or is known. It stays where it lies."""

    KIND: ClassVar[str] = "enquiries.item_set_aside"

    inbox: str
    reason: str  # a word for what went wrong; never what was written


@dataclass(frozen=True, slots=True)
class HerWords:
    """What she wrote later, under her key."""

    text: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class SetAsideErased(Act):
    """Items that were set aside hold what a destroyed key sealed: they are emptied where they lie."""

    KIND: ClassVar[str] = "enquiries.set_aside_erased"

    subject: str  # the enquiry, or its military facts alone
    items: tuple[int, ...]
    rests_on: tuple[int, ...]  # the acts that set them aside


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class SaidLater(Act):
    """She said something more with number and words; a caseworker owes her that it is read and dealt with.

    Version 1 did not ask whether those words stood: it is read as if they did.
    """

    KIND: ClassVar[str] = "enquiries.said_later"
    VERSION: ClassVar[int] = 2

    word_id: str
    enquiry_id: str
    what: str  # of `relations.LATER`
    received_on: str
    inbox: str
    words_stood: bool  # False: sent with number and words that others had replaced
    said: HerWords | None = part(Purpose.KIN, of="enquiry_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class LaterSettled(Act):
    """What she said later was read, and what was done stands in the worker's words.

    Version 1 knew of no words that were replaced: nothing had to be confirmed.
    """

    KIND: ClassVar[str] = "enquiries.later_settled"
    VERSION: ClassVar[int] = 2

    word_id: str
    enquiry_id: str
    confirmed: str  # of `confirmed_by` where it came with replaced words or asks to erase; else empty
    done: Note | None = part(Purpose.KIN, of="enquiry_id")


@upcast("enquiries.later_settled.1", "enquiries.later_settled.2")
def _confirm_nothing(fields: dict[str, object]) -> dict[str, object]:
    return {**fields, "confirmed": ""}


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryClosed(Act):
    """An enquiry was closed for a stated reason; it is never closed by silence.

    Version 1 kept neither where the enquiry stood nor on which acts that rested: it is read as standing nowhere said.
    """

    KIND: ClassVar[str] = "enquiries.enquiry_closed"
    VERSION: ClassVar[int] = 2

    enquiry_id: str
    reason: str
    duplicate_of: str
    closed_by: tuple[str, ...]  # who closes it, and for one closed by two who approved that
    stood: str  # its state before, or empty where nobody asked the law
    rests_on: tuple[int, ...]  # the acts along which that state was walked
    note: Note | None = part(Purpose.KIN, of="enquiry_id")


@upcast("enquiries.enquiry_closed.1", "enquiries.enquiry_closed.2")
def _say_where_it_stood(fields: dict[str, object]) -> dict[str, object]:
    return {**fields, "duplicate_of": "", "closed_by": (), "stood": "", "rests_on": ()}
