"""A release at the desk: what each page refuses, the whole way, and what nobody is asked as the house knows it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse

from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.core.law.custody_facts import ReleaseDone
from repatria.core.vocabulary.particulars import Particular, ParticularKind, Source
from repatria.doors.desk.frame.owed import owed_by
from repatria.doors.desk.frame.texts import LANGUAGES, say
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.handover.selectors import persons_to_see
from repatria.records.register.releases import persons_released, release
from repatria.records.register.selectors import custody_of, latest_decision
from repatria.records.register.services import record_particular
from tests.doors.desk.bureau import (
    Bureau,
    enter,
    faults_on,
    fields_of,
    main_of,
    readings_since,
    refusal_on,
    text_of,
    tree_size,
)

pytestmark = pytest.mark.django_db
GROUND = {"basis": "unilateral", "basis_reference": "Order 7", "basis_signed_by": "the minister",
          "proceedings": "none"}  # fmt: skip
DONE = {"outcome": "repatriated", "received_by": "the delegate", "property_reference": "account 12",
        "property_settled_by": "the paymaster", "signed_by": ["detaining_authority", "prisoner"]}  # fmt: skip
INTERVIEW = {"answer": "yes", "language": "uk", "is_language_his": "1", "is_interviewer_outside_camp": "1",
             "is_no_guard_present": "1", "is_no_interrogator": "1"}  # fmt: skip


@pytest.fixture
def man(bureau: Bureau) -> Bureau:
    """One whom two sources name alike, in CAMP-2."""
    bureau.capture()
    surname = Particular(
        kind=ParticularKind.SURNAME, value="Шевченко", source=Source(kind="document", reference="passport seen")
    )  # fmt: skip
    record_particular(bureau.by("registrar"), person_id=bureau.person, particular=surname)
    return bureau


def at(man: Bureau, name: str, what: str, **typed: Any) -> HttpResponse:
    return enter(man.at(name), f"/releases/{man.person}/{what}", **typed)


def opened(man: Bureau) -> Bureau:
    assert at(man, "registrar", "open", **GROUND).status_code == 302
    return man


def test_nobody_is_asked_what_the_house_knows(man: Bureau) -> None:
    asked = set()
    for what in ("open", "complete", "cancel"):
        asked |= set(fields_of(man.at("registrar").get(f"/releases/{man.person}/{what}")))

    known = {"decision", "identity", "approv", "fit", "hold", "handover", "recipient", "previous"}
    assert not {name for name in asked if any(word in name for word in known)}
    assert set(ReleaseDone.__slots__) <= asked | {"signed_by"}


@pytest.mark.parametrize("lacking", ["basis_reference", "basis_signed_by"])
def test_refuses_to_open_without_the_decision_of_one_party_or_what_a_commission_decided(
    man: Bureau, lacking: str
) -> None:
    page = at(man, "registrar", "open", **{**GROUND, lacking: ""})
    unheard = at(man, "registrar", "open", **GROUND | {"basis": "art109_110"})

    assert (409, {"basis_reference"}) == (page.status_code, set(faults_on(page)))
    assert 409 == unheard.status_code
    assert say("en", "guard.commission_decided") in refusal_on(unheard) and "GC III 110" in refusal_on(unheard)
    assert {"basis"} == set(faults_on(unheard))


def test_refuses_to_open_without_a_word_on_proceedings(man: Bureau) -> None:
    page = at(man, "registrar", "open", **{**GROUND, "proceedings": ""})

    assert ("proceedings", 400) == (next(iter(faults_on(page))), page.status_code)


def test_refuses_one_registrar_who_opens_and_completes_alone(man: Bureau) -> None:
    page = at(opened(man), "registrar", "complete", **DONE)

    assert page.status_code == 409
    for guard in ("his_decision", "fit_to_travel", "two_approvals"):
        assert say("en", f"guard.{guard}") in refusal_on(page)
    assert "release_pending" == custody_of(man.person).custody_state


def test_refuses_the_approval_of_whoever_opened_it(man: Bureau) -> None:
    man.staff.hire("both", Role.REGISTRAR, Role.HEAD_OF_BUREAU)
    assert at(man, "both", "open", **GROUND).status_code == 302

    assert approves(man, "both").status_code == 409


def approves(man: Bureau, name: str) -> HttpResponse:
    """Presses the button of the page that this account is shown, or as the head is shown it."""
    shown = release(man.by("head"), man.person).approval_reference
    return man.at(name).post(f"/releases/{man.person}/approve", {"reference": shown})


def test_refuses_an_approval_of_a_release_that_was_opened_anew_since_it_was_read(man: Bureau) -> None:
    read = {"reference": release(opened(man).by("head"), man.person).approval_reference}
    assert at(man, "registrar", "cancel", authority="x", reason="x", provision="x").status_code == 302
    assert at(man, "registrar", "open", **GROUND).status_code == 302

    assert man.at("head").post(f"/releases/{man.person}/approve", read).status_code == 400
    assert () == release(man.by("head"), man.person).approvers

    assert approves(man, "head").status_code == 302
    assert (man.number("head"),) == release(man.by("head"), man.person).approvers


def test_the_page_of_a_release_does_not_tell_what_he_answered(man: Bureau) -> None:
    opened(man)
    shown = set()
    for answer in ("later", "no"):
        enter(man.at("interviewer"), f"/interviews/{man.person}/release", **{**INTERVIEW, "answer": answer})
        page = man.at("adviser").get(f"/releases/{man.person}").content.decode()
        reference = release(man.by("adviser"), man.person).approval_reference
        assert reference in page and answer not in reference
        shown.add(page.replace(reference, ""))

    assert 1 == len({_without_tokens(page) for page in shown})


def _without_tokens(page: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def test_refuses_to_give_it_up_without_a_reason(man: Bureau) -> None:
    page = at(opened(man), "registrar", "cancel", authority="", reason="", provision="")

    assert page.status_code == 409
    assert say("en", "guard.authority") in refusal_on(page)
    assert {"authority", "reason", "provision"} == set(faults_on(page))


def test_the_whole_way_of_a_release_that_nobody_comes_for(man: Bureau) -> None:
    path = f"/releases/{man.person}"
    opened(man)
    page = text_of(man.at("adviser").get(path))
    assert "Order 7" in page and say("en", "guard.his_decision") in page and "GC III 109" in page

    assert at(man, "doctor", "fitness", fitness="fit", medical_note="rest").status_code == 302
    assert enter(man.at("interviewer"), f"/interviews/{man.person}/release", **INTERVIEW).status_code == 302
    for name in ("head", "adviser"):
        approves(man, name)
    assert say("en", "page.nothing_missing") in text_of(man.at("registrar").get(path))
    assert at(man, "registrar", "complete", **DONE).status_code == 302

    shown = text_of(man.at("registrar").get(f"/persons/{man.person}"))
    assert "repatriated" == custody_of(man.person).custody_state
    for word in ("the delegate", "account 12", "the paymaster", "Order 7", "the minister"):
        assert word in shown


def test_what_an_opened_release_lacks_is_owed_by_whoever_can_give_it_and_late_after_a_week(man: Bureau) -> None:
    opened(man)
    whose = {"doctor": "owed.to_examine", "adviser": "owed.releases_to_approve", "registrar": "owed.releases",
             "interviewer": "owed.questions_release"}  # fmt: skip
    for name, what in whose.items():
        items = owed_by(man.by(name), man.clock()).items
        (item,) = (one for one in items if one.what == what)
        assert man.person == item.about
        assert (False, True) == (item.is_late(man.clock()), item.is_late(man.clock() + timedelta(days=7, seconds=1)))
        assert man.at(name).get(item.link).status_code == 200


def test_he_takes_his_yes_back_at_the_interviewer_s(man: Bureau) -> None:
    opened(man)
    enter(man.at("interviewer"), f"/interviews/{man.person}/release", **INTERVIEW)
    said = latest_decision(man.person, "release", None)
    assert said is not None

    assert man.at("interviewer").post(f"/interviews/withdraw/{said.act_index}").status_code == 302

    now = latest_decision(man.person, "release", None)
    assert now is not None and now.answer == "no"


def test_the_doctor_owes_a_word_on_him_before_a_hand_over_is_authorised(man: Bureau) -> None:
    man.ask().link()
    man.he_says(ContactAnswer.YES).level_three().switched_on().he_says(ContactAnswer.YES, about=ContactAbout.HANDOVER)
    man.opened()

    assert ["owed.to_examine_before_handover"] == [one.what for one in owed_by(man.by("doctor"), man.clock()).items]
    at(man, "doctor", "fitness", fitness="fit")
    assert [] == [one.what for one in owed_by(man.by("doctor"), man.clock()).items]


WHO = ("Шевченко Сергій", "0417", "CAMP-2")


@pytest.mark.parametrize("name", ["doctor", "adviser"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_who_decides_about_his_leaving_is_told_who_he_is_and_where(man: Bureau, name: str, language: str) -> None:
    browser = opened(man).at(name, language)
    for path in ("/", "/?export=csv", "/releases", f"/releases/{man.person}", "/approvals"):
        size = tree_size()
        page = browser.get(path)
        said = page.content.decode() if path.endswith("csv") else main_of(page)
        assert [] == [one for one in WHO if one not in said], path
        of_the_export = {()} if path.endswith("csv") else set()
        read = {records for _, records in readings_since(size)} - of_the_export
        assert {(man.person,)} == read, "a name is read with a reading act"


def test_a_doctor_is_told_of_nobody_whom_no_task_brings_to_him(man: Bureau) -> None:
    assert () == persons_to_see(man.by("doctor"), [man.person])
    assert "Шевченко" not in main_of(man.at("doctor").get(f"/releases/{man.person}/fitness"))
    assert () == persons_released(man.by("adviser"), [man.person])

    opened(man)
    assert [man.person] == [one.person_id for one in persons_to_see(man.by("doctor"), [man.person])]
    assert [man.person] == [one.person_id for one in persons_released(man.by("adviser"), [man.person])]
    for name in ("adviser", "interviewer", "head"):
        with pytest.raises(RoleForbidsError):
            persons_to_see(man.by(name), [man.person])


def test_the_doctor_s_form_says_whom_he_examines(man: Bureau) -> None:
    page = main_of(opened(man).at("doctor").get(f"/releases/{man.person}/fitness"))

    assert [] == [one for one in WHO if one not in page]


def test_what_completing_lacks_stands_at_the_field_that_answers_it(man: Bureau) -> None:
    opened(man)
    page = at(man, "registrar", "complete", **{**DONE, "received_by": "", "signed_by": []})

    assert page.status_code == 409
    assert {"received_by", "signed_by"} == set(faults_on(page))
    assert say("en", "guard.received_by") in faults_on(page)["received_by"]
    assert say("en", "guard.his_decision") in refusal_on(page), "what no field of this form answers stands above it"


@pytest.mark.parametrize(
    ("name", "path"),
    [("registrar", "/releases/{}/complete"), ("registrar", "/releases/{}/cancel"),
     ("camp-2", "/persons/{}/custody/died"),
     ("registrar", "/persons/{}/particular")],
)  # fmt: skip
def test_a_form_names_him_to_whoever_may_read_his_name(man: Bureau, name: str, path: str) -> None:
    browser = opened(man).at(name)
    size = tree_size()
    page = browser.get(path.format(man.person))

    assert page.status_code == 200
    assert "Шевченко Сергій" in main_of(page)
    assert (man.person,) in {records for _, records in readings_since(size)}, "a name is read with a reading act"


def test_what_is_missing_leads_to_where_whoever_reads_it_does_it(man: Bureau) -> None:
    opened(man)
    places = {
        "doctor": {f"/releases/{man.person}/fitness"}, "head": set(), "registrar": set(),
    }  # fmt: skip
    for name, wanted in places.items():
        page = main_of(man.at(name).get(f"/releases/{man.person}"))
        (checks,) = re.findall(r'<ul class="checks">.*?</ul>', page, re.DOTALL)
        assert wanted == set(re.findall(r'href="([^"]+)"', checks)), name
