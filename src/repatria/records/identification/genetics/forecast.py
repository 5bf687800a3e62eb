"""How far the samples of a family carry, and whose sample would help most, by drawing what could be seen.

Source:   core.kinship.power; docs/methods/kinship.md, "Whom to sample next".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

import numpy as np

from repatria.core.kinship.errors import PedigreeError
from repatria.core.kinship.incident import Family
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
    further: dict[str, str] = {}
    for relation in NEXT if with_next else ():
        is_taken = relation in _ONE_ONLY and relation in {one.relation for one in given}
        beside = None if is_taken else _with(family, given, {**further, relation: f"{_FURTHER} {relation}"})
        if beside is not None:
            family, further[relation] = beside, f"{_FURTHER} {relation}"
    # In one pedigree: whoever is not typed weighs nothing, and each is weighed over the same draws of the missing one.
    random = np.random.default_rng(SEED)
    drawn = prospects(family, MISSING, tuple(further.values()), loci, draws=DRAWS, chance=random.random)
    found, *more = map(partial(_told, needed=needed_ratio(bodies)), (AS_IT_STANDS, *further), drawn)
    return (found, *sorted(more, key=lambda one: (-one.reaching, -one.mean)))


def needed_ratio(bodies: int) -> float:
    """From which log10 ratio a pair is spoken of, at equal chances of so many bodies."""
    return needed_log10_lr(POSTERIOR, 1 / max(1, bodies))


def _with(family: Family, given: Sequence[Given], further: Mapping[str, str]) -> Family | None:
    try:
        pedigree = family_from([*((one.relation, one.reference_id) for one in given), *further.items()])
    except PedigreeError:
        return None
    return replace(family, pedigree=pedigree)


def _told(relation: str, one: Prospect, needed: float) -> Forecast:
    return Forecast(relation=relation, mean=one.mean, reaching=one.reaching(needed))
