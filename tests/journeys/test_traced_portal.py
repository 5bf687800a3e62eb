"""The portal's process under a tracer: in a family's whole journey it opens nothing of the bureau's store."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from repatria.config.places import Places
from repatria.config.supervise import environment_of
from tests.journeys.house import House, answers, free_port, until
from tests.journeys.people import Bureau

pytestmark = [pytest.mark.browser, pytest.mark.whole]
_CALL = re.compile(r"(open|openat|connect|execve|readlink|stat|newfstatat|statx|access)\((.*)")


@pytest.fixture
def traced(house: House, tmp_path: Path) -> Iterator[tuple[House, Path]]:
    """A second portal beside the running house, on the same folder, from its first instruction under a tracer."""
    if shutil.which("strace") is None:
        pytest.skip("NO STRACE ON THIS MACHINE: the portal was NOT traced")
    trace, port = tmp_path / "trace", free_port()
    given = {**house.environment, "REPATRIA_DEMO": "1", "REPATRIA_PORTAL_ADDRESS": f"127.0.0.1:{port}"}
    process = subprocess.Popen(
        ["strace", "-f", "-qq", "-y", "-s", "4096", "-e", "trace=open,openat,connect,execve", "-o", str(trace),
         sys.executable, "-m", "repatria.config.process", "portal"],
        env=environment_of("portal", Places(house.data), given), stdin=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    portal = House(data=house.data, portal=f"http://127.0.0.1:{port}", desk=house.desk, environment=house.environment)
    try:
        until(lambda: answers(f"{portal.portal}/healthz"), 60, lambda: trace.read_text()[-2000:])
        yield portal, trace
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


def test_a_whole_journey_opens_nothing_of_the_bureau(traced, browser, a_paper):
    portal, trace = traced
    family = Bureau(portal, browser).family()
    family.asks("Безіменний Іван", "1990", own_name="Ольга", words="Пам'ятаєш нашу яблуню")
    family.reads_letters()
    family.adds_paper(a_paper)
    assert not family.checks_paper("EC1DW-BTK80-WRWRY-NBNEG", "калина")

    calls = [found.group(0) for line in trace.read_text().splitlines() if (found := _CALL.search(line))]
    folder = str(portal.data)
    opened = {path for call in calls for path in re.findall(rf'"({re.escape(folder)}[^"]*)"', call)}
    connected = [call for call in calls if call.startswith("connect(")]

    # Something was traced at all: the intake's store and the portal's own keys.
    assert {f"{folder}/portal/intake.sqlite3", f"{folder}/portal/portal-keys.json"} <= opened
    assert not {path for path in opened if not path.startswith(f"{folder}/portal")}
    assert not [call for call in connected if "AF_UNIX" in call or "AF_INET" in call], connected
    # Of the bureau it reads its street and telephone, which are for everybody.
    told = ("/portal/bureau.toml", "/bureau_of_a_demonstration.toml")
    assert not [call for call in calls if "bureau" in call and not any(path in call for path in told)]
    assert {"python"} >= {Path(call.split('"')[1]).name.rstrip("3.1") for call in calls if call.startswith("execve(")}
