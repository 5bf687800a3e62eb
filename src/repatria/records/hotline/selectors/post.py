"""What is to be posted: letters that lie in the boxes of those who asked for them on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from repatria.records.access.acting import Acting, require
from repatria.records.access.pages import Lines
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.enquiries.receipts import asked_for_post, receipt_for_room
from repatria.records.hotline.errors import NotToBePostedError
from repatria.records.hotline.models import Posted
from repatria.records.hotline.pairs import latest_recoveries, latest_recovery
from repatria.records.hotline.wrong_letters import letter_goes, letters_that_go, may_be_posted
from repatria.records.ledger.rows import is_there, rows_where
from repatria.records.matching.wrong_links import wrong_spans
from repatria.records.notices.sent import lying_lines_for_room

POST = "hotline.?post"
PAGE = 50


def is_address_confirmed(enquiry_id: str) -> bool:
    """Whether the address for paper holds: new words in somebody's hand wait until two confirmed it anew."""
    row = latest_recovery(enquiry_id)
    return row is None or row.is_post_confirmed


@dataclass(frozen=True, slots=True, kw_only=True)
class ToPost:
    """A letter that is to be printed and posted."""

    letter_id: str
    enquiry_id: str
    dated: str
    language: str


@question(POST)
def letters_to_post(acting: Acting) -> Lines[ToPost]:
    """The letters that are to be posted, the oldest first, at most a page of them: what is posted makes room.

    Given:    none that told something on a link which is doubted or was annulled, or to one who is told nothing now;
              none that tells of a man who is said to be dead.
    Raises:   RoleForbidsError.
    Leaf:     access.reading_recorded
    Not:      an address: each is shown beside its own sheet alone.
    """
    require(acting, POST)
    found = _page_to_post(acting.at)
    record_reading(acting, question="hotline.?post", records=[one.enquiry_id for one in found[:PAGE]])
    return Lines(tuple(found[:PAGE]), has_more=len(found) > PAGE)


def _page_to_post(at: datetime) -> list[ToPost]:
    """A page of what is to be posted and one more: the law is asked of what tells alone, and of no more than these."""
    asked = asked_for_post()
    unconfirmed = {one for one, row in latest_recoveries(asked).items() if not row.is_post_confirmed}
    boxes = [one for one in asked if one not in unconfirmed]
    posted, spans = {row.pk for row in rows_where(Posted, enquiry_id=boxes)}, wrong_spans()
    lying = [one for one in lying_lines_for_room(boxes) if one.letter_id not in posted]
    lying.sort(key=lambda one: (one.dated, one.letter_id))
    going = (one for one in lying if letter_goes(one, at, spans) and may_be_posted(one.enquiry_id, one))
    return [
        ToPost(letter_id=one.letter_id, enquiry_id=one.enquiry_id, dated=one.dated, language=one.language)
        for one in islice(going, PAGE + 1)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterToPrint:
    """A letter as it lies in her box, to be printed."""

    language: str
    dated: str
    title: str
    paragraphs: tuple[str, ...]
    code: str
    check_word: str
    post_to: str
    act_index: int


@question(POST)
def letter_to_post(acting: Acting, enquiry_id: str, letter_id: str) -> LetterToPrint:
    """One letter that is to be posted, with its words and where it goes.

    Raises:   NotToBePostedError; UnknownEnquiryError; RoleForbidsError.
    Leaf:     access.reading_recorded
    """
    require(acting, POST)
    found = [
        one for one in letters_that_go(enquiry_id, acting.at)
        if one.letter_id == letter_id and may_be_posted(enquiry_id, one)
    ]  # fmt: skip
    if not is_to_be_posted(enquiry_id, letter_id, acting.at) or found[0].text is None:
        raise NotToBePostedError("this letter is not to be posted", provision="practice rule 5")
    record_reading(acting, question="hotline.?post", records=(enquiry_id, letter_id))
    text = found[0].text
    return LetterToPrint(
        language=found[0].language, dated=found[0].dated, title=text.title, paragraphs=text.paragraphs,
        code=text.code, check_word=text.check_word, act_index=found[0].act_index,
        post_to=receipt_for_room(enquiry_id).said["post_to"],
    )  # fmt: skip


def is_to_be_posted(enquiry_id: str, letter_id: str, at: datetime) -> bool:
    """Whether she asked for it on paper, the address holds since her words were made anew, it did not go yet, and what
    it tells may be told to her now, on a link that stands."""
    is_asked = bool(receipt_for_room(enquiry_id).said["post_to"].strip()) and is_address_confirmed(enquiry_id)
    goes = any(one.letter_id == letter_id and may_be_posted(enquiry_id, one) for one in letters_that_go(enquiry_id, at))
    return is_asked and goes and not is_there(Posted, pk=letter_id)
