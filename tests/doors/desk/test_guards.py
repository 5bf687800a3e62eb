"""The guards of law and rooms as the desk shows them: two persons, blind reviewers, his free word, steps in order."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.http import HttpResponse

from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.core.law.handover import ATTESTATIONS, HandoverEvent
from repatria.doors.desk.frame.texts import LANGUAGES, say
from repatria.doors.jobs.consequences import draw_consequences
from repatria.records.access.models import Account, RunProposal
from repatria.records.access.role_table import HOUSE_ROLES, Role
from repatria.records.access.services import record_approval
from repatria.records.disclosure.selectors import answer
from repatria.records.handover.selectors import handover, switches
from repatria.records.matching.acts import ProposedPair
from repatria.records.matching.selectors import links_of_enquiry
from repatria.records.matching.services import pair_number, propose_candidates
from repatria.records.notices.models import StatutoryNotice
from repatria.records.register.selectors import latest_decision
from tests.doors.desk.bureau import Bureau, enter, faults_on, kinds_since, refusal_on, text_of, tree_size
from tests.journeys.test_thread_in_the_records import POINT

pytestmark = pytest.mark.django_db

ALONE: dict[str, Any] = {
    "language": "українська", "is_language_his": "1", "is_interviewer_outside_camp": "1", "is_no_guard_present": "1",
    "is_no_interrogator": "1",
}  # fmt: skip


def bare(page: HttpResponse) -> str:
    """The page without the mark that differs at every request."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page.content.decode())


@pytest.fixture
def paired(bureau: Bureau) -> Bureau:
    """One pair that waits for its reviewers."""
    bureau.capture().ask()
    pair = ProposedPair(
        pair_id=pair_number(bureau.enquiry, bureau.person), person_id=bureau.person, millibits=17000,
        probability_ppm=970000, equally_good=1, lines=(),
    )  # fmt: skip
    propose_candidates(bureau.outside.house(Role.MATCHER), enquiry_id=bureau.enquiry, pairs=[pair])
    return bureau


def pair_path(bureau: Bureau) -> str:
    return f"/pairs/{pair_number(bureau.enquiry, bureau.person)}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("second", ["positive", "negative", "unsure"])
def test_refuses_a_second_judgement_by_the_same_reviewer(paired: Bureau, second: str, language: str) -> None:
    reviewer = paired.at("reviewer-1", language)
    assert enter(reviewer, pair_path(paired), judgement=["positive"]).status_code == 302
    size = tree_size()
    page = reviewer.post(pair_path(paired), {"judgement": second})

    assert page.status_code == 409
    assert say(language, "refusal.matching.E002") in refusal_on(page)
    assert "two reviewers" in refusal_on(page)
    assert "matching.judgement_recorded" not in kinds_since(size)
    assert say(language, "page.you_judged") in text_of(reviewer.get(pair_path(paired)))


@pytest.mark.parametrize("judgement", ["positive", "negative", "unsure"])
def test_a_reviewer_does_not_see_what_the_other_said(paired: Bureau, judgement: str) -> None:
    second = paired.at("reviewer-2")
    before = bare(second.get(pair_path(paired))), bare(second.get("/pairs")), bare(second.get("/"))
    enter(paired.at("reviewer-1"), pair_path(paired), judgement=[judgement])

    assert before == (bare(second.get(pair_path(paired))), bare(second.get("/pairs")), bare(second.get("/")))


def test_a_third_reviewer_does_not_see_that_the_two_differ(paired: Bureau) -> None:
    third = paired.at("reviewer-3")
    before = bare(third.get(pair_path(paired))), bare(third.get("/pairs"))
    enter(paired.at("reviewer-1"), pair_path(paired), judgement=["positive"])
    enter(paired.at("reviewer-2"), pair_path(paired), judgement=["negative"])

    assert before == (bare(third.get(pair_path(paired))), bare(third.get("/pairs")))
    enter(third, pair_path(paired), judgement=["positive"])
    assert 1 == len(links_of_enquiry(paired.enquiry))


