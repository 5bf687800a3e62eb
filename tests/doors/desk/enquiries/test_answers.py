"""What may be said to her: two approvals of the grounds that were shown, and a decision by the law alone."""

from __future__ import annotations

import re

import pytest
from django.http import HttpResponse

from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.doors.desk.frame.texts import LANGUAGES, say
from repatria.records.disclosure.selectors import answer, answers_waiting
from repatria.records.notices.acts import LetterKind
from tests.doors.desk.bureau import Bureau, enter, faults_on, kinds_since, main_of, refusal_on, text_of, tree_size

pytestmark = pytest.mark.django_db


def approve_answer(bureau: Bureau, name: str) -> HttpResponse:
    browser, path = bureau.at(name), f"/enquiries/{bureau.enquiry}"
    found = re.search(r'name="reference" value="([^"]+)"', text_of(browser.get(path)))
    reference = found[1] if found else answer(bureau.by("caseworker-1"), bureau.enquiry).approval_reference
    return browser.post(f"{path}/approve", {"reference": reference})


def decide(bureau: Bureau, name: str = "caseworker-2") -> str:
    """Decides.  Returns: what the enquiry's page then says was decided."""
    browser, path = bureau.at(name), f"/enquiries/{bureau.enquiry}"
    assert browser.post(f"{path}/decide").status_code == 302
    decided = re.escape(say("en", "page.decided"))
    found = re.search(rf"{decided}: <strong>(.*?)</strong>", text_of(browser.get(path)))
    return found[1] if found else ""


def test_refuses_a_second_approval_by_the_same_person(answered: Bureau) -> None:
    assert approve_answer(answered, "caseworker-1").status_code == 302
    page = approve_answer(answered, "caseworker-1")

    assert page.status_code == 409
    assert say("en", "refusal.access.E006") in refusal_on(page)
    assert say("en", "page.you_approved") in text_of(answered.at("caseworker-1").get(f"/enquiries/{answered.enquiry}"))


@pytest.mark.parametrize("approvers", [(), ("caseworker-1",), ("head",), ("caseworker-1", "caseworker-1")])
def test_a_decision_without_two_approvals_is_the_letter_that_all_get(
    answered: Bureau, approvers: tuple[str, ...]
) -> None:
    for name in approvers:
        approve_answer(answered, name)

    assert say("en", "verdict.no_information") == decide(answered)


def test_a_decision_with_two_approvals_tells(answered: Bureau) -> None:
    for name in ("caseworker-1", "head"):
        approve_answer(answered, name)

    assert say("en", "verdict.tell_alive_and_held") == decide(answered)


def test_a_decision_against_his_word_tells_nothing_whoever_approved(linked: Bureau) -> None:
    linked.he_says(ContactAnswer.NO)
    for name in ("caseworker-1", "caseworker-2", "head", "head-2"):
        approve_answer(linked, name)

    assert say("en", "verdict.no_information") == decide(linked)


@pytest.mark.parametrize("reference", ["", "x", None])
def test_refuses_an_approval_of_grounds_that_were_not_shown(answered: Bureau, reference: str | None) -> None:
    old = answer(answered.by("caseworker-1"), answered.enquiry).approval_reference
    if reference is None:
        answered.he_says(ContactAnswer.LATER)
    answered.at("head")
    size = tree_size()
    typed = {"reference": old if reference is None else reference}
    page = answered.at("head").post(f"/enquiries/{answered.enquiry}/approve", typed)

    assert page.status_code == 400
    assert "access.approval_recorded" not in kinds_since(size)


def test_the_page_says_what_is_missing_and_on_what_it_rests(answered: Bureau) -> None:
    page = text_of(answered.at("caseworker-1").get(f"/enquiries/{answered.enquiry}"))

    assert say("en", "page.say_all_get") in page
    assert say("en", "guard.two_approvals") in page


def test_refuses_to_decide_where_nobody_is_linked(bureau: Bureau) -> None:
    bureau.capture().ask()
    page = bureau.at("caseworker-1").post(f"/enquiries/{bureau.enquiry}/decide")

    assert page.status_code == 409
    assert say("en", "refusal.disclosure.E001") in refusal_on(page)


def test_an_enquiry_is_closed_for_a_stated_reason_only_and_once(answered: Bureau) -> None:
    path, caseworker = f"/enquiries/{answered.enquiry}/close", answered.at("caseworker-1")
    assert {"reason"} == set(faults_on(enter(caseworker, path)))
    assert {"reason"} == set(faults_on(enter(caseworker, path, reason=["dead"])))
    assert enter(caseworker, path, reason=["withdrawn"]).status_code == 302

    for again in (caseworker.get(path), caseworker.post(path, {"reason": "withdrawn"})):
        assert (409, True) == (again.status_code, "enquiries.E004" in refusal_on(again))


def test_proofs_that_rest_on_other_acts_are_not_entered_by_hand(answered: Bureau) -> None:
    for kind in ("words_recognised", "face_to_face"):
        typed = {"evidence": kind, "holds": "yes"}
        page = answered.at("caseworker-1").post(f"/enquiries/{answered.enquiry}/evidence", typed)
        assert {"evidence"} == set(faults_on(page))


@pytest.fixture
def decided(answered: Bureau) -> Bureau:
    """It was decided that she is told; no round was held since."""
    answered.decide()
    return answered


def test_a_telling_that_he_stopped_before_its_letter_waits_again(decided: Bureau) -> None:
    assert () == answers_waiting(decided.clock())
    decided.he_says(ContactAnswer.NO)

    (waiting,) = answers_waiting(decided.clock())
    assert decided.enquiry == waiting.enquiry_id
    assert "his_decision" in waiting.missing
    decided.he_says(ContactAnswer.YES)
    (waiting,) = answers_waiting(decided.clock())
    assert ("two_approvals",) == waiting.missing, "a new yes asks for new approvals"
    assert say("en", "asked.answers_to_approve") in text_of(decided.at("caseworker-1").get("/"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_that_told_her_before_he_took_it_back_is_named_on_her_page(decided: Bureau, language: str) -> None:
    decided.letter(LetterKind.ALIVE_AND_HELD, decided.decision_index)
    caseworker = decided.at("caseworker-1", language)
    assert say(language, "enquiry.told_before") not in text_of(caseworker.get(f"/enquiries/{decided.enquiry}"))
    decided.he_says(ContactAnswer.NO)
    page = text_of(caseworker.get(f"/enquiries/{decided.enquiry}"))

    assert say(language, "enquiry.told_before") in page
    assert say(language, "enquiry.told_before_now") in page
    assert () == answers_waiting(decided.clock()), "what was told cannot be told again"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hand_over_is_not_offered_where_it_would_be_refused(decided: Bureau, language: str) -> None:
    path, way = f"/enquiries/{decided.enquiry}", f"/enquiries/{decided.enquiry}/hand-over"
    decided.level_three().switched_on()
    caseworker = decided.at("caseworker-1", language)
    assert say(language, "guard.his_decision") in main_of(caseworker.get(path)), "nobody asked him about a meeting"
    decided.he_says(ContactAnswer.YES, about=ContactAbout.HANDOVER)
    assert way in main_of(caseworker.get(path))

    decided.he_says(ContactAnswer.NO, about=ContactAbout.HANDOVER)
    page = main_of(caseworker.get(path))
    assert way not in page and say(language, "guard.his_decision") in page

    decided.he_says(ContactAnswer.YES, about=ContactAbout.HANDOVER)
    decided.opened()
    page = main_of(caseworker.get(path))
    assert way not in page and say(language, "refusal.handover.E004") in page
