"""How much better the best joint answer is with one pairing than without it."""

from __future__ import annotations

import math

from repatria.core.kinship.pairing import Pairing


def log10_with_and_without(pairing: Pairing, family: str, member: str, body: int) -> float:
    """Returns log10 of the best answer that holds a pairing, divided by the best that does not.

    Source:   the generalised likelihood ratio of Kling and others 2021, with the prior odds as part of the weights.
    Returns:  not a number where the pairing, or every other answer, was left out or is impossible.
    """
    for ways, best in zip(pairing.families, pairing.best, strict=True):
        if ways.name == family and member in ways.members:
            holds = ways.ways[:, ways.members.index(member)] == body
            if holds.any() and not holds.all():
                with_it, without = float(best[holds].max()), float(best[~holds].max())
                if math.isfinite(with_it) and math.isfinite(without):
                    return (with_it - without) / math.log(10)
    return math.nan
