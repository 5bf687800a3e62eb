"""Switching off: nothing more is opened or authorised under it."""

from __future__ import annotations

import pytest

from repatria.core.law.errors import OpenGuardError
from repatria.core.law.handover import HandoverEvent
from repatria.records.access.errors import RoleForbidsError
from repatria.records.handover.errors import UnknownHandoverError
from repatria.records.handover.selectors import switches
from repatria.records.handover.services import switch_off

pytestmark = pytest.mark.django_db


def off(meeting, name="head", switch_id=None):
    switch_off(meeting.by(name), switch_id=switch_id or meeting.switch, reason="the truce ended")


@pytest.mark.parametrize("name", ["caseworker-1", "officer", "registrar", "doctor"])
def test_refuses_whoever_is_not_the_head(meeting, name):
    meeting.switched()

    with pytest.raises(RoleForbidsError):
        off(meeting, name)

    assert 1 == len(switches())


def test_refuses_what_is_not_on(meeting):
    meeting.switched()
    with pytest.raises(UnknownHandoverError):
        off(meeting, switch_id="S-00000-00000-0")
    off(meeting)

    with pytest.raises(UnknownHandoverError):
        off(meeting)


def test_nothing_is_opened_under_it_any_more(meeting):
    meeting.ready()
    off(meeting)

    with pytest.raises(OpenGuardError) as refused:
        meeting.open()

    assert (("switched_on", "practice rule 18"),) == refused.value.params["guards"]


def test_what_was_opened_before_is_not_authorised(opened):
    opened.before(HandoverEvent.AUTHORISED)
    off(opened)

    with pytest.raises(OpenGuardError) as refused:
        opened.take(HandoverEvent.AUTHORISED)

    assert (("switched_on", "practice rule 18"),) == refused.value.params["guards"]
    assert [False] == [one.is_on for one in switches(in_force_only=False)]
