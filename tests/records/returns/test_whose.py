"""Nobody goes to another Power who is about to get a name here, or whose name says that he belongs elsewhere."""

from __future__ import annotations

import pytest

from repatria.core.law.errors import OpenGuardError
from repatria.core.law.return_batch import BatchEvent as E
from repatria.core.law.return_power import GoingFacts, check_goes_to
from repatria.records.access.role_table import Role
from repatria.records.identification.selectors import whose
from repatria.records.identification.selectors.concluded import Identified
from repatria.records.identification.services.consents import state_own_power
from repatria.records.identification.services.hypotheses import open_hypothesis, withdraw_hypothesis
from repatria.records.register.selectors.particulars import power_of


def lacks(refused):
    return {what for what, _ in refused.value.params["guards"]}


NAMED = {"is_named": True, "own_power": "PA"}


@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({"is_hypothesis_open": True}, {"power_no_name_pending"}),
        (NAMED, {"power_of_named_known"}),
        (NAMED | {"powers": frozenset({"PA"})}, {"power_of_named"}),
        (NAMED | {"powers": frozenset({"PB", "PA"})}, {"power_of_named"}),
        (NAMED | {"powers": frozenset({"PC"})}, {"power_of_named"}),
        (NAMED | {"powers": frozenset({"PB"}), "own_power": "pb "}, {"power_of_named"}),
    ],
)  # fmt: skip
def test_refuses_to_send_who_belongs_elsewhere_or_waits_for_a_name(changed, missing):
    with pytest.raises(OpenGuardError) as refused:
        check_goes_to(GoingFacts(receiver="PB", **changed))
    assert lacks(refused) == missing


@pytest.mark.parametrize("changed", [{}, {"powers": frozenset({"PA"})}, NAMED | {"powers": frozenset({" pb"})}])
def test_one_without_a_name_and_one_named_of_that_power_may_go(changed):
    check_goes_to(GoingFacts(receiver="PB", **changed))


@pytest.mark.django_db
def test_refuses_an_item_under_an_open_hypothesis_when_it_is_put_and_when_it_leaves(house):
    house.staff.on_call("expert-1", Role.BOARD_EXPERT)
    house.reported().recovered().items(1, 2).planned()
    first, second = house.codes
    opened = open_hypothesis(house.by("expert-1"), items=(first,), enquiry_id=house.mother, said="papers beside him")
    with pytest.raises(OpenGuardError) as refused:
        house.put(first)
    assert (lacks(refused), refused.value.params["about"]) == ({"power_no_name_pending"}, (first,))
    withdraw_hypothesis(house.by("expert-1"), hypothesis_id=opened, said="of another")
    house.put(first, second).take(E.LIST_EXCHANGED).take(E.AGREED).read_again()
    open_hypothesis(house.by("expert-1"), items=(second,), enquiry_id=house.mother, said="papers beside him")
    with pytest.raises(OpenGuardError):
        house.take(E.ASSEMBLED)


@pytest.mark.django_db
def test_whom_the_board_named_goes_to_his_own_power_alone(sent, monkeypatch):
    first, *_ = sent.codes
    state_own_power(sent.by("head"), power="PA")
    named = Identified(
        conclusion_id="RJ-1", items=(first,), enquiry_id=sent.mother, person_id=sent.prisoner, methods=(), policy_id="",
        board_index=1, concluded_at="", signed_by=(), is_annulment_asked=False, is_annulled=False,
    )  # fmt: skip
    monkeypatch.setattr(whose, "identified_items", lambda code: (named,) * (code == first))
    read = whose.whose_is(first)
    assert (read.is_named, read.powers, read.own_power) == (True, frozenset({power_of(sent.prisoner)} - {""}), "PA")
    sent.take(E.LIST_EXCHANGED).take(E.AGREED).read_again()
    monkeypatch.setattr(whose, "power_of", lambda person: "PA")
    with pytest.raises(OpenGuardError) as refused:
        sent.take(E.ASSEMBLED)
    assert lacks(refused) == {"power_of_named"}
    monkeypatch.setattr(whose, "power_of", lambda person: "PB")
    sent.take(E.ASSEMBLED)
