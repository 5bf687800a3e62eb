"""Verify names every change that was made beside the log: any column of any table of the bureau's store."""

from __future__ import annotations

import random

import pytest
from django.db import connection, transaction

from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.records.ledger.checkpoints import log_verifier, make_checkpoint
from repatria.records.ledger.verify import rebuild, verify
from tests.journeys.test_thread_in_the_records import Story, told
from tests.tampering import Undone, change_one_cell, kept_tables

pytestmark = pytest.mark.django_db
MUTATIONS = 200
BUREAU = ("log", "projected", "keys")


@pytest.fixture
def story(clock, randomness):
    made = told(Story(clock, randomness)).level_three().switched_on()
    made.he_says(ContactAnswer.YES, about=ContactAbout.HANDOVER).opened().up_to_the_point()
    make_checkpoint(at=clock(), growth=64, filler=randomness(96))
    return made


def test_a_changed_byte_in_any_column_of_any_table_is_named_200_of_200(story):
    chance = random.Random(1)
    places = [(m, f) for m in kept_tables(BUREAU) for f in m._meta.local_concrete_fields if m.objects.exists()]
    chance.shuffle(places)
    named = tried = 0
    missed = []
    while tried < MUTATIONS:
        model, field = places[tried % len(places)]
        row = chance.choice(list(model.objects.all()))
        try:
            with transaction.atomic():
                if not change_one_cell(chance, model, field, row):
                    raise AssertionError("the mutation changed nothing")
                report = verify(log_verifier())
                tables = {d.table for d in report.differences}
                is_named = model._meta.db_table in tables or (
                    model.table_class == "log" and any(t.startswith("ledger_") for t in tables)
                )
                raise Undone
        except Undone:
            tried += 1
            named += is_named
            if not is_named:
                missed.append((model._meta.db_table, field.column))

    assert [] == missed
    assert MUTATIONS == named
    assert len({m._meta.db_table for m, _ in places}) >= 18
    assert verify(log_verifier()).is_equal


def test_a_deleted_row_is_named_with_the_act_that_wrote_it(story):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM register_protectedperson WHERE id = %s", [story.person])

    first = verify(log_verifier()).first

    assert ("register_protectedperson", story.person) == (first.table, first.row)
    assert first.act_index is not None


def test_a_row_that_no_act_wrote_is_named(story):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO access_approval (id, action, object_reference, account_id, recorded_index)"
            " VALUES ('V-FORGED', 'disclosure.decide_answer', 'x', 'y', 3)"
        )

    assert ["V-FORGED"] == [d.row for d in verify(log_verifier()).differences]


def test_a_cut_off_end_of_the_log_is_found_by_the_checkpoint(story):
    with connection.cursor() as cursor:
        cursor.execute('DELETE FROM ledger_entry WHERE "index" = (SELECT MAX("index") FROM ledger_entry)')

    tables = {d.table for d in verify(log_verifier()).differences}

    assert "ledger_checkpoint" in tables


def test_rebuild_mends_what_was_changed(story):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE register_protectedperson SET holder = 'NOWHERE'")
    assert not verify(log_verifier()).is_equal

    rebuild()

    assert verify(log_verifier()).is_equal
