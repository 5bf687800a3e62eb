"""Graves: what is said of one, who may be laid into it, and who may be taken out, moved or burnt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from repatria.core.law.errors import SecondPersonError, UnstatedParticularsError
from repatria.core.law.guards import OpenGuard, are_two_different, need, refuse_open
from repatria.core.law.remains import RULE
from repatria.core.law.remains_named import NamedFacts, named_guards
from repatria.core.law.remains_path import ItemState, ItemStep, state_after

GRAVES, ASHES = "GC I 17", "GC III 120"
FRAGMENTS = "practice rule 25"
SIGN = 2
"""Letters of a word that names nobody, as a row's."""
LARGEST_FRAGMENT = 500
"""Millimetres: a policy on small fragments cannot call a limb small."""


class GraveKind(StrEnum):
    """Whether one lies there or several."""

    INDIVIDUAL = "individual"
    COLLECTIVE = "collective"


class ExhumedFor(StrEnum):
    """Why a grave was opened."""

    IDENTIFY = "identify"
    APART = "apart"  # out of a collective grave, to lie alone
    MOVE = "move"  # the grave cannot stay where it is
    RETURN = "return"  # home, or to the other Party


class AshesGround(StrEnum):
    """On what alone a body is burnt (GC III art. 120)."""

    HYGIENE = "hygiene"
    RELIGION = "religion"
    OWN_WISH = "own_wish"


class FragmentBurial(StrEnum):
    """How small fragments are laid into the ground by a policy."""

    TOGETHER = "together"
    EACH = "each"


class FragmentSampling(StrEnum):
    """Which small fragments are sampled by a policy."""

    ALL = "all"
    AS_SAID = "as_said"  # those that its words name; none is refused burial for want of a sample


@dataclass(frozen=True, slots=True, kw_only=True)
class GraveFacts:
    """What is attested of a grave."""

    kind: GraveKind
    cemetery: str = ""
    position: str = ""
    marker: str = ""
    by: str = ""
    reason: str = ""


def check_grave(facts: GraveFacts) -> None:
    """Checks that a grave says where it is, how it is marked, who laid it out and, where it is for several, why.

    Source:   GC I art. 17; GC III art. 120: graves are marked so that they can be found at any time, and are individual
              unless unavoidable circumstances require a collective one.
    Raises:   UnstatedParticularsError naming all that is missing.
    """
    lacking = UnstatedParticularsError
    refuse_open((
        *need(bool(facts.cemetery.strip()), "grave_cemetery", GRAVES, lacking),
        *need(bool(facts.position.strip()), "grave_position", GRAVES, lacking),
        *need(bool(facts.marker.strip()), "grave_marker", GRAVES, lacking),
        *need(bool(facts.by.strip()), "item_by", GRAVES, lacking),
        *need(facts.kind is not GraveKind.COLLECTIVE or bool(facts.reason.strip()), "grave_why_collective", ASHES,
              lacking),
    ))  # fmt: skip


def check_marked(marker: str, by: str, reason: str) -> None:
    """Checks that a new marker says its words, who set it and why.

    Source:   GC I art. 17.
    Raises:   UnstatedParticularsError naming all that is missing.
    """
    lacking = UnstatedParticularsError
    refuse_open((
        *need(bool(marker.strip()), "grave_marker", GRAVES, lacking),
        *need(bool(by.strip()), "item_by", GRAVES, lacking),
        *need(bool(reason.strip()), "grave_why_marked", GRAVES, lacking),
    ))  # fmt: skip


