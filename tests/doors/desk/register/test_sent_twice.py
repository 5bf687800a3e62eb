"""A capture form that is sent more than once: a double click, Back and send again, two tabs of one form."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from repatria.records.register.selectors import head_counts, person_for_room
from tests.doors.desk.bureau import Bureau, fields_of, kinds_since, refusal_on, tree_size
from tests.doors.desk.register.test_entering import HE, number_of

pytestmark = pytest.mark.django_db
CAPTURE = "register.capture_recorded"
_NUMBER = re.compile(r"[0-9a-f]{32}")


@pytest.fixture
def registrar(bureau: Bureau) -> Client:
    return bureau.at("registrar")


@pytest.fixture
def filled(registrar: Client) -> dict[str, Any]:
    """The form as it is sent, with the number that was drawn for it."""
    return fields_of(registrar.get("/capture")) | HE | {"holder": "CAMP-1"}


def test_another_man_typed_over_a_form_gone_back_to_is_not_taken_for_the_first(
    registrar: Client, filled: dict[str, Any]
) -> None:
    first = number_of(registrar.post("/capture", filled))
    other = filled | {"first_names": "Степан", "card_number": "0418", "service_number": "PA-2"}
    asked = registrar.post("/capture", other)

    assert asked.status_code == 409
    assert first in refusal_on(asked)
    kept = fields_of(asked)
    assert ("Степан", "0418") == (kept["first_names"], kept["card_number"])
    second = number_of(registrar.post("/capture", kept))
    assert first != second
    assert {"CAMP-1": 2} == head_counts()


def test_a_form_sent_thrice_leads_thrice_to_one_man(registrar: Client, filled: dict[str, Any]) -> None:
    size = tree_size()
    answers = [registrar.post("/capture", filled) for _ in range(3)]

    assert {person_for_room(number_of(answers[0])).person_id} == {number_of(one) for one in answers}
    assert [CAPTURE] == [kind for kind in kinds_since(size) if kind == CAPTURE]
    assert {"CAMP-1": 1} == head_counts()


def test_each_page_of_the_form_has_a_number_of_its_own_and_keeps_it_until_it_is_done(
    registrar: Client, filled: dict[str, Any]
) -> None:
    mended = fields_of(registrar.post("/capture", filled | {"surname": "", "form_number": filled["form_number"]}))

    assert filled["form_number"] == mended["form_number"]
    assert filled["form_number"] == fields_of(registrar.get("/capture"))["form_number"]  # it waits to be finished
    registrar.post("/capture/forget", {"form_number": filled["form_number"]})
    assert filled["form_number"] != fields_of(registrar.get("/capture"))["form_number"]


@pytest.mark.parametrize("sent", ["", "1", "Z" * 32, "a" * 31, "' OR 1=1"])
def test_a_form_without_a_number_of_ours_is_recorded_under_a_new_one(
    registrar: Client, filled: dict[str, Any], sent: str
) -> None:
    refused = fields_of(registrar.post("/capture", filled | {"surname": "", "form_number": sent}))

    assert _NUMBER.fullmatch(refused["form_number"])
    assert person_for_room(number_of(registrar.post("/capture", filled | {"form_number": sent}))).card_number == "0417"
