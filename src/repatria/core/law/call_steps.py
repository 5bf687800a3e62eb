"""A call step by step: both agree to it, it is booked, prepared, held and over. What a step lacks is named whole.

What is asked before two may speak at all, and what a camp attests before a call begins, are the guards of `calls.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from repatria.core.law.guards import OpenGuard, need, refuse_open
from repatria.core.vocabulary.calls import LONGEST_CALL, OVER, CallEvent, CallState, FailedBecause, StoppedBecause
from repatria.core.vocabulary.errors import WrongStateError

RULE, ROOM_RULE = "house rule 6.8", "practice rule 29"
_HIS, _HERS = "practice rule 6", "practice rule 7"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFacts:
    """What a step rests on; what is not given grants nothing.

    Units:    instants in UTC.
    """

    he_agreed_at: datetime | None = None
    she_agreed_at: datetime | None = None
    begins_at: datetime | None = None
    ends_at: datetime | None = None
    is_relay_named: bool = False
    is_by_telephone: bool = False  # an ordinary call: it goes through no relay
    failed_because: FailedBecause | None = None
    stopped_because: StoppedBecause | None = None


class CallOrderError(WrongStateError):
    """The event does not follow from the state the call is in."""

    code = "calls.E001"


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
    Raises:   CallOrderError; OpenGuardError naming all that is missing.
    """
    reached = _NEXT.get((state, event))
    if reached is None:
        raise CallOrderError(f"a call that is {state} cannot be {event}", provision=RULE)
    refuse_open(_step_guards(event, facts))
    if event is _E.ANSWERED and None in (facts.he_agreed_at, facts.she_agreed_at):
        return _S.ASKED
    return reached


def _step_guards(event: CallEvent, facts: CallFacts) -> Iterator[OpenGuard]:
    """What the step still lacks."""
    he, she = facts.he_agreed_at is not None, facts.she_agreed_at is not None
    if event is _E.ANSWERED:
        yield from need(he or she, "an_answer", RULE)
    if event in (_E.BOOKED, _E.PREPARED, _E.BEGUN):
        yield from need(he, "his_yes", _HIS)
        yield from need(she, "her_yes", _HERS)
    if event is _E.BOOKED:
        yield from need(_is_a_time(facts), "a_time_of_at_most_an_hour", RULE)
    if event in (_E.BOOKED, _E.PREPARED, _E.BEGUN):
        yield from need(facts.is_relay_named or facts.is_by_telephone, "a_relay", ROOM_RULE)
    if event is _E.FAILED:
        yield from need(facts.failed_because is not None, "why_it_failed", RULE)
    if event is _E.STOPPED:
        yield from need(facts.stopped_because is not None, "why_it_was_stopped", RULE)


def _is_a_time(facts: CallFacts) -> bool:
    if facts.begins_at is None or facts.ends_at is None:
        return False
    return timedelta() < facts.ends_at - facts.begins_at <= LONGEST_CALL
