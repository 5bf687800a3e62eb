"""The demonstration as `docs/operating/demonstration.md` tells it: the man on card U3-0417, in a real browser."""

from __future__ import annotations

import re
import shutil
import signal
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.clerk import Clerk
from tests.journeys.house import House, a_house, answers, until
from tests.journeys.people import SCREEN, Bureau, Family, Worker, numbers
from tests.journeys.thread import Thread

pytestmark = [pytest.mark.browser, pytest.mark.whole, pytest.mark.timeout(1200)]
CARD, NEXT_CARD = "U3-0417", "U3-0701"
PEOPLE = {"persons": 300, "enquiries": 12}
WORDS = "Рижий кіт досі спить на твоїй ковдрі"
HOME = "Живий, здоровий. Погладьте рудого кота."


@pytest.fixture
def shown(tmp_path: Path) -> Iterator[House]:
    """A demonstration of three hundred men, whose log is signed every few seconds."""
    with a_house(tmp_path, **PEOPLE, REPATRIA_CHECKPOINT_SECONDS="10") as running:
        yield running


def test_the_man_on_card_0417(shown: House, browser: Any, tmp_path: Path) -> None:
    bureau = Bureau(shown, browser)
    _night(bureau, browser, tmp_path)
    way = _card_that_did_not_come_back(bureau)
    nobody = _two_who_ask(way)
    _found(way)
    _he_says_later_and_then_yes(way, nobody)
    _a_row_is_taken_out(shown, way.person)
    _drawn_and_lent(bureau)
    again = _the_plug_is_pulled(bureau)
    assert HOME in way.family.reads_letters(), "it ends on the message home"
    code, word = way.family.code_and_word()
    assert way.family.checks_paper(code, word)
    assert not way.family.checks_paper(code, "абрикос")
    today = again.by("registrar-2").opens("/").text()
    assert re.search(r"no receipt yet: \d+, late among them: 2; ", today), today
    assert "reports of capture receipted: 298 of 300" in today, today
    assert "whose receipts are late: " in today and "Central Tracing Agency: 1" in today, today
    assert "Power concerned: 1" in today, today
    assert 2 == again.by("delegate-2").opens("/").page.locator("tr:has-text('Ask for the receipt')").count()


def _night(bureau: Bureau, browser: Any, folder: Path) -> None:
    """One man is written without a line; the line comes back, and nothing of him stays on that computer."""
    computer = Clerk(browser.browser_type, bureau.house, folder / "tent", SCREEN)
    try:
        computer.enrols(bureau, "tent of unit 3", "UNIT-3")
        computer.opens()
        computer.page.context.set_offline(True)
        computer.writes(NEXT_CARD, "Мороз Ілля")
        assert 1 == computer.counts("kept")
        computer.page.context.set_offline(False)
        until(computer.is_done, 90, lambda: computer.page.inner_text("main"))
    finally:
        computer.killed()
        shutil.rmtree(computer.folder, ignore_errors=True)
    assert NEXT_CARD in bureau.by("registrar-2").waits_for("/arrivals", f"tr:has-text('{NEXT_CARD}')").text()


def _card_that_did_not_come_back(bureau: Bureau) -> Thread:
    registrar = bureau.by("registrar-2")
    assert f"{CARD}\t" in registrar.opens("/arrivals/cards").text()
    assert "Find the cards that have not come back" in registrar.opens("/").text()
    row = registrar.opens("/arrivals/cards").page.locator("tr:has-text('UNIT-3')").first
    assert "299 / 300" in row.inner_text() and CARD in row.inner_text(), row.inner_text()
    pad = row.locator("a").first.get_attribute("href")
    assert (200, b"%PDF") == ((answer := registrar.fetches(f"{pad}/print/417.pdf"))[0], answer[1][:4])

    way = Thread(bureau=bureau, surname="Шевченко", card=CARD, family=bureau.family("uk")).captured()
    assert CARD not in registrar.opens("/arrivals/cards").text()
    return way


def _masked(family: Family) -> str:
    """What a receipt says, without the number, the words and the rows that are each family's own."""
    text = family.text()
    for own in filter(None, family.page.locator(".number, main ol li").all_inner_texts()):
        text = re.sub(rf"(?<!\w){re.escape(own)}(?!\w)", "...", text)  # and no part of another word
    return text


def _two_who_ask(way: Thread) -> Family:
    """His mother, and one who asks for a man who does not exist: the same receipt."""
    nobody = way.bureau.family("uk").asks("Ніхтоненко Нестор", "1999", own_name="Марія", words=WORDS)
    way.asked("Шевчинко Сережа", "1999", words=WORDS)
    assert _masked(nobody) == _masked(way.family)
    assert nobody.number != way.family.number
    return nobody


