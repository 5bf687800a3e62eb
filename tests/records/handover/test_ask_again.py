"""Asking both again, alone, before they meet: an act of whoever asked, never a box that an officer ticks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.core.law.errors import HandoverOrderError, InterviewError, OpenGuardError, SecondPersonError
from repatria.core.law.handover import ATTESTATIONS, HandoverEvent
from repatria.core.law.handover_asking import AskedPerson, RenewedAnswer
from repatria.core.vocabulary.errors import RuleError
from repatria.core.vocabulary.written_times import NotYetError
from repatria.doors.jobs.consequences import draw_consequences
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.handover.acts import AskedAgainAlone
from repatria.records.handover.asking import to_ask_again
from repatria.records.handover.errors import UnknownHandoverError
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import entries_since, tree_size
from repatria.records.ledger.verify import rebuild, verify
from repatria.records.register.selectors import custody_of, latest_decision
from repatria.records.register.services import record_withdrawal
from tests.kept import built_once
from tests.records.handover.meeting import opened_one

pytestmark = pytest.mark.django_db
E, MEETING, HE, SHE = HandoverEvent, ContactAbout.HANDOVER, AskedPerson.HE, AskedPerson.SHE
YES, NO = RenewedAnswer.YES, RenewedAnswer.NO


@pytest.fixture
@built_once
def at_the_point(clock, randomness):
    """Both are at the point, in separate rooms, and she was checked face to face."""
    return opened_one(clock, randomness).before(E.ASKED_AGAIN)


def guards(meeting, event=E.ASKED_AGAIN, **more):
    state = meeting.state
    with pytest.raises(RuleError) as refused:
        meeting.take(event, **more)
    assert state == meeting.state
    return refused.value.params["guards"]


def test_refuses_an_asking_of_nobodys_hand_over_and_one_to_come(at_the_point):
    handover, at_the_point.handover = at_the_point.handover, "H-00000-00000-0"
    with pytest.raises(UnknownHandoverError):
        at_the_point.asked_alone(HE)
    at_the_point.handover = handover
    at_the_point.passes = lambda minutes: None
    ahead = at_the_point.clock
    at_the_point.clock = lambda: ahead() + timedelta(hours=1)
    with pytest.raises(NotYetError):
        at_the_point.asked_alone(HE)


@pytest.mark.parametrize("name", ["officer", "caseworker-1", "head", "registrar", "doctor", "hotline"])
def test_refuses_whoever_is_no_interviewer(at_the_point, name):
    with pytest.raises(RoleForbidsError):
        at_the_point.asked_alone(HE, name=name)


def test_refuses_an_interviewer_who_runs_the_hand_over_as_well(meeting):
    meeting.staff.hire("both", Role.HANDOVER_OFFICER, Role.INTERVIEWER)
    meeting.ready().open().before(E.IDENTITY_CHECKED).take(E.IDENTITY_CHECKED, name="both")

    with pytest.raises(SecondPersonError) as refused:
        meeting.asked_alone(HE, name="both")
    assert (("asked_by_another", "practice rule 19"),) == refused.value.params["guards"]
    meeting.staff.hire("other", Role.HANDOVER_OFFICER, Role.INTERVIEWER)
    for who in AskedPerson:
        meeting.asked_alone(who, name="other")
    assert (("asked_by_another", "practice rule 19"),) == guards(meeting, name="other")


@pytest.mark.parametrize(
    "lacking, what",
    [
        ({"is_guard_in_hearing": True}, "no_guard_in_hearing"), ({"is_other_in_hearing": True}, "no_other_in_hearing"),
        ({"is_officer_in_hearing": True}, "no_officer_in_hearing"), ({"is_understood": False}, "language_understood"),
    ],
)  # fmt: skip
def test_refuses_an_asking_that_was_not_alone(at_the_point, lacking, what):
    size = tree_size()
    with pytest.raises(InterviewError) as refused:
        at_the_point.asked_alone(HE, **lacking)

    assert [what] == [one for one, _ in refused.value.params["guards"]]
    assert size == tree_size()


def test_refuses_an_asking_before_both_came_and_after_the_signatures(opened):
    for event in (E.KIN_ARRIVED, E.PRISONER_ARRIVED):
        opened.before(event) if event is E.KIN_ARRIVED else opened.take(E.KIN_ARRIVED)
        for who in AskedPerson:
            with pytest.raises(HandoverOrderError) as refused:
                opened.asked_alone(who)
            assert "practice rule 19" == refused.value.provision
    for event in (E.PRISONER_ARRIVED, E.IDENTITY_CHECKED):
        opened.take(event)
    opened.both_asked_alone().take(E.ASKED_AGAIN).take(E.SIGNED)
    with pytest.raises(HandoverOrderError):
        opened.asked_alone(HE)


def test_refuses_the_step_whatever_the_officer_ticks_while_one_of_them_was_not_asked(at_the_point):
    lacking = {("his_renewed_yes", "practice rule 19"), ("her_renewed_yes", "practice rule 19")}
    assert lacking == set(guards(at_the_point))
    at_the_point.asked_alone(HE)
    assert (("her_renewed_yes", "practice rule 19"),) == guards(at_the_point)
    at_the_point.asked_alone(SHE, RenewedAnswer.NOT_TODAY)
    assert (("her_renewed_yes", "practice rule 19"),) == guards(at_the_point)
    with pytest.raises(InterviewError) as refused:
        at_the_point.asked_alone(SHE)
    assert (("not_today_stands", "practice rule 19"),) == refused.value.params["guards"]
    at_the_point.later(12)
    at_the_point.both_asked_alone()

    at_the_point.take(E.ASKED_AGAIN)

    assert "asked_again" == at_the_point.state


def test_refuses_two_who_were_asked_in_one_room(at_the_point):
    for who in AskedPerson:
        at_the_point.asked_alone(who, room="room 1")

    assert (("rooms_apart", "practice rule 19"),) == guards(at_the_point)


def test_a_yes_holds_four_hours_until_they_meet(at_the_point):
    at_the_point.both_asked_alone().later(4)
    old = {("his_renewed_yes_fresh", "practice rule 19"), ("her_renewed_yes_fresh", "practice rule 19")}
    assert old == set(guards(at_the_point))
    number = at_the_point.handover
    assert ((number, HE), (number, SHE)) == to_ask_again(at_the_point.clock())

    at_the_point.both_asked_alone()
    assert () == to_ask_again(at_the_point.clock())
    at_the_point.take(E.ASKED_AGAIN).later(4)
    assert old == set(guards(at_the_point, E.SIGNED))
    at_the_point.both_asked_alone().take(E.SIGNED)

    assert "signed" == at_the_point.state


@pytest.mark.parametrize("who, state", [(HE, "stopped_by_prisoner"), (SHE, "stopped_by_kin")])
def test_a_no_ends_it_and_a_new_one_begins_with_asking_him(at_the_point, who, state):
    at_the_point.asked_alone(who, NO)
    draw_consequences(at_the_point.outside)

    assert state == at_the_point.state
    is_his = who is HE
    assert ("in_camp" if is_his else "release_pending") == custody_of(at_the_point.person).custody_state
    if is_his:  # his yes of yesterday opens no other
        with pytest.raises(OpenGuardError) as refused:
            at_the_point.open()
        assert ("his_decision", "practice rule 19") in refused.value.params["guards"]
        at_the_point.he_says(ContactAnswer.YES, about=MEETING)
    at_the_point.open()
    assert "proposed" == at_the_point.state
    rebuild()
    assert verify(log_verifier()).is_equal


def test_refuses_a_new_one_on_his_old_yes_after_an_officer_recorded_that_he_stopped(opened):
    opened.take(E.ACCEPTED).take(E.STOPPED_BY_PRISONER, attested=())

    with pytest.raises(OpenGuardError) as refused:
        opened.open()
    assert ("his_decision", "practice rule 19") in refused.value.params["guards"]


def test_the_act_says_who_asked_whom_where_and_in_which_language_and_keeps_words_under_their_keys(at_the_point):
    at_the_point.asked_alone(HE)
    given = entries_since(0, kinds=[AskedAgainAlone.KIND], at_most=10_000)[-1].act

    assert (HE, YES, "room of he", "uk") == (given.who, given.answer, given.conditions.room, given.conditions.language)
    assert at_the_point.staff.numbers["interviewer"] == given.asked_by


@pytest.mark.parametrize("answer", [ContactAnswer.NO, ContactAnswer.LATER, ContactAnswer.CANNOT_BE_ASKED])
def test_refuses_both_yeses_at_the_point_when_he_said_otherwise_in_an_interview_since(at_the_point, answer):
    at_the_point.both_asked_alone().he_says(answer, about=MEETING)

    assert ("his_decision", "practice rule 19") in guards(at_the_point)


def test_refuses_a_yes_that_he_took_back_in_the_separate_room(at_the_point):
    said = latest_decision(at_the_point.person, MEETING.value, at_the_point.link_view.link_index)
    at_the_point.both_asked_alone()
    record_withdrawal(at_the_point.by("delegate"), decision_index=said.act_index)

    assert ("his_decision", "practice rule 19") in guards(at_the_point)


def test_refuses_a_yes_that_grew_old_on_the_way(at_the_point):
    at_the_point.later(73)
    at_the_point.both_asked_alone()
    assert (("his_decision_recent", "house rule 6.6"),) == guards(at_the_point)

    at_the_point.he_says(ContactAnswer.YES, about=MEETING).take(E.ASKED_AGAIN)

    assert "asked_again" == at_the_point.state


@pytest.mark.parametrize("lacking", [line for line, _ in ATTESTATIONS[E.ASKED_AGAIN]])
def test_refuses_without_a_word_that_they_have_not_met(at_the_point, lacking):
    at_the_point.both_asked_alone()
    with pytest.raises(OpenGuardError) as refused:
        at_the_point.take(E.ASKED_AGAIN, attested=[])

    assert ((lacking.value, "practice rule 19"),) == refused.value.params["guards"]


def test_his_no_after_it_stops_the_signing(at_the_point):
    at_the_point.both_asked_alone().take(E.ASKED_AGAIN).he_says(ContactAnswer.NO, about=MEETING)

    assert ("his_decision", "practice rule 19") in guards(at_the_point, E.SIGNED)
