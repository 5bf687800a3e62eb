"""Bookings of calls as a machine over the services: whatever is asked, agreed, booked, moved or put off in whatever
order, no line or seat is used twice, no agreement is lost, nothing is held without both yeses and a letter, and nobody
is overtaken without a reason.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from repatria.core.law.calls import CallSide, CallUrgency, CallWay, OutOfTurn, PolicyReason
from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.core.law.custody import CustodyAttested, CustodyEvent
from repatria.core.vocabulary.calls import CallState, StoppedBecause
from repatria.core.vocabulary.dates import read_instant
from repatria.doors.jobs.call_post import carry_calls
from repatria.doors.jobs.calls import LooksAtCalls, put_off_what_may_not_be_held
from repatria.records.access.role_table import Role
from repatria.records.contact import calling
from repatria.records.contact.call_acts import CallBooked
from repatria.records.contact.call_models import Call, CallAttempt
from repatria.records.contact.calling import against
from repatria.records.contact.services import call_booking
from repatria.records.contact.services.call_booking import book_call, put_call_off, verify_number
from repatria.records.contact.services.call_ends import stop_call, take_call_begun, take_call_report
from repatria.records.contact.services.call_rooms import (
    agree_call_policy,
    close_call_means,
    open_call_line,
    propose_call_policy,
)
from repatria.records.contact.services.call_wishes import answer_call, ask_call
from repatria.records.ledger.reading import act_at, instants_at
from repatria.records.register.selectors import custody_of
from repatria.records.register.services import record_contact_decision, record_custody
from tests.journeys.test_thread_in_the_records import ALONE
from tests.kept import kept
from tests.records.contact.calls import Calls
from tests.records.machines import InTheStore, goes_on, is_caught, on_one_database

pytestmark = [pytest.mark.django_db, on_one_database, pytest.mark.timeout(3600)]
FAMILIES, MOST = 3, 10
ROOMS = (("Europe/Kyiv", 1), ("Asia/Kathmandu", 2), ("Australia/Lord_Howe", 1))
BEGINS = (datetime(2026, 10, 22, 9), datetime(2026, 10, 3, 9), datetime(2027, 3, 26, 9))
"""Days before clocks are changed: of Kyiv's, of Lord Howe's by half an hour, of Kyiv's the other way."""
RUNS = [CallState.BOOKED.value, CallState.PREPARED.value, CallState.HELD.value]


def _stands(clock, randomness, begins):
    """Three men of one camp whose mothers were told, three rooms on different clocks, two lines and a telephone."""
    clock.at = begins.replace(tzinfo=clock.at.tzinfo)
    house = Calls(clock, randomness)
    house.families = []
    for number in range(FAMILIES):
        house.capture(card=f"041{number}", born=f"199{number}-01-01").ask(locator=str(number) * 64)
        house.link().says_yes().told()
        house.families.append((house.person, house.enquiry, house.link_view.link_index))
    house.means()
    house.rooms = [house.room(name=zone, zone=zone, seats=seats) for zone, seats in ROOMS]
    house.lines = [house.line_id, open_call_line(house.by("camp"), place="CAMP-2", name="2", is_telephone=False),
                   house.telephone]  # fmt: skip
    for name in ("head", "adviser", "interviewer", "hotline", "caseworker-1", "caseworker-2", "registrar", "camp"):
        house.by(name)
    return house


