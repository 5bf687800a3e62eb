"""Weights that the reviewers' judgements teach: what is refused, what is counted, and how it is taken back."""

from __future__ import annotations

import pytest

from repatria.core.law.judgement import JudgementKind
from repatria.core.linkage.comparison import learned_weights, m_from_links
from repatria.core.vocabulary.errors import InputError
from repatria.records.access.errors import ApprovalsMissingError, RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import entries_since, tree_size
from repatria.records.ledger.verify import rebuild, verify
from repatria.records.matching import weighing
from repatria.records.matching.acts import WeightLine
from repatria.records.matching.errors import (
    StaleWeightsError,
    TooLittleEvidenceError,
    UnknownWeightsError,
    WeightsInForceError,
)
from repatria.records.matching.models import CandidatePair, WeightsVersion
from repatria.records.matching.selectors import level_changes, weights_versions
from repatria.records.matching.services import adopt_weights, withdraw_weights
from repatria.records.matching.weighing import LEAST_LINKS, adopted_act, current_weights, evidence, version_in_force
from tests.house import list_one
from tests.records.matching.judged import LINES, Judged, arguments

pytestmark = pytest.mark.django_db

FEW = 4


@pytest.fixture
def house(clock, randomness, monkeypatch):
    # The true minimum has a test of its own; elsewhere it would only cost a second of judging in each.
    monkeypatch.setattr(weighing, "LEAST_LINKS", FEW)
    return Judged(clock, randomness)


def test_refuses_to_learn_from_fewer_links_than_are_asked_for(clock, randomness):
    bureau = Judged(clock, randomness).links(LEAST_LINKS - 1)

    with pytest.raises(TooLittleEvidenceError):
        bureau.offered()

    assert LEAST_LINKS == bureau.links(1).offered().evidence.links


def test_refuses_weights_that_nobody_else_approved(house):
    offered = house.links(FEW).offered()

    with pytest.raises(ApprovalsMissingError):
        adopt_weights(house.by("head"), **arguments(offered))
    house.approve(offered, "head")
    with pytest.raises(ApprovalsMissingError):
        adopt_weights(house.by("head"), **arguments(offered))

    assert 0 == version_in_force()
    assert 1 == adopt_weights(house.by("head-2"), **arguments(offered))


@pytest.mark.parametrize("name", ["reviewer-1", "caseworker-1", "auditor"])
def test_refuses_weights_by_a_role_that_may_not_adopt_them(house, name):
    offered = house.links(FEW).offered()
    house.approve(offered)

    with pytest.raises(RoleForbidsError):
        adopt_weights(house.by(name), **arguments(offered))


@pytest.mark.parametrize("name", ["reviewer-1", "caseworker-1"])
def test_refuses_the_approval_of_those_whose_judgements_teach(house, name):
    with pytest.raises(RoleForbidsError):
        house.approve(house.links(FEW).offered(), name)


def test_refuses_weights_without_a_reason(house):
    offered = house.links(FEW).offered()

    with pytest.raises(InputError) as refused:
        adopt_weights(house.by("head"), **arguments(offered) | {"reason": "  "})

    assert (("reason", "missing"),) == refused.value.faults


def test_refuses_weights_whose_reason_was_exchanged_after_the_approval(house):
    offered = house.links(FEW).offered()
    house.approve(offered)

    with pytest.raises(ApprovalsMissingError):
        adopt_weights(house.by("head"), **arguments(offered) | {"reason": "another"})


def test_refuses_weights_when_many_more_links_were_confirmed_since(house):
    offered = house.links(FEW).offered()
    house.approve(offered)
    house.links(1)

    with pytest.raises(StaleWeightsError):
        adopt_weights(house.by("head"), **arguments(offered))


def test_weights_stay_what_was_approved_when_a_link_came_meanwhile(house):
    offered = house.links(11).offered()
    house.approve(offered)
    house.links(1)

    adopt_weights(house.by("head"), **arguments(offered))

    assert 11 == adopted_act(1).links
    assert offered.levels == adopted_act(1).levels


def test_refuses_weights_when_others_were_adopted_since(house):
    first, second = house.links(FEW).offered(), house.offered(reason="another")
    house.approve(second)
    house.adopt(first)

    with pytest.raises(StaleWeightsError):
        adopt_weights(house.by("head"), **arguments(second))


def test_an_approval_is_rested_on_once(house):
    offered = house.links(FEW).offered()
    house.adopt(offered)
    withdraw_weights(house.by("head"), version=1, reason="seen too early")

    with pytest.raises(ApprovalsMissingError):
        adopt_weights(house.by("head"), **arguments(offered))


def test_refuses_an_act_that_the_log_does_not_hold(house):
    offered = house.links(FEW).offered()

    with pytest.raises(InputError):
        adopt_weights(house.by("head"), **arguments(offered) | {"evidence_index": tree_size()})


def test_refuses_a_version_that_never_was(house):
    with pytest.raises(UnknownWeightsError):
        house.offered(again_of=7)


