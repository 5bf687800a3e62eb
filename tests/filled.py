"""A filled demonstration: filled once a run, by whichever process asks first, and copied for whoever wants one."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest

PERSONS, ENQUIRIES = 12, 6
POSTGRES = os.environ.get("REPATRIA_TEST_DATABASE", "")
_LIVING = shutil.ignore_patterns("*.sock", "*.lock")
"""What belongs to a process, not to a folder."""


def copy_of(made: pytest.TempPathFactory, to: Path) -> Path:
    """A copy of the filled folder, as a house of its own."""
    shutil.copytree(filled(made), to, ignore=_LIVING)
    return to


def filled(made: pytest.TempPathFactory) -> Path:
    """The folder of a demonstration that nobody serves or changes, with its stores in it."""
    return _once(made, "filled", dict)


def copy_on_postgresql(made: pytest.TempPathFactory, to: Path) -> dict[str, str]:
    """The same where its stores are databases, which are copied too.  Returns: what names them to a house."""
    server = hashlib.sha256(POSTGRES.encode()).hexdigest()[:8]  # another one knows nothing of these databases
    folder = _once(made, f"filled-postgresql-{server}", new_databases)
    shutil.copytree(folder, to, ignore=_LIVING)
    return new_databases(json.loads(Path(f"{folder}.json").read_text()))


def _once(made: pytest.TempPathFactory, name: str, databases: Callable[[], dict[str, str]]) -> Path:
    root = made.getbasetemp()
    if kept := os.environ.get("REPATRIA_TEST_KEPT"):  # what several runs side by side share
        root = Path(kept)
    elif "PYTEST_XDIST_WORKER" in os.environ:  # the folder of each process lies in one for all
        root = root.parent
    folder = root / name
    with open(f"{folder}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # whoever comes second waits for the first
        if not folder.exists():
            named = databases()
            _fill(Path(f"{folder}.filling"), named).rename(folder)
            Path(f"{folder}.json").write_text(json.dumps(named))
    return folder


def _fill(folder: Path, databases: dict[str, str]) -> Path:
    shutil.rmtree(folder, ignore_errors=True)  # of a process that was killed over it
    given = {k: v for k, v in os.environ.items() if not k.startswith("REPATRIA_") and k != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run(
        [sys.executable, "-m", "repatria.config.cli", "sample", "--persons", str(PERSONS), "--enquiries",
         str(ENQUIRIES), "--data", str(folder)],
        env=given | databases, capture_output=True, text=True, timeout=300, stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    assert 0 == done.returncode, done.stdout + done.stderr
    return folder


def _administer(statement: str) -> None:
    import psycopg

    with psycopg.connect(POSTGRES, dbname="postgres", autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[arg-type]


def new_databases(like: dict[str, str] | None = None) -> dict[str, str]:
    """Two databases, empty or as others are to which nobody is connected.  Returns: what names them to a house."""
    made = {}
    for store in ("BUREAU", "INTAKE"):
        name, setting = f"repatria_{store.lower()}_{uuid.uuid4().hex[:8]}", f"REPATRIA_{store}_DATABASE"
        source = re.search(r"/([^/?@]+)(?:\?|$)", like[setting]) if like else None
        _administer(f"CREATE DATABASE {name}" + (f" TEMPLATE {source[1]}" if source else ""))
        made[setting] = re.sub(r"/[^/?@]*(\?|$)", rf"/{name}\1", POSTGRES, count=1)
    return made
