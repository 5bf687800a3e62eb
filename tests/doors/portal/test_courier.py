"""From her words on the pages to the bureau's records: whatever letters she writes, the same words arrive."""

from __future__ import annotations

import re
import secrets

import pytest
from django.test import Client

from repatria.core.law.askers import Likeness
from repatria.core.vocabulary.receipts import CALLER_ROWS, caller_answer, letter_identity_of, locator_of
from repatria.doors.jobs.courier import fetch_enquiries
from repatria.doors.jobs.ports import Outside
from repatria.doors.portal.form import SAID_FIELDS
from repatria.doors.portal.pages import today
from repatria.records.access.role_table import Role
from repatria.records.enquiries.acts import Asked
from repatria.records.enquiries.selectors import askers, enquiry_at, enquiry_for_room
from repatria.records.enquiries.services import number_index_of, phone_code_digest, receive_enquiry
from repatria.records.hotline.models import NoteChoice
from repatria.records.hotline.pairs import pair_of
from repatria.records.intake.keys import current
from repatria.records.intake.selectors import sealed_since
from repatria.records.intake.services import receive_sealed
from repatria.records.vault.opening import open_rows
from tests.cast import Cast
from tests.conftest import Clock
from tests.doors.portal.family import ANSWERS, SAID, Family, Typed, fields_of, receipt_on, text_of
from tests.records.staff import Staff, outside

pytestmark = pytest.mark.django_db(databases=["default", "intake"])

ODD_TEXTS = {
    "one letter": "Я",
    "ten thousand letters": "Я" * 10_000,
    "bidi": "\u202eоксаміТ\u202c \u2067שלום\u2069",
    "control": "Іва\x07н\x1b[31m\x7f",
    "NUL": "\x00",
    "NUL inside": "Шев\x00ченко",
    "zero width": "\u200bШев\u200dченко\ufeff",
    "emoji": "👩‍👦 Сергій 🇺🇦",
    "markup": "</textarea><script>alert(1)</script><!--",
    "template": "{{ t.next }}{% now 'Y' %}%(date)s",
    "formula": "=HYPERLINK(\"x\")",
    "apostrophes": "В'ячеслав В’ячеслав Вʼячеслав",
    "mixed alphabets": "Шeвчeнкo Cepгiй",
    "combining": "Ж" + "\u0301" * 500,
    "ligature that grows": "ﷺ" * 300,
    "Georgian and Arabic": "გიორგი محمد",
    "beyond the first plane": "𐐷𠮷",
    "lines": "перше\nдруге",
}  # fmt: skip


@pytest.fixture
def bureau(clock: Clock) -> Outside:
    return outside(clock, secrets.token_bytes)


def _said_at(locator: str) -> dict[str, object]:
    found = enquiry_at(locator)
    assert found is not None, "the enquiry did not arrive"
    return {name: value for name, value in enquiry_for_room(found).said.items() if name in SAID_FIELDS}


def test_the_same_words_arrive_in_the_enquiry(family: Family, bureau: Outside) -> None:
    family.answer()
    receipt = receipt_on(family.send())

    assert fetch_enquiries(bureau, first_letter_day=21) == 1
    found = enquiry_at(locator_of(receipt))
    assert found is not None
    said = enquiry_for_room(found).said
    assert {name: said[name] for name in SAID_FIELDS if name != "shares"} == {
        name: SAID[name] for name in SAID_FIELDS if name != "shares"
    }
    assert [one in said["shares"] for one in ("icrc", "society", "other_bureau")] == [True, True, False]
    assert fetch_enquiries(bureau, first_letter_day=21) == 0


def test_how_she_is_told_of_letters_is_an_act_of_its_own_and_none_where_she_chose_none(
    client: Client, bureau: Outside
) -> None:
    told = []
    for way, to in (("sms", "00999 123-45-67"), ("none", "")):
        family = Family(client, "uk")
        family.answer(note_by=way, note_to=to)
        receipt = receipt_on(family.send())
        assert fetch_enquiries(bureau, first_letter_day=21) == 1
        told.append(enquiry_at(locator_of(receipt)))

    (choice,) = NoteChoice.objects.all()
    (cells,) = open_rows([choice], ("way", "to"))
    assert (told[0], "sms", "+9991234567") == (choice.enquiry_id, cells["way"], cells["to"])


def test_one_enquiry_by_web_telephone_and_paper_is_one_cluster_with_three_receipts(
    family: Family, bureau: Outside
) -> None:
    family.answer()
    receipts = [receipt_on(family.send()), Cast.receipt("mother"), Cast.receipt("stranger")]
    fetch_enquiries(bureau, first_letter_day=0)
    for receipt, channel in zip(receipts[1:], ("telephone", "paper"), strict=True):
        receive_enquiry(
            bureau.house(Role.COURIER), asked=Asked(sought_name=SAID["sought_name"], sought_birth=SAID["sought_birth"]),
            locator=locator_of(receipt), letter_identity=letter_identity_of(receipt), received_on=today(),
            language="uk", channel=channel, first_letter_day=0, number=receipt.number,
        )  # fmt: skip
    staff = Staff(bureau.now, bureau.randomness).found()
    staff.hire("caseworker", Role.CASEWORKER)
    (cluster,) = [one for one in askers(staff.acting("caseworker")) if one.likeness is Likeness.SAME_MAN]

    assert {enquiry_at(locator_of(one)) for one in receipts} == set(cluster.numbers)
    assert (3, 1) == (len(cluster.numbers), cluster.men)


