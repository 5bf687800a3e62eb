"""What the acts of messages tell whoever counts time: one waits to be looked at, and our State has looked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from repatria.core.law.messages import CheckingState, CheckVerdict, MessageEvent, MessageState
from repatria.core.law.messages_second import MatterKind
from repatria.core.vocabulary.calls import OVER, READY_FROM, CallState
from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.happenings import Happening
from repatria.records.contact.acts import MessageChecked, MessagePrinted, MessageRegistered, MessageStepped
from repatria.records.contact.call_acts import (
    CallAnswered,
    CallBooked,
    CallEnded,
    CallPolicyAgreed,
    CallPolicyTold,
    CallPrepared,
    CallPutOff,
    CallWishedAnew,
    NumberVerified,
)
from repatria.records.contact.second_acts import LookSettled, MatterSettled
from repatria.records.ledger.happenings import happenings_by


def _registered(given: MessageRegistered, at: datetime) -> Iterator[Happening]:
    yield Happening(word=MessageRegistered.KIND, subject=given.message_id, at=at)
    if given.answers:  # his answer came back: he has hers
        yield Happening(word=f"{MessageRegistered.KIND}:answers", subject=given.answers, at=at)


def _printed(given: MessagePrinted, at: datetime) -> Iterator[Happening]:
    yield Happening(word=MessagePrinted.KIND, subject=given.message_id, at=at, lies_with=given.place)


_HANDED_OVER = frozenset({
    MessageEvent.DELIVERED, MessageEvent.FAILED, MessageEvent.HANDED_ON, MessageEvent.ANSWERED, MessageEvent.CLOSED,
})  # fmt: skip


def _stepped(given: MessageStepped, at: datetime) -> Iterator[Happening]:
    if given.event in _HANDED_OVER:
        yield Happening(word=f"{MessageStepped.KIND}:given", subject=given.message_id, at=at)


def _checked(given: MessageChecked, at: datetime) -> Iterator[Happening]:
    if given.by_state is CheckingState.OURS or given.verdict is CheckVerdict.RETURNED:
        yield Happening(word=f"{MessageChecked.KIND}:looked", subject=given.message_id, at=at)
    if given.is_waiting:
        yield Happening(word=f"{MessageChecked.KIND}:waits", subject=given.message_id, at=at)


def _look_settled(given: LookSettled, at: datetime) -> Iterator[Happening]:
    yield Happening(word=f"{LookSettled.KIND}:settled", subject=given.message_id, at=at)
    if not given.agrees and given.state is MessageState.REGISTERED:
        yield Happening(word=f"{LookSettled.KIND}:look_anew", subject=given.message_id, at=at)


def _matter_settled(given: MatterSettled, at: datetime) -> Iterator[Happening]:
    if given.agrees and given.matter is not MatterKind.STEP_WRONG:
        yield Happening(word=f"{MatterSettled.KIND}:settled", subject=given.message_id, at=at)
    if given.agrees and given.matter is MatterKind.LOOK_WRONG and given.state is MessageState.REGISTERED:
        yield Happening(word=f"{MatterSettled.KIND}:look_anew", subject=given.message_id, at=at)


def _answered(given: CallAnswered, at: datetime) -> Iterator[Happening]:
    if given.state in OVER:
        yield Happening(word=f"{CallAnswered.KIND}:no", subject=given.call_id, at=at)
    if given.state is CallState.AGREED:
        word = "agreed_urgent" if given.urgency else "agreed"
        yield Happening(word=f"{CallAnswered.KIND}:{word}", subject=given.call_id, at=at)


def _wished_anew(given: CallWishedAnew, at: datetime) -> Iterator[Happening]:
    if given.is_raised and given.state is CallState.AGREED:
        yield Happening(word=f"{CallWishedAnew.KIND}:urgent", subject=given.call_id, at=at)


def _of_a_policy(given: CallPolicyAgreed | CallPolicyTold, at: datetime) -> Iterator[Happening]:
    yield Happening(word=given.KIND, subject=given.policy_id, at=at)


def _booked(given: CallBooked, at: datetime) -> Iterator[Happening]:
    yield Happening(word=f"{CallBooked.KIND}:booked", subject=given.call_id, at=at)
    begins_at = read_instant(given.begins_at)
    ready_from = begins_at - READY_FROM
    yield Happening(
        word=f"{CallBooked.KIND}:ready", subject=given.call_id, at=ready_from, due_at=begins_at, lies_with=given.place
    )
    if not given.is_number_verified:
        due_at = ready_from if ready_from > at else begins_at
        yield Happening(word=f"{CallBooked.KIND}:ring", subject=given.call_id, at=at, due_at=due_at)


def _prepared(given: CallPrepared, at: datetime) -> Iterator[Happening]:
    yield Happening(word=CallPrepared.KIND, subject=given.call_id, at=at)


def _rung(given: NumberVerified, at: datetime) -> Iterator[Happening]:
    for call_id in given.calls:
        yield Happening(word=NumberVerified.KIND, subject=call_id, at=at)


def _put_off(given: CallPutOff, at: datetime) -> Iterator[Happening]:
    word = "again_urgent" if given.is_urgent else "again"
    yield Happening(word=f"{CallPutOff.KIND}:{word}", subject=given.call_id, at=at)


def _ended(given: CallEnded, at: datetime) -> Iterator[Happening]:
    again = "again_urgent" if given.is_urgent else "again"
    word = "over" if given.state in OVER else again
    yield Happening(word=f"{CallEnded.KIND}:{word}", subject=given.call_id, at=at)


def register() -> None:
    happenings_by(MessageRegistered, "", "answers")(_registered)
    happenings_by(MessagePrinted)(_printed)
    happenings_by(MessageStepped, "given")(_stepped)
    happenings_by(MessageChecked, "looked", "waits")(_checked)
    happenings_by(LookSettled, "settled", "look_anew")(_look_settled)
    happenings_by(MatterSettled, "settled", "look_anew")(_matter_settled)
    happenings_by(CallAnswered, "agreed", "agreed_urgent", "no")(_answered)
    happenings_by(CallWishedAnew, "urgent")(_wished_anew)
    for one in (CallPolicyAgreed, CallPolicyTold):
        happenings_by(one)(_of_a_policy)
    happenings_by(CallBooked, "booked", "ready", "ring")(_booked)
    happenings_by(CallPrepared)(_prepared)
    happenings_by(NumberVerified)(_rung)
    happenings_by(CallPutOff, "again", "again_urgent")(_put_off)
    happenings_by(CallEnded, "over", "again", "again_urgent")(_ended)
