"""A message goes on: printed for him, laid in her box, carried, handed over; and what a round shows her of it."""

from __future__ import annotations

from datetime import datetime

from repatria.core.law.guards import OpenGuard, refuse_open
from repatria.core.law.messages import (
    LEGAL,
    NOT_GIVEN_SHOWN_AFTER,
    RULE,
    MessageEvent,
    MessageOrderError,
    MessageState,
    MessageWay,
    NotDelivered,
    ShownStep,
    gone_guards,
    is_copied,
    sending_guards,
    state_after_step,
    step_guards,
    step_to_show,
)
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.contact.acts import MessagePrinted, MessageStepped, StepsShown, StepWords
from repatria.records.contact.errors import UnknownMessageError
from repatria.records.contact.models import Message, MessageLook, MessagePaper
from repatria.records.contact.reading import (
    hash_of_code,
    last_spoke,
    looked_at,
    may_be_told,
    message_row,
    sending_of,
    standing_state,
    waiting_look,
)
from repatria.records.contact.services.taking import messages_about
from repatria.records.ledger.reading import instants_at
from repatria.records.ledger.rows import is_there, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.register.scope import is_bound_to_branch, is_within

PRINT, STEP, SHOW = "contact.print_message", "contact.record_step", "contact.show_steps"
LONGEST_WORD = 400
_IN_HER_BOX = "box"
_LONGEST_CODE = 40


def printable(acting: Acting, message_id: str) -> Message:
    """A message whose paper this account may print now.

    Raises:   UnknownMessageError; for whoever is not of a camp the refusal of the first open guard; MessageOrderError.
    Not:      a word to a camp on why a message does not go to him: neither his answer nor anything else that stands
              against it is the camp's to know, and what is not to be printed is not there.
    """
    row = message_row(message_id)
    state, sending = standing_state(row, acting.at.date()), sending_of(row, acting.at)
    guards = tuple(sending_guards(sending.facts))
    is_ready = (
        state in (MessageState.CLEARED, MessageState.DISPATCHED) and row.way == MessageWay.TO_HIM.value
        and is_copied(row.kind)
    )  # fmt: skip
    if is_bound_to_branch(acting):
        if guards or not is_ready or not is_within(acting, sending.facts.place):
            raise UnknownMessageError("no such message")
        return row
    refuse_open(guards)
    if not is_ready:
        raise MessageOrderError(f"nothing is printed of a {row.kind} that is {state}", provision=RULE)
    return row


@service
def print_message(acting: Acting, *, message_id: str, code: str) -> int:
    """Keeps under which code the paper for him was printed: it lies in the camp from now on. A lost one is made anew.

    Source:   GC III art. 71, 76; practice rule 8: her words reach him only after his yes to her, and nobody of the camp
              opens them before the look.
    Returns:  the index of the act.
    Raises:   what `printable` raises; InputError for a code that is none or was given.
    Leaf:     contact.message_printed
    """
    require(acting, PRINT)
    row = printable(acting, message_id)
    sending = sending_of(row, acting.at)
    code_hash = hash_of_code(code)
    if not code_hash or is_there(MessagePaper, pk=code_hash):
        raise InputError("this code is none, or was given already", (("code", "used_code"),))
    previous = standing_state(row, acting.at.date())
    given = MessagePrinted(
        message_id=row.pk, person_id=sending.person_id, place=sending.facts.place, code_hash=code_hash,
        previous=previous, state=MessageState.DISPATCHED,
    )  # fmt: skip
    return record(given, actor=acting.account_id, at=acting.at)


def _is_code(place: str) -> bool:
    """Whether a place is said by its code, or not at all: it lies open, so that no address may stand there."""
    is_one = place == place.upper() and place.replace("-", "").isalnum() and len(place) <= _LONGEST_CODE
    return is_one or place in ("", _IN_HER_BOX)


_SENDS = frozenset({MessageEvent.DISPATCHED, MessageEvent.HANDED_ON})
_UNTIL_GIVEN = frozenset({"his_decision", "not_withheld"})
_BY_OTHERS = frozenset({MessageEvent.RELEASED, MessageEvent.ANSWERED})


def stands_against(row: Message, at: datetime) -> tuple[OpenGuard, ...]:
    """Why a sheet that is printed is not to be handed to him after all: he took his yes back, or he is kept from her.

    Source:   practice rules 6, 8.
    """
    return tuple(one for one in sending_guards(sending_of(row, at).facts) if one.what in _UNTIL_GIVEN)


def _refuse_against_his_word(acting: Acting, row: Message, happened_at: datetime) -> None:
    """Refuses a sheet handed over against his word; what was handed over before he spoke is recorded as it was.

    Raises:   UnknownMessageError to a camp, which learns no answer of his; else the refusal of the first open guard.
    """
    spoke = last_spoke(row.enquiry_id)
    is_before = spoke is not None and happened_at < spoke
    guards = [one for one in stands_against(row, acting.at) if not (is_before and one.what == "his_decision")]
    if guards and is_bound_to_branch(acting):
        raise UnknownMessageError("no such message")
    refuse_open(guards)


def steppable(acting: Acting, message_id: str) -> Message:
    """A message whose steps this account may record: a camp those alone that were printed for it.

    Raises:   UnknownMessageError.
    """
    row = message_row(message_id)
    if is_bound_to_branch(acting) and not (row.place and is_within(acting, row.place)):
        raise UnknownMessageError("no such message")
    return row


