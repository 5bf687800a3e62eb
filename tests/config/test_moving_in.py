"""Moving into a bureau with real keys, as a command on a terminal."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
import time
from datetime import UTC, datetime

import pytest

from repatria.records.access.credentials import current_code
from tests.config.conftest import Cli
from tests.config.test_machine import written
from tests.docs.pages import ROOT
from tests.doors.jobs.applying.conftest import capture

CALLS = [capture(by="", card=f"C-{number}") for number in range(5)]


@pytest.fixture
def staffed(bureau) -> tuple[Cli, dict[str, str]]:
    """A bureau with a migration of three lines, and what its account signs in with."""
    environment = {**bureau.environment, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    command = [sys.executable, "-m", "tests.config.founder", str(bureau.data)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False, cwd=ROOT)
    assert 0 == done.returncode, done.stdout + done.stderr
    return bureau, json.loads(done.stdout.splitlines()[-1])


def typed(cli: Cli, words: list[str], answers: list[str]) -> tuple[int, str]:
    """Runs a command on a terminal of its own and types an answer to each question that it asks."""
    child, terminal = pty.fork()
    if child == 0:
        command = [sys.executable, "-m", "repatria.config.cli", *words, "--data", str(cli.data)]
        os.execve(sys.executable, command, cli.environment)
    said, until = b"", time.monotonic() + 60
    waiting = list(answers)
    while time.monotonic() < until:
        if not select.select([terminal], [], [], 1)[0]:
            continue
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # the command has ended
            break
        said += piece
        if waiting and said.count(b": ") > len(answers) - len(waiting) and piece.endswith(b": "):
            os.write(terminal, f"{waiting.pop(0)}\n".encode())
    _, status = os.waitpid(child, 0)
    os.close(terminal)
    return os.waitstatus_to_exitcode(status), said.decode()


def test_refuses_without_an_account_and_without_a_terminal(bureau, tmp_path):
    file = written(tmp_path / "moved.jsonl", *CALLS)

    assert "--as" in bureau.expect(2, "apply", file)
    assert "no terminal" in bureau.expect(2, "apply", file, "--as", "moving-in")


def test_a_demonstration_refuses_an_account_for_the_whole_file(demo, tmp_path):
    file = written(tmp_path / "moved.jsonl", *CALLS)

    assert "--as" in demo.expect(2, "apply", file, "--as", "registrar-1")


@pytest.mark.whole
def test_signs_in_with_a_code_does_as_many_lines_as_two_approved_and_says_where_it_ended(staffed, tmp_path):
    bureau, signs = staffed
    file, out = written(tmp_path / "moved.jsonl", *CALLS), tmp_path / "out.jsonl"
    words = ["apply", str(file), "--as", "moving-in", "--out", str(out)]
    wrong, right = [signs["password"], "000000"], [signs["password"], current_code(signs["secret"], datetime.now(UTC))]

    assert (3, False) == (typed(bureau, words, wrong)[0], out.exists())
    code, said = typed(bureau, words, right)

    results = [json.loads(line) for line in out.read_text().splitlines()]
    assert (1, True) == (code, "the approval ended before line 4 (access.E033)" in said), said
    assert ["", "", "", "access.E033"] == [one.get("code", "") for one in results]
    assert (False, False) == (signs["password"] in said, "Шевченко" in said)
    assert "equal" in bureau.expect(0, "verify")
    assert "config.E002" in typed(bureau, words, right)[1]  # each code once
