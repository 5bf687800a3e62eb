"""The house goes on working while it is backed up; wiped and restored, it verifies equal, on either database."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.config.conftest import Cli
from tests.filled import POSTGRES, copy_on_postgresql, new_databases
from tests.journeys.house import until

pytestmark = pytest.mark.timeout(900)
ROOT = Path(__file__).parents[2]


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
def test_a_house_at_work_is_backed_up_wiped_and_restored_on_postgresql_but_over_nothing(tmp_path_factory, tmp_path):
    databases = copy_on_postgresql(tmp_path_factory, tmp_path / "data")
    cli = Cli(tmp_path / "data", databases | {"PATH": os.environ["PATH"]})

    def wipe():
        shutil.rmtree(cli.data)
        cli.given |= new_databases()

    prove(cli, tmp_path, wipe)

    said = cli.expect(4, "restore", tmp_path / "house.tar", "--replace")  # into databases that hold something

    assert "is not empty" in said
    assert "equal" in cli.expect(0, "verify")
