"""A roll reads only those of whom it may say something, and says the same as if all who were ever there were read."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import timedelta

import pytest

from repatria.core.law.custody import CustodyAttested, CustodyEvent
from repatria.core.law.custody_facts import Condition
from repatria.core.law.roll import RollRead, read_roll, standings
from repatria.core.vocabulary.errors import RepatriaError
from repatria.records.ledger.reading import tree_size
from repatria.records.register.presence import answered_for, steps_at, steps_everywhere, there_at
from repatria.records.register.selectors import person_for_room
from repatria.records.register.services import annul_custody, record_custody
from tests.records.register.joining import PLACES, Doubles

pytestmark = pytest.mark.django_db
E = CustodyEvent
EVENTS = (
    E.EVACUATED, E.ARRIVED, E.ARRIVED, E.ARRIVED, E.TRANSFER_ORDERED, E.DEPARTED, E.HOSPITALISED, E.SIGNED_OUT,
    E.SIGNED_OUT, E.RETURNED, E.UNACCOUNTED, E.ESCAPED, E.RECAPTURED, E.DIED,
)  # fmt: skip


def happens(doubles, chance, person):
    event = chance.choice(EVENTS)
    due = doubles.clock() + timedelta(hours=5)
    record_custody(
        doubles.by("registrar"), person_id=person, event=event,
        happened_at=doubles.clock() - timedelta(hours=chance.choice((0, 0, 1, 5, 30))),
        holder="COURT-1" if event is E.SIGNED_OUT else chance.choice(PLACES),
        attested=CustodyAttested(
            list_reference="L-7", received_by="the gate", order_by="order 5", due_back_at=due.isoformat(),
            condition=Condition.UNCHANGED, sighted_by="a delegate", told_new_address=True, effects_go_with_him=True,
            destination=chance.choice(PLACES),
        ),
    )  # fmt: skip


def annulled(doubles, person):
    last = [one for one in person_for_room(person).timeline if not one.is_annulled and one.event != "annulled"]
    annul_custody(doubles.by("registrar"), person_id=person, custody_id=last[-1].custody_id, reason="another man")


@pytest.mark.parametrize("seed", [12, 33])
def test_whoever_is_left_out_of_a_sum_would_have_changed_nothing_in_it(clock, randomness, seed):
    doubles, chance = Doubles(clock, randomness), random.Random(seed)
    men = [doubles.man(f"{seed}{number}", chance.choice(PLACES)) for number in range(7)]
    readings, joins, left_out = [], [], 0
    for _ in range(60):
        doubles.clock.forward(hours=chance.choice((0, 1, 4)))
        with suppress(RepatriaError, IndexError):
            if chance.random() < 0.1:
                annulled(doubles, chance.choice(men))
            elif chance.random() < 0.04:
                joins.append(doubles.join(*chance.sample(men, 2)))
            elif joins and chance.random() < 0.05:
                doubles.part(joins.pop())
            else:
                happens(doubles, chance, chance.choice(men))
        if chance.random() < 0.3:
            hour = doubles.clock() - timedelta(hours=chance.choice((0, 3, 26)))
            readings.append(RollRead(taken_at=hour, before_index=tree_size()))

    now, size = doubles.clock() - timedelta(hours=chance.choice((0, 2))), tree_size()
    for place in (*PLACES, "COURT-1"):
        ever = steps_at(place)
        for since in readings:
            few = steps_at(place, since=since)
            left_out += len(ever) - len(few)
            for taken_at in (now, since.taken_at):
                read = RollRead(taken_at=taken_at, before_index=size)
                assert read_roll(place, ever, read, since) == read_roll(place, few, read, since)
            whole = read_roll(place, ever, RollRead(taken_at=since.taken_at, before_index=size), None)
            assert (whole.sum.expected,) == there_at(place, since.taken_at)
        stood = {one: standings(steps, before_index=size) for one, steps in steps_everywhere().items()}
        assert {one for one, at in stood.items() if at and at[-1].place == place} == set(answered_for(place))
    assert left_out > 10, "nobody was ever left out"
