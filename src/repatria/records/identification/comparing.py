"""The window to the engine for jobs: one comparer in memory, and what a comparison says."""

from __future__ import annotations

from repatria.records.identification.genetics.comparing import LEAST_LOG10, Compared, Comparer, Pair

__all__ = ["LEAST_LOG10", "Compared", "Comparer", "Pair"]
