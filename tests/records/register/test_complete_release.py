"""Completing a release: one registrar's word is never enough, and what was attested and read stands in the act."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.core.law.errors import OpenGuardError, SecondPersonError, UnstatedParticularsError
from repatria.core.law.handover import HandoverEvent, Signatory
from repatria.core.law.release import ReleaseBasis
from repatria.core.vocabulary.errors import RepatriaError, RuleError
from repatria.doors.jobs.consequences import draw_consequences
from repatria.records.access.approvals import approvers_of
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.handover.models import Handover, HandoverStep, HandoverSwitch
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import rebuild, verify
from repatria.records.register import grounds
from repatria.records.register.errors import NoHandoverError, NoReleaseError
from repatria.records.register.releases import COMPLETE, release
from repatria.records.register.selectors import custody_of, latest_decision, person_for_room
from repatria.records.register.services import complete_release, record_withdrawal
from tests.journeys.test_thread_in_the_records import Story, told
from tests.kept import built_once
from tests.records.register.laid import lay
from tests.records.register.releasing import DONE, GROUND, Releasing

pytestmark = pytest.mark.django_db


@pytest.fixture
def man(clock, randomness, monkeypatch):
    monkeypatch.setattr(grounds, "_answers", [])
    return Releasing(clock, randomness)


def test_refuses_one_registrar_alone_whatever_he_attests(man):
    man.identified().open("registrar")

    with pytest.raises(RuleError) as refused:
        man.complete("registrar")

    assert {"his_decision", "fit_to_travel", "two_approvals"} == set(dict(refused.value.params["guards"]))
    assert ("release_pending", "CAMP-2") == (man.state, custody_of(man.person).holder)


def test_nobody_decides_against_a_no_that_he_said_while_he_could_be_asked(man):
    man.identified().open("registrar").he_answers(ContactAnswer.NO).he_answers(ContactAnswer.CANNOT_BE_ASKED)
    man.found_fit().approve("doctor", "head")
    with pytest.raises(OpenGuardError) as refused:
        man.complete()
    assert {"his_decision": "practice rule 10"} == dict(refused.value.params["guards"])


@pytest.mark.parametrize("name", ["camp", "head", "adviser", "doctor", "caseworker-1"])
def test_refuses_anybody_but_a_registrar(man, name):
    man.ready()

    with pytest.raises(RoleForbidsError):
        man.complete(name)


def test_refuses_a_release_that_nobody_opened(man):
    with pytest.raises(NoReleaseError):
        man.identified().complete()


@pytest.mark.parametrize(
    ("changed", "refusal", "what"),
    [
        ({"outcome": None}, UnstatedParticularsError, "outcome"),
        ({"received_by": " "}, UnstatedParticularsError, "received_by"),
        ({"property_reference": ""}, OpenGuardError, "property_settled"),
        ({"property_settled_by": " "}, OpenGuardError, "property_settled"),
        ({"signed_by": ()}, OpenGuardError, "signatures"),
    ],
)
def test_refuses_what_the_clerk_leaves_unattested(man, changed, refusal, what):
    man.ready()

    with pytest.raises(refusal) as refused:
        man.complete(done=replace(DONE, **changed))

    assert [what] == list(dict(refused.value.params["guards"]))


@pytest.mark.parametrize("answer", [ContactAnswer.NO, ContactAnswer.LATER, ContactAnswer.NOT_ASKED])
def test_refuses_to_let_him_go_against_his_will_or_unasked(man, answer):
    man.ready(answer)

    with pytest.raises(OpenGuardError) as refused:
        man.complete()

    assert ["his_decision"] == list(dict(refused.value.params["guards"]))


def test_refuses_a_yes_that_is_older_than_three_days_and_one_about_another_question(man):
    man.identified().open().he_answers(ContactAnswer.YES).found_fit()
    man.later(73).approve("head", "adviser")
    assert {"his_decision"} == man.missing
    man.he_answers(ContactAnswer.YES, about=ContactAbout.OPEN)

    with pytest.raises(OpenGuardError):
        man.complete()


def test_refuses_a_man_whom_no_doctor_found_fit_lately(man):
    man.ready().found_fit(is_fit=False)

    with pytest.raises(OpenGuardError) as refused:
        man.complete()

    assert ["fit_to_travel"] == list(dict(refused.value.params["guards"]))
    man.found_fit().later(24 * 14 + 1).he_answers(ContactAnswer.YES)
    assert "fit_to_travel" in man.missing


@pytest.mark.parametrize("approvers", [(), ("head",), ("adviser",)])
def test_refuses_fewer_than_two_approvals(man, approvers):
    man.ready(approvers=approvers)

    with pytest.raises(SecondPersonError):
        man.complete()


def test_an_approval_holds_for_the_answer_that_he_gave_and_for_no_other(man):
    man.ready().he_answers(ContactAnswer.LATER)
    assert {"his_decision", "two_approvals"} == man.missing

    man.he_answers(ContactAnswer.YES)

    assert set() == man.missing


def test_nobody_sick_goes_against_his_will_during_hostilities_whoever_approves(man):
    ground = replace(GROUND, basis=ReleaseBasis.ART109_110)
    lay(man, ground.basis, [])
    man.ready(ContactAnswer.NO, ground=ground, approvers=("head", "adviser", "doctor", "head-2"))

    with pytest.raises(OpenGuardError) as refused:
        man.complete()

    assert (("his_decision", "GC III 109"),) == refused.value.params["guards"]


ENDED = replace(GROUND, basis=ReleaseBasis.ART118)


def test_after_the_end_of_hostilities_he_is_told_first_and_his_objection_is_examined_and_keeps_nobody(man):
    lay(man, ENDED.basis, [])
    man.identified().open(ground=ENDED).found_fit().approve("head", "head-2")
    assert {"he_is_informed"} == man.missing
    with pytest.raises(OpenGuardError) as unheard:
        man.complete()
    assert (("he_is_informed", "GC III 118"),) == unheard.value.params["guards"]
    man.he_answers(ContactAnswer.NO).approve("head", "head-2")
    assert {"objection_examined"} == man.missing
    with pytest.raises(SecondPersonError):
        man.complete()

    man.approve("adviser").complete()

    assert "repatriated" == man.state
    assert man.act.read.decision_index is not None


def test_for_who_cannot_be_asked_doctor_and_head_decide_together_and_a_week_later_anew(man):
    man.ready(ContactAnswer.CANNOT_BE_ASKED, approvers=("head", "adviser"))
    assert {"doctor_and_head"} == man.missing
    with pytest.raises(SecondPersonError):
        man.complete()
    man.approve("doctor").later(24 * 7 + 1)
    assert {"asked_again_by_doctor"} == man.missing

    man.tried_again().complete()

    assert ("repatriated", {"head", "adviser", "doctor"}) == (
        man.state, {name for name, number in man.staff.numbers.items() if number in man.act.read.approved_by}
    )  # fmt: skip


def test_what_was_attested_and_what_was_read_stands_in_the_act_and_on_his_page(man):
    man.ready()
    expected = person_for_room(man.person).timeline[-1].act_index

    man.complete()

    assert ("repatriated", "", DONE) == (man.state, man.act.holder, man.act.done)
    read = man.act.read
    assert expected == read.opened_index
    assert None not in (read.decision_index, read.fitness_index)
    assert {man.staff.numbers["head"], man.staff.numbers["adviser"]} == set(read.approved_by)
    line = person_for_room(man.person).timeline[-1]
    assert (DONE, read) == (line.done, line.read)
    assert verify(log_verifier()).is_equal
    rebuild()
    assert verify(log_verifier()).is_equal


def test_its_approvals_are_used_up_with_it(man):
    man.ready()
    reference = release(man.by("head"), man.person).approval_reference
    man.complete()

    assert () == approvers_of(COMPLETE, reference, at=man.clock())


def _latest(man):
    return latest_decision(man.person, "handover", man.link_view.link_index)


def _meeting(man):
    """Both at the point, and checked: a hand-over as far as it goes before he is asked again."""
    told(man).level_three().switched_on().he_says(ContactAnswer.YES, about=ContactAbout.HANDOVER).opened()
    return man.up_to_the_point()


@pytest.fixture
@built_once
def meeting(clock, randomness):
    one = Releasing.__new__(Releasing)
    one.hours, one.clock_of_test = 0, clock
    Story.__init__(one, one.now, randomness)
    for name, role in (("registrar-2", Role.REGISTRAR), ("adviser", Role.LEGAL_ADVISER)):
        one.staff.on_call(name, role)
    return _meeting(one)


def test_refuses_a_collection_by_kin_without_his_fresh_yes_and_the_release_goes_on_another_way(meeting):
    meeting.later(73)
    with pytest.raises(RuleError) as refused:
        meeting.step("officer", HandoverEvent.ASKED_AGAIN)
    assert "practice rule 19" == refused.value.provision or "house rule 6.6" == refused.value.provision
    meeting.step("officer", HandoverEvent.STOPPED_BY_KIN, attested=())
    draw_consequences(meeting.outside)
    assert "release_pending" == meeting.state

    meeting.he_answers(ContactAnswer.YES).found_fit().approve("head", "adviser").complete()

    assert "repatriated" == meeting.state


def test_over_a_hand_over_every_fact_is_read_from_its_acts(meeting):
    meeting.both_asked_alone()
    meeting.step("officer", HandoverEvent.ASKED_AGAIN)
    meeting.step("officer-2", HandoverEvent.SIGNED, signed_by=list(Signatory))
    meeting.step("officer", HandoverEvent.COMPLETED)
    # He takes it back when he has left: the consequence, drawn late, says what was when it was signed.
    record_withdrawal(meeting.by("interviewer"), decision_index=_latest(meeting).act_index)
    meeting.found_fit(is_fit=False)
    draw_consequences(meeting.outside)

    read, done = meeting.act.read, meeting.act.done
    assert "released" == meeting.state
    assert len(read.handover) == 13
    assert meeting.link_view.link_index == read.link_index
    assert {meeting.staff.numbers["head"], meeting.staff.numbers["caseworker-2"]} == set(read.approved_by)
    assert (meeting.handover, set(Signatory)) == (done.received_by, set(done.signed_by))


def test_refuses_the_acts_of_a_hand_over_that_is_not_completed_or_not_his(meeting):

    switch, row = HandoverSwitch.objects.get(), Handover.objects.get()
    steps = list(HandoverStep.objects.order_by("recorded_index").values_list("recorded_index", flat=True))
    whole = (switch.recorded_index, row.recorded_index, *steps)

    for acts in (whole, whole[1:], (*whole, 0), (whole[0], *steps)):
        with pytest.raises(NoHandoverError):
            complete_release(
                meeting.outside.house(Role.CLERKWORK), person_id=meeting.person, happened_at=meeting.clock(),
                handover=acts,
            )  # fmt: skip
    with pytest.raises(NoHandoverError):
        complete_release(
            meeting.by("registrar"), person_id=meeting.person, happened_at=meeting.clock(), handover=whole
        )  # fmt: skip
    assert "release_pending" == meeting.state


STEPS = st.lists(
    st.sampled_from(["open", "yes", "no", "unable", "fit", "unfit", "head", "adviser", "doctor", "complete", "cancel",
                     "later"]),
    max_size=14,
)  # fmt: skip


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, basis=st.sampled_from(ReleaseBasis))
def test_no_order_of_steps_lets_him_go_without_answer_doctor_and_two_approvals(man, steps, basis):
    """A book of its own beside the services: what stood when a release was completed."""
    answers = {"yes": ContactAnswer.YES, "no": ContactAnswer.NO, "unable": ContactAnswer.CANNOT_BE_ASKED}
    said, is_fit, approved = None, False, {}
    man.staff.called("head", "interviewer", "doctor")
    savepoint = transaction.savepoint()
    try:
        man.hours = 0
        man.identified()
        grounds._answers.clear()
        lay(man, basis, grounds._answers)
        for step in steps:
            try:
                if step == "open":
                    man.open(ground=replace(GROUND, basis=basis))
                    approved = {}
                elif step in answers:
                    man.he_answers(answers[step])
                    said = answers[step]
                elif step in ("fit", "unfit"):
                    man.found_fit(is_fit=step == "fit")
                    is_fit = step == "fit"
                elif step == "complete":
                    man.complete()
                elif step == "cancel":
                    man.cancel(authority="ministry", reason="road", provision="GC III 118")
                elif step == "later":
                    man.later(24 * 15)
                    said, is_fit, approved = (said if basis is ReleaseBasis.ART118 else None), False, {}
                else:
                    man.approve(step)
                    approved.setdefault(said, set()).add(step)
            except RepatriaError:
                continue
            if step == "complete":
                by = approved.get(said, set())
                assert is_fit and said is not None and len(by) >= 2
                assert said is not ContactAnswer.NO or (basis is ReleaseBasis.ART118 and "adviser" in by)
                assert said is not ContactAnswer.CANNOT_BE_ASKED or {"doctor", "head"} <= by
                break
    finally:
        transaction.savepoint_rollback(savepoint)
