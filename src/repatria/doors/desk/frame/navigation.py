"""What every page says around itself: who sits here, in which language, and which pages he may open."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from repatria.doors.desk.frame.acting import LANGUAGE_NAMES, language_of
from repatria.doors.desk.frame.pages import pages
from repatria.doors.desk.frame.ports import current
from repatria.records.access.role_table import is_allowed


def everywhere(request: HttpRequest) -> dict[str, Any]:
    """The context of every page, those of the sign-in library included."""
    account = getattr(request, "user", None)
    is_signed_in = bool(account and account.is_authenticated)
    roles = account.role_set if is_signed_in and account else frozenset()
    return {
        "language": language_of(request), "languages": LANGUAGE_NAMES, "is_demo": current().is_demo,
        "account": account if is_signed_in else None, "roles": sorted(roles), "here": request.get_full_path(),
        "navigation": [
            (reverse(f"desk:{one.name}"), one.menu, request.path == reverse(f"desk:{one.name}"))
            for one in pages()
            if one.menu and is_signed_in and (not one.action or is_allowed(roles, one.action))
        ],
    }  # fmt: skip
