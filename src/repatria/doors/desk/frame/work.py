"""With whom the things of a list lie: one's own, what lies with nobody, and the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from repatria.doors.desk.frame.owed import OwedItem
from repatria.records.access.acting import Acting
from repatria.records.access.work import HeldView, holder_of, holders_of, is_worked_on, may_work_on

MINE, FREE = "mine", "free"


def record_of(item: OwedItem) -> str:
    """The record by whose number a thing lies with somebody; "" where such things are nobody's own."""
    return next((one for one in (item.about, item.whom) if one and is_worked_on(one)), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lying:
    """Things with the accounts with which they lie, for one account that looks."""

    items: Sequence[OwedItem]
    acting: Acting
    held: Mapping[str, str]

    def holder(self, item: OwedItem) -> str:
        """The account with which a thing lies, or ""; what waits for a second person lies with nobody."""
        return "" if item.is_of_two or item.is_apart else self.held.get(record_of(item), "")

    def is_mine(self, item: OwedItem) -> bool:
        return self.held.get(record_of(item), "") == self.acting.account_id

    def takes(self, item: OwedItem) -> str:
        """The number by which this account takes a thing that lies with nobody; "" where it takes none."""
        number = record_of(item)
        is_free = number not in self.held and not item.is_of_two and not item.is_apart
        return number if number and is_free and may_work_on(self.acting.roles, number) else ""

    def of(self, show: str) -> tuple[OwedItem, ...]:
        """One's own, or those that lie with nobody who is here."""
        if show == MINE:
            return tuple(item for item in self.items if self.is_mine(item))
        return tuple(item for item in self.items if not self.is_mine(item) and not self.holder(item))


def lying(acting: Acting, items: Iterable[OwedItem], now: datetime) -> Lying:
    """With whom each of these things lies now, asked at once for all."""
    listed = tuple(items)
    held = holders_of([number for number in map(record_of, listed) if number], at=now)
    return Lying(items=listed, acting=acting, held=held)


@dataclass(frozen=True, slots=True, kw_only=True)
class LiesWith:
    """With whom one record lies, as its own page says it, and what this account may do about it."""

    about: str
    view: HeldView | None
    is_mine: bool
    may_take: bool
    may_give: bool


def lies_with(acting: Acting, about: str, *, gives_others: bool) -> LiesWith:
    """With whom a record lies.

    Given:    `gives_others` where this account gives away what lies with others too.
    """
    view = holder_of(acting, about)
    is_held = view is not None and not view.is_away
    is_mine = view is not None and view.account_id == acting.account_id
    return LiesWith(
        about=about, view=view, is_mine=is_mine, may_take=not is_held and not is_mine, may_give=is_mine or gives_others
    )
