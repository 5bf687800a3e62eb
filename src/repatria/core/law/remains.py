"""The dead in the field: what is said of a place, a recovery and an item, its disc, and what was found on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from repatria.core.law.effects import EffectsOrderError, EffectsState, EffectsStep, StepFacts, check_step
from repatria.core.law.errors import UnstatedParticularsError
from repatria.core.law.guards import OpenGuard, need, refuse_open

RULE = "house rule 6.3"


class NeutralThere(StrEnum):
    """Whether the Red Cross or another neutral intermediary was at a recovery."""

    PRESENT = "present"
    ASKED = "asked"  # and did not come
    NOT_ASKED = "not_asked"


class RemainsKind(StrEnum):
    """What lies under one code."""

    WHOLE = "whole"
    INCOMPLETE = "incomplete"
    PART = "part"


class DiscFound(StrEnum):
    """Which identity disc was on the body (GC I art. 16, 17)."""

    NONE = "none"
    SINGLE = "single"
    DOUBLE = "double"  # both halves
    HALF = "half"  # the other is gone


class FindStep(StrEnum):
    """What happens to a packet of what was found, after it was sealed."""

    OPENED = "opened"
    SEALED = "sealed"
    FORWARDED = "forwarded"
    RECEIPTED = "receipted"


class FindsTo(StrEnum):
    """To whom a packet goes on. A family is named by its enquiry, and by no name that somebody types."""

    POWER = "power"  # the Power concerned (GC III 122(9))
    AGENCY = "agency"
    BUREAU = "bureau"  # another office of this side: a laboratory, a mortuary, a court
    FAMILY = "family"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFacts:
    """What is attested of a place where dead were reported."""

    place: str = ""
    reported_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryFacts:
    """What is attested of a recovery."""

    led_by: str = ""
    present: tuple[str, ...] = ()
    neutral: NeutralThere = NeutralThere.NOT_ASKED
    neutral_who: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFacts:
    """What is attested of an item when it is taken up."""

    found_where: str = ""
    disc: DiscFound = DiscFound.NONE
    disc_says: str = ""
    is_disc_left: bool = False  # of a double one a half, of a single one the disc, stays on the body
    why_removed: str = ""


def check_site(facts: SiteFacts) -> None:
    """Checks that a place says where it is and who reported it.

    Source:   GC I art. 16: particulars of the dead are recorded as soon as possible.
    Raises:   UnstatedParticularsError naming all that is missing.
    """
    refuse_open((
        *need(bool(facts.place.strip()), "remains_place", "GC I 16", UnstatedParticularsError),
        *need(bool(facts.reported_by.strip()), "remains_reporter", "GC I 16", UnstatedParticularsError),
    ))  # fmt: skip


def check_recovery(facts: RecoveryFacts) -> None:
    """Checks that a recovery says who led it, who was there beside him, and which neutral body was.

    Source:   GC I art. 16; practice rule 28: any neutral body can be the witness, none is assumed to be.
    Raises:   UnstatedParticularsError naming all that is missing.
    """
    named = {one.strip() for one in facts.present if one.strip()} - {facts.led_by.strip()}
    is_named = facts.neutral is not NeutralThere.PRESENT or bool(facts.neutral_who.strip())
    refuse_open((
        *need(bool(facts.led_by.strip()), "recovery_leader", "GC I 16", UnstatedParticularsError),
        *need(bool(named), "recovery_second", RULE, UnstatedParticularsError),
        *need(is_named, "recovery_neutral", RULE, UnstatedParticularsError),
    ))  # fmt: skip


def _of_item(facts: ItemFacts) -> Iterator[OpenGuard]:
    lacking = UnstatedParticularsError
    yield from need(bool(facts.found_where.strip()), "remains_position", "GC I 16", lacking)
    if facts.disc is not DiscFound.NONE:
        yield from need(bool(facts.disc_says.strip()), "disc_read", "GC I 16", lacking)
        yield from need(facts.is_disc_left or bool(facts.why_removed.strip()), "disc_left", "GC I 17", lacking)


def check_item(facts: ItemFacts) -> None:
    """Checks that an item says where it lay, what its disc says, and that the disc or half stayed on the body.

    Source:   GC I art. 16, 17: a half of a double disc, or a single one, stays on the body; where it was taken off all
              the same, why.
    Raises:   UnstatedParticularsError naming all that is missing.
    """
    refuse_open(_of_item(facts))


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfFacts:
    """Whether the half of a disc that goes on is said to lie in a packet, and what the house reads of that disc."""

    is_held: bool = False
    disc: DiscFound = DiscFound.NONE
    is_in_another: bool = False  # another packet of this item holds it


def check_first_seal(facts: StepFacts, half: HalfFacts = HalfFacts()) -> None:
    """Checks that what was found was counted by two and sealed with a list, and half a disc only where it was found.

    Source:   GC I art. 16, 17: of a double disc one half goes on and one stays on the body; of a single one, and of a
              half, nothing goes on. GC III 122(9).
    Raises:   SecondPersonError, UnstatedParticularsError or OpenGuardError naming what is missing.
    """
    check_step(EffectsState.TAKEN, EffectsStep.SEALED, facts)
    refuse_open((
        *need(not half.is_held or half.disc is DiscFound.DOUBLE, "disc_half_of_double", "GC I 16"),
        *need(not half.is_held or not half.is_in_another, "disc_half_once", "GC I 16"),
    ))  # fmt: skip


HALF_GOES_TO = frozenset({FindsTo.POWER, FindsTo.AGENCY, FindsTo.FAMILY})
"""Whose receipt ends what is owed of the half of a disc; another office of this side only keeps it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnwardFacts:
    """To whom a packet goes; of a family, what the house reads: whether she was told of the name that it came with."""

    to: FindsTo | None = None
    enquiry_id: str = ""
    is_told: bool = False


