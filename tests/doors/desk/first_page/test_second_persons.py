"""What waits for a second person is one run: one thing after the other, and at its end their list again."""

from __future__ import annotations

import re

import pytest

from repatria.doors.desk.frame.texts import say
from tests.doors.desk.bureau import Bureau, enter, main_of

pytestmark = pytest.mark.django_db
GROUND = {"basis": "unilateral", "points": "Old Bridge House", "transit_consents": "Transit State: yes"}


@pytest.fixture
def proposed(bureau: Bureau) -> Bureau:
    """Two grounds of hand-overs wait for approvals."""
    for order in ("Order 7", "Order 8"):
        assert 302 == enter(bureau.at("head"), "/switches/new", **GROUND, legal_basis=order).status_code
    return bureau


def waiting(bureau: Bureau, name: str) -> list[str]:
    """The things on the list of this one of the staff, each as its line opens it."""
    return re.findall(r'<a href="([^"]*from=second[^"]*)"', main_of(bureau.at(name).get("/approvals")))


def test_the_list_opens_its_first_thing_by_one_key(proposed: Bureau) -> None:
    page = main_of(proposed.at("caseworker-1").get("/approvals"))
    first, _ = waiting(proposed, "caseworker-1")

    assert f'<a class="button" href="{first}" accesskey="n">' in page


def test_an_approval_leads_to_the_next_and_the_last_one_back_to_the_list(proposed: Bureau) -> None:
    clerk = proposed.at("caseworker-1")
    first, second = waiting(proposed, "caseworker-1")
    path, _, words = first.partition("?")
    after = clerk.post(f"{path}/approve?{words.replace('&amp;', '&')}").headers["Location"]

    assert second.partition("?")[0] == after.partition("?")[0]
    page = main_of(clerk.get(after))
    assert f'href="/approvals" accesskey="n">{say("en", "button.to_the_list")}' in page
    path, _, words = after.partition("?")
    assert "/approvals" == clerk.post(f"{path}/approve?{words}").headers["Location"]
    shown = main_of(clerk.get("/approvals"))
    assert say("en", "approvals.nothing") in shown
    assert 'class="done"' in shown and 'class="done"' not in main_of(clerk.get("/approvals"))


def test_who_approved_sees_neither_the_thing_nor_the_button_again(proposed: Bureau) -> None:
    clerk = proposed.at("caseworker-1")
    path = waiting(proposed, "caseworker-1")[0].partition("?")[0]
    clerk.post(f"{path}/approve")

    assert 1 == len(waiting(proposed, "caseworker-1"))
    assert f'action="{path}/approve' not in main_of(clerk.get(path))
