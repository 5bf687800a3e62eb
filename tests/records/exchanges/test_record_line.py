"""A line on its way: nobody verified who was not asked, nothing agreed that touches the dead, the lost or the court."""

from __future__ import annotations

import pytest

from repatria.core.law.contact import ContactAnswer
from repatria.core.law.custody import CustodyAttested, CustodyEvent
from repatria.core.law.custody_facts import CustodyState, HisPaper
from repatria.core.law.errors import (
    InterviewError,
    OpenGuardError,
    SecondPersonError,
    UnstatedParticularsError,
    UnstatedReasonError,
)
from repatria.core.law.exchange_holding import HoldGround
from repatria.core.law.exchange_list import LineEvent as E
from repatria.core.law.exchange_list import (
    LineFacts,
    LineOrderError,
    LineState,
    ListDirection,
    RefusalGround,
    line_guards,
)
from repatria.core.vocabulary.bases import ReleaseBasis
from repatria.core.vocabulary.errors import RuleError
from repatria.records.access.approvals import standing_approvals
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.services import record_approval
from repatria.records.exchanges.comparing import RowOnList
from repatria.records.exchanges.errors import EndedAgreementError, ResolvedLineError, UnknownLineError, UnsaidError
from repatria.records.exchanges.facts import UNASKED
from repatria.records.exchanges.selectors.lists import agreed_line_row, lines_owed
from repatria.records.exchanges.selectors.waiting import unasked_lines
from repatria.records.exchanges.services.agreements import end_agreement
from repatria.records.exchanges.services.holding import end_hold, review_hold
from repatria.records.exchanges.services.lists import unresolve_line
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.verify import rebuild, verify
from repatria.records.register.selectors import latest_decision
from repatria.records.register.services import record_asked_again, record_custody

pytestmark = pytest.mark.django_db


def lacks(refused):
    return dict(refused.value.params["guards"])


@pytest.fixture
def on_list(listed):
    """Two men on the list: 0501, whom two sources know, and 0502, whom one does."""
    listed.man("0501", "Гончар")
    listed.man("0502", "Мельник", is_known=False)
    listed.lines = dict(zip(("0501", "0502"), listed.ours("0501", "0502"), strict=True))
    return listed


@pytest.mark.parametrize("name", ["caseworker-1", "camp", "interviewer", "delegate", "doctor", "officer"])
def test_refuses_whoever_keeps_no_lists(on_list, name):
    with pytest.raises(RoleForbidsError):
        on_list.take(on_list.lines["0501"], E.AGREED, name=name)
    with pytest.raises(UnknownLineError):
        on_list.take("XE-00000-00000-0", E.AGREED)


@pytest.mark.parametrize("event", [E.PROPOSED, E.VERIFIED, E.RELEASED])
def test_refuses_what_does_not_follow(on_list, event):
    with pytest.raises(LineOrderError) as refused:
        on_list.take(on_list.lines["0501"], event)
    assert "house rule 6.7" == refused.value.provision


def test_refuses_an_agreement_of_which_no_day_or_paper_is_named(on_list):
    with pytest.raises(UnstatedParticularsError) as refused:
        on_list.take(on_list.lines["0501"], E.AGREED, agreed_on=None, reference=" ")
    assert {"line_agreed_on", "agreed_by_both"} == set(lacks(refused))


@pytest.mark.parametrize("answer", [None, ContactAnswer.LATER, ContactAnswer.NO])
def test_nobody_stands_verified_who_was_not_asked_or_did_not_say_yes(on_list, answer):
    line_id = on_list.lines["0501"]
    on_list.take(line_id, E.AGREED)
    if answer is not None:
        on_list.answers("0501", answer)
    with pytest.raises(OpenGuardError) as refused:
        on_list.take(line_id, E.VERIFIED)
    assert {"his_decision": "GC III 109"} == lacks(refused)
    assert LineState.AGREED == on_list.line(line_id).line.state


