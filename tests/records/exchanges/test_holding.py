"""Kept back: by two persons, on what the house has on record alone, looked at every thirty days; and who waits."""

from __future__ import annotations

import pytest

from repatria.core.law.contact import ContactAnswer
from repatria.core.law.custody_facts import HisPaper
from repatria.core.law.errors import OpenGuardError, UnstatedParticularsError, UnstatedReasonError
from repatria.core.law.exchange_holding import HoldGround
from repatria.core.law.exchange_list import LineEvent as E
from repatria.doors.jobs.clocks import keep_clocks
from repatria.records.access.errors import ApprovalsMissingError, RoleForbidsError
from repatria.records.clocks.selectors import owed_clocks
from repatria.records.exchanges.errors import GroundGoneError, StandingHoldError, UnknownHoldError, UnsaidError
from repatria.records.exchanges.selectors.waiting import (
    count_waiting,
    held_back,
    hold,
    holds_without_ground,
    lists_of_person,
    waiting,
)
from repatria.records.exchanges.services.holding import end_hold, review_hold
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(talks):
    talks.man("0501", "Гончар")
    return talks


@pytest.mark.parametrize(
    ("ground", "guard", "provision"),
    [
        (HoldGround.PROCEEDINGS, "proceedings_on_record", "GC III 115"),
        (HoldGround.UNFIT, "unfit_on_record", "GC III 109"),
        (HoldGround.HIS_DECISION, "his_no_on_record", "GC III 109"),
    ],
)  # fmt: skip
def test_refuses_to_keep_back_on_what_is_not_on_record(held, ground, guard, provision):
    with pytest.raises(OpenGuardError) as refused:
        held.hold("0501", ground)
    assert ((guard, provision),) == refused.value.params["guards"]


def test_refuses_without_authority_paper_or_second_person_and_whoever_may_not(held):
    held.court("0501")
    with pytest.raises(UnstatedReasonError):
        held.hold("0501", authority=" ")
    with pytest.raises(UnstatedParticularsError):
        held.hold("0501", reference=" ", second="")
    held.passes(20)  # the approvals of before have lapsed
    with pytest.raises(ApprovalsMissingError):
        held.hold("0501", second="")
    with pytest.raises(ApprovalsMissingError):
        held.hold("0501", second="adviser")
    held.approve_hold("0501")
    for other in ({"authority": "the police"}, {"reference": "decision 10"}):  # than the second person approved
        with pytest.raises(ApprovalsMissingError):
            held.hold("0501", second="", **other)
    for name in ("registrar", "camp", "doctor"):
        with pytest.raises(RoleForbidsError):
            held.hold("0501", second="", name=name)


def test_it_is_looked_at_every_thirty_days_and_not_prolonged_once_its_ground_is_gone(held):
    held.court("0501")
    hold_id = held.hold("0501")
    with pytest.raises(StandingHoldError):
        held.hold("0501")
    (view,) = held_back(held.by("head"))
    assert ("GC III 115", True, 30) == (view.provision, view.is_on_record, (view.review_due - view.since).days)
    held.passes(29)
    keep_clocks(held.outside)
    assert ["hold_review"] == [one.rule.value for one in owed_clocks(held.by("adviser")) if one.subject == hold_id]
    review_hold(held.by("adviser"), hold_id=hold_id)
    keep_clocks(held.outside)
    assert [] == [one for one in owed_clocks(held.by("adviser")) if one.subject == hold_id]
    assert () == holds_without_ground(held.clock())
    held.court("0501", HisPaper.PROCEEDINGS_ENDED)
    assert ((hold_id, "GC III 115"),) == holds_without_ground(held.clock())
    with pytest.raises(GroundGoneError):
        review_hold(held.by("adviser"), hold_id=hold_id)
    with pytest.raises(UnsaidError):
        end_hold(held.by("adviser"), hold_id=hold_id, reason=" ")
    end_hold(held.by("adviser"), hold_id=hold_id, reason="the court let him go")
    with pytest.raises(UnknownHoldError):
        review_hold(held.by("adviser"), hold_id=hold_id)
    assert () == held_back(held.by("head")) and hold(held.by("head"), hold_id) is None
    assert verify(log_verifier()).is_equal


def test_a_no_of_his_and_a_doctors_word_keep_him_back_while_they_stand(held):
    held.answers("0501", ContactAnswer.NO).examined("0501", False)
    one, two = held.hold("0501", HoldGround.HIS_DECISION), held.hold("0501", HoldGround.UNFIT)
    held.passes(1).answers("0501").examined("0501", True)
    for hold_id in (one, two):
        with pytest.raises(GroundGoneError):
            review_hold(held.by("head"), hold_id=hold_id)


def test_who_stood_on_no_list_for_long_is_listed_with_what_stands_in_the_way(held):
    held.agreed().opened()
    assert 0 == count_waiting(held.clock(), days=90)
    held.passes(91)
    held.man("0502", "Мельник")
    (one,) = waiting(held.by("registrar"))
    assert (held.men["0501"], 91, ["his_decision"]) == (one.who.person_id, one.days, [g.what for g in one.missing])
    (line_id,) = held.ours("0501")
    assert () == waiting(held.by("registrar"))
    held.take(line_id, E.WITHDRAWN, said="they asked for another")
    held.passes(90)
    waits = waiting(held.by("registrar"))
    assert {(held.men["0501"], 1), (held.men["0502"], 0)} == {(one.who.person_id, one.lines_before) for one in waits}
    assert ["withdrawn"] == [one.state for one in lists_of_person(held.men["0501"])]
    with pytest.raises(RoleForbidsError):
        waiting(held.by("caseworker-1"))
