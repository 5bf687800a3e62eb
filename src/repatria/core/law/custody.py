"""Custody of a captured person: what follows from which event, under which guards, and who holds him.

A person whom only a list names is in nobody's custody here: his state is LISTED, which is None, he has no holder, and
the only event that leads on from it is a reported capture. No event deletes; a wrong one is annulled by a further act.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from repatria.core.law.custody_facts import CustodyAttested, CustodyEvent, CustodyFacts, CustodyState, facts_attested
from repatria.core.law.errors import CustodyOrderError, OpenGuardError, SecondPersonError, UnstatedParticularsError
from repatria.core.law.guards import OpenGuard, are_two_different, need, refuse_open
from repatria.core.law.release import cancelling_guards, completing_guards, opening_guards
from repatria.core.vocabulary.notices import NoticeEvent

__all__ = [
    "LISTED", "CustodyAttested", "CustodyEvent", "CustodyFacts", "CustodyState", "custody_guards_open",
    "facts_attested", "has_left", "holder_after", "is_held", "next_custody", "notice_event",
    "notifiable", "possible_events",
]  # fmt: skip


LISTED: Final = None
"""The custody of somebody whom only a list names: none."""

_S = CustodyState
_HELD = frozenset({
    _S.IN_UNIT, _S.IN_TRANSIT, _S.IN_CAMP, _S.IN_HOSPITAL, _S.OTHER_SERVICE, _S.UNACCOUNTED, _S.CONTESTED,
    _S.RELEASE_PENDING,
})  # fmt: skip
_AT_A_PLACE = frozenset({_S.IN_UNIT, _S.IN_CAMP, _S.IN_HOSPITAL})
_GONE = frozenset({_S.RELEASED, _S.REPATRIATED, _S.NEUTRAL_COUNTRY, _S.TRANSFERRED_POWER})

_FROM: dict[CustodyEvent, frozenset[CustodyState | None]] = {
    # A released man may be captured again: the same person, the same record.
    CustodyEvent.CAPTURE_REPORTED: frozenset({LISTED, *_GONE}),
    CustodyEvent.EVACUATED: frozenset({_S.IN_UNIT}),
    CustodyEvent.ARRIVED: frozenset({
        _S.REPORTED, _S.IN_TRANSIT, _S.UNACCOUNTED, _S.CONTESTED, _S.OTHER_SERVICE, *_AT_A_PLACE,
    }),
    CustodyEvent.TRANSFER_ORDERED: frozenset({_S.IN_CAMP, _S.IN_HOSPITAL}),
    CustodyEvent.TRANSFER_CALLED_OFF: frozenset({_S.IN_CAMP, _S.IN_HOSPITAL}),
    CustodyEvent.DEPARTED: frozenset({_S.IN_CAMP, _S.IN_HOSPITAL}),
    CustodyEvent.HOSPITALISED: frozenset({_S.IN_UNIT, _S.IN_TRANSIT, _S.IN_CAMP}),
    CustodyEvent.DISCHARGED: frozenset({_S.IN_HOSPITAL}),
    CustodyEvent.SIGNED_OUT: _AT_A_PLACE,
    CustodyEvent.RETURNED: frozenset({_S.OTHER_SERVICE, _S.UNACCOUNTED}),
    CustodyEvent.UNACCOUNTED: _HELD - {_S.UNACCOUNTED},
    CustodyEvent.ESCAPED: _HELD,
    CustodyEvent.RECAPTURED: frozenset({_S.ESCAPED}),
    CustodyEvent.RELEASE_OPENED: frozenset({_S.IN_CAMP, _S.IN_HOSPITAL}),
    CustodyEvent.RELEASE_CANCELLED: frozenset({_S.RELEASE_PENDING}),
    CustodyEvent.RELEASE_COMPLETED: frozenset({_S.RELEASE_PENDING}),
    CustodyEvent.DIED: _HELD | {_S.REPORTED, _S.ESCAPED},
    CustodyEvent.TRANSFERRED_TO_POWER: frozenset({_S.IN_TRANSIT, *_AT_A_PLACE}),
    CustodyEvent.DISPROVED: frozenset({_S.REPORTED}),
    CustodyEvent.ANNULLED: frozenset(),
}  # fmt: skip

_PROVISION_OF_ORDER = "GC III 122(5)"


def is_held(state: CustodyState | None) -> bool:
    """Whether somebody of this Party holds him: then he has exactly one holder.

    Source:   law-and-practice section 8, invariant 1; practice rule 14.
    Returns:  False for a person whom only a list names, and for a report that names no holder.
    """
    return state in _HELD


def possible_events(state: CustodyState | None) -> tuple[CustodyEvent, ...]:
    """The events that may follow from a state, guards left aside."""
    return tuple(event for event in CustodyEvent if state in _FROM[event])


def holder_after(event: CustodyEvent, state: CustodyState | None, named: str, before: str) -> str:
    """Exactly one holder while he is held, none otherwise; whoever is to hold him by an order does not hold him yet."""
    if event in (CustodyEvent.TRANSFER_ORDERED, CustodyEvent.TRANSFER_CALLED_OFF):
        return before
    return (named or before) if is_held(state) else ""


def custody_guards_open(event: CustodyEvent, facts: CustodyFacts) -> tuple[OpenGuard, ...]:
    """What an event still lacks, with the provision of each.

    Source:   law-and-practice section 6.1; GC III art. 12, 20, 46, 48, 115, 118-119; practice rules 14, 18.
    Not:      a death without a doctor and an arrival with a wrong count are recorded: both stay open items.
    """
    return tuple(_guards(event, facts))


def _guards(event: CustodyEvent, facts: CustodyFacts) -> Iterator[OpenGuard]:
    yield from need(not facts.is_before_capture, "not_before_capture", "GC III 122(4)")
    match event:
        case CustodyEvent.EVACUATED:
            yield from need(bool(facts.list_reference), "list_of_evacuees", "GC III 20", UnstatedParticularsError)
            yield from need(facts.counted == facts.listed, "count_equals_list", "GC III 20")
        case CustodyEvent.ARRIVED:
            yield from need(bool(facts.holder), "holder", "GC III 122(4)", UnstatedParticularsError)
            yield from need(bool(facts.received_by), "received_by", "practice rule 15", UnstatedParticularsError)
        case CustodyEvent.TRANSFER_ORDERED:
            yield from need(bool(facts.holder), "destination", "GC III 48", UnstatedParticularsError)
            yield from need(bool(facts.list_reference), "list_before_departure", "GC III 46", UnstatedParticularsError)
            yield from need(facts.counted == facts.listed, "count_equals_list", "GC III 46")
            yield from need(facts.told_new_address, "told_new_address", "GC III 48")
            yield from need(facts.effects_go_with_him, "effects_go_with_him", "GC III 48")
        case CustodyEvent.TRANSFER_CALLED_OFF:
            yield from need(facts.has_order, "transfer_ordered", "GC III 46")
        case CustodyEvent.DEPARTED:
            yield from need(facts.has_order, "transfer_ordered", "GC III 46")
            yield from need(not facts.is_before_order, "not_before_order", "GC III 46")
            is_counted = facts.counted is not None
            yield from need(is_counted, "counted_at_departure", "GC III 46", UnstatedParticularsError)
        case CustodyEvent.SIGNED_OUT:
            yield from need(bool(facts.holder), "taken_by", "practice rule 14", UnstatedParticularsError)
            yield from need(bool(facts.order_by), "order_by", "practice rule 14", UnstatedParticularsError)
            yield from need(facts.has_due_back, "due_back", "practice rule 14", UnstatedParticularsError)
            is_in_time = not facts.has_due_back or facts.is_due_back_within_a_month
            yield from need(is_in_time, "due_back_within_a_month", "practice rule 14")
        case CustodyEvent.RETURNED:
            yield from need(bool(facts.holder), "holder", "practice rule 14", UnstatedParticularsError)
            is_seen = facts.condition is not None
            yield from need(is_seen, "condition_on_return", "practice rule 14", UnstatedParticularsError)
        case CustodyEvent.RECAPTURED:
            yield from need(bool(facts.holder), "holder", "GC III 122(4)", UnstatedParticularsError)
        case CustodyEvent.RELEASE_OPENED:
            yield from opening_guards(facts.release)
        case CustodyEvent.RELEASE_COMPLETED:
            yield from completing_guards(facts.release)
        case CustodyEvent.RELEASE_CANCELLED:
            yield from cancelling_guards(facts.release)
        case CustodyEvent.TRANSFERRED_TO_POWER:
            power = facts.receiving_power
            yield from need(bool(power), "receiving_power", "GC III 12", UnstatedParticularsError)
            yield from need(facts.is_receiving_power_able, "receiving_power_able", "GC III 12", OpenGuardError)
        case CustodyEvent.DISPROVED:
            is_two = are_two_different(facts.disproved_by)
            yield from need(is_two, "two_persons", "house rule 6.1", SecondPersonError)
        case _:
            return


def next_custody(state: CustodyState | None, event: CustodyEvent, facts: CustodyFacts) -> CustodyState:
    """Computes the state that follows.

    Source:   law-and-practice section 6.1; practice rule 14.
    Given:    `state` is LISTED (None) for somebody who has no custody here.
    Returns:  the next state; CONTESTED where a second place claims him, since neither entry is refused.
    Raises:   CustodyOrderError when the event does not follow; the refusal of the first open guard.
    Not:      it records nothing and names no holder: see `holder_after`.
    """
    if state not in _FROM[event]:
        raise CustodyOrderError(
            f"{event} does not follow from {state or 'listed'}", provision=_PROVISION_OF_ORDER, state=state, event=event
        )
    refuse_open(_guards(event, facts))
    fixed = _TO.get(event)
    return _chosen(state, event, facts) if fixed is None else fixed


_TO: dict[CustodyEvent, CustodyState] = {
    CustodyEvent.EVACUATED: _S.IN_TRANSIT,
    CustodyEvent.DEPARTED: _S.IN_TRANSIT,
    CustodyEvent.HOSPITALISED: _S.IN_HOSPITAL,
    CustodyEvent.DISCHARGED: _S.IN_CAMP,
    CustodyEvent.SIGNED_OUT: _S.OTHER_SERVICE,
    CustodyEvent.UNACCOUNTED: _S.UNACCOUNTED,
    CustodyEvent.ESCAPED: _S.ESCAPED,
    CustodyEvent.RECAPTURED: _S.IN_CAMP,
    CustodyEvent.RELEASE_OPENED: _S.RELEASE_PENDING,
    CustodyEvent.DIED: _S.DIED,
    CustodyEvent.TRANSFERRED_TO_POWER: _S.TRANSFERRED_POWER,
    CustodyEvent.DISPROVED: _S.RECORD_ERROR,
}


def _chosen(state: CustodyState | None, event: CustodyEvent, facts: CustodyFacts) -> CustodyState:
    """The events whose result depends on the facts."""
    if event is CustodyEvent.CAPTURE_REPORTED:
        return _S.IN_UNIT if facts.holder else _S.REPORTED
    if event is CustodyEvent.ARRIVED:
        return _after_arrival(state, facts)
    if state is not None and event in (CustodyEvent.TRANSFER_ORDERED, CustodyEvent.TRANSFER_CALLED_OFF):
        return state
    if event is CustodyEvent.RELEASE_COMPLETED:
        return _S(facts.release.outcome) if facts.release.outcome else _S.RELEASED
    # Returned, or release cancelled: back to the place he left; anything else than a place means the camp.
    return facts.returns_to if facts.returns_to in _AT_A_PLACE else _S.IN_CAMP


def _after_arrival(state: CustodyState | None, facts: CustodyFacts) -> CustodyState:
    if state is _S.CONTESTED:
        return _S.IN_CAMP if facts.has_strong_sighting else _S.CONTESTED
    if state in _AT_A_PLACE:
        if facts.holder == facts.previous_holder:
            raise CustodyOrderError("he is there already", provision=_PROVISION_OF_ORDER, state=state)
        # A second camp or hospital without a departure never explains itself; from a unit a late list does.
        is_explained = state is _S.IN_UNIT and bool(facts.list_reference)
        # Nor does an arrival where he was ordered to: his departure was not yet recorded.
        is_explained = is_explained or (facts.has_order and facts.ordered_to == facts.holder)
        return _S.IN_CAMP if is_explained else _S.CONTESTED
    return _S.IN_CAMP


_E = CustodyEvent
_NOTICE_OF: dict[CustodyEvent, NoticeEvent] = {
    _E.CAPTURE_REPORTED: NoticeEvent.CAPTURE, _E.RECAPTURED: NoticeEvent.CAPTURE, _E.ARRIVED: NoticeEvent.TRANSFER,
    _E.DEPARTED: NoticeEvent.TRANSFER, _E.DISCHARGED: NoticeEvent.TRANSFER,
    _E.TRANSFERRED_TO_POWER: NoticeEvent.TRANSFER, _E.HOSPITALISED: NoticeEvent.HOSPITAL_ADMISSION,
    _E.ESCAPED: NoticeEvent.ESCAPE, _E.RELEASE_COMPLETED: NoticeEvent.RELEASE, _E.DIED: NoticeEvent.DEATH,
    _E.DISPROVED: NoticeEvent.CORRECTION, _E.ANNULLED: NoticeEvent.CORRECTION,
}  # fmt: skip


def notifiable(event: CustodyEvent, reached: CustodyState | None = None) -> bool:
    """Whether an event makes a notice to the Agency and the Powers due.

    Source:   GC III art. 122(5): transfers, releases, repatriations, escapes, admissions to hospital, deaths; 122(4):
              capture, and each change of the address for correspondence; corrections follow what they correct.
    Given:    the state that was reached: an order that leaves him where he is is no transfer yet. Of the acts before
              departures had their own, the order says that he left.
    """
    return notice_event(event, reached) is not None


def notice_event(event: CustodyEvent, reached: CustodyState | None = None) -> NoticeEvent | None:
    """What a notice calls an event; None for one of which no notice is due.  Source: GC III art. 122(5)."""
    return _NOTICE_OF.get(CustodyEvent.DEPARTED if has_left(event, reached) else event)


def has_left(event: CustodyEvent, reached: CustodyState | None) -> bool:
    """Whether he left with this event: by a departure, or an old order that put him on his way."""
    is_old_order = event is CustodyEvent.TRANSFER_ORDERED and reached is _S.IN_TRANSIT
    return is_old_order or event is CustodyEvent.DEPARTED
