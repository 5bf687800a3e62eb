"""What the open transaction holds of the log's end: the same as the store says, and nothing that was taken back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from repatria.records.ledger import tail
from repatria.records.ledger.acts import LOST, Act, act, part
from repatria.records.ledger.errors import NoServiceError, RepeatedConsequenceError
from repatria.records.ledger.following import acts_between, head_of_log, still_stands
from repatria.records.ledger.models import Entry, RunCursor
from repatria.records.ledger.own_acts import KeyDestroyed
from repatria.records.ledger.reading import (
    act_at,
    cursor_of,
    cursors_of,
    drawn_from,
    entries_since,
    kinds_since,
    tree_size,
)
from repatria.records.ledger.services import bulk_acts, caused_by, consuming, move_cursor, record, service
from repatria.records.ledger.tail import was_recorded_here
from repatria.records.vault.keyring import Purpose

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, slots=True)
class Said:
    words: tuple[str, ...]


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class Noted(Act):
    """An act of this test: a frame and one subject's part."""

    KIND: ClassVar[str] = "tests.noted"

    number: int
    subject: str = "S-1"
    said: Said | None = part(Purpose.KIN, of="subject")


@pytest.fixture
def note(clock):
    """A service that records one act; told to fail, it fails when it has recorded."""

    @service
    def noted(number: int, *, fails: bool = False) -> int:
        index = record(Noted(number=number, said=Said(("a", "b"))), actor="tests", at=clock())
        if fails:
            raise ValueError
        return index

    return noted


def numbers() -> list[int]:
    return [one.act.number for one in entries_since(0, kinds=["tests.noted"])]


def test_refuses_to_record_twice_in_one_service_and_keeps_the_log_as_it_was(note, clock):
    @service
    def twice() -> None:
        for number in (1, 2):
            record(Noted(number=number, said=None), actor="tests", at=clock())

    with bulk_acts():
        note(1)
        before = head_of_log()
        with pytest.raises(NoServiceError):
            twice()
        assert before == head_of_log()
        note(2)

    assert numbers() == [1, 2]


def test_refuses_a_block_of_atomic_of_which_nobody_tells_the_tail(note):
    with bulk_acts():
        note(1)
        before = head_of_log()
        for do in (lambda: note(2), lambda: move_cursor("reader", 2), lambda: bulk_acts().__enter__()):
            with pytest.raises(NoServiceError), transaction.atomic():
                do()
            assert before == head_of_log()
        note(3)

    assert numbers() == [1, 3]
    assert cursor_of("reader") == 0


def test_refuses_to_record_within_atomic_inside_a_service(clock):
    @service
    def noted() -> None:
        with transaction.atomic():
            record(Noted(number=1, said=None), actor="tests", at=clock())

    with pytest.raises(NoServiceError), bulk_acts():
        noted()

    assert numbers() == []


def test_refuses_a_second_consequence_of_one_act_within_one_transaction_too(note):
    with bulk_acts():
        with caused_by("reader:0"):
            note(1)
        with pytest.raises(RepeatedConsequenceError), caused_by("reader:0"):
            note(2)
        note(3)

    assert numbers() == [1, 3]


def test_within_a_transaction_its_own_acts_read_as_they_do_afterwards(note):
    note(0)
    with bulk_acts():
        size = tree_size()
        with caused_by("reader:0"):
            note(1)
        note(2)
        held = entries_since(size), act_at(size), kinds_since(size), drawn_from("reader", [0]), head_of_log()
        with CaptureQueriesContext(connection) as asked:
            entries_since(size), act_at(size), kinds_since(size), head_of_log(), tree_size()

    read = entries_since(size), act_at(size), kinds_since(size), drawn_from("reader", [0]), head_of_log()
    assert held == read
    assert len(asked) == 0
    assert read[0][0].act.said == Said(("a", "b"))


def test_what_fails_within_a_transaction_takes_back_its_own_part_alone(note):
    with bulk_acts():
        note(1)
        with pytest.raises(ValueError), bulk_acts():
            note(2)
            with pytest.raises(ValueError):
                note(3, fails=True)
            assert numbers() == [1, 2]
            note(4)
            raise ValueError
        assert numbers() == [1]
        note(5)

    assert numbers() == [1, 5]
    assert list(Entry.objects.order_by("index").values_list("index", flat=True)) == [0, 1]


def test_what_fails_first_in_what_calls_it_leaves_room_for_another(note):
    with bulk_acts():
        note(1)
        with bulk_acts():
            for number in (2, 3):
                with pytest.raises(ValueError):
                    note(number, fails=True)
            note(4)
        with pytest.raises(ValueError):
            note(5, fails=True)

    assert numbers() == [1, 4]


