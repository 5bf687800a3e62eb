"""His taking an answer back: from every answer, at any time, without a reason."""

from __future__ import annotations

import pytest

from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.core.law.custody import CustodyEvent
from repatria.records.access.errors import RoleForbidsError
from repatria.records.register.errors import NoDecisionToWithdrawError
from repatria.records.register.selectors import latest_decision
from repatria.records.register.services import record_custody, record_withdrawal
from tests.kept import built_once
from tests.records.register.releasing import Releasing

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def man(clock, randomness):
    return Releasing(clock, randomness)


def said(man, about=ContactAbout.RELEASE):
    return latest_decision(man.person, about.value, None)


@pytest.mark.parametrize("name", ["camp", "registrar", "caseworker-1", "head"])
def test_refuses_whoever_is_not_to_learn_his_answers(man, name):
    man.he_answers(ContactAnswer.YES)

    with pytest.raises(RoleForbidsError):
        record_withdrawal(man.by(name), decision_index=said(man).act_index)


def test_refuses_an_act_that_is_no_answer_of_his(man):
    for index in (0, 10_000, -1, 10**30):
        with pytest.raises(NoDecisionToWithdrawError):
            record_withdrawal(man.by("interviewer"), decision_index=index)


@pytest.mark.parametrize("answer", list(ContactAnswer))
@pytest.mark.parametrize("name", ["interviewer", "delegate"])
def test_he_takes_back_whatever_he_said_through_interviewer_or_delegate(man, name, answer):
    man.he_answers(answer)

    record_withdrawal(man.by(name), decision_index=said(man).act_index)

    assert ContactAnswer.NO == said(man).answer


def test_he_takes_it_back_also_when_he_is_no_longer_here_to_be_asked(man):
    man.he_answers(ContactAnswer.YES, about=ContactAbout.OPEN)
    record_custody(man.by("registrar"), person_id=man.person, event=CustodyEvent.ESCAPED, happened_at=man.clock())

    record_withdrawal(man.by("delegate"), decision_index=said(man, ContactAbout.OPEN).act_index)

    assert ContactAnswer.NO == said(man, ContactAbout.OPEN).answer