def test_after_the_end_of_hostilities_he_is_asked_all_the_same(talks):
    talks.agreed(basis=ReleaseBasis.ART118).opened()
    talks.man("0501", "Гончар")
    (line_id,) = talks.ours("0501")
    talks.take(line_id, E.AGREED)
    with pytest.raises(OpenGuardError) as refused:
        talks.take(line_id, E.VERIFIED)
    assert {"his_decision": "GC III 118"} == lacks(refused)


def test_who_cannot_be_asked_is_decided_about_by_a_doctor_and_the_head_and_asked_again(on_list):
    line_id = on_list.lines["0501"]
    on_list.take(line_id, E.AGREED)
    on_list.answers("0501", ContactAnswer.CANNOT_BE_ASKED)
    (owed,) = unasked_lines(on_list.by("doctor"))
    assert (line_id, ("doctor_and_head",)) == (owed.line_id, tuple(one.what for one in owed.missing))
    for name in ("doctor", "head"):
        with pytest.raises(SecondPersonError) as refused:
            on_list.take(line_id, E.VERIFIED)
        assert {"doctor_and_head": "practice rule 10"} == lacks(refused)
        record_approval(on_list.by(name), action=UNASKED, object_reference=owed.approval_reference)
    on_list.passes(8)
    with pytest.raises(OpenGuardError) as refused:
        on_list.take(line_id, E.VERIFIED)
    assert {"asked_again_by_doctor": "practice rule 10"} == lacks(refused)
    unable = latest_decision(on_list.men["0501"], "release", None)
    record_asked_again(on_list.by("doctor"), decision_index=unable.act_index, can_be_asked=False)
    assert LineState.VERIFIED == on_list.take(line_id, E.VERIFIED)
    assert () == standing_approvals(UNASKED, at=on_list.clock()), "their word is used up"
    assert (True,) == on_list.stands(), "and bears the line that stands on it"
    on_list.answers("0501").answers("0501", ContactAnswer.CANNOT_BE_ASKED)
    assert (False,) == on_list.stands(), "until he answered himself"


def test_nobody_decides_against_a_no_that_he_said_while_he_could_be_asked_nor_unsays_it(on_list):
    line_id = on_list.lines["0501"]
    on_list.take(line_id, E.AGREED)
    on_list.answers("0501", ContactAnswer.CANNOT_BE_ASKED)
    (owed,) = unasked_lines(on_list.by("doctor"))
    for name in ("doctor", "head"):
        record_approval(on_list.by(name), action=UNASKED, object_reference=owed.approval_reference)
    on_list.answers("0501", ContactAnswer.NO)
    with pytest.raises(InterviewError) as unsaid:
        on_list.answers("0501", ContactAnswer.NOT_ASKED)
    assert (("his_answer_stands", "practice rule 8"),) == unsaid.value.params["guards"]
    on_list.answers("0501", ContactAnswer.CANNOT_BE_ASKED)
    with pytest.raises(RuleError) as refused:
        on_list.take(line_id, E.VERIFIED)
    assert {"doctor_and_head": "practice rule 10", "his_decision": "practice rule 10"} == lacks(refused)
    assert () == unasked_lines(on_list.by("doctor"))
    hold_id = on_list.hold("0501", HoldGround.HIS_DECISION)
    review_hold(on_list.by("head"), hold_id=hold_id)
    assert LineState.REFUSED == on_list.take(line_id, E.REFUSED, ground=RefusalGround.HIS_DECISION)


def test_refuses_to_verify_whom_one_source_alone_knows(on_list):
    line_id = on_list.lines["0502"]
    on_list.answers("0502")
    on_list.take(line_id, E.AGREED)
    with pytest.raises(OpenGuardError) as refused:
        on_list.take(line_id, E.VERIFIED)
    assert {"identity_established": "GC III 17(5)"} == lacks(refused)