def _found(way: Thread) -> None:
    """The pair with its reasons in bits; the second reviewer sees nothing of the first."""
    pair = f"tr:has-text('{way.enquiry}'):has-text('{way.person}') a"
    seen = []
    for name in ("reviewer-1", "reviewer-2"):
        reviewer = way.by(name).waits_for("/pairs", pair)
        reviewer.page.locator(pair).first.click()
        reviewer.page.wait_for_load_state()
        seen.append(reviewer.text())
        reviewer.enters(reviewer.page.url.removeprefix(way.bureau.house.desk), judgement="positive")
    assert "Шевчинко" in seen[0] and "Шевченко" in seen[0]
    assert all(re.search(r"[+] ?\d+[.,]\d", text) for text in seen), seen[0]
    assert "reviewer-1" not in seen[1]


def _he_says_later_and_then_yes(way: Thread, nobody: Family) -> None:
    all_get = way.letter()
    way.he_answers("later")
    assert all_get == way.letter()
    assert nobody.reads_letters().partition("\n")[0] == all_get.partition("\n")[0]
    way.he_answers("yes").level(2).decided()
    assert all_get != way.letter()
    _the_message_home(way)


def _the_message_home(way: Thread) -> None:
    """What he wrote goes out: taken in with his number, looked at once, and in her box with the next round."""
    caseworker = way.by("caseworker-1").enters("/messages/agreement", enquiry_id=way.enquiry, she_agrees="yes")
    caseworker.enters(
        "/messages/from-him", person_id=way.person, enquiry_id=way.enquiry, message_kind="card", text=HOME,
    )  # fmt: skip
    message = numbers(caseworker.text() + caseworker.page.url, "CM")[0]
    assert HOME not in way.letter(), "nobody has looked at it"
    way.by("censor-1").enters(f"/messages/check/{message}", verdict="cleared", checked_by="Invented office, room 4")
    assert HOME in way.letter()


def _a_row_is_taken_out(house: House, person: str) -> None:
    """Somebody deletes him by SQL: verify names table, row and the hour of its act; put back, all is equal."""
    table, store = "register_protectedperson", sqlite3.connect(house.data / "bureau.sqlite3", timeout=30)
    assert 0 == house.run("verify").returncode
    (row,) = store.execute(f"SELECT * FROM {table} WHERE id = ?", [person]).fetchall()
    with store:
        store.execute(f"DELETE FROM {table} WHERE id = ?", [person])
    found = house.run("verify")
    assert 1 == found.returncode, found.stdout
    assert table in found.stdout and person in found.stdout, found.stdout
    assert re.search(r"20\d\d-\d\d-\d\d[T ]\d\d:\d\d", found.stdout), found.stdout
    with store:
        store.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
    store.close()
    assert 0 == house.run("verify").returncode


def _drawn_and_lent(bureau: Bureau) -> None:
    """The auditor draws ten numbers by the log's next signature; one of them was lent out 26 hours ago."""
    auditor = bureau.by("auditor-2").enters("/draws/new", scope="HOSPITAL-1", how_many="10")
    draw = auditor.page.url.removeprefix(bureau.house.desk)
    auditor.waits_for(draw, f"form[action='{draw}/make'] button", 60)
    auditor.presses(f"form[action='{draw}/make'] button")
    drawn = set(re.findall(r"\bP-[0-9A-Z-]+", auditor.text()))
    assert 10 == len(drawn)
    lent = auditor.opens("/").page.locator("tr:has-text('Bring him back')").first.inner_text()
    assert "late by 20 hours" in lent and re.search(r"\b26 / 6 hours", lent), lent
    assert drawn.intersection(re.findall(r"\bP-[0-9A-Z-]+", lent)), (drawn, lent)


def _the_plug_is_pulled(bureau: Bureau) -> Bureau:
    """Everything is killed and started again: as many men as before, and nothing differs."""
    house = bureau.house

    def held(worker: Worker) -> str:
        found = re.search(r"\d+ persons held", worker.opens("/").text())
        assert found
        return found[0]

    before = held(bureau.by("registrar-2"))
    house.stop(signal.SIGKILL)
    until(lambda: not answers(f"{house.desk}/sign-in") and not answers(f"{house.portal}/healthz"), 30)
    house.start(**PEOPLE)
    house.until_it_answers()
    again = Bureau(house, bureau.browser)
    assert before == held(again.by("registrar-2"))
    assert 0 == house.run("verify").returncode
    return again
