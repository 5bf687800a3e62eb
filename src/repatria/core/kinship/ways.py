"""What one family brings to a joint answer: its ways of placing bodies, each with a weight."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from repatria.core.kinship.family_weights import NOBODY, Ways

Logs = NDArray[np.float64]
_LONG = 4096


@dataclass(frozen=True, slots=True)
class FamilyWays:
    """The ways of one family, the empty one among them, with their weights (natural logarithms)."""

    name: str
    members: tuple[str, ...]
    ways: Ways
    weights: Logs

    def possible(self) -> FamilyWays:
        """Leaves out what is impossible."""
        return self.only(np.flatnonzero(np.isfinite(self.weights)))

    def only(self, kept: NDArray[np.int64]) -> FamilyWays:
        """Keeps the ways at the named places."""
        return FamilyWays(self.name, self.members, self.ways[kept], self.weights[kept])

    def bodies(self) -> set[int]:
        """The bodies that some way places."""
        flat = self.ways.reshape(-1)
        # sorting pays for long lists only, and most families have a handful of ways
        return set((flat if flat.size < _LONG else np.unique(flat)).tolist()) - {NOBODY}
