"""Emptying what lies in the intake once an act says that it is destroyed: the act first, then the bytes.

Sealed items lie where they came in for ever, so that nothing is lost; two acts end that. Two persons had one destroyed
that holds what is attributed to a prisoner; or the key of an enquiry was destroyed, at her own wish, and the items in
which it came would still say all of it to whoever holds the bureau's keyring.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from repatria.doors.jobs.arrivals import LINES
from repatria.doors.jobs.consumers import Consumer
from repatria.doors.jobs.courier import INBOX
from repatria.doors.jobs.ports import Outside
from repatria.records.access.role_table import Role
from repatria.records.consequences.acts import MatterDestroyed
from repatria.records.enquiries.selectors import inbox_items_of
from repatria.records.intake.lines import empty_lines
from repatria.records.intake.services import empty_items
from repatria.records.ledger.own_acts import KeyDestroyed
from repatria.records.ledger.reading import Recorded, cursor_of, entries_since
from repatria.records.vault.keyring import Purpose

NAME = "emptying"
_MAILBOXES: Mapping[str, Callable[[Sequence[int], date], int]] = {INBOX: empty_items, LINES: empty_lines}
_KINDS = (MatterDestroyed.KIND, KeyDestroyed.KIND)
_PAGE = 500


def destroyed_by(recorded: Recorded) -> tuple[str, tuple[int, ...]]:
    """Which mailbox an act has something destroyed in, and the numbers of its items; none for other acts."""
    given = recorded.act
    if isinstance(given, MatterDestroyed) and given.consumer in _MAILBOXES:
        return given.consumer, (int(given.matter),)
    if isinstance(given, KeyDestroyed) and given.purpose is Purpose.KIN:
        return INBOX, inbox_items_of(given.subject)
    return INBOX, ()


def destroyed_items(mailbox: str) -> dict[int, bool]:
    """The items of a mailbox that acts had destroyed, and whether each must be empty by now: the jobs read that act."""
    found: dict[int, bool] = {}
    next_index, reached = 0, cursor_of(NAME)
    while entries := entries_since(next_index, kinds=_KINDS, at_most=_PAGE):
        for recorded in entries:
            where, items = destroyed_by(recorded)
            if where == mailbox:
                found |= {one: found.get(one, False) or recorded.index < reached for one in items}
        next_index = entries[-1].index + 1
    return found


def _empty(recorded: Recorded, outside: Outside) -> None:
    mailbox, items = destroyed_by(recorded)
    if items:
        _MAILBOXES[mailbox](items, outside.now().date())


EMPTYING = Consumer(name=NAME, kinds=_KINDS, draw=_empty, concerns=Role.HEAD_OF_BUREAU)
