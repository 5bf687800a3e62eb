"""Likely same men beside the capture form: shown before anything is recorded, to whoever may see them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from repatria.doors.desk.frame.texts import LANGUAGES, say
from repatria.records.register.selectors import head_counts
from tests.doors.desk.bureau import Bureau, enter, fields_of, kinds_since, main_of, readings_since, tree_size
from tests.doors.desk.register.test_entering import HE, number_of

pytestmark = pytest.mark.django_db
CAPTURE = "register.capture_recorded"
SECOND = HE | {"card_number": "0533", "surname": "Шевчинко", "holder": "CAMP-2"}


@pytest.fixture
def registrar(bureau: Bureau) -> Client:
    bureau.staff.open_places("CAMP-1", "CAMP-2")
    return bureau.at("registrar")


@pytest.fixture
def first(registrar: Client) -> str:
    """A man with the service number that the second form bears too."""
    return number_of(enter(registrar, "/capture", **HE | {"holder": "CAMP-1"}))


def captures(size: int) -> int:
    return kinds_since(size).count(CAPTURE)


def test_nobody_alike_is_recorded_at_once(registrar: Client) -> None:
    size = tree_size()
    number_of(enter(registrar, "/capture", **HE | {"holder": "CAMP-1"}))

    assert 1 == captures(size)
    assert not readings_since(size)


def test_a_man_of_the_same_service_number_is_shown_before_anything_is_recorded(registrar: Client, first: str) -> None:
    size = tree_size()
    shown = enter(registrar, "/capture", **SECOND)

    assert 200 == shown.status_code
    assert 0 == captures(size)
    assert all(word in main_of(shown) for word in (first, "Шевченко", "0417", say("en", "button.another_man")))
    assert [("register.?persons", (first,))] == readings_since(size)
    kept = fields_of(shown)
    assert ("Шевчинко", "0533", first) == (kept["surname"], kept["card_number"], kept["seen"].strip())


def test_once_shown_another_man_is_recorded_under_his_own_number(registrar: Client, first: str) -> None:
    shown = fields_of(enter(registrar, "/capture", **SECOND))
    second = number_of(registrar.post("/capture", shown))

    assert second != first
    assert {"CAMP-1": 1, "CAMP-2": 1} == head_counts()


def test_who_was_shown_for_another_form_was_not_shown_for_this_one(registrar: Client, first: str) -> None:
    shown = enter(registrar, "/capture", **SECOND, seen="P-SOMEBODY P-ELSE")

    assert 200 == shown.status_code
    assert first in main_of(shown)


def test_a_form_sent_twice_is_no_likely_double_of_itself(registrar: Client) -> None:
    filled = fields_of(registrar.get("/capture")) | HE | {"holder": "CAMP-1"}
    answers = [registrar.post("/capture", filled) for _ in range(2)]

    assert number_of(answers[0]) == number_of(answers[1])


def test_looking_again_records_nothing_and_keeps_what_is_typed_however_little(registrar: Client, first: str) -> None:
    for typed in ({"service_number": "PA-1"}, {"service_number": "PA-1", "birth_date": "nonsense", "category": "x"}):
        size = tree_size()
        page = registrar.post("/capture/look", typed)
        assert 200 == page.status_code
        assert first in main_of(page)
        assert "PA-1" == fields_of(page)["service_number"]
        assert 0 == captures(size)
    assert say("en", "likely.nobody") in main_of(registrar.post("/capture/look", {"service_number": "?"}))


def test_names_are_compared_by_the_matcher_and_what_is_alike_is_said(
    registrar: Client, first: str, a_matcher: dict[str, str]
) -> None:
    a_matcher["person_id"] = first
    page = main_of(registrar.post("/capture/look", {"surname": "Shevchenko", "first_names": "Sergei"}))

    assert first in page
    assert say("en", "particular.surname") in page
    assert say("en", "likely.silent") not in page


def test_a_matcher_that_does_not_answer_keeps_nobody_from_being_registered(registrar: Client, first: str) -> None:
    page = main_of(registrar.post("/capture/look", {"surname": "Шевченко"}))
    assert say("en", "likely.silent") in page
    number_of(enter(registrar, "/capture", **SECOND | {"service_number": "PA-9"}))

    assert {"CAMP-1": 1, "CAMP-2": 1} == head_counts()


@pytest.mark.parametrize("is_his", [True, False])
def test_a_camp_sees_its_own_men_and_learns_nothing_of_anothers(
    bureau: Bureau, registrar: Client, first: str, a_matcher: dict[str, str], is_his: bool
) -> None:
    a_matcher["person_id"] = first
    officer = bureau.at("camp-1" if is_his else "camp-2")
    typed: dict[str, Any] = SECOND | {"holder": "CAMP-1" if is_his else "CAMP-2"}
    size = tree_size()
    page = enter(officer, "/capture", **typed)

    assert is_his == (first in main_of(page))
    assert is_his == ("0417" in main_of(page))
    assert (0 if is_his else 1) == captures(size)
    assert [first] * is_his == [number for _, numbers in readings_since(size) for number in numbers]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_beside_the_form_is_said_in_every_language(bureau: Bureau, first: str, language: str) -> None:
    page = main_of(bureau.at("registrar", language).post("/capture/look", {"service_number": "PA-1"}))

    assert all(say(language, key) in page for key in ("likely.head", "likely.what_now", "button.another_man"))
