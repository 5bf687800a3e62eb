"""An alarm: once for each clock that ran out, never for one that was satisfied, and never before all was read."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.doors.jobs.clocks import keep_clocks, raise_alarms
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.clocks.acts import AlarmRaised
from repatria.records.clocks.errors import ClockAtRestError, UnknownClockError, UnreadActsError
from repatria.records.clocks.models import Clock
from repatria.records.clocks.services import raise_alarm
from repatria.records.ledger.models import Entry
from repatria.records.ledger.reading import entries_since, tree_size

pytestmark = pytest.mark.django_db


def alarms():
    return [one.act for one in entries_since(0, kinds=[AlarmRaised.KIND])]


@pytest.fixture
def out(laid, clock):
    """A man who was to be back an hour ago; nobody gave alarm yet."""
    laid.signed_out(clock() + timedelta(hours=1))
    laid.read()
    clock.forward(hours=2)
    return Clock.objects.get().pk


def test_refuses_anybody_but_the_clerkwork_of_the_house(laid, out):
    with pytest.raises(RoleForbidsError):
        raise_alarm(laid.bound.house(Role.COURIER), clock_id=out)


def test_refuses_a_clock_that_nobody_started(laid):
    with pytest.raises(UnknownClockError):
        raise_alarm(laid.bound.house(Role.CLERKWORK), clock_id="signed_out:1:P-1")


def test_refuses_a_clock_that_is_not_late_to_the_very_instant(laid, clock, out):
    clock.forward(hours=-1)
    with pytest.raises(ClockAtRestError):
        raise_alarm(laid.bound.house(Role.CLERKWORK), clock_id=out)

    clock.forward(microseconds=1)
    raise_alarm(laid.bound.house(Role.CLERKWORK), clock_id=out)
    assert 1 == len(alarms())


def test_refuses_a_second_alarm(laid, out):
    raise_alarm(laid.bound.house(Role.CLERKWORK), clock_id=out)

    with pytest.raises(ClockAtRestError):
        raise_alarm(laid.bound.house(Role.CLERKWORK), clock_id=out)
    assert 1 == len(alarms())


def test_refuses_an_alarm_while_the_act_that_ends_the_clock_is_unread(laid, out):
    laid.returned()
    with pytest.raises(UnreadActsError):
        raise_alarm(laid.bound.house(Role.CLERKWORK), clock_id=out)
    assert 0 == raise_alarms(laid.bound)

    laid.read()
    with pytest.raises(ClockAtRestError):
        raise_alarm(laid.bound.house(Role.CLERKWORK), clock_id=out)
    assert [] == alarms()


def test_an_alarm_says_whom_it_reaches_by_which_provision_and_since_when(laid, clock, out):
    keep_clocks(laid.bound)

    (alarm,) = alarms()
    assert ("signed_out", "P-1", "practice rule 14") == (alarm.rule, alarm.subject, alarm.provision)
    assert (Role.DELEGATE, Role.AUDITOR) == alarm.escalates_to
    assert alarm.due_at < alarm.noticed_at == Clock.objects.get().alarmed_at


def test_a_clock_that_jumps_or_a_house_that_is_started_anew_gives_no_second_alarm(laid, clock, out):
    keep_clocks(laid.bound)
    size = tree_size()
    for days in (-9, 3, 4000, -4000, 40):
        clock.forward(days=days)
        keep_clocks(laid.bound)

    assert size == tree_size()
    laid.returned()
    laid.signed_out(clock() + timedelta(hours=1))
    clock.forward(hours=2)
    keep_clocks(laid.bound)
    assert 2 == len(alarms())
    assert 2 == Entry.objects.filter(cause__startswith="alarm:").count()


def test_a_return_that_was_annulled_gives_no_second_alarm_for_the_same_sign_out(laid, clock, out):
    keep_clocks(laid.bound)
    laid.returned()
    laid.annul("in_camp", "other_service")
    keep_clocks(laid.bound)

    assert [("signed_out", "P-1")] == laid.running()
    assert 1 == len(alarms())
