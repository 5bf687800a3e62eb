"""A line of a list that named the wrong man: what becomes of it, and of what was said while he stood there."""

from __future__ import annotations

from repatria.core.law.exchange_list import LineOrderError, LineState

CORRECTED = frozenset({LineState.PROPOSED, LineState.AGREED})
"""Lines that may be told to mean the wrong man; what stands verified rests on what he said, and is withdrawn."""


def corrected_line(state: LineState | None) -> LineState:
    """Computes the state of a line that named the wrong man: what the Parties agreed was of him, and of no other.

    Source:   GC III art. 17(5); house rule 6.7.
    Raises:   LineOrderError for a line that is further than agreed.
    """
    if state not in CORRECTED:
        raise LineOrderError(
            f"whom a line means is not corrected in {state or 'nothing'}", provision="house rule 6.7", state=state,
            event="unresolved",
        )  # fmt: skip
    return LineState.PROPOSED
