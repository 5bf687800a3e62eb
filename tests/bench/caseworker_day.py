"""A caseworker's day by the keyboard alone: `python -m tests.bench.caseworker_day --enquiries 40`.

A demonstration that runs; in a real Chromium a caseworker signs in, opens the first thing of today with a key, reads
each page to its end, and approves, decides or weighs a proof with keys, one thing after the other; at the end families
call and are found by the name of whom they seek. No mouse is moved and nothing is set by a script. Keys and letters are
counted apart, beside what each enquiry took; how long a page takes is the machine's, and no person's pace.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
import time
from collections import Counter, defaultdict
from contextlib import closing
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "repatria.config.settings.tests")
django.setup()

from tests.conftest import chromium_path  # noqa: E402
from tests.journeys.conftest import SWITCHES  # noqa: E402
from tests.journeys.house import House, a_house  # noqa: E402
from tests.journeys.people import SCREEN  # noqa: E402

_MOST_TABS = 120
_SOUGHT = (
    "Шевченко", "Коваленко", "Гриценко", "Ткачук", "Мельник", "Бондар", "Лисенко", "Кравець", "Соколов", "Жуков",
)  # fmt: skip
PROOF = {
    "evidence": "papers_checked", "holds": "yes", "proof_kind": "birth", "proof_number": "I-BK 417",
    "proof_issued_by": "registry of an invented town", "proof_seen_as": "original", "proof_seen_by": "desk 2",
}  # fmt: skip


class ByKeys:
    """Somebody at the desk who has a keyboard and no mouse."""

    def __init__(self, house: House, page: Any, name: str) -> None:
        self.house, self.page, self.name = house, page, name
        self.keys: Counter[str] = Counter()
        self.took: dict[str, list[int]] = defaultdict(list)
        self.seconds: list[float] = []

    def presses(self, key: str, *, goes: bool = False) -> None:
        """One key; `goes` where another page follows."""
        self.keys["letters" if len(key) == 1 and self._is_in_a_field() else "keys"] += 1
        if not goes:
            self.page.keyboard.press(key)
            return
        began = time.monotonic()
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
        self.page.wait_for_load_state()
        self.seconds.append(time.monotonic() - began)

    def _is_in_a_field(self) -> bool:
        return bool(
            self.page.evaluate("document.activeElement.matches('textarea, input:not([type=radio], [type=checkbox])')")
        )

    def types(self, text: str) -> None:
        self.keys["letters"] += len(text)
        self.page.keyboard.type(text)

    def tabs_to(self, name: str) -> None:
        """Goes on from field to field until one has the focus, by its name or number on the page."""
        for _ in range(_MOST_TABS):
            if self.page.evaluate("n => [document.activeElement.id, document.activeElement.name].includes(n)", name):
                return
            self.presses("Tab")
        raise AssertionError(f"{name} is not reached by Tab: {self.page.url}")

    def tabs_to_link(self, ending: str, *, is_whole: bool = False) -> None:
        """Goes on until a link has the focus whose path ends so, or is that."""
        for _ in range(_MOST_TABS):
            path = str(self.page.evaluate("document.activeElement.pathname || ''"))
            if path == ending if is_whole else path.endswith(ending):
                return
            self.presses("Tab")
        raise AssertionError(f"no link to {ending} is reached by Tab: {self.page.url}")

    def fills(self, name: str, value: str) -> None:
        """A field by its name: typed, or chosen with the arrows."""
        self.tabs_to(name)
        kind = self.page.evaluate("document.activeElement.type || ''")
        if kind not in ("radio", "select-one"):
            self.types(value)
            return
        if kind == "radio" and not self.page.evaluate("document.activeElement.checked"):
            self.presses("Space")
        for _ in range(_MOST_TABS):
            if self.page.evaluate("document.activeElement.value") == value:
                return
            self.presses("ArrowDown")
        raise AssertionError(f"{value} is not offered under {name}")

    def reads(self) -> None:
        """Goes down the page to its end, a screen a key."""
        tall, window = self.page.evaluate("[document.documentElement.scrollHeight, window.innerHeight]")
        for _ in range(max(0, -(-int(tall) // int(window)) - 1)):
            self.presses("PageDown")

    def signs_in(self) -> None:
        self.page.goto(f"{self.house.desk}/sign-in")
        self.tabs_to("login")
        self.types(self.name)
        self.tabs_to("password")
        self.types(self.house.password(self.name))
        self.presses("Enter", goes=True)
        self.tabs_to("code")
        self.types(self.house.code(self.name))
        self.presses("Enter", goes=True)

    def offers(self, key: str) -> bool:
        return bool(self.page.query_selector(f"main [accesskey='{key}']"))

    def has_done(self, what: str, before: int) -> None:
        assert not self.page.query_selector(".faults, .refusal"), self.page.inner_text("main")
        self.took[what].append(sum(self.keys.values()) - before)

    def number(self) -> str:
        return str(self.page.url).partition("/enquiries/")[2].partition("?")[0].partition("/")[0]


def _day(worker: ByKeys, how_many: int, proofs: int, calls: int) -> set[str]:
    """Signs in and works until so many enquiries were worked on.  Returns: their numbers."""
    worker.signs_in()
    worked, skipped, weighed = set[str](), 0, set[str]()
    start = f"{worker.house.desk}/"
    while len(worked) < how_many - calls:
        before = sum(worker.keys.values())
        if worker.page.url.partition("?")[0] == start or not worker.number():
            if not worker.offers("n") or skipped > how_many:
                break
            worker.presses("n", goes=True)
            skipped += 1
            continue
        number = worker.number()
        worker.reads()
        if (
            len(weighed) < proofs
            and number not in worked
            and worker.page.query_selector(f"a[href$='/{number}/evidence']")
        ):
            worker.tabs_to_link(f"/{number}/evidence")
            worker.presses("Enter", goes=True)
            for name, value in PROOF.items():
                worker.fills(name, value)
            worker.presses("Enter", goes=True)
            worker.has_done("a proof weighed", before)
            weighed.add(number)
            worked.add(number)
            worker.tabs_to_link("/", is_whole=True)
            worker.presses("Enter", goes=True)
            continue
        key = next((one for one in ("a", "d") if worker.offers(one)), "")
        if key:
            worker.presses(key, goes=True)
            worker.has_done({"a": "an answer approved", "d": "an answer decided"}[key], before)
            worked.add(number)
        else:
            worker.presses("n" if worker.offers("n") else "k", goes=True)
            worker.has_done("read and left", before)
    return worked | _calls(worker, calls, worked)


def _calls(worker: ByKeys, how_many: int, worked: set[str]) -> set[str]:
    """Families call: each is found by the name of whom she seeks, and her page says what may be said now."""
    found, names = set[str](), list(_SOUGHT)
    while names and len(found) < how_many:
        name, before = names.pop(0), sum(worker.keys.values())
        worker.presses("/")
        worker.types(name)
        worker.presses("Enter", goes=True)
        links = worker.page.locator("main tbody a[href*='/enquiries/E-']")
        endings = [str(one.get_attribute("href")).partition("?")[0] for one in links.all()]
        ending = next((one for one in endings if one.rpartition("/")[2] not in worked | found), "")
        if not ending:
            continue  # nobody else asks for one of this name
        worker.tabs_to_link(ending)
        worker.presses("Enter", goes=True)
        worker.reads()
        assert worker.page.query_selector("#say"), worker.page.url
        found.add(worker.number())
        worker.has_done("a family that calls, found and read", before)
        names.append(name)  # another family who seeks one of this name may call after the others
    return found


def main() -> None:
    """Starts a house, lets the day pass, prints what was counted, and takes all of it away."""
    from playwright.sync_api import sync_playwright

    asked_for = argparse.ArgumentParser(description=__doc__)
    asked_for.add_argument("--enquiries", type=int, default=40)
    asked_for.add_argument("--persons", type=int, default=160)
    asked_for.add_argument("--asked", type=int, default=140)
    asked_for.add_argument("--proofs", type=int, default=5)
    asked_for.add_argument("--calls", type=int, default=16)
    asked_for.add_argument("--name", default="caseworker-2")
    told = asked_for.parse_args()
    folder = Path(tempfile.mkdtemp())
    try:
        with (
            a_house(folder, persons=told.persons, enquiries=told.asked) as house, sync_playwright() as playwright,
            closing(playwright.chromium.launch(executable_path=chromium_path(), args=SWITCHES)) as browser,
        ):  # fmt: skip
            context = browser.new_context(viewport=SCREEN, locale="en-GB")
            context.set_default_timeout(90_000)
            worker = ByKeys(house, context.new_page(), told.name)
            worked = _day(worker, told.enquiries, told.proofs, told.calls)
            _tell(worker, worked)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _tell(worker: ByKeys, worked: set[str]) -> None:
    total = sum(worker.keys.values())
    print(f"{len(worked)} enquiries: {total} keys, {worker.keys['letters']} of them letters that were typed;"
          f" {total / max(1, len(worked)):.1f} an enquiry")  # fmt: skip
    for what, counts in sorted(worker.took.items()):
        print(f"{what}: {len(counts)}; keys: middle {statistics.median(counts):g}, most {max(counts)}")
    print(f"{len(worker.seconds)} pages, middle {1000 * statistics.median(worker.seconds):.0f} ms,"
          f" slowest {1000 * max(worker.seconds):.0f} ms")  # fmt: skip


if __name__ == "__main__":
    main()
