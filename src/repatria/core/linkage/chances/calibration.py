"""The chance that each answer is meant, beside all others and beside nobody registered; and how many fit as well."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from repatria.core.linkage.chances.ranks import count_near
from repatria.core.linkage.comparison import Heat
from repatria.core.linkage.numbers import Floats
from repatria.core.linkage.prior import Evidence

_EQUAL_BITS = 0.5


def equally_good(weights: Floats, bits: tuple[float, ...]) -> tuple[int, ...]:
    """Returns how many of all weights are as good as each of some, itself included."""
    if not bits:
        return ()
    counts = count_near(weights, np.array(bits, dtype=np.float32), _EQUAL_BITS)
    return tuple(max(1, int(count)) for count in counts)


def evidence_of(mass: float, namesakes: float, relatives: float, records: float, heat: Heat) -> Evidence:
    """Returns what an enquiry says for somebody registered and for nobody registered, before the share of either.

    Units:    `mass` and `namesakes` the sums of 2^(slope bits) over everybody, by all fields and by names alone;
              `relatives` the mass of unregistered people like the best answers; `records` those who may be meant
    Given:    slope below 1 where bits promise too much: they are heated, so that equals stay equal and all chances
              together stay below 1. Who is not registered may bear the name of somebody who is more often than chance
              has it: families, villages. Who is registered may be asked for so that nothing tells him from a stranger:
              an enquiry that speaks for nobody says little for the one thing or the other, not everything for nobody.
    """
    strangers = records**heat.slope
    return Evidence(
        mass + heat.unseen * strangers, 2.0**-heat.shift * strangers + heat.namesakes * namesakes + relatives
    )


def posterior(bits: Sequence[float], evidence: Evidence, odds_of_nobody: float, slope: float) -> tuple[float, ...]:
    """Returns the chance of each answer beside all others and beside nobody registered.

    Units:    `bits` log2; `odds_of_nobody` to 1, before the name is read
    Given:    the odds count once for all of them who are not registered: a namesake whom no register holds is asked for
              as often as any other whom none holds.
    """
    powers = [2.0 ** (slope * one) for one in bits]
    everything = max(evidence.registered, sum(powers)) + odds_of_nobody * evidence.nobody
    return tuple(power / everything for power in powers)
