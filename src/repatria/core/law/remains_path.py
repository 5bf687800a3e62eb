"""The path of an item from the field to its grave: what may follow, and what must be true before it does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from repatria.core.law.errors import SecondPersonError, UnstatedParticularsError
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
    BURIED = "buried"  # not identified, in a grave with a number of its own
    EXHUMED = "exhumed"


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


_S, _T = ItemStep, ItemState
KEPT = frozenset({_T.RECEIVED, _T.STORED, _T.EXAMINED, _T.SAMPLED, _T.EXHUMED})
"""Where a mortuary has it."""
_FROM = MappingProxyType({
    _S.RECOVERED: frozenset({_T.FOUND}), _S.RECEIVED: frozenset({_T.RECOVERED}),
    _S.STORED: frozenset({_T.RECEIVED, _T.EXHUMED}), _S.EXAMINED: frozenset({_T.RECEIVED, _T.STORED, _T.EXHUMED}),
    _S.SAMPLED: frozenset({_T.EXAMINED}), _S.MOVED: KEPT | {_T.RECOVERED}, _S.BURIED: KEPT,
    _S.EXHUMED: frozenset({_T.BURIED}),
})  # fmt: skip
HANDED = frozenset({_S.RECEIVED, _S.MOVED})
"""Steps at which an item goes from one hand to another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemStepFacts:
    """What is attested of a step; the last six the house reads."""

    by: str = ""  # who did it, or who took it over
    from_whom: str = ""
    seal_number: str = ""
    purpose: str = ""
    place: str = ""  # a store's code, or the grave
    reference: str = ""  # of a report, a sample, a grave's number
    has_photograph: bool = False
    is_examined: bool = False
    is_other_than_examiner: bool = False  # who records it now never recorded an examination of it
    is_sample_kept: bool = False
    has_room: bool = True
    do_labels_differ: bool = False  # two read body, bag and paper last, and one of them bears another code


def state_after(state: ItemState, step: ItemStep) -> ItemState:
    """Where an item is after a step.  Raises: ItemOrderError where the step does not follow."""
    if state not in _FROM[step]:
        raise ItemOrderError(f"{step} does not follow {state}", provision=RULE)
    return state if step is ItemStep.MOVED else ItemState(step.value)


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
        yield from need(bool(facts.place.strip()), "item_place", RULE, lacking)
    if step in (_S.STORED, _S.MOVED, _S.RECEIVED):
        yield from need(facts.has_room, "store_room", "practice rule 25")
    if step is _S.EXAMINED:
        yield from need(facts.is_examined, "item_examined", "GC I 17")
    if step is _S.SAMPLED:
        yield from need(facts.is_sample_kept, "item_sample_kept", RULE)
    if step is _S.BURIED:
        yield from need(facts.is_examined, "item_examined", "GC I 17")
        is_another = facts.is_other_than_examiner or not facts.is_examined
        yield from need(is_another, "item_buried_by_another", "GC I 17", SecondPersonError)
        yield from need(facts.is_sample_kept, "item_sample_kept", RULE)
        yield from need(bool(facts.place.strip()), "item_place", "GC I 17", lacking)
        yield from need(bool(facts.reference.strip()), "item_grave_number", "GC I 17", lacking)
        yield from need(not facts.do_labels_differ, "labels_agree", RULE)


def check_item_step(state: ItemState, step: ItemStep, facts: ItemStepFacts) -> None:
    """Checks that a step may follow, and that what it rests on is there.

    Source:   GC I art. 16, 17: no burial without an examination, and by another than who examined; law-and-practice
              section 6.3: a photograph before an item counts as recovered, a sample kept before burial, each hand under
              a seal; practice rule 25. Nobody is buried under another's label.
    Raises:   ItemOrderError; UnstatedParticularsError, SecondPersonError or OpenGuardError naming all that is missing.
    """
    state_after(state, step)
    refuse_open(_of_step(step, facts))
