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
from repatria.records.disclosure.selectors import answer, enquiry_standing, questions_to_ask, still_tells
from repatria.records.handover.selectors import meetings_to_tell, without_his_yes
from repatria.records.ledger.reading import entries_since, tree_size
from repatria.records.ledger.verify import rebuild
from repatria.records.register.errors import UnknownPersonError
from repatria.records.register.models import ContactDecision
from repatria.records.register.selectors import latest_decision, unasked_persons
from repatria.records.register.services import record_contact_decision
from repatria.records.register.services.slips import receive_slip
from repatria.records.register.slip_acts import SlipReceived
from tests.journeys.test_thread_in_the_records import ALONE
from tests.kept import built_once
from tests.records.handover.meeting import E, Meeting

pytestmark = pytest.mark.django_db
NAMED = (ContactAbout.ENQUIRY, ContactAbout.HANDOVER)


@pytest.fixture
@built_once
def man(clock, randomness):
    return Meeting(clock, randomness).capture()


def slip(man, who="interviewer", **changed):
    given = {"person_id": man.person, "way": SlipWay.COMPLAINTS_BOX, "received_at": man.clock(), **changed}
    return receive_slip(man.by(who), **given)


def asked_anew(man):
    record_contact_decision(
        man.by("interviewer"), person_id=man.person, about=ContactAbout.OPEN, link_index=None,
        answer=ContactAnswer.YES, is_her=None, facts=ALONE,
    )  # fmt: skip
    return man


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
    assert (man.person, link) in questions_to_ask(man.clock())
    owed = Clock.objects.filter(rule="contact_ask_able", ending="")
    assert [(man.person, "open")] == list(owed.values_list("subject", "matter"))
    rows = sorted(ContactDecision.objects.values_list())
    rebuild()
    assert rows == sorted(ContactDecision.objects.values_list())

    asked_anew(man).he_says(ContactAnswer.YES)
    follow_clocks(man.outside)
    assert "yes" == answer(man.by("caseworker-1"), man.enquiry).contact_answer
    assert "not_asked" == latest_decision(man.person, ContactAbout.HANDOVER.value, link).answer
    assert not owed.exists()


def test_a_second_slip_sets_nothing_aside(man):
    man.asked_openly()
    slip(man)
    slip(man, way=SlipWay.FROM_HIM)
    first, second = (one.act for one in entries_since(0, kinds=[SlipReceived.KIND]))
    assert ([ContactAbout.OPEN], []) == ([one.about for one in first.set_aside], list(second.set_aside))


def test_a_decided_answer_is_not_carried_out_and_her_page_and_the_round_go_on(clock, randomness):
    man = Meeting(clock, randomness).linked().he_says(ContactAnswer.YES).approve("caseworker-1", "head")
    assert "tell_alive_and_held" == man.decided()[0].value
    stood = enquiry_standing(man.enquiry).state
    assert still_tells(man.enquiry, man.clock())

    slip(man)

    assert not still_tells(man.enquiry, man.clock())
    assert stood == enquiry_standing(man.enquiry).state
    asked_anew(man).he_says(ContactAnswer.YES)
    assert not still_tells(man.enquiry, man.clock()), "after a slip two approve anew"


def test_who_could_not_be_asked_is_asked_anew_and_doctor_and_head_tell_nothing_till_then(clock, randomness):
    man = Meeting(clock, randomness).linked().unable().level_three().approve("caseworker-1", "head")
    man.tell_unasked("doctor", "head")
    assert "tell_alive_and_held" == man.decided()[0].value
    follow_clocks(man.outside)
    again = Clock.objects.filter(rule="contact_reask", ending="")
    assert 1 == again.count()

    slip(man)
    follow_clocks(man.outside)

    assert "his_decision" in man.missing
    assert not still_tells(man.enquiry, man.clock())
    assert not again.exists(), "the question is the interviewer's now"
    man.unable().approve("caseworker-1", "head")
    assert ["doctor_and_head"] == man.missing, "what they decided before his slip decides nothing after it"


@pytest.mark.parametrize("event", [E.KIN_DEPARTED, E.PRISONER_ARRIVED])
def test_nobody_is_sent_to_a_meeting_after_it_and_it_is_known_which(clock, randomness, event):
    man = Meeting(clock, randomness).ready().open().before(event)
    if event is E.KIN_DEPARTED:
        man.planned()
    assert () == without_his_yes()
    assert [man.enquiry] == list(meetings_to_tell())

    slip(man)

    assert (man.handover,) == without_his_yes()
    assert {} == meetings_to_tell()
    with pytest.raises(RuleError) as refused:
        man.take(event)
    assert [("his_decision", "practice rule 19")] == list(refused.value.params["guards"])
    asked_anew(man).he_says(ContactAnswer.YES, about=ContactAbout.HANDOVER).take(event)
    assert () == without_his_yes()
