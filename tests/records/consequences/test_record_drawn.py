"""Recording that what was set aside was drawn after all."""

from __future__ import annotations

import pytest

from repatria.records.access.errors import RoleForbidsError
from repatria.records.consequences.errors import SettledAlreadyError, UnknownMatterError
from repatria.records.consequences.selectors import open_count, set_aside_by
from repatria.records.consequences.services import record_drawn
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify

pytestmark = pytest.mark.django_db


def test_refuses_whoever_is_no_service_of_the_house(staff, aside):
    with pytest.raises(RoleForbidsError):
        record_drawn(staff.acting("head"), **aside, drawn_index=9)

    assert 1 == open_count()


@pytest.mark.parametrize("other", [{"matter": "8"}, {"consumer": "notices_power"}])
def test_refuses_what_nobody_set_aside(clerkwork, aside, other):
    with pytest.raises(UnknownMatterError):
        record_drawn(clerkwork, **{**aside, **other}, drawn_index=9)


def test_refuses_a_second_end(clerkwork, aside):
    record_drawn(clerkwork, **aside, drawn_index=9)

    with pytest.raises(SettledAlreadyError):
        record_drawn(clerkwork, **aside, drawn_index=10)


@pytest.mark.parametrize("index", [9, None])
def test_what_was_drawn_is_open_no_longer_and_was_set_aside_for_ever(clerkwork, aside, index):
    record_drawn(clerkwork, **aside, drawn_index=index)

    assert 0 == open_count()
    assert {"7"} == set_aside_by("notices_agency", ["7"])
    assert verify(log_verifier()).is_equal
