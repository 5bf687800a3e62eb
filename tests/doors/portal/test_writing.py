"""Leaving a message: everybody may, nothing is answered, and the whole way from her page to his sheet and back."""

from __future__ import annotations

import re
import secrets
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from repatria.core.law.messages import CheckVerdict
from repatria.core.vocabulary.messages import LONGEST
from repatria.core.vocabulary.receipts import Receipt, letter_key_of, locator_of
from repatria.doors.jobs.courier import fetch_enquiries
from repatria.doors.jobs.rounds import hold_round
from repatria.doors.portal.pages import texts
from repatria.records.contact.models import Agreement, Message, Parcel
from repatria.records.intake.sealing import open_letters
from repatria.records.intake.selectors import letter_for, sealed_since
from tests.doors.portal.family import Family, fields_of, receipt_on, text_of
from tests.doors.portal.test_reading import _receipt
from tests.records.contact.letters import Letters

pytestmark = pytest.mark.django_db(databases=["default", "intake"])
UK = texts()["uk"]
PAIR = "cat waits"


def _left(client: Client, receipt: Receipt, **typed: Any) -> Any:
    return client.post("/uk/write", {"number": receipt.number, "words": " ".join(receipt.words), **typed})


@pytest.mark.parametrize(("typed", "fault"), [
    ({"kind": "short"}, "write_fault_text"), ({"kind": "legal", "text": "x"}, "write_fault_kind"),
    ({"kind": "relief", "text": "x"}, "write_fault_kind"), ({"kind": "parcel"}, "write_fault_text"),
    ({"kind": "money", "text": "x" * (LONGEST["money"] + 1)}, "write_fault_long"),
    ({"kind": "short", "text": "x" * (LONGEST["short"] + 1)}, "write_fault_long"),
    ({"kind": "short", "text": " ", "wish": "maybe"}, "write_fault_text"),
])  # fmt: skip
def test_what_is_none_of_it_is_asked_back_and_what_was_typed_stays(client: Client, typed: Any, fault: str) -> None:
    page = _left(client, _receipt(1), **typed)

    assert page.status_code == 400
    assert UK[fault].partition("%")[0] in text_of(page)
    assert fields_of(page)["text"] == typed.get("text", "").strip()
    assert sealed_since(0) == ()


def test_a_message_with_a_receipt_that_nobody_holds_is_taken_alike(client: Client, bureau_of_letters: Letters) -> None:
    family = Family(client, "uk")
    family.answer()
    known = receipt_on(family.send())
    _left(client, _receipt(8), kind="card", text=PAIR)  # whoever is first opens what is then in memory
    seen = []
    for receipt in (known, _receipt(9)):
        ran: list[str] = []

        def heard(execute: Any, sql: str, *rest: Any, ran: list[str] = ran) -> Any:
            ran.append(re.sub(r"\bs\d+_x\d+", "*", sql))  # a savepoint's name
            return execute(sql, *rest)

        with connections["intake"].execute_wrapper(heard):
            page = _left(client, receipt, kind="card", text=PAIR, wish="yes")
        seen.append((page.status_code, page.content, ran))

    assert seen[0] == seen[1] and UK["write_done"] in seen[0][1].decode()
    assert fetch_enquiries(bureau_of_letters.outside, first_letter_day=0) == 4
    assert (Message.objects.count(), Agreement.objects.count()) == (1, 1)
    for receipt in (known, _receipt(9)):
        page = _left(client, receipt, kind="parcel", text="socks, by the Society")
        assert seen[0][:2] == (page.status_code, page.content), "what is sent is taken alike"
    fetch_enquiries(bureau_of_letters.outside, first_letter_day=0)
    assert [("parcel", "announced", "web")] == [
        (one.parcel_kind, one.state, one.channel) for one in Parcel.objects.all()
    ]
    before = len(sealed_since(0))
    _left(client, known, kind="parcel", text="socks, by the Society")
    _left(client, known, kind="parcel", text="socks, by the Society")
    assert len(sealed_since(0)) == before, "the same letter twice on a day is one"
    for wish, more in (("no", 1), ("no", 1), ("yes", 2), ("yes", 2), ("no", 3)):
        _left(client, known, kind="card", wish=wish)
        assert len(sealed_since(0)) == before + more, "her last word of a day counts"
    fetch_enquiries(bureau_of_letters.outside, first_letter_day=0)
    assert not Agreement.objects.latest("recorded_index").agrees


@pytest.fixture
def bureau_of_letters(clock: Any, randomness: Any) -> Letters:
    letters = Letters(clock, secrets.token_bytes)
    letters.staff.randomness = randomness
    return letters


def _titles(letters: Letters, receipt: Receipt) -> list[tuple[str, ...]]:
    blob = letter_for(locator_of(receipt))
    assert blob is not None
    return [(one.title, *one.paragraphs) for one in open_letters(letter_key_of(receipt), blob)]


@pytest.mark.usefixtures("portal_keys")
def test_from_her_page_to_his_sheet_and_back_into_her_box(client: Client, clock: Any, randomness: Any) -> None:
    letters, receipt = Letters(clock, randomness).capture(), _receipt(1)
    letters.asks_with(receipt)
    assert _left(client, receipt, kind="card", text=PAIR, wish="yes").status_code == 200
    clock.forward(days=30)
    fetch_enquiries(letters.outside, first_letter_day=0)
    (row,) = Message.objects.all()
    letters.message = row.pk
    hold_round(letters.outside)
    shown = _titles(letters, receipt)
    assert [title for title, *_ in shown] == [shown[0][0], "Ваші листи"] and shown[1][1].endswith("отримано.")
    letters.looks()
    letters.link().says_yes()
    letters.prints()
    letters.given()
    hold_round(letters.outside)
    assert _titles(letters, receipt)[1] == shown[1], "no letter has told her yet"
    letters.told()
    his = letters.his("Я живий", code=letters.code)
    letters.looks(CheckVerdict.CLEARED, his)
    hold_round(letters.outside)

    found = _titles(letters, receipt)
    assert ("Письмо от него", "Я живий") in found
    assert found[1][0] == "Ваши письма" and found[1][1].endswith("есть ответ.")
    page = client.post("/uk/open", {"number": receipt.number, "words": " ".join(receipt.words)})
    assert "Я живий" in text_of(page) and Message.objects.get(pk=his).place == "box"
