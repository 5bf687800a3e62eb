"""Recording acts: the refusals first, then what is written."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import ClassVar

import pytest
from django.db import connection, connections

from repatria.records.access.acts import ReadingRecorded
from repatria.records.access.role_table import Role
from repatria.records.access.services import record_reading
from repatria.records.ledger.acts import LOST, Act, act, encode, join, part, split
from repatria.records.ledger.apply import apply_operations
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.errors import BrokenLogError, NoServiceError, RepeatedConsequenceError, UnknownActError
from repatria.records.ledger.operations import Set
from repatria.records.ledger.reading import act_at, cursor_of, entries_since, tree_size
from repatria.records.ledger.services import consuming, record, service
from repatria.records.ledger.verify import verify
from repatria.records.vault.keyring import Purpose


@dataclass(frozen=True, slots=True)
class Words:
    text: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class Trial(Act):
    """An act of this test: one frame field, two parts of two subjects."""

    KIND: ClassVar[str] = "tests.trial"

    number: int
    first: str
    second: str
    of_first: Words | None = part(Purpose.KIN, of="first")
    of_second: Words | None = part(Purpose.IDENTITY, of="second")


@pytest.mark.django_db
def test_refuses_an_act_outside_a_service(clock):
    with pytest.raises(NoServiceError):
        record(ReadingRecorded(question="q", records=(), reason=""), actor="nobody", at=clock())

    assert tree_size() == 0


@pytest.mark.django_db
def test_refuses_a_service_that_records_nothing_or_twice(clock):
    @service
    def nothing() -> None:
        return None

    @service
    def twice() -> None:
        for _ in range(2):
            record(ReadingRecorded(question="q", records=(), reason=""), actor="x", at=clock())

    with pytest.raises(NoServiceError):
        nothing()
    with pytest.raises(NoServiceError):
        twice()
    assert tree_size() == 0


@pytest.mark.django_db
def test_refuses_to_set_a_row_that_does_not_exist():
    with pytest.raises(BrokenLogError):
        apply_operations([Set("access_account", "A-NOBODY", {"branch": "x"})], 0)


def test_refuses_a_kind_that_nobody_knows():
    with pytest.raises(UnknownActError):
        join("tests.never_seen.1", encode({}), {})


def test_splits_an_act_by_subject_and_joins_it_again():
    given = Trial(number=7, first="E-1", second="P-1", of_first=Words("her words"), of_second=Words("Шевченко"))

    frame, parts = split(given)

    assert b"her words" not in frame and "Шевченко".encode() not in frame
    assert {("kin", "E-1"), ("identity", "P-1")} == set(parts)
    assert given == join(given.full_kind(), frame, parts)


def test_a_part_whose_key_is_gone_comes_back_as_lost_and_the_other_stays():
    given = Trial(number=7, first="E-1", second="P-1", of_first=Words("her words"), of_second=Words("Шевченко"))
    frame, parts = split(given)

    joined = join(given.full_kind(), frame, {**parts, ("kin", "E-1"): None})

    assert joined.of_first is LOST
    assert Words("Шевченко") == joined.of_second


def test_an_absent_part_is_not_a_lost_one():
    given = Trial(number=7, first="E-1", second="P-1", of_first=None, of_second=Words("x"))
    frame, parts = split(given)

    assert join(given.full_kind(), frame, parts).of_first is None


@pytest.mark.django_db
def test_entries_are_numbered_from_zero_and_read_back(acting_as):
    matcher = acting_as(Role.MATCHER)
    for number in range(3):
        record_reading(matcher, question="register.?names", records=(f"P-{number}",))

    found = entries_since(1)

    assert [entry.index for entry in found] == [1, 2]
    assert found[0].act.records == ("P-1",)
    assert act_at(0).actor == "matcher"


@pytest.mark.django_db
def test_a_consequence_is_drawn_once_and_moves_the_cursor_in_the_same_transaction(acting_as):
    matcher = acting_as(Role.MATCHER)
    record_reading(matcher, question="register.?names", records=("P-0",))
    with consuming("trial", 0):
        record_reading(matcher, question="register.?names", records=("P-0",))
    assert cursor_of("trial") == 1

    with pytest.raises(RepeatedConsequenceError), consuming("trial", 0):
        record_reading(matcher, question="register.?names", records=("P-0",))

    assert tree_size() == 2
    assert act_at(1).cause == "trial:0"


@pytest.mark.django_db(transaction=True)
def test_eight_writers_never_fork_the_log(acting_as):
    matcher = acting_as(Role.MATCHER)
    failures: list[BaseException] = []

    def write() -> None:
        try:
            for _ in range(15):
                record_reading(matcher, question="register.?names", records=("P-1",))
        except BaseException as error:
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert tree_size() == 120
    with connection.cursor() as cursor:
        cursor.execute('SELECT COUNT(DISTINCT "index"), MIN("index"), MAX("index") FROM ledger_entry')
        assert tuple(cursor.fetchone()) == (120, 0, 119)
    assert verify(log_verifier()).is_equal
