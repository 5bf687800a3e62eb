"""Chances: from match weights to the probability that somebody is meant, the chance of nobody registered included.

A weight in bits says how much likelier agreement is for the true record than for any other. How probable that makes it
depends on who else fits as well, on how many are registered, and on how often somebody is asked for whom no record is
about (the prior). Slope and shift (`Weights.heat`) are fitted by stratum until answers given as 90 in 100 are right 90
times in 100.

Reach for it:

- `posterior` for the probabilities of the best answers of one enquiry;
- `equally_good` for how many fit as well as each of them;
- `best_and_mass`, `best_of_each` for what the weights of one enquiry come to, one answer a person.

Returns:  shares between 0 and 1, together below 1; equals stay equal.
Not:      a decision. No probability here is ever 1, and none makes a link: two reviewers do.
"""

from __future__ import annotations

from repatria.core.linkage.chances.calibration import equally_good, posterior
from repatria.core.linkage.chances.ranks import best_and_mass, best_of_each

__all__ = [
    "best_and_mass",
    "best_of_each",
    "equally_good",
    "posterior",
]