def is_plain_marker(marker: str) -> bool:
    """Whether a marker says numbers and signs alone: words on it may be a name that no board gave.

    Source:   practice rule 4; law-and-practice section 6.3.
    """
    return all(any(sign.isdecimal() for sign in one) or len(one) <= SIGN for one in marker.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class BurialFacts:
    """What is attested of a burial; from `is_examined` on the house reads it."""

    by: str = ""
    second: str = ""
    authority: str = ""
    why: str = ""
    is_examined: bool = False
    is_other_than_examiner: bool = False
    is_sample_kept: bool = False
    is_fragment_unsampled: bool = False  # measured small, and the policy that stands does not ask for its sample
    do_labels_differ: bool = False
    is_again: bool = False  # it lay in a grave before
    is_collective: bool = False
    others_lie_there: bool = False
    are_of_one: bool = False  # whom the house knows to be parts of one with all that lies there
    is_laid_together: bool = False  # a fragment among fragments alone, which the policy lays together
    is_kept_apart: bool = False  # a fragment that by the policy is buried each by itself
    named: NamedFacts | None = None  # where the board named whose remains they are


def check_burial(state: ItemState, facts: BurialFacts) -> None:
    """Checks that an item may be laid into a grave.

    Source:   GC I art. 17; GC III art. 120: no burial without an examination, individual graves, records of later
              moves; law-and-practice section 6.3: a sample is kept before any burial, and nobody is buried under
              another's label; practice rule 25: small fragments by a stated policy; section 4.5: a named
              man once his family was told.
    Raises:   ItemOrderError; SecondPersonError, UnstatedParticularsError or OpenGuardError naming all that is missing.
    """
    state_after(state, ItemStep.BURIED)
    refuse_open(_of_burial(facts))


def _of_burial(facts: BurialFacts) -> Iterator[OpenGuard]:
    lacking = UnstatedParticularsError
    yield from need(facts.is_examined, "item_examined", GRAVES)
    is_another = facts.is_other_than_examiner or not facts.is_examined
    yield from need(is_another, "item_buried_by_another", GRAVES, SecondPersonError)
    yield from need(facts.is_sample_kept or facts.is_fragment_unsampled, "item_sample_kept", RULE)
    yield from need(are_two_different((facts.by, facts.second)), "buried_by_two", GRAVES, SecondPersonError)
    yield from need(not facts.do_labels_differ, "labels_agree", RULE)
    yield from named_guards(facts.named)
    if facts.is_again:
        yield from need(bool(facts.authority.strip()), "grave_authority", ASHES, lacking)
        yield from need(bool(facts.why.strip()), "grave_why", ASHES, lacking)
    may_join = facts.is_collective or facts.are_of_one or facts.is_laid_together or not facts.others_lie_there
    yield from need(may_join, "grave_individual", ASHES)
    yield from need(not (facts.is_kept_apart and facts.others_lie_there and not facts.are_of_one),
                    "fragment_each", FRAGMENTS)  # fmt: skip


def check_exhumation(state: ItemState, *, by: str, second: str, authority: str, reference: str, why: str) -> None:
    """Checks that a grave may be opened: on whose order, by which two, and why.

    Source:   GC I art. 17: the Graves Registration Service allows exhumations and identifies bodies; GC III art. 120:
              later moves of the bodies are recorded.
    Raises:   ItemOrderError for what lies in no grave; SecondPersonError or UnstatedParticularsError naming all that is
              missing.
    """
    state_after(state, ItemStep.EXHUMED)
    lacking = UnstatedParticularsError
    refuse_open((
        *need(are_two_different((by, second)), "exhumed_by_two", GRAVES, SecondPersonError),
        *need(bool(authority.strip()), "grave_authority", GRAVES, lacking),
        *need(bool(reference.strip()), "grave_order", GRAVES, lacking),
        *need(bool(why.strip()), "grave_why", GRAVES, lacking),
    ))  # fmt: skip


def check_policy(*, decision: str, kept: str, largest_mm: int) -> None:
    """Checks that a policy on small fragments names its decision, says what is kept, and below which size.

    Source:   practice rule 25.
    Units:    millimetres, the longest side.
    Raises:   UnstatedParticularsError or OpenGuardError naming all that is missing.
    """
    lacking = UnstatedParticularsError
    refuse_open((
        *need(bool(decision.strip()), "fragment_decision", FRAGMENTS, lacking),
        *need(bool(kept.strip()), "fragment_kept", FRAGMENTS, lacking),
        *need(1 <= largest_mm <= LARGEST_FRAGMENT, "fragment_size", FRAGMENTS),
    ))  # fmt: skip


def check_measured(*, is_part: bool, longest_mm: int, by: str, second: str) -> None:
    """Checks that a part, and no body, was measured by two.

    Source:   practice rule 25.
    Raises:   SecondPersonError or OpenGuardError.
    """
    refuse_open((
        *need(is_part, "fragment_part", FRAGMENTS),
        *need(longest_mm >= 1, "fragment_size", FRAGMENTS),
        *need(are_two_different((by, second)), "measured_by_two", FRAGMENTS, SecondPersonError),
    ))  # fmt: skip
