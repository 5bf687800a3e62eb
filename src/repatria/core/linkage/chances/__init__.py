"""Chances: from match weights to the probability that somebody is meant, the chance of nobody registered included.

A weight in bits says how much likelier agreement is for the true record than for any other. How probable that makes it
depends on who else fits as well, on how many are registered, on how often somebody is asked for whom no record is about
(the prior), and on who is like a registered man without being registered: his brother, his cousin, his namesake. Slope
and shift (`Weights.heat`) are fitted by stratum until answers given as 90 in 100 are right 90 times in 100.

Reach for it:

- `evidence_of` for what an enquiry says for somebody registered and for nobody, `posterior` for the probabilities of
  its best answers under a prior;
- `mass_of_relatives` for unregistered people like a registered man, with the one table of their rates, given how he
  agrees (`Agreement`);
- `equally_good` for how many fit as well as each of them;
- `best_and_mass`, `best_of_each` for what the weights of one enquiry come to, one answer a person.

Returns:  shares between 0 and 1, together below 1; equals stay equal.
Not:      a decision. No probability here is ever 1, and none makes a link: two reviewers do. Not the prior itself,
          which is `core.linkage.prior`.
"""

from __future__ import annotations

from repatria.core.linkage.chances.calibration import equally_good, evidence_of, posterior
from repatria.core.linkage.chances.ranks import best_and_mass, best_of_each
from repatria.core.linkage.chances.relatives import (
    RELATIVES_IN_LIST,
    TWINS,
    Agreement,
    mass_of_relatives,
    relatives_of,
)

__all__ = [
    "RELATIVES_IN_LIST",
    "TWINS",
    "Agreement",
    "best_and_mass",
    "best_of_each",
    "equally_good",
    "evidence_of",
    "mass_of_relatives",
    "posterior",
    "relatives_of",
]
