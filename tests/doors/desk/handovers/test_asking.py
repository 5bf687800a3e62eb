"""Asking both again at the point, at the desk: by an interviewer, with what was typed kept where it is refused."""

from __future__ import annotations

import pytest

from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.core.law.handover_asking import AskedPerson
from repatria.doors.desk.frame.texts import say
from repatria.records.handover.selectors import handover
from tests.doors.desk.bureau import Bureau, enter, faults_on, refusal_on, text_of

pytestmark = pytest.mark.django_db
ALONE = {
    "room": "Room 4", "asked_in": "uk", "is_understood": "on", "is_no_guard_in_hearing": "on",
    "is_no_other_in_hearing": "on", "is_no_officer_in_hearing": "on", "renewed": "yes", "text": "Хочу додому",
}  # fmt: skip


@pytest.fixture
def opened(answered: Bureau) -> Bureau:
    """A hand-over that stands open, and nobody is on the way."""
    answered.decide().level_three().switched_on().he_says(ContactAnswer.YES, about=ContactAbout.HANDOVER).opened()
    return answered


def path(bureau: Bureau, who: AskedPerson) -> str:
    return f"/hand-overs/{bureau.handover}/ask/{who}"


def test_nobody_is_asked_before_both_came_and_then_by_an_interviewer_alone(opened: Bureau) -> None:
    assert opened.at("interviewer").get(path(opened, AskedPerson.HE)).status_code == 404
    opened.up_to_the_point()  # who signed in before it has been signed out since
    for name in ("officer", "caseworker-1", "head", "registrar", "delegate"):
        assert opened.at(name).get(path(opened, AskedPerson.HE)).status_code == 403
    assert opened.at("interviewer-2").get(f"/hand-overs/{opened.handover}/ask/both").status_code == 404

    officer, there = opened.at("officer"), f"/hand-overs/{opened.handover}"
    shown = text_of(officer.get(f"{there}/step/identity_checked"))
    assert "Шевченко" in shown and "passport" in shown, "what identity is checked against"
    assert say("en", "empty.photographs") in shown and "Хочу додому" not in shown
    assert "Шевченко" not in text_of(officer.get(f"{there}/step/completed"))
    assert (302, 404) == (
        officer.get(f"{there}/face").status_code, officer.post(f"{there}/face", {"photograph": "PH-1"}).status_code
    )  # fmt: skip

    owed = text_of(opened.at("interviewer-2").get("/"))
    assert say("en", "asked.ask_him_again") in owed and say("en", "asked.ask_her_again") in owed
    asked = text_of(opened.at("interviewer-2").get(path(opened, AskedPerson.HE)))
    assert "Мария" in asked and "passport" not in asked, "whom he is asked about, and no paper of hers"


PLAN = {
    "meets_on": "2026-05-09", "his_room": "Room 1", "her_room": "Room 2", "telephones": "Bureau: 555 0100",
    "way_back": "bus", "her_journey": "paid",
}  # fmt: skip


@pytest.mark.parametrize(
    "typed, field",
    [
        ({"meets_on": "2026-05"}, "meets_on"),
        ({"her_room": "room 1"}, "her_room"),
        ({"telephones": "555"}, "telephones"),
    ],
)
def test_refuses_a_plan_at_the_field_that_is_open_and_keeps_the_rest(
    opened: Bureau, typed: dict[str, str], field: str
) -> None:
    path = f"/hand-overs/{opened.handover}"
    refused = enter(opened.at("officer"), f"{path}/plan", **PLAN | typed)
    assert {field} == set(faults_on(refused))
    assert "paid" in text_of(refused)
    assert f"{path}/dossier.pdf" not in opened.at("officer").get(path).content.decode()
    assert 302 == enter(opened.at("officer"), f"{path}/plan", **PLAN).status_code

    assert 404 == opened.at("officer").get(f"{path}/dossier.pdf").status_code, "two have not authorised it yet"
    opened.up_to_the_point()
    sheet = opened.at("officer-2").get(f"{path}/dossier.pdf")

    assert (200, "application/pdf") == (sheet.status_code, sheet.headers["Content-Type"])


def test_refuses_an_asking_in_somebodys_hearing_and_keeps_what_was_typed(opened: Bureau) -> None:
    opened.up_to_the_point()
    empty = enter(opened.at("interviewer"), path(opened, AskedPerson.HE), asked_in="")
    assert {"room", "asked_in", "renewed"} == set(faults_on(empty))
    page = enter(opened.at("interviewer"), path(opened, AskedPerson.HE),
                 **{one: value for one, value in ALONE.items() if not one.startswith("is_no_")})  # fmt: skip

    assert page.status_code == 409
    for what in ("no_guard_in_hearing", "no_other_in_hearing", "no_officer_in_hearing"):
        assert say("en", f"guard.{what}") in refusal_on(page)
    assert "Хочу додому" in text_of(page) and "practice rule 19" in refusal_on(page)


def test_a_no_of_hers_ends_it_at_once_and_her_words_stand_on_no_page_of_the_officer(opened: Bureau) -> None:
    opened.up_to_the_point()
    for who, answer in ((AskedPerson.HE, "yes"), (AskedPerson.SHE, "no")):
        page = enter(opened.at("interviewer"), path(opened, who), **ALONE | {"room": f"Room {who}", "renewed": answer})
        assert page.status_code == 302

    assert "stopped_by_kin" == handover(opened.by("officer"), opened.handover).state
    assert "Хочу додому" not in text_of(opened.at("officer").get(f"/hand-overs/{opened.handover}"))
    assert opened.at("interviewer").get(path(opened, AskedPerson.HE)).status_code == 404
