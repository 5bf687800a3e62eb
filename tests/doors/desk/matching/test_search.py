"""Searching the register: what is sought travels in no address, and a list evaluates nothing."""

from __future__ import annotations

import pytest

from tests.doors.desk.bureau import Whole, enter, fields_of, main_of

pytestmark = pytest.mark.django_db


def test_what_is_sought_travels_in_no_address(whole: Whole) -> None:
    browser = whole.at("caseworker-1")
    page = browser.get("/search", {"name": "Шевченко", "birth_date": "1999", "place": "Київ"})

    assert {"name": "", "birth_date": "", "place": ""} == fields_of(page)
    assert whole.person not in main_of(page)
    assert 'method="get"' not in main_of(page)


def test_what_is_sought_is_found_and_kept_in_the_form(whole: Whole) -> None:
    page = enter(whole.at("caseworker-1"), "/search", name=" Шевченко ", birth_date="1999-04-12-later")

    assert 200 == page.status_code
    assert whole.person in main_of(page)
    assert {"name": "Шевченко", "birth_date": "1999-04-12", "place": ""} == fields_of(page)


def test_a_search_for_nobody_asks_nobody(whole: Whole) -> None:
    page = enter(whole.at("caseworker-1"), "/search", name="   ", birth_date="1999")

    assert 200 == page.status_code
    assert whole.person not in main_of(page)
