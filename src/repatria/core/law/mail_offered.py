"""Paper that a camp offers each man in a month, two letters and four cards at least: he writes or declines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from repatria.core.law.errors import UnstatedReasonError
from repatria.core.law.guards import OpenGuard, need
from repatria.core.law.messages import CARDS_A_MONTH, LEAST, LETTERS_A_MONTH


def offer_guards(*, letters: int, cards: int, limited_by: str) -> Iterator[OpenGuard]:
    """What stands against an offer: fewer than the least are offered only as the Protecting Power agreed.

    Source:   GC III art. 71(1): not less than two letters and four cards monthly; fewer only if the Protecting Power is
              satisfied that it is in their interest, for want of translators.
    """
    is_enough = letters >= LETTERS_A_MONTH and cards >= CARDS_A_MONTH
    yield from need(is_enough or bool(limited_by.strip()), "mail_least", LEAST, UnstatedReasonError)


def next_offer_due(offered_at: datetime) -> datetime:
    """When the next is due: with the end of the month after the one in which it was offered."""
    at = offered_at.astimezone(UTC)
    months = at.year * 12 + at.month - 1 + 2
    return datetime(months // 12, months % 12 + 1, 1, tzinfo=UTC)