def test_refuses_the_version_that_is_in_force(house):
    with pytest.raises(WeightsInForceError):
        house.offered(again_of=0)


@pytest.mark.parametrize("version", [0, 2])
def test_refuses_to_withdraw_what_is_not_in_force(house, version):
    house.links(FEW).adopt()

    with pytest.raises(WeightsInForceError):
        withdraw_weights(house.by("head"), version=version, reason="doubt")


def test_refuses_to_withdraw_without_a_reason_or_the_role(house):
    house.links(FEW).adopt()

    with pytest.raises(InputError):
        withdraw_weights(house.by("head"), version=1, reason="")
    with pytest.raises(RoleForbidsError):
        withdraw_weights(house.by("auditor"), version=1, reason="doubt")
    assert 1 == version_in_force()


def test_confirmed_links_teach_and_refused_pairs_are_only_told(house):
    house.links(FEW)
    house.judged(JudgementKind.NEGATIVE, (WeightLine(field="surname", level="surname_other", millibits=-3000),))
    house.judged(JudgementKind.UNSURE)

    seen = evidence()

    assert (FEW, 1, 0) == (seen.links, seen.refused, seen.left_out)
    assert {"surname_near": FEW, "given_group": FEW, "birth_year_same": FEW} == dict(seen.among_links)
    assert {"surname_other": 1} == dict(seen.among_refused)
    assert m_from_links(learned_weights().m, seen.among_links)["surname_near"] > learned_weights().m["surname_near"]


def test_links_that_contradict_each_other_teach_nothing(house):
    enquiry = house.judged(JudgementKind.POSITIVE)
    house.person = list_one(house.outside.house(Role.CLERKWORK), 2)
    house.judged(JudgementKind.POSITIVE, enquiry=enquiry)
    house.links(1)

    assert (1, 2) == (evidence().links, evidence().left_out)


def test_what_was_concluded_later_is_not_counted(house):
    house.links(2)
    reached = evidence().evidence_index
    house.links(3)

    assert 2 == evidence(reached).links
    assert 5 == evidence().links


def test_adopted_weights_are_in_force_and_everything_about_them_is_told(house):
    offered = house.links(FEW).offered()
    house.adopt(offered)

    now, (told,) = current_weights(), weights_versions(house.by("auditor"))

    assert 1 == now.version
    assert pytest.approx(m_from_links(learned_weights().m, offered.evidence.among_links), abs=1e-6) == now.weights.m
    assert now.weights.background == learned_weights().background
    assert (1, 0, None, FEW, 0) == (told.version, told.based_on, told.again_of, told.links, told.refused)
    assert (house.by("head").account_id, (house.by("auditor").account_id,)) == (told.adopted_by, told.approved_by)
    assert ("learned from our links", True, "") == (told.reason, told.is_in_force, told.withdrawn_by)
    rows = {one.level: one for one in level_changes(0, offered.levels)}
    assert FEW == rows["surname_near"].among_links
    assert rows["surname_near"].shift_bits > 0 > rows["surname_same"].shift_bits


def test_an_earlier_version_comes_back_by_two_persons_or_by_withdrawal(house):
    house.links(FEW).adopt()
    house.links(FEW, (*LINES[1:], WeightLine(field="surname", level="surname_same", millibits=9000)))
    house.adopt(house.offered(reason="more links"))
    assert 2 == version_in_force()

    assert 3 == house.adopt(house.offered(again_of=1, reason="the second was too eager"))
    assert current_weights().weights.m == weighing.weights_of(1).m
    assert 2 == withdraw_weights(house.by("head"), version=3, reason="the second was right")
    assert 2 == version_in_force()
    assert 1 == withdraw_weights(house.by("head"), version=2, reason="no")
    assert 0 == withdraw_weights(house.by("head"), version=1, reason="no")
    assert learned_weights() == current_weights().weights
    assert 4 == house.adopt(house.offered(reason="again from the beginning"))


def test_the_store_verifies_and_a_weight_changed_by_hand_is_named(house):
    house.links(FEW).adopt()
    house.adopt(house.offered(again_of=0, reason="back"))
    withdraw_weights(house.by("head"), version=2, reason="forth")
    rebuild()

    assert verify(log_verifier()).is_equal
    WeightsVersion.objects.filter(version=1).update(links=400)

    first = verify(log_verifier()).first
    assert ("matching_weightsversion", "W-1", "links") == (first.table, first.row, first.column)


def test_a_pair_says_by_which_weights_and_which_words_it_was_weighed(house):
    house.links(1)

    row = CandidatePair.objects.get()
    given = entries_since(0, kinds=["matching.candidates_proposed"])[0]

    assert ("matching.candidates_proposed.4", 0, 0) == (given.kind, given.act.weights_version, row.weights_version)
    assert '"words_read":[1]' in row.waterfall
    assert row.waterfall.count("words_read") == 2
