"""Those who walk the thread in a browser: staff at the desk, and a family at the portal without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.journeys.house import House, until

MAIN_BUTTON = "main form .next button, main form .row button"  # the first of a form
PHONE, SCREEN = {"width": 320, "height": 640}, {"width": 1280, "height": 800}


@dataclass
class Bureau:
    """The staff of a running house: everybody signs in once and keeps a browser of her own."""

    house: House
    browser: Any
    staff: dict[str, Worker] = field(default_factory=dict)

    def by(self, name: str) -> Worker:
        if name not in self.staff:
            context = self.browser.new_context(viewport=SCREEN, locale="en-GB")
            context.set_default_timeout(15_000)
            self.staff[name] = Worker(self.house, context.new_page(), name).sign_in()
        return self.staff[name]

    def family(self, language: str = "uk", **more: Any) -> Family:
        context = self.browser.new_context(viewport=PHONE, java_script_enabled=False, **more)
        context.set_default_timeout(15_000)
        return Family(self.house, context.new_page(), language)

    def round(self) -> None:
        """Holds a round now, as the administrator's command does."""
        done = self.house.run("demo", "round")
        assert 0 == done.returncode, done.stdout + done.stderr


@dataclass
class Worker:
    """One of the staff at the desk."""

    house: House
    page: Any
    name: str

    def sign_in(self) -> Worker:
        self.page.goto(f"{self.house.desk}/sign-in")
        self.page.fill("#login", self.name)
        self.page.fill("#password", self.house.password(self.name))
        self.page.click("form[action='/sign-in'] button")
        self.page.fill("#code", self.house.code(self.name))
        self.page.click("form:has(#code) button")
        assert "/sign-in" not in self.page.url, self.text()
        return self

    def text(self) -> str:
        return str(self.page.inner_text("main"))

    def opens(self, path: str, status: int = 200) -> Worker:
        answer = self.page.goto(f"{self.house.desk}{path}")
        assert status == answer.status, (path, answer.status, self.text())
        return self

    def enters(self, path: str, *, press: str = MAIN_BUTTON, **values: Any) -> Worker:
        """Opens a form, fills it and sends it.

        Given:    a text for a field, True for a box, a list for boxes of one name; `press` for a button of its own.
        Raises:   AssertionError with the page's words when the desk refused.
        """
        self.tries(path, press=press, **values)
        assert not self.page.query_selector(".faults, .refusal"), (path, self.text())
        return self

    def tries(self, path: str, *, press: str = MAIN_BUTTON, **values: Any) -> str:
        """The same, whatever comes of it.  Returns: what the page then says."""
        self.opens(path)
        for name, value in values.items():
            self._fill(name, value)
        self.presses(press)
        return self.text()

    def _fill(self, name: str, value: Any) -> None:
        one = self.page.locator(f"main form [name='{name}']")
        kind = one.first.evaluate("e => e.tagName === 'INPUT' ? e.type : e.tagName.toLowerCase()")
        if kind in ("radio", "checkbox") and value is not True:
            for choice in [value] if isinstance(value, str) else value:
                self.page.check(f"main form [name='{name}'][value='{choice}']")
        elif kind == "checkbox":
            one.first.check()
        elif kind == "select":
            one.first.select_option(value)
        else:
            one.first.fill(value)

    def presses(self, selector: str) -> Worker:
        if self.page.query_selector("#keeps"):  # what was typed is laid by before the form leaves
            with self.page.expect_navigation():
                self.page.locator(selector).first.click()
        else:
            self.page.locator(selector).first.click()
        self.page.wait_for_load_state()
        return self

    def last_part(self) -> str:
        """The number at the end of the address."""
        return urlsplit(self.page.url).path.rpartition("/")[2]

    def waits_for(self, path: str, selector: str, seconds: float = 40) -> Worker:
        """Opens a page again until something stands on it."""

        def is_there() -> bool:
            self.opens(path)
            return bool(self.page.query_selector(selector))

        until(is_there, seconds, lambda: f"{path}: {self.text()}", pause=0.6)
        return self

    def fetches(self, path: str) -> tuple[int, bytes]:
        """A file behind an address, with this sign-in."""
        answer = self.page.request.get(f"{self.house.desk}{path}")
        return answer.status, answer.body()


@dataclass
class Family:
    """A relative at the portal, on a small screen."""

    house: House
    page: Any
    language: str
    number: str = ""
    words: str = ""

    def opens(self, path: str) -> Family:
        self.page.goto(f"{self.house.portal}/{self.language}/{path}")
        return self

    def text(self) -> str:
        return str(self.page.inner_text("main"))

    def _presses(self, selector: str) -> Family:
        """Presses a button and waits for the page that it leads to."""
        with self.page.expect_navigation():
            self.page.click(selector)
        return self

    def asks(
        self, name: str, birth: str, *, relation: str = "mother", own_name: str = "", words: str = "",
        look: Callable[[str], object] = lambda name: None,
    ) -> Family:  # fmt: skip
        """Asks about somebody, part by part of the form, and keeps number and words."""
        self.opens("")
        self.page.click("main a.button")
        for part, values in (
            ("name", {"sought_name": name}), ("born", {"born_words": birth}), ("who", {"enquirer_name": own_name}),
            ("reach", {}), ("words", {"words": words}), ("meet", {}), ("more", {}), ("shares", {}),
        ):  # fmt: skip
            if part == "who":
                self.page.check(f"[name='relation'][value='{relation}']")
            if part == "reach":
                self.page.check("[name='reach'][value='self']")
            for field_name, value in values.items():
                self.page.fill(f"#{field_name}", value)
            look(part)
            if part != "shares":
                self.page.click(f".p-{part} a.button")
        self._presses("button[value='check']")
        look("check")
        self._presses("button[value='send']")
        look("receipt")
        self.number = self.page.inner_text(".receipt .number")
        self.words = " ".join(self.page.locator(".receipt li").all_inner_texts())
        return self

    def reads_letters(self) -> str:
        """Opens the letters with number and words.  Returns: what the page says."""
        self.opens("open")
        self.page.fill("#number", self.number)
        self.page.fill("#words", self.words)
        self._presses("form:has(#number) button")
        return self.text()

    def adds_paper(self, path: Path) -> Family:
        self.opens("add")
        self.page.fill("#number", self.number)
        self.page.fill("#words", self.words)
        self.page.set_input_files("#paper", str(path))
        self._presses("form:has(#number) button")
        assert self.page.query_selector(".note"), self.text()
        return self

    def checks_paper(self, code: str, word: str) -> bool:
        """Whether the portal says that a paper is the bureau's."""
        self.opens("check")
        self.page.fill("#code", code)
        self.page.fill("#word", word)
        self._presses("form:has(#code) button")
        return bool(self.page.query_selector(".note"))

    def code_and_word(self) -> tuple[str, str]:
        """Code and check word of the newest letter shown."""
        return (
            self.page.locator(".letter .number").first.inner_text(),
            self.page.locator(".letter strong").first.inner_text(),
        )


def numbers(text: str, letter: str) -> list[str]:
    """The numbers of records of one kind in a text."""
    return re.findall(rf"\b{letter}-[0-9A-Z]+(?:-[0-9A-Z]+)*", text)