class Line(InTheStore):
    """Calls of three men, by whoever may do what."""

    def __init__(self, house):
        super().__init__()
        self.house, self.began = house, house.clock.at
        house.staff.randomness = random.Random(18).randbytes
        calling.relay_is_named_by(lambda: True)
        self.both, self.calls, self.looks = set(), [], LooksAtCalls()
        self.asked = {}  # urgency and when, as they were said: what the order is judged by

    def teardown(self):
        self.house.clock.at = self.began
        super().teardown()

    def call(self, number):
        """One of those that go on; of a high number one of all."""
        going = Call.objects.exclude(state__in=["done", "stopped"]) if number < MOST else Call.objects
        rows = list(going.order_by("asked_index"))
        return rows[number % len(rows)] if rows else None

    def by(self, name):
        return self.house.by(name)

    families, numbers = st.integers(0, FAMILIES - 1), st.integers(0, 11)

    @rule(family=families, way=st.sampled_from(CallWay), urgency=st.sampled_from((None, None, *CallUrgency)))
    def she_asks(self, family, way, urgency):
        if self.does(
            ask_call, self.by("hotline"), side=CallSide.HERS, way=way, enquiry_id=self.house.families[family][1],
            urgency=urgency, why="his father" if urgency else "",
        ):  # fmt: skip
            self.asked[self.came] = (urgency, self.house.clock.at)

    @rule(family=families, way=st.sampled_from(CallWay))
    def he_asks(self, family, way):
        person, enquiry, _ = self.house.families[family]
        if self.does(
            ask_call, self.by("interviewer"), side=CallSide.HIS, way=way, enquiry_id=enquiry, person_id=person,
            facts=ALONE,
        ):  # fmt: skip
            self.asked[self.came] = (None, self.house.clock.at)

    @rule(number=numbers, side=st.sampled_from(CallSide), agrees=st.sampled_from((True, True, True, False)))
    def answers(self, number, side, agrees):
        if not (row := self.call(number)):
            return
        by, facts = ("interviewer", ALONE) if side is CallSide.HIS else ("caseworker-1", None)
        if self.does(answer_call, self.by(by), call_id=row.pk, side=side, agrees=agrees, facts=facts):
            self.both.discard(row.pk)
            if self.came == CallState.AGREED.value:
                self.both.add(row.pk)

    @rule(family=families)
    def they_agree(self, family):
        """The way that most calls go, so that many wait."""
        enquiry = self.house.families[family][1]
        if self.does(ask_call, self.by("hotline"), side=CallSide.HERS, way=CallWay.VIDEO, enquiry_id=enquiry):
            call_id = self.came
            self.asked[call_id] = (None, self.house.clock.at)
            if self.does(answer_call, self.by("interviewer"), call_id=call_id, side=CallSide.HIS, agrees=True,
                         facts=ALONE) and self.came == CallState.AGREED.value:  # fmt: skip
                self.both.add(call_id)

    @rule(
        number=numbers, room=st.integers(0, 2), line=st.integers(0, 2), quarters=st.integers(0, 6),
        out_of_turn=st.sampled_from((None, None, *OutOfTurn)), before=st.sampled_from((24, 24, 23)),
    )  # fmt: skip
    def books(self, number, room, line, quarters, out_of_turn, before):
        if not (row := self.call(number)):
            return
        at = self.house.clock.at
        line = 2 if row.way == CallWay.TELEPHONE.value else min(line, 1)
        begins_at = at.replace(second=0, microsecond=0) + timedelta(hours=before, minutes=1 + 5 * quarters)
        before_it = self.goes_before(row)
        if self.does(
            book_call, self.by("caseworker-1"), call_id=row.pk, room_id=self.house.rooms[room],
            line_id=self.house.lines[line], begins_at=begins_at, out_of_turn=out_of_turn,
        ):  # fmt: skip
            row.refresh_from_db()
            act = act_at(row.booked_index).act
            assert isinstance(act, CallBooked)
            assert act.out_of_turn is not None or not before_it, f"overtaken without a reason: {before_it}"
            assert row.pk in self.both, "booked before both agreed"
            assert not (before == 23 and row.way != CallWay.TELEPHONE.value), "booked before her letter can lie there"

    def goes_before(self, row):
        """Who waits at his place, may speak, and goes before this one, by what was said and held alone."""
        at, place = self.house.clock.at, custody_of(self.person_of(row)).holder
        waiting = [
            one for one in Call.objects.filter(state="agreed")
            if one.pk != row.pk and custody_of(self.person_of(one)).holder == place and not against(one, at)
        ]  # fmt: skip
        return [one.pk for one in waiting if self.turn(one) < self.turn(row)]

    def person_of(self, row):
        return next(person for person, enquiry, _ in self.house.families if enquiry == row.enquiry_id)

    def turn(self, row):
        urgency, asked_at = self.asked[row.pk]
        done = CallAttempt.objects.filter(person_id=self.person_of(row), outcome="done")
        spoke = max(instants_at([one.recorded_index for one in done]).values(), default=None) if done else None
        is_fresh = spoke is not None and self.house.clock.at - spoke <= timedelta(days=60)
        rank = {CallUrgency.DEATH: 0, CallUrgency.ILLNESS: 1}.get(urgency, 3 if is_fresh else 2)
        return rank, spoke is not None, spoke or asked_at, asked_at, row.pk

    @rule(number=numbers, by=st.sampled_from(("camp", "caseworker-1")))
    def puts_off(self, number, by):
        if row := self.call(number):
            self.does(put_call_off, self.by(by), call_id=row.pk)

    @rule(family=families)
    def is_rung(self, family):
        self.does(
            verify_number, self.by("hotline"), enquiry_id=self.house.families[family][1], telephone="+380 00 000",
            rung_at=self.house.clock.at, are_rules_read=True,
        )  # fmt: skip

    @rule()
    def a_round_is_held(self):
        carry_calls(self.house.outside)

    @rule(number=numbers, is_room_clear=st.sampled_from((True, True, False)))
    def prepares(self, number, is_room_clear):
        if row := self.call(number):
            self.house.call = row.pk
            is_done = self.does(self.house.prepares, is_room_clear=is_room_clear)
            assert is_room_clear or not is_done, "prepared while a guard was in the room"

    @rule(
        number=numbers, outcome=st.sampled_from((CallState.DONE, CallState.FAILED)), seconds=st.sampled_from((0, 600))
    )
    def the_door_says(self, number, outcome, seconds):
        if not (row := self.call(number)):
            return
        house = self.house.outside.house(Role.CLERKWORK)
        self.does(take_call_begun, house, call_id=row.pk)
        because = "line_lost" if outcome is CallState.FAILED else ""
        if self.does(take_call_report, house, call_id=row.pk, outcome=outcome, seconds=seconds, because=because):
            is_ready = row.state in RUNS[1:]
            assert is_ready or (outcome is CallState.FAILED and not seconds), "held though it was not prepared"
            if outcome is CallState.DONE:
                self.both.discard(row.pk)

    @rule(number=numbers, because=st.sampled_from(StoppedBecause))
    def is_stopped(self, number, because):
        if (row := self.call(number)) and self.does(
            stop_call, self.by("interviewer" if because is StoppedBecause.BY_HIM else "caseworker-1"), call_id=row.pk,
            because=because,
        ):  # fmt: skip
            self.both.discard(row.pk)

    @rule(number=numbers)
    def a_call_is_held(self, number):
        """All that its way needs, in a day: so that some are held."""
        if not (row := self.call(number)) or row.state != "agreed":
            return
        self.books(self.index_of(row), 0, 0, 0, None, 24)
        carry_calls(self.house.outside)
        family = next(n for n, one in enumerate(self.house.families) if one[1] == row.enquiry_id)
        self.is_rung(family)
        self.house.clock.forward(days=1)
        self.beats()
        self.prepares(self.index_of(row), True)
        self.the_door_says(self.index_of(row), CallState.DONE, 600)

    @rule(number=numbers)
    def its_hour_comes(self, number):
        """The camp makes it ready near its hour, whether a round was held or not."""
        if (row := self.call(number)) and row.state == "booked":
            ahead = read_instant(row.begins_at) - self.house.clock.at - timedelta(hours=1)
            if ahead > timedelta():
                self.house.clock.forward(seconds=ahead.total_seconds())
            self.prepares(number, True)

    @rule(first=numbers, second=numbers)
    def two_want_one_hour(self, first, second):
        for number in (first, second):
            self.books(number, 0, 0, 1, OutOfTurn.HER_HOURS, 24)

    def index_of(self, row):
        going = Call.objects.exclude(state__in=["done", "stopped"]).order_by("asked_index")
        return list(going.values_list("pk", flat=True)).index(row.pk)

    @initialize()
    def some_wait(self):
        for family in range(FAMILIES):
            self.they_agree(family)

    @rule(number=numbers, quarters=st.integers(0, 2), before=st.sampled_from((24, 24, 23)))
    def is_booked_and_rung(self, number, quarters, before):
        """And her letter may lie there or not."""
        if (row := self.call(number)) and row.state == "agreed":
            self.books(number, 1, 0, quarters, None, before)
            self.is_rung(next(n for n, one in enumerate(self.house.families) if one[1] == row.enquiry_id))

    @rule(family=families, answer=st.sampled_from((ContactAnswer.YES, ContactAnswer.YES, ContactAnswer.NO)))
    def he_says(self, family, answer):
        person, _, link = self.house.families[family]
        self.does(
            record_contact_decision, self.by("interviewer"), person_id=person, about=ContactAbout.ENQUIRY,
            link_index=link, answer=answer, is_her=True, facts=ALONE,
        )  # fmt: skip

    @rule(family=families, event=st.sampled_from((CustodyEvent.HOSPITALISED, CustodyEvent.DISCHARGED)))
    def is_moved(self, family, event):
        holder = "HOSPITAL-1" if event is CustodyEvent.HOSPITALISED else "CAMP-2"
        self.does(
            record_custody, self.by("registrar"), person_id=self.house.families[family][0], event=event,
            happened_at=self.house.clock.at, holder=holder, attested=CustodyAttested(received_by="gate"),
        )  # fmt: skip

    @precondition(lambda self: Call.objects.count() > 3)
    @rule()
    def one_dies(self):
        self.does(
            record_custody, self.by("registrar"), person_id=self.house.families[0][0], event=CustodyEvent.DIED,
            happened_at=self.house.clock.at,
        )  # fmt: skip

    @rule(are_let=st.sampled_from((True, True, False)), minutes=st.sampled_from((15, 30)))
    def the_policy_is_another(self, are_let, minutes):
        if self.does(
            propose_call_policy, self.by("head"), are_let=are_let, least_a_month=1, minutes=minutes,
            because=PolicyReason.LINES, reason="one line broke",
        ):  # fmt: skip
            self.does(agree_call_policy, self.by("adviser"), policy_id=self.came)

    @rule(room=st.integers(0, 2))
    def a_room_closes(self, room):
        is_used = Call.objects.filter(room_id=self.house.rooms[room], state__in=RUNS).exists()
        is_closed = self.does(close_call_means, self.by("camp"), means_id=self.house.rooms[room], reason="a leak")
        assert not (is_closed and is_used), "closed under a call"

    @rule(minutes=st.sampled_from((1, 7, 60, 24 * 60 - 3, 24 * 60, 8 * 24 * 60)))
    def time_passes(self, minutes):
        self.house.clock.forward(minutes=minutes)

    @rule()
    def beats(self):
        put_off_what_may_not_be_held(self.house.outside, self.looks)

    @invariant()
    def no_line_and_no_seat_is_used_twice(self):
        rows = list(Call.objects.filter(state__in=RUNS))
        spans = {row.pk: (read_instant(row.begins_at), read_instant(row.ends_at)) for row in rows}
        seats = dict(zip(self.house.rooms, (seats for _, seats in ROOMS), strict=True))
        for row in rows:
            begins_at = spans[row.pk][0]
            beside = [one for one in rows if spans[one.pk][0] <= begins_at < spans[one.pk][1]]
            assert [one.pk for one in beside if one.line_id == row.line_id] == [row.pk], "a line is used twice"
            assert sum(one.room_id == row.room_id for one in beside) <= seats[row.room_id], "a seat is used twice"

    @invariant()
    def what_both_agreed_to_is_not_lost(self):
        states = {row.pk: row for row in Call.objects.all()}
        for call_id in self.both:
            row = states[call_id]
            assert row.state in ("agreed", *RUNS), f"an agreement was lost: {row.state}"
            assert None not in (row.his_index, row.her_index), "a yes was lost"

    @invariant()
    def nothing_is_made_ready_without_both_and_a_letter(self):
        for row in Call.objects.filter(state__in=RUNS[1:]):
            assert row.pk in self.both and None not in (row.his_index, row.her_index), "made ready without both"
            assert row.laid_index is not None and row.laid_index > row.booked_index, "made ready without a letter"


@pytest.mark.parametrize("begins", [BEGINS[0], *(pytest.param(one, marks=pytest.mark.whole) for one in BEGINS[1:])])
def test_in_whatever_order_calls_are_asked_booked_and_held_the_rules_of_turn_and_room_hold(clock, randomness, begins):
    house = kept(_stands, clock, randomness, begins)
    goes_on(lambda: Line(house), few=(3, 25), many=(50, 50))


@pytest.mark.parametrize(("what", "instead", "said"), [
    pytest.param("booked_beside", lambda *_: (), "used twice", marks=pytest.mark.whole),
    ("is_turn_of", lambda *_: True, "overtaken"),
    pytest.param("is_letter_laid", lambda *_: True, "without a letter", marks=pytest.mark.whole),
    ("letter_guards", lambda *_, **__: (), "before her letter can lie"),
])  # fmt: skip
def test_a_house_with_a_fault_in_it_is_caught(clock, randomness, monkeypatch, what, instead, said):
    house = kept(_stands, clock, randomness, BEGINS[0])
    monkeypatch.setattr(call_booking, what, instead)
    assert said in is_caught(lambda: Line(house), examples=40, steps=20)
