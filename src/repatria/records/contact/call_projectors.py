"""What the acts of calls do to rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from repatria.core.law.calls import CallSide, CallWay, ShownCall
from repatria.core.vocabulary.calls import OVER, CallState
from repatria.records.contact.call_acts import (
    CallAnswered,
    CallAsked,
    CallBegun,
    CallBooked,
    CallCodes,
    CallEnded,
    CallHaltSeen,
    CallLineOpened,
    CallLogSaid,
    CallLogStruck,
    CallMeansClosed,
    CallPolicyAgreed,
    CallPolicyProposed,
    CallPolicyTold,
    CallPrepared,
    CallPutOff,
    CallRecognised,
    CallReportSettled,
    CallRoomOpened,
    CallsShown,
    CallWishedAnew,
    CallWords,
    NumberVerified,
    NumberWords,
)
from repatria.records.ledger.operations import Insert, Operation, Set, projects, sealed_cells

ROOM, LINE, POLICY, CALL = "contact_callroom", "contact_callline", "contact_callpolicyrow", "contact_call"
CODE, NUMBER, ATTEMPT = "contact_callcode", "contact_callnumber", "contact_callattempt"
RECOGNITION, WISH, HALT = "contact_callrecognition", "contact_callwish", "contact_callhalt"
_NO_HOUR = {"place": "", "room_id": "", "line_id": "", "begins_at": "", "ends_at": "", "ticket": "", "codes_id": "",
            "prepared_index": None, "log_index": None, "is_watched": False}  # fmt: skip
"""What stands of a booking: nothing, once the call is off or over."""


def _room(given: CallRoomOpened, index: int) -> Iterable[Operation]:
    return [Insert(ROOM, given.room_id, {
        "place": given.place, "name": given.name, "zone": given.zone, "seats": given.seats,
        "hours": ";".join(given.hours), "opened_index": index,
    })]  # fmt: skip


def _line(given: CallLineOpened, index: int) -> Iterable[Operation]:
    return [Insert(LINE, given.line_id, {
        "place": given.place, "name": given.name, "is_telephone": given.is_telephone, "opened_index": index,
    })]  # fmt: skip


def _closed(given: CallMeansClosed, index: int) -> Iterable[Operation]:
    return [Set(ROOM if given.is_room else LINE, given.means_id, {"closed_index": index}), _halt(given.means_id, index)]


def _halt(matter_id: str, index: int) -> Insert:
    return Insert(HALT, str(index), {"matter_id": matter_id, "recorded_index": index})


def _halt_seen(given: CallHaltSeen, index: int) -> Iterable[Operation]:
    return [Set(HALT, str(given.halt_index), {"seen_index": index})]


def _proposed(given: CallPolicyProposed, index: int) -> Iterable[Operation]:
    return [Insert(POLICY, given.policy_id, {
        "are_let": given.are_let, "least_a_month": given.least_a_month, "minutes": given.minutes,
        "because": given.because.value, "reason": given.reason, "proposed_by_index": index,
    })]  # fmt: skip


def _agreed(given: CallPolicyAgreed, index: int) -> Iterable[Operation]:
    return [Set(POLICY, given.policy_id, {"agreed_index": index})]


def _told(given: CallPolicyTold, index: int) -> Iterable[Operation]:
    return []  # how it stands is read in the act


def _asked(given: CallAsked, index: int) -> Iterable[Operation]:
    is_hers = given.side is CallSide.HERS
    return [Insert(CALL, given.call_id, {
        "side": given.side.value, "writer_id": given.writer_id, "enquiry_id": given.enquiry_id,
        "person_id": given.person_id, "way": given.way.value, "urgent_index": index if given.urgency else None,
        "zone": given.zone, "channel": given.channel, "words_stood": given.words_stood, "state": "asked",
        "asked_index": index, "moved_index": index,
        "her_index": index if is_hers and given.words_stood else None,
        "his_index": index if not is_hers and given.facts is not None else None,
        **sealed_cells(given.writer_id, CallWords, given.words),
    })]  # fmt: skip


def _answered(given: CallAnswered, index: int) -> Iterable[Operation]:
    moved: dict[str, object] = {
        "enquiry_id": given.enquiry_id, "person_id": given.person_id, "state": given.state.value, "moved_index": index,
    }  # fmt: skip
    if given.agrees:
        moved["her_index" if given.side is CallSide.HERS else "his_index"] = index
    if given.is_sound_only:
        moved["way"] = CallWay.SOUND.value
    if given.zone:
        moved["zone"] = given.zone
    return [Set(CALL, given.call_id, moved | (_NO_HOUR if given.state in OVER else {}))]


def _booked(given: CallBooked, index: int) -> Iterator[Operation]:
    yield Insert(CODE, given.codes_id, {
        "call_id": given.call_id, "booked_index": index, **sealed_cells(given.codes_id, CallCodes, given.codes),
    })  # fmt: skip
    yield Set(CALL, given.call_id, {
        "state": given.state.value, "place": given.place, "room_id": given.room_id, "line_id": given.line_id,
        "begins_at": given.begins_at, "ends_at": given.ends_at, "ticket": given.ticket, "codes_id": given.codes_id,
        "is_watched": given.is_watched, "booked_index": index, "moved_index": index,
    })  # fmt: skip


def _put_off(given: CallPutOff, index: int) -> Iterator[Operation]:
    yield Set(CALL, given.call_id, {"state": given.state.value, "moved_index": index, **_NO_HOUR})
    if not given.guards:
        yield _halt(given.call_id, index)


def _wished_anew(given: CallWishedAnew, index: int) -> Iterator[Operation]:
    yield Insert(WISH, str(index), {
        "call_id": given.call_id, "writer_id": given.writer_id, "side": given.side.value, "recorded_index": index,
        **sealed_cells(given.writer_id, CallWords, given.words),
    })  # fmt: skip
    moved: dict[str, object] = {"way": given.way.value}
    if given.is_raised:
        moved["urgent_index"] = index
    if given.zone:
        moved["zone"] = given.zone
    yield Set(CALL, given.call_id, moved)


def _log_said(given: CallLogSaid, index: int) -> Iterable[Operation]:
    return [Set(CALL, given.call_id, {"log_index": index})]


def _log_struck(given: CallLogStruck, index: int) -> Iterable[Operation]:
    return [Set(CALL, given.call_id, {"log_index": None})]


def _number(given: NumberVerified, index: int) -> Iterable[Operation]:
    return [Insert(NUMBER, f"{given.enquiry_id}.{index}", {
        "enquiry_id": given.enquiry_id, "rung_at": given.rung_at, "recorded_index": index,
        **sealed_cells(given.enquiry_id, NumberWords, given.words),
    })]  # fmt: skip


def _prepared(given: CallPrepared, index: int) -> Iterable[Operation]:
    return [Set(CALL, given.call_id, {
        "state": given.state.value, "prepared_index": index, "moved_index": index,
    })]  # fmt: skip


def _begun(given: CallBegun, index: int) -> Iterable[Operation]:
    return [Set(CALL, given.call_id, {"state": given.state.value, "moved_index": index})]


def _ended(given: CallEnded, index: int) -> Iterator[Operation]:
    if given.outcome is not CallState.STOPPED or given.seconds or given.codes_id:
        yield Insert(ATTEMPT, f"{given.call_id}.{index}", {
            "call_id": given.call_id, "enquiry_id": given.enquiry_id, "person_id": given.person_id,
            "place": given.place, "outcome": given.outcome.value, "because": given.because, "on": given.on,
            "seconds": given.seconds, "recorded_index": index,
        })  # fmt: skip
    yield Set(CALL, given.call_id, {"state": given.state.value, "moved_index": index, **_NO_HOUR})


def _report_settled(given: CallReportSettled, index: int) -> Iterator[Operation]:
    if given.attempt_id:  # the door has a clock beside it: its length holds
        yield Set(ATTEMPT, given.attempt_id, {"seconds": given.seconds})
    elif given.seconds:
        yield Insert(ATTEMPT, f"{given.call_id}.{index}", {
            "call_id": given.call_id, "enquiry_id": given.enquiry_id, "person_id": given.person_id,
            "place": given.place, "outcome": given.outcome.value, "because": given.because, "on": given.on,
            "seconds": given.seconds, "recorded_index": index,
        })  # fmt: skip


def _recognised(given: CallRecognised, index: int) -> Iterable[Operation]:
    return [Insert(RECOGNITION, f"{given.attempt_id}.{given.side.value}", {
        "attempt_id": given.attempt_id, "side": given.side.value, "is_other": given.is_other, "recorded_index": index,
    })]  # fmt: skip


def _shown(given: CallsShown, index: int) -> Iterator[Operation]:
    for call_id, step in zip(given.calls, given.steps, strict=True):
        moved: dict[str, object] = {"shown": step.value}
        if step is ShownCall.BOOKED:
            moved["laid_index"] = index
        yield Set(CALL, call_id, moved)


def register() -> None:
    projects(CallRoomOpened)(_room)
    projects(CallLineOpened)(_line)
    projects(CallMeansClosed)(_closed)
    projects(CallPolicyProposed)(_proposed)
    projects(CallPolicyAgreed)(_agreed)
    projects(CallPolicyTold)(_told)
    projects(CallAsked)(_asked)
    projects(CallWishedAnew)(_wished_anew)
    projects(CallAnswered)(_answered)
    projects(CallLogSaid)(_log_said)
    projects(CallLogStruck)(_log_struck)
    projects(CallHaltSeen)(_halt_seen)
    projects(CallBooked)(_booked)
    projects(CallPutOff)(_put_off)
    projects(NumberVerified)(_number)
    projects(CallPrepared)(_prepared)
    projects(CallBegun)(_begun)
    projects(CallEnded)(_ended)
    projects(CallReportSettled)(_report_settled)
    projects(CallRecognised)(_recognised)
    projects(CallsShown)(_shown)
