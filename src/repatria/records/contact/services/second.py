"""What two accounts do of a message: one looked or says what was wrong, another agrees or does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from repatria.core.law.guards import refuse_open
from repatria.core.law.messages import RULE, CheckingState, MessageEvent, MessageOrderError, MessageState
from repatria.core.law.messages_second import (
    CORRECTABLE,
    MatterKind,
    check_second,
    matter_guards,
    their_word_guards,
)
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.records.access.acting import Acting, require
from repatria.records.contact.errors import UnknownMatterError, UnknownMessageError
from repatria.records.contact.models import Message, MessageLook, MessageMatter, MessageStep
from repatria.records.contact.reading import holding_look, looked_at, message_row, standing_state, waiting_look
from repatria.records.contact.second_acts import LookSettled, MatterSaid, MatterSettled, MatterWords, SettlingWords
from repatria.records.contact.services.steps import steppable
from repatria.records.ledger.reading import acts_at
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.register.scope import is_bound_to_branch

SETTLE_LOOK, SAY_WRONG, THEIR_WORD, SETTLE = (
    "contact.settle_look", "contact.say_wrong", "contact.say_their_word", "contact.settle_matter",
)  # fmt: skip
LONGEST_REASON = 400


def _reason(name: str, text: str, *, is_needed: bool = True) -> str:
    """Raises: InputError."""
    said = text.strip()
    if (is_needed and not said) or len(said) > LONGEST_REASON:
        raise InputError("say why, in few words", ((name, "length" if said else "missing"),))
    return said


def look_to_settle(message_id: str) -> MessageLook:
    """The look of a message to which another has to agree.  Raises: UnknownMessageError; MessageOrderError."""
    row = waiting_look(message_row(message_id).pk)
    if row is None:
        raise MessageOrderError("no look of it waits for another", provision=RULE)
    return row


@service
def settle_look(acting: Acting, *, message_id: str, agrees: bool, why: str = "") -> int:
    """Agrees that a message is kept back or goes back, or does not: then the look counts not, and one looks anew.

    Source:   GC III art. 76(3): as short as possible; two-person rule: what is said of a look lies in a family's box.
    Returns:  the index of the act.
    Raises:   UnknownMessageError; MessageOrderError where no look waits, or it went on; SecondPersonError for whoever
              looked; InputError where one does not agree and says not why.
    Leaf:     contact.look_settled
    """
    require(acting, SETTLE_LOOK)
    look = look_to_settle(message_id)
    row = message_row(message_id)
    recorded = acts_at([look.recorded_index])[0]
    check_second(acting.account_id, recorded.actor)
    now = standing_state(row, acting.at.date())
    if now.value != look.verdict:
        raise MessageOrderError("the message went on since", provision=RULE)
    looked: Any = recorded.act
    words = _reason("why", why, is_needed=not agrees)
    given = LookSettled(
        message_id=row.pk, writer_id=row.writer_id, look_id=look.pk, by_state=CheckingState(look.by_state),
        agrees=agrees, state=now if agrees else MessageState(looked.previous),
        words=SettlingWords(settled_why=words) if words else None,
    )  # fmt: skip
    return record(given, actor=acting.account_id, at=acting.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class LastOf:
    """The last thing that happened to a message, where it can have been recorded wrongly."""

    matter: MatterKind
    target_id: str
    what: str
    act_index: int


def last_of(row: Message) -> LastOf | None:
    """The look or step by which a message stands where it stands; None where a paper or an answer moved it last."""
    for look in rows_where(MessageLook, message_id=row.pk, struck_index=None, recorded_index=row.moved_index):
        return LastOf(matter=MatterKind.LOOK_WRONG, target_id=look.pk, what=f"looked_{look.by_state}",
                      act_index=look.recorded_index)  # fmt: skip
    for step in rows_where(MessageStep, message_id=row.pk, struck_index=None, recorded_index=row.moved_index):
        return LastOf(matter=MatterKind.STEP_WRONG, target_id=step.pk, what=step.event, act_index=step.recorded_index)
    return None


def is_correctable(last: LastOf | None) -> bool:
    """Whether that can be said to have been recorded wrongly: a look, or a step that is not out of the house."""
    return last is not None and (last.matter is MatterKind.LOOK_WRONG or MessageEvent(last.what) in CORRECTABLE)


def is_of_theirs(look: MessageLook | None) -> bool:
    """Whether it is their State that looked."""
    return look is not None and look.by_state == CheckingState.THEIRS.value


def _check_none_waits(row: Message) -> None:
    if rows_where(MessageMatter, message_id=row.pk, state="said", at_most=1):
        raise MessageOrderError("one thing said of it waits for another already", provision=RULE)


def _say(acting: Acting, row: Message, matter: MatterKind, target_id: str, reason: str) -> str:
    given = MatterSaid(
        matter_id=record_number("CW", acting.randomness(7)), message_id=row.pk, writer_id=row.writer_id,
        matter=matter, target_id=target_id, words=MatterWords(reason=_reason("reason", reason)),
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)
    return given.matter_id


@service
def say_wrong(acting: Acting, *, message_id: str, reason: str) -> str:
    """Says that the last look or step of a message was recorded wrongly; another agrees, and it is as before.

    Source:   house rule 6.9; two-person rule.
    Given:    a camp says it of the steps of what was printed for it alone.
    Returns:  the number of the matter.
    Raises:   UnknownMessageError; OpenGuardError where something followed, or it is out of the house;
              UnstatedReasonError; MessageOrderError while one waits; InputError.
    Leaf:     contact.matter_said
    """
    require(acting, SAY_WRONG)
    row = steppable(acting, message_id)
    _check_none_waits(row)
    last = last_of(row)
    if is_bound_to_branch(acting) and (last is None or last.matter is not MatterKind.STEP_WRONG):
        raise UnknownMessageError("no such message")
    refuse_open(matter_guards(is_last=last is not None, is_correctable=is_correctable(last), reason=reason))
    assert last is not None, "the guard asked"
    return _say(acting, row, last.matter, last.target_id, reason)


@service
def say_their_word(acting: Acting, *, message_id: str, reference: str) -> str:
    """Says that their State let us know that it keeps a message back no longer; another agrees, and it goes on.

    Source:   GC III art. 76: each State for itself; two-person rule.
    Returns:  the number of the matter.
    Raises:   UnknownMessageError; OpenGuardError where theirs keep nothing back; UnstatedReasonError; InputError;
              MessageOrderError while one waits.
    Leaf:     contact.matter_said
    """
    require(acting, THEIR_WORD)
    row = message_row(message_id)
    _check_none_waits(row)
    look = holding_look(row.pk)
    is_theirs = is_of_theirs(look) and standing_state(row, acting.at.date()) is MessageState.WITHHELD
    refuse_open(their_word_guards(is_theirs=is_theirs, reference=reference))
    assert look is not None, "the guard asked"
    return _say(acting, row, MatterKind.THEIR_WORD, look.pk, reference)


def waiting_matter(matter_id: str) -> MessageMatter:
    """What one said and nobody settled.  Raises: UnknownMatterError."""
    row = row_numbered(MessageMatter, matter_id)
    if row is None or row.state != "said":
        raise UnknownMatterError("nothing of that number waits")
    return row


def _state_after(matter: MessageMatter, row: Message) -> MessageState:
    """Where the message is once another agreed."""
    if matter.matter == MatterKind.THEIR_WORD.value:
        done = looked_at(row.pk)
        return MessageState.CLEARED if CheckingState.OURS in done else MessageState.REGISTERED
    last = last_of(row)
    if last is None or last.target_id != matter.target_id:
        raise MessageOrderError("something followed since it was said", provision=RULE)
    was: Any = acts_at([last.act_index])[0].act
    return MessageState(was.previous)


@service
def settle_matter(acting: Acting, *, matter_id: str, agrees: bool, why: str = "") -> int:
    """Agrees to what one said of a message, or does not: what was recorded stays in its own act either way.

    Source:   house rule 6.9; two-person rule.
    Returns:  the index of the act.
    Raises:   UnknownMatterError; SecondPersonError for whoever said it; MessageOrderError where something followed
              since; InputError where one does not agree and says not why.
    Leaf:     contact.matter_settled
    """
    require(acting, SETTLE)
    matter = waiting_matter(matter_id)
    check_second(acting.account_id, acts_at([matter.recorded_index])[0].actor)
    row = message_row(matter.message_id)
    words = _reason("why", why, is_needed=not agrees)
    given = MatterSettled(
        matter_id=matter.pk, message_id=row.pk, writer_id=row.writer_id, matter=MatterKind(matter.matter),
        target_id=matter.target_id, agrees=agrees,
        state=_state_after(matter, row) if agrees else MessageState(row.state),
        words=SettlingWords(settled_why=words) if words else None,
    )  # fmt: skip
    return record(given, actor=acting.account_id, at=acting.at)
