"""A form that a role may open is led to by a page of its own: one that nobody finds is none."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.urls import reverse

from tests.doors.desk.bureau import Whole, enter
from tests.doors.desk.hotline.test_calls_at_the_desk import SAID

pytestmark = pytest.mark.django_db
FORMS = {
    "hotline": ("write_hers", "her_agreement", "announce_parcel", "ask_call_hers", "verify_number"),
    "interviewer": ("receive_his", "ask_call_his"), "camp-2": ("receive_his", "ask_call_his", "offer_mail"),
    "caseworker-1": ("write_hers", "her_agreement", "announce_parcel", "ask_call_hers", "verify_number"),
}  # fmt: skip
_NUMBER = re.compile(r"[A-Z]{1,2}-[0-9A-Z-]{6,}|/\d+")


@pytest.mark.parametrize("who", FORMS)
def test_every_form_of_letters_and_calls_is_linked(whole: Whole, who: str) -> None:
    browser = whole.at(who)
    wanted = {reverse(f"desk:{name}") for name in FORMS[who]}
    begun = enter(browser, "/telephone", **SAID).content.decode() if who == "hotline" else ""
    todo, seen, linked = ["/"], set(), set(_paths(begun))
    while todo and not wanted <= linked and len(seen) < 150:
        path = todo.pop(0)
        key = _NUMBER.sub("N", path.partition("?")[0])
        if key in seen:
            continue
        seen.add(key)
        got = browser.get(path)
        if got.status_code == 200 and b"<html" in got.content[:400]:
            found = re.findall(r'href="(/[^"#]*)"', got.content.decode())
            linked.update(_paths(got.content.decode()))
            todo += [
                unescape(one) for one in found if not one.startswith(("/static", "/field")) and "export" not in one
            ]
    assert set() == wanted - linked


def _paths(text: str) -> list[str]:
    return [unescape(one).partition("?")[0] for one in re.findall(r'href="(/[^"#]*)"', text)]
