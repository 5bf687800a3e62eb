"""Holding the digests of a round: numbers rise."""

from __future__ import annotations

from datetime import date

import pytest

from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.ledger.reading import tree_size
from repatria.records.notices.errors import RepeatedRoundError
from repatria.records.notices.selectors import last_round
from repatria.records.notices.services import record_round

pytestmark = pytest.mark.django_db
HELD = {"on": date(2026, 5, 24), "digest": "a" * 64, "code_digest": "b" * 64}


@pytest.mark.parametrize("name", ["head", "administrator-1", "caseworker-1"])
def test_refuses_everybody_but_the_courier(cast, name):
    with pytest.raises(RoleForbidsError):
        record_round(cast.by(name), number=1, **HELD)

    assert last_round() is None


@pytest.mark.parametrize("number", [7, 6, 0, -1])
def test_refuses_a_number_that_does_not_rise(cast, number):
    record_round(cast.house(Role.COURIER), number=7, **HELD)
    before = tree_size()

    with pytest.raises(RepeatedRoundError):
        record_round(cast.house(Role.COURIER), number=number, **HELD)

    assert (7, before) == (last_round().number, tree_size())


def test_a_gap_is_a_round_that_was_cut_off_between_the_stores(cast):
    for number in (1, 9, 10):
        record_round(cast.house(Role.COURIER), number=number, **HELD)

    assert (10, "a" * 64, "b" * 64) == (last_round().number, last_round().digest, last_round().code_digest)
