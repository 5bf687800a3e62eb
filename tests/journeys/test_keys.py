"""The keyboard alone: a key opens the first thing, a key goes to the field, and Tab runs down what is given first."""

from __future__ import annotations

import time

import pytest

pytestmark = pytest.mark.browser
CANARY = "Шелестович"
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


def test_one_man_takes_eleven_keys_beside_the_words_and_no_scrolling(bureau):
    page = bureau.by("registrar-1").opens("/capture").page
    page.set_viewport_size({"width": 1280, "height": 900})
    bar = page.locator(".next").bounding_box()["y"]
    assert all(page.locator(f"#{one}_given").bounding_box()["y"] + 40 < bar for one in FIRST_FIELDS)
    words = ["9417", "", "POWER-B", "UNIT-3", "2 3 2026", "near the mill", "Цвіркун", "Остап", "-", "1999", "ЯЯ-9417"]
    keys, started = 0, time.monotonic()
    for place, word in enumerate(words):
        page.keyboard.type(word)
        if place + 1 < len(words):
            page.keyboard.press("Tab")
            keys += 1
    with page.expect_navigation():
        page.keyboard.press("Enter")
    keys += 1

    assert "P-" in page.inner_text(".done")
    assert ("POWER-B", "UNIT-3", "near the mill", "") == tuple(
        page.input_value(f"#{one}") for one in ("power", "holder", "captured_at", "surname")
    )
    assert 12 >= keys
    print(f"{keys} keys beside the words, {time.monotonic() - started:.1f} s without a pause")


def test_what_is_typed_while_the_line_is_away_comes_back_though_the_page_is_closed(bureau):
    worker = bureau.by("registrar-2")
    page, context = worker.opens("/capture").page, worker.page.context
    context.set_offline(True)
    page.fill("#surname", CANARY)
    page.fill("#rank", "сержант")
    page.click("button[value=next]")
    page.wait_for_selector("#away:visible")
    kept = page.evaluate("JSON.stringify(Object.entries(localStorage))")
    assert "kept" in kept
    assert CANARY not in kept
    page.close(run_before_unload=False)
    context.set_offline(False)
    worker.page = context.new_page()
    page = worker.opens("/capture").page
    page.wait_for_selector(f"#surname[value={CANARY}]")

    assert "сержант" == page.input_value("#rank")
    assert "[]" == page.evaluate("JSON.stringify(Object.entries(localStorage))")
    with page.expect_navigation():
        page.click(".panel form button")
    assert "" == page.input_value("#surname")


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
