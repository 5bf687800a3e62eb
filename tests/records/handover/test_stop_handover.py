"""Stopping: he and she at any time and without a reason, an authority never without name, reason and provision."""

from __future__ import annotations

import pytest

from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.core.law.errors import HandoverOrderError, UnstatedReasonError
from repatria.core.law.handover import PATH, HandoverEvent, stoppable
from repatria.doors.jobs.consequences import draw_consequences
from repatria.records.access.errors import RoleForbidsError
from repatria.records.register.selectors import custody_of
from tests.records.handover.meeting import tried

pytestmark = pytest.mark.django_db
E = HandoverEvent
STOPS = (E.STOPPED_BY_PRISONER, E.STOPPED_BY_KIN)
WHY = {"authority": "camp command", "reason": "the road is closed", "provision": "GC III 23"}
ALL_STOPS = (*STOPS, E.STOPPED_BY_AUTHORITY, E.SUSPENDED, E.FAILED)


@pytest.mark.parametrize("event", [*STOPS, E.STOPPED_BY_AUTHORITY])
def test_refuses_whoever_does_not_stand_at_the_point(opened, event):
    for name in ("registrar", "interviewer", "doctor", "caseworker-1", "hotline"):
        with pytest.raises(RoleForbidsError):
            opened.step(name, event, **WHY)


@pytest.mark.parametrize("event", [E.STOPPED_BY_AUTHORITY, E.SUSPENDED])
def test_refuses_an_authority_that_names_not_itself_its_reason_and_the_provision(opened, event):
    for lacking in WHY:
        with pytest.raises(UnstatedReasonError) as refused:
            opened.take(event, **(WHY | {lacking: " "}))
        assert ((lacking, "practice rule 19"),) == refused.value.params["guards"]

    assert "proposed" == opened.state


def test_refuses_a_failure_without_a_reason(opened):
    with pytest.raises(UnstatedReasonError) as refused:
        opened.take(E.FAILED, reason=" ")

    assert (("reason", "house rule 6.6"),) == refused.value.params["guards"]


def test_he_and_she_stop_it_in_every_state_before_the_signatures_without_a_reason(opened):
    stopped = []
    for event, state in PATH[1:]:
        for stop in STOPS:
            with tried():
                opened.take(stop)
                assert (stop.value, "", "") == (opened.state, opened.act.authority, opened.act.reason)
            stopped.append(opened.state)
        if event is E.AUTHORISED:
            opened.found_fit().authorisers("head", "caseworker-2")
        if event is E.KIN_DEPARTED:
            opened.planned()
        if event is E.ASKED_AGAIN:
            opened.both_asked_alone()
        opened.take(event)
        if not stoppable(state):
            break

    assert "signed" == opened.state
    assert 2 * 10 == len(stopped)


def test_refuses_every_stop_after_the_signatures(opened):
    opened.before(E.SIGNED).take(E.SIGNED)

    for stop in (*STOPS, E.STOPPED_BY_AUTHORITY, E.SUSPENDED):
        with pytest.raises(HandoverOrderError):
            opened.take(stop, **WHY)


@pytest.mark.parametrize("stop", ALL_STOPS)
def test_refuses_to_go_on_with_what_was_stopped(opened, stop):
    opened.take(E.ACCEPTED).take(stop, **WHY)

    with pytest.raises(HandoverOrderError):
        opened.take(E.RISK_CLEARED)


def test_what_was_postponed_goes_on_where_it_stood_and_nowhere_else(opened):
    opened.take(E.ACCEPTED)
    with pytest.raises(HandoverOrderError):
        opened.take(E.RESUMED)
    opened.take(E.SUSPENDED, **WHY).take(E.RESUMED)
    assert "kin_accepted" == opened.state

    opened.take(E.RISK_CLEARED).take(E.SUSPENDED, **WHY).take(E.RESUMED)

    assert "risk_cleared" == opened.state


def test_he_and_she_stop_what_an_authority_postponed(opened):
    opened.take(E.SUSPENDED, **WHY)

    opened.take(E.STOPPED_BY_PRISONER)

    assert "stopped_by_prisoner" == opened.state


@pytest.mark.parametrize(
    ("stop", "state"), [(E.STOPPED_BY_PRISONER, "in_camp"), (E.STOPPED_BY_KIN, "release_pending"),
                        (E.STOPPED_BY_AUTHORITY, "release_pending"), (E.FAILED, "release_pending")]
)  # fmt: skip
def test_his_release_goes_on_without_whoever_did_not_come_and_he_alone_ends_it(opened, stop, state):
    opened.before(E.AUTHORISED).take(E.AUTHORISED)
    draw_consequences(opened.outside)

    opened.take(stop, **WHY)
    draw_consequences(opened.outside)

    assert state == custody_of(opened.person).custody_state


def test_another_may_be_opened_after_it_and_asks_for_all_again(opened):
    opened.take(E.STOPPED_BY_PRISONER).he_says(ContactAnswer.YES, about=ContactAbout.HANDOVER)

    assert "proposed" == opened.open().state
