"""His free word: who asks him, under what conditions, and who reads it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from repatria.core.vocabulary.particulars import Particular, ParticularKind, Source
from repatria.doors.desk.frame.texts import say
from repatria.records.register.selectors import latest_decision
from repatria.records.register.services import record_particular
from tests.doors.desk.bureau import Bureau, enter, kinds_since, refusal_on, text_of, tree_size

pytestmark = pytest.mark.django_db


ALONE: dict[str, Any] = {
    "language": "українська", "is_language_his": "1", "is_interviewer_outside_camp": "1", "is_no_guard_present": "1",
    "is_no_interrogator": "1",
}  # fmt: skip


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
    assert re.search(r"(GC III|practice rule|house rule) \d", refusal_on(page)), refusal_on(page)
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


def test_from_his_word_about_her_the_interviewer_alone_comes_to_the_form_of_his_never(linked: Bureau) -> None:
    page = linked.at("interviewer").get(interview_path(linked)).content.decode()
    assert f"/enquiries/{linked.enquiry}/withhold" in page


def test_what_he_said_alone_is_taken(linked: Bureau) -> None:
    typed = ALONE | {"about": ["enquiry"], "is_her": ["yes"], "answer": ["yes"], "private_question": "кіт?"}
    assert enter(linked.at("interviewer"), interview_path(linked), **typed).status_code == 302

    decision = latest_decision(linked.person, "enquiry", linked.link_view.link_index)
    assert decision is not None and ("yes", True) == (decision.answer, decision.is_her)


def test_words_of_the_open_question_reach_nobody_at_the_desk_who_need_not_know(answered: Bureau) -> None:
    for name in ("hotline", "reviewer-3", "registrar", "auditor"):
        browser = answered.at(name)
        for path in ("/", f"/persons/{answered.person}", f"/enquiries/{answered.enquiry}", "/watch"):
            assert "Як звали кота" not in text_of(browser.get(path))


def test_the_first_words_stand_in_his_language_and_in_the_page_s_only_where_none_is_known(linked: Bureau) -> None:
    at, path = linked.at("interviewer"), f"/interviews/{linked.person}"
    assert say("en", "aloud.unknown") in text_of(at.get(path))
    source = Source(kind="capture_form")
    for spoken in ("російська, трохи англійська", "кабардинська"):
        language = Particular(kind=ParticularKind.LANGUAGE, value=spoken, source=source)
        record_particular(linked.by("registrar"), person_id=linked.person, particular=language)

    page = text_of(at.get(path))
    assert say("ru", "aloud.first") in page and say("ru", "aloud.contact") in page
    assert say("uk", "aloud.first") in text_of(at.get(f"{path}?aloud=uk"))
    assert say("en", "aloud.other") in text_of(at.get(f"{path}?aloud=uk"))
    assert say("ru", "aloud.about_her") in text_of(at.get(interview_path(linked)))


def test_nobody_is_named_to_him_before_the_open_question_and_the_page_leads_there(bureau: Bureau) -> None:
    bureau.capture().ask().link()
    path, at = interview_path(bureau), bureau.at("interviewer")

    assert f"/interviews/{bureau.person}" == at.get(path).headers["Location"]
    assert path not in text_of(at.get("/interviews"))
    assert path not in text_of(at.get(f"/interviews/{bureau.person}"))
    enter(at, f"/interviews/{bureau.person}", **ALONE, answer=["later"], may_tell="мати")
    assert path in text_of(at.get("/interviews"))


def test_not_her_and_yes_comes_back_with_a_box_for_the_second_time(linked: Bureau) -> None:
    typed = ALONE | {"about": ["enquiry"], "is_her": ["no"], "answer": ["yes"]}
    assert "was_asked_twice" not in text_of(linked.at("interviewer").get(interview_path(linked)))
    page = enter(linked.at("interviewer"), interview_path(linked), **typed)

    assert 409 == page.status_code and say("en", "guard.not_her_asked_again") in refusal_on(page)
    assert "was_asked_twice" in text_of(page)
    typed["was_asked_twice"] = "1"
    assert 302 == linked.at("interviewer").post(interview_path(linked), typed).status_code
