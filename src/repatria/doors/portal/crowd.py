"""When too many ask at once: which pages need no store, and the page that keeps her answers until there is room.

A ticket says that this very enquiry was turned away before: with it she finds room where a newcomer finds none. It
names nobody, opens nothing, and is good for an hour.
"""

from __future__ import annotations

import hmac
import os
import re
import time
from collections.abc import Sequence
from hashlib import sha256
from html import escape
from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse

from repatria.doors.furniture.further import CODE
from repatria.doors.portal.languages import codes
from repatria.doors.portal.pages import language_of, show, texts
from repatria.records.intake.keys import current

FIELDS_HERE = "@@what-she-sent@@"
"""Where the page of a crowd holds what was sent."""

_SAME_FOR_ALL = re.compile(rf"/({CODE.pattern})/(?:open|add|more|check|free|safe|later|paper)?")
_WARM = ("", "later", "paper", "open", "add", "more", "check", "free", "safe")
_HOUR = 3600
_TICKET_BYTES = 4 + 8 + 16
Fields = Sequence[tuple[str, str]]


def is_same_for_all(path: str) -> bool:
    """Whether a page without a query is the same for everybody: it is answered from memory."""
    found = _SAME_FOR_ALL.fullmatch(path)
    return found is not None and found[1] in codes()


def pages_to_warm() -> list[str]:
    return [f"/{language}/{place}" for language in codes() for place in _WARM]


def needs_store(path: str, body: bytes) -> bool:
    """Whether an answer will open the store, as far as that shows; another that does is moved later."""
    place = path.strip("/").partition("/")[2]
    return place in ("open", "add", "more", "check") or (place == "form" and b"go=send" in body)


def later(request: HttpRequest, language: str) -> HttpResponse:
    """The page of a crowd, without what anybody sent."""
    return show(request, "later", language, fields_here=FIELDS_HERE)


def paper(request: HttpRequest, language: str) -> HttpResponse:
    """The enquiry as a form on paper: the same questions, with room to write."""
    t = texts()[language]
    keys = ("ask_name", "ask_born", "ask_who", "ask_who_name", "ask_reach", "reach_by", "reach_when", "ask_words",
            "ask_meet", "meeting_who", "more_place", "more_unit", "more_contact", "more_marks", "ask_shares",
            "helper")  # fmt: skip
    return show(request, "paper", language, questions=[t[key] for key in keys])


def fields_of(body: bytes) -> Fields:
    """The fields of a form without a file; none where there are too many or the form is none."""
    try:
        return parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=200)
    except ValueError:
        return []


def _mac(fields: Fields, head: bytes) -> bytes:
    said = sha256()
    for name, value in fields:
        if name != "ticket":
            said.update(sha256(name.encode("utf-8", "replace")).digest())
            said.update(sha256(value.encode("utf-8", "replace")).digest())
    return hmac.digest(current().mac_key, b"ticket" + head + said.digest(), sha256)[:16]


def ticket_for(fields: Fields, now: float) -> str:
    head = int(now).to_bytes(4, "big") + os.urandom(8)
    return (head + _mac(fields, head)).hex()


def holds_ticket(body: bytes, now: float | None = None) -> bool:
    """Whether this very enquiry was turned away within the hour."""
    if b"ticket=" not in body[:4096] and b"ticket=" not in body[-512:]:
        return False
    fields = fields_of(body)
    try:
        given = bytes.fromhex(dict(fields).get("ticket", ""))
    except ValueError:
        return False
    head, mac = given[:12], given[12:]
    if len(given) != _TICKET_BYTES or not hmac.compare_digest(mac, _mac(fields, head)):
        return False
    return 0 <= (time.time() if now is None else now) - int.from_bytes(head[:4], "big") <= _HOUR


def page_with_fields(page: bytes, path: str, body: bytes) -> bytes:
    """The page of a crowd with what she sent in it, and a button that sends it again."""
    t = texts()[language_of(path)]
    fields = [one for one in fields_of(body) if one[0] != "ticket"]
    if not fields:
        return page.replace(FIELDS_HERE.encode(), f"<p>{escape(t['later_again'])}</p>".encode())
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in [*fields, ("ticket", ticket_for(fields, time.time()))]
    )
    form = (
        f'<form method="post" action="{escape(path)}">{hidden}<p>{escape(t["later_kept"])}</p>'
        f'<p class="row"><button>{escape(t["later_send"])}</button></p></form>'
    )
    return page.replace(FIELDS_HERE.encode(), form.encode())