@pytest.mark.parametrize("by_telephone", ["1", ""])
def test_her_receipt_has_the_rows_and_only_where_she_chose_it_the_code_that_the_house_knows(
    family: Family, bureau: Outside, by_telephone: str
) -> None:
    family.answer(ANSWERS | ({"by_telephone": by_telephone} if by_telephone else {}))
    page = family.send()
    receipt = receipt_on(page)
    fetch_enquiries(bureau, first_letter_day=0)
    found = enquiry_at(locator_of(receipt))
    assert found is not None
    pair = pair_of(found)
    words = [caller_answer(pair.caller_secret, row, receipt.language) for row in range(1, CALLER_ROWS + 1)]
    shown = re.findall(r'<p class="number" dir="ltr">([\d ]+)</p>', page.content.decode())

    assert "".join(f"<li>{one}</li>" for one in words) in page.content.decode()
    assert len(shown) == (2 if by_telephone else 1)
    assert bool(pair.phone_code) is bool(by_telephone)
    if by_telephone:
        assert pair.phone_code == phone_code_digest(number_index_of(receipt.number), shown[1])


@pytest.mark.parametrize("odd", ODD_TEXTS.values(), ids=ODD_TEXTS.keys())
def test_odd_letters_are_shown_kept_and_arrive(client: Client, bureau: Outside, odd: str) -> None:
    chosen = {"relation": "other", "lost_words": "call_back", "reach": "way", "meeting": "no", "shares": [],
              "note_by": "none", "note_to": ""}  # fmt: skip
    written: Typed = {name: odd for name in ANSWERS if name not in chosen} | {"born_words": f"1999 {odd}"[:10_000]}
    family = Family(client, "uk")
    check = family.answer(written | chosen)
    if "birth_kept" in fields_of(check):  # told once that no year is read in it; she goes on, and it is kept
        check = family.press(**written, **chosen)

    assert check.status_code == 200, fields_of(check)
    assert b"<script" not in check.content
    assert odd in text_of(check)
    receipt = receipt_on(family.send())
    assert fetch_enquiries(bureau, first_letter_day=21) == 1
    said = _said_at(locator_of(receipt))
    sent = {"sought_birth" if name == "born_words" else name: value for name, value in written.items()}
    assert {name: said[name] for name in sent} == sent


def test_an_item_that_does_not_open_stops_nobody_elses(family: Family, bureau: Outside) -> None:
    receive_sealed(form_id_sha256=b"f" * 32, ciphertext=b"noise", on=today(), mac_key=current().mac_key)
    family.answer()
    receipt = receipt_on(family.send())

    assert fetch_enquiries(bureau, first_letter_day=21) == 2
    assert enquiry_at(locator_of(receipt)) is not None


@pytest.mark.parametrize("letters", ["Я", "x", "😀", "\x01", "%", "&"])
def test_a_field_of_200_kilobytes_is_refused_plainly_and_nothing_is_sent(family: Family, letters: str) -> None:
    page = family.press(sought_name=letters * (200_000 // len(letters.encode())))

    assert page.status_code in (400, 413)
    assert sealed_since(0) == ()
    assert receipt_on(_sent(family)).number


def _sent(family: Family) -> object:
    again = Family(family.client, "uk")
    again.answer()
    return again.send()


def test_bytes_that_are_no_text_are_no_failure(client: Client) -> None:
    state = str(fields_of(client.get("/uk/form"))["state"])
    body = f"state={state}&form=1&go=check&reach=self&born_year=1999&sought_name=".encode() + b"%FF%FE%C3%28%ED%A0%80"
    page = client.generic("POST", "/uk/form", body, content_type="application/x-www-form-urlencoded")

    assert page.status_code == 200
    assert set(fields_of(page)) == {"state"}  # the check page


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=a", b"--b\r\n"),
        ("application/json", b"{}"),
        ("text/plain", b"\x00\xff"),
    ],
)
@pytest.mark.parametrize("place", ["form", "open", "add", "check"])
def test_a_body_that_is_no_form_is_refused_plainly(client: Client, place: str, content_type: str, body: bytes) -> None:
    page = client.generic("POST", f"/uk/{place}", body, content_type=content_type)

    assert page.status_code == 400
    assert page["Content-Type"].startswith("text/html")
    assert sealed_since(0) == ()


def test_a_thousand_fields_are_refused_plainly(client: Client) -> None:
    page = client.post("/uk/form", {f"f{number}": "1" for number in range(1000)})

    assert page.status_code == 413
