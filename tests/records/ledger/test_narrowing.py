"""Acts of many kinds: the same as of all acts those of these kinds, and none that comes while they are asked for."""

from __future__ import annotations

import pytest

from repatria.records.access.role_table import Role
from repatria.records.ledger import narrowing, reading
from repatria.records.ledger.acts import known_kinds
from repatria.records.ledger.narrowing import kinds_that_came
from repatria.records.ledger.reading import entries_since, tree_size
from tests.records.staff import Staff

pytestmark = pytest.mark.django_db
EVERY_KIND = tuple(sorted({kind.rpartition(".")[0] for kind in known_kinds()}))


@pytest.fixture
def staff(clock, randomness):
    return Staff(clock, randomness).found()


@pytest.mark.parametrize("page", [3, 500])
def test_many_kinds_give_what_each_of_them_gives(staff, monkeypatch, page):
    monkeypatch.setattr(narrowing, "_PAGE", page)
    but_one = tuple(kind for kind in EVERY_KIND if kind != "access.account_opened")
    assert len(but_one) > 100
    for start in (0, 1, tree_size() // 2, tree_size() - 1, tree_size()):
        expected = [one for one in entries_since(start) if not one.kind.startswith("access.account_opened.")]
        assert expected == entries_since(start, kinds=but_one)
        assert expected[:2] == entries_since(start, kinds=but_one, at_most=2)


def test_what_comes_meanwhile_is_left_for_the_next_time_whatever_its_kind(staff, monkeypatch):
    def later(next_index, kinds):
        monkeypatch.undo()
        found = kinds_that_came(next_index, kinds)
        staff.hire("registrar-9", Role.REGISTRAR)
        return found

    start = tree_size() - 1
    before = entries_since(start)
    monkeypatch.setattr(reading, "kinds_that_came", later)

    assert before == entries_since(start, kinds=EVERY_KIND)
    assert tree_size() > start + 1


def test_nothing_is_asked_for_where_none_of_many_kinds_came(staff, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert [] == entries_since(10**6, kinds=EVERY_KIND)
