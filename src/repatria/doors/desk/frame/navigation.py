"""What every page says around itself: who sits here, in which language, which pages he may open, what was just done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from repatria.doors.desk.frame.acting import LANGUAGE_NAMES, acting_of, language_of
from repatria.doors.desk.frame.done import done_of
from repatria.doors.desk.frame.keys import has_bare_keys
from repatria.doors.desk.frame.owed import counts_by, is_counted_whole
from repatria.doors.desk.frame.pages import pages
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.run import onward_of, run_of
from repatria.records.access.role_table import is_allowed
from repatria.records.access.selectors import holds_given_credentials


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One page in the menu: where, its name, whether one is there, and how many things wait there."""

    link: str
    label: str
    is_here: bool
    count: int = 0


def everywhere(request: HttpRequest) -> dict[str, Any]:
    """The context of every page, those of the sign-in library included."""
    account = getattr(request, "user", None)
    is_signed_in = bool(account and account.is_authenticated)
    roles = account.role_set if is_signed_in and account else frozenset()
    return {
        "language": language_of(request), "languages": LANGUAGE_NAMES, "is_demo": current().is_demo,
        "account": account if is_signed_in else None, "roles": sorted(roles), "here": request.get_full_path(),
        "navigation": SimpleLazyObject(lambda: _menu(request, roles)) if is_signed_in else (),
        "finds_names": is_allowed(roles, "matching.search"), "has_keys": is_signed_in and has_bare_keys(request),
        "done": done_of(request), "onward": onward_of(request),
        "run": SimpleLazyObject(lambda: run_of(request, acting_of(request), current().now())) if is_signed_in else None,
    }  # fmt: skip


def _menu(request: HttpRequest, roles: frozenset[Any]) -> list[Entry]:
    acting = acting_of(request)
    is_given = holds_given_credentials(acting.account_id)
    counts = {} if is_given else dict(counts_by(acting, current().now()))
    first = reverse("desk:owed")
    if is_counted_whole(acting):
        counts[first] = sum(counts.values())
    return [
        Entry(
            link=link, label=one.menu, is_here=request.path == link,
            count=counts.get(link, 0) or (one.count(acting) if one.count and not is_given else 0),
        )
        for one in pages()
        if one.menu and (not one.action or is_allowed(roles, one.action))
        for link in (reverse(f"desk:{one.name}"),)
    ]  # fmt: skip
