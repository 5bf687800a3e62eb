"""Letters and a parcel between a mother and her son in a real Chromium, from the portal to the camp and back."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from tests.journeys.people import Bureau, Family, Worker, numbers
from tests.journeys.thread import Thread

pytestmark = [pytest.mark.browser, pytest.mark.whole, pytest.mark.timeout(900)]
_CARDS = count(7000)
HERS, KEPT, HIS = "Кіт спить на твоєму місці", "Про міст не питай", "Живий. Погладьте кота"
SEAL = {"checked_by": "Вигадана перевірка листів, кімната 4"}


def _writes(family: Family, kind: str, text: str) -> None:
    family.opens("write")
    family.page.fill("#number", family.number)
    family.page.fill("#words", family.words)
    family.page.check(f"[name='kind'][value='{kind}']")
    family.page.check("[name='wish'][value='yes']")
    family.page.fill("#text", text)
    family._presses("form:has(#number) button")
    assert family.page.query_selector(".note"), family.text()


def _newest(worker: Worker, path: str, letter: str, beside: str = "") -> str:
    """The number of what stands on a list now, beside these words."""
    worker.waits_for(path, f"tr:has-text('{letter}-'):has-text('{beside}')")
    return numbers(worker.page.locator(f"tr:has-text('{letter}-'):has-text('{beside}')").last.inner_text(), letter)[0]


def _looked(bureau: Bureau, words: str, **verdict: Any) -> str:
    """The censor finds the message by its words and looks at it."""
    censor = bureau.by("censor-1").waits_for("/messages/to-check", "tr:has-text('CM-')")
    for number in numbers(censor.text(), "CM")[::-1]:
        if words in censor.opens(f"/messages/check/{number}").text():
            censor.enters(f"/messages/check/{number}", **SEAL | verdict)
            return number
    raise AssertionError(words)


def _printed(camp: Worker, message: str) -> str:
    """Prints the sheet for him.  Returns: the code in its foot."""
    path = f"/messages/print/{message}"
    camp.opens(path)
    fields = camp.page.evaluate("Object.fromEntries(new FormData(document.querySelector('main form')))")
    sheet = camp.page.request.post(f"{camp.house.desk}{path}", form=fields, headers={"Referer": camp.page.url})
    text = PdfReader(io.BytesIO(sheet.body())).pages[0].extract_text()
    found = re.search(r"(?:Code|Код)[^:]*: (\S+)", text)
    assert found, text
    return found.group(1)


def test_letters_and_a_parcel_go_both_ways(bureau: Bureau, tmp_path: Path) -> None:
    way = Thread(bureau=bureau, surname="Мельниченко", card=f"J{next(_CARDS)}", family=bureau.family("uk")).captured()
    way.asked("Мельниченко Сергій", "1999")
    for kind, text in (("card", HERS), ("card", KEPT), ("parcel", "6 пар шкарпеток\nчай 2 пачки")):
        _writes(way.family, kind, text)
    way.linked().he_answers("yes").level(2).decided()
    way.letter()

    message = _looked(bureau, HERS, verdict="cleared")
    until = date.today() + timedelta(days=9)
    kept = _looked(bureau, KEPT, verdict="withheld", because="place_or_troops", reason="названо місце",
                   kept_until=until.isoformat())  # fmt: skip
    bureau.by("censor-2").enters(f"/messages/looks/{kept}", second_agrees="yes")
    camp, second = bureau.by("camp-officer-2"), bureau.by("camp-officer-4")
    camp.waits_for("/messages/camp", f"tr:has-text('{message}')")
    assert kept not in camp.text(), "what is kept back is not there for a camp"
    code = _printed(camp, message)
    camp.enters(f"/messages/step/{message}", message_event="delivered", given_to="йому самому", is_by_hand=True)
    camp.enters("/messages/from-him", code=code, message_kind="card", text=HIS)
    scan = tmp_path / "sheet.png"
    Image.new("RGB", (400, 500), "white").save(scan)
    assert "/messages/scan/" in camp.page.url
    camp.page.set_input_files("main form [name='picture']", str(scan))
    camp.presses("main form .next button")
    refused = camp.tries("/messages/from-him", code=code, message_kind="card", text="ще раз")
    assert "came back before" in refused and "ще раз" in camp.page.input_value("#text")
    answer = _looked(bureau, HIS, verdict="cleared")
    box = way.letter()
    assert HIS in box and f"{until.day} " in box, box

    parcel = _a_parcel_in_part(way, camp, second)
    trace = camp.opens(f"/messages/his/{way.person}").text()
    assert message in trace and answer in trace and parcel in trace, trace
    assert (200, b"%PDF") == (lambda got: (got[0], got[1][:4]))(camp.fetches(f"/messages/his/{way.person}/trace.pdf"))
    assert 0 == bureau.house.run("verify").returncode


def _a_parcel_in_part(way: Thread, camp: Worker, second: Worker) -> str:
    """Announced at the portal, sent, arrived, opened before two, given but for one thing, receipted."""
    caseworker = way.by("caseworker-1")
    caseworker.opens("/parcels")
    parcel = next(one for one in numbers(caseworker.text(), "CB")
                  if way.enquiry in caseworker.opens(f"/parcels/one/{one}").text())  # fmt: skip
    for event in ("received", "sent"):
        caseworker.enters(f"/parcels/move/{parcel}", parcel_event=event)
    assert camp.fetches(f"/parcels/receipt/{parcel}.pdf")[0] == 403
    camp.enters(f"/parcels/move/{parcel}", parcel_event="arrived")
    camp.enters(f"/parcels/open/{parcel}", contents="6 пар шкарпеток\nчай 1 пачка", present="himself")
    assert "another" in camp.tries(f"/parcels/opened/{parcel}", second_agrees="yes"), "not by whoever listed it"
    assert "otherwise" in second.opens(f"/parcels/opened/{parcel}").text()
    second.enters(f"/parcels/opened/{parcel}", second_agrees="yes")
    camp.enters(f"/parcels/part/{parcel}", thing="чай 1 пачка", part_why="spoiled", part_became="destroyed")
    second.enters(f"/parcels/agree/{parcel}", second_agrees="yes")
    camp.enters(f"/parcels/give/{parcel}", given_to="йому самому", is_by_hand=True, mark="signed")
    assert 409 == caseworker.fetches(f"/parcels/receipt/{parcel}.pdf")[0], "her box does not say it yet"
    assert "але не всі речі з неї" in way.letter()
    status, sheet = caseworker.fetches(f"/parcels/receipt/{parcel}.pdf")
    assert (200, b"%PDF") == (status, sheet[:4])
    text = PdfReader(io.BytesIO(sheet)).pages[0].extract_text()
    assert "чай 1 пачка" in text and "CAMP-2" not in text and way.person not in text
    return parcel
