"""Cards of a pad: which have not come back, what was said of them, and that a card is one however it is typed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.errors import StatementError
from repatria.core.vocabulary.errors import InputError
from repatria.records.access.errors import RoleForbidsError
from repatria.records.arrivals.acts import CardFate
from repatria.records.arrivals.errors import HeldCardError, UnknownCardError
from repatria.records.arrivals.selectors.cards import cards_of_pad, pad_cards, pads_with_missing
from repatria.records.arrivals.services.cards import account_for_cards, annul_cards_account
from repatria.records.ledger.reading import tree_size
from repatria.records.places.services import annul_pad, issue_pad
from repatria.records.register.models import ProtectedPerson
from repatria.records.register.selectors import person_of_card
from repatria.records.register.services import record_card

pytestmark = pytest.mark.django_db(databases=["default", "intake"], transaction=True)


@pytest.fixture
def pad(staff, device):
    return issue_pad(
        staff.acting("registrar"), code="CAMP-2", prefix="", first=401, last=420, digits=4, received_by="sergeant Drozd"
    )


@pytest.fixture
def night(pad, device):
    """Five of the pad's cards came in, the third of them typed as nobody prints it; 0403 and 0405 did not."""
    for card in ("0401", "0402", "404", "0406", "№ 0407"):
        device.wrote(card, "Бойко")
    return pad


def _say(acting, first="0403", **more):
    account_for_cards(acting, **{"first": first, "fate": CardFate.SPOILT, "said_by": "sergeant Drozd", **more})


def test_a_camp_silences_no_card_of_its_own_and_who_has_no_role_asks_nothing(staff, night):
    for who in ("officer", "stranger", "caseworker"):
        with pytest.raises(RoleForbidsError):
            _say(staff.acting(who))
    with pytest.raises(RoleForbidsError):
        pad_cards(staff.acting("caseworker"))


def test_another_camps_officer_sees_no_pad(staff, night):
    stranger = staff.acting("stranger")
    with pytest.raises(UnknownCardError):
        cards_of_pad(stranger, night)
    assert () == pad_cards(stranger) == pads_with_missing(stranger)


@pytest.mark.parametrize(("given", "error", "field"), [
    ({"first": "0999"}, UnknownCardError, "first"), ({"first": "none"}, UnknownCardError, "first"),
    ({"first": "0402"}, HeldCardError, "first"), ({"first": "0403", "last": "0405"}, HeldCardError, "first"),
    ({"first": "0403", "last": "0401"}, InputError, "last"), ({"said_by": " "}, InputError, "said_by"),
    ({"reason": "x" * 401}, InputError, "reason"),
])  # fmt: skip
def test_refuses_at_its_field_and_writes_nothing(staff, night, given, error, field):
    registrar = staff.acting("registrar")
    size = tree_size()
    with pytest.raises(error) as refused:
        _say(registrar, **given)
    faults = getattr(refused.value, "faults", None) or refused.value.params["faults"]
    assert (field, size) == (faults[0][0], tree_size())


def test_a_quotation_goes_into_no_field(staff, night):
    with pytest.raises(StatementError):
        _say(staff.acting("registrar"), reason="he said: «take all of us home to our mothers»")


def test_those_that_later_cards_overtook_are_missing_since_then_and_named_with_the_unit(staff, night, clock):
    (found,) = pad_cards(staff.acting("registrar"))
    assert ("CAMP-2", "0401–0420", 20, 5, 13) == (
        found.place, found.cards, found.issued, found.registered, found.ahead
    )  # fmt: skip
    assert ["0403", "0405"] == [one.card_number for one in found.missing]
    assert all(timedelta(hours=24) == one.due_at - one.since for one in found.missing)
    assert found.missing[0].since <= found.missing[1].since <= clock()
    assert (found,) == pads_with_missing(staff.acting("officer"))


def test_a_card_is_one_however_it_is_typed(staff, night, device):
    cards = set(ProtectedPerson.objects.values_list("card_number", flat=True))
    assert {"0401", "0402", "0404", "0406", "0407"} == cards
    assert "" != person_of_card("404") == person_of_card("№ 404") == person_of_card("０４０４")
    line = device.wrote("402", "Гнатюк")  # a second man with the same card, typed otherwise
    assert "" != line.line_id
    assert 1 == ProtectedPerson.objects.filter(card_number=None).count()
    second = ProtectedPerson.objects.get(card_number=None).pk
    record_card(staff.acting("registrar"), person_id=second, card_number="405")
    assert ["0403"] == [one.card_number for one in pad_cards(staff.acting("registrar"))[0].missing]


def test_said_of_once_and_looked_for_again_when_it_was_wrong(staff, night, device):
    registrar = staff.acting("registrar")
    _say(registrar, fate=CardFate.LOST)
    with pytest.raises(HeldCardError):
        _say(registrar)
    _say(registrar, "0408", last="0420", fate=CardFate.NOT_USED)
    (found,) = pad_cards(registrar)
    assert (["0405"], 0) == ([one.card_number for one in found.missing], found.ahead)
    lost = found.accounts[0]
    device.wrote("0403", "Шульга")  # he had it all the while
    assert ("0403",) == pad_cards(registrar)[0].accounts[0].held
    with pytest.raises(InputError):
        annul_cards_account(registrar, said_id=lost.account_id, reason=" ")
    with pytest.raises(RoleForbidsError):
        annul_cards_account(staff.acting("stranger"), said_id=lost.account_id, reason="not mine")
    annul_cards_account(registrar, said_id=lost.account_id, reason="he stood here with it")
    with pytest.raises(UnknownCardError):
        annul_cards_account(registrar, said_id=lost.account_id, reason="again")
    assert ["0408–0420"] == [one.cards for one in pad_cards(registrar)[0].accounts]


def test_a_pad_that_came_back_whole_is_looked_for_no_longer(staff, pad):
    annul_pad(staff.acting("head"), pad_id=pad, reason="came back whole")
    assert () == pad_cards(staff.acting("registrar"))


def test_cards_of_another_pad_are_not_one_run(staff, night):
    issue_pad(staff.acting("registrar"), code="CAMP-2", first=421, last=430, received_by="sergeant Drozd")
    with pytest.raises(InputError) as refused:
        _say(staff.acting("registrar"), "0420", last="0421")
    assert (("last", "other_pad"),) == refused.value.faults
