"""The supervisor: everything answers, every signal stops all of it, and nobody outlives a killed parent."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from repatria.config.places import Places
from repatria.config.supervise import HOUSE, Supervisor
from repatria.records.intake import keys as intake_keys
from tests.bench.portal_load import ask, enquiry, get, meaning
from tests.config.conftest import Cli
from tests.journeys.house import House, a_house, house_in, until

pytestmark = pytest.mark.timeout(240)
_BUREAU_WORDS = ("bureau.sqlite3", "keyring.json", "matcher.sock", "serve.lock")


def processes_of(data: Path) -> dict[int, str]:
    """Every process that was told of this data folder, by its number."""
    found = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdecimal() or int(entry.name) == os.getpid():
            continue
        try:
            told = (entry / "environ").read_bytes() + (entry / "cmdline").read_bytes()
            is_gone = "(zombie)" in (entry / "status").read_text()
        except OSError:
            continue
        if str(data).encode() in told and not is_gone:
            found[int(entry.name)] = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
    return found


def role_of(command: str) -> str:
    return command.rsplit(" ", 1)[-1] if "repatria.config.process" in command else ""


def no_orphan(data: Path, seconds: float) -> None:
    until(lambda: not processes_of(data), seconds, lambda: str(processes_of(data)))


def parent_of(number: int) -> int:
    return int(Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[1])


def run(house: House, *words: str) -> subprocess.CompletedProcess[str]:
    """A command on a house's folder, as all commands of these tests are run."""
    given = {key: value for key, value in house.environment.items() if key.startswith("REPATRIA_")}
    return Cli(house.data, given).run(*words)


@pytest.fixture(scope="module")
def running(sampled, tmp_path_factory):
    """A running house on a copy of a folder that was filled before."""
    folder = tmp_path_factory.mktemp("running")
    shutil.copytree(sampled, folder / "house", ignore=shutil.ignore_patterns("*.sock", "*.lock"))
    with a_house(folder) as made:
        yield made


@pytest.fixture
def house(running):
    """The same house for one test after another, which each leave it running; where one did not, it is started."""
    if running.process is None or running.process.poll() is not None:
        running.start(persons=6, enquiries=4)
    running.until_it_answers()
    return running


@pytest.mark.whole
def test_an_empty_folder_is_made_answered_from_and_filled(tmp_path):
    with a_house(tmp_path, persons=10, enquiries=4) as house:

        def roles() -> set[str]:
            return {role_of(command) for command in processes_of(house.data).values()}

        assert {"portal", "desk"} <= roles()
        until(lambda: "Three receipts to try" in house.said(), 40, house.said)
        until(lambda: set(HOUSE) <= roles(), 20, lambda: str(roles()))

        assert "Answering after" in house.said()
        assert "Try this first" in house.said()
        assert "Filled in" in house.said()
        assert 0 == run(house, "verify").returncode


class Ran:
    """A process that is there until it is told how it ended."""

    returncode: int | None = None

    def poll(self) -> int | None:
        return self.returncode


@pytest.mark.parametrize("code", [0, 1])
def test_the_jobs_begin_when_a_new_demonstration_is_filled_or_could_not_be(tmp_path, monkeypatch, code):
    started: dict[str, Ran] = {}
    supervisor = Supervisor(Places(tmp_path), None, lambda _: None, with_filler=True)
    monkeypatch.setattr(supervisor, "_start", lambda name: started.setdefault(name, Ran()))

    def look() -> set[str]:
        for child in supervisor.children:
            supervisor._keep(child)
        return set(started)

    assert {"portal", "desk", "matcher", "filler"} == look() | look()
    started["filler"].returncode = code
    look()
    assert "jobs" in look()


@pytest.mark.parametrize(
    "number", [signal.SIGTERM, *(pytest.param(one, marks=pytest.mark.whole) for one in (signal.SIGINT, signal.SIGHUP))]
)
def test_each_signal_stops_all_of_it_and_it_goes_on_when_started_again(house, number):
    acts, told = run(house, "verify").stdout, house.said().count("Three receipts to try")

    assert 0 == house.stop(number)
    no_orphan(house.data, 1)

    house.start(persons=6, enquiries=4)
    assert house.until_it_answers(20) < 20
    until(lambda: house.said().count("Three receipts to try") > told, 5, house.said)
    again = run(house, "verify")
    assert "equal" in again.stdout
    assert int(again.stdout.split()[0]) >= int(acts.split()[0])


@pytest.mark.whole
def test_nobody_outlives_a_parent_that_was_killed_and_it_goes_on(house):
    assert house.stop(signal.SIGKILL) == -signal.SIGKILL

    no_orphan(house.data, 8)

    house.start(persons=6, enquiries=4)
    house.until_it_answers(20)
    assert "equal" in run(house, "verify").stdout