def test_proceedings_embargo_and_being_kept_back_are_read_and_stop_a_line_at_every_step(on_list):
    line_id = on_list.lines["0501"]
    on_list.answers("0501").court("0501")
    hold_id = on_list.hold("0501")
    with pytest.raises(OpenGuardError) as refused:
        on_list.take(line_id, E.AGREED)
    assert {"not_held_back": "GC III 115"} == lacks(refused)
    end_hold(on_list.by("adviser"), hold_id=hold_id, reason="the Power consents")
    on_list.take(line_id, E.AGREED)
    with pytest.raises(OpenGuardError) as refused:
        on_list.take(line_id, E.VERIFIED)
    assert {"no_open_proceedings": "GC III 115"} == lacks(refused)
    on_list.court("0501", HisPaper.PROCEEDINGS_NOTIFIED, court="COURT-5", reference="file 4")
    on_list.court("0501", HisPaper.PROCEEDINGS_ENDED)
    with pytest.raises(OpenGuardError) as refused:
        on_list.take(line_id, E.VERIFIED)
    assert {"no_open_proceedings": "GC III 115"} == lacks(refused), "another court holds him still"
    on_list.court("0501", HisPaper.PROCEEDINGS_ENDED, court="COURT-5", reference="file 4")
    record_custody(
        on_list.by("registrar"), person_id=on_list.men["0501"], event=CustodyEvent.UNACCOUNTED,
        happened_at=on_list.clock(), attested=CustodyAttested(order_by="not at roll-call"),
    )  # fmt: skip
    with pytest.raises(OpenGuardError) as refused:
        on_list.take(line_id, E.VERIFIED)
    assert {"not_unaccounted": "practice rule 14"} == lacks(refused)


def test_a_refusal_rests_on_what_is_on_record_and_says_so(on_list):
    line_id = on_list.lines["0501"]
    wanted = {
        None: ("refusal_ground", UnstatedReasonError),
        RefusalGround.PROCEEDINGS: ("proceedings_on_record", OpenGuardError),
        RefusalGround.HIS_DECISION: ("his_no_on_record", OpenGuardError),
        RefusalGround.UNFIT: ("unfit_on_record", OpenGuardError),
        RefusalGround.UNKNOWN_HERE: ("nobody_named", OpenGuardError),
        RefusalGround.NOT_AGREED: ("refusal_reason", UnstatedReasonError),
    }  # fmt: skip
    for ground, (guard, kind) in wanted.items():
        with pytest.raises(kind) as refused:
            on_list.take(line_id, E.REFUSED, ground=ground)
        assert guard in lacks(refused), ground
    for ground, guard, provision in (
        (RefusalGround.LEFT_ALREADY, "left_on_record", "GC III 122(5)"),
        (RefusalGround.DOUBLE, "other_line_on_record", "house rule 6.7"),
    ):  # fmt: skip
        with pytest.raises(OpenGuardError) as refused:
            on_list.take(line_id, E.REFUSED, ground=ground, said="so they say")
        assert {guard: provision} == lacks(refused), "a registrar says nothing that the register knows"
    on_list.answers("0501", ContactAnswer.NO)
    assert LineState.REFUSED == on_list.take(line_id, E.REFUSED, ground=RefusalGround.HIS_DECISION)
    with pytest.raises(UnstatedReasonError):
        on_list.take(on_list.lines["0502"], E.WITHDRAWN)


def test_a_line_that_names_the_wrong_man_is_corrected_by_another_with_a_reason_and_its_steps_keep_both(on_list):
    on_list.man("0700", "Гончаренко")
    on_list.version(RowOnList(name="Гончаренко Іван"), is_whole=False)
    (theirs,) = [one for one in on_list.all_lines() if not one.person_id]
    with pytest.raises(ResolvedLineError):
        unresolve_line(on_list.by("adviser"), line_id=theirs.line_id, reason="another")
    on_list.resolve(theirs.line_id, "0700")
    caseworker, adviser, size = on_list.by("caseworker-1"), on_list.by("adviser"), tree_size()
    for by, reason, refusal in (
        (caseworker, "another", RoleForbidsError), (adviser, " ", UnsaidError),
        (on_list.by("registrar"), "another", SecondPersonError),
    ):  # fmt: skip
        with pytest.raises(refusal):
            unresolve_line(by, line_id=theirs.line_id, reason=reason)
    assert size == tree_size()

    unresolve_line(adviser, line_id=theirs.line_id, reason="the year of birth is another")

    whole = on_list.line(theirs.line_id)
    assert ("", ["proposed", "resolved", "unresolved"]) == (whole.line.person_id, [one.event for one in whole.steps])
    on_list.man("0701", "Гончаренко")
    on_list.resolve(theirs.line_id, "0701")
    assert on_list.men["0701"] == on_list.line(theirs.line_id).line.person_id
    assert verify(log_verifier()).is_equal