def test_refuses_a_judgement_of_a_pair_that_has_its_conclusion(paired: Bureau) -> None:
    for name in ("reviewer-1", "reviewer-2"):
        enter(paired.at(name), pair_path(paired), judgement=["negative"])
    page = paired.at("reviewer-3").post(pair_path(paired), {"judgement": "positive"})

    assert page.status_code == 409
    assert say("en", "refusal.matching.E003") in refusal_on(page)
    assert say("en", "conclusion.refused") in text_of(paired.at("reviewer-3").get(pair_path(paired)))


@pytest.mark.parametrize("judgement", ["", "maybe", "confirmed"])
def test_refuses_a_judgement_that_is_none(paired: Bureau, judgement: str) -> None:
    page = paired.at("reviewer-1").post(pair_path(paired), {"judgement": judgement})

    assert page.status_code == 400
    assert {"judgement"} == set(faults_on(page))


@pytest.fixture
def linked(bureau: Bureau) -> Bureau:
    """Two reviewers agree; he was not asked yet."""
    bureau.capture().ask().link()
    return bureau


def interview_path(bureau: Bureau) -> str:
    return f"/interviews/{bureau.person}/{bureau.link_view.link_index}"


@pytest.mark.parametrize("missing", ["is_interviewer_outside_camp", "is_no_guard_present", "is_no_interrogator"])
@pytest.mark.parametrize("answered", ["yes", "no"])
def test_refuses_his_decision_under_a_guard_with_its_provision(linked: Bureau, missing: str, answered: str) -> None:
    told = {name: value for name, value in ALONE.items() if name != missing}
    typed = told | {"about": ["enquiry"], "is_her": ["yes"], "answer": [answered]}
    size = tree_size()
    page = enter(linked.at("interviewer"), interview_path(linked), **typed)

    assert page.status_code == 409
    assert say("en", "refusal.law.E006") in refusal_on(page)
    assert re.search(r"\[(GC III|practice rule|house rule) [^\]]+\]", refusal_on(page)), refusal_on(page)
    assert "register.contact_decision_recorded" not in kinds_since(size)
    assert latest_decision(linked.person, "enquiry", linked.link_view.link_index) is None


def test_refuses_the_open_question_under_a_guard_too(linked: Bureau) -> None:
    told = ALONE | {"answer": ["yes"], "never_tell": "nobody"}
    del told["is_no_guard_present"]
    page = enter(linked.at("interviewer"), f"/interviews/{linked.person}", **told)

    assert page.status_code == 409
    assert say("en", "guard.no_guard_present") in refusal_on(page)
    assert "nobody" in text_of(page)


def test_the_interviewer_sees_her_words_and_never_an_address(linked: Bureau) -> None:
    page = text_of(linked.at("interviewer").get(interview_path(linked)))

    assert "Рыжий кот" in page
    assert say("en", "intro.never_address") in page
    assert say("en", "field.reach_by") not in page


def test_what_he_said_alone_is_taken(linked: Bureau) -> None:
    typed = ALONE | {"about": ["enquiry"], "is_her": ["yes"], "answer": ["yes"], "private_question": "кіт?"}
    assert enter(linked.at("interviewer"), interview_path(linked), **typed).status_code == 302

    decision = latest_decision(linked.person, "enquiry", linked.link_view.link_index)
    assert decision is not None and ("yes", True) == (decision.answer, decision.is_her)


@pytest.fixture
def answered(linked: Bureau) -> Bureau:
    """He said yes; nobody approved yet."""
    linked.he_says(ContactAnswer.YES)
    return linked


def approve_answer(bureau: Bureau, name: str) -> HttpResponse:
    browser, path = bureau.at(name), f"/enquiries/{bureau.enquiry}"
    found = re.search(r'name="reference" value="([^"]+)"', text_of(browser.get(path)))
    reference = found[1] if found else answer(bureau.by("caseworker-1"), bureau.enquiry).approval_reference
    return browser.post(f"{path}/approve", {"reference": reference})