@pytest.mark.whole
@pytest.mark.parametrize("names", [("portal", "matcher"), ("desk", "jobs")])
def test_processes_that_fall_are_started_again(house, names):
    assert house.process is not None
    ours = {n: (role_of(command), parent_of(n)) for n, command in processes_of(house.data).items()}
    said = len(house.said())

    for name in names:
        of_name = [n for n, (role, parent) in ours.items() if role == name and parent == house.process.pid]
        os.kill(of_name[0], signal.SIGKILL)

    def are_new():
        now = {n: role_of(command) for n, command in processes_of(house.data).items()}
        stay = {role for n, role in now.items() if n in ours}
        return set(names) <= set(now.values()) and not stay & set(names)

    until(are_new, 20, house.said)
    house.until_it_answers(20)
    for name in names:
        assert f"{name} ended with code" in house.said()[said:]


def opened_by_the_portal(house: House) -> list[str]:
    """What lies open in every process of the portal."""
    numbers = [n for n, command in processes_of(house.data).items() if role_of(command) == "portal"]
    return [os.readlink(path) for number in numbers for path in Path(f"/proc/{number}/fd").iterdir()]


@pytest.mark.whole
def test_a_locked_intake_stops_no_page_and_who_asks_is_told_to_come_again_with_what_she_wrote(house):
    port = int(house.portal.rpartition(":")[2])
    intake_keys.install(intake_keys.keys_from_json(Places(house.data).portal_keys.read_text(encoding="utf-8")))
    locked = sqlite3.connect(Places(house.data).intake_store, isolation_level=None)
    try:
        locked.execute("BEGIN IMMEDIATE")
        asked, opened = enquiry(), []

        async def story() -> tuple[tuple[int, bytes], list[tuple[int, float]]]:
            sent = asyncio.create_task(ask(port, asked))
            await asyncio.sleep(0.3)
            opened.extend(opened_by_the_portal(house))
            pages = []
            for path in ("/uk/", "/uk/form", "/en/paper"):
                began = time.monotonic()
                pages.append(((await ask(port, get(path)))[0], time.monotonic() - began))
            return await sent, pages

        (status, body), pages = asyncio.run(story())
    finally:
        locked.close()
        intake_keys.install(None)

    assert any("intake.sqlite3" in path for path in opened)
    assert not [path for path in opened if any(word in path for word in _BUREAU_WORDS)]
    assert [200] * 3 == [status for status, _ in pages]
    assert max(took for _, took in pages) < 2
    assert "ticket" == meaning(status, body)
    assert re.search(rb'name="state" value="([^"]+)"', body)[1] in asked.replace(b"%3D", b"=")


@pytest.mark.whole
def test_a_folder_that_is_served_is_not_served_twice_nor_replaced(house, tmp_path):
    assert 0 == run(house, "backup", "--to", str(tmp_path / "house.tar")).returncode

    second = run(house, "demo")
    restored = run(house, "restore", str(tmp_path / "house.tar"), "--replace")

    assert "by another process of repatria" in second.stdout + second.stderr
    assert 4 == second.returncode
    assert "stop it first" in restored.stdout
    assert 4 == restored.returncode


@pytest.mark.whole
def test_doctor_has_nothing_to_mend_in_a_house_that_runs(house):
    done = run(house, "doctor")

    assert 0 == done.returncode, done.stdout
    assert "portal answers" in done.stdout
    assert "nothing to mend" in done.stdout


@pytest.mark.whole
def test_the_running_portal_knows_and_opens_nothing_of_the_bureau(house):
    portals = [n for n, command in processes_of(house.data).items() if role_of(command) == "portal"]
    assert portals

    for number in portals:  # the keeper and whoever answers
        told = Path(f"/proc/{number}/environ").read_bytes().decode()
        assert not [word for word in (*_BUREAU_WORDS, "BUREAU_DATABASE", "KEYS_FD", "PASSPHRASE") if word in told]
    # At rest it holds no store open; while it waits for its own, a test above looks again.
    opened = opened_by_the_portal(house)
    assert opened and not [path for path in opened if any(word in path for word in _BUREAU_WORDS)]


@pytest.mark.whole
def test_under_make_it_ends_with_its_parent(sampled, tmp_path):
    """What `make demo` says to it: whoever kills make, even with -9, means all of it."""
    shutil.copytree(sampled, tmp_path / "house", ignore=shutil.ignore_patterns("*.sock", "*.lock"))
    house = house_in(tmp_path)
    environment = house.environment | {"REPATRIA_ENDS_WITH_PARENT": "1"}
    command = f"{sys.executable} -m repatria.config.cli demo --data {house.data} & wait"
    parent = subprocess.Popen(["sh", "-c", command], env=environment, stdout=subprocess.DEVNULL)
    try:
        house.until_it_answers(20)
    finally:
        parent.kill()
        parent.wait()

    no_orphan(house.data, 12)
