"""A night of 300 arrivals in real browsers: `python -m tests.bench.night --men 300 --paused 30`.

Three automated clerks: one at 1280 and one at 320 pixels, in Chromium, and one in the machine's Firefox where there is
one. The paused men are typed key by key as a clerk does, the others at speed. In between the bureau stands still, two
browsers are killed in mid-line, and one finds its store full. At the end every man stands in the register once.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "repatria.config.settings.tests")
django.setup()

from tests.bench.firefox import Firefox, firefox_path  # noqa: E402
from tests.conftest import chromium_path  # noqa: E402
from tests.journeys.conftest import SWITCHES  # noqa: E402
from tests.journeys.house import House, a_house, until  # noqa: E402
from tests.journeys.people import PHONE, SCREEN, Bureau  # noqa: E402
from tests.journeys.test_night_in_the_browser import FAMILY, GIVEN, PLACE, Clerk, _canaries, _found_in, _night_list  # noqa: E402

Man = tuple[str, str]
_KEY, _LOOK = 0.12, (3.0, 7.0)  # seconds a key, and of looking up at the next man


class FoxClerk:
    """A clerk at a computer with Firefox, by the same words as the one in Chromium."""

    def __init__(self, house: House, folder: Path, size: dict[str, int]) -> None:
        self.house, self.folder, self.size, self.keys = house, folder, size, 0
        self.fox = Firefox(folder, **size)

    def start(self) -> None:
        self.fox.start()

    def enrols(self, bureau: Bureau, label: str) -> None:
        self.fox.goto(f"{self.house.desk}/sign-in")
        for one in bureau.by("registrar-2").page.context.cookies():
            cookie = {"name": one["name"], "value": one["value"], "path": "/", "httpOnly": one["httpOnly"]}
            self.fox.send("WebDriver:AddCookie", cookie=cookie)
        self.fox.goto(f"{self.house.desk}/arrivals/devices/enrol")
        made = "return document.querySelector('main form [name=public_key]').value"
        until(lambda: self.fox.run(made), 60, self.text)  # its key is made on the page
        self.fox.run(
            "const form = document.querySelector('main form'); form.place.value = given[0];"
            "form.device_label.value = given[1]; form.compared.value ="
            "document.querySelector('#enrolling').dataset.fingerprint;", PLACE, label,
        )  # fmt: skip
        self.fox.run("document.querySelector('main form button').click();")
        until(lambda: "is enrolled" in self.text(), 60, self.text)
        time.sleep(2)  # its own store writes it
        self.fox.send("WebDriver:DeleteAllCookies")

    def text(self) -> str:
        return str(self.fox.run("return document.querySelector('main').innerText"))

    def opens(self) -> None:
        self.fox.goto(f"{self.house.desk}/field/en")
        until(lambda: self.fox.run("return !document.querySelector('#enrolled').hidden"), 30, self.text)

    def writes(self, card: str, heard: str, *, presses: bool = True) -> None:
        if self.fox.run("return document.getElementById('card').value") != card:
            self.fox.fill("#card", card)
            self.keys += len(card)
        self.fox.fill("#heard", heard)
        if presses:
            self.fox.enter("#heard")
            self.keys += 1
            until(lambda: self.fox.run("return document.getElementById('card').value") != card, 20, self.text)

    def types(self, card: str, heard: str, chance: random.Random) -> None:
        time.sleep(chance.uniform(*_LOOK))
        if self.fox.run("return document.getElementById('card').value") != card:
            self.fox.fill("#card", card)
            self.keys += len(card)
        for letter in heard:
            time.sleep(_KEY)
            self.fox.type("#heard", letter)
        self.writes_enter(card)

    def writes_enter(self, card: str) -> None:
        self.fox.enter("#heard")
        self.keys += 1
        until(lambda: self.fox.run("return document.getElementById('card').value") != card, 20, self.text)

    def counts(self, what: str) -> int:
        return int(self.fox.run("return document.getElementById(given[0]).innerText", what))

    def is_done(self) -> bool:
        return self.counts("kept") == 0 and not self.fox.run("return !!document.querySelector('#rows .tag.half')")

    def width(self) -> int:
        return int(self.fox.run("return document.documentElement.scrollWidth - window.innerWidth"))

    def killed(self) -> None:
        self.fox.kill()


class ChromeClerk(Clerk):
    """A clerk at a computer with Chromium who also types as people do."""

    def types(self, card: str, heard: str, chance: random.Random) -> None:
        time.sleep(chance.uniform(*_LOOK))
        if self.page.input_value("#card") != card:
            self.page.fill("#card", card)
            self.keys += len(card)
        self.page.focus("#heard")
        self.page.keyboard.type(heard, delay=1000 * _KEY)
        self.page.press("#heard", "Enter")
        self.keys += 1
        self.page.wait_for_function(f"card => document.getElementById('card').value !== {card!r}", arg=card)

    def text(self) -> str:
        return str(self.page.inner_text("main"))

    def width(self) -> int:
        return int(self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))

    def finds_its_store_full(self, card: str, heard: str) -> None:
        """One line is not kept, and says so; what was typed stands where it was typed until there is room again."""
        self.page.evaluate(
            "() => { window.kept = IDBObjectStore.prototype.put; IDBObjectStore.prototype.put = function () {"
            "throw new DOMException('full', 'QuotaExceededError'); }; }"
        )
        self.writes(card, heard, presses=False)
        self.page.press("#heard", "Enter")
        until(lambda: "NOT kept" in self.page.inner_text("#told"), 20, self.text)
        assert (card, heard) == (self.page.input_value("#card"), self.page.input_value("#heard"))
        self.page.evaluate("() => { IDBObjectStore.prototype.put = window.kept; }")
        self.writes(card, heard)


def _night(house: House, bureau: Bureau, kind: Any, told: argparse.Namespace, folder: Path) -> None:
    chance = random.Random(told.seed)
    men = [
        (f"7{number:03d}", f"{chance.choice(FAMILY)}{number} {chance.choice(GIVEN)}") for number in range(told.men)
    ]  # fmt: skip
    clerks: list[Any] = [
        ChromeClerk(kind, house, folder / "one", SCREEN),
        ChromeClerk(kind, house, folder / "two", PHONE),
    ]
    if firefox_path():
        clerks.append(FoxClerk(house, folder / "fox", SCREEN))
    before = len(_night_list(bureau))
    for number, clerk in enumerate(clerks):
        clerk.enrols(bureau, f"tent {number + 1}")
        clerk.opens()
    share = len(men) // len(clerks)
    shares = [men[n * share : (n + 1) * share if n + 1 < len(clerks) else None] for n in range(len(clerks))]
    seconds = {"paused": 0.0, "speed": 0.0}
    counted = {"paused": 0, "speed": 0}

    def writes(clerk: Any, part: Sequence[Man], *, paused: int = 0) -> None:
        for number, (card, heard) in enumerate(part):
            is_paused = number < paused
            began = time.monotonic()
            clerk.types(card, heard, chance) if is_paused else clerk.writes(card, heard)
            seconds["paused" if is_paused else "speed"] += time.monotonic() - began
            counted["paused" if is_paused else "speed"] += 1

    third = share // 3
    for clerk, part in zip(clerks, shares, strict=True):
        writes(clerk, part[:third], paused=told.paused // len(clerks))
    house.stop()
    print("the bureau stands still", flush=True)
    for number, (clerk, part) in enumerate(zip(clerks, shares, strict=True)):
        writes(clerk, part[third : 2 * third])
        assert clerk.counts("kept") > 0
        if number != 1:  # the first and the last: in mid-line the power goes
            clerk.writes(*part[2 * third], presses=False)
            clerk.killed()
            clerk.start()
            clerk.opens()  # without the bureau: the page is kept
            assert part[2 * third][1].split()[0] not in clerk.text()
            print(f"clerk {number + 1}: killed in mid-line, {clerk.counts('kept')} lines kept", flush=True)
        else:
            clerk.finds_its_store_full(*part[2 * third])
            print(f"clerk {number + 1}: store full, told, typed again", flush=True)
    house.start(persons=12, enquiries=6).until_it_answers(120)
    for number, (clerk, part) in enumerate(zip(clerks, shares, strict=True)):
        writes(clerk, part[2 * third + (number == 1) :])
        assert clerk.width() <= 0, "the page is wider than the window"
    for clerk in clerks:
        until(clerk.is_done, 300, clerk.text)
        assert 0 == clerk.counts("clashes")
    bureau.staff.clear()
    rows = _night_list(bureau)
    written = sorted(row for row in rows if row[0].startswith("7"))
    print(f"{len(written)} of {len(men)} men stand in the register, {len(rows) - before} new lines, "
          f"{len(written) - len(set(written))} twice, {len(set(men) - set(written))} missing")  # fmt: skip
    print(
        f"{sum(one.keys for one in clerks) / len(men):.2f} keys a man beside his name; "
        + "; ".join(
            f"{what}: {counted[what]} men, {seconds[what] / max(1, counted[what]):.2f} s a man" for what in counted
        )
    )
    names = [heard.split()[0] for _, heard in men]
    for clerk in clerks:
        clerk.killed()
        print(f"{clerk.folder.name}: {len(_found_in(clerk.folder, _canaries(names)))} of its names found on the disc")
    assert written == sorted(men)


def main() -> None:
    """Starts a house, lets the night pass, prints what was counted, and takes all of it away."""
    from playwright.sync_api import sync_playwright

    asked_for = argparse.ArgumentParser(description=__doc__)
    asked_for.add_argument("--men", type=int, default=300)
    asked_for.add_argument("--paused", type=int, default=30)
    asked_for.add_argument("--seed", type=int, default=20)
    told = asked_for.parse_args()
    folder = Path(tempfile.mkdtemp())
    try:
        with a_house(folder) as house, sync_playwright() as playwright:
            started = playwright.chromium.launch(executable_path=chromium_path(), args=SWITCHES)
            with closing(started):
                _night(house, Bureau(house, started), playwright.chromium, told, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
