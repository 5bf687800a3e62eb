"""A night of arrivals in a real browser: kept without a line, sent once, and no name left on the computer."""

from __future__ import annotations

import os
import random
import shutil
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.clerk import Clerk
from tests.journeys.house import until
from tests.journeys.people import PHONE, SCREEN

pytestmark = pytest.mark.browser
FAMILY = ("Бойко", "Шульга", "Мазур", "Олійник", "Кравченко", "Гнатюк", "Литвин", "Сидоренко", "Петренко", "Коваль")
GIVEN = ("Тарас", "Іван", "Роман", "Степан", "Микола")
MEN = int(os.environ.get("REPATRIA_NIGHT_MEN", "30"))  # 300 in the heavy counts


def _canaries(names: list[str]) -> list[bytes]:
    """How a name would lie in a store: in the encodings of browsers, and as an address or a script would write it."""
    return [
        form
        for name in names
        for form in (
            name.encode(), name.encode("utf-16-le"), name.encode("utf-16-be"), name.encode("cp1251"),
            name.encode("unicode_escape"), b64encode(name.encode())[:-4],
        )
    ]  # fmt: skip


def _found_in(folder: Path, forms: list[bytes]) -> list[str]:
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            found += [f"{path.name}: {form!r}" for form in forms if len(form) > 5 and form in content]
    return found


@pytest.fixture
def clerk(house: Any, browser: Any, tmp_path: Path) -> Any:
    clerks: list[Clerk] = []

    def make(name: str, size: dict[str, int]) -> Clerk:
        clerks.append(Clerk(browser.browser_type, house, tmp_path / name, size))
        return clerks[-1]

    yield make
    for one in clerks:
        one.killed()
        shutil.rmtree(one.folder, ignore_errors=True)


def _night_list(bureau: Any) -> list[tuple[str, str]]:
    """Card and name of every line that staff see after signing in."""
    registrar = bureau.by("registrar-1")
    path, rows = "/arrivals", []
    while path:
        registrar.opens(path)
        for row in registrar.page.query_selector_all("table tbody tr"):
            rows.append((row.query_selector("th").inner_text(), row.query_selector("td").inner_text()))
        following = registrar.page.query_selector("a[rel=next]")
        path = f"/arrivals{following.get_attribute('href')}" if following else ""
    return rows


def test_a_night_of_arrivals_with_the_line_away_and_two_computers_killed_in_mid_line(
    house: Any, bureau: Any, clerk: Any, record_property: Any
) -> None:
    chance = random.Random(20)
    men = [
        (f"7{number:03d}", f"{chance.choice(FAMILY)}{number} {chance.choice(GIVEN)}") for number in range(MEN)
    ]  # fmt: skip
    before = len(_night_list(bureau))
    one, other = clerk("tent-1", SCREEN), clerk("tent-2", PHONE)
    for number, computer in enumerate((one, other)):
        computer.enrols(bureau, f"tent {number + 1}")
        computer.opens()
    half = MEN // 2
    halves = ((one, men[:half]), (other, men[half:]))
    for computer, part in halves:
        for card, heard in part[: len(part) // 3]:
            computer.writes(card, heard)
        computer.page.context.set_offline(True)
        for card, heard in part[len(part) // 3 : 2 * len(part) // 3]:
            computer.writes(card, heard)
        assert computer.counts("kept") > 0
        # In mid-line: the next one is typed and not kept, and the power goes.
        card, heard = part[2 * len(part) // 3]
        computer.writes(card, heard, presses=False)
        computer.killed()
        computer.start()
        computer.opens()
        assert heard.split()[0] not in computer.page.inner_text("main")
        last = part[2 * len(part) // 3 - 1][0]
        assert last == computer.page.inner_text("#rows tr:first-child th")  # it shows what is kept, by its card
        for card, heard in part[2 * len(part) // 3 :]:
            computer.writes(card, heard)
        assert computer.size["width"] >= computer.page.evaluate("document.documentElement.scrollWidth")
    for computer, _ in halves:
        until(computer.is_done, 120, lambda computer=computer: computer.page.inner_text("main"))
        assert 0 == computer.counts("clashes")
    rows = _night_list(bureau)
    assert (before + MEN, sorted(men)) == (len(rows), sorted(row for row in rows if row[0].startswith("7")))
    record_property("keys a man", (one.keys + other.keys) / MEN)
    for computer, part in halves:
        computer.killed()
        names = [heard.split()[0] for _, heard in part]
        assert [] == _found_in(computer.folder, _canaries(names))


@pytest.mark.whole
def test_a_revoked_computer_keeps_its_lines_and_the_register_takes_none(house: Any, bureau: Any, clerk: Any) -> None:
    computer = clerk("lost", SCREEN)
    number = computer.enrols(bureau, "on the road")
    computer.opens()
    computer.writes("8001", "Ткач Олег")
    until(computer.is_done, 60, lambda: computer.page.inner_text("main"))
    bureau.by("registrar-1").enters(f"/arrivals/devices/{number}/revoke", reason="lost on the road")
    taken = len(_night_list(bureau))
    until(lambda: _is_refused(computer), 60, lambda: computer.page.inner_text("main"))
    assert taken == len(_night_list(bureau))


def _is_refused(computer: Clerk) -> bool:
    """One line more: the door has heard of it within a few seconds."""
    if not computer.page.query_selector("#rows .tag.late"):
        card = computer.page.input_value("#card")
        computer.writes(card, "Ткач Петро")
        computer.page.wait_for_timeout(4000)
    return bool(computer.page.query_selector("#rows .tag.late"))


def test_without_script_or_enrolment_the_page_says_what_to_do(house: Any, browser: Any) -> None:
    silent = browser.new_context(java_script_enabled=False, viewport=PHONE).new_page()
    silent.goto(f"{house.desk}/field/en")
    assert "paper cards" in silent.inner_text("main")
    stranger = browser.new_context(viewport=PHONE).new_page()
    stranger.goto(f"{house.desk}/field/uk")
    stranger.wait_for_selector("#unenrolled:not([hidden])")
    assert not stranger.is_visible("#line")
    assert PHONE["width"] >= stranger.evaluate("document.documentElement.scrollWidth")
