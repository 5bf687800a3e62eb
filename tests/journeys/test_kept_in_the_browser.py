"""A long form in a real browser: the sign-in ends while somebody types, and the words are there after the next one."""

from __future__ import annotations

import os

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.journeys.house import until
from tests.journeys.people import MAIN_BUTTON, PHONE, SCREEN, Worker

pytestmark = [pytest.mark.browser, pytest.mark.whole]  # it waits for the next code, up to half a minute
WORDS = "Погладьте рудого кота і не переживайте"
PICTURES = os.environ.get("REPATRIA_PICTURES", "")  # a folder for whoever wants to look


def signs_in_here(worker: Worker, used: str) -> None:
    """At the page to which the form was led, with the next code: the one before was used, and fits once."""
    page = worker.page
    until(lambda: worker.house.code(worker.name) != used, 40)
    page.fill("#login", worker.name)
    page.fill("#password", worker.house.password(worker.name))
    page.click("form[action='/sign-in'] button")
    page.fill("#code", worker.house.code(worker.name))
    page.click("form:has(#code) button")


def test_what_was_typed_when_the_sign_in_ended_is_there_after_the_next_one(house, bureau) -> None:
    worker = bureau.by("caseworker-2").opens("/messages/hers")
    page, used = worker.page, house.code(worker.name)
    page.fill("#enquiry_id", "E-1")
    page.fill("#text", WORDS)
    page.check("[name='message_kind'][value='card']")
    page.context.clear_cookies(name="desk_session")
    with page.expect_navigation():
        page.locator(MAIN_BUTTON).first.click()
    assert "/sign-in" in page.url
    assert WORDS not in page.content() and WORDS not in page.url
    signs_in_here(worker, used)

    assert page.url == f"{house.desk}/messages/hers"
    assert (WORDS, "E-1") == (page.input_value("#text"), page.input_value("#enquiry_id"))
    assert page.is_checked("[name='message_kind'][value='card']")
    page.evaluate(AXE_SCRIPT)
    assert [] == page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    for size in (PHONE, SCREEN):
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        if PICTURES:
            page.screenshot(path=f"{PICTURES}/kept-{size['width']}.png", full_page=True)
    page.locator(".panel.due button").click()
    page.wait_for_load_state()
    assert ("", f"{house.desk}/messages/hers") == (page.input_value("#text"), page.url)
