"""The whole way of asking in a real browser as she has it: no script, 320 px, keyboard alone, large text, a slow line.

Each page is weighed as it comes over the line with its style sheets, and, where a folder is named in
ASKING_PICTURES, kept as a picture for whoever looks at it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.journeys.conftest import chromium
from tests.journeys.house import House, a_copied_house
from tests.journeys.people import PHONE, Family

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.timeout(900)]
LANGUAGES = ("uk", "ru", "en")
HEAVIEST = 60_000
"""Bytes of a page with all that it asks for (protection.md T10)."""
SLOW = 50_000 / 8
"""Bytes a second of a slow line."""


@pytest.fixture(scope="module")  # its loop must end before the process goes on to suites that open a store
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with a_copied_house(tmp_path_factory, "asking") as running:
        yield running


@pytest.fixture
def opened(browser: Any) -> Iterator[Any]:
    """Makes pages of contexts that are closed again."""
    contexts = []

    def page(*, width: int = PHONE["width"], height: int = 640, scripts: bool = False) -> Any:
        context = browser.new_context(viewport={"width": width, "height": height}, java_script_enabled=scripts)
        contexts.append(context)
        return context.new_page()

    yield page
    for context in contexts:
        context.close()


def kept(page: Any, name: str) -> None:
    folder = os.environ.get("ASKING_PICTURES")
    if folder:
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def width(page: Any) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


class Scales:
    """What came over the line since it was last asked."""

    def __init__(self, page: Any) -> None:
        self._came: list[Any] = []
        page.on("response", lambda one: self._came.append(one))

    def weigh(self) -> int:
        came, self._came[:] = list(self._came), []
        return sum(int(one.headers.get("content-length", 0)) for one in came)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_scripts_on_a_small_screen_each_page_is_light_and_back_loses_nothing(
    house: House, opened: Any, language: str
) -> None:
    page = opened()
    scales, weights, family = Scales(page), {}, Family(house, page, language)

    def stood() -> list[Any]:
        fields = page.locator("main [name]:not([type=hidden], button)").all()
        return [
            one.is_checked() if one.get_attribute("type") in ("radio", "checkbox") else one.input_value()
            for one in fields
        ]

    def look(name: str) -> None:
        weights[name] = scales.weigh()
        assert width(page) <= PHONE["width"], name
        kept(page, f"{language}-{name}")
        if not family.number and name not in (
            "start",
            "receipt",
        ):  # no browser keeps a receipt, so that none leads back to it
            before = stood()
            page.go_back()
            page.go_forward()
            assert before == stood(), name
            scales.weigh()

    family.opens("")
    look("start")
    family.asks("Тестенко Іван", "навесні 1990", own_name="Ольга", words="слова", look=look)
    for path in ("open", "add", "more", "check", "free", "safe", "new", "tell", "later", "paper", "notice", "form"):
        family.opens(path)
        look(path)
    print(language, {name: f"{bytes_ / 1000:.1f} kB" for name, bytes_ in weights.items() if bytes_})

    weights["name"] -= weights["start"]  # the way there opened the first page once more
    assert {name: bytes_ for name, bytes_ in weights.items() if bytes_ >= HEAVIEST} == {}
    family.reads_letters()
    assert family.number and width(page) <= PHONE["width"]


def test_by_keyboard_alone(house: House, opened: Any) -> None:
    page = opened()
    page.goto(f"{house.portal}/uk/")

    def tab_to(selector: str) -> None:
        for _ in range(120):
            page.keyboard.press("Tab")
            if page.evaluate("s => !!document.activeElement && document.activeElement.matches(s)", selector):
                shown = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
                assert shown != "none" or "textarea" in selector, f"nobody sees where she is: {selector}"
                return
        raise AssertionError(f"no key leads to {selector}")

    def enter(selector: str) -> None:
        tab_to(selector)
        if "button[" not in selector:  # a link to the next part loads nothing
            page.keyboard.press("Enter")
            return
        with page.expect_navigation():
            page.keyboard.press("Enter")

    enter("main a.button")
    page.wait_for_url("**/form*")
    for part, field, typed in (
        ("name", "#sought_name", "Тестенко Іван"), ("born", "#born_words", "1990"), ("who", "#enquirer_name", "Ольга"),
        ("reach", "[name=reach]", " "), ("words", "#words", "слова"), ("meet", "#meeting_who", "син"),
        ("more", "#marks", "шрам"), ("shares", "#helper", ""),
    ):  # fmt: skip
        tab_to(field)
        page.keyboard.press("Space") if typed == " " else page.keyboard.type(typed)
        if part != "shares":
            enter(f".p-{part} a.button")
    enter("button[value='check']")
    assert "Тестенко Іван" in page.inner_text("main")
    enter("button[value='send']")
    assert page.query_selector(".receipt .number"), page.inner_text("main")


@pytest.mark.parametrize("language", LANGUAGES)
def test_at_four_times_the_text_nothing_is_cut_off(house: House, opened: Any, language: str) -> None:
    page = opened(width=1280, height=1024)
    family = Family(house, page, language)

    def look(name: str) -> None:
        page.evaluate("document.documentElement.style.fontSize = '400%'")
        cut = page.evaluate("""() => [...document.querySelectorAll('main *, header *, footer *')].filter(one => {
            const style = getComputedStyle(one), box = one.getBoundingClientRect()
            const isHidden = style.position === 'absolute' && box.width < 3
            const isCut = style.overflowX === 'hidden' && one.scrollWidth > one.clientWidth + 1
            return !isHidden && box.width && (isCut || box.right > innerWidth + 1)
        }).map(one => one.outerHTML.slice(0, 80))""")
        kept(page, f"large-{language}-{name}")
        assert (cut, width(page) <= 1280) == ([], True), (name, width(page))

    family.opens("")
    look("start")
    family.asks("Тестенко Іван", "1990", look=look)
    for path in ("open", "more", "add", "new"):
        family.opens(path)
        look(path)


def test_over_a_slow_line_the_way_ends_in_a_receipt(house: House, opened: Any) -> None:
    page = opened()
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", {
        "offline": False, "latency": 400, "downloadThroughput": SLOW, "uploadThroughput": SLOW,
    })  # fmt: skip
    page.set_default_timeout(90_000)
    took: dict[str, float] = {}
    began = time.monotonic()

    def look(name: str) -> None:
        nonlocal began
        took[name] = round(time.monotonic() - began, 1)
        began = time.monotonic()

    family = Family(house, page, "uk").asks("Тестенко Іван", "1990", look=look)
    print("slow line, seconds:", took, "whole", round(sum(took.values()), 1))
    assert family.number
    assert max(took.values()) < 30


@pytest.mark.parametrize("language", ["uk", "en"])
def test_axe_finds_nothing_on_the_pages_that_are_seldom_opened(house: House, opened: Any, language: str) -> None:
    page = opened(scripts=True)
    for path in ("new", "tell", "more", "later", "paper", "add", "notice"):
        page.goto(f"{house.portal}/{language}/{path}")
        page.evaluate(AXE_SCRIPT)
        found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
        assert [(path, one["id"], one["nodes"][0]["html"][:100]) for one in found] == []


def test_a_file_of_fifty_megabytes_and_what_is_none_are_told_in_a_word(
    house: House, opened: Any, tmp_path: Path
) -> None:  # fmt: skip
    page = opened()
    family = Family(house, page, "uk").asks("Тестенко Іван", "1990")
    picture = b"\xff\xd8\xff" + os.urandom(1000)
    for name, content in (
        ("large.jpg", picture + bytes(50 * 1024 * 1024)), ("empty.jpg", b""), ("drawn.jpg", b"<svg onload='x'/>"),
        ("photo.heic", b"\x00\x00\x00\x18ftypheic" + bytes(15 * 1024 * 1024 - 400)),
    ):  # fmt: skip
        path = tmp_path / name
        path.write_bytes(content)
        family.opens("add")
        page.fill("#number", family.number)
        page.fill("#words", family.words)
        page.set_input_files("#paper", str(path))
        family._presses("form:has(#number) button")
        text = family.text()
        is_told = bool(page.query_selector(".fault")) or "завелике" in text
        assert is_told is (name != "photo.heic"), (name, text)
        assert bool(page.query_selector(".note")) is (name == "photo.heic"), (name, text)
