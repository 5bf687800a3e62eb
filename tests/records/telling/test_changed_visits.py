"""A planned visit put right, put off or called off; from whom it is withheld, never; a part told as wished."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from repatria.core.law.errors import OpenGuardError, SecondPersonError, UnstatedReasonError
from repatria.core.law.remains import RemainsKind
from repatria.core.law.telling import DeathKnown, PartsWish, VisitChange, VisitEnd, VisitPurpose
from repatria.core.law.withholding import WithholdingGround
from repatria.core.vocabulary.errors import InputError
from repatria.doors.jobs.clocks import keep_clocks
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.access.services import record_approval
from repatria.records.clocks.models import Clock
from repatria.records.disclosure.withholding import say_withholding
from repatria.records.identification.services.hypotheses import agree_parts, propose_parts
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.telling.board import of_board
from repatria.records.telling.concluded import answers_identified
from repatria.records.telling.errors import UnknownVisitError, VisitStateError
from repatria.records.telling.models import ChangedVisit, Visit
from repatria.records.telling.selectors.cases import tellings, visit, visits_planned
from repatria.records.telling.selectors.standing import parts_untold
from repatria.records.telling.services.approving import PUT_OFF, put_off_reference
from repatria.records.telling.services.changing import call_off_visit, change_visit
from repatria.records.telling.services.ending import end_telling
from repatria.records.telling.services.opening import add_asker, open_telling, record_visitor, say_complete
from repatria.records.telling.services.visits import end_visit, plan_visit
from repatria.records.telling.services.wishes import open_wishes_round, record_wishes
from tests.records.identification.conftest import laboratory
from tests.records.identification.test_board import SON, bench, concluded, reviewed, sign
from tests.records.identification.test_board import opened as opened_of
from tests.records.telling.test_board import certified

__all__ = ["bench", "laboratory"]
pytestmark = pytest.mark.django_db


def changed(family, name="liaison", **more):
    given = {
        "visit_id": family.visit, "why": "one of the two is ill", "visitors": family.pair,
        "on": family.clock().date(), "meets_at": "at her sister's", "language": "uk",
    } | more  # fmt: skip
    return change_visit(family.by(name), **given)


def lacks(refused):
    return {what for what, _ in refused.value.params["guards"]}


def test_refuses_a_change_without_a_reason_of_whoever_does_not_visit_and_all_that_a_plan_is_refused(opened):
    opened.planned()
    today = opened.clock().date()
    for name in ("caseworker-1", "head", "delegate", "auditor"):
        with pytest.raises(RoleForbidsError):
            changed(opened, name)
        with pytest.raises(RoleForbidsError):
            call_off_visit(opened.by(name), visit_id=opened.visit, why="x")
    with pytest.raises(UnstatedReasonError):
        changed(opened, why=" ")
    with pytest.raises(InputError):
        call_off_visit(opened.by("liaison"), visit_id=opened.visit, why=" ")
    with pytest.raises(SecondPersonError):
        changed(opened, visitors=opened.pair[:1])
    with pytest.raises(InputError):
        changed(opened, on=today - timedelta(days=1))
    with pytest.raises(OpenGuardError) as refused:
        changed(opened, on=today + timedelta(days=31))
    assert {"put_off_too_far"} == lacks(refused)
    for service in (lambda: changed(opened, visit_id="TV-NONE"),
                    lambda: call_off_visit(opened.by("liaison"), visit_id="TV-NONE", why="x")):  # fmt: skip
        with pytest.raises(UnknownVisitError):
            service()
    opened.came_back()
    with pytest.raises(VisitStateError):
        changed(opened)
    with pytest.raises(VisitStateError):
        call_off_visit(opened.by("liaison"), visit_id=opened.visit, why="x")
    assert not ChangedVisit.objects.exists()


def test_what_we_put_off_moves_no_clock_and_the_page_says_what_it_was_and_why(opened):
    opened.planned()
    keep_clocks(opened.outside)
    due = Clock.objects.get(ending="", rule="death_visit", subject=opened.of["mother"]).due_at
    later = opened.clock().date() + timedelta(days=3)
    assert VisitChange.PUT_RIGHT is changed(opened, meets_at="at the parish house")
    assert VisitChange.PUT_OFF is changed(opened, on=later, meets_at="at the parish house", language="ru")
    keep_clocks(opened.outside)
    assert due == Clock.objects.get(ending="", rule="death_visit", subject=opened.of["mother"]).due_at
    seen = visit(opened.by("liaison"), opened.visit)
    assert (later.isoformat(), "at the parish house", "ru") == (seen.line.on, seen.meets_at, seen.language)
    assert [("put_right", "one of the two is ill"), ("put_off", "one of the two is ill")] == [
        (one.what, one.said) for one in seen.notes
    ]
    with pytest.raises(InputError):
        opened.came_back()  # before its day
    opened.clock.at += timedelta(days=3)
    opened.came_back()
    assert verify(log_verifier()).is_equal


def agreed(family, on, name="liaison-2"):
    reference = put_off_reference(family.case, family.of["mother"], on.isoformat())
    record_approval(family.by(name), action=PUT_OFF, object_reference=reference)


def test_she_waits_thirty_days_from_the_first_day_planned_and_longer_only_by_two(opened):
    opened.planned()
    first = opened.clock().date()
    changed(opened, on=first + timedelta(days=20))
    changed(opened, on=first + timedelta(days=30))
    far = first + timedelta(days=31)
    with pytest.raises(OpenGuardError) as refused:  # each time by a little
        changed(opened, on=far)
    assert {"put_off_too_far"} == lacks(refused)
    call_off_visit(opened.by("liaison"), visit_id=opened.visit, why="the road is closed")
    opened.clock.forward(days=5)
    with pytest.raises(OpenGuardError) as refused:  # planned anew is no other way
        opened.planned(on=far)
    assert {"put_off_too_far"} == lacks(refused)
    agreed(opened, far, "liaison")
    with pytest.raises(OpenGuardError):  # one's own word is no second
        opened.planned(on=far)
    with pytest.raises(RoleForbidsError):
        agreed(opened, far, "caseworker-1")
    agreed(opened, far)
    opened.planned(on=far)
    with pytest.raises(OpenGuardError):  # of this day alone
        changed(opened, on=far + timedelta(days=1))
    agreed(opened, first + timedelta(days=36))
    with pytest.raises(OpenGuardError):  # two put it off by thirty days from today
        changed(opened, on=first + timedelta(days=36))
    agreed(opened, first + timedelta(days=35))
    changed(opened, on=first + timedelta(days=35))
    assert verify(log_verifier()).is_equal


def test_a_plan_of_a_case_that_ended_is_called_off_and_stands_in_no_way_of_the_correction(opened):
    opened.told()
    opened.planned("sister")
    opened.annulled()
    end_telling(opened.by("head"), telling_id=opened.case, why="labels were mixed up")
    with pytest.raises(OpenGuardError) as refused:
        opened.came_back()
    assert "board_concluded" in lacks(refused)
    with pytest.raises(OpenGuardError):
        changed(opened)
    call_off_visit(opened.by("liaison"), visit_id=opened.visit, why="the name was taken back")
    assert () == visits_planned(opened.by("liaison"))
    assert "called_off" == Visit.objects.get(pk=opened.visit).ended
    opened.planned("mother", purpose=VisitPurpose.CORRECTION)
    opened.came_back(VisitEnd.TOLD)


def test_from_whom_it_is_withheld_no_visit_is_owed_whenever_she_came_or_what_she_wished(family):
    family.asks("mother").asks("sister", received_on=family.clock().date() - timedelta(days=300))
    number = open_wishes_round(family.by("head"))
    record_wishes(
        family.by("liaison"), enquiry_id=family.of["sister"], parts=PartsWish.END, heard_on=family.clock().date(),
        heard_by="a liaison", round_id=number,
    )  # fmt: skip
    family.concluded().trained().opened()
    family.asks("daughter")
    family.found[-1] = type(family.found[-1])(
        **{name: getattr(family.found[-1], name) for name in ("act_index", "person_id", "items", "methods")},
        is_certified=True, enquiries=tuple(family.of.values()),
    )  # fmt: skip
    for relation in ("sister", "daughter"):
        say_withholding(
            family.by("caseworker-1"), enquiry_id=family.of[relation], ground=WithholdingGround.DANGER,
            reason="she is followed", until=family.clock().date() + timedelta(days=20),
        )  # fmt: skip
    add_asker(family.by("caseworker-1"), telling_id=family.case, enquiry_id=family.of["daughter"])
    say_complete(family.by("head"), telling_id=family.case, why="all was found")
    keep_clocks(family.outside)
    owed = set(Clock.objects.filter(ending="", rule="death_visit").values_list("subject", flat=True))
    assert owed == {family.of["mother"]}
    for relation in ("sister", "daughter"):
        with pytest.raises(OpenGuardError) as refused:
            family.planned(relation)
        assert "not_withheld" in lacks(refused)


def test_lists_of_cases_and_visits_have_pages(opened, monkeypatch):
    opened.planned()
    monkeypatch.setattr("repatria.records.telling.selectors.cases.PAGE", 1)
    by = opened.by("liaison")
    first = tellings(by)
    assert (1, False) == (len(first), first.has_more) and () == tellings(by, skip=1)
    assert (1, False) == (len(visits_planned(by)), visits_planned(by, at_most=1).has_more)


def test_of_a_further_part_she_is_told_who_wished_it_or_was_not_asked_and_it_is_owed_until_it_is_planned(bench):
    answers_identified(of_board)
    first, _ = concluded(bench)
    certified(bench, bench.mother)
    bench.staff.hire("liaison", Role.FAMILY_LIAISON)
    today = bench.clock().date()
    case = open_telling(
        bench.by("caseworker-1"), known=DeathKnown.PROVEN, enquiry_id=bench.mother, certificate="C 1",
        visit_by=today + timedelta(days=5),
    )  # fmt: skip
    pair = [
        record_visitor(
            bench.by("head"), name=name, office="liaison", trained_on=today, trained_by="a course", languages="uk"
        )
        for name in ("Bondar", "Koval")
    ]  # fmt: skip

    def planned(**more):
        return plan_visit(
            bench.by("liaison"), telling_id=case, enquiry_id=bench.mother, visitors=pair, on=today, meets_at="there",
            language="uk", **more,
        )  # fmt: skip

    end_visit(bench.by("liaison"), visit_id=planned(), end=VisitEnd.TOLD, happened_at=bench.clock(), told="he died")
    assert () == parts_untold(bench.by("liaison"))
    second, code = bench.dead(2, RemainsKind.PART)
    bench.read(code, SON, sex="M")
    bench.compared()
    further = opened_of(bench, second)
    link = propose_parts(bench.by("laboratory"), first_code=first, second_code=second, reason="one joint")
    agree_parts(bench.by("expert-1"), parts_id=link)
    reviewed(bench, further)
    for name in ("expert-1", "expert-4"):
        sign(bench, name, further)
    (owed,) = parts_untold(bench.by("liaison"))
    assert (case, bench.mother, False) == (owed.telling_id, owed.enquiry_id, owed.is_wished), "nobody asked her"
    with pytest.raises(RoleForbidsError):
        parts_untold(bench.by("registrar"))
    record_wishes(
        bench.by("liaison"), enquiry_id=bench.mother, parts=PartsWish.FIRST, heard_on=today, heard_by="a liaison"
    )
    assert () == parts_untold(bench.by("liaison")), "she wished to hear of no further part"
    record_wishes(
        bench.by("liaison"), enquiry_id=bench.mother, parts=PartsWish.EACH, heard_on=today, heard_by="a liaison"
    )
    assert (replace(owed, is_wished=True),) == parts_untold(bench.by("liaison"))
    of_part = planned(purpose=VisitPurpose.PART, part_index=owed.part_index)
    assert () == parts_untold(bench.by("liaison"))
    call_off_visit(bench.by("liaison"), visit_id=of_part, why="one of the two is ill")
    assert (replace(owed, is_wished=True),) == parts_untold(bench.by("liaison"))
    say_withholding(
        bench.by("caseworker-1"), enquiry_id=bench.mother, ground=WithholdingGround.DANGER, reason="she is followed",
        until=today + timedelta(days=20),
    )  # fmt: skip
    assert () == parts_untold(bench.by("liaison"))
