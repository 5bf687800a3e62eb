"""What a family is offered after it was told, and a promised coming back: asked, kept, put off with a reason alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.errors import OpenGuardError, UnstatedParticularsError, UnstatedReasonError
from repatria.core.law.telling_support import SupportAnswer, SupportKind, SupportOrderError
from repatria.core.vocabulary.errors import InputError
from repatria.doors.jobs.clocks import keep_clocks
from repatria.records.access.errors import RoleForbidsError
from repatria.records.clocks.models import Clock
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.telling.errors import VisitStateError
from repatria.records.telling.selectors.cases import visit
from repatria.records.telling.selectors.support import support_to_give
from repatria.records.telling.services.support import put_follow_up_off, record_support
from repatria.records.telling.services.visits import follow_up

pytestmark = pytest.mark.django_db
A = SupportAnswer


def offered(family, answer=A.ACCEPTED, name="liaison", kind=SupportKind.PSYCHOLOGIST, **changed):
    given = {"visit_id": family.visit, "kind": kind, "answer": answer, "on": family.clock().date(), "by": "Bondar"}
    return record_support(family.by(name), **given | changed)


def off(family, days, name="liaison", why="a road is shut"):
    return put_follow_up_off(
        family.by(name), visit_id=family.visit, next_on=family.clock().date() + timedelta(days=days), why=why
    )


def test_refuses_support_before_she_was_told_of_whoever_does_not_visit_out_of_order_and_without_a_hand(opened):
    opened.planned()
    with pytest.raises(VisitStateError):
        offered(opened)
    opened.came_back()
    for name in ("caseworker-1", "head", "auditor"):
        with pytest.raises(RoleForbidsError):
            offered(opened, name=name)
    with pytest.raises(SupportOrderError):
        offered(opened, A.GIVEN)
    with pytest.raises(UnstatedParticularsError):
        offered(opened, by=" ")
    for on in (opened.clock().date() + timedelta(days=1), opened.clock().date() - timedelta(days=9)):
        with pytest.raises(InputError):
            offered(opened, on=on)
    offered(opened)
    with pytest.raises(SupportOrderError):
        offered(opened)
    with pytest.raises(UnstatedReasonError):
        offered(opened, A.NOT_GIVEN)


def test_what_she_took_waits_until_it_is_given_and_a_no_may_become_a_yes(opened):
    opened.told()
    offered(opened, A.DECLINED)
    offered(opened, A.LATER, kind=SupportKind.MONEY)
    assert support_to_give(opened.by("liaison")) == ()
    offered(opened)
    (waiting,) = support_to_give(opened.by("liaison"))
    assert (waiting.visit_id, waiting.kind) == (opened.visit, "psychologist")
    offered(opened, A.GIVEN, note="a first hour")
    assert support_to_give(opened.by("liaison")) == ()
    told = [
        (one.support, one.answer) for one in visit(opened.by("liaison"), opened.visit).notes if one.what == "support"
    ]
    assert told == [
        ("psychologist", "declined"), ("money", "later"), ("psychologist", "accepted"), ("psychologist", "given"),
    ]  # fmt: skip
    assert verify(log_verifier()).is_equal


def test_a_promise_is_put_off_with_a_reason_by_thirty_days_in_all_and_its_clock_goes_with_it(opened):
    opened.planned()
    with pytest.raises(VisitStateError):
        off(opened, 9)
    opened.came_back()
    with pytest.raises(UnstatedReasonError):
        off(opened, 9, why=" ")
    with pytest.raises(OpenGuardError):
        off(opened, 0)
    off(opened, 30)
    with pytest.raises(OpenGuardError) as refused:
        off(opened, 38)
    assert [one for one, _ in refused.value.params["guards"]] == ["follow_up_too_far"]
    off(opened, 37)
    keep_clocks(opened.outside)
    (running,) = Clock.objects.filter(rule="death_follow_up", ending="")
    assert running.due_at[:10] == (opened.clock().date() + timedelta(days=37)).isoformat()
    noted = [one.on for one in visit(opened.by("liaison"), opened.visit).notes if one.what == "follow_off"]
    assert len(noted) == 2
    follow_up(opened.by("liaison"), visit_id=opened.visit, happened_at=opened.clock(), by="Bondar", found="she sleeps")
    with pytest.raises(VisitStateError):
        off(opened, 9)
