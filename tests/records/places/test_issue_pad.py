"""Card pads: which numbers each place has, and that no number is given twice."""

from __future__ import annotations

import pytest

from repatria.records.access.errors import RoleForbidsError
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.places.errors import PlaceWordsError, TakenPadError, UnknownPadError, UnknownPlaceError
from repatria.records.places.selectors import pad_with_card, place
from repatria.records.places.services import annul_pad, issue_pad

pytestmark = pytest.mark.django_db


@pytest.fixture
def give(bureau):
    bureau.opens("UNIT-3")
    bureau.opens("UNIT-4")

    def made(code="UNIT-3", by="registrar", **more):
        given = {"prefix": "", "first": 401, "last": 450, "received_by": "сержант Дрозд"} | more
        return issue_pad(bureau.acting(by), code=code, **given)

    return made


@pytest.mark.parametrize(("more", "fault"), [
    ({"first": -1}, ("last", "pad_range")), ({"first": 451}, ("last", "pad_range")),
    ({"last": 10_401}, ("last", "pad_range")), ({"digits": 2}, ("digits", "pad_digits")),
    ({"digits": 13}, ("digits", "pad_digits")), ({"prefix": "U3"}, ("prefix", "pad_prefix")),
    ({"prefix": "X" * 21}, ("prefix", "pad_prefix")), ({"received_by": " "}, ("received_by", "missing")),
    ({"received_by": "Д" * 121}, ("received_by", "length")),
])  # fmt: skip
def test_refuses_a_pad_that_nobody_could_print(give, more, fault):
    with pytest.raises(PlaceWordsError) as refused:
        give(**more)

    assert (fault,) == refused.value.faults


def test_refuses_who_may_not_and_a_place_that_is_none(give):
    for name in ("camp", "auditor", "caseworker"):
        with pytest.raises(RoleForbidsError):
            give(by=name)
    with pytest.raises(UnknownPlaceError):
        give("UNIT-9")


@pytest.mark.parametrize(("first", "last", "both"), [
    (401, 450, "0401–0450"), (450, 500, "0450"), (380, 401, "0401"), (410, 420, "0410–0420"), (1, 1000, "0401–0450"),
])  # fmt: skip
def test_refuses_numbers_that_were_given_and_says_who_has_them(give, first, last, both):
    give()

    with pytest.raises(TakenPadError) as refused:
        give("UNIT-4", first=first, last=last)

    assert ("UNIT-3", both) == (refused.value.params["place"], refused.value.params["cards"])
    assert (("first", "taken"),) == refused.value.params["faults"]


def test_a_card_leads_to_the_place_that_has_its_pad(give, bureau):
    pad = give()
    give("UNIT-4", first=451, last=500)
    give("UNIT-4", prefix="U4/", first=401, last=450)
    ask = bureau.acting("auditor")

    found = {card: pad_with_card(ask, card) for card in ("0417", "417", "0451", "u4-0417", "0501", "no card")}
    assert ["UNIT-3", "UNIT-3", "UNIT-4", "UNIT-4", None, None] == [one and one.place for one in found.values()]
    assert (pad, "сержант Дрозд") == (found["0417"].pad_id, found["0417"].received_by)
    assert [pad] == [one.pad_id for one in place(ask, "UNIT-3").pads]
    assert verify(log_verifier()).is_equal


def test_a_pad_that_came_back_frees_its_numbers(give, bureau):
    pad = give()
    with pytest.raises(RoleForbidsError):
        annul_pad(bureau.acting("registrar"), pad_id=pad, reason="entered twice")
    with pytest.raises(PlaceWordsError):
        annul_pad(bureau.acting("head"), pad_id=pad, reason="")
    annul_pad(bureau.acting("head"), pad_id=pad, reason="came back whole")

    assert pad_with_card(bureau.acting("head"), "0417") is None
    with pytest.raises(UnknownPadError):
        annul_pad(bureau.acting("head"), pad_id=pad, reason="again")
    assert give("UNIT-4") != pad
