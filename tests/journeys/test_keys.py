"""The keyboard alone: a key opens the first thing, a key goes to the field, and Tab runs down what is given first."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser
FIRST_FIELDS = ["surname", "first_names", "rank", "birth_date", "service_number"]


def _focused(page):
    return page.evaluate("document.activeElement.id || document.activeElement.name || document.activeElement.tagName")


def test_a_key_alone_opens_the_first_thing_of_today(bureau):
    page = bureau.by("interviewer-1").opens("/").page
    first = page.get_attribute("a[accesskey=n]", "href")
    with page.expect_navigation():
        page.keyboard.press("n")

    assert page.url.endswith(first)
    assert "from=today" in first


def test_a_key_alone_goes_to_the_field_and_is_a_letter_in_it(bureau):
    page = bureau.by("registrar-1").opens("/").page
    page.keyboard.press("/")
    assert "find" == _focused(page)
    page.keyboard.type("n/P-1")

    assert "n/P-1" == page.input_value("#find")
    assert page.url.endswith("/")


def test_a_number_typed_there_opens_its_record(bureau):
    worker = bureau.by("registrar-1").opens("/persons")
    number = worker.page.get_attribute("tbody a", "href").rpartition("/")[2]
    worker.page.fill("#find", number.lower())
    with worker.page.expect_navigation():
        worker.page.keyboard.press("Enter")

    assert number == worker.last_part()


def test_tab_runs_down_what_he_gives_before_the_reasons_why_not(bureau):
    page = bureau.by("registrar-1").opens("/capture").page
    page.focus(f"#{FIRST_FIELDS[0]}")
    seen = []
    for _ in FIRST_FIELDS:
        seen.append(_focused(page))
        page.keyboard.press("Tab")

    assert FIRST_FIELDS == seen


def test_who_turns_bare_keys_off_types_without_a_surprise(bureau):
    page = bureau.by("interviewer-1").opens("/keys").page
    with page.expect_navigation():
        page.click("main button[name=bare]")
    page = bureau.by("interviewer-1").opens("/").page
    page.keyboard.press("n")
    page.wait_for_timeout(300)

    assert page.url.endswith("/")
    bureau.by("interviewer-1").opens("/keys")
    with page.expect_navigation():
        page.click("main button[name=bare]")
