"""Rows by what they hold: the same as the ORM gives, of every table that a projector writes."""

from __future__ import annotations

import pytest

from repatria.records.ledger.operations import projected_models
from repatria.records.ledger.rows import SOMETHING, how_many, is_there, row_numbered, rows_where
from tests.house import filled_house

pytestmark = pytest.mark.django_db(databases=["default", "intake"])


def told(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_a_number_that_there_is_not_is_none():
    assert {None} == {row_numbered(model, 0) for model in projected_models().values()}


@pytest.mark.whole
def test_every_row_of_every_table_is_read_and_found_by_each_column_as_by_the_orm(keyring, clock, randomness):
    filled_house(keyring, clock, randomness, persons=4, enquiries=4)

    are_rows_as_the_orm_reads_them()
    are_rows_found_as_the_orm_finds_them()


def are_rows_as_the_orm_reads_them():
    seen = 0
    for model in projected_models().values():
        for row in model._default_manager.all()[:20]:
            found = row_numbered(model, row.pk)
            assert (type(row), told(row)) == (type(found), told(found))
            assert [type(one) for one in told(row).values()] == [type(one) for one in told(found).values()]
            assert found._state.db == row._state.db and not found._state.adding
            seen += 1
    assert seen > 60


def test_a_list_of_nothing_finds_nobody_and_asks_nobody(django_assert_num_queries):
    model = next(iter(projected_models().values()))
    with django_assert_num_queries(0):
        assert [] == rows_where(model, pk=[])
        assert not is_there(model, pk=[])
        assert 0 == how_many(model, pk=[])


def are_rows_found_as_the_orm_finds_them():
    asked = 0
    for model in projected_models().values():
        first = model._default_manager.order_by("pk").first()
        for field in model._meta.concrete_fields:
            name, value = field.attname, first and getattr(first, field.attname)
            for equal, by_orm in (
                ({name: value}, {name: value}),
                ({name: None}, {f"{name}__isnull": True}),
                ({name: SOMETHING}, {f"{name}__isnull": False}),
                ({name: [value, value]}, {f"{name}__in": [value]}),
                ({name: value, "pk": SOMETHING}, {name: value}),
            ):
                if value is None and equal[name] is not SOMETHING and equal[name] is not None:
                    continue
                rows = model._default_manager.filter(**by_orm)
                assert [*map(told, rows.order_by("pk"))] == [*map(told, rows_where(model, order="pk", **equal))]
                assert [*map(told, rows.order_by(f"-{name}", "pk")[:2])] == [
                    *map(told, rows_where(model, order=f"-{name} pk", at_most=2, **equal))
                ]
                assert (rows.count(), rows.exists()) == (how_many(model, **equal), is_there(model, **equal))
                asked += 1
    assert asked > 400
