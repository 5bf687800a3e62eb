"""A run over what is owed: whoever opened the first thing goes from one to the next and never back to a list.

Two words in the address carry it (`from`, `n`): over which list, and the how manieth this is. They hold nothing about
anybody, and a run that somebody made up leads only to what the account owes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from repatria.doors.desk.frame.done import done_of
from repatria.doors.desk.frame.owed import OwedItem, owed_by
from repatria.doors.desk.frame.terms import asked_of_me
from repatria.doors.desk.frame.work import FREE, MINE, lying
from repatria.records.access.acting import Acting

ALL = "today"
SECOND = "second"
"""A run over what waits for a second person; it ends at their own list."""
_BY_HOLDER = frozenset({MINE, FREE})
_KIND = "owed."
_LAST = 9_999  # nobody does more in one run


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """The next thing of a run: what it is, and the address at which it goes on."""

    what: str
    about: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Where one stands in a run.

    Given:    `following` leaves this thing undone; `after` is where one goes when it is done, the list at the end.
    """

    place: int
    whole: int
    list_link: str
    following: Following | None
    after: str


def link_in_run(link: str, *, of: str = ALL, place: int = 1) -> str:
    """An address, as one opens it within a run.

    Given:    `of` is a kind of thing owed, all of them, or those that wait for a second person.
    """
    words = urlencode({"from": of.removeprefix(_KIND), "n": place})
    return f"{link}{'&' if '?' in link else '?'}{words}"


def onward_of(request: HttpRequest) -> str:
    """The words of a run at the end of addresses that still belong to the thing in hand; "" outside a run."""
    found = _words_of(request)
    return "" if found is None else f"?{urlencode({'from': found[0], 'n': found[1]})}"


def run_of(request: HttpRequest, acting: Acting, now: datetime) -> Run | None:
    """Where the page stands in its run; None outside one.  Leaf: reading, where what is owed cannot be asked without"""
    found = _words_of(request)
    if found is None:
        return None
    of, place = found
    lists = {reverse("desk:owed"), reverse("desk:approvals")}  # what is done or only seen in a list is no stop of a run
    list_link = reverse("desk:approvals" if of == SECOND else "desk:owed") + (f"?show={of}" if of in _BY_HOLDER else "")
    asked = owed_by(acting, now, what="" if of in (ALL, SECOND, *_BY_HOLDER) else _KIND + of).items
    if of in _BY_HOLDER:
        asked = lying(acting, asked, now).of(of)
    done = done_of(request)  # its clock may run a moment longer, until the jobs have seen the act
    items = [
        item for item in asked
        if item.link not in lists and (of != SECOND or item.is_of_two) and not (done and item.about == done.number)
    ]  # fmt: skip
    here = _here(items, request.path)
    ahead = items if here is None else (*items[here + 1 :], *items[:here])
    following = ahead[0] if ahead else None
    left = None
    if following is not None:
        link = link_in_run(following.link, of=of, place=place)
        left = Following(what=asked_of_me(following.what), about=following.about, link=link)
    return Run(
        place=place, whole=place + len(ahead), list_link=list_link,
        following=left,
        after=link_in_run(following.link, of=of, place=place + 1) if following else list_link,
    )  # fmt: skip


def _words_of(request: HttpRequest) -> tuple[str, int] | None:
    of, place = request.GET.get("from", ""), request.GET.get("n", "")
    if not of.isidentifier() or not of.isascii() or not (place.isascii() and place.isdecimal() and len(place) <= 4):
        return None
    return of, min(max(1, int(place)), _LAST)


def _here(items: Sequence[OwedItem], path: str) -> int | None:
    """Which of the things stands at this address, or owns it; the longest address decides."""
    paths = [item.link.partition("?")[0] for item in items]
    fitting = [place for place, one in enumerate(paths) if path == one or path.startswith(f"{one}/")]
    return max(fitting, key=lambda place: len(paths[place]), default=None)