def test_what_was_to_be_done_once_it_stands_goes_back_with_it(note, django_capture_on_commit_callbacks):
    done = []
    with django_capture_on_commit_callbacks(execute=True), bulk_acts():
        transaction.on_commit(lambda: done.append(1))
        with pytest.raises(ValueError), bulk_acts():
            note(2)
            transaction.on_commit(lambda: done.append(2))
            raise ValueError
        transaction.on_commit(lambda: done.append(3))

    assert done == [1, 3]


def test_another_thread_holds_nothing_of_the_transaction(note):
    with bulk_acts():
        note(1)
        with ThreadPoolExecutor(1) as apart:
            assert apart.submit(tail.open_tail).result() is None


@pytest.mark.django_db(transaction=True)
def test_a_store_that_takes_all_back_by_itself_leaves_nothing_to_go_on_with(note):
    note(0)
    with pytest.raises(DatabaseError), bulk_acts():
        note(1)
        with suppress(DatabaseError), bulk_acts():
            note(2)
            with connection.cursor() as cursor:
                cursor.execute("ROLLBACK")  # as a store does whose disk is full: its savepoints are gone
            raise DatabaseError
        note(3)

    assert numbers() == [0]
    note(4)
    assert numbers() == [0, 4]


def test_a_consequence_sets_one_savepoint(note):
    asked: list[str] = []

    def hear(execute, sql, *given):
        asked.append(sql)
        return execute(sql, *given)

    with bulk_acts():
        note(1)
        with connection.execute_wrapper(hear), consuming("reader", 0):
            note(2)

    begun = [one for one in asked if one.startswith("SAVEPOINT")]
    assert len(begun) == (1 if connection.vendor == "sqlite" else 2)


def test_cursors_are_written_once_and_go_back_with_what_failed(note):
    move_cursor("reader", 1)
    with bulk_acts():
        note(1)
        assert cursor_of("reader") == 1
        move_cursor("reader", 2)
        with pytest.raises(ValueError), bulk_acts():
            move_cursor("reader", 7)
            move_cursor("other", 7)
            raise ValueError
        assert cursors_of(["reader", "other"]) == {"reader": 2}
        move_cursor("reader", 3)
        assert RunCursor.objects.get(consumer="reader").next_index == 1

    assert dict(RunCursor.objects.values_list("consumer", "next_index")) == {"reader": 3}
    with pytest.raises(ValueError), bulk_acts():
        move_cursor("reader", 9)
        raise ValueError
    assert cursor_of("reader") == 3


def test_a_head_that_was_taken_back_stands_no_longer(note):
    with bulk_acts():
        note(1)
        before = head_of_log()
        with pytest.raises(ValueError), bulk_acts():
            note(2)
            gone = head_of_log()
            raise ValueError
        assert not still_stands(gone)
        note(3)
        assert still_stands(before)
        assert not still_stands(gone)
        found = [one.act.number for one in acts_between(before, head_of_log(), ["tests.noted"])]

    assert found == [3]
    assert not still_stands(gone)


def test_a_key_destroyed_in_the_same_transaction_loses_what_it_sealed(note, clock):
    @service
    def destroy() -> None:
        destroyed = KeyDestroyed(purpose=Purpose.KIN, subject="S-1", reason="tests", approved_by=(), cells=())
        record(destroyed, actor="tests", at=clock())

    with bulk_acts():
        index = note(1)
        assert act_at(index).act.said == Said(("a", "b"))
        destroy()
        assert act_at(index).act.said is LOST
        assert entries_since(index)[0].act.said is LOST


def test_a_long_transaction_forgets_its_first_acts_and_reads_them_from_the_store(note, monkeypatch):
    monkeypatch.setattr(tail, "_KEPT", 4)
    with bulk_acts():
        size = tree_size()
        with pytest.raises(ValueError), bulk_acts():
            for number in range(11):
                note(number)
            assert numbers() == list(range(11))
            assert [one.act.number for one in entries_since(size + 9)] == [9, 10]
            assert act_at(size).act.number == 0
            raise ValueError
        assert tree_size() == size
        note(12)

    assert numbers() == [12]


def test_whether_an_act_of_a_kind_came_is_known_of_its_own_acts_alone(note):
    note(0)
    assert was_recorded_here([0], "tests.noted") is None
    with bulk_acts():
        note(1)
        assert was_recorded_here([0, 1], "tests.noted") is None
        assert was_recorded_here([1], "tests.noted") is True
        assert was_recorded_here([1], "tests.other") is False
        assert was_recorded_here([], "tests.noted") is None
