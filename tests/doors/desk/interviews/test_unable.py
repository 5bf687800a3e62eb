"""Who cannot be asked: the doctor tries again, and doctor and head decide together whether she is told."""

from __future__ import annotations

import pytest

from repatria.core.law.contact import ContactAnswer
from repatria.doors.desk.frame.owed import OwedItem, owed_by
from repatria.doors.desk.frame.texts import say
from repatria.doors.jobs.clocks import keep_clocks
from repatria.records.disclosure.selectors import vital_interest
from repatria.records.register.selectors import latest_decision
from tests.doors.desk.bureau import (
    Bureau,
    enter,
    faults_on,
    kinds_since,
    readings_since,
    refusal_on,
    text_of,
    tree_size,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def unable(linked: Bureau) -> Bureau:
    """Linked, and he cannot be asked about her."""
    linked.he_says(ContactAnswer.CANNOT_BE_ASKED, is_her=None)
    keep_clocks(linked.outside)
    return linked


def said(bureau: Bureau) -> str:
    decision = latest_decision(bureau.person, "enquiry", bureau.link_view.link_index)
    return "" if decision is None else decision.answer


def path(bureau: Bureau) -> str:
    return f"/vital-interest/{bureau.enquiry}"


def items(bureau: Bureau, name: str, what: str) -> list[OwedItem]:
    return [one for one in owed_by(bureau.by(name), bureau.clock()).items if one.what == what]


def asked_again(bureau: Bureau) -> str:
    decision = latest_decision(bureau.person, "enquiry", bureau.link_view.link_index)
    assert decision is not None
    return f"/asked-again/{decision.act_index}"


@pytest.mark.parametrize("name", ["caseworker-1", "interviewer", "registrar", "camp-2", "adviser", "reviewer-3"])
def test_refuses_whoever_is_neither_doctor_nor_head(unable: Bureau, name: str) -> None:
    browser = unable.at(name)
    size = tree_size()
    for page in (browser.get(path(unable)), browser.post(f"{path(unable)}/approve"), browser.get(asked_again(unable))):
        if name == "interviewer" and page.status_code == 200:
            continue
        assert page.status_code == 403, page.status_code
        assert "mother" not in text_of(page)
    assert size == tree_size()


def test_refuses_where_he_can_be_asked_himself(unable: Bureau) -> None:
    unable.he_says(ContactAnswer.LATER)
    for name in ("doctor", "head"):
        page = unable.at(name).post(f"{path(unable)}/approve")
        assert page.status_code == 409
        assert say("en", "refusal.disclosure.E003") in refusal_on(page)


def test_refuses_the_same_word_twice_and_a_form_without_an_answer(unable: Bureau) -> None:
    assert unable.at("doctor").post(f"{path(unable)}/approve").status_code == 302
    assert unable.at("doctor").post(f"{path(unable)}/approve").status_code == 409
    assert {"askable"} == set(faults_on(enter(unable.at("doctor"), asked_again(unable))))


def test_doctor_and_head_see_what_she_is_to_him_and_neither_her_name_nor_words(unable: Bureau) -> None:
    for name in ("doctor", "head"):
        browser = unable.at(name)
        size = tree_size()
        page = text_of(browser.get(path(unable)))
        assert say("en", "relation.mother") in page
        assert "Мария" not in page and "Рыжий" not in page and "Шевчинко" not in page
        whom_to_visit = [("register.?medical_list", (unable.person,))] if name == "doctor" else []
        expected = [("disclosure.?vital_interest", (unable.enquiry, unable.person)), *whom_to_visit]
        assert expected == readings_since(size)


def test_both_owe_their_word_until_it_is_given_and_then_nothing_of_his_part_is_missing(unable: Bureau) -> None:
    for name in ("doctor", "head"):
        (item,) = items(unable, name, "owed.to_tell_unasked")
        assert (path(unable), unable.person) == (item.link, item.about)
        assert unable.at(name).post(f"{item.link}/approve").status_code == 302
        assert [] == items(unable, name, "owed.to_tell_unasked")

    assert () == vital_interest(unable.by("head"), unable.enquiry).missing
    assert say("en", "page.both_decided") in text_of(unable.at("doctor").get(path(unable)))
    assert say("en", "guard.doctor_and_head") not in text_of(
        unable.at("caseworker-1").get(f"/enquiries/{unable.enquiry}")
    )


def test_the_doctor_s_clock_leads_to_the_page_on_which_he_says_that_he_tried_again(unable: Bureau) -> None:
    unable.clock.forward(days=6)
    (item,) = items(unable, "doctor", "clock.contact_reask")
    assert asked_again(unable) == item.link
    size = tree_size()

    assert enter(unable.at("doctor"), item.link, askable=["no"]).status_code == 302

    assert "cannot_be_asked" == said(unable)
    assert ["register.contact_decision_recorded"] == [kind for kind in kinds_since(size) if "access" not in kind]


def test_who_can_answer_is_asked_by_the_interviewer(unable: Bureau) -> None:
    assert enter(unable.at("doctor"), asked_again(unable), askable=["yes"]).status_code == 302
    keep_clocks(unable.outside)

    assert "not_asked" == said(unable)
    (item,) = items(unable, "interviewer", "clock.contact_ask_able")
    assert item.link == f"/interviews/{unable.person}/{unable.link_view.link_index}"
    assert [] == items(unable, "head", "owed.to_tell_unasked")


def test_the_doctor_is_told_whom_to_visit_and_where(unable: Bureau) -> None:
    doctor = unable.at("doctor")
    for where in ("/", asked_again(unable), path(unable)):
        page = text_of(doctor.get(where))
        assert [] == [one for one in ("Шевченко Сергій", "0417", "CAMP-2") if one not in page], where
