"""The camp that holds him learns nothing of his answers, nor does his doctor: page, list, paper and question stay the
same bytes."""

from __future__ import annotations

import json
import re

import pytest
from django.urls import NoReverseMatch, reverse

from repatria.core.law.contact import ContactAbout, ContactAnswer, SlipWay
from repatria.core.vocabulary.paper_codes import paper_code
from repatria.doors.desk.frame.ports import DeskOutside
from repatria.doors.desk.urls import urlpatterns
from repatria.doors.jobs.asking import answered
from repatria.doors.jobs.clocks import keep_clocks
from repatria.doors.jobs.consequences import draw_consequences
from repatria.records.access.offered import described, roles_for
from repatria.records.access.role_table import Role
from repatria.records.register.acts import HisWords
from repatria.records.register.selectors import latest_decision
from repatria.records.register.services import record_contact_decision, record_withdrawal
from repatria.records.register.services.slips import receive_slip
from tests.doors.desk.bureau import Bureau
from tests.doors.desk.test_access import allowed
from tests.journeys.test_thread_in_the_records import ALONE
from tests.records.access.test_calls import example_of

pytestmark = pytest.mark.django_db
_DRAWN = re.compile(rb'(name="(?:csrfmiddlewaretoken|form_number|kept_for)" value=")[^"]*|nonce-[^"\']*')
DOCUMENT = described()
AT_CAMP = {"place": "CAMP-2"}
CAMP, DOCTOR = (Role.CAMP_OFFICER, "camp-2"), (Role.MEDICAL, "doctor")
WORDS = HisWords(may_tell="мати", never_tell="вітчим", private_question="кіт?", fear="повернення")


def pages_of(bureau: Bureau, role: Role, name: str) -> dict[str, bytes]:
    """Every page and paper that this role may open, about him or about nobody."""
    browser, seen = bureau.at(name), {}
    for one in urlpatterns:
        if one.name == "language" or not allowed(role, one.name):
            continue
        for given in ({}, {"person_id": bureau.person}, {"person_id": bureau.person, "event": "escaped"}, AT_CAMP):
            try:
                path = reverse(f"desk:{one.name}", kwargs=given)
            except NoReverseMatch:
                continue
            page = browser.get(path)
            seen[path] = b"%d " % page.status_code + _DRAWN.sub(rb"\1", page.content)
    return seen


def answers_to(bureau: Bureau, role: Role, name: str) -> dict[str, str]:
    """Every question that this role may ask by name."""
    said = {}
    for told in DOCUMENT["questions"]:
        if role.value not in roles_for(told["who_may"][0]["action"]):
            continue
        wanted = told["parameters"]
        known = {"person_id": bureau.person, "person_ids": [bureau.person], "subjects": [bureau.person],
                 **AT_CAMP}  # fmt: skip
        given = {one: known.get(one) or example_of(wanted["properties"][one], DOCUMENT["$defs"])
                 for one in wanted["required"]}  # fmt: skip
        try:
            said[told["name"]] = json.dumps(
                answered(bureau.by(name), told["name"], given, is_measured=False)["returned"]
            )
        except Exception as error:
            said[told["name"]] = repr(error)
    return said


def test_every_page_paper_and_question_of_the_camp_is_the_same_before_and_after_his_answers(
    linked: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A sheet's code is drawn at random each time it is printed.
    monkeypatch.setattr(DeskOutside, "fresh_mark", lambda *_: (paper_code(bytes(13)), "вишня"))
    draw_consequences(linked.outside)
    keep_clocks(linked.outside)
    pages, questions = pages_of(linked, *CAMP), answers_to(linked, *CAMP)
    assert any(linked.person.encode() in page for page in pages.values()), "he is one of this camp's men"
    assert any(linked.person in answer for answer in questions.values())

    for answer in (ContactAnswer.YES, ContactAnswer.NO, ContactAnswer.LATER, ContactAnswer.CANNOT_BE_ASKED):
        record_contact_decision(
            linked.by("interviewer"), person_id=linked.person, about=ContactAbout.OPEN, link_index=None, is_her=None,
            answer=answer, facts=ALONE, words=WORDS,
        )  # fmt: skip
        linked.he_says(answer)
    latest = latest_decision(linked.person, "enquiry", linked.link_view.link_index)
    assert latest is not None
    record_withdrawal(linked.by("interviewer"), decision_index=latest.act_index)
    receive_slip(
        linked.by("interviewer"), person_id=linked.person, way=SlipWay.COMPLAINTS_BOX, received_at=linked.clock()
    )
    draw_consequences(linked.outside)
    keep_clocks(linked.outside)

    after = pages_of(linked, *CAMP)
    assert [] == [path for path in pages if pages[path] != after[path]]
    assert questions == answers_to(linked, *CAMP)


def test_a_doctor_reads_no_interview_and_learns_nothing_of_what_he_answered(
    linked: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That he cannot be asked is the doctor's own matter, and no answer of his."""
    monkeypatch.setattr(DeskOutside, "fresh_mark", lambda *_: (paper_code(bytes(13)), "вишня"))
    keep_clocks(linked.outside)
    pages, questions = pages_of(linked, *DOCTOR), answers_to(linked, *DOCTOR)
    assert any(linked.person.encode() in page for page in pages.values()), "the doctor sees to this man"
    link = linked.link_view.link_index
    for name, given in (("interviews", []), ("open_interview", [linked.person]), ("interview", [linked.person, link])):
        assert 403 == linked.at("doctor").get(reverse(f"desk:{name}", args=given)).status_code

    for answer in (ContactAnswer.YES, ContactAnswer.NO, ContactAnswer.LATER):
        record_contact_decision(
            linked.by("interviewer"), person_id=linked.person, about=ContactAbout.OPEN, link_index=None, is_her=None,
            answer=answer, facts=ALONE, words=WORDS,
        )  # fmt: skip
        linked.he_says(answer)
    keep_clocks(linked.outside)
    after = pages_of(linked, *DOCTOR)
    assert [] == [path for path in pages if pages[path] != after[path]]
    assert questions == answers_to(linked, *DOCTOR)
