"""How far the samples of a family carry, and whose sample would help most, by drawing what could be seen.

Source:   core.kinship.power; docs/methods/kinship.md, "Whom to sample next".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import numpy as np

from repatria.core.kinship.errors import PedigreeError
from repatria.core.kinship.incident import Family
from repatria.core.kinship.loci import Locus
from repatria.core.kinship.power import AS_IT_STANDS, Prospect, needed_log10_lr, prospects
from repatria.core.kinship.relations import MISSING, family_from
from repatria.records.identification.genetics.loading import Given, opened_at
from repatria.records.identification.measure import POSTERIOR, Forecast

DRAWS, SEED = 60, 417
NEXT = ("mother", "father", "daughter", "sister", "maternal_aunt", "paternal_uncle")
"""Whose sample may be asked for beside those that were given: a son says as much as a daughter, a brother as a sister,
and one side of the family as much as the other."""
_ONE_ONLY, _FURTHER = frozenset({"mother", "father"}), "further"


def forecasts(
    enquiry_id: str, at: datetime, *, bodies: int, with_next: bool
) -> tuple[Forecast, ...]:  # fmt: skip
    """A family as it stands, and with one more of each who was not typed, the best first.

    Given:    `bodies` of whom one may be the missing one: the more there are, the more is needed.
    Returns:  nought as it stands where nobody was typed, or no table of frequencies is in force.
    """
    nothing = (Forecast(relation=AS_IT_STANDS, mean=0.0, reaching=0.0),)
    opened = opened_at(at, of_family=enquiry_id)
    if opened is None:
        return nothing
    loci = opened.loci()
    given = opened.of_family(opened.given.values())
    family = opened.family(enquiry_id, loci, given)
    if family is None or not loci:
        return nothing
    needed, taken = needed_ratio(bodies), {one.relation for one in given}
    found = [_told(AS_IT_STANDS, _drawn(family, (), loci)[0], needed)]
    more = []
    for relation in NEXT if with_next else ():
        beside = None if relation in _ONE_ONLY and relation in taken else _with(family, given, relation)
        if beside is not None:
            more.append(_told(relation, _drawn(beside, (_FURTHER,), loci)[1], needed))
    return (*found, *sorted(more, key=lambda one: (-one.reaching, -one.mean)))


def needed_ratio(bodies: int) -> float:
    """From which log10 ratio a pair is spoken of, at equal chances of so many bodies."""
    return needed_log10_lr(POSTERIOR, 1 / max(1, bodies))


def _with(family: Family, given: Sequence[Given], relation: str) -> Family | None:
    try:
        pedigree = family_from([*((one.relation, one.reference_id) for one in given), (relation, _FURTHER)])
    except PedigreeError:
        return None
    return replace(family, pedigree=pedigree)


def _drawn(family: Family, relatives: Sequence[str], loci: Sequence[Locus]) -> tuple[Prospect, ...]:
    random = np.random.default_rng(SEED)
    return prospects(family, MISSING, relatives, loci, draws=DRAWS, chance=random.random)


def _told(relation: str, one: Prospect, needed: float) -> Forecast:
    return Forecast(relation=relation, mean=one.mean, reaching=one.reaching(needed))
