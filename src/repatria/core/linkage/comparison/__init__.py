"""Comparison levels and their weights: what it is worth, in bits, that two values of a field agree as well as they do.

Fellegi and Sunter (1969). A level's m is how often it is seen between an enquiry and its true record, its u how often
chance alone agrees so; log2(m / u) is its weight, log2 of the Bayes factor. `FIELD_LEVELS` names the levels of each
field, best first.

Reach for it:

- `learned_weights()` gives the `Weights` that ship with the house (`weights.toml`);
- `estimate_m` learns m from compared pairs that nobody labelled, by expectation maximisation, u held fixed;
- `m_from_links` puts the shipped m right by what a bureau's reviewers confirmed; `situations` lists which levels stand
  for one another.

Returns:  tables of shares, and bits. A weight is evidence about one pair, never a probability and never a link.
Not:      which pairs are compared (candidates), how common a word is in this register (forms), the chance that somebody
          is meant (chances). Nothing here is compiled, so that a process that only shows weights loads quickly.
"""

from __future__ import annotations

from repatria.core.linkage.comparison.estimation import Estimate, estimate_m
from repatria.core.linkage.comparison.judged import PPM, in_ppm, m_from_links, situations
from repatria.core.linkage.comparison.weights import (
    DIFFERING,
    FIELD_LEVELS,
    PLAIN,
    WORD_ORDER_UNLIKELY,
    Heat,
    Weights,
    learned_weights,
)

__all__ = [
    "DIFFERING",
    "FIELD_LEVELS",
    "PLAIN",
    "PPM",
    "WORD_ORDER_UNLIKELY",
    "Estimate",
    "Heat",
    "Weights",
    "estimate_m",
    "in_ppm",
    "learned_weights",
    "m_from_links",
    "situations",
]
