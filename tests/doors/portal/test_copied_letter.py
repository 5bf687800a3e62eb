"""A genuine letter in a swindler's hands: neither its code, nor a changed copy, nor a call helps him."""

from __future__ import annotations

import re
import secrets
from typing import Any

import pytest
from django.test import Client

from repatria.core.vocabulary.receipts import CALLER_ROWS, letter_key_of, locator_of
from repatria.core.vocabulary.whom_to_ask import read_whom_to_ask
from repatria.doors.jobs.courier import fetch_enquiries
from repatria.doors.jobs.rounds import hold_round
from repatria.doors.portal.pages import texts
from repatria.records.access.role_table import Role
from repatria.records.enquiries.selectors import enquiry_at
from repatria.records.hotline.errors import EmptyCallError, RowServedError
from repatria.records.hotline.services.callers import answer_caller
from repatria.records.intake.sealing import open_letters
from repatria.records.intake.selectors import letter_for
from tests.conftest import Clock
from tests.doors.portal.family import Family, receipt_on, text_of
from tests.records.staff import Staff, outside

pytestmark = pytest.mark.django_db(databases=["default", "intake"])
UK = texts()["uk"]
OURS, HIS = "+380 44 111 11 11", "+999 66 666 66 66"


def test_a_swindler_who_copies_a_genuine_letter_gains_nothing(client: Client, clock: Clock, settings: Any) -> None:
    settings.WHOM_TO_ASK = read_whom_to_ask(f'[bureau]\nname = "Бюро"\ntelephone = "{OURS}"\n')
    family = Family(client, "uk")
    family.answer()
    page = family.send()
    receipt, text = receipt_on(page), text_of(page)
    rows = re.findall(r"<li>([^<]+)</li>", text.partition(UK["renewed_rows"])[2].partition("</ol>")[0])
    bureau = outside(clock, secrets.token_bytes)
    fetch_enquiries(bureau, first_letter_day=0)
    clock.forward(days=400)
    hold_round(bureau)
    (letter,) = open_letters(letter_key_of(receipt), letter_for(locator_of(receipt)) or b"")
    whole = " ".join((letter.title, *letter.paragraphs))

    def checked(code: str, word: str) -> str:
        return text_of(client.post("/uk/check", {"code": code, "word": word}))

    # 1. The letter itself: no row for callers, no word of hers, nothing with which a letterbox opens.
    assert CALLER_ROWS == len(rows)
    assert not [one for one in (*rows, *receipt.words) if re.search(rf"\b{one}\b", whole)]
    assert receipt.number not in whole

    # 2. Code and check word: genuine, with kind and date, and each time how often it was asked.
    first, second = checked(letter.code, letter.check_word), checked(letter.code, letter.check_word)
    assert all(UK["verify_yes"] in page and UK["kind_letter_no_information"] in page for page in (first, second))
    times = [int(re.findall(r"(\d+)", page.partition(UK["verify_yes"])[2].partition("</div>")[0])[-1]) for page in
             (first, second)]  # fmt: skip
    assert [1, 2] == times, "who holds a copy is seen by the one who holds the letter"

    # 3. The copy with another telephone: the page says what is written in no copy, whom to call instead.
    assert all(OURS in page and UK["verify_advice"] in page and HIS not in page for page in (first, second))
    forged = checked(letter.code, "".join(reversed(letter.check_word)))
    assert UK["verify_no"] in forged and UK["verify_no_text"] in forged and OURS in forged

    # 4. He rings her and she names a row: he has none of it. Whoever really rings has each once.
    staff = Staff(clock, secrets.token_bytes).found()
    staff.on_call("caseworker", Role.CASEWORKER)
    hers, worker = enquiry_at(locator_of(receipt)), staff.acting("caseworker")
    assert hers is not None
    assert rows[2] == answer_caller(worker, enquiry_id=hers, row=3)
    with pytest.raises(RowServedError):
        answer_caller(worker, enquiry_id=hers, row=3)
    with pytest.raises(EmptyCallError):
        answer_caller(worker, enquiry_id=hers, row=CALLER_ROWS + 1)
    assert rows[3] == answer_caller(worker, enquiry_id=hers, row=4)

    # 5. She reports it, and nobody asks who she is.
    form = re.findall(r'name="form" value="([^"]+)"', text_of(client.get("/uk/tell")))
    told = {"form": form[0], "kind": "letter", "told": f"лист з телефоном {HIS}", "where": ""}
    assert 200 == client.post("/uk/tell", told).status_code
    assert 1 == fetch_enquiries(bureau, first_letter_day=0)
