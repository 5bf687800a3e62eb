"""Laissez-passers: for a coffin of one named man alone, by two accounts, withdrawn when what they say is so no more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from repatria.core.law.custody_facts import DeathCause
from repatria.core.law.errors import OpenGuardError, UnstatedParticularsError, UnstatedReasonError
from repatria.core.law.laissez_passer import PASS_EDGES, PassEvent, PassOrderError, PassState, pass_after
from repatria.core.law.remains_containers import ContainerKind, ContainerStep
from repatria.core.law.return_batch import BatchEvent as E
from repatria.core.law.return_batch import SpotContainer
from repatria.core.vocabulary.errors import InputError, RuleError
from repatria.records.access.errors import RoleForbidsError
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.remains.services.leaving import open_inquiry
from repatria.records.returns.errors import UnknownBatchContainerError, UnknownPassError
from repatria.records.returns.pass_models import CoffinPass
from repatria.records.returns.selectors.passes import (
    coffin_for_pass,
    coffin_pass,
    passes_fallen,
    passes_of_batch,
    passes_to_countersign,
    passes_untold,
)
from repatria.records.returns.services.containers import take_out_container
from repatria.records.returns.services.passes import (
    countersign_pass,
    decline_pass,
    hand_pass,
    tell_pass_withdrawn,
    withdraw_pass,
)
from tests.kept import built_once
from tests.records.returns.crossing import Crossing
from tests.records.returns.passes import agreed, board_says, certified, issued, valid

pytestmark = pytest.mark.django_db


def lacks(refused):
    return {what for what, _ in refused.value.params["guards"]}


@pytest.fixture
@built_once
def packed(clock, randomness):
    """A coffin of two items and one of one on a batch that is planned."""
    house = Crossing(clock, randomness).reported().recovered().items(1, 2, 3)
    house.coffin = house.packed("ТРУНА 1", *house.codes[:2])
    house.packed("ТРУНА 2", house.codes[2], seal="K-S2")
    return house.planned().boxed("труна 1", "труна 2")


@pytest.fixture
def coffin(packed, monkeypatch):
    """The board gave both items of the first coffin to one man, who is certified; the Parties agreed on the batch."""
    house = board_says(packed, monkeypatch)
    house.names(*house.codes[:2], person_id=house.prisoner)
    return agreed(certified(house, house.codes[0]))


def missing(house, box=0):
    return {what for what, _ in coffin_for_pass(house.by("registrar"), house.boxes[box]).missing}


def test_refuses_a_coffin_of_the_unnamed_the_uncertified_and_of_a_batch_that_nobody_agreed_on(packed, monkeypatch):
    house = board_says(packed, monkeypatch)
    with pytest.raises(RuleError) as refused:
        issued(house)
    assert lacks(refused) == {
        "pass_batch_agreed", "pass_named", "pass_one_person", "pass_certificate", "pass_cause",
    }  # fmt: skip
    agreed(house).names(house.codes[0], person_id=house.prisoner)
    certified(house, house.codes[0])
    assert missing(house) == {"pass_named", "pass_one_person", "pass_certificate", "pass_cause"}, "the second is nobody"
    house.names(house.codes[1], person_id="P-OTHER")
    assert missing(house) == {"pass_one_person", "pass_certificate", "pass_cause"}, "and now another man"
    assert not CoffinPass.objects.exists()


def test_refuses_a_bag_a_coffin_opened_since_a_doubted_name_and_an_enquiry_that_is_open(coffin):
    assert missing(coffin) == set() and missing(coffin, 1) >= {"pass_named"}
    coffin.named[0] = replace(coffin.named[0], is_annulment_asked=True)
    assert missing(coffin) == {"pass_named", "pass_one_person", "pass_certificate", "pass_cause"}
    coffin.named[0] = replace(coffin.named[0], is_annulment_asked=False)
    coffin.container_step(coffin.coffin, ContainerStep.OPENED, seal_number="K-S1", reason="a second look")
    assert missing(coffin) == {"pass_sealed", "labels_read_again"}
    coffin.packed("МІШОК 3", *coffin.items(4).codes, kind=ContainerKind.BAG)
    coffin.planned().boxed("мішок 3")
    assert {"pass_coffin", "pass_batch_agreed", "pass_named"} <= missing(coffin)
    with pytest.raises(RuleError) as refused:
        issued(coffin)
    assert refused.value.provision == "AP I 34(2)"


def test_refuses_what_is_not_attested_another_role_the_same_account_twice_and_a_second_paper(coffin):
    for name in ("mortuary", "head", "doctor", "caseworker-1"):
        with pytest.raises(RoleForbidsError):
            issued(coffin, name)
    for field, word in (("coffin", "pass_coffin_made"), ("from_place", "pass_from"), ("to_place", "pass_to"),
                        ("means", "pass_means")):  # fmt: skip
        with pytest.raises(UnstatedParticularsError) as refused:
            issued(coffin, **{field: " "})
        assert lacks(refused) == {word}
    number = issued(coffin)
    with pytest.raises(OpenGuardError) as refused:
        issued(coffin)
    assert lacks(refused) == {"pass_only_one"}
    with pytest.raises(RoleForbidsError):
        countersign_pass(coffin.by("registrar"), pass_id=number)
    with pytest.raises(PassOrderError):
        hand_pass(coffin.by("registrar"), pass_id=number, to="a driver", reference="7", happened_at=coffin.clock())
    with pytest.raises(UnstatedReasonError):
        decline_pass(coffin.by("head"), pass_id=number, reason=" ")
    (line,) = passes_to_countersign(coffin.by("auditor"))
    assert line.pass_id == number
    decline_pass(coffin.by("registrar"), pass_id=number, reason="another bridge")
    with pytest.raises(PassOrderError):
        countersign_pass(coffin.by("head"), pass_id=number)
    assert issued(coffin) != number
    with pytest.raises(UnknownPassError):
        countersign_pass(coffin.by("head"), pass_id="NK-0")
    with pytest.raises(UnknownBatchContainerError):
        coffin_for_pass(coffin.by("head"), "NC-0")


def test_what_it_says_is_the_certificates_and_everything_is_asked_again_by_who_countersigns(coffin):
    number = issued(coffin)
    coffin.named[0] = replace(coffin.named[0], is_annulment_asked=True)
    with pytest.raises(OpenGuardError) as refused:
        countersign_pass(coffin.by("head"), pass_id=number)
    assert "pass_named" in lacks(refused)
    coffin.named[0] = replace(coffin.named[0], is_annulment_asked=False)
    countersign_pass(coffin.by("adviser"), pass_id=number)
    with pytest.raises(OpenGuardError) as refused:
        withdraw_pass(coffin.by("head"), pass_id=number)
    assert lacks(refused) == {"pass_fallen"}, "nothing fell"
    view = coffin_pass(coffin.by("head"), number)
    assert (view.line.state, view.certificate_id, view.fallen) == (PassState.VALID, coffin.certificate, ())
    assert (view.cause, view.means, view.surname != "") == (DeathCause.NATURAL.value, "by road", True)
    assert view.items == tuple(coffin.codes[:2]) and view.seal_number == "K-S1"
    assert {view.line.issued_by, view.signed_by} == {coffin.by("registrar").account_id, coffin.by("adviser").account_id}
    with pytest.raises(RoleForbidsError):
        coffin_pass(coffin.by("mortuary"), number)
    assert [one.pass_id for one in passes_of_batch(coffin.by("mortuary"), coffin.batch)] == [number]
    assert verify(log_verifier()).is_equal


@pytest.mark.parametrize("what", ["name", "certificate", "inquiry", "seal", "opened on the way", "batch", "taken out"])
def test_it_is_withdrawn_when_something_it_rests_on_falls_and_who_has_it_is_told(coffin, what):
    number = valid(coffin)
    assert passes_fallen(coffin.by("auditor")) == passes_untold(coffin.by("auditor")) == ()
    because = what
    if what == "name":
        coffin.named.clear()
    elif what == "certificate":
        certified(coffin, coffin.codes[0], reason="his number was misread")
    elif what == "inquiry":
        open_inquiry(
            coffin.by("head"), item_code=coffin.codes[0], opened_at=coffin.clock(), authority="the prosecutor",
            reference="12", circumstances="it lay in the yard of a camp",
        )  # fmt: skip
    elif what == "seal":
        coffin.container_step(coffin.coffin, ContainerStep.OPENED, seal_number="K-S1", reason="a second look")
    elif what == "opened on the way":
        because = "seal"
        coffin.read_again().take(E.ASSEMBLED).take(E.SEALED)
        coffin.scanned(coffin.row("труна 1", "K-S1"), coffin.row("труна 2", "K-S2", minutes=1))
        coffin.take(E.LOADED).take(E.DISPATCHED).take(E.AT_BORDER)
        coffin.take(E.SPOT_CHECKED, spot_lines=(), spot_containers=[
            SpotContainer(box_id=coffin.boxes[0], seal_found="K-S1", seal_after="N-1")
        ])  # fmt: skip
    elif what == "batch":
        coffin.take(E.ABORTED)
    else:
        because = "seal"
        take_out_container(coffin.by("registrar"), box_id=coffin.boxes[0], reason="it stays")
    assert [one.pass_id for one in passes_fallen(coffin.by("auditor"))] == [number]
    with pytest.raises(OpenGuardError):
        hand_pass(coffin.by("registrar"), pass_id=number, to="x", reference="8", happened_at=coffin.clock())
    with pytest.raises(PassOrderError):
        tell_pass_withdrawn(coffin.by("registrar"), pass_id=number, to="x", reference="8", happened_at=coffin.clock())
    withdraw_pass(coffin.by("registrar"), pass_id=number)
    row = CoffinPass.objects.get(pk=number)
    assert (row.state, row.because) == ("withdrawn", because)
    assert [one.pass_id for one in passes_untold(coffin.by("auditor"))] == [number]
    with pytest.raises(UnstatedParticularsError):
        tell_pass_withdrawn(coffin.by("registrar"), pass_id=number, to=" ", reference="8", happened_at=coffin.clock())
    tell_pass_withdrawn(coffin.by("registrar"), pass_id=number, to="a driver", reference="by radio",
                        happened_at=coffin.clock())  # fmt: skip
    assert passes_untold(coffin.by("auditor")) == passes_fallen(coffin.by("auditor")) == ()
    assert [one.to for one in coffin_pass(coffin.by("head"), number).steps] == ["a driver", "a driver"]
    assert verify(log_verifier()).is_equal


def test_no_hour_lies_before_what_it_follows(coffin):
    number = issued(coffin)
    before = coffin.clock()
    coffin.clock.forward(hours=1)
    countersign_pass(coffin.by("head"), pass_id=number)
    with pytest.raises(InputError):
        hand_pass(coffin.by("registrar"), pass_id=number, to="a driver", reference="7", happened_at=before)


def test_only_declared_edges_are_walked():
    declared = {(before, event): after for before, event, after in PASS_EDGES}
    for state in (None, *PassState):
        for event in PassEvent:
            if (state, event) in declared:
                assert pass_after(state, event) is declared[state, event]
            else:
                with pytest.raises(PassOrderError):
                    pass_after(state, event)
