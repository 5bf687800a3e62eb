"""Whether an item lies with this house: a room above, which lets items go, says which are away, and by which record.

`answers_away` binds it, as `places` asks the register. Until a room does, everything lies here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from repatria.core.law.remains import RULE
from repatria.core.law.remains_path import NOT_IN_STORE, UNTOUCHED, Elsewhere
from repatria.records.ledger.rows import rows_where
from repatria.records.remains.errors import AwayItemError
from repatria.records.remains.models import Item, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """How an item is away, by which record, and since when."""

    how: Elsewhere
    record: str
    at: str


Answer = Callable[[Collection[str] | None], Mapping[str, Away]]
_answers: list[Answer] = []


def answers_away(of: Answer) -> None:
    """Says who knows which items are away: of some codes, or of all.  Given: called once, when rooms are made ready."""
    if of not in _answers:
        _answers.append(of)


def away(codes: Collection[str] | None = None) -> dict[str, Away]:
    """The items that are away, of these codes or of all."""
    return {code: one for of in _answers for code, one in of(codes).items()}


def elsewhere(item: Item) -> Away | None:
    """How an item is away now; what came back is here again as soon as a step says where it was laid."""
    found = away([item.pk]).get(item.pk)
    return None if found is None or _was_laid_since(item, found) else found


def _was_laid_since(item: Item, one: Away) -> bool:
    return one.how is Elsewhere.BACK and item.last_at > one.at


def lying_in_stores(store_code: str = "") -> list[Item]:
    """The items that lie in this store, or in any: what was given away or left with a batch lies in none.

    Source:   practice rule 25: how full a cold store is stands before everybody who works with it.
    """
    asked: dict[str, Any] = {"store_code": store_code} if store_code else {}
    rows = [one for one in rows_where(Item, **asked) if one.store_code]
    gone = away([one.pk for one in rows] if store_code else None)
    return [
        one for one in rows
        if one.pk not in gone or gone[one.pk].how not in NOT_IN_STORE or _was_laid_since(one, gone[one.pk])
    ]  # fmt: skip


def has_room_for(store: Store, item: Item) -> bool:
    """Whether an item may be laid into a store: it lies there already, or a place is free."""
    there = lying_in_stores(store.pk)
    return len(there) < store.capacity or item.pk in {one.pk for one in there}


def check_here(item_code: str) -> None:
    """Refuses what is done about an item that is on its way, or left.

    Source:   law-and-practice section 6.3, 6.7: each move is an event with its seal; a thing is in one place.
    Raises:   AwayItemError.
    """
    found = away([item_code]).get(item_code)
    if found is not None and found.how in UNTOUCHED:
        raise AwayItemError("it lies under the seals of a batch, or left", provision=RULE)
