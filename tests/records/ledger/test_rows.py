"""One row by its number: the same as the ORM gives, of every table that a projector writes."""

from __future__ import annotations

import pytest

from repatria.records.ledger.operations import projected_models
from repatria.records.ledger.rows import row_numbered
from tests.house import filled_house

pytestmark = pytest.mark.django_db(databases=["default", "intake"])


def told(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_a_number_that_there_is_not_is_none():
    assert {None} == {row_numbered(model, 0) for model in projected_models().values()}


def test_every_row_of_every_table_is_as_the_orm_reads_it(keyring, clock, randomness):
    filled_house(keyring, clock, randomness, persons=4, enquiries=4)

    seen = 0
    for model in projected_models().values():
        for row in model._default_manager.all()[:20]:
            found = row_numbered(model, row.pk)
            assert (type(row), told(row)) == (type(found), told(found))
            assert [type(one) for one in told(row).values()] == [type(one) for one in told(found).values()]
            assert found._state.db == row._state.db and not found._state.adding
            seen += 1
    assert seen > 60