@service
def record_step(
    acting: Acting, *, message_id: str, event: MessageEvent, happened_at: datetime, place: str = "",
    given_to: str = "", carrier: str = "", why_not: NotDelivered | None = None, is_by_hand: bool = False,
    note: str = "",
) -> int:  # fmt: skip
    """Records a step of a message, where and when: dispatched, handed to whoever carries it, given by hand, or not.

    Source:   law-and-practice section 6.9; GC III art. 71; practice rule 8.
    Given:    hers is dispatched by printing it, and its answer, and that it is kept back no longer, are other acts.
              A paper that has legal effect is handed on as it was signed, and never printed or laid in a box.
              One that lies here and of whom nobody has him any more has failed, in the words of any that does.
              That he died is no reason by which a message comes back: there is no such word, and what she reads of it
              stands still.
    Returns:  the index of the act.
    Raises:   UnknownMessageError, to a camp for whatever is not printed for it or may be handed over no more;
              MessageOrderError; UnstatedParticularsError without to whom; UnstatedReasonError; OpenGuardError;
              NotYetError; InputError.
    Leaf:     contact.message_stepped
    """
    require(acting, STEP)
    row = steppable(acting, message_id)
    check_happened(happened_at, acting.at)
    if max(map(len, (given_to, carrier, note))) > LONGEST_WORD:
        raise InputError("say it shorter", (("note", "length"),))
    if not _is_code(place.strip()):
        raise InputError("a place is said by its code, and lies open: no address", (("place", "unknown"),))
    previous = standing_state(row, acting.at.date())
    if event in _BY_OTHERS or (event is MessageEvent.DISPATCHED and row.way == MessageWay.TO_HIM.value):
        raise MessageOrderError(f"{event} is another act", provision=RULE)
    if event is MessageEvent.DISPATCHED and not is_copied(row.kind):
        raise MessageOrderError("a legal paper is handed on as it was signed", provision=LEGAL)
    state = state_after_step(previous, event)
    if waiting_look(row.pk) is not None:
        raise MessageOrderError("another has not agreed to the look yet", provision=RULE)
    refuse_open(step_guards(
        event, given_to=given_to, is_by_hand=is_by_hand, carrier=carrier, why_not=why_not
    ))  # fmt: skip
    if event is MessageEvent.FAILED and previous is MessageState.CLEARED:
        refuse_open(gone_guards(sending_of(row, acting.at).facts, why_not))
    if event in _SENDS:
        refuse_open(sending_guards(sending_of(row, acting.at).facts))
    if event is MessageEvent.DELIVERED and row.way == MessageWay.TO_HIM.value:
        _refuse_against_his_word(acting, row, happened_at)
    lies_at = "" if previous is MessageState.CLEARED else row.place
    given = MessageStepped(
        message_id=row.pk, writer_id=row.writer_id, event=event, previous=previous, state=state,
        at=instant_text(happened_at), place=place.strip() or lies_at,
        why_not=why_not if event is MessageEvent.FAILED else None,
        words=StepWords(given_to=given_to.strip(), carrier=carrier.strip(), note=note.strip()),
    )  # fmt: skip
    return record(given, actor=acting.account_id, at=acting.at)


def _step_now(row: Message, at: datetime) -> ShownStep:
    """Which step a round shows of one message: that there is an answer once it lies in her box, and that it could not
    be handed over only after a while, so that neither tells what is not decided yet.
    """
    state, shown = standing_state(row, at.date()), ShownStep(row.shown)
    if state in SAID_WITH_REASON and not _standing_looks(row, state):
        return shown  # said by one alone so far
    if state is MessageState.ANSWERED and not any(
        one.sent_index is not None for one in rows_where(Message, answers=row.pk, way=MessageWay.FROM_HIM.value)
    ):
        state = MessageState.DELIVERED
    if state is MessageState.UNDELIVERABLE and (
        at - instants_at([row.moved_index])[row.moved_index] < NOT_GIVEN_SHOWN_AFTER
    ):
        return shown
    return step_to_show(state, shown, may_be_told=True)


def moved_steps(enquiry_id: str, at: datetime) -> dict[str, ShownStep]:
    """The messages of hers of which the next round shows another step than the last, with that step."""
    hers = [row for row in messages_about(enquiry_id) if row.way == MessageWay.TO_HIM.value]
    if not hers or not may_be_told(enquiry_id, at):
        return {}
    steps = {row.pk: _step_now(row, at) for row in hers}
    return {row.pk: steps[row.pk] for row in hers if steps[row.pk] != row.shown or _says_more(row, steps[row.pk])}


SAID_WITH_REASON = frozenset({MessageState.RETURNED, MessageState.WITHHELD})


def _standing_looks(row: Message, verdict: str) -> list[MessageLook]:
    return [one for one in looked_at(row.pk).values() if one.verdict == verdict and one.stands_index is not None]


def _says_more(row: Message, step: ShownStep) -> bool:
    """Whether another look than the one whose words her box shows keeps a message back by now."""
    since = row.shown_index if row.shown_index is not None else -1
    is_said = step in (ShownStep.RETURNED, ShownStep.WITHHELD)
    return is_said and any((one.stands_index or 0) > since for one in _standing_looks(row, step.value))


@service
def show_steps(acting: Acting, *, enquiry_id: str) -> int:
    """Moves on what her box shows of her messages, for a round: where a letter told her and she may be told now.

    Source:   practice rules 3, 4, 8: until then, and under an embargo, the last step stands.
    Returns:  the index of the act.
    Raises:   MessageOrderError where nothing moves.
    Leaf:     contact.steps_shown
    """
    require(acting, SHOW)
    moved = moved_steps(enquiry_id, acting.at)
    if not moved:
        raise MessageOrderError("nothing of it moves", provision=RULE)
    given = StepsShown(enquiry_id=enquiry_id, messages=tuple(moved), steps=tuple(moved.values()))
    return record(given, actor=acting.account_id, at=acting.at)
