"""Verify beside a house at work: two senders, courier, consequences, rounds, checkpoints, a registrar and the matcher.

200 looks at an honest house give no alarm (REPATRIA_HEAVY=full; a tenth by default), and what somebody changes by SQL
meanwhile is named all the same.
"""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from contextlib import contextmanager

import pytest

from tests.config.conftest import Cli
from tests.config.test_backup_under_load import ROOT
from tests.filled import POSTGRES, copy_of, copy_on_postgresql
from tests.journeys.house import until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]
LOOKS, SLOWER = (200, 1) if os.environ.get("REPATRIA_HEAVY") == "full" else (20, 16)
"""How often it is looked, and by how much slower the log grows: each look reads all that came before it."""
LOOKS_A_HOUSE = 25  # then a new one: a house that has grown says nothing more, only later
PARTS = ("send", "send", "jobs", "match")
OLDEST = "WHERE recorded_index = (SELECT MIN(recorded_index) FROM {0})"
CHANGES = {
    "register_protectedperson": ("bureau", "UPDATE {0} SET holder = 'NOWHERE' " + OLDEST),
    "notices_letter": ("bureau", "DELETE FROM {0} " + OLDEST),
    "vault_subjectkey": ("bureau", "UPDATE {0} SET wrapped = NULL WHERE id = (SELECT MAX(id) FROM {0})"),
    "intake_sealedenquiry": ("intake", "UPDATE {0} SET received_on = '2020-01-01' WHERE sequence = 2"),
    "ledger_entry": ("bureau", "UPDATE {0} SET actor = 'nobody' WHERE \"index\" = 7"),
}


def run_part(cli, out, *words):
    return subprocess.Popen(
        [sys.executable, "-m", "tests.config.at_work", *words], env=cli.environment, cwd=ROOT, stdout=out,
        stderr=subprocess.STDOUT,
    )  # fmt: skip


@contextmanager
def at_work(cli, is_honest=True):
    """Every part of the house in a process of its own; they end together, and in an honest house none has fallen."""
    stop, logs = cli.data.parent / f"stop-{is_honest}", cli.data.parent / f"parts-{is_honest}.log"
    with logs.open("w") as out:
        parts = [run_part(cli, out, part, str(cli.data), str(stop), str(SLOWER)) for part in PARTS]
    try:
        until(lambda: "job=round" in logs.read_text(), 180, logs.read_text)
        yield
        stop.touch()
        ended = [part.wait(60) for part in parts]
        if is_honest:
            assert [0] * len(PARTS) == ended, logs.read_text()
            assert "Traceback" not in logs.read_text(), logs.read_text()
    finally:
        for part in parts:
            part.kill()
            part.wait()


def said_in(path):
    """What each look said: `equal` or `DIFFERS`, how many acts there were, the tables that differ, the first place."""
    return re.findall(r"^(equal|DIFFERS) (\d+) \S+ (\S+) (.*)$", path.read_text(), re.MULTILINE)


def looks_at(cli, looks):
    said = cli.data.parent / "looks"
    with said.open("w") as out:
        assert 0 == run_part(cli, out, "verify", str(cli.data), str(looks)).wait(900), said.read_text()
    return said_in(said)


@contextmanager
def looking(cli):
    """Looks without end, in one process; gives what the next look says that began after it was asked."""
    said = cli.data.parent / "looked"
    with said.open("w") as out:
        process = run_part(cli, out, "verify", str(cli.data), str(10**6))

    def next_look():
        before = len(said_in(said))
        until(lambda: len(said_in(said)) > before + 1, 300, said.read_text)  # one may have been under way
        return said_in(said)[before + 1]

    try:
        yield next_look
    finally:
        process.kill()
        process.wait()


def prove(folder, a_copy, execute, capsys):
    looked, grown, cli = [], 0, None
    for number in range(0, LOOKS, LOOKS_A_HOUSE):
        cli = a_copy(folder / f"house-{number}")
        with at_work(cli):
            found = looks_at(cli, min(LOOKS_A_HOUSE, LOOKS - number))
        looked += found
        grown += int(found[-1][1]) - int(found[0][1])
        assert "equal" in cli.expect(0, "verify")
    with capsys.disabled():
        print(f"\n  {len(looked)} looks, {grown} acts recorded meanwhile", end="", file=sys.stderr, flush=True)
    assert [] == [one for one in looked if one[0] != "equal"]
    assert LOOKS == len(looked)
    assert grown > 5 * LOOKS, "the house stood still"

    with at_work(cli, is_honest=False), looking(cli) as next_look:
        for table, (store, statement) in CHANGES.items():
            execute(cli, store, statement.format(table))
            answer, _, tables, first = next_look()
            assert "DIFFERS" == answer and table in tables.split(","), (table, tables, first)


@pytest.mark.skipif(bool(POSTGRES), reason="its house is SQLite's whatever the database of the tests")
def test_no_honest_house_on_sqlite_gives_an_alarm_and_a_change_does(tmp_path_factory, tmp_path, capsys):
    def execute(cli, store, statement):
        path = cli.places.bureau_store if store == "bureau" else cli.places.intake_store
        with sqlite3.connect(path, timeout=30) as connection:
            assert 1 == connection.execute(statement).rowcount

    def a_copy(folder):
        return Cli(copy_of(tmp_path_factory, folder / "data"))

    prove(tmp_path, a_copy, execute, capsys)


@pytest.mark.skipif(not POSTGRES, reason="REPATRIA_TEST_DATABASE names no PostgreSQL")
def test_no_honest_house_on_postgresql_gives_an_alarm_and_a_change_does(tmp_path_factory, tmp_path, capsys):
    def execute(cli, store, statement):
        import psycopg

        with psycopg.connect(cli.given[f"REPATRIA_{store.upper()}_DATABASE"]) as connection:
            assert 1 == connection.execute(statement).rowcount

    def a_copy(folder):
        databases = copy_on_postgresql(tmp_path_factory, folder / "data")
        return Cli(folder / "data", databases)

    prove(tmp_path, a_copy, execute, capsys)