def decide(bureau: Bureau, name: str = "caseworker-2") -> str:
    """Decides.  Returns: what the enquiry's page then says was decided."""
    browser, path = bureau.at(name), f"/enquiries/{bureau.enquiry}"
    assert browser.post(f"{path}/decide").status_code == 302
    found = re.search(r'<p class="note">.*?<strong>(.*?)</strong>', text_of(browser.get(path)))
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


GROUND = {"basis": "unilateral", "legal_basis": "Order 7", "points": POINT, "transit_consents": "Transit State: yes"}


def propose(bureau: Bureau) -> str:
    page = enter(bureau.at("head"), "/switches/new", **GROUND)
    assert page.status_code == 302, faults_on(page)
    return page.headers["Location"]


@pytest.mark.parametrize("approvers", [(), ("head",), ("caseworker-1",), ("caseworker-1", "caseworker-1")])
def test_refuses_to_switch_on_without_two_approvals(bureau: Bureau, approvers: tuple[str, ...]) -> None:
    path = propose(bureau)
    for name in approvers:
        bureau.at(name).post(f"{path}/approve")
    page = bureau.at("head").post(f"{path}/on")

    assert page.status_code == 409
    assert say("en", "refusal.access.E003") in refusal_on(page)
    assert "two-person rule" in refusal_on(page)
    assert () == switches()
    assert " disabled>" in text_of(bureau.at("head").get(path))


def test_two_approvals_switch_on_and_the_proposal_leaves_the_table(bureau: Bureau) -> None:
    path = propose(bureau)
    for name in ("caseworker-1", "head-2"):
        assert bureau.at(name).post(f"{path}/approve").status_code == 302
    assert bureau.at("head").post(f"{path}/on").status_code == 302

    (switch,) = switches()
    assert ({bureau.number("caseworker-1"), bureau.number("head-2")}, True) == (
        set(switch.approved_by), switch.is_invented)  # fmt: skip
    assert bureau.at("head").get(path).status_code == 404


def test_refuses_a_proposal_that_was_changed_after_it_was_laid_on_the_table(bureau: Bureau) -> None:
    path = propose(bureau)
    for name in ("caseworker-1", "head-2"):
        bureau.at(name).post(f"{path}/approve")
    row = RunProposal.objects.get()
    RunProposal.objects.update(content=row.content.replace("Order 7", "Order 8"))

    for word in ("on", "approve"):
        assert bureau.at("head").post(f"{path}/{word}").status_code == 404
    assert () == switches()


@pytest.mark.parametrize("missing", ["basis", "legal_basis", "points", "transit_consents"])
def test_refuses_a_ground_that_is_incomplete(bureau: Bureau, missing: str) -> None:
    page = enter(bureau.at("head"), "/switches/new", **GROUND | {missing: " \n " if missing != "basis" else "none"})

    assert page.status_code == 400
    assert {missing} == set(faults_on(page))
    assert not RunProposal.objects.exists()


def test_a_switch_ends_with_a_reason(bureau: Bureau) -> None:
    bureau.switched_on()
    assert {"reason"} == set(faults_on(enter(bureau.at("head"), f"/switches/{bureau.switch}/off")))
    enter(bureau.at("head"), f"/switches/{bureau.switch}/off", reason="the agreement ended")

    assert () == switches()


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
    return enter(bureau.at(name), f"/hand-overs/{bureau.handover}/step/{event}", **{"attested": attested, **more})


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
    ("asked_again", "officer"), ("signed", "officer"), ("completed", "officer"), ("followed_up", "officer"),
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
    assert say("en", "guard.his_decision") in refusal_on(page)
    assert "practice rule 19" in refusal_on(page)


def test_refuses_another_role_a_step_of_the_path(opened: Bureau) -> None:
    for name, event in (("officer", "accepted"), ("caseworker-1", "risk_cleared"), ("officer", "authorised"),
                        ("head", "signed"), ("delegate", "completed"), ("hotline", "stopped_by_kin")):  # fmt: skip
        path = f"/hand-overs/{opened.handover}/step/{event}"
        assert opened.at(name).get(path).status_code == 403, (name, event)
        assert opened.at(name).post(path, {"happened_at": "2026-05-03 10:00"}).status_code == 403, (name, event)


