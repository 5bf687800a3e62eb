"""Samples of the dead: what they are, where each is, and what must be true before one leaves or is destroyed."""

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


class SampleOrderError(WrongStateError):
    """The step does not follow from where the sample is, or no sample is taken of an item there."""

    code = "law.E024"


class SampleKind(StrEnum):
    """What was taken."""

    BONE = "bone"
    TOOTH = "tooth"
    BLOOD = "blood"
    SWAB = "swab"
    TISSUE = "tissue"
    NAIL = "nail"
    HAIR = "hair"


class SampleState(StrEnum):
    """Where a sample is."""

    KEPT = "kept"
    SENT = "sent"  # to a laboratory
    USED_UP = "used_up"
    DESTROYED = "destroyed"


class SampleStep(StrEnum):
    """What happens to a sample."""

    MOVED = "moved"  # to another keeper or place; it stays kept
    SENT = "sent"
    RETURNED = "returned"
    USED_UP = "used_up"
    DESTROYED = "destroyed"


_S, _T = SampleStep, SampleState
_FROM = MappingProxyType({
    _S.MOVED: frozenset({_T.KEPT}), _S.SENT: frozenset({_T.KEPT}), _S.RETURNED: frozenset({_T.SENT}),
    _S.USED_UP: frozenset({_T.KEPT, _T.SENT}), _S.DESTROYED: frozenset({_T.KEPT}),
})  # fmt: skip
_TO = MappingProxyType({
    _S.MOVED: _T.KEPT, _S.SENT: _T.SENT, _S.RETURNED: _T.KEPT, _S.USED_UP: _T.USED_UP, _S.DESTROYED: _T.DESTROYED,
})  # fmt: skip
SAMPLE_EDGES = frozenset((before, step, _TO[step]) for step, states in _FROM.items() for before in states)
"""Every step of a sample from where it stands; no other follows."""
SAMPLE_HANDED = frozenset({_S.MOVED, _S.SENT, _S.RETURNED})
"""Steps at which a sample goes from one hand to another, under a seal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenSampleFacts:
    """What is attested of a sample when it is taken."""

    site: str = ""  # of the body
    taken_by: str = ""
    seal_number: str = ""
    kept_where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleStepFacts:
    """What is attested of a sample's step; the last the house reads."""

    by: str = ""  # who took it over, used it up or destroyed it
    second: str = ""
    from_whom: str = ""
    seal_number: str = ""
    purpose: str = ""
    kept_where: str = ""
    reference: str = ""
    reason: str = ""
    is_another_kept: bool = False


def check_sample_taken(state: ItemState, facts: TakenSampleFacts) -> None:
    """Checks that a sample may be taken of an item, and that it says where from, by whom, under which seal, kept where.

    Source:   law-and-practice section 2.2, 6.3: a sample with type, site and seal is kept before any burial.
    Raises:   SampleOrderError where no mortuary has the item; UnstatedParticularsError naming all that is missing.
    """
    if state not in KEPT:
        raise SampleOrderError(f"no sample is taken of what is {state}", provision=RULE)
    lacking = UnstatedParticularsError
    refuse_open((
        *need(bool(facts.site.strip()), "sample_site", RULE, lacking),
        *need(bool(facts.taken_by.strip()), "sample_by", RULE, lacking),
        *need(bool(facts.seal_number.strip()), "item_seal", RULE, lacking),
        *need(bool(facts.kept_where.strip()), "sample_kept_where", RULE, lacking),
    ))  # fmt: skip


def sample_state_after(state: SampleState, step: SampleStep) -> SampleState:
    """Where a sample is after a step.  Raises: SampleOrderError where the step does not follow."""
    if state not in _FROM[step]:
        raise SampleOrderError(f"{step} does not follow {state}", provision=RULE)
    return _TO[step]


def sample_steps_from(state: SampleState) -> tuple[SampleStep, ...]:
    """What may follow now."""
    return tuple(step for step in SampleStep if state in _FROM[step])


def _of_step(step: SampleStep, facts: SampleStepFacts) -> Iterator[OpenGuard]:
    lacking = UnstatedParticularsError
    yield from need(bool(facts.by.strip()), "sample_by", RULE, lacking)
    if step in SAMPLE_HANDED:
        yield from need(bool(facts.from_whom.strip()), "item_from", RULE, lacking)
        yield from need(bool(facts.seal_number.strip()), "item_seal", RULE, lacking)
        yield from need(bool(facts.purpose.strip()), "item_purpose", RULE, lacking)
    if step in (_S.MOVED, _S.RETURNED):
        yield from need(bool(facts.kept_where.strip()), "sample_kept_where", RULE, lacking)
    if step is _S.USED_UP:
        yield from need(bool(facts.reference.strip()), "sample_report", RULE, lacking)
    if step is _S.DESTROYED:
        are_two = are_two_different((facts.by.strip(), facts.second.strip()))
        yield from need(are_two, "sample_destroyed_by_two", RULE, SecondPersonError)
        yield from need(bool(facts.reason.strip()), "sample_why_destroyed", RULE, lacking)
        yield from need(facts.is_another_kept, "sample_another_kept", RULE)


def check_sample_step(state: SampleState, step: SampleStep, facts: SampleStepFacts) -> SampleState:
    """Checks that a sample's step may follow, and gives where it is then.

    Source:   law-and-practice section 6.3: each move under a seal; the last sample of an item is not destroyed.
    Raises:   SampleOrderError; UnstatedParticularsError, SecondPersonError or OpenGuardError naming what is missing.
    """
    state = sample_state_after(state, step)
    refuse_open(_of_step(step, facts))
    return state
