"""The window to the engine for jobs: one comparer in memory, and what a comparison says."""

from __future__ import annotations

from repatria.records.identification.genetics.comparing import Comparer
from repatria.records.identification.genetics.pairs import LEAST_LOG10, Compared, Pair

__all__ = ["LEAST_LOG10", "Compared", "Comparer", "Pair"]