def account_path(bureau: Bureau, name: str) -> str:
    return f"/accounts/{bureau.number(name)}"


def roles_of(bureau: Bureau, name: str) -> set[str]:
    return set(Account.objects.get(pk=bureau.number(name)).roles.split())


def test_refuses_a_grant_by_the_administrator_who_proposed_it(bureau: Bureau) -> None:
    path = account_path(bureau, "auditor")
    one = bureau.at("administrator-1")
    assert enter(one, f"{path}/roles", account_roles=["reviewer"]).status_code == 302
    page = one.post(f"{path}/grant", {"roles": "reviewer"})

    assert page.status_code == 409
    assert say("en", "refusal.access.E003") in refusal_on(page)
    assert {"auditor"} == roles_of(bureau, "auditor")
    assert say("en", "page.you_proposed") in text_of(one.get(path))


def test_another_administrator_grants_exactly_what_was_proposed(bureau: Bureau) -> None:
    path = account_path(bureau, "auditor")
    enter(bureau.at("administrator-1"), f"{path}/roles", account_roles=["reviewer", "delegate"])
    two = bureau.at("administrator-2")
    for roles in ("administrator", "reviewer delegate administrator", "reviewer", ""):
        assert two.post(f"{path}/grant", {"roles": roles}).status_code == 409, roles
    assert {"auditor"} == roles_of(bureau, "auditor")

    assert two.post(f"{path}/grant", {"roles": "delegate reviewer"}).status_code == 302
    assert {"reviewer", "delegate"} == roles_of(bureau, "auditor")
    assert not RunProposal.objects.exists()


@pytest.mark.parametrize("role", sorted(HOUSE_ROLES))
def test_refuses_a_role_that_belongs_to_a_service_of_the_house(bureau: Bureau, role: Role) -> None:
    path = account_path(bureau, "auditor")
    page = enter(bureau.at("administrator-1"), f"{path}/roles", account_roles=[role.value])

    assert {"account_roles"} == set(faults_on(page))
    assert bureau.at("administrator-2").post(f"{path}/grant", {"roles": role.value}).status_code == 409
    assert {"auditor"} == roles_of(bureau, "auditor")


def test_nobody_grants_himself(bureau: Bureau) -> None:
    path = account_path(bureau, "administrator-1")
    one = bureau.at("administrator-1")
    assert one.get(f"{path}/roles").status_code == 409
    proposed = one.post(f"{path}/roles", {"account_roles": ["administrator", "reviewer"]})
    assert (409, True) == (proposed.status_code, say("en", "refusal.access.E002") in refusal_on(proposed))

    enter(bureau.at("administrator-2"), f"{path}/roles", account_roles=["administrator", "reviewer"])
    page = one.post(f"{path}/grant", {"roles": "administrator reviewer"})

    assert page.status_code == 409
    assert say("en", "refusal.access.E002") in refusal_on(page)
    assert "two-person rule" in refusal_on(page)
    assert {"administrator"} == roles_of(bureau, "administrator-1")
    assert say("en", "page.not_yourself") in text_of(one.get(path))


def test_an_administrator_does_not_make_his_own_first_password(bureau: Bureau) -> None:
    one, size = bureau.at("administrator-1"), tree_size()
    page = one.post(f"{account_path(bureau, 'administrator-1')}/credentials")

    assert page.status_code == 409
    assert "access.credential_recorded" not in kinds_since(size)
    assert "/credentials" not in text_of(one.get(account_path(bureau, "administrator-1")))


def test_first_credentials_are_made_by_one_administrator_once_and_shown_once(bureau: Bureau) -> None:
    path = new_account(bureau)
    one = bureau.at("administrator-1")
    assert say("en", "button.first_credentials") in text_of(one.get(path))
    size = tree_size()
    shown = text_of(one.post(f"{path}/credentials"))
    again = one.post(f"{path}/credentials")

    assert 2 == len(re.findall("<strong>(.*?)</strong>", shown))
    assert (409, True) == (again.status_code, say("en", "refusal.access.E010") in refusal_on(again))
    assert "<strong>" not in text_of(again)
    assert ["access.credentials_given"] == kinds_since(size)
    assert one.get(f"{path}/credentials").status_code == 302


