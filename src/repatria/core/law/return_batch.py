"""The path of a batch of the dead or their effects between the Parties, either way: what may follow, and what must be.

What is sent is checked, sealed and scanned here; what comes in was sealed there, and is counted here by somebody who
has not seen their list. Two counts stand side by side for ever, and nothing is closed over an open difference.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from repatria.core.law.errors import SecondPersonError, UnstatedParticularsError, UnstatedReasonError
from repatria.core.law.guards import OpenGuard, are_two_different, need, refuse_open
from repatria.core.vocabulary.errors import WrongStateError

RULE = "house rule 6.7"
NEUTRAL = "practice rule 28"


class BatchOrderError(WrongStateError):
    """The step does not follow from where the batch is."""

    code = "law.E041"


class BatchWay(StrEnum):
    """Which way it goes."""

    SENT = "sent"
    RECEIVED = "received"


class BatchState(StrEnum):
    """How far a batch is."""

    PLANNED = "planned"
    LIST_EXCHANGED = "list_exchanged"
    AGREED = "agreed"
    ASSEMBLED = "assembled"
    SEALED = "sealed"
    LOADED = "loaded"
    DISPATCHED = "dispatched"
    AT_BORDER = "at_border"
    SPOT_CHECKED = "spot_checked"
    HANDED_OVER = "handed_over"
    COUNTED = "counted"
    RECONCILED = "reconciled"
    DISCREPANT = "discrepant"
    CLOSED = "closed"
    ABORTED = "aborted"


class BatchEvent(StrEnum):
    """What happens to a batch. `reconciled` or `discrepant` is read from the two counts, never chosen."""

    PLANNED = "planned"
    LIST_EXCHANGED = "list_exchanged"
    AGREED = "agreed"
    ASSEMBLED = "assembled"
    SEALED = "sealed"
    LOADED = "loaded"
    DISPATCHED = "dispatched"
    AT_BORDER = "at_border"
    SPOT_CHECKED = "spot_checked"
    HANDED_OVER = "handed_over"
    COUNTED = "counted"
    RECONCILED = "reconciled"
    DISCREPANT = "discrepant"
    CLOSED = "closed"
    ABORTED = "aborted"


_S, _E = BatchState, BatchEvent
OPEN = frozenset(BatchState) - {_S.CLOSED, _S.ABORTED}
"""States in which what stands on it can stand on no other."""
BEFORE_HANDED = frozenset({
    _S.PLANNED, _S.LIST_EXCHANGED, _S.AGREED, _S.ASSEMBLED, _S.SEALED, _S.LOADED, _S.DISPATCHED, _S.AT_BORDER,
    _S.SPOT_CHECKED,
})  # fmt: skip
AFTER_HANDED = frozenset({_S.HANDED_OVER, _S.COUNTED, _S.RECONCILED, _S.DISCREPANT, _S.CLOSED})
LISTABLE = frozenset({_S.PLANNED, _S.LIST_EXCHANGED})
"""While the Parties have not agreed on it, a list may be brought again."""
SEALED_ON = frozenset({_S.SEALED, _S.LOADED, _S.DISPATCHED, _S.AT_BORDER, _S.SPOT_CHECKED})
"""What is sent lies under seals, on the road perhaps: two alone stop it, and it is free once it was scanned back."""
STEPS = frozenset(BatchEvent) - {_E.PLANNED, _E.COUNTED, _E.RECONCILED, _E.DISCREPANT}
"""What is recorded as a step; the others are acts of their own."""


def _of(*states: BatchState | None) -> frozenset[BatchState | None]:
    return frozenset(states)


_ENDS = {
    _E.PLANNED: _of(None), _E.LIST_EXCHANGED: _of(_S.PLANNED), _E.AGREED: _of(_S.LIST_EXCHANGED),
    _E.SPOT_CHECKED: _of(_S.AT_BORDER), _E.HANDED_OVER: _of(_S.AT_BORDER, _S.SPOT_CHECKED),
    _E.COUNTED: _of(_S.HANDED_OVER), _E.RECONCILED: _of(_S.COUNTED), _E.DISCREPANT: _of(_S.COUNTED),
    _E.CLOSED: _of(_S.RECONCILED, _S.DISCREPANT), _E.ABORTED: _of(*BEFORE_HANDED),
}  # fmt: skip
_AWAY = {
    _E.ASSEMBLED: _of(_S.AGREED), _E.SEALED: _of(_S.ASSEMBLED), _E.LOADED: _of(_S.SEALED),
    _E.DISPATCHED: _of(_S.LOADED), _E.AT_BORDER: _of(_S.DISPATCHED),
}  # fmt: skip
_HERE = frozenset({_S.ASSEMBLED, _S.SEALED, _S.LOADED, _S.DISPATCHED})
"""States of what is sent: whatever comes was made ready there."""
_FROM = MappingProxyType({
    BatchWay.SENT: MappingProxyType({**_ENDS, **_AWAY}),
    BatchWay.RECEIVED: MappingProxyType({
        **_ENDS, **{event: _of() for event in _AWAY}, _E.AT_BORDER: _of(_S.AGREED),
        _E.ABORTED: _of(*(BEFORE_HANDED - _HERE)),
    }),
})  # fmt: skip


BATCH_EDGES = MappingProxyType({
    way: frozenset(
        (before, event, BatchState(event.value)) for event, states in _FROM[way].items() for before in states
    )
    for way in BatchWay
})  # fmt: skip
"""Every edge of a way: from where, by what, to where. No other is walked."""


def batch_events_from(way: BatchWay, state: BatchState) -> tuple[BatchEvent, ...]:
    """What may follow now, in the order of the path."""
    return tuple(event for event in BatchEvent if state in _FROM[way][event])


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchFacts:
    """What is attested of a step, and what the house reads: the numbers, and whether the carrier is one of its own."""

    by: str = ""
    second: str = ""
    place: str = ""
    window: str = ""
    participants: str = ""
    carrier: str = ""
    neutral_who: str = ""
    seal_number: str = ""
    reference: str = ""
    reason: str = ""
    authority: str = ""
    agreed_on: date | None = None
    way: BatchWay = BatchWay.SENT
    state: BatchState | None = None
    lines: int = 0
    unchecked: int = 0
    unsealed: int = 0
    unloaded: int = 0
    unlisted: int = 0  # loaded though it stands on no line
    spot_lines: int = 0
    spot_containers: int = 0
    unsaid_seals: int = 0  # of containers that were opened, without the seal as it was found or the new one
    changed_containers: int = 0  # no longer sealed as they stand on the list, or with something else in them
    open_differences: int = 0
    unentered: int = 0  # came, and has no code of ours yet
    is_carrier_neutral: bool = False  # the carrier named is the intermediary of the request
    is_approved: bool = False  # another account approved that it is closed, or stopped under its seals
    about: tuple[str, ...] = ()  # the labels of which this step lacks something


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotContainer:
    """A coffin, bag or box that the intermediary opened: by its number on the batch, its seal as found, the new one."""

    box_id: str
    seal_found: str
    seal_after: str


def needs_approval(way: BatchWay, event: BatchEvent, state: BatchState | None) -> bool:
    """Whether another account approves this step: that a batch is closed, or that a sent one is stopped under seals."""
    return event is _E.CLOSED or (event is _E.ABORTED and way is BatchWay.SENT and state in SEALED_ON)


def _agreed(facts: BatchFacts) -> Iterator[OpenGuard]:
    lacking = UnstatedParticularsError
    yield from need(facts.agreed_on is not None, "batch_agreed_on", RULE, lacking)
    yield from need(bool(facts.place.strip()), "batch_place", RULE, lacking)
    yield from need(bool(facts.window.strip()), "batch_window", RULE, lacking)
    yield from need(bool(facts.participants.strip()), "batch_participants", RULE, lacking)
    yield from need(bool(facts.reference.strip()), "batch_reference", RULE, lacking)


def _leaving(event: BatchEvent, facts: BatchFacts) -> Iterator[OpenGuard]:
    lacking = UnstatedParticularsError
    if event is _E.ASSEMBLED:
        yield from need(facts.unchecked == 0, "labels_read_again", "house rule 6.3")
    if event is _E.SEALED:
        yield from need(facts.unsealed == 0, "line_seals", RULE)
    if event in (_E.ASSEMBLED, _E.SEALED, _E.LOADED, _E.DISPATCHED):
        yield from need(facts.changed_containers == 0, "containers_as_listed", RULE)
    if event in (_E.SEALED, _E.DISPATCHED, _E.AT_BORDER):
        yield from need(bool(facts.seal_number.strip()), "vehicle_seal", RULE, lacking)
    if event is _E.LOADED:
        yield from need(facts.unloaded == 0, "all_loaded", RULE)
        yield from need(facts.unlisted == 0, "none_unlisted", RULE)
    if event is _E.DISPATCHED:
        yield from need(bool(facts.carrier.strip()), "batch_carrier", NEUTRAL, lacking)
        yield from need(not facts.is_carrier_neutral, "carrier_is_own", NEUTRAL)


def _ending(event: BatchEvent, facts: BatchFacts) -> Iterator[OpenGuard]:
    lacking = UnstatedParticularsError
    if event is _E.SPOT_CHECKED:
        yield from need(bool(facts.neutral_who.strip()), "spot_check_by", NEUTRAL, lacking)
        yield from need(facts.spot_lines + facts.spot_containers > 0, "spot_check_of", RULE, lacking)
        yield from need(facts.unsaid_seals == 0, "spot_container_seals", RULE, lacking)
        yield from need(bool(facts.reference.strip()), "spot_check_found", RULE, lacking)
    if event is _E.HANDED_OVER:
        yield from need(bool(facts.place.strip()), "batch_place", RULE, lacking)
        yield from need(bool(facts.reference.strip()), "handed_receipt", RULE, lacking)
        is_said = facts.state is not _S.AT_BORDER or bool(facts.reason.strip())
        yield from need(is_said, "why_no_spot_check", NEUTRAL, lacking)
    if event is _E.CLOSED:
        yield from need(facts.open_differences == 0, "no_open_difference", RULE)
        yield from need(facts.unentered == 0, "all_entered", "house rule 6.3")
        yield from need(bool(facts.reference.strip()), "signed_protocol", RULE, lacking)
        yield from need(facts.is_approved, "ending_approved", RULE, SecondPersonError)
    if event is _E.ABORTED:
        yield from need(bool(facts.authority.strip()), "aborting_authority", RULE, UnstatedReasonError)
        yield from need(bool(facts.reason.strip()), "aborting_reason", RULE, UnstatedReasonError)
        is_by_two = facts.is_approved or not needs_approval(facts.way, event, facts.state)
        yield from need(is_by_two, "ending_approved", RULE, SecondPersonError)


_BY_TWO = frozenset({
    _E.ASSEMBLED, _E.SEALED, _E.LOADED, _E.DISPATCHED, _E.AT_BORDER, _E.SPOT_CHECKED, _E.HANDED_OVER, _E.CLOSED,
})  # fmt: skip
BY_TWO = _BY_TWO
"""Steps that two named persons stand for: who gives and who takes, or two who saw it."""


def batch_guards(event: BatchEvent, facts: BatchFacts) -> Iterator[OpenGuard]:
    """What is still missing before a step."""
    lacking = UnstatedParticularsError
    if event is not _E.ABORTED:
        yield from need(facts.lines > 0, "batch_lines", RULE)
    if event is _E.LIST_EXCHANGED:
        yield from need(bool(facts.by.strip()), "list_handed_by", RULE, lacking)
        yield from need(bool(facts.reference.strip()), "batch_reference", RULE, lacking)
    if event is _E.AGREED:
        yield from _agreed(facts)
    if event in _BY_TWO:
        yield from need(are_two_different((facts.by.strip(), facts.second.strip())), "by_two", RULE, SecondPersonError)
    yield from _leaving(event, facts)
    yield from _ending(event, facts)


def next_batch(way: BatchWay, state: BatchState | None, event: BatchEvent, facts: BatchFacts) -> BatchState:
    """Where a batch is after a step.

    Source:   law-and-practice section 6.7; GC I art. 16, 17; GC III art. 120; practice rule 28.
    Raises:   BatchOrderError where the step does not follow; else the refusal of the first open guard, naming all.
    """
    if state not in _FROM[way][event]:
        raise BatchOrderError(f"{event} does not follow {state}", provision=RULE)
    if event in STEPS:
        refuse_open(batch_guards(event, facts), about=facts.about)
    return BatchState(event.value)
