"""The act that takes back a crossing which was recorded in error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.core.law.exchange_list import LineState
from repatria.records.ledger.acts import Act, act


@dataclass(frozen=True, slots=True, kw_only=True)
class LineBack:
    """A line that the crossing named, or that was withdrawn because he did not come by it: where it stood, and where it
    stands again."""

    line_id: str
    before: LineState
    state: LineState


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CrossingAnnulled(Act):
    """Two persons say that a crossing was recorded in error: nobody came by it, and each line stands where it stood."""

    KIND: ClassVar[str] = "exchanges.crossing_annulled"

    crossing_id: str
    list_id: str
    reason: str
    their_reference: str  # the other side's receipt that is taken back with it, or empty
    annulled_by: str
    approved_by: tuple[str, ...]
    lines: tuple[LineBack, ...]
    differences: tuple[str, ...]  # which it had opened and nobody settled: they end with it
