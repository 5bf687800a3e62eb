"""What was typed is not lost: the sign-in ends, the page is closed, a form is of an earlier sign-in: it comes back."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from repatria.records.register.models import ParticularRow
from repatria.records.register.selectors import head_counts
from tests.doors.desk.bureau import BACKEND, Bureau, all_cells, ended, fields_of, text_of, tree_size
from tests.doors.desk.register.test_entering import HE, number_of

pytestmark = pytest.mark.django_db
CANARY = "Шелестович"


@pytest.fixture
def registrar(bureau: Bureau) -> Client:
    return bureau.at("registrar")


@pytest.fixture
def typed(registrar: Client) -> dict[str, Any]:
    """A form as it stands when something interrupts: one item is still missing, two are known otherwise."""
    he = {name: value for name, value in HE.items() if name != "birth_date"}
    more = {"holder": "CAMP-1", "surname": CANARY, "captured_on": "3 2026", "birth_place": "Львів",
            "other_items": ["birth_place", "rank"], "other_source_kind": "witness", "other_grade": "D"}  # fmt: skip
    return fields_of(registrar.get("/capture")) | he | more


def flat(fields: dict[str, Any]) -> dict[str, Any]:
    """What stands in the fields, ticked choices in one order, without the token that is drawn for each page."""
    said = {name: sorted(value) if isinstance(value, list) else [value] for name, value in fields.items()}
    return {name: value for name, value in said.items() if name != "kept_for"}


def signed_in_again(bureau: Bureau, name: str) -> Client:
    browser = Client()
    browser.force_login(bureau.staff_account(name), backend=BACKEND)
    browser.cookies["desk_language"] = "en"
    return browser


@pytest.mark.parametrize("token", ["", "x", "другой:1", "WyJBLTEiLCAiY2FwdHVyZSJd:1abc:sig"])
def test_a_form_that_nobody_was_shown_is_kept_for_nobody(
    registrar: Client, typed: dict[str, Any], bureau: Bureau, token: str
) -> None:
    page = Client().post("/capture", typed | {"kept_for": token})

    assert (302, "/sign-in") == (page.status_code, page.headers["Location"].partition("?")[0])
    assert "" == fields_of(registrar.get("/capture"))["surname"]


@pytest.mark.parametrize("path", ["/capture", "/capture/look", "/capture/keep"])
def test_a_form_sent_after_the_sign_in_ended_comes_back_to_its_writer_alone(
    bureau: Bureau, registrar: Client, typed: dict[str, Any], path: str
) -> None:
    other, size = bureau.at("camp-1"), tree_size()
    page = ended(registrar).post(path, typed)  # no session, no script
    assert page.status_code == 302
    assert "" == fields_of(other.get("/capture"))["surname"]
    back = signed_in_again(bureau, "registrar").get(path)
    again = signed_in_again(bureau, "registrar").get("/capture") if path == "/capture/keep" else back
    shown = fields_of(again)

    assert flat(typed) == flat({name: shown[name] for name in typed})
    assert "kept 3 May 2026" in text_of(again)
    assert size == tree_size()
    assert [] == [table for table, cells in all_cells().items() if CANARY in cells or "3 2026" in cells]


def test_a_form_of_an_earlier_sign_in_is_no_fault_and_comes_back(bureau: Bureau, typed: dict[str, Any]) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(bureau.staff_account("registrar"), backend=BACKEND)
    page = strict.post("/capture", typed | {"csrfmiddlewaretoken": "a" * 64})

    assert (302, "/capture") == (page.status_code, page.headers["Location"])
    assert CANARY == fields_of(strict.get("/capture"))["surname"]


def test_two_sheets_stand_beside_each_other_until_they_are_recorded_thrown_away_or_a_day_old(
    registrar: Client, typed: dict[str, Any], clock: Any, bureau: Bureau
) -> None:
    assert 204 == registrar.post("/capture/keep", typed).status_code
    clock.forward(minutes=1)
    other = typed | {"form_number": "b" * 32, "surname": "Другий"}
    registrar.post("/capture", other)  # a fault: the page that shows it may be closed
    page = registrar.get("/capture")
    assert "Другий" == fields_of(page)["surname"]
    assert "Behind it wait: 1." in text_of(page)
    registrar.post("/capture/forget", {"form_number": other["form_number"]})
    assert CANARY == fields_of(registrar.get("/capture"))["surname"]
    clock.forward(hours=24, minutes=1)

    late = signed_in_again(bureau, "registrar")
    assert "" == fields_of(late.get("/capture"))["surname"]
    unsigned = late.post("/capture/keep", typed | {"kept_for": typed["kept_for"][:-1]})
    assert 409 == unsigned.status_code, "not kept, and not said to be: the page's script keeps it then"


def test_what_is_recorded_is_kept_no_longer_though_the_page_keeps_it_late(
    registrar: Client, typed: dict[str, Any]
) -> None:
    number_of(registrar.post("/capture", typed | {"birth_date": "1999-04-12"}))
    assert 204 == registrar.post("/capture/keep", typed).status_code, "nothing of it is owed any more"
    ended(registrar).post("/capture", typed)

    assert "" == fields_of(registrar.get("/capture"))["surname"]
    assert {"CAMP-1": 1} == head_counts()


def test_the_next_form_begins_with_what_men_who_come_together_have_in_common(
    registrar: Client, typed: dict[str, Any]
) -> None:
    registrar.post("/capture", typed | {"birth_date": "1999-04-12", "source_kind": "camp_list"})
    begun = fields_of(registrar.get("/capture"))

    said = {name: begun[name] for name in ("power", "holder", "captured_on", "captured_at", "source_kind")}
    assert {"power": "PA", "holder": "CAMP-1", "captured_on": "3 2026", "captured_at": "near the mill",
            "source_kind": "camp_list"} == said  # fmt: skip
    assert ("not_yet_determined", "", "") == (begun["category"], begun["card_number"], begun["surname"])


@pytest.mark.parametrize(
    ("more", "fault"),
    [({"other_items": ["rank"], "other_source_kind": ""}, "other_source_kind"),
     ({"other_items": [], "other_source_kind": "witness"}, "other_items")],
)  # fmt: skip
def test_refuses_another_source_without_items_and_items_without_another_source(
    registrar: Client, typed: dict[str, Any], more: dict[str, Any], fault: str
) -> None:
    page = registrar.post("/capture", typed | {"birth_date": "1999-04-12"} | more)

    assert page.status_code == 400
    assert f'href="#{fault}"' in page.content.decode()


def test_an_item_that_is_known_otherwise_keeps_its_own_source(registrar: Client, typed: dict[str, Any]) -> None:
    person = number_of(registrar.post("/capture", typed | {"birth_date": "1999-04-12"}))
    found = dict(ParticularRow.objects.filter(person_id=person).values_list("kind", "source_kind"))
    assert ("witness", "witness", "capture_form") == (found["birth_place"], found["rank"], found["surname"])
