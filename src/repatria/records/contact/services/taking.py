"""Messages taken in: hers from the portal or a clerk, his from the camp, by the code of a paper or by his number."""

from __future__ import annotations

from datetime import date

from repatria.core.law.messages import (
    MessageEvent,
    MessageKind,
    MessageState,
    MessageWay,
    steps_from,
)
from repatria.core.vocabulary.dates import day_instant
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.messages import LONGEST, LONGEST_ADDRESS
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.access.errors import OutOfScopeError
from repatria.records.access.role_table import Role
from repatria.records.contact.acts import AgreementRecorded, MessageRegistered, MessageWords
from repatria.records.contact.errors import AnsweredPaperError, MessageWordsError, UnknownCodeError
from repatria.records.contact.models import Message, MessagePaper
from repatria.records.contact.reading import hash_of_code, message_row
from repatria.records.enquiries.selectors import kinship_level_of
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.register.scope import is_bound_to_branch, is_within
from repatria.records.register.selectors import custody_of

HERS, HIS, AGREE = "contact.receive_hers", "contact.receive_his", "contact.record_agreement"


def _words(kind: MessageKind, text: str, addressed_to: str = "") -> MessageWords:
    """Raises: MessageWordsError."""
    said, whom = text.strip(), addressed_to.strip()
    if not said or len(said) > LONGEST[kind.value]:
        fault = "length" if said else "missing"
        raise MessageWordsError(f"a {kind} has 1 to {LONGEST[kind.value]} characters", (("text", fault),))
    if len(whom) > LONGEST_ADDRESS:
        raise MessageWordsError("that is no address", (("addressed_to", "length"),))
    return MessageWords(text=said, addressed_to=whom)


def check_who_brings(acting: Acting, channel: str, inbox: str) -> None:
    """Refuses a clerk who names the portal or an item of its inbox: its courier alone brings what came there.

    Raises:   MessageWordsError.
    """
    is_well_formed = not inbox or (inbox.partition(":")[0].isdecimal() and inbox.partition(":")[2].isalnum())
    if not is_well_formed or ((inbox or channel == "web") and Role.COURIER not in acting.roles):
        raise MessageWordsError("the portal's courier alone brings what came there", (("inbox", "unknown"),))


def _answered(answers: str) -> MessageState | None:
    """Where the message is that is answered, from now on; None where nothing moves."""
    if not answers:
        return None
    state = MessageState(message_row(answers).state)
    return MessageState.ANSWERED if MessageEvent.ANSWERED in steps_from(state) else None


def _lies_in_her_box(row: Message, enquiry_id: str) -> bool:
    is_his = row.way == MessageWay.FROM_HIM.value and row.enquiry_id == enquiry_id
    return is_his and row.sent_index is not None


@service
def receive_hers(
    acting: Acting, *, enquiry_id: str, kind: MessageKind, text: str, written_on: date, answers: str = "",
    channel: str = "clerk", inbox: str = "", words_stood: bool = True,
) -> str:  # fmt: skip
    """Takes in what she writes to whom she seeks, whether anybody knows of him or not; nothing is judged here.

    Source:   GC III art. 71; practice rules 3, 5: web, telephone and paper are equal.
    Given:    `channel` web, clerk (typed as she said or wrote it) or scan; `words_stood` whether number and words it
              came with stand: what came with replaced ones goes nowhere.
    Returns:  the message's number.
    Raises:   UnknownEnquiryError; UnknownMessageError; MessageWordsError, also for an answer to what does not lie in
              her box; NotYetError.
    Leaf:     contact.message_registered
    """
    require(acting, HERS)
    check_who_brings(acting, channel, inbox)
    kinship_level_of(enquiry_id)  # a closed enquiry too: she may write as long as she lives
    if not inbox:  # the portal's own day is not looked at: no item is turned away for a clock
        check_happened(day_instant(written_on.isoformat()), acting.at, "written_on")
    if answers and not _lies_in_her_box(message_row(answers), enquiry_id):
        raise MessageWordsError("that message is not hers to answer", (("answers", "unknown"),))
    given = MessageRegistered(
        message_id=record_number("CM", acting.randomness(7)), way=MessageWay.TO_HIM, kind=kind, writer_id=enquiry_id,
        enquiry_id=enquiry_id, person_id="", channel=channel, written_on=written_on.isoformat(), answers=answers,
        answered_state=_answered(answers), code_hash="", inbox=inbox, words_stood=words_stood,
        words=_words(kind, text),
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)
    return given.message_id


