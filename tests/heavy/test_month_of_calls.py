"""A month of calls of one camp by files of calls: 1,200 men, 40 lines in 3 rooms, letters and parcels beside.

A tenth by default; REPATRIA_HEAVY=full makes it whole. What is judged is read from the acts alone: nobody was overtaken
without a reason, no line or seat was used twice, everybody who agreed had the least of the month or is counted.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection

from repatria.core.law.clock_words import ClockRule
from repatria.core.vocabulary.calls import READY_FROM, CallState
from repatria.core.vocabulary.dates import read_instant
from repatria.doors.jobs.asking import answered
from repatria.doors.jobs.clocks import follow_clocks
from repatria.records.access.role_table import Role
from repatria.records.clocks.models import Clock
from repatria.records.contact.call_acts import CallAnswered, CallAsked, CallBooked, CallEnded, CallPutOff
from repatria.records.contact.call_models import Call, CallAttempt
from repatria.records.contact.services.call_ends import take_call_report
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import entries_since, tree_size
from repatria.records.ledger.services import bulk_acts
from repatria.records.ledger.verify import verify
from tests.doors.jobs.applying.conftest import Store, call
from tests.records.contact.calls import Calls

pytestmark = [
    pytest.mark.slow, pytest.mark.timeout(7200), pytest.mark.django_db(databases=["default", "intake"]),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the month of a camp asks PostgreSQL the same"),
]  # fmt: skip
IS_WHOLE = os.environ.get("REPATRIA_HEAVY") == "full"
MEN, LINES, SEATS = (1200, 40, (14, 13, 13)) if IS_WHOLE else (120, 4, (2, 1, 1))
DAYS, WISHES = 30, 10
OPEN = [f"{day} 09:00 10:00" for day in range(5)]
ALONE = {"language": "uk", "is_interviewer_outside_camp": True, "is_guard_present": False}
OF_CALLS = (ClockRule.CALL_TURN, ClockRule.CALL_URGENT, ClockRule.CALL_LOG)


class Month:
    """One camp, its men and their mothers: who asks on which day, who is booked, how each call goes."""

    def __init__(self, clock, randomness):
        self.house = Calls(clock, randomness)
        self.clock, self.store = clock, Store(self.house.outside)
        self.men = []
        for name in ("hotline", "interviewer", "caseworker-1", "camp", "registrar", "censor"):
            self.house.by(name)
        for man in range(MEN):
            with bulk_acts():
                born = f"{1965 + man % 40}-{1 + man % 12:02d}-{1 + man * 5 % 28:02d}"
                self.house.capture(card=f"{man:05d}", born=born).ask(locator=f"{man:064x}").link()
            self.house.says_yes().told()
            self.men.append((self.house.person, self.house.enquiry))
        self.rooms = [self.house.room(name=f"room {n}", seats=seats, hours=OPEN) for n, seats in enumerate(SEATS)]
        for number in range(LINES):
            self.apply([call("contact.open_call_line", "camp", place="CAMP-2", name=str(number), is_telephone=False)])
        self.started = clock.at
        self.refused = Counter()

    def apply(self, lines):
        """One file of calls.  Returns: its results."""
        results = self.store.apply(*[line | {"at": self.clock.at.isoformat()} for line in lines]) if lines else []
        for line, result in zip(lines, results, strict=True):
            assert result["ok"], (line, result)
        return results

    def asked(self, who, question, **given):
        return answered(self.house.by(who), question, given, is_measured=False)["returned"]

    def run(self):
        for day in range(DAYS):
            self.clock.at = self.started + timedelta(days=day)
            self.wishes(day)
            self.books(day)
            self.is_day_of_calls()

    def wishes(self, day):
        """A tenth of the men a day: hers by the hotline, his by an interviewer; one in forty is no."""
        today = [(number, one) for number, one in enumerate(self.men) if number % WISHES == day]
        lines = []
        for number, (person, enquiry) in today:
            given = {"way": "video", "enquiry_id": enquiry}
            if number % 2:
                lines.append(
                    call("contact.ask_call", "interviewer", side="his", person_id=person, facts=ALONE, **given)
                )
            else:
                urgent = {"urgency": "illness", "why": "his father"} if number % 36 == 0 else {}
                lines.append(call("contact.ask_call", "hotline", side="hers", **given, **urgent))
        asked = [one["returned"] for one in self.apply(lines)]
        lines = [
            call("contact.answer_call", "caseworker-1", call_id=call_id, side="hers", agrees=number % 40 != 7)
            if number % 2 else
            call("contact.answer_call", "interviewer", call_id=call_id, side="his", facts=ALONE,
                 agrees=number % 40 != 8)
            for call_id, (number, _) in zip(asked, today, strict=True)
        ]  # fmt: skip
        for number, (_, enquiry) in today:
            if number % 12 == 0:
                lines.append(call("contact.announce_parcel", "hotline", enquiry_id=enquiry, kind="parcel",
                                  declared="socks", said_on=self.clock.at.date().isoformat()))  # fmt: skip
            if number % 12 == 6:
                lines.append(call("contact.receive_hers", "hotline", enquiry_id=enquiry, kind="card", text="all well",
                                  written_on=self.clock.at.date().isoformat()))  # fmt: skip
        self.apply(lines)

    def books(self, day):
        """Whose turn it is, into the hours of the day after tomorrow, as long as any is free."""
        on = (self.clock.at + timedelta(days=2)).date().isoformat()
        free = [
            (one["begins_at"], room) for room in self.rooms
            for one in self.asked("caseworker-1", "contact.free_call_hours", room_id=room, on=on)
        ]  # fmt: skip
        hours = sorted(set(free))
        waiting = [one["call_id"] for one in self.asked("caseworker-1", "contact.call_list", place="CAMP-2")]
        seats = [hour for hour in hours for _ in range(SEATS[self.rooms.index(hour[1])])]
        lines = [one["means_id"] for one in self.asked("caseworker-1", "contact.call_means", place="CAMP-2")
                 if not one["is_room"]]  # fmt: skip
        used = Counter()
        booking = []
        for call_id, (begins_at, room) in zip(waiting, sorted(seats), strict=False):
            line = lines[used[begins_at]]
            used[begins_at] += 1
            booking.append(call("contact.book_call", "caseworker-1", call_id=call_id, room_id=room, line_id=line,
                                begins_at=begins_at))  # fmt: skip
        self.apply(booking)
        rung = [row.enquiry_id for row in Call.objects.filter(pk__in=waiting[: len(booking)])]
        self.apply([
            call("contact.verify_number", "hotline", enquiry_id=enquiry, telephone="+380 00 000",
                 rung_at=self.clock.at.isoformat(), are_rules_read=True) for enquiry in rung
        ])  # fmt: skip

    def is_day_of_calls(self):
        """The round of each night laid the letters: the camp makes ready near each hour, the door says how it went."""
        today = self.asked("camp", "contact.call_day", place="CAMP-2", on=self.clock.at.date().isoformat())
        today = [one for one in today if not one["put_off"]]
        evening, left = self.clock.at + timedelta(hours=10), sorted(today, key=lambda one: one["begins_at"])
        while left:
            self.clock.at = max(self.clock.at, read_instant(left[0]["begins_at"]) - timedelta(hours=1))
            near = [one for one in left if read_instant(one["begins_at"]) - self.clock.at <= READY_FROM]
            left = left[len(near) :]
            self.apply([
                call("contact.prepare_call", "camp", call_id=one["call_id"], are_rules_read=True, is_watching_told=True,
                     is_room_clear=True, supervisor="I. Sych") for one in near
            ])  # fmt: skip
        self.clock.at = max(self.clock.at, evening)
        house = self.house.outside.house(Role.CLERKWORK)
        for number, one in enumerate(today):
            is_lost = number % 17 == 3
            take_call_report(
                house, call_id=one["call_id"], outcome=CallState.FAILED if is_lost else CallState.DONE,
                because="line_lost" if is_lost else "", seconds=0 if is_lost else 880,
            )  # fmt: skip


def overtaken():
    """By the acts alone: bookings without a reason before which another's turn it was, days of waiting, who waits."""
    kinds = [one.KIND for one in (CallAsked, CallAnswered, CallBooked, CallEnded, CallPutOff)]
    waits, asked, whom, last, agreed, days, found, after = {}, {}, {}, {}, {}, [], [], 0
    while page := entries_since(after, kinds=kinds):
        for one in page:
            act, at, call_id = one.act, read_instant(one.at), one.act.call_id
            if isinstance(act, CallAsked):
                asked[call_id], whom[call_id] = (act.urgency, at), act.enquiry_id
            elif isinstance(act, CallBooked):
                mine = turn(call_id, asked, whom, last, at)
                before = [other for other in waits if turn(other, asked, whom, last, at) < mine]
                found += [(call_id, before)] if before and act.out_of_turn is None else []
                waits.pop(call_id)
            elif act.state == "agreed":
                waits[call_id] = at
                agreed.setdefault(call_id, at)
            if isinstance(act, CallEnded) and act.outcome == "done":
                last[act.enquiry_id] = at
                days.append((at - agreed[call_id]) / timedelta(days=1))
        after = page[-1].index + 1
    return found, days, len(waits)


