"""A hand-over step by step: in order, attested, authorised by others, stopped without a reason."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse

from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.core.law.handover import ATTESTATIONS, HandoverEvent
from repatria.core.vocabulary.dates import instant_text
from repatria.doors.desk.frame.owed import owed_by
from repatria.doors.desk.frame.texts import say
from repatria.records.handover.selectors import handover
from tests.doors.desk.bureau import Bureau, enter, faults_on, refusal_on, text_of
from tests.journeys.test_thread_in_the_records import POINT

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(answered: Bureau) -> Bureau:
    """Level 3, a ground in force, and his yes to a meeting."""
    answered.decide().level_three().switched_on().he_says(ContactAnswer.YES, about=ContactAbout.HANDOVER)
    return answered


@pytest.fixture
def opened(meeting: Bureau) -> Bureau:
    meeting.opened()
    return meeting


def step(bureau: Bureau, name: str, event: HandoverEvent, **more: Any) -> HttpResponse:
    attested = [one.value for one, _ in ATTESTATIONS.get(event, ())]
    bureau.clock.forward(minutes=5)
    if event is HandoverEvent.SIGNED:
        more.setdefault("met_at", instant_text(bureau.clock()))
    return enter(bureau.at(name), f"/hand-overs/{bureau.handover}/step/{event}", **{"attested": attested, **more})


def test_the_officer_owes_a_hand_over_that_his_answer_carries_no_more_and_is_not_told_what_he_said(
    opened: Bureau,
) -> None:
    def owed() -> list[tuple[str, str]]:
        items = owed_by(opened.by("officer"), opened.clock()).items
        return [(one.about, one.name) for one in items if one.what == "owed.answer_fails"]

    assert [] == owed()
    for answer in (ContactAnswer.NO, ContactAnswer.LATER):
        opened.he_says(answer, about=ContactAbout.HANDOVER)
        assert [(opened.handover, "")] == owed()
    page = text_of(opened.at("officer").get("/"))
    assert say("en", "asked.answer_fails") in page
    assert say("en", "answer.later") not in page
    opened.he_says(ContactAnswer.YES, about=ContactAbout.HANDOVER)
    assert [] == owed()


def test_refuses_to_open_a_hand_over_without_a_ground(answered: Bureau) -> None:
    page = answered.at("caseworker-1").get(f"/enquiries/{answered.enquiry}/hand-over")

    assert say("en", "intro.no_switch") in text_of(page)
    posted = answered.at("caseworker-1").post(
        f"/enquiries/{answered.enquiry}/hand-over", {"place": "S-1|x", "recipient_name": "x", "recipient_paper": "x"}
    )
    assert {"place"} == set(faults_on(posted))


def test_refuses_to_open_a_hand_over_before_he_was_asked_with_every_provision(answered: Bureau) -> None:
    answered.decide().switched_on()
    path = f"/enquiries/{answered.enquiry}/hand-over"
    typed = {"place": f"{answered.switch}|{POINT}", "recipient_name": "Марія", "recipient_paper": "passport"}
    page = enter(answered.at("caseworker-1"), path, **typed)

    assert page.status_code == 409
    for what in ("his_decision", "kinship_level"):
        assert say("en", f"guard.{what}") in refusal_on(page)
    assert "practice rule 19" in refusal_on(page)
    assert "Марія" in text_of(page)


ALONG = (
    ("risk_cleared", "officer"), ("route_agreed", "officer"), ("authorised", "head"), ("kin_departed", "officer"),
    ("kin_arrived", "officer"), ("prisoner_arrived", "officer"), ("identity_checked", "officer"),
    ("asked_again", "officer"), ("signed", "officer-2"), ("completed", "officer"), ("followed_up", "officer"),
)  # fmt: skip


def test_refuses_every_step_out_of_order_with_its_provision(opened: Bureau) -> None:
    for event, name in (*ALONG, ("resumed", "officer")):
        page = step(opened, name, HandoverEvent(event))
        assert page.status_code == 409, event
        assert say("en", "refusal.law.E010") in refusal_on(page), event
        assert say("en", "page.rests_on") in refusal_on(page), event

    assert "proposed" == handover(opened.by("officer"), opened.handover).state


def test_refuses_a_step_whose_attestations_are_missing_and_names_each(opened: Bureau) -> None:
    page = step(opened, "caseworker-1", HandoverEvent.ACCEPTED, attested=[])

    assert page.status_code == 409
    for attestation, provision in ATTESTATIONS[HandoverEvent.ACCEPTED]:
        assert say("en", f"guard.{attestation}") in refusal_on(page)
        assert provision in refusal_on(page)


def test_refuses_an_attestation_and_a_signature_that_are_none(opened: Bureau) -> None:
    assert {"attested"} == set(faults_on(step(opened, "caseworker-1", HandoverEvent.ACCEPTED, attested=["eaten"])))
    page = step(opened, "officer", HandoverEvent.SIGNED, signed_by=["administrator"])
    assert {"signed_by"} == set(faults_on(page))


def test_refuses_to_authorise_with_the_approval_of_whoever_opened_it(opened: Bureau) -> None:
    step(opened, "caseworker-1", HandoverEvent.ACCEPTED)
    for event in (HandoverEvent.RISK_CLEARED, HandoverEvent.ROUTE_AGREED):
        step(opened, "officer", event)
    path = f"/hand-overs/{opened.handover}"
    assert f"{path}/approve" not in text_of(opened.at("caseworker-1").get(path))
    assert opened.at("head").post(f"{path}/approve").status_code == 302
    assert "access.E002" in refusal_on(opened.at("caseworker-1").post(f"{path}/approve"))
    page = step(opened, "head", HandoverEvent.AUTHORISED)

    assert page.status_code == 409
    assert say("en", "guard.two_authorisers") in refusal_on(page)
    assert opened.at("head").post(f"{path}/approve").status_code == 409
    opened.at("caseworker-2").post(f"{path}/approve")
    assert say("en", "guard.fit_to_travel") in refusal_on(step(opened, "head", HandoverEvent.AUTHORISED))
    assert enter(opened.at("doctor"), f"/releases/{opened.person}/fitness", fitness="fit").status_code == 302
    assert step(opened, "head", HandoverEvent.AUTHORISED).status_code == 302


@pytest.mark.parametrize("missing", ["authority", "reason", "provision"])
def test_an_authority_that_stops_gives_its_name_its_reason_and_the_provision(opened: Bureau, missing: str) -> None:
    told = {"authority": "ministry", "reason": "unrest", "provision": "order 4"} | {missing: ""}
    page = step(opened, "officer", HandoverEvent.STOPPED_BY_AUTHORITY, **told)

    assert page.status_code == 409
    assert say("en", f"guard.{missing}") in refusal_on(page)


@pytest.mark.parametrize("event", [HandoverEvent.STOPPED_BY_PRISONER, HandoverEvent.STOPPED_BY_KIN])
def test_he_and_she_stop_without_a_reason(opened: Bureau, event: HandoverEvent) -> None:
    assert step(opened, "officer", event).status_code == 302
    assert event.value == handover(opened.by("officer"), opened.handover).state


def test_refuses_to_go_on_when_he_changed_his_mind_at_the_point(opened: Bureau) -> None:
    opened.up_to_the_point().he_says(ContactAnswer.NO, about=ContactAbout.HANDOVER)
    page = step(opened, "officer", HandoverEvent.ASKED_AGAIN)

    assert page.status_code == 409
    for what in ("his_decision", "his_renewed_yes", "her_renewed_yes"):
        assert say("en", f"guard.{what}") in refusal_on(page)
    assert "practice rule 19" in refusal_on(page)


def test_refuses_another_role_a_step_of_the_path(opened: Bureau) -> None:
    for name, event in (("officer", "accepted"), ("caseworker-1", "risk_cleared"), ("officer", "authorised"),
                        ("head", "signed"), ("delegate", "completed"), ("hotline", "stopped_by_kin")):  # fmt: skip
        path = f"/hand-overs/{opened.handover}/step/{event}"
        assert opened.at(name).get(path).status_code == 403, (name, event)
        assert opened.at(name).post(path, {"happened_at": "2026-05-03 10:00"}).status_code == 403, (name, event)
