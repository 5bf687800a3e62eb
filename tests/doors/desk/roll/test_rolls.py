"""The camp's roll in one screen, the second signature, a paper, what differs; as the desk shows and refuses it."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse

from repatria.core.law.custody import CustodyAttested, CustodyEvent
from repatria.records.register.services import record_custody
from repatria.records.roll.selectors import rolls
from tests.doors.desk.bureau import enter, faults_on, kinds_since, readings_since, refusal_on, text_of, tree_size

pytestmark = pytest.mark.django_db
TODAY, CAMP = "/rolls/today", "camp-2"


@pytest.fixture
def held(bureau):
    """A man in CAMP-2, an hour ago."""
    bureau.staff.open_places("CAMP-1", "CAMP-2")
    bureau.capture()
    bureau.clock.forward(hours=1)
    return bureau


def taken(bureau, counted=1, **typed):
    page = enter(bureau.at(CAMP), TODAY, counted=str(counted), **typed)
    assert page.status_code == 302, text_of(page)
    return rolls(bureau.by(CAMP))[0].roll_id


def colleague(bureau):
    from repatria.records.access.role_table import Role

    bureau.staff.hire("camp-2b", Role.CAMP_OFFICER, branch="CAMP-2")
    return "camp-2b"


@pytest.mark.parametrize(
    ("typed", "fault"),
    [({"counted": "many"}, "counted"), ({"counted": ""}, "counted"), ({"taken_at": "01.01.2031 08:00"}, "taken_at")],
)
def test_refuses_at_the_field_what_is_no_count_and_no_hour(held, typed, fault):
    size = tree_size()

    page = enter(held.at(CAMP), TODAY, **{"counted": "1"} | typed)

    assert (400, {fault}) == (page.status_code, set(faults_on(page)))
    assert "roll.roll_recorded" not in kinds_since(size)


def test_one_screen_says_the_sum_who_signs_and_what_differs(held):
    page = text_of(held.at(CAMP).get(TODAY))
    assert "CAMP-2</bdi>: 1 to be counted" in page

    roll_id = taken(held, counted=3)
    page = text_of(held.at(CAMP).get(TODAY))
    assert (
        "3 counted, 1 by the register: 2 too many" in page
        and reverse("desk:explain_difference", args=[roll_id]) in page
    )
    assert reverse("desk:sign_roll", args=[roll_id]) not in page, "nobody signs twice"


def test_a_second_person_of_the_camp_signs_and_the_first_is_refused(held):
    roll_id = taken(held)
    refused = held.at(CAMP).post(reverse("desk:sign_roll", args=[roll_id]))
    assert 409 == refused.status_code and "Two different persons" in refusal_on(refused)

    name = colleague(held)
    other = held.at(name)
    assert "The second signature is missing" in text_of(other.get(TODAY))
    signed = other.post(reverse("desk:sign_roll", args=[roll_id]), follow=True)
    assert "they agree" in text_of(signed) and rolls(held.by(CAMP))[0].is_signed
    assert 403 == held.at("camp-1").get(reverse("desk:daily_roll", args=[roll_id])).status_code


def test_a_paper_of_yesterday_is_typed_in_by_the_bureau_and_says_so(held):
    hour = held.clock() - timedelta(minutes=5)
    held.clock.forward(hours=24)
    sheet = {"place": "camp 2", "number": "29", "counted": "1", "taken_at": f"{hour:%d.%m.%Y %H:%M}"}
    registrar = held.at("registrar")
    one = enter(registrar, "/rolls/paper", **sheet, signed_by="I. Sych", second_signature="i. sych")
    assert {"signed_by"} == set(faults_on(one))

    shown = enter(registrar, "/rolls/paper", **sheet, signed_by="I. Sych", second_signature="P. Hrab")
    page = text_of(registrar.get(shown.headers["Location"]))
    assert "typed in later" in page and "P. Hrab" in page and "1 of 1" in page
    again = enter(registrar, "/rolls/paper", **sheet, signed_by="I. Sych", second_signature="P. Hrab")
    assert {"number"} == set(faults_on(again))


def test_a_difference_is_explained_by_what_the_house_can_read_or_refused_at_its_field(held):
    roll_id = taken(held, counted=0)
    place = reverse("desk:explain_difference", args=[roll_id])
    refused = enter(held.at(CAMP), place, how="event_recorded_late", explanation="he had left")
    assert (409, {"how"}) == (refused.status_code, set(faults_on(refused)))

    record_custody(
        held.by("registrar"), person_id=held.person, event=CustodyEvent.SIGNED_OUT, holder="COURT-4",
        happened_at=held.clock() - timedelta(minutes=30),
        attested=CustodyAttested(order_by="judge 4", due_back_at=(held.clock() + timedelta(hours=4)).isoformat()),
    )  # fmt: skip
    done = enter(held.at(CAMP), place, how="event_recorded_late", explanation="the book was written up late")
    assert 302 == done.status_code
    assert "an event was recorded late" in text_of(held.at("auditor").get(reverse("desk:daily_roll", args=[roll_id])))


def test_whoever_watches_sees_the_open_differences_of_every_place_and_their_file(held):
    taken(held, counted=0)

    page = text_of(held.at("delegate").get("/rolls?show=open"))
    assert "CAMP-2" in page and "1 too few" in page
    lines = list(
        csv.reader(io.StringIO(held.at("auditor").get("/rolls?show=open&export=csv").content.decode("utf-8-sig")))
    )
    assert [["CAMP-2", "0", "1"]] == [line[1:4] for line in lines[1:]]


def test_the_sheet_to_count_by_leaves_a_reading_act_of_the_camps_own_men(held):
    size = tree_size()
    sheet = held.at(CAMP).get("/rolls/today.pdf")

    assert sheet.content.startswith(b"%PDF")
    assert [("register.?camp_roll", (held.person,))] == readings_since(size)
