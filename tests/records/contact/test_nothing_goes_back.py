"""Under an embargo no parcel goes back and no word of hers moves in her box, in whichever order steps are tried."""

from __future__ import annotations

import random

import pytest

from repatria.core.law.messages import CheckingState, CheckVerdict, MessageEvent, NotDelivered
from repatria.core.law.parcels import ParcelEvent, ParcelNotGiven
from repatria.core.vocabulary.errors import RepatriaError
from repatria.doors.jobs.post import carry_post
from repatria.records.contact.models import Message, Parcel
from repatria.records.contact.services.parcels import waiting_of
from repatria.records.disclosure import said_dead
from tests.records.contact.test_parcels import Parcels
from tests.records.handover.meeting import tried

pytestmark = pytest.mark.django_db
WALKS, STEPS = 12, 9


@pytest.fixture
def house(clock, randomness):
    """Two parcels and a message, each at another step, of one who was told."""
    story = Parcels(clock, randomness).capture().ask().link().says_yes().told()
    story.hers()
    story.reaches()
    story.lies = story.parcel
    story.sends()
    story.moves(ParcelEvent.RECEIVED)
    carry_post(story.outside)
    return story


def _steps(story):
    """Every step by which something could go back, or say that it did, by whoever may try it."""

    def of(number, step):
        def taken():
            story.parcel = number
            return step()

        return taken

    here, lies = story.parcel, story.lies
    return [
        of(here, lambda: story.asks_back()), of(lies, lambda: story.asks_back()),
        of(here, lambda: story.moves(ParcelEvent.RETURNED, "head", to_whom="her")),
        of(lies, lambda: story.moves(ParcelEvent.RETURNED, "head", to_whom="her")),
        of(lies, lambda: story.moves(ParcelEvent.NOT_GIVEN, "camp", why_not=ParcelNotGiven.NOT_FOUND)),
        of(here, lambda: story.moves(ParcelEvent.LOST)), of(here, lambda: waiting_of(here) and story.agreed("head")),
        lambda: story.looks(CheckVerdict.RETURNED, passages="a name"), lambda: story.agree(),
        lambda: story.looks(CheckVerdict.RETURNED, state=CheckingState.THEIRS, by="delegate", passages="a name"),
        lambda: story.steps(MessageEvent.FAILED, why_not=NotDelivered.NOT_FOUND),
        lambda: story.clock.forward(days=9), lambda: carry_post(story.outside),
    ]  # fmt: skip


def _walked(story, seed):
    """Where everything stands after some of the steps in a random order, and what her box shows of it."""
    chance = random.Random(seed)
    with tried():
        for step in chance.sample(steps := _steps(story), min(STEPS, len(steps))):
            try:
                step()
            except RepatriaError:
                continue
        carry_post(story.outside)
        return (
            {row.pk: (row.state, row.shown) for row in Parcel.objects.all()},
            {row.pk: row.shown for row in Message.objects.all()},
        )


def test_under_an_embargo_nothing_goes_back_and_her_box_stands_still(house, monkeypatch):
    before = {row.pk: row.shown for row in (*Parcel.objects.all(), *Message.objects.all())}
    monkeypatch.setitem(said_dead._says, "identification", lambda one: one == house.enquiry)
    monkeypatch.setitem(said_dead._says_of_person, "identification", lambda one: one == house.person)
    for seed in range(WALKS):
        at = house.clock()
        parcels, messages = _walked(house, seed)
        house.clock.at = at
        assert "returned" not in {state for state, _ in parcels.values()}, seed
        assert before == {number: shown for number, (_, shown) in parcels.items()} | messages, seed


def test_without_one_such_walks_do_send_back_and_move_her_box(house):
    before = {row.pk: row.shown for row in (*Parcel.objects.all(), *Message.objects.all())}
    gone, moved = 0, 0
    for seed in range(WALKS):
        at = house.clock()
        parcels, messages = _walked(house, seed)
        house.clock.at = at
        gone += "returned" in {state for state, _ in parcels.values()}
        moved += before != {number: shown for number, (_, shown) in parcels.items()} | messages
    assert gone and moved, "else the walks under an embargo show nothing"
