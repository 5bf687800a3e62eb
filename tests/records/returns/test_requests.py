"""A request to a neutral intermediary: what it must say, what becomes of it, and whose duty it stays."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.errors import OpenGuardError, UnstatedParticularsError
from repatria.core.law.return_request import AskedFor, RequestEvent, RequestOrderError, RequestState
from repatria.doors.jobs.clocks import keep_clocks
from repatria.records.access.errors import RoleForbidsError
from repatria.records.clocks.selectors import owed_clocks
from repatria.records.returns.models import ReturnRequest
from repatria.records.returns.selectors.requests import return_request, return_requests
from repatria.records.returns.services.requests import move_request

pytestmark = pytest.mark.django_db
E = RequestEvent


def lacks(refused):
    return {what for what, _ in refused.value.params["guards"]}


def move(house, event, name="adviser", **given):
    return move_request(
        house.by(name), request_id=house.request, event=event, happened_at=house.clock(), **given
    )  # fmt: skip


def test_refuses_a_request_that_does_not_say_whom_for_what_when_and_until_when(house):
    with pytest.raises(UnstatedParticularsError) as refused:
        house.asked(body="", what=" ", when="", asked_for=())
    assert {"request_body", "request_what", "request_when", "request_asked_for"} == lacks(refused)
    with pytest.raises(OpenGuardError) as refused:
        house.asked(answer_by=house.clock().date() - timedelta(days=1))
    assert {"request_answer_ahead"} == lacks(refused)
    with pytest.raises(RoleForbidsError):
        house.asked("registrar")


def test_asks_for_a_witness_an_inbox_or_a_channel_and_never_for_carriage_storage_or_identification():
    assert {"witness", "inbox", "channel"} == {one.value for one in AskedFor}


def test_refuses_silence_before_the_day_a_part_that_is_the_whole_and_what_was_not_asked(house):
    house.asked()
    with pytest.raises(OpenGuardError) as refused:
        move(house, E.UNANSWERED)
    assert {"answer_day_passed"} == lacks(refused)
    said = {"by": "their head of delegation", "reference": "letter 4"}
    with pytest.raises(OpenGuardError) as refused:
        move(house, E.GRANTED_IN_PART, granted=(AskedFor.INBOX,), **said)
    assert {"granted_was_asked", "granted_which_part"} == lacks(refused)
    with pytest.raises(UnstatedParticularsError) as refused:
        move(house, E.REFUSED)
    assert {"answer_by_whom", "answer_reference"} == lacks(refused)
    with pytest.raises(RequestOrderError):
        move(house, E.OWN_DUTY, by="the ministry", said="our own transport")
    assert ReturnRequest.objects.get().state == RequestState.ASKED.value


def test_an_answer_in_part_falls_back_on_the_own_duty_and_a_clock_runs_until_it_is_said(house):
    house.asked()
    keep_clocks(house.outside)
    assert [one.rule.value for one in owed_clocks(house.by("adviser"))] == ["return_answer"]
    move(house, E.GRANTED_IN_PART, granted=(AskedFor.CHANNEL,), by="their delegate", reference="letter 4")
    keep_clocks(house.outside)
    assert [one.rule.value for one in owed_clocks(house.by("head"))] == ["return_own_duty"]
    with pytest.raises(UnstatedParticularsError) as refused:
        move(house, E.OWN_DUTY, "head")
    assert {"duty_by_whom", "duty_what"} == lacks(refused)
    move(house, E.OWN_DUTY, "head", by="the ministry", said="own vehicles, a neutral society as witness")
    keep_clocks(house.outside)
    assert not owed_clocks(house.by("head"))
    view = return_request(house.by("head"), house.request)
    assert view.line.state is RequestState.OWN_DUTY
    assert view.line.granted == (AskedFor.CHANNEL,)
    assert [one.event for one in view.steps] == ["granted_in_part", "own_duty"]
    move(house, E.GRANTED, by="their delegate", reference="letter 9")
    (line,) = return_requests(house.by("auditor"))
    assert line.state is RequestState.GRANTED
    assert line.granted == line.asked_for
