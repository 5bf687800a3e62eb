"""Coffins, bags and boxes: packed, opened and sealed again by two, under a numbered seal, with every code within."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from repatria.core.law.errors import SecondPersonError, UnstatedParticularsError
from repatria.core.law.guards import OpenGuard, are_two_different, need, refuse_open
from repatria.core.law.remains import RULE
from repatria.core.law.remains_path import KEPT, ItemState
from repatria.core.vocabulary.errors import WrongStateError


class ContainerOrderError(WrongStateError):
    """The step does not follow from where the container is, or what is to lie in it cannot be packed."""

    code = "law.E025"


class ContainerKind(StrEnum):
    """What it is."""

    COFFIN = "coffin"
    BAG = "bag"
    BOX = "box"


class ContainerState(StrEnum):
    """How a container stands."""

    EMPTY = "empty"
    SEALED = "sealed"
    OPENED = "opened"


class ContainerStep(StrEnum):
    """What happens to a container."""

    PACKED = "packed"
    OPENED = "opened"
    RESEALED = "resealed"
    EMPTIED = "emptied"


_S, _T = ContainerStep, ContainerState
_FROM = MappingProxyType({
    _S.PACKED: _T.EMPTY, _S.OPENED: _T.SEALED, _S.RESEALED: _T.OPENED, _S.EMPTIED: _T.OPENED,
})  # fmt: skip
_TO = MappingProxyType({
    _S.PACKED: _T.SEALED, _S.OPENED: _T.OPENED, _S.RESEALED: _T.SEALED, _S.EMPTIED: _T.EMPTY,
})  # fmt: skip
CONTAINER_EDGES = frozenset((before, step, _TO[step]) for step, before in _FROM.items())
"""Every step of a container from where it stands; no other follows."""
CLOSED_BY = frozenset({_S.PACKED, _S.RESEALED})
"""Steps that name everything within and end with a seal."""
PACKABLE = KEPT | {ItemState.RECOVERED, ItemState.CREMATED}
"""Where an item must be that is packed: somebody has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerFacts:
    """What is attested of a step."""

    by: str = ""
    second: str = ""
    seal_number: str = ""  # of a new seal; on opening, as it is read on the container
    reason: str = ""
    items: int = 0  # how many codes lie within


def container_state_after(state: ContainerState, step: ContainerStep) -> ContainerState:
    """How a container stands after a step.  Raises: ContainerOrderError where it does not follow."""
    if state is not _FROM[step]:
        raise ContainerOrderError(f"{step} does not follow {state}", provision=RULE)
    return _TO[step]


def container_steps_from(state: ContainerState) -> tuple[ContainerStep, ...]:
    """What may follow now."""
    return tuple(step for step in ContainerStep if state is _FROM[step])


def _of_step(step: ContainerStep, facts: ContainerFacts) -> Iterator[OpenGuard]:
    lacking = UnstatedParticularsError
    yield from need(are_two_different((facts.by.strip(), facts.second.strip())), "packed_by_two", RULE,
                    SecondPersonError)  # fmt: skip
    if step is not _S.EMPTIED:
        yield from need(bool(facts.seal_number.strip()), "item_seal", RULE, lacking)
    if step in CLOSED_BY:
        yield from need(facts.items > 0, "packed_items", RULE, lacking)
    else:
        yield from need(bool(facts.reason.strip()), "container_why_opened", RULE, lacking)


def check_container_step(state: ContainerState, step: ContainerStep, facts: ContainerFacts) -> ContainerState:
    """Checks that a container's step may follow, and gives how it stands then.

    Source:   law-and-practice section 6.3, 6.7: containers under numbered seals with a complete list of what lies
              within; what is opened is opened by two, with a reason and the seal as it was found.
    Raises:   ContainerOrderError; SecondPersonError or UnstatedParticularsError naming all that is missing.
    """
    state = container_state_after(state, step)
    refuse_open(_of_step(step, facts))
    return state
