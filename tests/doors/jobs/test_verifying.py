"""Verify looks at both stores: whatever is changed beside the acts in either of them is named."""

from __future__ import annotations

import random

import pytest
from django.db import connections, transaction

from repatria.doors.jobs.verifying import verify_house
from tests.house import filled_house
from tests.tampering import Undone, change_one_cell, kept_tables

pytestmark = pytest.mark.django_db(databases=["default", "intake"])
MUTATIONS = 200


def silent(*_):
    return None


@pytest.fixture
def mac_key(keyring, clock, randomness):
    return filled_house(keyring, clock, randomness, persons=24, enquiries=16)


def named_tables(mac_key):
    report = verify_house(mac_key, silent)
    return {d.table for d in (*report.bureau.differences, *report.intake)}


def is_named(model, tables):
    """A changed log names itself; which of its two tables is said follows from what the change broke."""
    if model.table_class == "log":
        return any(table.startswith("ledger_") for table in tables)
    return model._meta.db_table in tables


def test_a_changed_byte_in_any_column_of_either_store_is_named_200_of_200(mac_key):
    chance = random.Random(2)
    places = [(m, f) for m in kept_tables() for f in m._meta.local_concrete_fields if m.objects.exists()]
    chance.shuffle(places)
    missed, turns = [], max(MUTATIONS, len(places))
    for turn in range(turns):
        model, field = places[turn % len(places)]
        row = chance.choice(list(model.objects.all()))
        try:
            with transaction.atomic(using="default"), transaction.atomic(using="intake"):
                assert change_one_cell(chance, model, field, row), "the mutation changed nothing"
                if not is_named(model, named_tables(mac_key)):
                    missed.append((model._meta.db_table, field.column))
                raise Undone
        except Undone:
            pass

    tables = {model._meta.db_table for model, _ in places}
    assert [] == missed
    assert turns >= MUTATIONS
    assert {m._meta.db_table for m in kept_tables()} == tables, "a table stood empty"
    assert {"intake_sealedenquiry", "intake_letterbox", "intake_roundstate", "intake_papercode"} <= tables
    assert set() == named_tables(mac_key)


@pytest.mark.parametrize("table", ["intake_sealedenquiry", "intake_letterbox", "intake_papercode", "intake_roundstate"])
def test_a_row_taken_out_of_the_intake_is_named(mac_key, table):
    key = {
        "intake_sealedenquiry": "sequence", "intake_letterbox": "locator", "intake_papercode": "code_hash",
        "intake_roundstate": "number",
    }[table]  # fmt: skip
    with connections["intake"].cursor() as cursor:
        cursor.execute(f"SELECT {key} FROM {table} ORDER BY {key} DESC LIMIT 1")
        cursor.execute(f"DELETE FROM {table} WHERE {key} = %s", [cursor.fetchone()[0]])

    assert {table} == named_tables(mac_key)


def test_a_round_that_no_act_holds_is_named(mac_key):
    with connections["intake"].cursor() as cursor:
        cursor.execute(
            'INSERT INTO intake_roundstate (number, "on", digest, code_digest) VALUES (9, %s, %s, %s)', ["a", "b", "c"]
        )

    assert {"intake_roundstate"} == named_tables(mac_key)
