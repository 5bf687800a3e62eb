"""Taking an enquiry by telephone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from repatria.doors.desk.frame.texts import LANGUAGES, say
from repatria.records.enquiries.models import Enquiry
from repatria.records.enquiries.selectors import enquiry_for_room
from repatria.records.vault.opening import open_rows
from tests.doors.desk.bureau import (
    Bureau,
    all_cells,
    enter,
    faults_on,
    fields_of,
    kinds_since,
    text_of,
    tree_size,
)

pytestmark = pytest.mark.django_db


BIDI = "\u202e"


SHE: dict[str, Any] = {
    "letter_language": "uk", "sought_name": "Шевчинко Сережа", "sought_birth": "близько 1999", "enquirer_name": "Марія",
    "relation": "mother", "reach_by": "+380", "words": "кіт Мурчик",
    "lost_words": "in_person",
}  # fmt: skip


def shown_receipt(page: HttpResponse) -> tuple[str, tuple[str, ...]]:
    text = text_of(page)
    number = re.search(r'<p class="number" dir="ltr">([\d ]+)</p>', text)
    assert number, text
    return number[1], tuple(re.findall("<li>(.*?)</li>", text))


@pytest.fixture
def hotline(bureau: Bureau) -> Client:
    return bureau.at("hotline")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_enquiry_sent_twice_gives_the_same_receipt_and_is_one(hotline: Client, language: str) -> None:
    form = fields_of(hotline.get("/telephone")) | SHE | {"letter_language": language}
    first = shown_receipt(hotline.post("/telephone", form))
    second = shown_receipt(hotline.post("/telephone", form))
    changed = shown_receipt(hotline.post("/telephone", form | {"sought_name": "Інший"}))

    assert first == second == changed
    assert len(first[1]) == 7
    assert 1 == Enquiry.objects.count()
    other = shown_receipt(enter(hotline, "/telephone", **SHE))
    assert first[0] != other[0] and 2 == Enquiry.objects.count()


def test_number_and_words_are_kept_nowhere(hotline: Client) -> None:
    form = fields_of(hotline.get("/telephone")) | SHE
    number, words = shown_receipt(hotline.post("/telephone", form))
    sheet = hotline.post("/telephone/paper.pdf", {"form_id": form["form_id"], "letter_language": "uk"})
    assert (200, b"%PDF") == (sheet.status_code, sheet.content[:4])
    form_id = form["form_id"]
    sought = [number, number.replace(" ", ""), *words, form_id, repr(bytes.fromhex(form_id))[2:-1]]

    cells = all_cells()
    assert "enquiries_enquiry" in cells
    assert [] == [(table, one) for table, text in cells.items() for one in sought if one in text]
    for path in ("/telephone", "/", "/own"):
        assert number not in text_of(hotline.get(path))


def test_what_she_says_is_kept_as_she_says_it(hotline: Client, bureau: Bureau) -> None:
    said = SHE | {"sought_name": f"Шев{BIDI}чинко О'’ʼ", "words": "рядок\r\nдругий", "helper": "=1+1"}
    enter(hotline, "/telephone", **said)
    kept = enquiry_for_room(Enquiry.objects.get().pk).said

    assert (said["sought_name"], "рядок\nдругий", "=1+1") == (kept["sought_name"], kept["words"], kept["helper"])
    page = bureau.at("caseworker-1").get(f"/enquiries/{Enquiry.objects.get().pk}")
    assert page.status_code == 200 and said["sought_name"] in text_of(page)


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [("sought_name", "", "missing"), ("sought_name", " \t ", "missing"), ("sought_name", "Ж" * 10_001, "length"),
     ("words", "Ж" * 20_001, "length"), ("letter_language", "xx", "unknown"), ("channel", "pigeon", "unknown"),
     ("relation", "enemy", "unknown"), ("reach_by", "1" * 401, "length")],
)  # fmt: skip
def test_refuses_an_enquiry_that_does_not_read_and_loses_nothing(
    hotline: Client, name: str, value: str, fault: str
) -> None:
    page = enter(hotline, "/telephone", **SHE | {name: value})
    kept = fields_of(page)
    kept["lost_words"] = "".join(kept["lost_words"])  # a radio is read as a list

    assert page.status_code == 400
    assert faults_on(page)[name].endswith(say("en", f"fault.{fault}"))
    assert {one: SHE[one] for one in SHE if one != name} == {one: kept[one] for one in SHE if one != name}
    assert 0 == Enquiry.objects.count()
    assert len(bytes.fromhex(kept["form_id"])) == 32


@pytest.mark.parametrize("form_id", ["", "00", "zz" * 32, "00" * 31, "00" * 33, "Ж" * 64, "\0" * 64])
def test_refuses_a_form_that_is_not_one_of_ours(hotline: Client, form_id: str) -> None:
    size = tree_size()
    for page in (
        hotline.post("/telephone", SHE | {"channel": "telephone", "form_id": form_id}),
        hotline.post("/telephone/paper.pdf", {"form_id": form_id, "letter_language": "uk"}),
        hotline.post("/telephone/paper.pdf", {"form_id": "00" * 32, "letter_language": f"../{form_id}"}),
    ):
        assert page.status_code == 400
    assert "enquiries.enquiry_received" not in kinds_since(size)


def test_her_code_for_the_telephone_stands_on_the_receipt_only_if_she_chose_it(hotline: Client) -> None:
    without = text_of(enter(hotline, "/telephone", **SHE))
    with_code = text_of(enter(hotline, "/telephone", by_telephone="1", **SHE))

    assert say("en", "hotline_says.phone_code") not in without
    assert re.search(r'<b class="fit" dir="ltr">\d{8}</b>', with_code)
    one, two = Enquiry.objects.order_by("recorded_index")
    assert (None, 64) == (one.phone_code, len(str(open_rows([two], ("phone_code",))[0]["phone_code"])))


@pytest.mark.parametrize(("typed", "field"), [
    ({"lost_words": "call_back"}, "telephone"), ({"lost_words": ""}, "lost_words"),
    ({"lost_words": "often"}, "lost_words"),
])  # fmt: skip
def test_refuses_a_call_back_without_a_number_and_a_choice_that_is_none(
    hotline: Client, typed: dict[str, str], field: str
) -> None:
    page = enter(hotline, "/telephone", **SHE | typed)

    assert (400, [field]) == (page.status_code, list(faults_on(page))) and 0 == Enquiry.objects.count()


def test_a_call_that_breaks_off_comes_back_to_whoever_took_it_alone(hotline: Client, bureau: Bureau) -> None:
    form = fields_of(hotline.get("/telephone")) | SHE
    assert 204 == hotline.post("/telephone/keep", form).status_code

    assert SHE["sought_name"] not in text_of(bureau.at("caseworker-1").get("/telephone"))
    back = fields_of(hotline.get("/telephone"))
    assert (form["form_id"], SHE["sought_name"]) == (back["form_id"], back["sought_name"])
    assert "" == fields_of(hotline.get("/telephone?new=1"))["sought_name"]
    shown_receipt(hotline.post("/telephone", back))
    assert "" == fields_of(hotline.get("/telephone"))["sought_name"]


def test_scripts_stand_beside_the_form_in_every_language_a_caller_may_speak(hotline: Client) -> None:
    text = text_of(hotline.get("/telephone"))

    scripts = ("script.crisis", "script.abuse", "script.fishing", "script.police")
    assert [] == [one for one in scripts for language in LANGUAGES if say(language, one) not in text]
