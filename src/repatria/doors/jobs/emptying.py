"""Emptying what lies in the intake once an act says that it is destroyed: the act first, then the bytes.

Sealed items lie where they came in for ever, so that nothing is lost; two acts end that. Two persons had one destroyed
that holds what is attributed to a prisoner; or the key of an enquiry was destroyed, at her own wish, or that of its
military facts, or of a report of fraud, and the items in which it came would still say all of it to whoever holds the
bureau's keyring. So would items of hers that became nothing, since they were sent twice or once all was erased, or that
nobody could take yet: they are opened once more to see whose they are, and an act names them. What was owed of one that
is empty is owed no longer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from repatria.doors.jobs.arrivals import LINES
from repatria.doors.jobs.consumers import Consumer
from repatria.doors.jobs.courier import INBOX
from repatria.doors.jobs.ports import Outside
from repatria.records.access.role_table import Role
from repatria.records.consequences.acts import MatterDestroyed
from repatria.records.consequences.selectors import is_open
from repatria.records.consequences.services import record_drawn
from repatria.records.contact.selectors.boxes import items_of_messages
from repatria.records.contact.selectors.call_boxes import items_of_calls
from repatria.records.enquiries.acts import ItemSetAside, SetAsideErased
from repatria.records.enquiries.military import enquiry_of, military_of
from repatria.records.enquiries.selectors import enquiry_at, inbox_items_of
from repatria.records.enquiries.services.set_aside import erase_set_aside
from repatria.records.hotline.selectors.fraud import items_of_report
from repatria.records.hotline.selectors.recovery import (
    enquiry_with_new_locator,
    enquiry_with_number_ever,
    items_of_new_words,
)
from repatria.records.intake.lines import empty_lines
from repatria.records.intake.sealing import open_at_bureau
from repatria.records.intake.selectors import sealed_since
from repatria.records.intake.services import empty_items
from repatria.records.ledger.own_acts import KeyDestroyed
from repatria.records.ledger.reading import Recorded, act_at, cursor_of, entries_since
from repatria.records.vault.keyring import Purpose, current
from repatria.records.vault.keys import destroyed

NAME = "emptying"
_MAILBOXES: Mapping[str, Callable[[Sequence[int], date], int]] = {INBOX: empty_items, LINES: empty_lines}
_KINDS = (MatterDestroyed.KIND, KeyDestroyed.KIND, ItemSetAside.KIND, SetAsideErased.KIND)
_DESTROY = (MatterDestroyed.KIND, KeyDestroyed.KIND, SetAsideErased.KIND)
_PAGE = 500


def destroyed_by(recorded: Recorded) -> tuple[str, tuple[int, ...]]:
    """Which mailbox an act has something destroyed in, and the numbers of its items; none for other acts."""
    given = recorded.act
    if isinstance(given, MatterDestroyed) and given.consumer in _MAILBOXES:
        return given.consumer, (int(given.matter),)
    if isinstance(given, KeyDestroyed) and given.purpose is Purpose.KIN:
        subject = given.subject
        found = (
            inbox_items_of(subject), items_of_new_words(subject), items_of_report(subject), items_of_messages(subject),
            items_of_calls(subject),
        )  # fmt: skip
        return INBOX, tuple(item for items in found for item in items)
    return INBOX, given.items if isinstance(given, SetAsideErased) else ()


def destroyed_items(mailbox: str) -> dict[int, bool]:
    """The items of a mailbox that acts had destroyed, and whether each must be empty by now: the jobs read that act."""
    found: dict[int, bool] = {}
    next_index, reached = 0, cursor_of(NAME)
    while entries := entries_since(next_index, kinds=_DESTROY, at_most=_PAGE):
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
        _owe_no_longer(mailbox, items, recorded.index, outside)
    given = recorded.act
    if isinstance(given, ItemSetAside):
        subject, found = _erased_of(recorded), [recorded.index]
    elif isinstance(given, KeyDestroyed) and given.purpose is Purpose.KIN:
        subject = given.subject
        found = [index for index in _set_aside_before(recorded.index) if _is_of(index, subject)]
    else:
        return
    if subject and found:
        erase_set_aside(outside.house(Role.COURIER), subject=subject, rests_on=found)


def _owe_no_longer(mailbox: str, items: Sequence[int], by: int, outside: Outside) -> None:
    """Ends what stands open about items that are empty now; tried again, they would count as tampered with."""
    for matter in map(str, items):
        if is_open(mailbox, matter):
            record_drawn(outside.house(Role.COURIER), consumer=mailbox, matter=matter, drawn_index=by)


def _set_aside_before(before: int) -> Iterator[int]:
    """The acts before this one that set an item aside which was not destroyed since."""
    gone, next_index = destroyed_items(INBOX), 0
    while entries := entries_since(next_index, kinds=(ItemSetAside.KIND,), at_most=_PAGE):
        yield from (one.index for one in entries if one.index < before and _place(one) not in gone)
        next_index = entries[-1].index + 1


def _place(recorded: Recorded) -> int:
    assert isinstance(recorded.act, ItemSetAside)
    return int(recorded.act.inbox.partition(":")[0] or 0)


def _whose(recorded: Recorded) -> tuple[str, bool]:
    """Whose an item is that was set aside, and whether it is a whole enquiry; "" for nobody's, or an empty one."""
    row = next(iter(sealed_since(_place(recorded) - 1, limit=1)), None)
    if row is None or row.sequence != _place(recorded) or not row.ciphertext:
        return "", False
    try:
        header, _ = open_at_bureau(current().bureau_identity, row.ciphertext)
        locator, number = str(header.get("locator", "")), str(header.get("number", ""))
    except Exception:  # whatever somebody wrote: what does not open says nothing to anybody
        return "", False
    hers = (enquiry_with_new_locator(locator) or enquiry_at(locator)) if locator else None
    return hers or (enquiry_with_number_ever(number) if number else ""), header.get("item") == "enquiry"


def _is_of(index: int, subject: str) -> bool:
    hers, is_enquiry = _whose(act_at(index))
    return hers == subject or (is_enquiry and bool(hers) and hers == enquiry_of(subject))


def _erased_of(recorded: Recorded) -> str:
    """Under which destroyed key falls what came in an item that was set aside; "" for none."""
    hers, is_enquiry = _whose(recorded)
    gone = destroyed(Purpose.KIN) if hers else frozenset()
    return hers if hers in gone else military_of(hers) if is_enquiry and military_of(hers) in gone else ""


EMPTYING = Consumer(name=NAME, kinds=_KINDS, draw=_empty, concerns=Role.HEAD_OF_BUREAU)
