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
    page = enter(whole.at("caseworker-1"), "/search", name=" Шевченко ", birth_date="12.04.99 р.н.")

    assert 200 == page.status_code
    assert whole.person in main_of(page)
    assert {"name": "Шевченко", "birth_date": "12.04.99 р.н.", "place": ""} == fields_of(page)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("12.04.99 р.н.", "Прочитано: 12 квітня 1999."), ("03/04/1999", "Прочитано: 3 квітня 1999."),
        ("близько 1999", "Прочитано: близько 1999."), ("36262", "Не читається як дата."),
        ("невідомо", "Прочитано: невідомо."), ("2011/12", "Може означати: грудень 2011 / 2011 або 2012."), ("", ""),
    ],
)  # fmt: skip
def test_what_was_read_in_a_date_is_said_beside_its_field(whole: Whole, written: str, said: str) -> None:
    page = main_of(enter(whole.at("caseworker-1", "uk"), "/search", name="Шевченко", birth_date=written))

    assert (said in page) if said else not any(word in page for word in ("Прочитано", "Не читається", "Може означати"))


def test_a_search_for_nobody_asks_nobody(whole: Whole) -> None:
    page = enter(whole.at("caseworker-1"), "/search", name="   ", birth_date="1999")

    assert 200 == page.status_code
    assert whole.person not in main_of(page)
