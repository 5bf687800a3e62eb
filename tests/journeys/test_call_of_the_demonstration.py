"""The call that `repatria demo call` makes ready, held by two windows, and what the house knows of it."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from repatria.doors.jobs.box_words import box_words
from tests.journeys.house import House, a_house, free_port, until
from tests.journeys.people import Bureau
from tests.journeys.test_call import Call, Window, becomes, enter_hers, enter_room, shown, windows

pytestmark = [pytest.mark.browser, pytest.mark.whole]
__all__ = ["windows"]
PERSONS, ENQUIRIES = 30, 15
"""So few that one of them waits for a call."""


def ready(house: House) -> Call:
    """What the command printed."""
    done = house.run("demo", "call")
    assert 0 == done.returncode, done.stdout + done.stderr
    said = done.stdout
    codes = re.findall(r"code    (\S+)", said)
    return Call(None, {  # type: ignore[arg-type]
        "door": re.findall(r"she      (\S+)", said)[0], "number": re.findall("number  (.+)", said)[0],
        "words": re.findall("words   (.+)", said)[0], "code": codes[0], "room": codes[1], "watch": codes[2],
    })  # fmt: skip


def ask(house: House, who: str, question: str, **given: Any) -> Any:
    done = house.run("ask", question, "--as", who, "--with", json.dumps(given))
    assert 0 == done.returncode, done.stdout + done.stderr
    return json.loads(done.stdout)["returned"]


def days() -> tuple[str, ...]:
    """Today and its neighbours: a room's clock may show another day than this machine's."""
    today = datetime.now(UTC).date()
    return tuple((today + timedelta(days=number)).isoformat() for number in (-1, 0, 1))


@pytest.mark.skipif(shutil.which("turnserver") is None, reason="no coturn: the call of the demonstration was NOT held")
def test_the_booked_call_of_the_demonstration_is_held_and_what_opened_it_opens_nothing_afterwards(
    browser: Any, windows: Callable[[], Window], tmp_path: Path
) -> None:
    relay = {"REPATRIA_RELAY_HERE": "", "REPATRIA_CALLS_ADDRESS": f"127.0.0.1:{free_port()}"}
    with a_house(tmp_path, persons=PERSONS, enquiries=ENQUIRIES, **relay) as house:
        call = ready(house)
        assert call.papers == ready(house).papers, "asked once more, it is the same call"
        (brought,) = [
            one
            for camp in ("CAMP-1", "CAMP-2")
            for on in days()
            for one in ask(house, "registrar-1", "contact.call_day", place=camp, on=on)
            if one["state"] == "prepared"
        ]
        tickets = house.data / "calls" / "tickets"
        until(lambda: list(tickets.glob("*.json")), 30, house.said)
        hers, his, watch = (windows() for _ in range(3))
        enter_hers(hers, call)
        enter_room(his, call, call.papers["room"])
        enter_room(watch, call, call.papers["watch"])
        for window, part in ((hers, "ready"), (his, "ready"), (watch, "watch")):
            shown(window, part)
        for window in (hers, his):
            window.page.click("#begin")
        for window in (hers, his):
            shown(window, "call")
            becomes(window, "document.getElementById('far').videoWidth > 0")
        first = [window.look()["frames"] for window in (hers, his)]
        time.sleep(3)
        then = [window.look() for window in (hers, his)]
        assert all(now["frames"] > before + 10 for now, before in zip(then, first, strict=True)), (first, then)
        for told in then:
            assert {"local-candidate relay", "remote-candidate relay"} == set(told["kinds"])
        hers.page.click('[data-part="call"] [data-leave]')
        for window in (hers, his):
            shown(window, "over", seconds=60)

        until(lambda: not list(tickets.glob("*.json")), 30, house.said)
        for _ in range(2):  # neither end is opened again, nor by anybody else
            stranger = windows()
            enter_hers(stranger, call)
            stranger.page.wait_for_selector('[data-fault="nothing"]:not([hidden])')
        enter_room(stranger, call, call.papers["room"])
        stranger.page.wait_for_selector('[data-fault="nothing"]:not([hidden])')

        bureau = Bureau(house, browser)
        bureau.round()
        mother = bureau.family("en")
        mother.number, mother.words = call.papers["number"], call.papers["words"]
        hers_now = mother.reads_letters()
        assert any(text in hers_now for text in box_words()["calls.over"].values()), hers_now
        assert call.papers["code"] not in "".join(hers_now.split())
        told = ask(house, "caseworker-1", "contact.call", call_id=brought["call_id"])
        assert ("done", ["done"]) == (told["state"], [one["outcome"] for one in told["attempts"]])
        his_month = ask(house, "interviewer-1", "contact.his_calls", person_id=brought["person_id"])["month"]
        assert 1 == his_month["calls"]
        done = house.run("verify")
        assert 0 == done.returncode, done.stdout


def test_a_machine_without_a_relay_says_in_one_line_what_to_install(tmp_path: Path) -> None:
    with a_house(tmp_path) as house:
        (line,) = [one for one in house.said().splitlines() if one.startswith("  calls ")]
        assert "apt-get install coturn" in line
        refused = house.run("demo", "call")
        assert 2 == refused.returncode and "apt-get install coturn" in refused.stdout
