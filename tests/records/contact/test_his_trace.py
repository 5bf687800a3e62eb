"""His trace: letters, parcels and calls in one list, without her side; and the receipt to whoever sent a parcel."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.messages import CheckVerdict, MessageEvent
from repatria.core.law.parcels import ParcelKind, ParcelOrderError
from repatria.records.access.errors import OutOfScopeError, RoleForbidsError
from repatria.records.contact.errors import UnknownParcelError
from repatria.records.contact.selectors.his import his_trace
from repatria.records.contact.selectors.parcel_receipts import parcel_receipt
from repatria.records.disclosure import said_dead
from tests.records.contact.test_parcels import SALVE, SOCKS, Parcels
from tests.records.contact.test_parcels_alone import money, spoiled

pytestmark = pytest.mark.django_db


@pytest.fixture
def willing(clock, randomness):
    return Parcels(clock, randomness).capture().ask().link().says_yes().told()


def kinds_of(house, by="camp"):
    return [(one.of, one.what) for one in his_trace(house.by(by), house.person)]


def test_refuses_his_trace_to_another_camp_and_whom_the_table_does_not_let(willing):
    with pytest.raises(OutOfScopeError):
        his_trace(willing.by("other-camp"), willing.person)
    for by in ("censor", "head", "hotline"):
        with pytest.raises(RoleForbidsError):
            his_trace(willing.by(by), willing.person)
    assert () == his_trace(willing.by("camp"), willing.person)


def test_it_holds_his_letters_both_ways_and_what_was_kept_back_until_when(willing):
    willing.hers()
    willing.looks()
    willing.prints()
    willing.passes(minutes=1)
    willing.given()
    answer = willing.his("the cat", code=willing.code)
    until = willing.clock().date() + timedelta(days=5)
    willing.looks(CheckVerdict.WITHHELD, message=answer, reason="a name of a place", until=until)
    willing.agree(message=answer)
    found = his_trace(willing.by("camp"), willing.person)
    assert {("to_him", MessageEvent.DELIVERED.value), ("from_him", "looked_ours")} <= {
        (one.way, one.what) for one in found
    }
    assert [until.isoformat()] == [one.until for one in found if one.until]
    assert [one.at for one in found] == sorted(one.at for one in found)


def test_a_parcel_stands_there_once_it_was_opened_before_him_with_what_was_not_given(willing):
    willing.reaches()
    assert [] == kinds_of(willing), "what lies there unopened is not his to be told yet"
    willing.opened()
    spoiled(willing)
    assert [("parcel", "opened")] == kinds_of(willing), "one alone said that a thing was destroyed"
    willing.agreed()
    willing.passes(minutes=1)
    willing.gives()
    assert [("parcel", "opened"), ("parcel", "refused"), ("parcel", "given")] == kinds_of(willing, "interviewer")
    (refused,) = [one for one in his_trace(willing.by("camp"), willing.person) if one.what == "refused"]
    assert (SOCKS, "spoiled", "destroyed") == (refused.thing, refused.why, refused.became)


def test_an_embargo_takes_nothing_from_it(willing, monkeypatch):
    willing.reaches().opened().gives()
    before = kinds_of(willing)
    monkeypatch.setitem(said_dead._says, "identification", lambda one: one == willing.enquiry)
    monkeypatch.setitem(said_dead._says_of_person, "identification", lambda one: one == willing.person)
    assert before == kinds_of(willing) != []


def test_the_receipt_says_what_her_box_says_and_nothing_before(willing):
    willing.reaches().opened()
    spoiled(willing)
    willing.agreed()
    willing.gives()
    with pytest.raises(ParcelOrderError):
        parcel_receipt(willing.by("caseworker-1"), willing.parcel)
    assert "given_in_part" == willing.shows()
    said = parcel_receipt(willing.by("caseworker-1"), willing.parcel)
    assert ("Мария", "signed", [SOCKS]) == (said.from_whom, said.mark, [one.thing for one in said.parts])
    assert {SOCKS, SALVE} == {line.found for line in said.beside if line.found}
    assert "CAMP-2" not in str(said) and willing.person not in str(said)
    with pytest.raises(RoleForbidsError):
        parcel_receipt(willing.by("camp"), willing.parcel)


def test_the_receipt_of_money_bears_the_sum_and_no_receipt_is_of_none(willing):
    with pytest.raises(UnknownParcelError):
        parcel_receipt(willing.by("head"), "CB-NONE")
    money(willing).credits()
    willing.agreed()
    willing.shows()
    said = parcel_receipt(willing.by("head"), willing.parcel)
    assert ("200 EUR", "entry 9", "R-9", "himself") == (said.amount, said.entry, said.receipt, said.mark)
    assert ParcelKind.MONEY.value == said.parcel_kind
