"""The other side's own, found inside a batch: said by one, reviewed by two others, back as a batch of nothing else."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from repatria.core.law.errors import OpenGuardError, SecondPersonError, UnstatedParticularsError, UnstatedReasonError
from repatria.core.law.return_batch import BatchEvent as E
from repatria.core.law.return_batch import BatchWay
from repatria.core.law.return_list import BatchRow
from repatria.core.law.return_power import PowerOrderError
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.remains_codes import remains_code
from repatria.records.access.errors import RoleForbidsError
from repatria.records.ledger.acts import _upcasters
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.happenings import happenings_of
from repatria.records.ledger.reading import act_at
from repatria.records.ledger.verify import verify
from repatria.records.returns import theirs
from repatria.records.returns.errors import NotReadyError, PowerStandsError, UnknownPowerError, WrongWayError
from repatria.records.returns.models import CountEntry
from repatria.records.returns.power_models import PowerClaim
from repatria.records.returns.selectors.batches import batch
from repatria.records.returns.selectors.power import power_of_item
from repatria.records.returns.services.batches import take_out
from repatria.records.returns.services.containers import take_out_container
from repatria.records.returns.services.counts import enter_received
from repatria.records.returns.services.power import assert_power, review_power, withdraw_power
from tests.kept import built_once
from tests.records.returns.crossing import Crossing

pytestmark = pytest.mark.django_db
NO = {"agrees": False, "said": "the disc was in a pocket"}


def lacks(refused):
    return {what for what, _ in refused.value.params["guards"]}


@pytest.fixture
@built_once
def came(clock, randomness):
    """A batch of theirs of two that was counted here; both have codes of ours, and may leave."""
    house = Crossing(clock, randomness).planned(BatchWay.RECEIVED)
    house.brought(BatchRow(label="L-1", says="Коваль, за їхніми словами"), "L-2").take(E.AGREED).handed_over()
    house.counted(2, house.row("L-1"), house.row("L-2", minutes=2)).compared()
    house.reported().recovered().items(1, 2)
    for entry, code in zip(CountEntry.objects.order_by("pk"), house.codes, strict=True):
        enter_received(house.by("registrar"), entry_id=entry.pk, item_code=code)
    house.origin = house.batch
    return house


def said(house, code=None, name="mortuary", **changed):
    given = {"power": "PB", "grounds": "a disc of that side"} | changed
    return assert_power(house.by(name), item_code=code or house.codes[0], **given)


def reviewed(house, claim, *names, **changed):
    for name in names or ("head", "adviser"):
        review_power(house.by(name), claim_id=claim, **({"agrees": True} | changed))
    return claim


def test_refuses_a_word_without_grounds_of_another_power_twice_or_of_what_came_in_no_batch(came):
    for changed, missing in (
        ({"power": " "}, {"power_named", "power_of_sender"}), ({"grounds": ""}, {"power_grounds"}),
        ({"power": "PC"}, {"power_of_sender"}),
    ):  # fmt: skip
        with pytest.raises((UnstatedParticularsError, OpenGuardError)) as refused:
            said(came, **changed)
        assert lacks(refused) == missing
    (alone,) = came.items(3).codes
    with pytest.raises(OpenGuardError) as refused:
        said(came, alone)
    assert lacks(refused) == {"power_came_in_batch"}
    with pytest.raises(RoleForbidsError):
        said(came, remains_code("KHR", "T2", 1), name="head")
    said(came, remains_code("KHR", "T2", 1))
    with pytest.raises(PowerStandsError):
        said(came, remains_code("KHR", "T2", 1), name="doctor")


def test_two_other_accounts_review_it_each_once_and_one_who_does_not_agree_ends_it(came):
    claim = said(came, name="doctor")
    with pytest.raises(UnknownPowerError):
        reviewed(came, "NP-0", "head")
    with pytest.raises(SecondPersonError):
        reviewed(came, claim, "doctor")
    reviewed(came, claim, "head")
    assert PowerClaim.objects.get().state == "asserted"
    with pytest.raises(SecondPersonError):
        reviewed(came, claim, "head")
    with pytest.raises(UnstatedReasonError):
        reviewed(came, claim, "adviser", agrees=False)
    reviewed(came, claim, "adviser", agrees=False, said="the disc was in a pocket")
    assert PowerClaim.objects.get().state == "disputed"
    with pytest.raises(PowerOrderError):
        reviewed(came, claim, "adviser")
    with pytest.raises(PowerOrderError):
        withdraw_power(came.by("registrar"), claim_id=claim, reason="too late")
    view = power_of_item(came.by("head"), came.codes[0])
    assert view.origin_id == came.origin
    assert [(one.agrees, one.said) for one in view.claims[0].reviews] == [
        (True, ""),
        (False, "the disc was in a pocket"),
    ]


def test_a_batch_of_theirs_names_the_one_in_which_they_lay_of_the_same_party_and_the_other_way(came):
    for changed in ({"origin_id": ""}, {"power": "PC"}, {"way": BatchWay.RECEIVED}):
        with pytest.raises(WrongWayError):
            came.planned(**({"origin_id": came.origin, "is_theirs": True} | changed))
    early = came.planned(BatchWay.RECEIVED).batch
    with pytest.raises(WrongWayError):
        came.planned(origin_id=early, is_theirs=True)


def test_it_takes_nothing_else_no_other_takes_it_and_the_senders_word_goes_with_it(came):
    first, second = came.codes
    claim = said(came)
    came.planned(origin_id=came.origin, is_theirs=True)
    for code in (first, second):  # nobody reviewed the first, nobody said anything of the second
        with pytest.raises(NotReadyError):
            came.put(code)
    reviewed(came, claim)
    back = came.put(first).batch
    reviewed(came, claim, "head", **NO)
    with pytest.raises(NotReadyError):
        reviewed(came, claim, "adviser", **NO)
    view = batch(came.by("registrar"), back)
    assert view.summary.is_theirs and [one.says for one in view.lines] == ["Коваль, за їхніми словами"]
    out = take_out(came.by("registrar"), line_id=came.lines()[0].pk, reason="read again")
    assert act_at(out).act.going_back == (first,), "off this batch it waits for another"
    with pytest.raises(NotReadyError):
        came.planned().put(first)
    reviewed(came, claim, "adviser", **NO)
    came.put(first)
    assert verify(log_verifier()).is_equal


def test_one_takes_back_what_nobody_agreed_to_and_two_end_what_two_agreed_to(came):
    claim = said(came)
    with pytest.raises(InputError):
        withdraw_power(came.by("registrar"), claim_id=claim, reason=" ")
    withdraw_power(came.by("registrar"), claim_id=claim, reason="wrong")
    claim = reviewed(came, said(came))
    with pytest.raises(PowerOrderError):
        withdraw_power(came.by("registrar"), claim_id=claim, reason="wrong")
    with pytest.raises(PowerOrderError):
        reviewed(came, claim, "doctor")
    with pytest.raises(UnstatedReasonError):
        reviewed(came, claim, "head", agrees=False)
    reviewed(came, claim, "head", **NO)
    assert PowerClaim.objects.get(pk=claim).state == "reviewed"
    with pytest.raises(SecondPersonError):
        reviewed(came, claim, "head", **NO)
    reviewed(came, claim, "doctor", **NO)
    assert PowerClaim.objects.get(pk=claim).state == "disputed"
    with pytest.raises(PowerOrderError):
        reviewed(came, claim, "adviser", **NO)
    said(came)
    assert verify(log_verifier()).is_equal


def test_what_the_board_named_since_is_agreed_to_by_nobody_and_goes_back_no_more(came, monkeypatch):
    first, second = came.codes
    named = set()
    monkeypatch.setattr(theirs, "identified_items", lambda code: [SimpleNamespace(is_annulled=False)] * (code in named))
    claim, other = said(came), reviewed(came, said(came, second))
    named.update((first, second))
    with pytest.raises(OpenGuardError) as refused:
        reviewed(came, claim, "head")
    assert lacks(refused) == {"power_not_named_here"}
    reviewed(came, claim, "head", **NO)
    came.planned(origin_id=came.origin, is_theirs=True)
    with pytest.raises(NotReadyError):
        came.put(second)
    named.clear()
    came.put(second).take(E.LIST_EXCHANGED).take(E.AGREED).read_again()
    named.add(second)
    with pytest.raises(NotReadyError):
        came.take(E.ASSEMBLED)
    assert PowerClaim.objects.get(pk=other).state == "reviewed"


def test_it_goes_back_in_its_coffin_and_a_thing_of_ours_in_it_keeps_that_here(came):
    first, second = came.codes
    came.packed("K-7", first, second)
    reviewed(came, said(came))
    came.planned(origin_id=came.origin, is_theirs=True)
    with pytest.raises(NotReadyError):
        came.boxed("K-7")
    reviewed(came, said(came, second))
    came.boxed("K-7")
    came.dispatched_boxes()
    came.handed_over().they_counted(2)
    assert came.compared() == {}


def test_ours_that_they_found_come_as_a_batch_of_theirs_with_their_word_and_a_bad_row_kept(came):
    sent = came.items(3).planned().put().dispatched().handed_over().batch
    came.planned(BatchWay.RECEIVED, origin_id=sent, is_theirs=True)
    came.brought(BatchRow(label="M-1", says="of ours, they say"), BatchRow(label="M-1"), BatchRow(says="no label"))
    assert came.result == (1, 2)
    assert [one.says for one in batch(came.by("registrar"), came.batch).lines] == ["of ours, they say"]


def test_what_is_taken_off_a_batch_with_its_coffin_waits_again_where_it_goes_back_and_ours_waits_for_nothing(came):
    first, second = came.codes
    came.packed("K-7", first)
    reviewed(came, said(came))
    came.planned(origin_id=came.origin, is_theirs=True).boxed("K-7")
    out = take_out_container(came.by("registrar"), box_id=came.boxes[0], reason="read again")
    took = act_at(out)
    assert [one.word for one in happenings_of(took)] == ["returns.container_taken_out:going_back"]
    came.planned().put(second)
    out = take_out(came.by("registrar"), line_id=came.lines()[0].pk, reason="it stays")
    assert act_at(out).act.going_back == ()
    for kind in ("line", "container"):
        new, function = _upcasters[f"returns.{kind}_taken_out.1"]
        assert (new, function({})) == (f"returns.{kind}_taken_out.2", {"going_back": ()})


def test_a_batch_of_the_first_version_takes_anything():
    new, function = _upcasters["returns.batch_planned.1"]
    assert (new, function({})) == ("returns.batch_planned.2", {"is_theirs": False})
