"""His own card (GC III art. 70): how one comes to be written, refused or not written, and what each must say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from repatria.core.law.errors import UnstatedParticularsError
from repatria.core.law.guards import OpenGuard, need, refuse_open


class CardEnding(StrEnum):
    """What became of a card. Each of them ends its clock."""

    SIGNED = "signed"
    MARKED = "marked"  # his mark, before a witness
    DICTATED = "dictated"  # another wrote down what he said
    REFUSED = "refused"
    UNABLE = "unable"


class CardCopy(StrEnum):
    """For whom a copy is; he chooses."""

    AGENCY = "agency"
    FAMILY = "family"


WRITTEN = frozenset({CardEnding.SIGNED, CardEnding.MARKED, CardEnding.DICTATED})
_RULE = "practice rule 9"


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFacts:
    """What is attested of a card, and what the house knows of whoever records it."""

    ending: CardEnding
    copies: tuple[CardCopy, ...] = ()
    writer: str = ""
    witnesses: tuple[str, ...] = ()
    are_witnesses_outside_camp: bool = False
    is_recorder_outside_camp: bool = False


def _guards(facts: CardFacts) -> Iterator[OpenGuard]:
    named = {one.strip().casefold() for one in facts.witnesses if one.strip()}
    if facts.ending in WRITTEN:
        yield from need(bool(facts.copies), "card_copies", "GC III 70", UnstatedParticularsError)
    if facts.ending is CardEnding.MARKED:
        yield from need(bool(named), "card_witness", _RULE, UnstatedParticularsError)
    if facts.ending is CardEnding.DICTATED:
        yield from need(bool(facts.writer.strip()), "card_writer", _RULE, UnstatedParticularsError)
    if facts.ending is CardEnding.REFUSED:
        yield from need(len(named) >= 2, "two_witnesses", _RULE, UnstatedParticularsError)
        yield from need(facts.are_witnesses_outside_camp, "witnesses_outside_camp", _RULE, UnstatedParticularsError)
    if facts.ending not in WRITTEN:
        yield from need(facts.is_recorder_outside_camp, "card_outside_camp", _RULE, UnstatedParticularsError)


def check_card(facts: CardFacts) -> None:
    """Checks that a card says what its ending needs: for whom it is, who witnessed it, who wrote it down.

    Source:   GC III art. 70; practice rule 9.
    Given:    a refusal, and that he is unable, is recorded by nobody of the camp's chain, a refusal before two others
              outside it.
    Raises:   UnstatedParticularsError naming all that is missing.
    """
    refuse_open(_guards(facts))
