"""A named man is laid into the ground: once his family was told and its wishes are kept, or because it cannot wait."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from repatria.core.law.errors import SecondPersonError, UnstatedReasonError
from repatria.core.law.guards import OpenGuard, need, refuse_open
from repatria.core.law.remains import RULE
from repatria.core.law.remains_path import ItemState, ItemStep, state_after

WISH = "practice rule 25"
TOLD = "house rule 4.5"


class BurialGround(StrEnum):
    """On what the head agrees that a named man is buried here."""

    AS_WISHED = "as_wished"  # the family was told, and what it wishes of rite and place is kept as it is said
    HYGIENE = "hygiene"  # it cannot wait for the visit


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedFacts:
    """What the house reads of a man whom the board named.

    Given:    `is_told` whether all who ask for him and are to be told were told of this name, as two say; `agreed` on
              what the head agreed since he was last laid into a grave, None where nobody did.
    """

    is_told: bool
    has_wishes: bool
    agreed: BurialGround | None = None
    is_by_another: bool = True  # than the one that agreed
    has_wished_since: bool = False  # she said anew how she wishes it, after it was agreed


def named_guards(facts: NamedFacts | None) -> Iterator[OpenGuard]:
    """What is missing before a named man is laid into a grave; nothing of one whom nobody named.

    Source:   law-and-practice sections 4.5, 6.3: told before buried; practice rule 25: her wish is asked beforehand.
    """
    if facts is None:
        return
    yield from need(facts.is_by_another, "buried_by_another_than_agreed", RULE, SecondPersonError)
    if facts.agreed is BurialGround.HYGIENE:
        return
    yield from need(facts.is_told, "buried_once_told", TOLD)
    if facts.has_wishes:
        is_kept = facts.agreed is BurialGround.AS_WISHED
        yield from need(is_kept, "buried_as_wished", WISH)
        yield from need(not is_kept or not facts.has_wished_since, "buried_as_wished_since", WISH)


def check_burial_agreed(state: ItemState, facts: NamedFacts | None, ground: BurialGround, said: str) -> None:
    """Checks that the head may agree to the burial of a named man: on what, and how or why.

    Source:   law-and-practice sections 4.5, 6.3; practice rule 25.
    Given:    of hygiene why it cannot wait, and who found so; else how the family's wishes of rite and place are kept.
    Raises:   ItemOrderError; UnstatedReasonError or OpenGuardError naming all that is missing.
    """
    state_after(state, ItemStep.BURIED)
    is_told = facts is not None and facts.is_told
    refuse_open((
        *need(facts is not None, "burial_of_named", RULE),
        *need(facts is None or ground is BurialGround.HYGIENE or is_told, "buried_once_told", TOLD),
        *need(bool(said.strip()), "burial_said", RULE, UnstatedReasonError),
    ))  # fmt: skip
