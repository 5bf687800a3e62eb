"""The request to a neutral intermediary about the return of the dead: a case of its own, whatever comes of it.

He is asked to be witness, inbox or channel, and nothing else. Whatever he answers, and where he says nothing, the duty
stays where the Conventions lay it: with the Parties.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from repatria.core.law.errors import UnstatedParticularsError
from repatria.core.law.guards import OpenGuard, need, refuse_open
from repatria.core.vocabulary.errors import WrongStateError

RULE = "practice rule 28"
DUTY = "GC I 17"


class RequestOrderError(WrongStateError):
    """This does not follow from where the request stands."""

    code = "law.E040"


class AskedFor(StrEnum):
    """What a neutral intermediary may be asked to be. To carry, to store or to identify nobody asks him here."""

    WITNESS = "witness"  # at the hand-over, and for a spot check
    INBOX = "inbox"  # takes lists and papers of both sides, sealed
    CHANNEL = "channel"  # passes on what one side says to the other


class RequestState(StrEnum):
    """Where a request stands."""

    ASKED = "asked"
    GRANTED = "granted"
    GRANTED_IN_PART = "granted_in_part"
    REFUSED = "refused"
    UNANSWERED = "unanswered"
    OWN_DUTY = "own_duty"  # the authorities said what they do themselves
    WITHDRAWN = "withdrawn"


class RequestEvent(StrEnum):
    """What happens to a request."""

    ASKED = "asked"
    GRANTED = "granted"
    GRANTED_IN_PART = "granted_in_part"
    REFUSED = "refused"
    UNANSWERED = "unanswered"
    OWN_DUTY = "own_duty"
    WITHDRAWN = "withdrawn"


_S, _E = RequestState, RequestEvent
ANSWERS = frozenset({_E.GRANTED, _E.GRANTED_IN_PART, _E.REFUSED})
FALLS_BACK = frozenset({_S.GRANTED_IN_PART, _S.REFUSED, _S.UNANSWERED})
"""What is asked for in vain, wholly or in part, falls back on those whose duty it is."""
_LIVE = frozenset(RequestState) - {_S.WITHDRAWN}
_FROM: MappingProxyType[RequestEvent, frozenset[RequestState | None]] = MappingProxyType({
    _E.ASKED: frozenset({None}), _E.UNANSWERED: frozenset({_S.ASKED}), _E.OWN_DUTY: frozenset(FALLS_BACK),
    _E.WITHDRAWN: frozenset(_LIVE), **{one: frozenset(_LIVE) for one in ANSWERS},
})  # fmt: skip
REQUEST_EDGES: frozenset[tuple[RequestState | None, RequestEvent, RequestState]] = frozenset(
    (before, event, RequestState(event.value)) for event, states in _FROM.items() for before in states
)
"""Every edge: an answer may come late, and a later one takes the place of an earlier one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFacts:
    """What is attested of a request or of what became of it; `at` and `answer_by` the house knows."""

    body: str = ""
    what: str = ""
    when: str = ""
    asked_for: frozenset[AskedFor] = frozenset()
    granted: frozenset[AskedFor] = frozenset()
    by: str = ""  # who answered, or who takes the duty on
    reference: str = ""
    said: str = ""  # conditions, a reason, or what the authorities do themselves
    answer_by: date | None = None
    at: datetime | None = None


def request_events_from(state: RequestState) -> tuple[RequestEvent, ...]:
    """What may follow now."""
    return tuple(event for event in RequestEvent if state in _FROM[event])


def _guards(event: RequestEvent, facts: RequestFacts) -> Iterator[OpenGuard]:
    lacking = UnstatedParticularsError
    if event is _E.ASKED:
        yield from need(bool(facts.body.strip()), "request_body", RULE, lacking)
        yield from need(bool(facts.asked_for), "request_asked_for", RULE, lacking)
        yield from need(bool(facts.what.strip()), "request_what", RULE, lacking)
        yield from need(bool(facts.when.strip()), "request_when", RULE, lacking)
        yield from need(facts.answer_by is not None, "request_answer_by", DUTY, lacking)
        is_ahead = not (facts.answer_by and facts.at) or facts.answer_by >= facts.at.date()
        yield from need(is_ahead, "request_answer_ahead", DUTY)
    if event in ANSWERS:
        yield from need(bool(facts.by.strip()), "answer_by_whom", RULE, lacking)
        yield from need(bool(facts.reference.strip()), "answer_reference", RULE, lacking)
        yield from need(facts.granted <= facts.asked_for, "granted_was_asked", RULE)
    if event is _E.GRANTED:
        yield from need(facts.granted == facts.asked_for, "granted_whole", RULE)
    if event is _E.GRANTED_IN_PART:
        is_part = bool(facts.granted) and (facts.granted < facts.asked_for or bool(facts.said.strip()))
        yield from need(is_part, "granted_which_part", RULE, lacking)
    if event is _E.REFUSED:
        yield from need(not facts.granted, "refused_grants_nothing", RULE)
    if event is _E.UNANSWERED:
        is_over = bool(facts.answer_by and facts.at and facts.at.date() > facts.answer_by)
        yield from need(is_over, "answer_day_passed", DUTY)
    if event is _E.OWN_DUTY:
        yield from need(bool(facts.by.strip()), "duty_by_whom", DUTY, lacking)
        yield from need(bool(facts.said.strip()), "duty_what", DUTY, lacking)
    if event is _E.WITHDRAWN:
        yield from need(bool(facts.said.strip()), "request_reason", RULE, lacking)


def next_request(state: RequestState | None, event: RequestEvent, facts: RequestFacts) -> RequestState:
    """Where a request stands after an event.

    Source:   GC I art. 16, 17; GC III art. 120; practice rule 28: any neutral body may be witness, none is assumed.
    Raises:   RequestOrderError; UnstatedParticularsError or OpenGuardError naming all that is missing.
    """
    if state not in _FROM[event]:
        raise RequestOrderError(f"{event} does not follow {state}", provision=RULE)
    refuse_open(_guards(event, facts))
    return RequestState(event.value)
