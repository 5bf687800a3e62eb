"""What the acts of messages do to rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from repatria.core.law.messages import CheckVerdict, MessageEvent
from repatria.records.contact import call_projectors
from repatria.records.contact.acts import (
    AgreementRecorded,
    AuthenticationWords,
    CheckWords,
    MessageAuthenticated,
    MessageChecked,
    MessagePrinted,
    MessageRegistered,
    MessageStepped,
    MessageWords,
    StepsShown,
    StepWords,
)
from repatria.records.ledger.operations import Insert, Operation, Set, projects, sealed_cells

MESSAGE, LOOK, STEP, PAPER = "contact_message", "contact_messagelook", "contact_messagestep", "contact_messagepaper"
AUTHENTICATION, AGREEMENT = "contact_authentication", "contact_agreement"


def _registered(given: MessageRegistered, index: int) -> Iterator[Operation]:
    yield Insert(MESSAGE, given.message_id, {
        "way": given.way.value, "kind": given.kind.value, "writer_id": given.writer_id,
        "enquiry_id": given.enquiry_id, "person_id": given.person_id, "channel": given.channel,
        "written_on": given.written_on, "answers": given.answers, "words_stood": given.words_stood,
        "state": "registered", "moved_index": index, "recorded_index": index,
        **sealed_cells(given.writer_id, MessageWords, given.words),
    })  # fmt: skip
    if given.code_hash:
        yield Set(PAPER, given.code_hash, {"answer_id": given.message_id})
    if given.answers and given.answered_state is not None:
        yield Set(MESSAGE, given.answers, {"state": given.answered_state.value, "moved_index": index})


def _checked(given: MessageChecked, index: int) -> Iterator[Operation]:
    yield Insert(LOOK, f"{given.message_id}.{given.by_state.value}.{index}", {
        "message_id": given.message_id, "writer_id": given.writer_id, "by_state": given.by_state.value,
        "verdict": given.verdict.value, "until": given.until, "recorded_index": index,
        "because": given.because.value if given.because else "",
        "stands_index": None if given.is_waiting else index,
        **sealed_cells(given.writer_id, CheckWords, given.words),
    })  # fmt: skip
    moved: dict[str, object] = {"state": given.state.value, "moved_index": index}
    if given.verdict is CheckVerdict.WITHHELD:
        moved["until"] = given.until
    yield Set(MESSAGE, given.message_id, moved)


def _stepped(given: MessageStepped, index: int) -> Iterator[Operation]:
    yield Insert(STEP, f"{given.message_id}.{index}", {
        "message_id": given.message_id, "writer_id": given.writer_id, "event": given.event.value, "at": given.at,
        "place": given.place, "why_not": given.why_not.value if given.why_not else "", "recorded_index": index,
        **sealed_cells(given.writer_id, StepWords, given.words),
    })  # fmt: skip
    moved: dict[str, object] = {"state": given.state.value, "moved_index": index}
    if given.event is MessageEvent.DISPATCHED:
        moved |= {"sent_index": index, "place": given.place}
    if given.event is MessageEvent.RELEASED:
        moved["until"] = ""
    yield Set(MESSAGE, given.message_id, moved)


def _printed(given: MessagePrinted, index: int) -> Iterator[Operation]:
    yield Insert(PAPER, given.code_hash, {
        "message_id": given.message_id, "person_id": given.person_id, "place": given.place, "recorded_index": index,
    })  # fmt: skip
    yield Set(MESSAGE, given.message_id, {
        "state": given.state.value, "place": given.place, "sent_index": index, "moved_index": index,
    })  # fmt: skip


def _authenticated(given: MessageAuthenticated, index: int) -> Iterator[Operation]:
    yield Insert(AUTHENTICATION, given.message_id, {
        "writer_id": given.writer_id, "recorded_index": index,
        **sealed_cells(given.writer_id, AuthenticationWords, given.words),
    })  # fmt: skip
    yield Set(MESSAGE, given.message_id, {"authenticated_on": given.on})


def _agreed(given: AgreementRecorded, index: int) -> Iterable[Operation]:
    return [Insert(AGREEMENT, f"{given.enquiry_id}.{index}", {
        "enquiry_id": given.enquiry_id, "agrees": given.agrees, "channel": given.channel, "recorded_index": index,
    })]  # fmt: skip


def _shown(given: StepsShown, index: int) -> Iterator[Operation]:
    for message_id, step in zip(given.messages, given.steps, strict=True):
        yield Set(MESSAGE, message_id, {"shown": step.value, "shown_index": index})


def register() -> None:
    projects(MessageRegistered)(_registered)
    projects(MessageChecked)(_checked)
    projects(MessageStepped)(_stepped)
    projects(MessagePrinted)(_printed)
    projects(MessageAuthenticated)(_authenticated)
    projects(AgreementRecorded)(_agreed)
    projects(StepsShown)(_shown)
    call_projectors.register()
