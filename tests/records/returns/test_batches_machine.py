"""Invariant 11 as a machine over the services: a thing stands on one open batch, all that is loaded stands on a line,
a coffin's lines are what lies in it, and both counts stay as they were signed, whatever is planned, put in, scanned,
counted or stopped in whatever order.
"""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from repatria.core.law.remains_containers import ContainerStep
from repatria.core.law.remains_path import ItemStep
from repatria.core.law.return_batch import BATCH_EDGES, OPEN, BatchEvent, BatchState, BatchWay
from repatria.core.law.return_scans import ScanFor
from repatria.records.remains.models import Item
from repatria.records.remains.services.leaving import read_labels_again
from repatria.records.returns.models import Batch, BatchContainer, BatchCount, BatchLine
from repatria.records.returns.reading import boxes_of, is_loaded, on_board
from repatria.records.returns.services import batches
from repatria.records.returns.services.batches import put_in, take_out
from repatria.records.returns.services.counts import begin_count, compare_sides, sign_count
from tests.kept import kept
from tests.records.machines import InTheStore, goes_on, on_one_database
from tests.records.remains.field import exhumed, step
from tests.records.returns.crossing import TWO, Crossing

pytestmark = [pytest.mark.django_db, on_one_database, pytest.mark.timeout(1800)]
E, S = BatchEvent, BatchState
LEFT = {S.HANDED_OVER, S.COUNTED, S.RECONCILED, S.DISCREPANT, S.CLOSED}
ABOARD = {S.LOADED, S.DISPATCHED, S.AT_BORDER, S.SPOT_CHECKED, *LEFT}
MOST_BATCHES, ITEMS = 4, 4
COUNTERS = ("doctor", "registrar", "mortuary")


def _stands(clock, randomness):
    """Items that may leave, and everybody who has to do with them."""
    house = Crossing(clock, randomness)
    house.reported().recovered().items(*range(1, ITEMS + 1))
    house.coffin = house.packed("G-1", *house.codes[-2:])
    for name in ("head", *COUNTERS):
        house.by(name)
    return house


