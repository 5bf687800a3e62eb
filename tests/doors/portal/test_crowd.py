"""The page of a crowd: what she wrote stays on it, a ticket is good for that enquiry alone, paper is always there."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlencode

import pytest

from repatria.doors.portal import crowd
from repatria.doors.portal.form import NAMES
from repatria.doors.portal.pages import texts
from tests.doors.portal.family import text_of

SENT = urlencode([("state", 'AB"c=<&'), ("shares", "icrc"), ("shares", "society"), ("go", "send"), ("empty", "")])


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
def test_the_page_keeps_every_field_and_sends_it_where_it_was_sent(client, language):
    page = client.get(f"/{language}/later").content
    shown = crowd.page_with_fields(page, f"/{language}/form", SENT.encode()).decode()

    found = [
        (name, unescape(value))
        for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', shown)
    ]
    assert [("state", 'AB"c=<&'), ("shares", "icrc"), ("shares", "society"), ("go", "send"), ("empty", "")] == found[
        :-1
    ]
    assert "ticket" == found[-1][0]
    assert f'action="/{language}/form"' in shown
    assert crowd.FIELDS_HERE not in shown
    assert f'href="/{language}/paper"' in shown


def test_a_ticket_is_good_for_what_was_turned_away_and_for_an_hour():
    fields = crowd.fields_of(SENT.encode())
    ticket = crowd.ticket_for(fields, 1_000_000)
    again = f"{SENT}&ticket={ticket}".encode()

    assert crowd.holds_ticket(again, now=1_000_000 + 3600)
    assert not crowd.holds_ticket(again, now=1_000_000 + 3601)
    assert not crowd.holds_ticket(again, now=999_999)
    assert not crowd.holds_ticket(again.replace(b"icrc", b"icrd"), now=1_000_001)
    assert not crowd.holds_ticket(f"{SENT}&ticket={'00' * 28}".encode(), now=1_000_001)
    assert not crowd.holds_ticket(SENT.encode(), now=1_000_001)


def test_a_file_is_not_kept_and_she_is_told_to_choose_it_again(client):
    page = client.get("/en/later").content
    shown = crowd.page_with_fields(page, "/en/add", b'--x\r\nContent-Disposition: form-data; name="paper"\r\n\r\n\xff')

    assert b"chosen again" in shown
    assert b"<form" not in shown


def test_the_form_on_paper_has_every_question_of_the_first_enquiry(client):
    shown = text_of(client.get("/en/paper"))

    assert all(texts()["en"][key] in shown for key in (f"ask_{name}" for name in NAMES if name != "more"))


def test_pages_kept_in_memory_are_those_that_have_nothing_of_their_own(client):
    for path in crowd.pages_to_warm():
        assert crowd.is_same_for_all(path), path
        assert client.get(path).content == client.get(path, headers={"Accept-Language": "en"}).content
    assert not any(crowd.is_same_for_all(path) for path in ("/", "/uk/form", "/x", "/healthz", "/uk/none", "/uk"))
