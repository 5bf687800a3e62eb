"""What is owed: the things themselves, as each area says them, and the lines that count them.

An area names what it owes by functions under `@owed(...)`: each is asked with who acts and the present instant, opens
nothing sealed, and answers with items. The first page lists the items; a line is the heading of those of one kind.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any, TypeVar, cast

from repatria.doors.desk.frame.areas import place_of
from repatria.doors.desk.frame.counted import counted
from repatria.records.access.acting import Acting
from repatria.records.access.role_table import is_allowed, may_approve


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedItem:
    """One thing that somebody owes.

    Given:    `what` and `waits` are keys of texts; `about` is a record's number, `whom` that of the person or enquiry
              which it concerns where `about` is another's; `name` stands only where the role may read it and a reading
              act was left; `is_for_second` where another than who began must do it.
    Units:    UTC.
    """

    what: str
    link: str  # where it is done
    about: str = ""
    whom: str = ""
    name: str = ""
    since: datetime | None = None
    due_at: datetime | None = None  # None: nothing sets a day
    waits: str = ""  # who waits because of it
    is_for_second: bool = False
    provision: str = ""
    is_approved: bool = False  # two approved it, and it waits for whoever decides
    owed_by: str = ""  # text of the role that owes it, where it stands here because it is late
    lies_with: str = ""  # with whom it lies: the text of a recipient, or a camp as it is written

    is_apart: bool = False  # of two who judge apart: a second judgement approves nothing

    @property
    def is_of_two(self) -> bool:
        """Whether what one began waits for another, to be approved or, approved, to be decided."""
        return (self.is_for_second and not self.is_apart) or self.is_approved

    @property
    def allowed(self) -> timedelta | None:
        """How long the rule allows; None where nothing sets a day or nobody knows since when."""
        return self.due_at - self.since if self.due_at and self.since else None

    def used(self, now: datetime) -> timedelta | None:
        """How long it has been owed."""
        return now - self.since if self.since else None

    def is_late(self, now: datetime) -> bool:
        """Whether its term has passed; at the very instant it has not."""
        return self.due_at is not None and now > self.due_at


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedLine:
    """The heading of the items of one kind: how many are due, late, and waiting for a second person."""

    what: str
    link: str
    due: int = 0
    late: int = 0
    waiting: int = 0


Asking = Callable[[Acting, datetime], Iterable[OwedItem]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Owing:
    """What is owed by whoever may do any of these actions, or approve one; its line stands there with nothing too."""

    actions: tuple[str, ...]
    approves: str
    what: str
    at: Callable[[], str]
    ask: Asking
    reads: bool = False
    count: Callable[[Acting], int] | None = None

    def is_of(self, acting: Acting) -> bool:
        return any(is_allowed(acting.roles, one) for one in self.actions) or (
            bool(self.approves) and may_approve(acting.roles, self.approves)
        )


_owings: list[Owing] = []


def owed(
    *actions: str,
    approves: str = "",
    what: str = "",
    at: Callable[[], str] = lambda: "",
    reads: bool = False,
    count: Callable[[Acting], int] | None = None,
) -> Callable[[Asking], Asking]:
    """Names what is owed by whoever may do any of `actions` or approve `approves`.

    Given:    `what` is the text of its line and `at` the address of its list; without `what`, each kind of item that
              it answers with has a line of its own, and none where there is nothing; `reads` where asking leaves a
              reading act, so that nothing asks it but the first page and its run; `count` counts them without one.
    """

    def name(ask: Asking) -> Asking:
        _owings.append(Owing(actions=actions, approves=approves, what=what, at=at, ask=ask, reads=reads, count=count))
        return ask

    return name


T = TypeVar("T")
_answers: ContextVar[dict[Hashable, Any] | None] = ContextVar("answers within one count or list", default=None)


@contextmanager
def _each_asked_once() -> Iterator[None]:
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def shared(question: Hashable, ask: Callable[[], T]) -> T:
    """What several areas owe by the same answer, asked once for one count or one list; elsewhere each time.

    Given:    `question` names everything on which the answer depends but the store.
    """
    known = _answers.get()
    if known is None:
        return ask()
    if question not in known:
        known[question] = ask()
    return cast(T, known[question])


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """All that an account owes: the items, the most urgent first, and the lines in the order of the areas."""

    items: tuple[OwedItem, ...]
    lines: tuple[OwedLine, ...]


@cache
def _in_order(_how_many: int) -> tuple[Owing, ...]:
    """All that can be owed, in the order of the areas; asked on every page, and never another while a process runs."""
    return tuple(sorted(_owings, key=lambda one: place_of(one.ask.__module__)))


def _of(acting: Acting) -> list[Owing]:
    return [one for one in _in_order(len(_owings)) if one.is_of(acting)]


def owed_by(acting: Acting, now: datetime, *, what: str = "", may_read: bool = True) -> Today:
    """What this account owes at this instant; each area is asked once.

    Given:    `what` asks for the things of one kind alone; without `may_read` those stay out for which a reading act
              would be left.
    """
    asked = [one for one in _of(acting) if (not what or one.what in ("", what)) and (may_read or not one.reads)]
    with _each_asked_once():
        answers = [(one, tuple(i for i in one.ask(acting, now) if not what or i.what == what)) for one in asked]
    return Today(
        items=by_urgency(item for _, items in answers for item in items),
        lines=tuple(line for owing, items in answers for line in _lines(owing, items, now)),
    )


def counts_by(acting: Acting, now: datetime) -> Mapping[str, int]:
    """How many things this account owes, by the address of their list.

    Not:      what cannot be counted without a reading act: a menu stands on every page, and it reads nothing.
    """
    return counted("owed", acting, now, lambda: _counts(replace(acting, at=now), now))


def _counts(acting: Acting, now: datetime) -> Mapping[str, int]:
    counts: dict[str, int] = {}
    with _each_asked_once():
        for one in _of(acting):
            number = one.count(acting) if one.count else 0 if one.reads else sum(1 for _ in one.ask(acting, now))
            address = one.at().partition("?")[0]
            counts[address] = counts.get(address, 0) + number
    return counts


def is_counted_whole(acting: Acting) -> bool:
    """Whether all that this account owes can be counted without a reading act."""
    return not any(one.reads and one.count is None for one in _of(acting))


def by_urgency(items: Iterable[OwedItem]) -> tuple[OwedItem, ...]:
    """Items with a day before those without, each by day, then by how long they have been owed."""
    return tuple(sorted(items, key=lambda one: (
        one.due_at is None, one.due_at.timestamp() if one.due_at else 0.0,
        one.since is None, one.since.timestamp() if one.since else 0.0,
    )))  # fmt: skip


def _lines(owing: Owing, items: Sequence[OwedItem], now: datetime) -> list[OwedLine]:
    kinds = (owing.what,) if owing.what else tuple(dict.fromkeys(item.what for item in items))
    return [_line(owing, kind, [item for item in items if owing.what or item.what == kind], now) for kind in kinds]


def _line(owing: Owing, kind: str, items: Sequence[OwedItem], now: datetime) -> OwedLine:
    waiting = sum(item.is_for_second for item in items)
    late = sum(item.is_late(now) and not item.is_for_second for item in items)
    return OwedLine(what=kind, link=owing.at(), due=len(items) - waiting - late, late=late, waiting=waiting)
