"""A sealed slip: who may take it in, that it stops what rests on his word, and that he is asked anew."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.contact import ContactAbout, ContactAnswer, SlipWay
from repatria.core.law.errors import InterviewError
from repatria.core.vocabulary.errors import RuleError
from repatria.core.vocabulary.written_times import NotYetError
from repatria.doors.jobs.clocks import follow_clocks
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.clocks.models import Clock
from repatria.records.disclosure.selectors import answer, questions_to_ask
from repatria.records.ledger.reading import entries_since, tree_size
from repatria.records.ledger.verify import rebuild
from repatria.records.register.errors import UnknownPersonError
from repatria.records.register.models import ContactDecision
from repatria.records.register.selectors import latest_decision, unasked_persons
from repatria.records.register.services import record_contact_decision
from repatria.records.register.services.slips import receive_slip
from repatria.records.register.slip_acts import SlipReceived
from tests.journeys.test_thread_in_the_records import ALONE
from tests.records.handover.meeting import E, Meeting

pytestmark = pytest.mark.django_db
NAMED = (ContactAbout.ENQUIRY, ContactAbout.HANDOVER)


@pytest.fixture
def man(clock, randomness):
    return Meeting(clock, randomness).capture()


def slip(man, who="interviewer", **changed):
    given = {"person_id": man.person, "way": SlipWay.COMPLAINTS_BOX, "received_at": man.clock(), **changed}
    return receive_slip(man.by(who), **given)


@pytest.mark.parametrize("who", ["registrar", "caseworker-1", "doctor", "head"])
def test_only_interviewer_and_delegate_take_one_in(man, who):
    with pytest.raises(RoleForbidsError):
        slip(man, who)


def test_nobody_of_a_camp_takes_one_in_whatever_else_he_is(man):
    acting = man.by("interviewer")
    acting = type(acting)(**{
        name: getattr(acting, name) for name in acting.__dataclass_fields__
    } | {"roles": acting.roles | {Role.CAMP_OFFICER}})  # fmt: skip
    with pytest.raises(InterviewError, match="outside camp chain"):
        receive_slip(acting, person_id=man.person, way=SlipWay.FROM_HIM, received_at=man.clock())


def test_refuses_a_stranger_and_a_slip_of_tomorrow(man):
    man.by("interviewer")
    size = tree_size()
    with pytest.raises(UnknownPersonError):
        slip(man, person_id="P-00000-00000-0")
    with pytest.raises(NotYetError):
        slip(man, received_at=man.clock() + timedelta(days=1))
    assert size == tree_size()


def test_it_stops_telling_and_meeting_until_he_is_asked_anew(clock, randomness):
    man = Meeting(clock, randomness).ready().open().before(E.ASKED_AGAIN)
    link = man.link_view.link_index
    before = {about: latest_decision(man.person, about.value, link).answer for about in NAMED}
    assert {"yes"} == set(before.values())

    slip(man, "delegate")
    follow_clocks(man.outside)

    told = answer(man.by("caseworker-1"), man.enquiry)
    assert "not_asked" == told.contact_answer
    assert any("his_decision" in str(one) for one in told.missing)
    with pytest.raises(RuleError) as refused:
        man.take(E.ASKED_AGAIN)
    assert ("his_decision", "practice rule 19") in refused.value.params["guards"]
    assert [man.person] == [one for one, _ in unasked_persons(man.by("interviewer")) if one == man.person]
    assert (man.person, link) in questions_to_ask()
    owed = Clock.objects.filter(rule="contact_ask_able", ending="")
    assert [(man.person, "open")] == list(owed.values_list("subject", "matter"))
    rows = sorted(ContactDecision.objects.values_list())
    rebuild()
    assert rows == sorted(ContactDecision.objects.values_list())

    record_contact_decision(
        man.by("interviewer"), person_id=man.person, about=ContactAbout.OPEN, link_index=None,
        answer=ContactAnswer.YES, is_her=None, facts=ALONE,
    )  # fmt: skip
    man.he_says(ContactAnswer.YES)
    follow_clocks(man.outside)
    assert "yes" == answer(man.by("caseworker-1"), man.enquiry).contact_answer
    assert "not_asked" == latest_decision(man.person, ContactAbout.HANDOVER.value, link).answer
    assert not owed.exists()


def test_a_second_slip_and_that_he_cannot_be_asked_set_nothing_aside(man):
    man.asked_openly()
    slip(man)
    slip(man, way=SlipWay.FROM_HIM)
    first, second = (one.act for one in entries_since(0, kinds=[SlipReceived.KIND]))
    assert ([ContactAbout.OPEN], []) == ([one.about for one in first.set_aside], list(second.set_aside))
