"""What one account alone does not do of a parcel: enter money, destroy a thing, say that it was lost."""

from __future__ import annotations

import pytest

from repatria.core.law.clocks import ClockRule
from repatria.core.law.errors import OpenGuardError, SecondPersonError
from repatria.core.law.parcels import ParcelEvent, ParcelNotGiven, ParcelOrderError, PartBecame, PartWhy
from repatria.core.law.parcels_beside import Beside, beside
from repatria.core.vocabulary.errors import InputError
from repatria.doors.jobs.clocks import follow_clocks
from repatria.records.access.errors import OutOfScopeError, RoleForbidsError
from repatria.records.clocks.selectors import owed_clocks
from repatria.records.contact.errors import UnknownParcelError
from repatria.records.contact.selectors.parcels import (
    camp_parcel,
    parcel,
)
from repatria.records.contact.selectors.parcels_second import camp_parcels_to_settle, parcels_to_settle
from repatria.records.contact.services.parcel_giving import refuse_part
from repatria.records.contact.services.parcel_second import settle_parcel
from repatria.records.contact.services.parcels import waiting_of
from repatria.records.disclosure import said_dead
from tests.records.contact.test_parcels import SALVE, SOCKS, Parcels
from tests.records.contact.test_parcels_alone import lacks, money, spoiled

pytestmark = pytest.mark.django_db


@pytest.fixture
def willing(clock, randomness):
    return Parcels(clock, randomness).capture().ask().link().says_yes().told()


def test_money_that_one_says_was_entered_is_on_no_account_until_another_agrees(willing):
    money(willing)
    with pytest.raises(ParcelOrderError):
        settle_parcel(willing.by("camp-too"), parcel_id=willing.parcel, target_id="", agrees=True)
    willing.credits()
    assert "at_place" == willing.state() and "sent" == willing.shows()
    for refused in (
        lambda: willing.credits(entry="10", receipt="10"),
        lambda: willing.moves(ParcelEvent.NOT_GIVEN, "camp", why_not=ParcelNotGiven.MOVED),
    ):
        with pytest.raises(ParcelOrderError):
            refused()
    with pytest.raises(SecondPersonError):
        willing.agreed("camp")
    with pytest.raises(RoleForbidsError):
        willing.agreed("interviewer")
    with pytest.raises(UnknownParcelError):
        willing.agreed("other-camp")
    with pytest.raises(InputError):
        willing.agreed(says=False)
    assert [("credit", "CAMP-2")] == [
        (one.what, willing.by("camp").branch) for one in camp_parcels_to_settle(willing.by("camp"))
    ]
    assert not camp_parcels_to_settle(willing.by("other-camp"))
    willing.agreed(says=False, why="the receipt is of another")
    assert "at_place" == willing.state() and not camp_parcels_to_settle(willing.by("camp"))
    willing.credits()  # the entry and the receipt serve again: what was not agreed to was none
    willing.agreed()
    assert "credited" == willing.state() and "credited_other" == willing.shows(), "1000 EUR were named, 200 entered"
    assert ["credited"] == [one.what for one in parcel(willing.by("head"), willing.parcel).trace if one.amount]


def test_the_clock_of_money_runs_until_another_agreed(willing):
    money(willing)
    willing.credits()

    def owed():
        follow_clocks(willing.outside)
        return [one.subject for one in owed_clocks(willing.by("camp"), at_most=99) if one.rule is ClockRule.PARCEL]

    willing.clock.forward(days=4)
    assert [willing.parcel] == owed()
    willing.agreed()
    assert [] == owed()


def test_a_thing_is_destroyed_by_two_and_until_then_nothing_is_given(willing):
    willing.reaches().opened()
    spoiled(willing)
    with pytest.raises(OpenGuardError) as refused:
        willing.gives()
    assert {"nothing_waits"} == lacks(refused)
    (part,) = camp_parcel(willing.by("camp"), willing.parcel).parts
    assert (SOCKS, True) == (part.thing, part.is_waiting)
    with pytest.raises(SecondPersonError):
        willing.agreed("camp")
    willing.agreed(says=False, why="they are dry")
    assert not camp_parcel(willing.by("camp"), willing.parcel).parts
    refuse_part(
        willing.by("camp"), parcel_id=willing.parcel, thing=SALVE, why=PartWhy.MEDICINE, became=PartBecame.TO_DOCTOR
    )
    willing.gives()
    assert "given" == willing.state()


def test_that_it_was_lost_one_says_and_another_agrees_and_no_camp_does(willing):
    willing.sends()
    willing.moves(ParcelEvent.RECEIVED)
    willing.moves(ParcelEvent.SENT)
    willing.moves(ParcelEvent.LOST)
    assert "sent" == willing.state() and [willing.parcel] == [
        one.parcel_id for one in parcels_to_settle(willing.by("head"))
    ]
    with pytest.raises(OutOfScopeError):
        willing.agreed("camp")
    with pytest.raises(SecondPersonError):
        willing.agreed("caseworker-1")
    willing.agreed("head")
    assert "lost" == willing.state()
    willing.clock.forward(days=28)
    assert "not_given" == willing.shows()


def test_under_an_embargo_what_waits_keeps_its_line_and_is_agreed_to_by_nobody(willing, monkeypatch):
    money(willing).credits()
    before = camp_parcels_to_settle(willing.by("camp"))
    with monkeypatch.context() as embargo:
        embargo.setitem(said_dead._says, "identification", lambda one: one == willing.enquiry)
        embargo.setitem(said_dead._says_of_person, "identification", lambda one: one == willing.person)
        with pytest.raises(OpenGuardError) as refused:
            willing.agreed()
        assert {"word_of_bureau"} == lacks(refused) and before == camp_parcels_to_settle(willing.by("camp"))
    willing.agreed()


def test_a_camp_agrees_beside_what_she_declared_and_sees_no_address(willing):
    willing.sends(declared="6 pairs of socks\ntea, 2 tins; a book")
    willing.moves(ParcelEvent.RECEIVED)
    willing.moves(ParcelEvent.SENT)
    willing.moves(ParcelEvent.ARRIVED, "camp")
    willing.opens(contents=["6 pairs of socks", "tea, 1 tin", "a knife"])
    view = camp_parcel(willing.by("camp-too"), willing.parcel)
    assert [
        ("6 pairs of socks", "6 pairs of socks", "same"), ("tea", "tea, 1 tin", "otherwise"),
        ("2 tins", "", "declared_alone"), ("a book", "", "declared_alone"), ("", "a knife", "found_alone"),
    ] == [(one.declared, one.found, one.mark.value) for one in view.beside]  # fmt: skip
    assert not (view.enquiry_id or view.carrier or view.back_to)


def test_what_was_found_is_set_beside_what_was_declared():
    (line,) = beside("тушонка 5 банок", ("тушонка, 4 банки",))
    assert Beside.OTHERWISE is line.mark
    (line,) = beside("Шкарпетки 6 пар", ("шкарпетки 6 пар",))
    assert Beside.SAME is line.mark
    assert ["same"] == [one.mark.value for one in beside("", ("socks",))], "who named nothing is compared with nothing"
    lines = beside("чай\nчай", ("чай",))
    assert [Beside.SAME, Beside.DECLARED_ALONE] == [one.mark for one in lines], "each once"


def test_a_step_is_not_agreed_to_after_it_was_settled(willing):
    money(willing)
    willing.credits()
    target = waiting_of(willing.parcel)[0].pk
    willing.agreed()
    with pytest.raises(ParcelOrderError):
        settle_parcel(willing.by("camp-too"), parcel_id=willing.parcel, target_id=target, agrees=True)