def test_a_line_that_stands_verified_is_withdrawn_and_not_corrected(on_list):
    on_list.man("0700", "Гончаренко")
    on_list.version(RowOnList(name="Гончаренко Іван"), is_whole=False)
    (theirs,) = [one for one in on_list.all_lines() if not one.person_id]
    on_list.resolve(theirs.line_id, "0700")
    on_list.answers("0700")
    on_list.take(theirs.line_id, E.AGREED)
    on_list.take(theirs.line_id, E.VERIFIED)
    with pytest.raises(LineOrderError):
        unresolve_line(on_list.by("adviser"), line_id=theirs.line_id, reason="another")


def test_who_left_by_the_register_is_refused_as_such_and_of_whom_nobody_was_found_the_clerk_says_it(on_list):
    record_custody(
        on_list.by("registrar"), person_id=on_list.men["0501"], event=CustodyEvent.ESCAPED,
        happened_at=on_list.clock(), attested=CustodyAttested(order_by="the night watch"),
    )  # fmt: skip
    said = {"ground": RefusalGround.LEFT_ALREADY, "said": "the register says so"}
    assert LineState.REFUSED == on_list.take(on_list.lines["0501"], E.REFUSED, **said)
    on_list.version(RowOnList(name="Гончар Іван"), is_whole=False)
    (theirs,) = [one for one in on_list.all_lines() if not one.person_id]
    said = {"ground": RefusalGround.DOUBLE, "said": "row 7 is the same man"}
    assert LineState.REFUSED == on_list.take(theirs.line_id, E.REFUSED, **said)


def test_a_man_stands_on_one_list_at_a_time_and_a_line_names_one_man_once(on_list):
    on_list.opened(title="second list")
    with pytest.raises(OpenGuardError) as refused:
        on_list.ours("0501")
    assert {"on_one_list": "house rule 6.7"} == lacks(refused)
    on_list.version(RowOnList(name="Гончар Іван", birth_date="1999-04-12"))
    (theirs,) = on_list.all_lines()
    assert ("", "Гончар Іван") == (theirs.person_id, theirs.name)
    with pytest.raises(OpenGuardError):
        on_list.resolve(theirs.line_id, "0501")
    on_list.take(on_list.lines["0501"], E.WITHDRAWN, said="proposed on the second list instead")
    on_list.resolve(theirs.line_id, "0501")
    with pytest.raises(ResolvedLineError):
        on_list.resolve(theirs.line_id, "0502")


def test_a_line_that_names_nobody_is_agreed_on_by_nobody(listed):
    listed.version(RowOnList(name="Хтось Невідомий"))
    (theirs,) = listed.all_lines()
    with pytest.raises(OpenGuardError) as refused:
        listed.take(theirs.line_id, E.AGREED)
    assert {"line_named": "GC III 17(5)"} == lacks(refused)
    with pytest.raises(UnstatedReasonError) as unsaid:
        listed.take(theirs.line_id, E.REFUSED, ground=RefusalGround.UNKNOWN_HERE)
    assert {"search_told": "GC III 122(7)"} == lacks(unsaid)


