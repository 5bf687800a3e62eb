"""The word of success after an act: said once, at the head of the page that one goes on to.

A cookie carries it over the redirect for two minutes: signed, bound to the account and to the one address it is for. It
names an act and a record's number, never a person; nothing that a link or another page says becomes a sentence of ours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve

from repatria.doors.desk.frame.texts import has

COOKIE = "desk_done"
_SALT = "repatria.desk.done"
_SECONDS = 120
_NUMBER = re.compile(r"[A-Z]{1,2}-[0-9A-Z-]{1,40}")
_ANY = "done.recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was done: the key of its sentence, and the number of the record that it is about."""

    word: str
    number: str = ""


def going_on(request: HttpRequest, to: str, *, word: str = "", number: str = "") -> HttpResponseRedirect:
    """Goes on to a page of ours, which then says what was done.

    Given:    without `word` the sentence is that of the page which did it ("done.NAME"), or the one for any act;
              the number is the record's of this page, else the one given, else that of the page gone to.
    """
    answer = HttpResponseRedirect(to)
    name = request.resolver_match.url_name if request.resolver_match else ""
    said = word or f"done.{name}"
    content = {
        "word": said if has(said) else _ANY, "number": number_at(request.path) or number or number_at(to),
        "path": _path(to), "account": str(getattr(request.user, "pk", "")),
    }  # fmt: skip
    answer.set_cookie(
        COOKIE, signing.dumps(content, salt=_SALT, compress=False), max_age=_SECONDS, httponly=True, samesite="Lax",
        secure=request.is_secure(),
    )  # fmt: skip
    return answer


def done_of(request: HttpRequest) -> Done | None:
    """What was just done, on the page it was meant for; None for anything that this house did not sign."""
    signed = request.COOKIES.get(COOKIE, "")
    if not signed:
        return None
    try:
        content = signing.loads(signed, salt=_SALT, max_age=_SECONDS)
    except signing.BadSignature:
        return None
    if content["path"] != request.path or content["account"] != str(getattr(request.user, "pk", "")):
        return None
    return Done(word=content["word"], number=content["number"]) if has(content["word"]) else None


def said_once(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Takes the cookie back once its sentence was shown."""
    if request.method == "GET" and answer.status_code == 200 and done_of(request) is not None:
        answer.delete_cookie(COOKIE, samesite="Lax")
    return answer


def _path(address: str) -> str:
    return address.partition("#")[0].partition("?")[0]


def number_at(address: str) -> str:
    """The number of the record to which an address of ours leads, or "" for none."""
    try:
        found = resolve(_path(address)).kwargs.values()
    except Resolver404:
        return ""
    return next((str(one).partition(":")[0] for one in found if _NUMBER.match(str(one))), "")
