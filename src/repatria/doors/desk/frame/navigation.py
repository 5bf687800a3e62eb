"""What every page says around itself: who sits here, in which language, which pages he may open, what was just done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from repatria.doors.desk.frame.acting import LANGUAGE_NAMES, acting_of, language_of
from repatria.doors.desk.frame.counted import counted
from repatria.doors.desk.frame.done import done_of
from repatria.doors.desk.frame.keys import has_bare_keys
from repatria.doors.desk.frame.owed import counts_by, is_counted_whole
from repatria.doors.desk.frame.pages import pages
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.run import onward_of, run_of
from repatria.records.access.role_table import is_allowed
from repatria.records.access.selectors import holds_given_credentials

_FINDS = ("matching.search", "enquiries.?find")
_FOLDED = 2  # rare pages from which on they share one place


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One page in the menu: where, its name, whether one is there, and how many things wait there."""

    link: str
    label: str
    is_here: bool
    count: int = 0
    is_rare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu:
    """The pages in the bar, and those that are rarely opened, behind a fold; one of these alone stands in the bar."""

    daily: tuple[Entry, ...]
    rare: tuple[Entry, ...]

    @property
    def rare_count(self) -> int:
        return sum(one.count for one in self.rare)

    @property
    def is_in_fold(self) -> bool:
        return any(one.is_here for one in self.rare)


def in_menu(entries: Sequence[Entry]) -> Menu:
    """The entries as the bar has room for them."""
    rare = tuple(one for one in entries if one.is_rare)
    if len(rare) < _FOLDED:
        return Menu(daily=tuple(entries), rare=())
    return Menu(daily=tuple(one for one in entries if not one.is_rare), rare=rare)


def everywhere(request: HttpRequest) -> dict[str, Any]:
    """The context of every page, those of the sign-in library included."""
    account = getattr(request, "user", None)
    is_signed_in = bool(account and account.is_authenticated)
    roles = account.role_set if is_signed_in and account else frozenset()
    return {
        "language": language_of(request), "languages": LANGUAGE_NAMES, "is_demo": current().is_demo,
        "account": account if is_signed_in else None, "roles": sorted(roles), "here": request.get_full_path(),
        "navigation": SimpleLazyObject(lambda: in_menu(_menu(request, roles))) if is_signed_in else None,
        "finds_names": any(is_allowed(roles, one) for one in _FINDS),
        "has_keys": is_signed_in and has_bare_keys(request),
        "done": done_of(request), "onward": onward_of(request),
        "run": SimpleLazyObject(lambda: run_of(request, acting_of(request), current().now())) if is_signed_in else None,
    }  # fmt: skip


@cache
def _link(name: str) -> str:
    """The address of a page of the menu: it stands on every page, and never moves while a process runs."""
    return reverse(f"desk:{name}")


def _menu(request: HttpRequest, roles: frozenset[Any]) -> list[Entry]:
    acting, now = acting_of(request), current().now()
    offered = [one for one in pages() if one.menu and (not one.action or is_allowed(roles, one.action))]
    counts: dict[str, int] = {}
    listed: Mapping[str, int] = {}
    if not holds_given_credentials(acting.account_id):
        counts |= counts_by(acting, now)
        listed = counted("listed", acting, now, lambda: {o.name: o.count(acting) for o in offered if o.count})
    if is_counted_whole(acting):
        counts[_link("owed")] = sum(counts.values())
    return [
        Entry(
            link=link, label=one.menu, is_here=request.path == link, is_rare=one.is_rare,
            count=counts.get(link, 0) or listed.get(one.name, 0),
        )
        for one in offered
        for link in (_link(one.name),)
    ]  # fmt: skip