def new_account(bureau: Bureau, name: str = "new-1") -> str:
    """An account that was just opened.  Returns: its page."""
    page = enter(bureau.at("administrator-1"), "/accounts/new", sign_in_name=name, account_language="en")
    bureau.staff.numbers[name] = page.headers["Location"].rpartition("/")[2]
    return str(page.headers["Location"])


@pytest.mark.parametrize("name", ["head", "administrator-2", "auditor"])
def test_one_administrator_alone_makes_no_new_credentials_for_an_account_with_roles(bureau: Bureau, name: str) -> None:
    path, one, theirs = account_path(bureau, name), bureau.at("administrator-1"), bureau.at(name)
    size = tree_size()
    page = one.post(f"{path}/credentials")

    assert (409, True) == (page.status_code, say("en", "refusal.access.E010") in refusal_on(page))
    assert "two-person rule" in refusal_on(page)
    assert size == tree_size()
    assert theirs.get("/").status_code == 200
    assert f"{path}/credentials" not in text_of(one.get(path))

    assert one.post(f"{path}/reset").status_code == 302
    assert one.post(f"{path}/credentials").status_code == 409
    assert one.post(f"{path}/reset").status_code == 409
    assert one.post(f"{path}/reset/approve").status_code == 409
    assert say("en", "page.reset_waits") in text_of(one.get(path))
    assert f"{path}/credentials" not in text_of(one.get(path))


@pytest.mark.parametrize("approver", ["administrator-2", "head", "auditor"])
def test_a_second_person_approves_new_credentials_which_end_the_sessions(bureau: Bureau, approver: str) -> None:
    path, one, theirs = account_path(bureau, "registrar"), bureau.at("administrator-1"), bureau.at("registrar")
    assert bureau.at(approver).post(f"{path}/reset/approve").status_code == 404  # nobody proposed it
    one.post(f"{path}/reset")
    assert f'action="{path}/reset/approve"' in text_of(bureau.at(approver).get("/approvals"))
    assert bureau.at(approver).post(f"{path}/reset/approve").status_code == 302
    assert f'action="{path}/reset/approve"' not in text_of(bureau.at(approver).get("/approvals"))
    assert say("en", "button.new_credentials") in text_of(one.get(path))
    assert theirs.get("/").status_code == 200
    page = one.post(f"{path}/credentials")

    assert 2 == len(re.findall("<strong>(.*?)</strong>", text_of(page)))
    assert theirs.get("/").headers["Location"].startswith("/sign-in")
    assert not RunProposal.objects.exists()
    assert one.post(f"{path}/credentials").status_code == 409  # the approval was used up


def test_the_administrator_who_did_not_propose_makes_new_credentials_himself(bureau: Bureau) -> None:
    path = account_path(bureau, "registrar")
    assert bureau.at("administrator-1").post(f"{path}/reset").status_code == 302
    page = bureau.at("administrator-2").post(f"{path}/credentials")

    assert 2 == len(re.findall("<strong>(.*?)</strong>", text_of(page)))


def test_nobody_proposes_or_approves_new_credentials_for_himself(bureau: Bureau) -> None:
    path = account_path(bureau, "administrator-2")
    assert bureau.at("administrator-2").post(f"{path}/reset").status_code == 409
    bureau.at("administrator-1").post(f"{path}/reset")

    assert bureau.at("administrator-2").post(f"{path}/reset/approve").status_code == 409
    assert f"{path}/reset/approve" not in text_of(bureau.at("administrator-2").get("/approvals"))
    assert bureau.at("administrator-1").post(f"{path}/credentials").status_code == 409


@pytest.mark.parametrize("name", ["caseworker-1", "registrar"])
def test_new_credentials_are_approved_by_nobody_else(bureau: Bureau, name: str) -> None:
    path = account_path(bureau, "head")
    bureau.at("administrator-1").post(f"{path}/reset")

    assert bureau.at(name).post(f"{path}/reset/approve").status_code == 403
    assert bureau.at("administrator-1").post(f"{path}/credentials").status_code == 409


