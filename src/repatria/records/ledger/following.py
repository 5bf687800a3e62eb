"""Following the log: the acts of some kinds since a known head, and a sign that nothing before it was exchanged.

What is remembered from one head to the next holds only while that head still stands; a reader asks `still_stands`
first and begins anew where it does not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from repatria.records.ledger.errors import BrokenLogError
from repatria.records.ledger.models import Entry
from repatria.records.ledger.reading import Recorded, entries_since

_PAGE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The last entry of the log as it was once read."""

    index: int
    leaf: bytes


BEFORE_ALL = Head(index=-1, leaf=b"")


def head_of_log() -> Head:
    """The last entry; `BEFORE_ALL` of an empty log."""
    row = Entry.objects.order_by("-index").values_list("index", "leaf").first()
    return Head(index=row[0], leaf=bytes(row[1])) if row else BEFORE_ALL


def still_stands(head: Head) -> bool:
    """Whether the log still holds this entry as it was read: a log cut off or written anew holds another."""
    if head == BEFORE_ALL:
        return True
    leaf = Entry.objects.filter(index=head.index).values_list("leaf", flat=True).first()
    return leaf is not None and bytes(leaf) == head.leaf


def acts_between(after: Head, until: Head, kinds: Collection[str]) -> Iterator[Recorded]:
    """The acts of these kinds behind one head up to another, oldest first, each opened and so proved by its seal.

    Given:    `kinds` without version.
    Raises:   BrokenLogError when an entry between is missing, or one of these kinds does not open.
    Not:      a look at entries of other kinds: one whose kind was changed by hand is found by `verify`.
    """
    between = Entry.objects.filter(index__gt=after.index, index__lte=until.index).count()
    if between != until.index - after.index:
        raise BrokenLogError(f"of the entries {after.index + 1} to {until.index} only {between} are there")
    following = after.index + 1
    while True:
        found = entries_since(following, kinds=kinds, at_most=_PAGE)
        for one in found:
            if one.index > until.index:
                return
            yield one
        if len(found) < _PAGE:
            return
        following = found[-1].index + 1
