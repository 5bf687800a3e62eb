"""What she says later with number and words, and what is done about it."""

from __future__ import annotations

from datetime import date

from repatria.core.law.statements import OWN_WORDS, refuse_statements
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.relations import LATER, LATER_ALONE
from repatria.records.access.acting import Acting, require
from repatria.records.enquiries.acts import HerWords, LaterSettled, Note, SaidLater
from repatria.records.enquiries.errors import (
    KnownEnquiryError,
    MalformedEnquiryError,
    ReplacedWordsError,
    UnknownEnquiryError,
)
from repatria.records.enquiries.models import Enquiry, LaterWord
from repatria.records.ledger.rows import row_numbered
from repatria.records.ledger.services import record, service

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


CONFIRMED = ("said_herself", "not_acted_on")
"""How something is settled that came with words which were replaced: she was rung, or nothing is done about it."""


@service
def settle_later(acting: Acting, *, word_id: str, done: str, confirmed: str = "") -> None:
    """Says that what she said later was read, and what was done about it.

    Source:   GC III art. 122(7)
    Given:    `confirmed` of CONFIRMED, where the words it came with had been replaced.
    Raises:   ReplacedWordsError where that is wanted and not said; UnknownEnquiryError; KnownEnquiryError where it was
              settled; MalformedEnquiryError without a word of
              what was done; StatementError.
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
    if not row.words_stood and confirmed not in CONFIRMED:
        raise ReplacedWordsError("ring her, or say that nothing is done about it", provision="practice rule 5")
    given = LaterSettled(
        word_id=word_id, enquiry_id=row.enquiry_id, confirmed="" if row.words_stood else confirmed, done=Note(done)
    )
    record(given, actor=acting.account_id, at=acting.at)
