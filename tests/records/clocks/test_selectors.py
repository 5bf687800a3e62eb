"""Who sees which clock: whoever owes it from its reminder on, those it reaches once it is late, a camp its own."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.calls import CallUrgency
from repatria.core.law.clocks import ALIKE_IN_CAMP, CLOCKS, ClockRule
from repatria.core.law.custody import CustodyEvent, CustodyState
from repatria.core.law.custody_facts import Condition
from repatria.core.vocabulary.particulars import Category
from repatria.records.access.acting import Acting
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import HOUSE_ROLES, Role
from repatria.records.clocks.models import Clock
from repatria.records.clocks.selectors import clocks_of, late_clocks, owed_clocks, owed_counts
from repatria.records.ledger.reading import tree_size
from tests.kept import built_once
from tests.records.staff import Staff

pytestmark = pytest.mark.django_db
STAFF = [role for role in Role if role not in HOUSE_ROLES]


@pytest.fixture
@built_once
def staff(clock, randomness):
    made = Staff(clock, randomness).found()
    for role in STAFF:
        made.hire(role.value, role, branch="CAMP-2" if role is Role.CAMP_OFFICER else "")
    made.hire("other camp", Role.CAMP_OFFICER, branch="CAMP-1")
    made.hire("no camp", Role.CAMP_OFFICER)
    return made


def seen_by(staff, rule):
    """The sign-ins that see a clock of this rule, and whether it reached them because it is late."""
    return {
        name: view.is_escalated
        for name in (*(role.value for role in STAFF), "other camp", "no camp")
        for view in owed_clocks(staff.acting(name))
        if view.rule is rule
    }


def test_refuses_the_services_of_the_house(laid):
    for role in HOUSE_ROLES:
        for ask in (owed_clocks, owed_counts, lambda acting: clocks_of(acting, ["P-1"])):
            with pytest.raises(RoleForbidsError):
                ask(laid.bound.house(role))


@pytest.mark.parametrize("row", CLOCKS, ids=lambda row: row.rule)
def test_whoever_owes_it_sees_it_from_its_reminder_on_and_the_others_once_it_is_late(laid, clock, staff, row):
    due_at = clock() + timedelta(hours=20)
    acts = {
        ClockRule.REG: lambda: laid.capture(holder=""), ClockRule.CONTACT_ASK: laid.capture,
        ClockRule.CTA_NOTICE: lambda: laid.notice(due_at=due_at),
        ClockRule.NOTICE_RECEIPT: lambda: (laid.notice(), laid.delivered("sent")),
        ClockRule.CONTACT_ASK_AGAIN: lambda: laid.says("later"),
        ClockRule.CONTACT_REASK: lambda: laid.says("cannot_be_asked"),
        ClockRule.CONTACT_ASK_ABLE: lambda: laid.says("not_asked"),
        ClockRule.SIGNED_OUT: lambda: laid.signed_out(due_at), ClockRule.ENQ_REVIEW: laid.enquiry,
        ClockRule.RELEASE: laid.release_opened,
        ClockRule.STRONG_SIGHTING: lambda: laid.custody(
            CustodyEvent.RECAPTURED, CustodyState.ESCAPED, CustodyState.IN_CAMP, holder="CAMP-2", left=""
        ),
        ClockRule.MAIL_MIN: lambda: laid.custody(
            CustodyEvent.RECAPTURED, CustodyState.ESCAPED, CustodyState.IN_CAMP, holder="CAMP-2", left=""
        ),
        ClockRule.MEDICAL: laid.came_to_camp, ClockRule.RECEPTION: laid.came_to_camp, ClockRule.FOOD: laid.came_to_camp,
        ClockRule.CLOTHING: laid.came_to_camp, ClockRule.VISIT: laid.came_to_camp,
        ClockRule.REPRESENTATIVE: laid.came_to_camp, ClockRule.RIGHTS_READ: laid.came_to_camp,
        ClockRule.HEALTH_WEEK: laid.seriously_ill,
        ClockRule.HOLD_REVIEW: laid.kept_back, ClockRule.LIST_DIFFERENCE: laid.differs,
        ClockRule.LIST_ANSWER: laid.their_list,
        ClockRule.INCIDENT: laid.went_wrong, ClockRule.FOLLOW_UP: laid.left_together,
        ClockRule.TELL_HER_ENDED: laid.stopped, ClockRule.TELL_HIM_ENDED: laid.stopped,
        ClockRule.COMPLAINT: laid.complained, ClockRule.DELEGATE_LETTER: laid.wrote,
        ClockRule.DAILY_ROLL: laid.roll, ClockRule.ROLL_DIFFERENCE: lambda: laid.roll(counted=0, next_day=""),
        ClockRule.NOT_SEEN: lambda: (laid.capture(), laid.not_seen()),
        ClockRule.DRAW_RESULT: lambda: (laid.capture(), laid.draw()),
        ClockRule.ART121: lambda: laid.custody(CustodyEvent.DIED, CustodyState.IN_CAMP, CustodyState.DIED),
        ClockRule.DEATH_SEEN: lambda: laid.custody(CustodyEvent.DIED, CustodyState.IN_CAMP, CustodyState.DIED),
        ClockRule.TWO_WEEKS: lambda: laid.capture(category=Category.NOT_YET_DETERMINED),
        ClockRule.INTERNMENT_REVIEW: lambda: laid.capture(category=Category.CIVILIAN_INTERNEE),
        ClockRule.CAPCARD_CAMP: lambda: laid.custody(
            CustodyEvent.ARRIVED, CustodyState.IN_TRANSIT, CustodyState.IN_CAMP, holder="CAMP-2", left="UNIT-3"),
        ClockRule.CAPCARD_EVENT: lambda: laid.custody(
            CustodyEvent.HOSPITALISED, CustodyState.IN_CAMP, CustodyState.IN_HOSPITAL, holder="CAMP-2", left="CAMP-2"),
        ClockRule.TRIAL: lambda: laid.proceedings(due_at),
        ClockRule.RETURN_SEEN: lambda: laid.returned(condition=Condition.WORSE),
        ClockRule.ART121_REMAINS: laid.violent, ClockRule.ART121_REPORT: laid.enquired_into,
        ClockRule.ART121_SENT: laid.enquiry_reported, ClockRule.DISC_HALF: laid.double_disc,
        ClockRule.TESTAMENT: lambda: laid.custody(CustodyEvent.DIED, CustodyState.IN_CAMP, CustodyState.DIED),
        ClockRule.DEATH_REPORT: laid.death_enquired_into, ClockRule.DEATH_REPORT_SENT: laid.death_report_came,
        ClockRule.NAME_DOUBTED: laid.taken_back_by_one, ClockRule.WITHDRAWAL: laid.asked_to_be_withdrawn,
        ClockRule.GRAVE_LIST: laid.buried,
        ClockRule.DEATH_CERT: lambda: laid.custody(CustodyEvent.DIED, CustodyState.IN_CAMP, CustodyState.DIED),
        ClockRule.CENSOR: laid.registered_a_message, ClockRule.LOOK_SECOND: laid.kept_a_message_back,
        ClockRule.LETTER_GIVE: laid.printed_a_message,
        ClockRule.CALL_TURN: laid.both_agreed_to_a_call,
        ClockRule.CALL_URGENT: lambda: laid.both_agreed_to_a_call(CallUrgency.ILLNESS),
        ClockRule.CALL_POLICY: laid.agreed_to_a_policy_on_calls,
        ClockRule.CALL_RING: laid.booked_a_call, ClockRule.CALL_READY: laid.booked_a_call,
        ClockRule.CALL_LOG: laid.prepared_a_call,
        ClockRule.PARCEL: laid.parcel_came, ClockRule.PARCEL_LIES: laid.parcel_was_not_given,
        ClockRule.DEATH_VISIT: laid.to_be_told, ClockRule.DEATH_OTHERS: laid.told,
        ClockRule.DEATH_FOLLOW_UP: laid.told, ClockRule.DEATH_RECEIVER: laid.left_to_the_receiver,
        ClockRule.TOLD_WRONGLY: laid.told_wrongly, ClockRule.RETURN_ANSWER: laid.asked_for_a_witness,
        ClockRule.RETURN_OWN_DUTY: laid.refused_a_witness, ClockRule.BATCH_DIFFERENCE: laid.counted_otherwise,
        ClockRule.POWER_REVIEW: laid.said_to_be_theirs, ClockRule.GOES_BACK: laid.known_as_theirs,
        ClockRule.COUNT_LEFT: lambda: laid.departed(31, 30), ClockRule.COUNT_ARRIVED: lambda: laid.arrived(31, 30),
    }  # fmt: skip
    acts[row.rule]()
    laid.read()
    stored = Clock.objects.get(rule=row.rule, ending="")
    known = clocks_of(staff.acting("head_of_bureau"), [stored.subject])[stored.subject]
    (view,) = [one for one in known if one.rule is row.rule]

    if row.remind_after:
        assert {} == seen_by(staff, row.rule)
        clock.at = view.since + row.remind_after
    assert {row.owed_by.value: False} == seen_by(staff, row.rule)
    clock.at = view.due_at
    assert {row.owed_by.value: False} == seen_by(staff, row.rule)
    clock.forward(seconds=1)
    reached = {role.value: True for role in row.escalates_to}
    still = {} if row.rule in ALIKE_IN_CAMP else {row.owed_by.value: False}  # a camp is told of no late card

    assert still | reached == seen_by(staff, row.rule)


def test_a_clock_says_since_when_until_when_how_much_is_used_by_which_provision_and_who_owes_it(laid, clock, staff):
    laid.signed_out(clock() + timedelta(hours=4))
    laid.read()
    clock.forward(hours=3)
    (view,) = owed_clocks(staff.acting("camp_officer"))

    assert (clock() - timedelta(hours=3), clock() + timedelta(hours=1)) == (view.since, view.due_at)
    assert (timedelta(hours=4), 750) == (view.term, view.used_permille(clock()))
    assert (Role.CAMP_OFFICER, "practice rule 14", "CAMP-2", "P-1", False, None) == (
        view.owed_by, view.provision, view.lies_with, view.subject, view.is_late, view.alarmed_at,
    )  # fmt: skip
    clock.forward(hours=5)
    assert 2000 == view.used_permille(clock())


def test_the_first_due_stands_first_and_a_page_ends(laid, clock, staff):
    for number in (3, 1, 2):
        laid.notice(f"N-{number}", due_at=clock() + timedelta(hours=number))
    laid.read()
    registrar = staff.acting("registrar")

    assert ["N-1", "N-2", "N-3"] == [view.subject for view in owed_clocks(registrar)]
    assert ["N-1"] == [view.subject for view in owed_clocks(registrar, at_most=1)]


def test_the_counts_are_those_of_the_lines_however_many_there_are(laid, clock, staff):
    for number in range(5):
        laid.notice(f"N-{number}", due_at=clock() + timedelta(hours=number))
    laid.capture(holder="")
    laid.read()
    clock.forward(hours=2, minutes=30)

    (count,) = owed_counts(staff.acting("registrar"))
    assert (ClockRule.CTA_NOTICE, "GC III 122(3)", 2, 3) == (count.rule, count.provision, count.due, count.late)
    assert [3] == [one.late for one in owed_counts(staff.acting("auditor"))]
    assert () == owed_counts(staff.acting("interviewer"))


def test_looking_leaves_no_act_for_nothing_sealed_is_opened(laid, staff):
    laid.capture()
    laid.read()
    size = tree_size()
    owed_clocks(staff.acting("interviewer"))
    owed_counts(staff.acting("interviewer"))

    assert size == tree_size()


def test_the_jobs_are_told_the_late_ones_that_gave_no_alarm_oldest_first(laid, clock):
    for number in (2, 1):
        laid.notice(f"N-{number}", due_at=clock() + timedelta(hours=number))
    laid.read()

    assert () == late_clocks(clock() + timedelta(hours=1), at_most=9)
    later = clock() + timedelta(hours=3)
    assert ["N-1", "N-2"] == [number.split(":")[2] for number in late_clocks(later, at_most=9)]
    assert 1 == len(late_clocks(later, at_most=1))


def test_an_account_of_two_roles_sees_what_either_owes(laid, clock, staff):
    laid.capture()
    laid.notice()
    laid.read()
    both = Acting(
        account_id=staff.numbers["registrar"], roles=frozenset({Role.REGISTRAR, Role.INTERVIEWER}), at=clock(),
        randomness=laid.bound.randomness,
    )  # fmt: skip

    assert {"cta_notice", "contact_ask"} == {view.rule.value for view in owed_clocks(both)}
