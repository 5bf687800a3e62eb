"""The write-ahead log of an embedded store: copied every turn, cut when it grew, and nobody is waited for."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import pytest

from repatria.config.databases import database_entry
from repatria.records.ledger.wal import LARGEST_WAL_BYTES, copy_into_file

BYTES = 300_000
SMALL = 100_000


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """An embedded store as the house opens it, with a log larger than is allowed."""
    path = tmp_path / "bureau.sqlite3"
    writer = opened(path)
    writer.execute("CREATE TABLE acts (content BLOB)")
    write(writer)
    return path


def opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=5)
    connection.executescript(database_entry(path)["OPTIONS"]["init_command"])
    return connection


def write(writer: sqlite3.Connection) -> None:
    writer.execute("INSERT INTO acts VALUES (?)", (bytes(BYTES),))


def log_of(store: Path) -> int:
    return store.with_name(f"{store.name}-wal").stat().st_size


def test_a_log_that_grew_is_copied_and_cut(store: Path) -> None:
    writer, jobs = opened(store), opened(store).cursor()
    write(writer)
    assert log_of(store) > SMALL

    assert copy_into_file(jobs, at_most=SMALL).is_cut
    assert 0 == log_of(store)
    assert [(2,)] == writer.execute("SELECT COUNT(*) FROM acts").fetchall()


def test_a_log_within_bounds_is_copied_and_left(store: Path) -> None:
    writer, jobs = opened(store), opened(store).cursor()
    write(writer)
    before = log_of(store)
    done = copy_into_file(jobs)

    assert (False, False) == (done.is_cut, done.is_held)
    assert before == log_of(store) < LARGEST_WAL_BYTES


def test_nobody_is_waited_for_and_the_log_is_cut_once_the_reader_is_gone(store: Path) -> None:
    reader, writer, jobs = opened(store), opened(store), opened(store).cursor()
    reader.execute("BEGIN")
    reader.execute("SELECT COUNT(*) FROM acts").fetchone()
    write(writer)
    begun = time.monotonic()
    done = copy_into_file(jobs, at_most=SMALL)

    assert time.monotonic() - begun < 1
    assert (False, True) == (done.is_cut, done.is_held)
    assert [(1,)] == reader.execute("SELECT COUNT(*) FROM acts").fetchall(), "its moment stands"
    reader.execute("COMMIT")
    assert copy_into_file(jobs, at_most=SMALL).is_cut
    assert [(5000,)] == jobs.execute("PRAGMA busy_timeout").fetchall(), "as it was before"


def test_a_reader_of_the_newest_moment_only_puts_the_cut_off(store: Path) -> None:
    reader, writer, jobs = opened(store), opened(store), opened(store).cursor()
    write(writer)
    reader.execute("BEGIN")
    reader.execute("SELECT COUNT(*) FROM acts").fetchone()
    begun = time.monotonic()
    done = copy_into_file(jobs, at_most=SMALL)

    assert time.monotonic() - begun < 1
    assert (False, False) == (done.is_cut, done.is_held)
    reader.execute("COMMIT")
    assert copy_into_file(jobs, at_most=SMALL).is_cut


def test_whoever_begins_the_log_anew_cuts_it_to_its_bound(tmp_path: Path) -> None:
    store = tmp_path / "bureau.sqlite3"
    writer, jobs = opened(store), opened(store)
    writer.execute("CREATE TABLE acts (content BLOB)")
    for _ in range(LARGEST_WAL_BYTES // BYTES + 2):
        write(writer)
    assert log_of(store) > LARGEST_WAL_BYTES
    jobs.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    write(writer)

    assert log_of(store) <= LARGEST_WAL_BYTES
