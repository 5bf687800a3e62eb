"""How those held at a place live, as the desk shows it, takes it, and keeps complaints from the camp."""

from __future__ import annotations

import pytest
from django.urls import reverse

from repatria.doors.jobs.clocks import keep_clocks
from tests.doors.desk.bureau import enter, faults_on, main_of, readings_since, refusal_on, text_of, tree_size

pytestmark = pytest.mark.django_db
PLACE = "/welfare/CAMP-2"


@pytest.fixture
def held(bureau):
    bureau.staff.open_places("CAMP-1", "CAMP-2")
    bureau.capture()
    bureau.clock.forward(hours=1)
    return bureau


def test_refuses_at_the_field_that_is_wrong_and_another_camps_page(held):
    given = {"care": "reception", "given_to": "1", "is_enough": "no"}
    page = enter(held.at("camp-2"), f"{PLACE}/care", **given)
    assert {"missing"} == set(faults_on(page)) or "what was lacking" in refusal_on(page)
    assert 403 == held.at("camp-1").get(PLACE).status_code
    page = enter(held.at("doctor"), f"{PLACE}/inspection", person_ids="P-00000-00000-0")
    assert {"person_ids"} == set(faults_on(page))
    page = enter(held.at("registrar"), f"{PLACE}/representative", person_id=held.person, how="ballot",
                 is_secret="no", is_approved="yes")  # fmt: skip
    assert "a secret ballot" in refusal_on(page)


def test_what_a_place_lacks_stands_there_until_it_is_entered_whole(held):
    held.clock.forward(days=31)
    keep_clocks(held.outside)
    before = main_of(held.at("camp-2").get(PLACE))
    assert "Medical inspection of the month" in before and held.person in before
    assert "Food, water, clothing for those who came" in before
    assert "CAMP-2" in main_of(held.at("head").get("/welfare"))
    owed = main_of(held.at("camp-2").get("/"))
    assert f'href="{PLACE}' in owed

    enter(held.at("camp-2"), f"{PLACE}/care", care="reception", given_to="1", is_enough="yes")
    done = enter(held.at("doctor"), f"{PLACE}/inspection", person_ids=held.person)
    assert PLACE == done.headers["Location"]
    keep_clocks(held.outside)
    after = main_of(held.at("camp-2").get(PLACE))
    assert held.person not in after and "1 of 1" in after


def test_a_complaint_is_taken_past_the_camp_and_passed_on(held):
    enter(held.at("interviewer"), "/take-complaint", place="CAMP-2", about="violence", words="beaten at the gate")
    assert "complaint" not in main_of(held.at("camp-2").get(PLACE)).lower()
    assert 403 == held.at("camp-2").get("/complaints").status_code
    listed = main_of(held.at("delegate").get("/complaints"))
    assert "beaten" not in listed and "violence" in listed
    number = listed.partition("/complaints/")[2].partition('"')[0]
    size = tree_size()
    assert "beaten at the gate" in text_of(held.at("delegate").get(f"/complaints/{number}"))
    assert [("welfare.?complaints", (number,))] == readings_since(size)

    enter(held.at("head"), f"/complaints/{number}/forward", to="icrc", reference="L 9")
    assert "ICRC" in text_of(held.at("delegate").get(f"/complaints/{number}"))


def test_whom_they_chose_writes_to_who_watches_and_his_count_stands_beside_the_roll(held):
    enter(held.at("camp-2"), f"{PLACE}/representative", person_id=held.person, how="ballot", is_secret="yes",
          is_approved="yes")  # fmt: skip
    page = main_of(held.at("camp-2").get(PLACE))
    term = page.partition("/representative/")[2].partition("/")[0]
    enter(held.at("camp-2"), f"{PLACE}/representative/{term}/letter", to="icrc")
    assert "The representative’s letter went out" in main_of(held.at("camp-2").get(PLACE))

    roll = enter(held.at("camp-2"), reverse("desk:take_roll"), counted="1") and reverse("desk:rolls")
    (number,) = {part.partition('"')[0] for part in main_of(held.at("camp-2").get(roll)).split('href="/rolls/R-')[1:]}
    enter(held.at("delegate"), f"/rolls/R-{number}/dissent", term_id=term, counted="2", said="one lay in tent 4")
    shown = main_of(held.at("camp-2").get(f"/rolls/R-{number}"))
    assert "one lay in tent 4" in shown and "The representative does not agree" in shown
