"""The `repatria` command as an administrator runs it: in a process of its own, on a folder of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

import pytest

from repatria.config.places import Places
from tests.config.begun import Begun
from tests.conftest import is_whole
from tests.filled import filled

WITHOUT_STORE = ("law", "acts")
ONE_OF_EACH_WAY = {"law", "verify", "apply"}  # without a store; that opens a folder; that opens it at a time of its own
BEGIN = "2026-05-01T08:00:00+03:00"
PASSPHRASE = "an invented passphrase of the tests"


@dataclass
class Cli:
    """Runs commands on one data folder: some first from nothing, as an administrator does, then from what has begun.

    Given:    where the suites are whole each command begins from nothing once; elsewhere one of each way of waking.
              What has begun has no settings until a command wakes Django: one that forgot it would fail there too.
    """

    data: Path
    given: dict[str, str] = field(default_factory=dict)
    begun: ClassVar[Begun | None] = None
    began: ClassVar[set[str]] = set()
    from_nothing: ClassVar[set[str] | None] = None  # None: each

    @property
    def places(self) -> Places:
        return Places(self.data)

    @property
    def environment(self) -> dict[str, str]:
        ours = {k: v for k, v in os.environ.items() if not k.startswith("REPATRIA_") and k != "DJANGO_SETTINGS_MODULE"}
        return {**ours, **self.given}

    def run(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        typed = [*map(str, words), *([] if words[0] in WITHOUT_STORE else ["--data", str(self.data)])]
        is_from_nothing = self.from_nothing is None or typed[0] in self.from_nothing
        if self.begun is not None and (typed[0] in self.began or not is_from_nothing):
            return self.begun.run(typed, self.environment, 200)
        self.began.add(typed[0])
        return subprocess.run(
            [sys.executable, "-m", "repatria.config.cli", *typed], env=self.environment, capture_output=True, text=True,
            timeout=200, stdin=subprocess.DEVNULL, check=False,
        )  # fmt: skip

    def expect(self, code: int, *words: str | Path) -> str:
        """Runs a command, compares its exit code and returns what it said; a traceback is never an answer."""
        done = self.run(*words)
        said = done.stdout + done.stderr
        assert "Traceback" not in said, said
        assert code == done.returncode, said
        return said


@pytest.fixture(scope="package", autouse=True)
def begun(request) -> Iterator[None]:
    """One process for the commands of all these tests."""
    Cli.begun = Begun()
    Cli.from_nothing = None if is_whole(request.config) else ONE_OF_EACH_WAY
    yield
    Cli.begun.close()
    Cli.begun = None


@pytest.fixture(scope="session")
def sampled(tmp_path_factory) -> Path:
    """A small demonstration folder, filled once; tests take copies."""
    return filled(tmp_path_factory)


@pytest.fixture
def demo(sampled, tmp_path) -> Cli:
    """A copy of the small demonstration folder."""
    shutil.copytree(sampled, tmp_path / "data", ignore=shutil.ignore_patterns("*.sock", "*.lock"))
    return Cli(tmp_path / "data")


@pytest.fixture(scope="session")
def staffed(tmp_path_factory) -> Cli:
    """A demonstration's folder with staff and nobody else, whose clock begins on the first of May; made once."""
    cli = Cli(tmp_path_factory.mktemp("staffed") / "data")
    said = cli.expect(0, "init", "--demo", "--at", BEGIN)
    assert "registrar-1" in said
    return cli


@pytest.fixture(scope="session")
def founded(tmp_path_factory) -> Cli:
    """A production folder with real keys, made once."""
    folder = tmp_path_factory.mktemp("founded")
    (folder / "word").write_text(PASSPHRASE + "\n")
    cli = Cli(folder / "data", {"REPATRIA_PASSPHRASE_FILE": str(folder / "word")})
    cli.expect(0, "init")
    return cli


@pytest.fixture
def bureau(founded, tmp_path) -> Cli:
    """A copy of the production folder."""
    shutil.copytree(founded.data, tmp_path / "data", ignore=shutil.ignore_patterns("*.lock"))
    return Cli(tmp_path / "data", dict(founded.given))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, to see that nothing was changed. SQLite's own side files come and go."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(p.relative_to(folder)): p.read_bytes() for p in files if not p.name.endswith(("-wal", "-shm", ".lock"))}