def check_find_step(
    state: EffectsState, step: FindStep, facts: StepFacts, onward: OnwardFacts = OnwardFacts()
) -> None:  # fmt: skip
    """Checks that a step of a packet may follow; what was found on the dead goes on sealed, and never open.

    Source:   GC I art. 16: sealed packets with all particulars and a complete list of contents; practice rule 24: a
              thing of his that comes by post tells his death before anybody does.
    Given:    `onward` of a packet that goes on, and of the receipt for it: as it went.
    Raises:   EffectsOrderError; SecondPersonError, UnstatedParticularsError or OpenGuardError naming what is missing.
    """
    if step not in find_steps_after(state):
        raise EffectsOrderError(f"{step} does not follow {state}", provision="GC I 16")
    is_family = onward.to is FindsTo.FAMILY
    if step is FindStep.FORWARDED:
        lacking = UnstatedParticularsError
        refuse_open((
            *need(onward.to is not None, "finds_to", "GC III 122(9)", lacking),
            *need(not is_family or bool(onward.enquiry_id.strip()), "finds_enquiry", "GC III 122(9)", lacking),
            *need(not is_family or onward.is_told, "family_told", "practice rule 24"),
            *need(not is_family or not facts.by.strip(), "finds_no_name", "practice rule 26"),
        ))  # fmt: skip
    named = replace(facts, by=onward.enquiry_id) if is_family else facts
    check_step(state, EffectsStep(step.value), named)


_FIND_FOLLOWS = MappingProxyType({
    EffectsState.SEALED: (FindStep.OPENED, FindStep.FORWARDED), EffectsState.OPENED: (FindStep.SEALED,),
    EffectsState.FORWARDED: (FindStep.RECEIPTED,),
})  # fmt: skip
FIND_EDGES = frozenset(
    (state, step, EffectsState(step.value)) for state, steps in _FIND_FOLLOWS.items() for step in steps
)  # fmt: skip
"""Every edge of a packet of what was found on the dead, which is sealed at once: from where, by what, to where."""


def find_steps_after(state: EffectsState) -> tuple[FindStep, ...]:
    """What may follow for a packet of what was found."""
    return _FIND_FOLLOWS.get(state, ())
