"""A doctor tries again, each week, whether he can be asked (practice rule 10)."""

from __future__ import annotations

import pytest

from repatria.core.law.clocks import ClockRule
from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.core.law.custody import CustodyEvent
from repatria.doors.jobs.clocks import keep_clocks
from repatria.records.access.errors import RoleForbidsError
from repatria.records.clocks.models import Clock
from repatria.records.register.errors import DoctorAsksAgainError, NotHeldError, NotUnableError
from repatria.records.register.releases import release_questions
from repatria.records.register.selectors import latest_decision, unasked_persons
from repatria.records.register.services import record_asked_again, record_custody
from tests.kept import built_once
from tests.records.register.releasing import Releasing

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def man(clock, randomness):
    return Releasing(clock, randomness)


def said(man, about=ContactAbout.RELEASE):
    return latest_decision(man.person, about.value, None)


def running(man):
    keep_clocks(man.outside)
    rules = {ClockRule.CONTACT_REASK, ClockRule.CONTACT_ASK_ABLE}
    return [rule for rule in Clock.objects.filter(ending="").values_list("rule", flat=True) if rule in rules]


@pytest.mark.parametrize("name", ["interviewer", "registrar", "head", "camp", "caseworker-1"])
def test_refuses_everybody_who_is_no_doctor(man, name):
    man.he_answers(ContactAnswer.CANNOT_BE_ASKED)

    with pytest.raises(RoleForbidsError):
        record_asked_again(man.by(name), decision_index=said(man).act_index, can_be_asked=True)


def test_refuses_an_interviewer_who_says_it_a_second_time(man):
    man.he_answers(ContactAnswer.CANNOT_BE_ASKED)

    with pytest.raises(DoctorAsksAgainError) as refused:
        man.he_answers(ContactAnswer.CANNOT_BE_ASKED)

    assert "practice rule 10" == refused.value.provision


@pytest.mark.parametrize("answer", [one for one in ContactAnswer if one is not ContactAnswer.CANNOT_BE_ASKED])
def test_refuses_where_he_answered_himself(man, answer):
    man.he_answers(answer)

    with pytest.raises(NotUnableError):
        man.tried_again()


def test_refuses_an_act_that_is_no_answer_and_one_that_another_followed(man):
    man.he_answers(ContactAnswer.CANNOT_BE_ASKED)
    first = said(man).act_index
    man.tried_again()

    for index in (0, first):
        with pytest.raises(NotUnableError):
            record_asked_again(man.by("doctor"), decision_index=index, can_be_asked=True)


def test_refuses_a_man_who_is_gone(man):
    man.he_answers(ContactAnswer.CANNOT_BE_ASKED)
    record_custody(man.by("registrar"), person_id=man.person, event=CustodyEvent.ESCAPED, happened_at=man.clock())

    with pytest.raises(NotHeldError):
        man.tried_again()


def test_the_week_begins_anew_with_the_doctor_s_word_and_not_with_anybody_else_s(man):
    man.ready(ContactAnswer.CANNOT_BE_ASKED, approvers=("head", "doctor"))
    man.later(24 * 7 + 1)
    assert {"asked_again_by_doctor"} == man.missing

    man.tried_again()

    assert set() == man.missing
    assert man.staff.numbers["doctor"] == said(man).interviewer


def test_who_can_be_asked_is_owed_the_question_by_the_interviewer_and_no_one_decides_for_him(man):
    man.ready(ContactAnswer.CANNOT_BE_ASKED, approvers=("head", "doctor"))
    assert ["contact_reask"] == running(man)
    assert () == release_questions(man.clock())

    man.tried_again(can_be_asked=True)

    assert "his_decision" in man.missing
    assert [man.person] == [person for person, _ in release_questions(man.clock())]
    assert ["contact_ask_able"] == running(man)


def test_who_wakes_is_asked_the_open_question_too(man):
    man.he_answers(ContactAnswer.CANNOT_BE_ASKED, about=ContactAbout.OPEN)
    assert () == unasked_persons(man.by("interviewer"))

    man.tried_again(can_be_asked=True, about=ContactAbout.OPEN)

    assert [man.person] == [person for person, _ in unasked_persons(man.by("interviewer"))]
