"""A call between a man who is held and one of his family: its states, what each step needs, and why it ended.

Both agree to each call; it is booked, prepared, held and over. What was said is in no state, no reason and no field.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from repatria.core.vocabulary.errors import RuleError, WrongStateError

PUT_AT_THE_DOOR = timedelta(minutes=15)
"""How long before it begins the door learns that there is a call, and until when it may be entered by nobody."""
LONGEST_CALL = timedelta(minutes=60)


class CallState(StrEnum):
    """Where a call stands."""

    ASKED = "asked"
    AGREED = "agreed"
    BOOKED = "booked"
    PREPARED = "prepared"
    HELD = "held"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


class CallEvent(StrEnum):
    """What happens to it."""

    ANSWERED = "answered"  # one of the two said yes
    BOOKED = "booked"
    PREPARED = "prepared"
    BEGUN = "begun"
    ENDED = "ended"
    FAILED = "failed"
    STOPPED = "stopped"
    PUT_OFF = "put_off"  # what both agreed stands, and waits for another hour
    WAITS_AGAIN = "waits_again"  # one that failed: nobody agreed to no call


class CallEnd(StrEnum):
    """Who is at one end. A watcher sees that it runs and hears nothing."""

    HERS = "hers"
    HIS = "his"
    WATCH = "watch"


class FailedBecause(StrEnum):
    """Why a call that both wanted was not held, or broke off: technical words, the same whatever lies behind."""

    NOBODY_CAME = "nobody_came"
    NO_LINE = "no_line"
    LINE_LOST = "line_lost"


class StoppedBecause(StrEnum):
    """Why somebody stopped it. He and she need no reason; who stops it from outside gives one of the others."""

    BY_HER = "by_her"
    BY_HIM = "by_him"
    THIRD_PERSON = "third_person"  # a guard, an interrogator, a journalist in room or picture
    PLACE_SHOWN = "place_shown"  # what can be seen tells where somebody is
    UNWELL = "unwell"
    ALARM = "alarm"


BY_ONE_OF_THEM = frozenset({StoppedBecause.BY_HER, StoppedBecause.BY_HIM})
OVER = frozenset({CallState.DONE, CallState.FAILED, CallState.STOPPED})


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFacts:
    """What a step rests on; what is not given grants nothing.

    Units:    instants in UTC.
    """

    he_agreed_at: datetime | None = None
    she_agreed_at: datetime | None = None
    begins_at: datetime | None = None
    ends_at: datetime | None = None
    is_number_verified: bool = False  # she was rung back on the number she left
    are_rules_read: bool = False  # to both: the wall, that it can be filmed, when it ends
    is_watching_told: bool = False  # to both, whether somebody sees that it runs
    is_relay_named: bool = False
    is_by_telephone: bool = False  # an ordinary call: it goes through no relay
    failed_because: FailedBecause | None = None
    stopped_because: StoppedBecause | None = None


class CallOrderError(WrongStateError):
    """The event does not follow from the state the call is in."""

    code = "calls.E001"


class CallNotReadyError(RuleError):
    """Something that the step needs is missing; `params["guards"]` names all of it with its provision."""

    code = "calls.E002"


_S, _E = CallState, CallEvent

_NEXT: dict[tuple[CallState, CallEvent], CallState] = {
    (_S.ASKED, _E.ANSWERED): _S.AGREED,
    (_S.AGREED, _E.BOOKED): _S.BOOKED,
    (_S.BOOKED, _E.PREPARED): _S.PREPARED,
    (_S.PREPARED, _E.BEGUN): _S.HELD,
    (_S.HELD, _E.ENDED): _S.DONE,
    (_S.PREPARED, _E.FAILED): _S.FAILED,
    (_S.HELD, _E.FAILED): _S.FAILED,
    **{(state, _E.STOPPED): _S.STOPPED for state in _S if state not in OVER},
    (_S.BOOKED, _E.FAILED): _S.FAILED,
    (_S.BOOKED, _E.PUT_OFF): _S.AGREED,
    (_S.PREPARED, _E.PUT_OFF): _S.AGREED,
    (_S.FAILED, _E.WAITS_AGAIN): _S.AGREED,
}


def next_call(state: CallState, event: CallEvent, facts: CallFacts) -> CallState:
    """The state a call comes to.

    Source:   GC III 71 (the most rapid way where news is long wanting); law and practice 6.8; practice rules 6, 7, 29.
    Returns:  the state; ASKED after a first answer, for both must agree, and each time anew.
    Raises:   CallOrderError; CallNotReadyError naming all that is missing.
    Not:      whether the two may speak at all: his contact decision and the desk's say that before anything is booked.
    """
    reached = _NEXT.get((state, event))
    if reached is None:
        raise CallOrderError(f"a call that is {state} cannot be {event}")
    missing = tuple(_missing(event, facts))
    if missing:
        words = ", ".join(what.replace("_", " ") for what, _ in missing)
        raise CallNotReadyError(f"still missing: {words}", provision=missing[0][1], guards=missing)
    if event is _E.ANSWERED and None in (facts.he_agreed_at, facts.she_agreed_at):
        return _S.ASKED
    return reached


def _missing(event: CallEvent, facts: CallFacts) -> Iterator[tuple[str, str]]:
    """What is open, each with what it rests on."""
    if event is _E.ANSWERED and facts.he_agreed_at is None and facts.she_agreed_at is None:
        yield "an_answer", "law and practice 6.8"
    if event in (_E.BOOKED, _E.PREPARED, _E.BEGUN):
        if facts.he_agreed_at is None:
            yield "his_yes", "practice rule 6"
        if facts.she_agreed_at is None:
            yield "her_yes", "practice rule 7"
    if event is _E.BOOKED and not _is_a_time(facts):
        yield "a_time_of_at_most_an_hour", "law and practice 6.8"
    if event is _E.PREPARED:
        if not facts.is_number_verified:
            yield "her_number_by_calling_back", "law and practice 6.8"
        if not facts.are_rules_read:
            yield "the_rules_read_to_both", "practice rule 29"
        if not facts.is_watching_told:
            yield "whether_somebody_watches_said_to_both", "law and practice 6.8"
    if event in (_E.BOOKED, _E.PREPARED, _E.BEGUN) and not (facts.is_relay_named or facts.is_by_telephone):
        yield "a_relay", "practice rule 29"
    if event is _E.FAILED and facts.failed_because is None:
        yield "why_it_failed", "law and practice 6.8"
    if event is _E.STOPPED and facts.stopped_because is None:
        yield "why_it_was_stopped", "law and practice 6.8"


def _is_a_time(facts: CallFacts) -> bool:
    if facts.begins_at is None or facts.ends_at is None:
        return False
    return timedelta() < facts.ends_at - facts.begins_at <= LONGEST_CALL
