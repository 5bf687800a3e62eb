"""Of whom it is on record what became of his own card."""

from __future__ import annotations

from collections.abc import Iterable

from repatria.records.ledger.rows import rows_where
from repatria.records.register.card_models import EndedCard

_AT_ONCE = 500


def persons_with_card_done(person_ids: Iterable[str]) -> set[str]:
    """Those of these persons who signed, marked, dictated or refused a card of theirs, or could not; numbers only."""
    wanted = sorted(set(person_ids))
    return {
        row.person_id for start in range(0, len(wanted), _AT_ONCE)
        for row in rows_where(EndedCard, person_id=wanted[start : start + _AT_ONCE])
    }  # fmt: skip
