"""Verify names every change that was made beside the log: any column of any table of the bureau's store."""

from __future__ import annotations

import random

import pytest
from django.db import connection, transaction

from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.core.tlog.tree import leaf_hash
from repatria.records.ledger.checkpoints import log_verifier, make_checkpoint
from repatria.records.ledger.models import Checkpoint, Entry, Part
from repatria.records.ledger.services import commitment
from repatria.records.ledger.verify import rebuild, verify
from tests.journeys.test_thread_in_the_records import Story, told
from tests.kept import built_once
from tests.tampering import Undone, change_one_cell, kept_tables

pytestmark = pytest.mark.django_db
MUTATIONS = 200 if connection.vendor == "sqlite" else 50  # there each table is also asked with both stores
BUREAU = ("log", "projected", "keys")


@pytest.fixture
@built_once
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


def test_a_part_taken_out_with_its_leaf_made_anew_is_named(clock, randomness):
    story = told(Story(clock, randomness))
    part = Part.objects.filter(subject=story.person, purpose="identity").order_by("entry_index").first()
    entry = Entry.objects.get(index=part.entry_index)
    part.delete()
    rest = {one.id: bytes(one.ciphertext) for one in Part.objects.filter(entry_index=entry.index)}
    leaf = leaf_hash(commitment(
        salt=bytes(entry.salt), index=entry.index, kind=entry.kind, at=entry.at, actor=entry.actor, cause=entry.cause,
        frame=bytes(entry.frame), parts=rest,
    ))  # fmt: skip
    Entry.objects.filter(index=entry.index).update(leaf=leaf)

    first = verify(log_verifier()).first

    assert (entry.index, "ledger_entry", "frame") == (first.act_index, first.table, first.column)


def test_a_checkpoint_taken_away_is_named(clock, randomness):
    told(Story(clock, randomness))
    size = make_checkpoint(at=clock(), growth=64, filler=randomness(96))
    assert verify(log_verifier()).is_equal
    Checkpoint.objects.all().delete()

    first = verify(log_verifier()).first

    assert ("ledger_checkpoint", str(size)) == (first.table, first.row)


def test_a_root_noted_outside_shows_a_log_put_back_to_an_earlier_day(clock, randomness):
    story = told(Story(clock, randomness))
    report = verify(log_verifier())
    noted = {report.entries: report.root_hash}
    story.level_three()
    assert verify(log_verifier(), noted=noted).is_equal
    later = verify(log_verifier())

    assert verify(log_verifier(), noted={later.entries: later.root_hash}).is_equal
    assert "rolled back" in verify(log_verifier(), noted={later.entries + 1: later.root_hash}).first.reason
    assert "another root" in verify(log_verifier(), noted={report.entries: later.root_hash}).first.reason