def turn(call_id, asked, whom, last, at):
    urgency, asked_at = asked[call_id]
    had = last.get(whom[call_id])
    rank = {"death": 0, "illness": 1}.get(urgency, 3 if had and at - had <= timedelta(days=60) else 2)
    return rank, had is not None, had or asked_at, asked_at, call_id


def test_a_month_of_calls_by_files_of_calls_is_fair_and_uses_nothing_twice(clock, randomness, capsys):
    began = time.perf_counter()
    clock.at = clock.at.replace(hour=4)
    while clock.at.weekday():
        clock.at += timedelta(days=1)
    month = Month(clock, randomness)
    laid = time.perf_counter()
    month.run()
    ran = time.perf_counter()

    found, days, waiting = overtaken()
    assert [] == found
    booked = [one.act for one in all_of(CallBooked.KIND)]
    for what, most in (("line_id", dict.fromkeys({one.line_id for one in booked}, 1)),
                       ("room_id", dict(zip(month.rooms, SEATS, strict=True)))):  # fmt: skip
        used = Counter((getattr(one, what), one.begins_at) for one in booked)
        assert all(count <= most[means] for (means, _), count in used.items())
    had = set(CallAttempt.objects.filter(outcome="done").values_list("person_id", flat=True))
    without = {person for person, _ in month.men} - had
    refused = set(Call.objects.filter(state="stopped").values_list("enquiry_id", flat=True))
    assert {enquiry for person, enquiry in month.men if person in without} == refused
    follow_clocks(month.house.outside)
    clocks = Counter((row.rule, row.ending or "runs") for row in Clock.objects.filter(rule__in=OF_CALLS))
    states = Counter(Call.objects.values_list("state", flat=True))
    assert states["agreed"] == waiting == sum(clocks[rule.value, "runs"] for rule in OF_CALLS[:2])
    assert states["booked"] + states["prepared"] == clocks[ClockRule.CALL_LOG.value, "runs"]
    assert len(booked) == clocks[ClockRule.CALL_LOG.value, "satisfied"] + clocks[ClockRule.CALL_LOG.value, "runs"]
    assert verify(log_verifier()).is_equal
    told = (
        f"{MEN} men, {LINES} lines, {len(SEATS)} rooms, {tree_size()} acts: laid in {laid - began:.0f} s, the month in "
        f"{ran - laid:.0f} s; {len(booked)} bookings, {len(days)} held, longest wait {max(days):.1f} days, "
        f"{len(refused)} said no, {waiting} wait, clocks {dict(clocks)}"
    )
    with capsys.disabled():
        print(f"\n  {told}", end="")


def all_of(kind):
    after = 0
    while page := entries_since(after, kinds=[kind]):
        yield from page
        after = page[-1].index + 1
