"""What a comparison says: pairs with their ratios, and which of them are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from repatria.core.law.identification import LEAST_LOCI, ProfileFlag
from repatria.core.law.identification_board import FindingKind

LEAST_LOG10 = 4.0
LEAST_PART_LOG10 = 3.0
MOST_FINDINGS = 10
Genotypes = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One pair that a comparison found.

    Units:    log10.
    """

    kind: FindingKind
    sample_code: str
    other_code: str = ""
    enquiry_id: str = ""
    references: tuple[str, ...] = ()
    log10_lr: float
    by_locus: Mapping[str, float] = field(default_factory=dict)
    inconsistent: tuple[str, ...] = ()
    loci: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What one profile was compared with, whom it equals, and what was found."""

    sample_code: str
    bodies: int
    places: int
    compared: int
    table_id: str
    flags: tuple[ProfileFlag, ...] = ()
    like: tuple[str, ...] = ()
    pairs: tuple[Pair, ...] = ()


def kept(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """The highest first, each pair once: ten that are found, and ten that stand near them."""
    once = {(one.kind, one.sample_code, one.other_code, one.enquiry_id): one for one in pairs}
    ordered = sorted(once.values(), key=lambda one: -one.log10_lr)
    high = [one for one in ordered if one.kind is not FindingKind.KIN or one.log10_lr >= LEAST_LOG10]
    low = [one for one in ordered if one not in high]
    return (*high[:MOST_FINDINGS], *low[:MOST_FINDINGS])


def alike(one: Genotypes, other: Genotypes) -> bool:
    shared = 0
    for name, seen in one.items():
        held = other.get(name)
        if held is None:
            continue
        if held != seen:
            return False
        shared += 1
    return shared >= LEAST_LOCI


def contradict(one: Genotypes, other: Genotypes) -> bool:
    return any(name in other and other[name] != seen for name, seen in one.items())
