"""What a place gave, whom a doctor saw, who visited: what is late, and what ends it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.clocks import ClockRule
from repatria.core.law.custody import CustodyEvent
from repatria.core.law.errors import StatementError, UnstatedParticularsError
from repatria.core.law.welfare import CareKind, HealthGrade, WatchingBody
from repatria.core.vocabulary.written_times import NotYetError
from repatria.doors.jobs.clocks import keep_clocks
from repatria.records.access.errors import OutOfScopeError, RoleForbidsError
from repatria.records.clocks.selectors import owed_clocks
from repatria.records.welfare.errors import NobodyNamedError, NotThereError
from repatria.records.welfare.selectors import men_late, place_welfare, places_lacking
from repatria.records.welfare.services import record_care, record_health, record_inspection, record_visit
from tests.records.roll.stage import CAMP, OTHER

pytestmark = pytest.mark.django_db


def gave(camp, care, name="camp", **more):
    given = {"given_at": camp.clock(), "given_to": 2, "is_enough": True, "place": CAMP} | more
    return record_care(camp.by(name), care=care, **given)


def inspected(camp, *men, name="doctor", at=None):
    return record_inspection(camp.by(name), place=CAMP, inspected_at=at or camp.clock(), person_ids=men)


def healthy(camp, man, grade, at=None, name="doctor", words="fever"):
    return record_health(camp.by(name), person_id=man, grade=grade, seen_at=at or camp.clock(), words=words)


def visited(camp, name="delegate", **more):
    given = {"visited_at": camp.clock(), "body": WatchingBody.ICRC, "visited_by": "two", "is_alone": True} | more
    return record_visit(camp.by(name), place=CAMP, **given)


def late(camp, name="delegate", days=0, hours=0):
    camp.clock.forward(days=days, hours=hours)
    keep_clocks(camp.bound)
    return {(one.rule, one.subject) for one in owed_clocks(camp.by(name)) if one.is_late}


def test_refuses_another_places_entry_the_future_and_too_little_without_a_word(camp):
    with pytest.raises(OutOfScopeError):
        gave(camp, CareKind.FOOD, "other")
    with pytest.raises(RoleForbidsError):
        gave(camp, CareKind.FOOD, "doctor")
    with pytest.raises(NotYetError):
        gave(camp, CareKind.FOOD, given_at=camp.clock() + timedelta(hours=1))
    with pytest.raises(UnstatedParticularsError) as refused:
        gave(camp, CareKind.CLOTHING, is_enough=False)
    assert (("what_is_lacking", "GC III 27"),) == refused.value.params["guards"]


def test_refuses_an_inspection_of_nobody_of_one_twice_and_of_one_who_is_elsewhere(camp):
    man, away = camp.arrive(), camp.arrive(OTHER)

    with pytest.raises(RoleForbidsError):
        inspected(camp, man, name="camp")
    for men in ((), (man, man)):
        with pytest.raises(NobodyNamedError):
            inspected(camp, *men)
    with pytest.raises(NotThereError) as refused:
        inspected(camp, man, away)
    assert ((("person_ids", "not_there"),), (away,)) == (refused.value.faults, refused.value.params["absent"])


def test_refuses_a_visit_with_witnesses_that_does_not_say_why(camp):
    with pytest.raises(UnstatedParticularsError) as refused:
        visited(camp, is_alone=False, visited_by=" ")
    assert {"who_visited", "why_not_alone"} == {what for what, _ in refused.value.params["guards"]}


def test_who_comes_is_given_to_eat_within_a_day_and_an_entry_for_fewer_ends_nothing(camp):
    camp.arrive(), camp.arrive()
    assert (ClockRule.RECEPTION, CAMP) not in late(camp, hours=23)
    gave(camp, CareKind.RECEPTION, given_to=1)
    assert (ClockRule.RECEPTION, CAMP) in late(camp, hours=2)
    assert (ClockRule.RECEPTION, CAMP) in late(camp, "camp")
    assert (ClockRule.RECEPTION, CAMP) not in late(camp, "other")

    gave(camp, CareKind.RECEPTION)
    assert (ClockRule.RECEPTION, CAMP) not in late(camp)
    camp.arrive()
    assert (ClockRule.RECEPTION, CAMP) in late(camp, days=2)
    (first, _) = place_welfare(camp.by("camp"), CAMP).cares
    assert (2, 2, True) == (first.given_to, first.held, first.is_whole)


def test_food_is_entered_every_week_while_anybody_is_there_and_not_after(camp):
    man = camp.arrive()
    camp.clock.forward(days=6)
    gave(camp, CareKind.FOOD, given_to=1)
    assert (ClockRule.FOOD, CAMP) not in late(camp, days=6)
    assert (ClockRule.FOOD, CAMP) in late(camp, days=2)

    camp.happens(man, CustodyEvent.ESCAPED)
    gave(camp, CareKind.FOOD, given_to=0)
    assert (ClockRule.FOOD, CAMP) not in late(camp, days=30)


def test_whom_no_doctor_saw_for_a_month_stands_with_the_place_that_has_him_now(camp):
    seen, missed = camp.arrive(), camp.arrive()
    camp.clock.forward(days=20)
    inspected(camp, seen)
    assert (ClockRule.MEDICAL, missed) in late(camp, days=11)
    assert [missed] == [one.person_id for one in men_late(camp.by("camp"))]
    assert () == men_late(camp.by("other"))

    inspected(camp, missed)
    keep_clocks(camp.bound)
    assert () == men_late(camp.by("delegate"))


def test_an_inspection_that_is_entered_late_moves_nobody_back(camp):
    man = camp.arrive()
    camp.clock.forward(days=20)
    inspected(camp, man)
    inspected(camp, man, at=camp.clock() - timedelta(days=10))

    assert (ClockRule.MEDICAL, man) not in late(camp, "doctor", days=29)
    assert (ClockRule.MEDICAL, man) in late(camp, "doctor", days=2)


def test_the_seriously_ill_are_told_of_every_week_until_a_doctor_says_otherwise(camp):
    man = camp.arrive()
    with pytest.raises(RoleForbidsError):
        healthy(camp, man, HealthGrade.SERIOUS, name="camp")
    with pytest.raises(StatementError):
        healthy(camp, man, HealthGrade.SERIOUS, words="He said: we were beaten on the road")
    healthy(camp, man, HealthGrade.SERIOUS)
    assert (ClockRule.HEALTH_WEEK, man) not in late(camp, "doctor", days=6)
    healthy(camp, man, HealthGrade.SERIOUS)
    assert (ClockRule.HEALTH_WEEK, man) not in late(camp, "head", days=6)
    assert (ClockRule.HEALTH_WEEK, man) in late(camp, "head", days=2)

    healthy(camp, man, HealthGrade.NOT_SERIOUS)
    assert (ClockRule.HEALTH_WEEK, man) not in late(camp, "head", days=30)


def test_a_visit_at_which_nobody_was_talked_to_alone_ends_nothing(camp):
    camp.arrive()
    camp.clock.forward(days=80)
    visited(camp, is_alone=False, hindered="a guard sat by")
    assert (ClockRule.VISIT, CAMP) in late(camp, "auditor", days=12)
    visited(camp)
    assert (ClockRule.VISIT, CAMP) not in late(camp, "auditor")


def test_the_place_that_lacks_most_stands_first(camp):
    camp.arrive(), camp.arrive(OTHER)
    gave(camp, CareKind.RECEPTION, given_to=1)
    late(camp, days=2)

    lines = places_lacking(camp.by("head"))
    late_there = [(one.place, one.held, one.late) for one in lines]
    assert [(OTHER, 1, 1), ("UNIT-3", 0, 1), (CAMP, 1, 0)] == late_there, "who passed through a unit was fed there too"
    assert {ClockRule.RECEPTION, None} == {one.first_late for one in lines}
    assert [CAMP] == [one.place for one in places_lacking(camp.by("camp"))]