class Road(InTheStore):
    """Batches both ways over a few things of ours, and labels of theirs that are few as well, so that they meet."""

    def __init__(self, house):
        super().__init__()
        self.house, self.items = house, list(house.codes)
        house.staff.randomness = random.Random(11).randbytes
        self.batches, self.signed = [], {}

    def at(self, number):
        """The batch of a number drawn; None where there is none yet."""
        if self.batches:
            self.house.batch = self.batches[number % len(self.batches)]
        return Batch.objects.get(pk=self.house.batch) if self.batches else None

    def goes(self, batch):
        """The next step of a batch, with all that it asks for."""
        house, state, way = self.house, S(batch.state), BatchWay(batch.way)
        if way is BatchWay.SENT and state is S.PLANNED and not house.lines():
            house.put(*self.items[:2])
            self.does(house.boxed, "G-1")
        if way is BatchWay.SENT and state is S.AGREED:
            house.read_again()
        if way is BatchWay.SENT and state is S.SEALED:
            house.scanned(*(one.label for one in house.lines() if not one.container))
            for box in BatchContainer.objects.filter(batch_id=house.batch, is_out=False):
                house.scanned(house.row(box.number, box.seal_number), are_containers=True)
        onward = [event for before, event, _ in BATCH_EDGES[way] if before is state and event is not E.ABORTED]
        event = next(one for one in BatchEvent if one in onward)
        if event is E.COUNTED:
            self.counts(way, len(house.lines()))
        elif event in (E.RECONCILED, E.DISCREPANT):
            house.compared()
        else:
            for one in house.all_open() if event is E.CLOSED else ():
                house.ended(one, "both_stand" if one.kind == "count" else "still_sought")
            house.take(event)

    def counts(self, way, number):
        if way is BatchWay.SENT:
            return self.house.they_counted(number)
        return self.house.counted(number, *(self.house.row(one.label) for one in self.house.lines()[:number]))

    @precondition(lambda self: len(self.batches) < MOST_BATCHES)
    @rule(way=st.sampled_from((BatchWay.SENT, BatchWay.SENT, BatchWay.RECEIVED)))
    def plans(self, way):
        assert self.does(self.house.planned, way)
        self.batches.append(self.house.batch)

    @rule(number=st.integers(0, 9), item=st.sampled_from(range(ITEMS)))
    def puts(self, number, item):
        if batch := self.at(number):
            code = self.items[item]
            others = {
                one.batch_id for one in BatchLine.objects.filter(item_code=code, is_out=False)
                if S(Batch.objects.get(pk=one.batch_id).state) in OPEN
            }  # fmt: skip
            is_put = self.does(put_in, self.house.by("registrar"), batch_id=batch.pk, codes=[code])
            assert not (is_put and others), "put on two open batches"

    @rule(number=st.integers(0, 9), line=st.integers(0, 9))
    def takes_out(self, number, line):
        if self.at(number) and (lines := self.house.lines()):
            one = lines[line % len(lines)]
            self.does(take_out, self.house.by("registrar"), line_id=one.pk, reason="it stays")

    @rule(number=st.integers(0, 9))
    def puts_the_coffin(self, number):
        if self.at(number):
            self.does(self.house.boxed, "G-1")

    @rule(step=st.sampled_from(ContainerStep), items=st.sets(st.integers(0, ITEMS - 1), min_size=1))
    def opens_or_packs_the_coffin(self, step, items):
        """Whatever is on the way under its seals is opened and packed by nobody here."""
        packs = step in (ContainerStep.PACKED, ContainerStep.RESEALED)
        given = {"item_codes": [self.items[one] for one in sorted(items)]} if packs else {}
        self.does(self.house.container_step, self.house.coffin, step, seal_number="K-S1", reason="looked at", **given)

    @rule(number=st.integers(0, 9), labels=st.sets(st.sampled_from(("L-1", "L-2", "L-3")), min_size=1))
    def brings(self, number, labels):
        if self.at(number):
            self.does(self.house.brought, *sorted(labels), said_number=len(labels) + 1)

    @rule(number=st.integers(0, 9), times=st.integers(1, 4))
    def goes_on(self, number, times):
        for _ in range(times):
            batch = self.at(number)
            if batch is None or S(batch.state) not in OPEN or not self.does(self.goes, batch):
                return

    @rule(number=st.integers(0, 9), event=st.sampled_from(BatchEvent), is_approved=st.booleans())
    def tries(self, number, event, is_approved):
        batch = self.at(number)
        if batch is None or event in (E.PLANNED, E.COUNTED, E.RECONCILED, E.DISCREPANT):
            return
        if event is E.SPOT_CHECKED and not self.house.lines():
            return
        if is_approved and event in (E.ABORTED, E.CLOSED):
            self.does(self.house.approved, event)
        if self.does(self.house.take, event, is_approved=is_approved):
            edge = (S(batch.state), event, S(Batch.objects.get(pk=batch.pk).state))
            assert edge in BATCH_EDGES[BatchWay(batch.way)], "a step that no graph declares"

    @rule(
        number=st.integers(0, 9), what=st.sampled_from([*range(ITEMS), "L-1", "L-9", "", "KHR-T2-00001-A"]),
        purpose=st.sampled_from(ScanFor), is_off=st.booleans(), name=st.sampled_from(COUNTERS),
    )  # fmt: skip
    def scans(self, number, what, purpose, is_off, name):
        if self.at(number):
            label = self.items[what] if isinstance(what, int) else what
            self.does(self.house.scanned, self.house.row(label, "S-1"), purpose=purpose, is_off=is_off, name=name)

    @rule(number=st.integers(0, 9), count=st.integers(0, 4), name=st.sampled_from(COUNTERS))
    def is_counted(self, number, count, name):
        """By whoever it may be: whoever brought the list or moved the batch never counts."""
        if not (batch := self.at(number)):
            return
        by = self.house.by(name)
        if batch.way == BatchWay.SENT.value:
            self.does(self.house.they_counted, count)
            return
        is_begun = self.does(begin_count, by, batch_id=batch.pk, **TWO)
        assert not (is_begun and name == "registrar"), "who brought the list counts"
        self.does(sign_count, by, batch_id=batch.pk, number=count, happened_at=self.house.clock(), **TWO,
                  why_differs="as our hands counted")  # fmt: skip

    @rule(number=st.integers(0, 9))
    def compares(self, number):
        if batch := self.at(number):
            self.does(compare_sides, self.house.by("registrar"), batch_id=batch.pk)

    @rule(item=st.sampled_from(range(ITEMS)))
    def lays_to_rest(self, item):
        """Into a grave while it stands on a list, and its label read there again; or out of it."""
        code, house = self.items[item], self.house
        if Item.objects.get(pk=code).state == "buried":
            self.does(exhumed, house, code)
        else:
            self.does(step, house, ItemStep.BURIED, code)
        read = {"on_body": code, "on_bag": code, "on_paper": code}
        self.does(read_labels_again, house.by("doctor"), item_code=code, happened_at=house.clock(), **TWO, **read)

    @invariant()
    def nothing_stands_on_two_open_batches(self):
        states = {one.pk: one for one in Batch.objects.all()}
        lines = BatchLine.objects.filter(is_out=False)
        on = Counter(
            one.item_code or f"theirs {one.label}" for one in lines
            if S(states[one.batch_id].state) in OPEN and (one.item_code or one.label)
        )  # fmt: skip
        assert [what for what, number in on.items() if number > 1] == [], "on two open batches"
        gone = {one.item_code for one in lines if one.item_code and S(states[one.batch_id].state) in LEFT}
        for one in lines:
            if one.item_code in gone and S(states[one.batch_id].state) not in LEFT:
                raise AssertionError(f"{one.item_code} left, and stands on another batch")

    @invariant()
    def what_is_aboard_is_what_stands_on_the_list(self):
        for one in Batch.objects.filter(way="sent"):
            if S(one.state) in ABOARD:
                aboard, boxes = on_board(one.pk), boxes_of(one.pk)
                lines = BatchLine.objects.filter(batch_id=one.pk, is_out=False)
                # Of what lies in a coffin the coffin's label is scanned, under its seal.
                scanned = {line.container if line.container in boxes else line.label for line in lines}
                assert set(aboard) == scanned, "the sum of lines is not what was loaded"
                assert all(is_loaded(line, aboard, boxes) for line in lines), "a thing of the list is not aboard"
                ours = BatchCount.objects.filter(batch_id=one.pk, is_receiver=False)
                assert [count.number for count in ours] == [len(lines)], "the sender's count"

    @invariant()
    def the_lines_of_a_coffin_are_what_lies_in_it(self):
        for box in BatchContainer.objects.filter(is_out=False):
            if S(Batch.objects.get(pk=box.batch_id).state) in ABOARD:
                lines = BatchLine.objects.filter(batch_id=box.batch_id, container=box.number, is_out=False)
                within = Item.objects.filter(container_id=box.kept_id).values_list("pk", flat=True)
                assert {one.item_code for one in lines} == set(within), "the lines are not what lies in the coffin"

    @invariant()
    def both_counts_are_kept_as_they_were_signed(self):
        now = {one.pk: (one.batch_id, one.is_receiver, one.number) for one in BatchCount.objects.all()}
        assert self.signed.items() <= now.items(), "a count was changed or lost"
        self.signed = now
        for one in Batch.objects.exclude(state__in=[S.PLANNED.value]):
            if S(one.state) in (S.RECONCILED, S.DISCREPANT, S.CLOSED):
                receivers = [is_receiver for batch, is_receiver, _ in now.values() if batch == one.pk]
                assert receivers.count(True) == 1, "closed without the receiver's own count"

    @invariant()
    def what_lies_in_a_grave_goes_nowhere(self):
        buried = set(Item.objects.filter(state="buried").values_list("pk", flat=True))
        for one in Batch.objects.filter(way="sent"):
            if S(one.state) in ABOARD:
                lines = BatchLine.objects.filter(batch_id=one.pk, is_out=False)
                assert not buried & {line.item_code for line in lines}, "it lies in a grave, and was loaded"


def test_whatever_is_done_a_thing_stands_on_one_batch_and_both_counts_are_kept(clock, randomness):
    house = kept(_stands, clock, randomness)
    goes_on(lambda: Road(house), few=(6, 25), many=(150, 50))


def test_the_same_onlooker_names_a_thing_that_a_house_lets_stand_twice(clock, randomness, monkeypatch):
    machine = Road(kept(_stands, clock, randomness))
    monkeypatch.setattr(batches, "where_else", lambda code, batch_id: None)
    try:
        for number in (0, 1):
            machine.plans(BatchWay.SENT)
            machine.does(
                put_in, machine.house.by("registrar"), batch_id=machine.batches[number], codes=machine.items[:1]
            )
        with pytest.raises(AssertionError, match="on two open batches"):
            machine.nothing_stands_on_two_open_batches()
    finally:
        machine.teardown()
