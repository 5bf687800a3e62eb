"""What she says later with number and words, and what is done about it."""

from __future__ import annotations

from datetime import date

from repatria.core.law.statements import OWN_WORDS, refuse_statements
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.relations import ERASURE, LATER, LATER_ALONE
from repatria.records.access.acting import Acting, require
from repatria.records.enquiries.acts import HerWords, LaterSettled, Note, SaidLater
from repatria.records.enquiries.errors import (
    KnownEnquiryError,
    MalformedEnquiryError,
    ReplacedWordsError,
    UnknownEnquiryError,
)
from repatria.records.enquiries.models import Enquiry, LaterWord
from repatria.records.enquiries.selectors import LaterLine, later_line
from repatria.records.ledger.rows import row_numbered
from repatria.records.ledger.services import record, service
from repatria.records.vault.opening import open_rows

LONGEST = 10_000
"""Characters of what she says at once."""


@service
def record_later(
    acting: Acting,
    *,
    enquiry_id: str,
    what: str,
    text: str,
    received_on: date,
    inbox: str = "",
    words_stood: bool = True,
) -> str:
    """Keeps what an enquirer says later; a closed enquiry hears her too, for she may withdraw, complain, or ask.

    Source:   GC III art. 122(7); practice rules 5, 6
    Given:    `what` is a word of `relations.LATER`; three of them need no text. `words_stood` whether number and words
              it came with stand: replaced ones may be in another's hand, and still speak in her name.
    Returns:  the number of what she said.
    Raises:   UnknownEnquiryError; MalformedEnquiryError for another word, a text that is missing or too long;
              StatementError for words attributed to the one who is sought.
    Leaf:     enquiries.said_later
    Not:      it changes nothing of what stands in the enquiry: a person reads it first.
    """
    require(acting, "enquiries.record_later")
    text = text.strip()
    if what not in LATER:
        raise MalformedEnquiryError("that is none of the things that are said later", (("what", "unknown"),))
    if not text and what not in LATER_ALONE:
        raise MalformedEnquiryError("write what you want to say", (("text", "missing"),))
    if len(text) > LONGEST:
        raise MalformedEnquiryError(f"at most {LONGEST} characters", (("text", "long"),))
    refuse_statements({"text": text}, besides=OWN_WORDS)
    if row_numbered(Enquiry, enquiry_id) is None:
        raise UnknownEnquiryError("no such enquiry")
    word_id = record_number("EW", acting.randomness(7))
    record(
        SaidLater(
            word_id=word_id, enquiry_id=enquiry_id, what=what, received_on=received_on.isoformat(), inbox=inbox,
            words_stood=words_stood, said=HerWords(text),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return word_id


NOT_ACTED_ON = "not_acted_on"
SAID = ("said_herself", "came_herself")
"""That it is her who says what came with replaced words: reached in the way that she chose, or come by herself."""
CONFIRMED = (*SAID, "confirmed", NOT_ACTED_ON)


def confirmed_by(word: LaterLine) -> tuple[str, ...]:
    """What must be said of this when it is settled, one of these; nothing where it is empty.

    Source:   practice rules 5, 7
    Given:    replaced words may be in another's hand: she says it herself, reached only where she named a way. An
              erasure is performed by others: whoever settles it confirms it or says that it is not acted on.
    """
    if not word.words_stood:
        row = row_numbered(Enquiry, word.enquiry_id)
        is_named = row is not None and bool((open_rows([row], ("reach_by",))[0]["reach_by"] or "").strip())
        return (*(SAID if is_named else SAID[1:]), NOT_ACTED_ON)
    return CONFIRMED[-2:] if word.what == ERASURE else ()


@service
def settle_later(acting: Acting, *, word_id: str, done: str, confirmed: str = "") -> None:
    """Says that what she said later was read, and what was done about it.

    Source:   GC III art. 122(7)
    Given:    `confirmed` of `confirmed_by`, where that asks for one; an erasure that is confirmed goes on standing
              before those who perform it.
    Raises:   ReplacedWordsError where that is wanted for replaced words and not said; UnknownEnquiryError;
              KnownEnquiryError where it was settled; MalformedEnquiryError without a word of what was done, or of an
              erasure without saying whether it is acted on; StatementError.
    Leaf:     enquiries.later_settled
    """
    require(acting, "enquiries.settle_later")
    if not done.strip():
        raise MalformedEnquiryError("say what was done", (("done", "missing"),))
    refuse_statements({"done": done}, besides=OWN_WORDS)
    row = row_numbered(LaterWord, word_id)
    if row is None:
        raise UnknownEnquiryError("nothing of that number was said later")
    if row.settled_index is not None:
        raise KnownEnquiryError("this was settled already")
    answers = confirmed_by(later_line(row))
    if answers and confirmed not in answers:
        if row.words_stood:
            raise MalformedEnquiryError("say whether it is acted on", (("confirmed", "missing"),))
        raise ReplacedWordsError("say that she said it herself, or not acted on", provision="practice rule 5")
    given = LaterSettled(
        word_id=word_id, enquiry_id=row.enquiry_id, confirmed=confirmed if answers else "", done=Note(done)
    )
    record(given, actor=acting.account_id, at=acting.at)
