"""What acts do to clocks, rule by rule, through the log."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.calls import CallUrgency
from repatria.core.law.clocks import CLOCKS
from repatria.core.law.contact import ContactAbout
from repatria.core.law.custody import CustodyEvent, CustodyState
from repatria.core.law.custody_facts import Condition, ListEnd
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.particulars import Category
from repatria.doors.jobs.clocks import follow_clocks
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.clocks.acts import ClocksMoved
from repatria.records.clocks.errors import NothingMovesError, UnknownClockError
from repatria.records.clocks.models import Clock
from repatria.records.clocks.reading import RULES
from repatria.records.clocks.services import move_clocks
from repatria.records.ledger.errors import RepeatedConsequenceError
from repatria.records.ledger.reading import entries_since, tree_size
from repatria.records.register.acts import CustodyRead
from repatria.records.roll.acts import SightingAnnulled
from repatria.records.vault.keyring import Purpose

pytestmark = pytest.mark.django_db
E, S = CustodyEvent, CustodyState


def test_refuses_anybody_but_the_clerkwork_of_the_house(laid):
    index = laid.notice()

    for role in (Role.COURIER, Role.MATCHER):
        with pytest.raises(RoleForbidsError):
            move_clocks(laid.bound.house(role), act_index=index, rules=RULES)
    assert 0 == Clock.objects.count()


def test_refuses_an_act_that_moves_nothing_or_was_read_before(laid):
    acting, index = laid.bound.house(Role.CLERKWORK), laid.notice()
    moves_nothing = laid.custody(E.UNACCOUNTED, S.IN_CAMP, S.UNACCOUNTED, holder="CAMP-2")

    with pytest.raises(NothingMovesError):
        move_clocks(acting, act_index=moves_nothing, rules=RULES)
    move_clocks(acting, act_index=index, rules=RULES)
    with pytest.raises(NothingMovesError):
        move_clocks(acting, act_index=index, rules=RULES)
    assert 1 == Clock.objects.count()


def test_refuses_a_rule_that_does_not_run(laid):
    index = laid.notice()

    for rules in (["five_years"], [], ["cta_notice", "no such rule"]):
        with pytest.raises(UnknownClockError):
            move_clocks(laid.bound.house(Role.CLERKWORK), act_index=index, rules=rules)


def test_refuses_a_second_act_with_the_same_cause_though_the_table_lost_the_first(laid):
    index = laid.notice()
    move_clocks(laid.bound.house(Role.CLERKWORK), act_index=index, rules=RULES)
    Clock.objects.all().delete()

    with pytest.raises(RepeatedConsequenceError):
        move_clocks(laid.bound.house(Role.CLERKWORK), act_index=index, rules=RULES)


def test_a_report_that_names_no_holder_waits_for_one(laid):
    laid.capture("P-1", holder="")
    laid.capture("P-2", holder="UNIT-3")
    assert [("reg", "P-1"), ("contact_ask", "P-2")] == laid.running()

    laid.custody(E.ARRIVED, S.REPORTED, S.IN_CAMP, "P-1", "CAMP-2", left="")
    assert [("contact_ask", "P-2"), ("contact_ask", "P-1")] == laid.running()
    assert "satisfied" == Clock.objects.get(rule="reg").ending


def test_a_disproved_report_waits_for_nothing(laid):
    laid.capture(holder="")
    laid.custody(E.DISPROVED, S.REPORTED, S.RECORD_ERROR, left="")

    assert [] == laid.running()
    assert "void" == Clock.objects.get().ending


def test_a_notice_is_due_when_its_act_says(laid, clock):
    due_at = clock() + timedelta(hours=11)
    laid.notice(due_at=due_at)
    laid.read()

    row = Clock.objects.get()
    assert ("cta_notice", "N-1", "central_tracing_agency") == (row.rule, row.subject, row.lies_with)
    assert (instant_text(clock()), instant_text(due_at)) == (row.started_at, row.due_at)


def test_a_notice_that_was_sent_waits_for_its_receipt(laid, clock):
    laid.notice("N-1")
    laid.notice("N-2")
    laid.delivered("sent", "N-1")
    assert [("cta_notice", "N-2"), ("notice_receipt", "N-1")] == laid.running()
    assert instant_text(clock() + timedelta(days=7)) == Clock.objects.get(rule="notice_receipt").due_at

    laid.delivered("receipted", "N-1")
    assert [("cta_notice", "N-2")] == laid.running()


@pytest.mark.parametrize("was_sent", [True, False])
def test_a_notice_that_came_back_is_to_be_sent_again(laid, clock, was_sent):
    laid.notice()
    if was_sent:
        laid.delivered("sent")
    clock.forward(hours=30)
    laid.delivered("bounced")

    assert [("cta_notice", "N-1")] == laid.running()
    assert instant_text(clock() + timedelta(days=1)) == Clock.objects.get(ending="").due_at


def test_a_held_man_is_to_be_asked_once_and_no_more_after_he_was(laid):
    laid.capture()
    laid.says("later")
    assert [("contact_ask", "P-1"), ("contact_ask_again", "P-1")] == laid.running()

    laid.says("yes", ContactAbout.OPEN)
    laid.custody(E.ESCAPED, S.IN_CAMP, S.ESCAPED)
    laid.custody(E.RECAPTURED, S.ESCAPED, S.IN_CAMP, holder="CAMP-2")
    assert [] == laid.running()


def test_a_man_who_was_not_asked_before_he_escaped_is_to_be_asked_when_he_is_held_again(laid):
    laid.capture()
    laid.custody(E.ESCAPED, S.IN_UNIT, S.ESCAPED)
    assert [] == laid.running()

    laid.custody(E.RECAPTURED, S.ESCAPED, S.IN_CAMP, holder="CAMP-2")
    assert [("contact_ask", "P-1")] == laid.running()


def test_who_says_later_is_asked_again_after_thirty_days_about_the_same_thing_and_nothing_else(laid, clock):
    laid.says("later", link_index=7)
    laid.says("later", link_index=8)
    clock.forward(days=3)
    laid.says("later", link_index=7)
    laid.says("no", link_index=8)
    laid.read()

    (row,) = Clock.objects.filter(ending="")
    assert ("enquiry:7", instant_text(clock() + timedelta(days=30))) == (row.matter, row.due_at)


@pytest.mark.parametrize("answer", ["yes", "only_this_person", "no"])
def test_nobody_is_pressed_after_a_yes_or_a_no(laid, answer):
    laid.says(answer)

    assert [] == laid.running()


def test_who_cannot_be_asked_is_asked_again_by_a_doctor_every_week(laid, clock):
    laid.says("cannot_be_asked")
    clock.forward(days=6)
    laid.says("cannot_be_asked")

    assert [("contact_reask", "P-1")] == laid.running()
    assert instant_text(clock() + timedelta(days=7)) == Clock.objects.get(ending="").due_at


def test_who_can_be_asked_again_is_asked_within_a_week_by_the_interviewer(laid, clock):
    laid.says("cannot_be_asked")
    clock.forward(days=6)
    laid.says("not_asked")

    assert [("contact_ask_able", "P-1")] == laid.running()
    assert instant_text(clock() + timedelta(days=7)) == Clock.objects.get(ending="").due_at
    laid.says("no")
    assert [] == laid.running()


def test_a_man_signed_out_is_owed_by_the_camp_he_left_until_the_hour_of_the_book(laid, clock):
    due_back_at = clock() + timedelta(hours=3)
    laid.signed_out(due_back_at)
    laid.read()

    row = Clock.objects.get(rule="signed_out")
    assert ("signed_out", "CAMP-2", instant_text(due_back_at)) == (row.rule, row.lies_with, row.due_at)
    laid.returned()
    laid.signed_out(due_back_at + timedelta(days=1))
    assert [("signed_out", "P-1")] == laid.running()
    assert 2 == Clock.objects.filter(rule="signed_out").count()


def test_a_man_signed_out_who_is_unaccounted_for_is_still_owed(laid, clock):
    laid.signed_out(clock())
    laid.custody(E.UNACCOUNTED, S.OTHER_SERVICE, S.UNACCOUNTED, holder="court", left="court")
    assert [("signed_out", "P-1")] == laid.running()

    laid.custody(E.ESCAPED, S.UNACCOUNTED, S.ESCAPED, left="court")
    assert [] == laid.running()


def test_a_sign_out_that_was_annulled_is_owed_by_nobody_and_a_return_that_was_annulled_is_none(laid, clock):
    laid.signed_out(clock())
    signed_out = laid.custody_id
    laid.returned()
    laid.custody(E.ANNULLED, S.IN_CAMP, S.OTHER_SERVICE, holder="court", annuls=laid.custody_id)
    assert [("signed_out", "P-1")] == laid.running()

    laid.custody(E.ANNULLED, S.OTHER_SERVICE, S.IN_CAMP, holder="CAMP-2", left="court", annuls=signed_out)
    assert [] == laid.running()
    assert "annulled" == Clock.objects.get(rule="signed_out").ending


@pytest.mark.parametrize(
    "event, after, ending",
    [
        (E.RELEASE_COMPLETED, S.RELEASED, "satisfied"),
        (E.RELEASE_CANCELLED, S.IN_CAMP, "void"),
        (E.DIED, S.DIED, "void"),
    ],
)
def test_a_release_that_was_opened_is_waited_for_until_it_is_done_or_cancelled(laid, event, after, ending):
    laid.custody(E.RELEASE_OPENED, S.IN_CAMP, S.RELEASE_PENDING, holder="CAMP-2")
    assert [("release", "P-1")] == laid.running()

    laid.custody(event, S.RELEASE_PENDING, after)
    assert [] == [rule for rule, _ in laid.running() if rule not in ("art121", "death_seen", "death_cert", "testament")]
    assert ending == Clock.objects.get(rule="release").ending


def test_a_family_hears_from_the_bureau_every_ninety_days_until_the_enquiry_is_closed(laid, clock):
    laid.enquiry()
    clock.forward(days=21)
    laid.letter()
    assert [("enq_review", "E-1")] == laid.running()
    assert f"{(clock() + timedelta(days=90)).date()}T00:00:00.000000Z" == Clock.objects.get(ending="").due_at

    laid.closed()
    assert [] == laid.running()


def test_an_enquiry_that_was_erased_is_waited_for_no_more(laid):
    laid.enquiry("E-1")
    laid.enquiry("E-2")
    laid.destroyed(Purpose.HEALTH, "E-2")
    laid.destroyed(Purpose.KIN, "E-1")

    assert [("enq_review", "E-2")] == laid.running()


def test_every_rule_that_runs_is_moved_by_one_of_these_acts(laid, clock):
    laid.capture("P-1", holder="")
    laid.capture("P-2")
    for answer in ("later", "cannot_be_asked", "not_asked"):
        laid.says(answer, person="P-2", link_index=len(answer))
    laid.notice("N-1")
    laid.notice("N-2")
    laid.delivered("sent", "N-2")
    laid.enquiry()
    laid.signed_out(clock(), "P-2")
    laid.custody(E.RELEASE_OPENED, S.IN_CAMP, S.RELEASE_PENDING, "P-2", holder="CAMP-2")
    laid.roll(counted=0)
    laid.not_seen("P-2")
    laid.draw("P-2", "X-9")
    laid.came_to_camp("P-90")
    laid.seriously_ill("P-90")
    laid.complained()
    laid.went_wrong()
    laid.left_together()
    laid.stopped()
    laid.kept_back()
    laid.differs()
    laid.their_list()
    laid.wrote()
    laid.custody(E.DIED, S.IN_CAMP, S.DIED, "P-5")
    laid.capture("P-7", category=Category.NOT_YET_DETERMINED)
    laid.capture("P-8", category=Category.CIVILIAN_INTERNEE)
    laid.proceedings(clock(), "P-6")
    laid.custody(E.HOSPITALISED, S.IN_CAMP, S.IN_HOSPITAL, "P-7", holder="CAMP-2")
    laid.custody(E.RECAPTURED, S.ESCAPED, S.IN_CAMP, "P-8", holder="CAMP-2")
    laid.returned("P-4", condition=Condition.NOT_SEEN)
    laid.departed(31, 30, "P-3")
    laid.arrived(30, 29, person="P-3")
    laid.violent(1)
    laid.enquired_into(2)
    laid.enquiry_reported(31)
    laid.double_disc(32)
    laid.death_enquired_into("P-71")
    laid.death_report_came("P-72")
    laid.to_be_told("1")
    laid.told("2")
    laid.left_to_the_receiver("3")
    laid.told_wrongly("4")
    laid.asked_for_a_witness("1")
    laid.refused_a_witness("2")
    laid.counted_otherwise()
    laid.taken_back_by_one(9)
    laid.buried()
    laid.registered_a_message()
    laid.kept_a_message_back()
    laid.printed_a_message()
    laid.both_agreed_to_a_call()
    laid.both_agreed_to_a_call(CallUrgency.DEATH)
    laid.prepared_a_call()
    laid.booked_a_call()
    laid.agreed_to_a_policy_on_calls()
    laid.parcel_came()
    laid.parcel_was_not_given()
    laid.said_to_be_theirs()
    laid.known_as_theirs()
    laid.asked_to_be_withdrawn()

    assert {row.rule for row in CLOCKS} == {rule for rule, _ in laid.running(besides=())}


def test_a_list_whose_heads_differ_is_one_item_until_as_many_came_or_somebody_explains_it(laid):
    laid.departed(3, 3)
    assert [] == laid.running()
    for registered in (1, 2):
        laid.arrived(3, 2, registered, person=f"P-{registered}")
    assert [("count_arrived", "C-1")] == laid.running()
    laid.explained(ListEnd.LEFT)
    assert [("count_arrived", "C-1")] == laid.running()

    laid.arrived(3, 1, registered=3, person="P-3")
    assert [] == laid.running()
    laid.annul(S.IN_CAMP, S.IN_TRANSIT, "P-3", read=CustodyRead(list_id="C-1"))
    assert [("count_arrived", "C-1")] == laid.running(), "the arrival that made it whole never was"
    laid.explained(ListEnd.ARRIVED)

    assert [] == laid.running()


def test_a_departure_with_fewer_than_the_list_names_waits_for_an_explanation_and_goes_when_annulled(laid):
    laid.departed(31, 30)
    laid.arrived(30, 30)
    assert [("count_left", "C-1")] == laid.running()
    laid.explained(ListEnd.LEFT)
    assert [] == laid.running()

    laid.departed(31, 29, "P-2")
    assert [("count_left", "C-1")] == laid.running()
    laid.annul(S.IN_TRANSIT, S.IN_CAMP, "P-2", read=CustodyRead(list_id="C-1"))

    assert [] == laid.running()


def test_an_act_that_moves_nothing_leaves_no_act(laid):
    laid.custody(E.UNACCOUNTED, S.IN_CAMP, S.UNACCOUNTED, holder="CAMP-2")
    size = tree_size()

    assert 1 == follow_clocks(laid.bound)
    assert 0 == follow_clocks(laid.bound)
    assert size == tree_size()


def test_one_act_says_all_that_an_act_did(laid):
    laid.notice()
    laid.read()
    laid.delivered("sent")
    laid.read()

    first, second = (one.act for one in entries_since(0, kinds=[ClocksMoved.KIND]))
    assert (1, 0) == (len(first.started), len(first.ended))
    assert (["cta_notice:0:N-1"], ["notice_receipt"]) == (
        [one.clock_id for one in second.ended], [one.rule for one in second.started],
    )  # fmt: skip


def test_a_place_that_holds_somebody_owes_a_roll_and_after_each_the_next(laid, clock):
    for person in ("P-1", "P-2"):
        laid.custody(E.ARRIVED, S.IN_TRANSIT, S.IN_CAMP, person, "CAMP-2", left="UNIT-3")
    laid.read()
    (row,) = Clock.objects.filter(rule="daily_roll")
    due_at = "2026-05-05T02:00:00.000000Z"  # it may count in the evening
    assert ("CAMP-2", "2026-05-04", due_at) == (row.subject, row.matter, row.due_at)

    clock.forward(hours=24)
    laid.roll(day="2026-05-04", next_day="2026-05-05", paper=False)
    laid.read()
    assert ["2026-05-04"] == owed_days("CAMP-2"), "one signature is no roll"
    laid.signed(day="2026-05-04", next_day="2026-05-05")
    laid.read()
    assert ["2026-05-05"] == owed_days("CAMP-2")
    assert instant_text(clock() + timedelta(hours=26)) == Clock.objects.get(rule="daily_roll", ending="").due_at


def test_a_unit_owes_a_roll_of_men_whom_it_holds_overnight_and_none_once_it_passed_all_on(laid, clock):
    laid.capture("P-1")
    laid.capture("P-2")
    laid.read()
    assert ["2026-05-04"] == owed_days("UNIT-3")
    laid.custody(E.EVACUATED, S.IN_UNIT, S.IN_TRANSIT, "P-1", "UNIT-3", left="UNIT-3")
    laid.read()
    assert ["2026-05-04"] == owed_days("UNIT-3"), "one is there still"

    empty = CustodyRead(is_unit_empty=True)
    laid.custody(E.EVACUATED, S.IN_UNIT, S.IN_TRANSIT, "P-2", "UNIT-3", left="UNIT-3", read=empty)
    laid.read()
    assert [] == owed_days("UNIT-3")

    laid.custody(E.ANNULLED, S.IN_TRANSIT, S.IN_UNIT, "P-2", "UNIT-3", left="UNIT-3", annuls=laid.custody_id)
    laid.read()
    assert ["2026-05-04"] == owed_days("UNIT-3"), "he did not leave"
    clock.forward(hours=24)
    laid.roll(day="2026-05-04", next_day="2026-05-05", place="UNIT-3")
    laid.read()
    assert ["2026-05-05"] == owed_days("UNIT-3")


def test_a_day_that_was_passed_over_is_owed_until_its_own_roll_comes_in(laid, clock):
    laid.roll(day="2026-05-03", next_day="2026-05-04", roll="R-1")
    clock.forward(days=2)
    laid.roll(day="2026-05-05", next_day="2026-05-06", roll="R-2")
    laid.read()
    assert ["2026-05-04", "2026-05-06"] == owed_days("CAMP-2")

    laid.roll(day="2026-05-04", next_day="2026-05-06", roll="R-3")
    laid.read()
    assert ["2026-05-06"] == owed_days("CAMP-2")


def test_who_comes_to_a_place_whose_roll_is_in_makes_nobody_owe_it_again(laid, clock):
    laid.roll(day="2026-05-03", next_day="2026-05-04")
    laid.custody(E.ARRIVED, S.IN_TRANSIT, S.IN_CAMP, "P-1", "CAMP-2", left="UNIT-3", at=clock() - timedelta(days=4))
    laid.read()

    assert ["2026-05-04"] == owed_days("CAMP-2")


def owed_days(place):
    rows = Clock.objects.filter(rule="daily_roll", subject=place, ending="").order_by("matter")
    return list(rows.values_list("matter", flat=True))


def test_a_strong_sighting_starts_the_thirty_days_anew_and_an_older_one_that_comes_late_does_not(laid, clock):
    laid.capture()
    clock.forward(days=20)
    laid.seen()
    clock.forward(days=1)
    laid.seen(at=clock() - timedelta(days=9), is_newest=False)
    laid.read()

    (row,) = Clock.objects.filter(rule="strong_sighting", ending="")
    assert instant_text(clock() + timedelta(days=29)) == row.due_at


def test_a_sighting_that_was_annulled_leaves_him_as_quiet_as_he_was(laid, clock):
    began = clock()
    laid.capture()
    clock.forward(days=20)
    laid.seen()
    laid.read()
    laid.lay(
        SightingAnnulled(
            sighting_id=laid.sighting_id, person_id="P-1", numbers=("P-1",), draw_id="", reason="another man"
        )
    )
    laid.read()

    (row,) = Clock.objects.filter(rule="strong_sighting", ending="")
    assert instant_text(began + timedelta(days=30)) == row.due_at


def test_the_clock_of_a_sighting_goes_with_him_and_back_where_his_coming_is_annulled(laid, clock):
    laid.capture()
    laid.custody(CustodyEvent.ARRIVED, CustodyState.IN_TRANSIT, CustodyState.IN_CAMP, holder="CAMP-2", left="UNIT-3")
    laid.read()
    (before,) = Clock.objects.filter(rule="strong_sighting")
    assert ("CAMP-2", "") == (before.lies_with, before.ending)
    clock.forward(days=3)
    laid.custody(CustodyEvent.HOSPITALISED, CustodyState.IN_CAMP, CustodyState.IN_HOSPITAL, holder="H-1", left="CAMP-2")
    laid.read()
    (after,) = Clock.objects.filter(rule="strong_sighting")

    assert ("H-1", before.due_at, "") == (after.lies_with, after.due_at, after.ending)
    assert {("H-1",)} == set(Clock.objects.filter(rule="strong_sighting").values_list("lies_with"))


def test_each_drawn_man_waits_for_what_was_found(laid):
    laid.capture("P-1")
    laid.draw("P-1", "X-7")
    laid.read()
    (row,) = Clock.objects.filter(rule="draw_result")
    assert ("P-1", "X-7", "") == (row.subject, row.matter, row.ending)
    laid.not_seen("P-1", "X-7")
    laid.read()
    assert "satisfied" == Clock.objects.get(rule="draw_result").ending
