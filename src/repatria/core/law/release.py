"""On what a release may rest, and what follows from it for the paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from repatria.core.law.guards import OpenGuard, need


class ReleaseBasis(StrEnum):
    """The lawful basis of a release. A release without one is refused."""

    UNILATERAL = "unilateral"
    ART109_110 = "art109_110"
    PAROLE21 = "parole21"
    EXCHANGE = "exchange"
    ART118 = "art118"


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisFacts:
    """What the basis of a release rests on."""

    basis: ReleaseBasis | None = None
    parole_law_notified: bool = False  # the law of the Power on which he depends allows a promise
    commission_decided: bool = False  # a Mixed Medical Commission, or the Detaining Power itself for manifest cases
    hostilities_ended: bool = False
    agreement_reference: str = ""


def open_basis_guards(facts: BasisFacts) -> Iterator[OpenGuard]:
    """What the basis still lacks.

    Source:   GC III art. 21, 109-110, 112, 118.
    Returns:  nothing for a unilateral release: any Power may let a prisoner go at any time.
    """
    yield from need(facts.basis is not None, "release_basis", "GC III 118")
    if facts.basis is ReleaseBasis.PAROLE21:
        yield from need(facts.parole_law_notified, "parole_law_notified", "GC III 21")
    if facts.basis is ReleaseBasis.ART109_110:
        yield from need(facts.commission_decided, "commission_decided", "GC III 110")
    if facts.basis is ReleaseBasis.EXCHANGE:
        yield from need(bool(facts.agreement_reference), "agreement_reference", "practice rule 18")
    if facts.basis is ReleaseBasis.ART118:
        yield from need(facts.hostilities_ended, "hostilities_ended", "GC III 118")


def prints_article_117(basis: ReleaseBasis, *, agreement_says_so: bool = False) -> bool:
    """Whether the sentence of article 117 (no active military service) stands on the hand-over paper.

    Source:   GC III art. 117; practice rule 21.
    Given:    an agreement counts only when its own text says so.
    """
    return basis is ReleaseBasis.ART109_110 or agreement_says_so
