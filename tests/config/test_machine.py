"""The machine's door as commands: what is listed, and a file of calls done on a folder."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import closing

import pytest

from repatria.config.supervise import take_folder
from tests.config.conftest import BEGIN, Cli
from tests.docs.pages import ROOT
from tests.doors.jobs.applying.conftest import capture

EXAMPLE = ROOT / "examples" / "apply" / "capture-to-letter.jsonl"
_STOPPED_OF, _KILLED_OF = 900, 150
"""Lines that take longer than it takes to stop, or to kill, whoever does them."""


@pytest.fixture
def nowhere(tmp_path) -> Cli:
    """A folder that does not exist."""
    return Cli(tmp_path / "data")


@pytest.fixture
def trial(staffed, tmp_path) -> Cli:
    """A copy of it."""
    import shutil

    shutil.copytree(staffed.data, tmp_path / "data", ignore=shutil.ignore_patterns("*.lock"))
    return Cli(tmp_path / "data")


def _applying(cli, file, out):
    told = ["apply", str(file), "--data", str(cli.data), "--out", str(out)]
    return [sys.executable, "-m", "repatria.config.cli", *told]


def written(path, *lines):
    path.write_text("".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines))
    return path


def test_acts_lists_every_service_and_opens_no_store(nowhere):
    said = nowhere.expect(0, "acts")

    assert not nowhere.data.exists()
    for line in (
        "register.record_capture ",
        "who may   registrar, camp_officer",
        "GC III art. 17, 122",
        "[source_key]",
    ):
        assert line in said


def test_acts_with_schema_is_one_json_document(nowhere):
    told = json.loads(nowhere.expect(0, "acts", "--schema"))

    told_of = next(one for one in told["services"] if one["name"] == "register.record_capture")
    assert "registrar" in told_of["who_may"][0]["roles"]
    assert {"category", "holder", "particulars"} <= set(told_of["parameters"]["required"])
    assert {"register.person", "disclosure.answer"} <= {one["name"] for one in told["questions"]}


def test_apply_refuses_a_folder_that_is_none_and_makes_nothing(nowhere):
    assert "no data folder" in nowhere.expect(2, "apply", EXAMPLE)
    assert not nowhere.data.exists()


def test_init_refuses_to_set_the_clock_of_real_keys(nowhere):
    assert "--demo" in nowhere.expect(2, "init", "--at", BEGIN)
    assert not nowhere.data.exists()


@pytest.mark.parametrize("at", ["2026-05-01T08:00:00", "yesterday"])
def test_init_refuses_a_clock_without_a_zone(nowhere, at):
    assert "with its zone" in nowhere.expect(2, "init", "--demo", "--at", at)


def test_apply_refuses_a_folder_that_is_served_and_says_what_to_do(trial):
    with closing(take_folder(trial.places)):
        said = trial.expect(4, "apply", EXAMPLE)

    assert "stop that one" in said


def test_apply_refuses_a_file_that_is_none_and_one_to_write_over(trial, tmp_path):
    assert "No such file" in trial.expect(2, "apply", tmp_path / "nothing.jsonl")
    other = written(tmp_path / "letters.txt", "mine")
    assert "is there already" in trial.expect(2, "apply", EXAMPLE, "--out", other)
    assert "is there already" in trial.expect(2, "apply", EXAMPLE, "--out", EXAMPLE)
    assert "mine\n" == other.read_text()


def test_the_example_goes_from_a_capture_to_a_letter_and_is_done_once(trial, tmp_path):
    out = tmp_path / "results.jsonl"

    said = trial.expect(0, "apply", EXAMPLE, "--out", out)

    lines = [json.loads(line) for line in EXAMPLE.read_text(encoding="utf-8").splitlines()]
    results = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [one.get("refused") for one in lines] == [one.get("code") for one in results]
    assert "tell_alive_and_held" in out.read_text(encoding="utf-8")
    assert f"{len(lines) - 2} done, 2 refused, 0 done before" in said
    assert "equal" in trial.expect(0, "verify")
    first = out.read_text(encoding="utf-8")
    out.write_text(first[: len(first) // 2], encoding="utf-8")  # as a power cut would leave it

    again = trial.expect(0, "apply", EXAMPLE, "--out", out)

    assert f"0 done, 0 refused, {len(lines)} done before" in again
    assert first == out.read_text(encoding="utf-8")


def test_the_example_names_nobody_in_its_results(trial):
    said = trial.run("apply", EXAMPLE)

    typed = {"Шевченко", "Шевчинко", "Сергій", "Мария", "кот", "Вишню", "mill", "PB-100417", "0417"}
    assert 0 == said.returncode
    assert set() == {one for one in typed if one in said.stdout + said.stderr}


def test_a_refusal_that_was_not_announced_ends_with_1_and_says_where(trial, tmp_path):
    file = written(tmp_path / "two.jsonl", capture(card="1"), "not JSON", capture(card="1"))

    said = trial.expect(1, "apply", file)

    assert "line 2: jobs.E020" in said
    assert "line 3: register.E001" in said
    assert "0 done, 0 refused, 3 done before" in trial.expect(1, "apply", file)


@pytest.mark.whole
def test_stopped_by_a_signal_it_ends_its_line_and_goes_on_when_started_again(trial, tmp_path):
    file = written(tmp_path / "many.jsonl", *(capture(card=f"C-{n}") for n in range(_STOPPED_OF)))
    out = tmp_path / "results.jsonl"
    command = _applying(trial, file, out)
    running = subprocess.Popen(command, env=trial.environment, stderr=subprocess.PIPE, text=True)
    while not (out.exists() and out.stat().st_size):
        time.sleep(0.01)
        assert running.poll() is None
    os.kill(running.pid, signal.SIGINT)
    _, told = running.communicate(timeout=60)
    done = len(out.read_text().splitlines())

    assert (130, True) == (running.returncode, 0 < done < _STOPPED_OF)
    assert f"stopped before line {done + 1}" in told
    said = trial.expect(0, "apply", file, "--out", out)
    assert f"{_STOPPED_OF - done} done, 0 refused, {done} done before" in said
    numbers = [json.loads(line)["line"] for line in out.read_text().splitlines()]
    assert list(range(1, _STOPPED_OF + 1)) == numbers


@pytest.mark.whole
def test_killed_at_any_moment_it_goes_on_without_doing_a_line_twice(trial, tmp_path):
    file = written(tmp_path / "many.jsonl", *(capture(card=f"C-{n}") for n in range(_KILLED_OF)))
    out = tmp_path / "results.jsonl"
    command = _applying(trial, file, out)
    kills = 0
    for seconds in (0.4, 0.1, 0.2):
        running = subprocess.Popen(command, env=trial.environment, stderr=subprocess.DEVNULL)
        begun = time.monotonic()
        while time.monotonic() - begun < 60 and running.poll() is None and not (out.exists() and out.stat().st_size):
            time.sleep(0.02)
        time.sleep(seconds)
        kills += running.poll() is None
        running.kill()
        running.wait(30)
        out.unlink(missing_ok=True)

    said = trial.expect(0, "apply", file, "--out", out)

    assert kills >= 1, said
    results = [json.loads(line) for line in out.read_text().splitlines()]
    assert [(n, True) for n in range(1, _KILLED_OF + 1)] == [(one["line"], one["ok"]) for one in results]
    assert _KILLED_OF == len({one["act"] for one in results})
    assert "equal" in trial.expect(0, "verify")


def test_ask_lists_its_questions_and_opens_no_store(nowhere):
    said = nowhere.expect(0, "ask")

    assert not nowhere.data.exists()
    assert "register.person" in said and "person_id, [reason]" in said


def test_ask_refuses_nobody_an_unknown_account_a_time_gone_by_and_no_object(trial):
    assert "--as" in trial.expect(2, "ask", "clocks.owed")
    assert "jobs.E026" in trial.expect(2, "ask", "clocks.owed", "--as", "somebody")
    assert "jobs.E027" in trial.expect(2, "ask", "clocks.owed", "--as", "registrar-1", "--at", "2020-01-01T00:00:00Z")
    assert "jobs.E020" in trial.expect(2, "ask", "clocks.owed", "--as", "registrar-1", "--with", "[]")
    assert "access.E001" in trial.expect(3, "ask", "register.persons", "--as", "reviewer-1")


def test_ask_answers_at_the_time_of_the_file_and_beside_who_holds_the_folder(trial, tmp_path):
    trial.expect(0, "apply", written(tmp_path / "one.jsonl", capture(at="2026-05-03T09:00:00+00:00", card="1")))
    with closing(take_folder(trial.places)):
        answer = json.loads(trial.run("ask", "persons", "--as", "registrar-1").stdout)
        owed = json.loads(trial.run("ask", "clocks.owed", "--as", "registrar-1", "--at", "2026-05-09T09:00:00Z").stdout)

    assert ["Шевченко"] == [one["surname"] for one in answer["returned"]]
    assert 1 == len(answer["acts"])
    assert {True} == {one["is_late"] for one in owed["returned"]}


def test_ask_of_real_keys_asks_on_a_terminal_and_takes_no_time(bureau):
    assert "terminal" in bureau.expect(2, "ask", "access.accounts", "--as", "administrator-1")
    assert "store's own" in bureau.expect(2, "ask", "access.accounts", "--as", "administrator-1", "--at", BEGIN)
