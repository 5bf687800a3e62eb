"""The information letter for her who is to come: when it may be printed. It is no travel paper and opens no border."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from repatria.core.law.guards import OpenGuard, need
from repatria.core.law.handover import HANDOVER_LEVEL
from repatria.core.law.handover_path import Attestation


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationLetterFacts:
    """What stands of a hand-over, as its acts hold it.

    Given:    `is_authorised` by two and not yet signed; `attested` what the steps attested.
    """

    is_authorised: bool
    is_planned: bool
    is_link_confirmed: bool  # and by nobody doubted
    is_carried_by_him: bool
    is_withheld: bool
    kinship_level: int
    is_free_of_embargo: bool
    attested: frozenset[str]


def information_letter_guards(facts: InformationLetterFacts) -> Iterator[OpenGuard]:
    """What is missing before a letter with a day and a point is handed to her.

    Source:   practice rules 4, 19, 20; law-and-practice section 6.6.
    """
    yield from need(facts.is_authorised, "letter_authorised", "house rule 6.6")
    yield from need(facts.is_planned, "letter_planned", "practice rule 22")
    for one in (Attestation.TRAVEL_PAPERS_FOR_BOTH, Attestation.ENTRY_CONSENTS_FOR_BOTH):
        yield from need(one.value in facts.attested, one.value, "practice rule 20")
    yield from need(facts.is_link_confirmed, "link_confirmed", "house rule 6.4")
    yield from need(facts.is_carried_by_him, "his_decision", "practice rule 19")
    yield from need(facts.is_free_of_embargo, "no_embargo", "practice rule 4")
    yield from need(not facts.is_withheld, "not_withheld", "GC IV 137(2)")
    yield from need(facts.kinship_level >= HANDOVER_LEVEL, "kinship_level", "practice rule 19")
