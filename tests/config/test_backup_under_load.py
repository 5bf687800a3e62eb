"""The house goes on working while it is backed up; wiped and restored, it verifies equal, on either database."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import uuid
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.config.conftest import Cli
from tests.journeys.house import until

ROOT = Path(__file__).parents[2]
POSTGRES = os.environ.get("REPATRIA_TEST_DATABASE", "")


def administer(statement):
    import psycopg

    with psycopg.connect(POSTGRES, dbname="postgres", autocommit=True) as connection:
        connection.execute(statement)


def new_databases():
    """Two empty databases; returns what names them to a house."""
    made = {}
    for store in ("BUREAU", "INTAKE"):
        name = f"repatria_{store.lower()}_{uuid.uuid4().hex[:8]}"
        administer(f"CREATE DATABASE {name}")
        made[f"REPATRIA_{store}_DATABASE"] = re.sub(r"/[^/?@]*(\?|$)", rf"/{name}\1", POSTGRES, count=1)
    return made


@contextmanager
def writing(cli, folder):
    """A process that records without pause; ends with a list of how many acts there were each time."""
    stop, counts = folder / "stop", folder / "counts"
    with counts.open("w") as out:
        writer = subprocess.Popen(
            [sys.executable, "-m", "tests.config.writer", str(cli.data), str(stop)],
            env=cli.environment, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        until(lambda: len(numbers(counts)) >= 2, 60, counts.read_text)
        yield counts
        stop.touch()
        assert 0 == writer.wait(60), counts.read_text()
    finally:
        writer.kill()
        writer.wait()


def numbers(counts):
    return [int(line) for line in counts.read_text().splitlines() if line.isdecimal()]


def acts_of(said):
    return int(re.search(r"^(\d+) acts", said, re.MULTILINE).group(1))


def prove(cli, folder, wipe):
    backup = folder / "house.tar"
    with writing(cli, folder) as counts:
        before = numbers(counts)[-1]
        cli.expect(0, "backup", "--to", backup)
        until(lambda: len(numbers(counts)) >= 4, 60, counts.read_text)
    after = acts_of(cli.expect(0, "verify"))

    wipe()
    said = cli.expect(0, "restore", backup)
    restored = acts_of(said)

    assert "equal" in cli.expect(0, "verify")
    assert before <= restored < after


@pytest.mark.whole
@pytest.mark.skipif(bool(POSTGRES), reason="its house is SQLite's whatever the database of the tests")
def test_a_house_at_work_is_backed_up_wiped_and_restored_on_sqlite(demo, tmp_path):
    prove(demo, tmp_path, lambda: shutil.rmtree(demo.data))


@pytest.mark.skipif(not POSTGRES, reason="REPATRIA_TEST_DATABASE names no PostgreSQL")
def test_a_house_at_work_is_backed_up_wiped_and_restored_on_postgresql(tmp_path):
    cli = Cli(tmp_path / "data", new_databases() | {"PATH": os.environ["PATH"]})
    cli.expect(0, "sample", "--persons", "6", "--enquiries", "4")

    def wipe():
        shutil.rmtree(cli.data)
        cli.given |= new_databases()

    prove(cli, tmp_path, wipe)


@pytest.mark.skipif(not POSTGRES, reason="REPATRIA_TEST_DATABASE names no PostgreSQL")
def test_restore_replaces_nothing_in_databases_that_hold_something(tmp_path):
    cli = Cli(tmp_path / "data", new_databases() | {"PATH": os.environ["PATH"]})
    cli.expect(0, "sample", "--persons", "2", "--enquiries", "1")
    cli.expect(0, "backup", "--to", tmp_path / "house.tar")

    said = cli.expect(4, "restore", tmp_path / "house.tar", "--replace")

    assert "is not empty" in said
    assert "equal" in cli.expect(0, "verify")
