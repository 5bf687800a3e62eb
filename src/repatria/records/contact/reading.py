"""What several services of messages read first: a message, its looks, what stands between the two of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Protocol

from repatria.core.law.contact import ContactAbout, ContactAnswer, permits_telling
from repatria.core.law.custody_facts import CustodyState
from repatria.core.law.embargo import EmbargoGround
from repatria.core.law.messages import (
    CheckingState,
    CheckVerdict,
    MessageKind,
    MessageState,
    MessageWay,
    SendingFacts,
    is_kept_back,
)
from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.paper_codes import fold_code
from repatria.records.contact.errors import UnknownMessageError
from repatria.records.contact.models import Agreement, Message, MessageLook
from repatria.records.disclosure.said_dead import is_person_said_dead, is_said_dead
from repatria.records.disclosure.selectors import embargo_on, still_tells
from repatria.records.disclosure.services import are_of_one_man
from repatria.records.disclosure.withholding import is_withheld_from
from repatria.records.enquiries.selectors import is_open
from repatria.records.ledger.reading import instants_at
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.matching.selectors import LinkView, links_of_enquiry, links_of_person
from repatria.records.notices.selectors import was_told_by_letter
from repatria.records.register.joined import leader_of, numbers_of
from repatria.records.register.releases import decided
from repatria.records.register.selectors import custody_of
from repatria.records.register.selectors.decisions import DecisionView
from repatria.records.register.selectors.joins import decision_that_holds

_UNSETTLED = frozenset({ContactAnswer.NOT_ASKED, ContactAnswer.LATER, ContactAnswer.CANNOT_BE_ASKED})
_DOMAIN = b"repatria paper of a message, version 1\x00"


def message_row(message_id: str) -> Message:
    """Raises: UnknownMessageError."""
    row = row_numbered(Message, message_id)
    if row is None:
        raise UnknownMessageError("no such message")
    return row


def hash_of_code(code: str) -> str:
    """The hash under which a paper's code is kept; empty for what can be none."""
    folded = fold_code(code)
    return sha256(_DOMAIN + folded.encode()).hexdigest() if folded else ""


def looked_at(message_id: str) -> dict[CheckingState, MessageLook]:
    """Which States looked at a message, and what came of it; a look that counts no more is none."""
    rows = rows_where(MessageLook, message_id=message_id, struck_index=None, order="recorded_index")
    return {CheckingState(row.by_state): row for row in rows}


def holding_look(message_id: str) -> MessageLook | None:
    """The look by which a message is kept back: the newest of those that keep it back."""
    rows = [one for one in looked_at(message_id).values() if one.verdict == CheckVerdict.WITHHELD.value]
    return max(rows, key=lambda one: one.recorded_index, default=None)


def waiting_look(message_id: str) -> MessageLook | None:
    """The look to which no second account has agreed yet; None where none waits."""
    waiting = (one for one in looked_at(message_id).values() if one.stands_index is None)
    return max(waiting, key=lambda one: one.recorded_index, default=None)


def until_of(row: Message) -> date | None:
    """Until when a message is kept back; None where nobody said so."""
    return date.fromisoformat(row.until) if row.until else None


def standing_state(row: Message, on: date) -> MessageState:
    """Where a message is on this day: one whose time of being kept back has passed goes on by itself."""
    state = MessageState(row.state)
    if state is not MessageState.WITHHELD or is_kept_back(state, until_of(row), on):
        return state
    return MessageState.CLEARED if CheckingState.OURS in looked_at(row.pk) else MessageState.REGISTERED


def link_of(enquiry_id: str) -> LinkView | None:
    """The one man whom a confirmed link names and nobody doubts; None of several."""
    links = links_of_enquiry(enquiry_id) if enquiry_id else ()
    if not links or not are_of_one_man(links) or any(link.is_doubted for link in links):
        return None
    return links[-1]


def _answer_about(link: LinkView) -> DecisionView | None:
    links = [one.link_index for one in links_of_enquiry(link.enquiry_id)]
    return decision_that_holds(link.person_id, ContactAbout.ENQUIRY, links)[0]


def said_yes(link: LinkView) -> bool:
    """Whether he said yes to this enquirer, by the answer of his that holds."""
    return permits_telling(decided(_answer_about(link)))


def last_spoke(enquiry_id: str) -> datetime | None:
    """When he gave the answer about this enquirer that holds; None where there is none."""
    link = link_of(enquiry_id)
    decision = _answer_about(link) if link else None
    return read_instant(decision.decided_at) if decision else None