def test_an_opened_account_has_no_roles_and_opens_nothing(bureau: Bureau) -> None:
    page = enter(bureau.at("administrator-1"), "/accounts/new", sign_in_name="new-1", account_language="en")
    number = page.headers["Location"].rpartition("/")[2]
    bureau.staff.numbers["new-1"] = number

    assert set() == roles_of(bureau, "new-1")
    browser = bureau.at("new-1")
    assert (200, 403, 403) == tuple(browser.get(path).status_code for path in ("/", "/persons", "/accounts"))


def test_refuses_a_sign_in_name_that_is_taken(bureau: Bureau) -> None:
    assert bureau.number("auditor")
    page = enter(bureau.at("administrator-1"), "/accounts/new", sign_in_name="auditor", account_language="en")

    assert page.status_code == 409
    assert say("en", "refusal.access.E005") in refusal_on(page)
    assert 'value="auditor"' in text_of(page)


def test_a_closed_account_neither_approves_nor_is_granted_anything(bureau: Bureau) -> None:
    path = account_path(bureau, "auditor")
    enter(bureau.at("administrator-1"), f"{path}/roles", account_roles=["reviewer"])
    enter(bureau.at("administrator-2"), f"{path}/close", reason="left")
    page = bureau.at("administrator-2").post(f"{path}/grant", {"roles": "reviewer"})

    assert page.status_code == 404
    assert say("en", "refusal.access.E004") in refusal_on(page)


def test_a_notice_leaves_once_and_is_receipted_after_it_left(bureau: Bureau) -> None:
    bureau.capture()
    draw_consequences(bureau.outside)
    path = f"/notices/{StatutoryNotice.objects.order_by('recorded_index')[0].pk}"
    delegate, registrar = bureau.at("delegate"), bureau.at("registrar")
    assert "notices.E003" in refusal_on(enter(delegate, f"{path}/receipt", reference="CTA-1"))
    assert {"reference"} == set(faults_on(enter(registrar, f"{path}/deliver")))
    assert enter(registrar, f"{path}/deliver", reference="packet 1").status_code == 302
    assert "notices.E003" in refusal_on(enter(registrar, f"{path}/deliver", reference="packet 2"))

    assert enter(delegate, f"{path}/receipt", reference="CTA-1").status_code == 302
    assert say("en", "notice_state.receipted") in text_of(delegate.get(path))


def test_an_enquiry_is_closed_for_a_stated_reason_only_and_once(answered: Bureau) -> None:
    path, caseworker = f"/enquiries/{answered.enquiry}/close", answered.at("caseworker-1")
    assert {"reason"} == set(faults_on(enter(caseworker, path)))
    assert {"reason"} == set(faults_on(enter(caseworker, path, reason=["dead"])))
    assert enter(caseworker, path, reason=["withdrawn"]).status_code == 302

    assert "enquiries.E004" in refusal_on(enter(caseworker, path, reason=["withdrawn"]))


def test_proofs_that_rest_on_other_acts_are_not_entered_by_hand(answered: Bureau) -> None:
    for kind in ("words_recognised", "face_to_face"):
        typed = {"evidence": kind, "holds": "yes"}
        page = answered.at("caseworker-1").post(f"/enquiries/{answered.enquiry}/evidence", typed)
        assert {"evidence"} == set(faults_on(page))


def test_words_of_the_open_question_reach_nobody_at_the_desk_who_need_not_know(answered: Bureau) -> None:
    for name in ("hotline", "reviewer-3", "registrar", "auditor"):
        browser = answered.at(name)
        for path in ("/", f"/persons/{answered.person}", f"/enquiries/{answered.enquiry}", "/watch"):
            assert "Як звали кота" not in text_of(browser.get(path))


def test_an_approval_of_an_action_is_no_approval_of_another(bureau: Bureau) -> None:
    path = propose(bureau)
    reference = path.rpartition("/")[2]
    for name in ("caseworker-1", "caseworker-2"):
        record_approval(bureau.by(name), action="disclosure.decide_answer", object_reference=reference)

    assert bureau.at("head").post(f"{path}/on").status_code == 409
