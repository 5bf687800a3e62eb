"""Parcels and money, as one account alone tried to bend them: twice, before their time, not as she declared it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from repatria.core.law.contact import ContactAnswer
from repatria.core.law.errors import OpenGuardError
from repatria.core.law.parcels import (
    ParcelEvent,
    ParcelKind,
    ParcelNotGiven,
    PartBecame,
    PartWhy,
    Present,
    is_otherwise,
)
from repatria.core.vocabulary.errors import InputError
from repatria.records.contact.models import ParcelStep
from repatria.records.contact.selectors.boxes import enquiries_with_parcels
from repatria.records.contact.selectors.parcels import camp_parcel, parcel, parcels_in_camp
from repatria.records.contact.services.parcel_giving import refuse_part
from repatria.records.disclosure import said_dead
from tests.records.contact.test_calls_abused import guards_of
from tests.records.contact.test_parcels import SALVE, SOCKS, Parcels, lines_of

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2001, 1, 1, tzinfo=UTC)


@pytest.fixture
def willing(clock, randomness):
    return Parcels(clock, randomness).capture().ask().link().says_yes().told()


def lacks(refused):
    return {what for what, _ in refused.value.params["guards"]}


def spoiled(house, thing=SOCKS, **more):
    given = {"why": PartWhy.SPOILED, "became": PartBecame.DESTROYED} | more
    return refuse_part(house.by("camp"), parcel_id=house.parcel, thing=thing, **given)


def money(house, declared="1000 EUR"):
    house.sends(ParcelKind.MONEY, declared=declared)
    house.moves(ParcelEvent.RECEIVED)
    house.moves(ParcelEvent.SENT)
    house.moves(ParcelEvent.ARRIVED, "camp")
    return house


def test_a_thing_is_refused_once_and_a_parcel_of_which_nothing_is_left_is_not_given(willing):
    willing.reaches().opened()
    spoiled(willing)
    willing.agreed()
    with pytest.raises(OpenGuardError) as refused:
        spoiled(willing, why=PartWhy.DANGEROUS, became=PartBecame.KEPT_FOR_HIM, reference="a word")
    assert lacks(refused) == {"part_once"}
    spoiled(willing, SALVE)
    willing.agreed()
    with pytest.raises(OpenGuardError) as refused:
        willing.gives()
    assert lacks(refused) == {"parcel_something"}
    willing.moves(ParcelEvent.NOT_GIVEN, "camp", why_not=ParcelNotGiven.REFUSED)
    assert "not_given" == willing.state()


def test_two_things_of_one_name_are_refused_one_by_one(willing):
    willing.reaches()
    willing.opens(contents=[SOCKS, SOCKS, SALVE])
    willing.settles()
    spoiled(willing)
    spoiled(willing)
    with pytest.raises(OpenGuardError):
        spoiled(willing)


def test_her_box_says_that_not_all_of_it_was_given(willing):
    willing.reaches().opened()
    spoiled(willing)
    willing.agreed()
    willing.gives()
    assert ["the parcel is handed over, but not everything that was in it."] == lines_of(willing)
    assert "given_in_part" == parcel(willing.by("head"), willing.parcel).shown and () == enquiries_with_parcels()


@pytest.mark.parametrize(("amount", "currency"), [("0.01", "USD"), ("0.01", "EUR"), ("1000", "USD")])
def test_her_box_says_that_another_sum_or_currency_was_credited_than_she_declared(willing, amount, currency):
    money(willing).credits(amount=amount, currency=currency)
    willing.agreed()
    other = "money stands on his account, but not the sum or the currency that you told us of."
    assert [other] == lines_of(willing) and () == enquiries_with_parcels()


def test_the_sum_that_she_declared_is_read_as_people_write_it():
    for declared, amount, currency in (
        ("1000 EUR", "1 000,00", "EUR"), ("1'000 euro for him", "1000", "EUR"), ("1,000.50 USD", "1000.5", "USD"),
        ("money", "5", "EUR"), ("200", "200.00", "евро"),
    ):  # fmt: skip
        assert not is_otherwise(declared, amount=amount, currency=currency), declared
    for amount, currency in (("a lot", "EUR"), ("10", "EUR"), ("1000", "USD")):
        assert is_otherwise("1000 EUR", amount=amount, currency=currency)


def test_an_entry_and_a_receipt_are_used_once(willing):
    money(willing).credits()
    willing.agreed()
    money(willing)
    with pytest.raises(OpenGuardError) as refused:
        willing.credits()
    assert lacks(refused) == {"account_entry_new", "money_receipt_new"}
    willing.credits(entry="entry 10", receipt="R-10")


def test_the_representative_countersigns_for_him(willing):
    money(willing).credits(countersigned_by=Present.REPRESENTATIVE)
    willing.agreed()
    assert "representative" == parcel(willing.by("head"), willing.parcel).trace[-1].mark
    longest = max(map(len, (*Present, "witnessed")))
    assert longest <= ParcelStep._meta.get_field("mark").max_length


def test_nothing_is_recorded_before_the_step_that_lies_behind_it(willing):
    willing.reaches()
    for step in (
        lambda: willing.opens(opened_at=LONG_AGO),
        lambda: willing.opened().gives(given_at=LONG_AGO),
        lambda: money(willing).credits(credited_at=LONG_AGO),
    ):
        with pytest.raises(InputError) as refused:
            step()
        assert ["before_last_step"] == [word for _, word in refused.value.faults]


def test_a_camp_has_one_answer_to_everything_whatever_stands_against_it_and_its_list_keeps_the_line(
    willing, monkeypatch
):
    willing.reaches().opened()
    steps = (willing.gives, lambda: spoiled(willing))
    before = parcels_in_camp(willing.by("camp"))

    def answers():
        for step in steps:
            with pytest.raises(OpenGuardError) as refused:
                step()
            assert {"word_of_bureau"} == guards_of(refused)
        assert parcels_in_camp(willing.by("camp")) == tuple(replace(one, waits=True) for one in before)
        return camp_parcel(willing.by("camp"), willing.parcel)

    with monkeypatch.context() as embargo:
        embargo.setitem(said_dead._says, "identification", lambda one: one == willing.enquiry)
        embargo.setitem(said_dead._says_of_person, "identification", lambda one: one == willing.person)
        under = answers()
    assert parcels_in_camp(willing.by("camp")) == before and not before[0].waits
    willing.passes(minutes=5)
    willing.he_says(ContactAnswer.NO)
    assert answers() == under, "an embargo reads as his own no does"
    with monkeypatch.context() as embargo:
        embargo.setitem(said_dead._says, "identification", lambda one: one == willing.enquiry)
        willing.moves(ParcelEvent.NOT_GIVEN, "camp", why_not=ParcelNotGiven.NOT_FOUND)
        for _asked in range(2):
            with pytest.raises(OpenGuardError):
                willing.moves(ParcelEvent.RETURNED, to_whom="her")
            if not _asked:
                willing.asks_back()
    assert "not_given" == willing.state(), "what a camp saw it may say, and nothing goes back"
