"""Completing and following up: after the signatures, with the paper in both hands, and nothing is stopped any more."""

from __future__ import annotations

import pytest

from repatria.core.law.errors import HandoverOrderError, OpenGuardError
from repatria.core.law.handover import HandoverEvent
from repatria.doors.jobs.consequences import draw_consequences
from repatria.records.access.errors import RoleForbidsError
from repatria.records.handover.releasing import release_of
from repatria.records.handover.selectors import handover
from repatria.records.register.selectors import custody_of
from tests.kept import built_once
from tests.records.handover.meeting import opened_one

pytestmark = pytest.mark.django_db
E = HandoverEvent


@pytest.fixture
@built_once
def signed(clock, randomness):
    """All three signed."""
    return opened_one(clock, randomness).before(E.COMPLETED)


@pytest.mark.parametrize("event", [E.COMPLETED, E.FOLLOWED_UP])
def test_refuses_whoever_is_not_the_hand_over_officer(signed, event):
    for name in ("caseworker-1", "head", "registrar", "interviewer"):
        with pytest.raises(RoleForbidsError):
            signed.take(event, name=name)


def test_refuses_to_complete_what_nobody_signed(opened):
    opened.before(E.SIGNED)

    with pytest.raises(HandoverOrderError):
        opened.take(E.COMPLETED)


def test_refuses_to_complete_without_the_paper_in_both_hands(signed):
    with pytest.raises(OpenGuardError) as refused:
        signed.take(E.COMPLETED, attested=())

    assert (("paper_handed_to_both", "GC III 122(8)"),) == refused.value.params["guards"]


def test_refuses_to_follow_up_what_was_not_completed(signed):
    with pytest.raises(HandoverOrderError):
        signed.take(E.FOLLOWED_UP)


def test_his_custody_ends_with_it_over_the_acts_of_this_hand_over(signed):
    signed.take(E.COMPLETED)
    consequence = release_of(signed.act)
    draw_consequences(signed.outside)

    assert ("released", "") == (custody_of(signed.person).custody_state, custody_of(signed.person).holder)
    assert 13 == len(consequence.acts)
    signed.take(E.FOLLOWED_UP)
    assert "followed_up" == handover(signed.by("officer"), signed.handover).state
