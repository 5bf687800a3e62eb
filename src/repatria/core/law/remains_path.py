"""The path of an item from the field to its grave: what may follow, and what must be true before it does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from repatria.core.law.errors import UnstatedParticularsError
from repatria.core.law.guards import OpenGuard, need, refuse_open
from repatria.core.law.remains import RULE
from repatria.core.vocabulary.errors import WrongStateError


class ItemOrderError(WrongStateError):
    """The step does not follow from where the item is."""

    code = "law.E023"


class ItemState(StrEnum):
    """How far an item is."""

    FOUND = "found"
    RECOVERED = "recovered"
    RECEIVED = "received"
    STORED = "stored"
    EXAMINED = "examined"
    SAMPLED = "sampled"
    BURIED = "buried"  # in a grave on record, whether anybody has named it or not
    EXHUMED = "exhumed"
    CREMATED = "cremated"  # its ashes are kept


class ItemStep(StrEnum):
    """What happens to an item."""

    RECOVERED = "recovered"
    RECEIVED = "received"
    STORED = "stored"
    EXAMINED = "examined"
    SAMPLED = "sampled"
    MOVED = "moved"  # from hand to hand under a seal; it stays what it was
    BURIED = "buried"
    EXHUMED = "exhumed"
    CREMATED = "cremated"


class Elsewhere(StrEnum):
    """How an item that has its place here is away from it."""

    SEALED = "sealed"  # under the seals of a batch that has not left
    LEFT = "left"  # with a batch
    GIVEN = "given"  # to the family
    BACK = "back"  # a batch was stopped and it was scanned back; nobody said yet where it was laid


UNTOUCHED = frozenset({Elsewhere.SEALED, Elsewhere.LEFT, Elsewhere.GIVEN})
"""Nothing is done about it here meanwhile."""
NOT_IN_STORE = frozenset({Elsewhere.LEFT, Elsewhere.GIVEN, Elsewhere.BACK})
"""It lies no more in the store that its last step names."""

OWN_ACTS = frozenset({ItemStep.EXAMINED, ItemStep.SAMPLED, ItemStep.BURIED, ItemStep.EXHUMED, ItemStep.CREMATED})
"""Steps that an act of their own records, with all that they rest on."""
_S, _T = ItemStep, ItemState
KEPT = frozenset({_T.RECEIVED, _T.STORED, _T.EXAMINED, _T.SAMPLED, _T.EXHUMED})
"""Where a mortuary has it."""
_FROM = MappingProxyType({
    _S.RECOVERED: frozenset({_T.FOUND}), _S.RECEIVED: frozenset({_T.RECOVERED}),
    _S.STORED: frozenset({_T.RECEIVED, _T.EXHUMED}), _S.EXAMINED: frozenset({_T.RECEIVED, _T.STORED, _T.EXHUMED}),
    _S.SAMPLED: frozenset({_T.EXAMINED}), _S.MOVED: KEPT | {_T.RECOVERED, _T.CREMATED},
    _S.BURIED: KEPT | {_T.CREMATED}, _S.EXHUMED: frozenset({_T.BURIED}), _S.CREMATED: KEPT,
})  # fmt: skip
HANDED = frozenset({_S.RECEIVED, _S.MOVED})
"""Steps at which an item goes from one hand to another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemStepFacts:
    """What is attested of a step; the last two the house reads."""

    by: str = ""  # who did it, or who took it over
    from_whom: str = ""
    seal_number: str = ""
    purpose: str = ""
    store: str = ""  # its code
    has_photograph: bool = False
    has_room: bool = True


def state_after(state: ItemState, step: ItemStep) -> ItemState:
    """Where an item is after a step.  Raises: ItemOrderError where the step does not follow."""
    if state not in _FROM[step]:
        raise ItemOrderError(f"{step} does not follow {state}", provision=RULE)
    return state if step is ItemStep.MOVED else ItemState(step.value)


def _edges() -> Iterator[tuple[ItemState, ItemStep, ItemState]]:
    """A doctor's record may come again wherever a mortuary has the item: it moves nothing back."""
    yield from ((state, step, state_after(state, step)) for step, states in _FROM.items() for state in states)
    for state in KEPT:
        yield state, _S.EXAMINED, state if state is _T.SAMPLED else _T.EXAMINED
        yield state, _S.SAMPLED, _T.SAMPLED if state is _T.EXAMINED else state


ITEM_EDGES = frozenset(_edges())
"""Every edge: from where, by what, to where. No other is walked."""


def steps_from(state: ItemState) -> tuple[ItemStep, ...]:
    """What may follow now, in the order of the path."""
    return tuple(step for step in ItemStep if state in _FROM[step])


def _of_step(step: ItemStep, facts: ItemStepFacts) -> Iterator[OpenGuard]:
    lacking = UnstatedParticularsError
    yield from need(bool(facts.by.strip()), "item_by", RULE, lacking)
    if step is _S.RECOVERED:
        yield from need(facts.has_photograph, "item_photograph", RULE)
    if step in HANDED:
        yield from need(bool(facts.from_whom.strip()), "item_from", RULE, lacking)
        yield from need(bool(facts.seal_number.strip()), "item_seal", RULE, lacking)
        yield from need(bool(facts.purpose.strip()), "item_purpose", RULE, lacking)
    if step is _S.STORED:
        yield from need(bool(facts.store.strip()), "item_place", RULE, lacking)
    if step in (_S.STORED, _S.MOVED, _S.RECEIVED):
        yield from need(facts.has_room, "store_room", "practice rule 25")


def check_step_words(step: ItemStep, facts: ItemStepFacts) -> None:
    """Checks that what is to stand of a step says all that the step asks.

    Source:   law-and-practice section 6.3.
    Raises:   UnstatedParticularsError or OpenGuardError naming all that is missing.
    """
    refuse_open(_of_step(step, facts))


def check_item_step(state: ItemState, step: ItemStep, facts: ItemStepFacts) -> None:
    """Checks that a step may follow, and that what it rests on is there.

    Source:   law-and-practice section 6.3: a photograph before an item counts as recovered, each hand under a seal;
              practice rule 25.
    Raises:   ItemOrderError, for what has an act of its own too; UnstatedParticularsError or OpenGuardError naming all
              that is missing.
    """
    if step in OWN_ACTS:
        raise ItemOrderError(f"{step} is recorded by an act of its own", provision=RULE)
    state_after(state, step)
    refuse_open(_of_step(step, facts))
