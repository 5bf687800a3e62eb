"""Places at the desk: opened, named, spelt, closed, with their pads; and a holder that is chosen, never typed."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from repatria.doors.desk.frame.texts import say
from repatria.records.places.reading import read_place
from repatria.records.places.selectors import place
from tests.doors.desk.bureau import Bureau, enter, faults_on, refusal_on, text_of, tree_size

pytestmark = pytest.mark.django_db

CAMP_5 = {"code": "CAMP-5", "kind": "camp", "name": "Табір 5"}
PAD = {"prefix": "", "first": "401", "last": "450", "digits": "4", "received_by": "сержант Дрозд"}


@pytest.fixture
def head(bureau: Bureau) -> Client:
    return bureau.at("head")


def choices_of(page: object, name: str) -> list[str]:
    """The values among which a select lets one choose."""
    found = re.search(rf'<select id="{name}".*?</select>', page.content.decode(), re.DOTALL)  # type: ignore[attr-defined]
    assert found is not None
    return re.findall(r'<option value="([^"]*)"', found[0])


@pytest.mark.parametrize(("given", "field", "fault"), [
    ({"code": "camp № 02"}, "code", "place_taken"), ({"name": "САМР-2"}, "name", "place_taken"),
    ({"code": "a/b"}, "code", "code_form"), ({"name": "—"}, "name", "no_letters"),
    ({"kind": "ship"}, "kind", "unknown"),
])  # fmt: skip
def test_refuses_a_place_at_its_field_and_keeps_what_was_typed(
    head: Client, given: dict[str, str], field: str, fault: str
) -> None:
    size = tree_size()
    page = enter(head, "/open-place", **CAMP_5 | given)

    assert say("en", f"fault.{fault}") in faults_on(page)[field]
    assert (CAMP_5 | given)["code"] in page.content.decode()
    assert size == tree_size()


def test_opened_named_spelt_and_read_so(bureau: Bureau, head: Client) -> None:
    assert "/places/CAMP-5" == enter(head, "/open-place", **CAMP_5).headers["Location"].partition("?")[0]
    assert 302 == enter(head, "/places/CAMP-5/name", name="Північ").status_code
    assert 302 == enter(bureau.at("registrar"), "/places/CAMP-5/spelling", written="Лагерь Север").status_code

    shown = text_of(head.get("/places/CAMP-5"))
    assert all(word in shown for word in ("Північ", "Табір 5", "Лагерь Север"))
    assert ["CAMP-5"] * 3 == [read_place(one).place for one in ("північ", "ТАБІР № 5", "лагерь-север")]
    assert 302 == enter(head, "/places/CAMP-5/spelling/annul", written="лагерь север", reason="a town").status_code
    assert "" == read_place("Лагерь Север").place


def test_a_number_is_given_once_and_the_page_says_who_has_it(bureau: Bureau, head: Client) -> None:
    registrar = bureau.at("registrar")
    assert 302 == enter(registrar, "/places/UNIT-7/pad", **PAD).status_code
    page = enter(registrar, "/places/CAMP-2/pad", **PAD | {"first": "450", "last": "460"})

    assert 409 == page.status_code
    assert say("en", "fault.taken") in faults_on(page)["first"]
    (pad,) = place(bureau.by("head"), "UNIT-7").pads
    assert "0401–0450" in text_of(head.get("/places/UNIT-7"))
    assert 302 == enter(head, f"/places/UNIT-7/pad/{pad.pad_id}/annul", reason="came back whole").status_code
    assert () == place(bureau.by("head"), "UNIT-7").pads


def test_a_place_that_holds_somebody_stays_open_and_the_page_says_how_many(bureau: Bureau, head: Client) -> None:
    bureau.capture()
    page = enter(head, "/places/CAMP-2/close", reason="it moves")

    assert 409 == page.status_code
    assert say("en", "refusal.places.E004", held=1) in refusal_on(page)
    assert 302 == enter(head, "/places/CAMP-9/close", reason="never used").status_code
    assert 302 == enter(head, "/places/CAMP-9/reopen", reason="by mistake").status_code
    assert "CAMP-9" == read_place("camp 9").place


def test_whoever_holds_him_is_chosen_among_the_open_places_and_nothing_else_is_taken(bureau: Bureau) -> None:
    registrar = bureau.capture().at("registrar")
    enter(bureau.at("head"), "/places/CAMP-9/close", reason="never used")
    path = f"/persons/{bureau.person}/custody/hospitalised"

    chosen = choices_of(registrar.get(path), "holder")
    assert {"", "CAMP-2", "HOSPITAL-1"} <= set(chosen) and "CAMP-9" not in chosen
    assert "holder" in faults_on(enter(registrar, path, holder="CAMP-9"))
    assert 302 == enter(registrar, path, holder="HOSPITAL-1").status_code


def test_a_camp_registers_into_itself_alone_and_an_account_works_in_an_open_place(bureau: Bureau) -> None:
    assert ["CAMP-1"] == choices_of(bureau.at("camp-1").get("/capture"), "holder")
    assert "CAMP-1" in choices_of(bureau.at("administrator-1").get("/accounts/new"), "branch")
    typed = {"sign_in_name": "gate", "branch": "CAMP-77", "account_language": "uk"}
    assert "branch" in faults_on(enter(bureau.at("administrator-1"), "/accounts/new", **typed))


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
def test_the_list_tells_what_each_holds_in_every_language(bureau: Bureau, language: str) -> None:
    bureau.capture()
    shown = text_of(bureau.at("delegate", language).get("/places"))

    assert say(language, "place_kind.hospital") in shown
    assert re.search(r"CAMP-2\W.*?\b1\b", shown)