def _paper_of(code: str) -> MessagePaper:
    """Raises: UnknownCodeError; AnsweredPaperError."""
    row = row_numbered(MessagePaper, hash_of_code(code) or "-")
    if row is None:
        raise UnknownCodeError("no paper bears this code: enter it by his number", (("code", "unknown_code"),))
    if row.answer_id:
        raise AnsweredPaperError(
            f"this paper came back before, as {row.answer_id}; what is new on it is entered by his number"
        )
    return row


@service
def receive_his(
    acting: Acting, *, kind: MessageKind, text: str, written_on: date, code: str = "", person_id: str = "",
    enquiry_id: str = "", addressed_to: str = "", channel: str = "clerk",
) -> str:  # fmt: skip
    """Takes in what he writes: a paper that comes back, known by its code, or any other letter by his number.

    Source:   GC III art. 71: two letters and four cards a month at least, and nowhere a cap; practice rule 12.
    Given:    by a code it is read whose paper it is and whom he answers; without one `person_id` and either the enquiry
              or to whom it goes. A camp takes in what its own men write, and names no enquiry.
    Returns:  the message's number.
    Raises:   UnknownCodeError; AnsweredPaperError; UnknownPersonError; UnknownEnquiryError; OutOfScopeError;
              MessageWordsError; NotYetError.
    Leaf:     contact.message_registered
    """
    require(acting, HIS)
    check_happened(day_instant(written_on.isoformat()), acting.at, "written_on")
    paper = _paper_of(code) if code.strip() else None
    answers = paper.message_id if paper else ""
    if paper is not None:
        person_id, enquiry_id = paper.person_id, message_row(answers).enquiry_id
    if not person_id:
        raise MessageWordsError("a code or his number", (("person_id", "missing"),))
    if not is_within(acting, custody_of(person_id).holder):
        raise OutOfScopeError("this person is in another camp's custody", provision="role table")
    if enquiry_id and paper is None and is_bound_to_branch(acting):
        raise MessageWordsError("a camp names no enquiry: a code, or to whom it goes", (("enquiry_id", "unknown"),))
    if enquiry_id:
        kinship_level_of(enquiry_id)
    elif not addressed_to.strip():
        raise MessageWordsError("say to whom it goes", (("addressed_to", "missing"),))
    given = MessageRegistered(
        message_id=record_number("CM", acting.randomness(7)), way=MessageWay.FROM_HIM, kind=kind, writer_id=person_id,
        enquiry_id=enquiry_id, person_id=person_id, channel="scan" if paper else channel,
        written_on=written_on.isoformat(), answers=answers, answered_state=_answered(answers),
        code_hash=paper.pk if paper else "", inbox="", words_stood=True, words=_words(kind, text, addressed_to),
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)
    return given.message_id


@service
def record_agreement(
    acting: Acting, *, enquiry_id: str, agrees: bool, channel: str = "clerk", inbox: str = ""
) -> None:  # fmt: skip
    """Keeps whether she wants to read his letters, should there ever be one; she may change it any day.

    Source:   law-and-practice section 4.3: a letter is the will of both, each time.
    Given:    everybody is asked it, and it says nothing of him.
    Raises:   UnknownEnquiryError; MessageWordsError for a clerk who names the portal.
    Leaf:     contact.agreement_recorded
    """
    require(acting, AGREE)
    check_who_brings(acting, channel, inbox)
    kinship_level_of(enquiry_id)
    given = AgreementRecorded(enquiry_id=enquiry_id, agrees=agrees, channel=channel, inbox=inbox)
    record(given, actor=acting.account_id, at=acting.at)


def messages_about(enquiry_id: str) -> list[Message]:
    """All messages of one enquiry, both ways, oldest first."""
    return rows_where(Message, enquiry_id=enquiry_id, order="recorded_index")
