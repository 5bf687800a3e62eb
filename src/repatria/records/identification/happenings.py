"""What the acts of the board tell: one takes a name back, and others have decided that."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from repatria.core.law.identification_board import HypothesisState
from repatria.core.vocabulary.happenings import Happening
from repatria.records.identification.board_acts import AnnulmentSaid, ConclusionUpheld
from repatria.records.ledger.happenings import happenings_by


def _annulment(given: AnnulmentSaid, at: datetime) -> Iterator[Happening]:
    word = "done" if given.state is HypothesisState.ANNULLED else "asked"
    yield Happening(word=f"{AnnulmentSaid.KIND}:{word}", subject=given.hypothesis_id, at=at)


def _upheld(given: ConclusionUpheld, at: datetime) -> Iterator[Happening]:
    if given.state is HypothesisState.CONCLUDED:
        yield Happening(word=ConclusionUpheld.KIND, subject=given.hypothesis_id, at=at)


def register() -> None:
    happenings_by(AnnulmentSaid, "asked", "done")(_annulment)
    happenings_by(ConclusionUpheld)(_upheld)
