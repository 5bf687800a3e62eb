"""Opened releases: to approve, to complete, and whom a doctor is to examine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.records.access.acting import Acting
from repatria.records.handover.selectors import persons_to_examine
from repatria.records.register.releases import COMPLETE, ReleaseView, releases_lacking, releases_open

_SETTLED_BY_TWO = frozenset({"two_approvals", "doctor_and_head", "objection_examined"})
_EXAMINED = frozenset({"fit_to_travel"})


def _list() -> str:
    return reverse("desk:releases")


def _approvals() -> str:
    return reverse("desk:approvals")


def _item(what: str, view: ReleaseView, *, is_for_second: bool = False) -> OwedItem:
    return OwedItem(
        what=what, link=reverse("desk:release", args=[view.person_id]), about=view.person_id, since=view.opened_at,
        due_at=view.due_at, waits="waits.held_person", is_for_second=is_for_second, provision="practice rule 18",
    )  # fmt: skip


def _read(acting: Acting) -> Iterator[ReleaseView]:
    """The opened releases, page by page; where none is, nothing is read and no reading act is left."""
    after, has_more = -1, bool(releases_lacking(acting.at))
    while has_more:
        views = releases_open(acting, after_index=after)
        yield from views
        has_more = views.has_more and bool(views)
        after = views[-1].listed_at if views else after


def _count_to_approve(acting: Acting) -> int:
    return len(releases_lacking(acting.at, _SETTLED_BY_TWO, besides=acting.account_id))


def _count_opened(acting: Acting) -> int:
    return len(releases_lacking(acting.at))


def _count_to_examine(acting: Acting) -> int:
    return len(releases_lacking(acting.at, _EXAMINED))


@owed(approves=COMPLETE, at=_approvals, reads=True, count=_count_to_approve)
def to_approve(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Opened releases that lack approvals, and this account's own.  Leaf: reading"""
    for view in _read(acting):
        is_mine = acting.account_id not in (*view.approvers, view.opened_by)
        if is_mine and _SETTLED_BY_TWO & {guard.what for guard in view.missing}:
            yield _item("owed.releases_to_approve", view, is_for_second=True)


@owed("register.complete_release", at=_list, reads=True, count=_count_opened)
def opened(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Opened releases: he is still held, whatever is missing.  Leaf: reading"""
    for view in _read(acting):
        yield _item("owed.releases", view)


@owed("register.record_fitness", at=_list, reads=True, count=_count_to_examine)
def to_examine(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Men whose release is open and whom no doctor found fit lately.  Leaf: reading"""
    for view in _read(acting):
        if _EXAMINED & {guard.what for guard in view.missing}:
            yield _examination("owed.to_examine", view.person_id, view.due_at)


@owed("register.record_fitness", at=lambda: reverse("desk:owed"))
def to_examine_before_handover(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Men of a hand-over whom no doctor found fit lately: no list of releases names them."""
    released = {*releases_lacking(now, _EXAMINED)}
    for person_id in persons_to_examine(now):
        if person_id not in released:
            yield _examination("owed.to_examine_before_handover", person_id, None)


def _examination(what: str, person_id: str, due_at: datetime | None) -> OwedItem:
    return OwedItem(
        what=what, link=reverse("desk:fitness", args=[person_id]), about=person_id, due_at=due_at,
        waits="waits.held_person", provision="GC III 109",
    )  # fmt: skip