def is_to_be_asked(link: LinkView) -> bool:
    """Whether he was not asked about this enquirer yet, or put it off: whom he refused he is not asked about again."""
    decision = _answer_about(link)
    return decision is None or ContactAnswer(decision.answer) in _UNSETTLED


def agrees(enquiry_id: str) -> bool:
    """Whether she said that she wants his letters."""
    said = rows_where(Agreement, enquiry_id=enquiry_id, order="-recorded_index", at_most=1)
    return bool(said) and bool(said[0].agrees)


def embargo_about(enquiry_id: str) -> EmbargoGround | None:
    """The embargo about whom she seeks, whichever room knows its ground."""
    return embargo_on(enquiry_id) or (EmbargoGround.DEATH if is_said_dead(enquiry_id) else None)


def may_be_told(enquiry_id: str, at: datetime) -> bool:
    """Whether what the rounds show her of messages may move: a letter told her, and she may be told now."""
    if not was_told_by_letter(enquiry_id) or embargo_about(enquiry_id) is not None:
        return False
    return not is_withheld_from(enquiry_id, at) and still_tells(enquiry_id, at)


def was_told_of_him(enquiry_id: str, at: datetime) -> bool:
    """Whether a letter told her and nothing is withheld from her: on this a list of men rests whom an embargo is not
    to change, since a line that goes would tell of it. What tells her anything asks `may_be_told`."""
    return was_told_by_letter(enquiry_id) and not is_withheld_from(enquiry_id, at)


def held_at(row: Message) -> str:
    """Who holds the man for whom a message is; empty where no link names one."""
    link = link_of(row.enquiry_id)
    person_id = row.person_id or (link.person_id if link else "")
    return custody_of(person_id).holder if person_id else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """For whom a message is, and what stands before it goes on."""

    person_id: str
    facts: SendingFacts


def _asking_for(person_id: str) -> list[str]:
    """Who asks for him, by the links of all his numbers: a letter to an address may be one to any of them."""
    found = (link for number in numbers_of(person_id) for link in links_of_person(number)) if person_id else ()
    return sorted({link.enquiry_id for link in found})


class Sendable(Protocol):
    """What is on its way between the two of them: a message, or what stands for a parcel."""

    @property
    def enquiry_id(self) -> str: ...
    @property
    def person_id(self) -> str: ...
    @property
    def words_stood(self) -> bool: ...
    @property
    def way(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def authenticated_on(self) -> str: ...


def sending_of(row: Sendable, at: datetime) -> Sending:
    """Everything that the law asks about before a message goes on, as it stands."""
    link = link_of(row.enquiry_id)
    person_id = row.person_id or (link.person_id if link else "")
    custody = custody_of(person_id) if person_id else None
    is_his = link is not None and bool(person_id) and leader_of(link.person_id) == leader_of(person_id)
    asking = [row.enquiry_id] if row.enquiry_id else _asking_for(person_id)
    embargo = next(filter(None, map(embargo_about, asking)), None)
    if person_id and not row.enquiry_id and is_person_said_dead(person_id):
        embargo = EmbargoGround.DEATH
    if custody is not None and custody.asserted_dead:
        embargo = EmbargoGround.DEATH
    facts = SendingFacts(
        way=MessageWay(row.way), kind=MessageKind(row.kind), has_enquiry=bool(row.enquiry_id),
        is_linked=is_his and row.words_stood and is_open(row.enquiry_id),
        his_yes=link is not None and is_his and said_yes(link),
        her_yes=bool(row.enquiry_id) and agrees(row.enquiry_id),
        was_she_told=bool(row.enquiry_id) and may_be_told(row.enquiry_id, at),
        is_withheld_from_her=any(is_withheld_from(one, at) for one in asking),
        embargo=embargo,
        custody_state=CustodyState(custody.custody_state) if custody and custody.custody_state else None,
        place=custody.holder if custody else "", is_authenticated=bool(row.authenticated_on),
    )  # fmt: skip
    return Sending(person_id=person_id, facts=facts)


def last_news(rows: Sequence[Message], enquiry_id: str) -> datetime | None:
    """When these two last had news of each other: a message that was handed over or laid in her box; None for never."""
    heard = [
        row.moved_index
        for row in rows
        if row.enquiry_id == enquiry_id
        and (row.state in ("delivered", "answered", "closed") or (row.way == "from_him" and row.sent_index))
    ]
    return max(instants_at(heard).values()) if heard else None