def test_nothing_is_done_under_an_agreement_that_was_ended(on_list):
    end_agreement(
        on_list.by("head"), agreement_id=on_list.agreement, ended_on=on_list.clock().date(), reason="it lapsed"
    )  # fmt: skip
    with pytest.raises(OpenGuardError) as refused:
        on_list.take(on_list.lines["0501"], E.AGREED)
    assert "practice rule 18" == lacks(refused)["list_in_force"]
    with pytest.raises(EndedAgreementError):
        on_list.version(RowOnList(name="Ще Один"))
    assert LineState.WITHDRAWN == on_list.take(on_list.lines["0501"], E.WITHDRAWN, said="the agreement lapsed")


def test_a_line_is_released_only_when_the_register_says_that_he_left(on_list):
    on_list.answers("0501")
    line_id = on_list.lines["0501"]
    on_list.take(on_list.lines["0502"], E.AGREED)
    on_list.take(line_id, E.AGREED)
    assert line_id == agreed_line_row([on_list.men["0501"]]).pk
    owed = {row[1]: row[0] for row in lines_owed()}
    assert {line_id: "verified", on_list.lines["0502"]: "ask"} == owed
    on_list.take(line_id, E.VERIFIED)
    with pytest.raises(OpenGuardError) as refused:
        on_list.take(line_id, E.RELEASED)
    assert {"has_left": "GC III 118", "has_come": "house rule 6.7"} == lacks(refused)


_LEFT = {"direction": ListDirection.LEAVING, "has_come": True, "basis": ReleaseBasis.ART109_110}


@pytest.mark.parametrize(
    ("facts", "lacking"),
    [
        ({"custody_state": CustodyState.REPATRIATED, "has_come": False}, ["has_come"]),
        ({"custody_state": CustodyState.RELEASED}, ["has_left"]),
        ({"custody_state": CustodyState.RELEASED, "released_on": ReleaseBasis.UNILATERAL}, ["has_left"]),
        ({"custody_state": CustodyState.IN_CAMP, "released_on": ReleaseBasis.EXCHANGE}, ["has_left"]),
        ({"custody_state": CustodyState.RELEASED, "released_on": ReleaseBasis.EXCHANGE}, []),
        ({"custody_state": CustodyState.NEUTRAL_COUNTRY, "released_on": ReleaseBasis.ART109_110}, []),
        ({"custody_state": CustodyState.REPATRIATED}, []),
    ],
)  # fmt: skip
def test_who_went_another_way_or_was_seen_by_nobody_is_not_released_by_his_line(facts, lacking):
    assert lacking == [one.what for one in line_guards(E.RELEASED, LineFacts(**_LEFT | facts))]


def test_those_who_come_stand_verified_on_the_other_partys_word_and_released_once_they_came(talks):
    talks.agreed().opened(ListDirection.COMING)
    talks.version(RowOnList(name="Наш Перший", their_number="B-1"))
    (one,) = talks.all_lines()
    with pytest.raises(ResolvedLineError):
        talks.man("0501", "Гончар")
        talks.resolve(one.line_id, "0501")
    talks.take(one.line_id, E.AGREED)
    with pytest.raises(UnstatedParticularsError) as refused:
        talks.take(one.line_id, E.VERIFIED)
    assert {"asked_there": "GC III 109"} == lacks(refused)
    talks.take(one.line_id, E.VERIFIED, reference="their paper 12")
    with pytest.raises(OpenGuardError) as refused:
        talks.take(one.line_id, E.RELEASED)
    assert {"has_come": "house rule 6.7"} == lacks(refused)


def test_the_steps_of_a_line_are_all_kept_and_replayed_exactly(on_list):
    line_id = on_list.lines["0501"]
    on_list.answers("0501")
    on_list.take(line_id, E.AGREED)
    on_list.take(line_id, E.VERIFIED)
    assert ["proposed", "agreed", "verified"] == [one.event for one in on_list.line(line_id).steps]
    assert HoldGround.PROCEEDINGS.value not in {one.ground for one in on_list.line(line_id).steps}
    rebuild()
    assert verify(log_verifier()).is_equal
