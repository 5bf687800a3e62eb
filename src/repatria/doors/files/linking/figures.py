"""What a run cost: milliseconds an enquiry, seconds, bytes, memory; said at its end on standard error."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

import numpy as np


@dataclass(slots=True)
class RunFigures:
    """The cost of answering.

    Units:    `milliseconds` of those enquiries that were asked one by one; `seconds` of answering the
              `answered` of this run, which may have gone on with another one.
    """

    milliseconds: list[float] = field(default_factory=list)
    seconds: float = 0.0
    answered: int = 0

    def percentile(self, share: float) -> float:
        """Returns the time within which that share (0 to 100) of the enquiries was answered; 0 without any."""
        return float(np.percentile(self.milliseconds, share)) if self.milliseconds else 0.0


def peak_memory_bytes() -> int:
    """Returns the most memory that this process held at once; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:  # a system without it
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
