"""A call held for true: two windows of a real Chromium, a real relay, and what each browser told the other."""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from repatria.config.calls import make_secret
from repatria.config.calls_commands import free_port, own_address, trial_of
from repatria.core.vocabulary.call_tickets import secret_of, written
from repatria.core.vocabulary.calls import CallEnd
from repatria.core.vocabulary.receipts import letter_identity_of, receipt_from_form_id
from tests.bench.firefox import Firefox, firefox_path
from tests.conftest import chromium_path
from tests.journeys.conftest import SWITCHES
from tests.journeys.house import answers, until

pytestmark = [
    pytest.mark.browser, pytest.mark.whole,
    pytest.mark.skipif(shutil.which("turnserver") is None, reason="no coturn: the call was NOT held"),
]  # fmt: skip
FAKE = [*SWITCHES, "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
        "--autoplay-policy=no-user-gesture-required", "--ignore-certificate-errors"]  # fmt: skip
_KEEP_LINES = """
  window.wire = { sent: [], came: [] }; const ask = window.fetch;
  window.fetch = async (path, told) => {
    window.wire.sent.push(told.body);
    const answer = await ask(path, told);
    if (answer.ok) window.wire.came.push(await answer.clone().text());
    return answer;
  };
  window.lines = []; const Real = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Real { constructor(told) { super(told); window.lines.push(this); } };
"""
_LOOKED = """async () => {
  const told = { frames: 0, sound: 0, kinds: [], ways: [], over: [] };
  for (const line of window.lines) for (const one of (await line.getStats()).values()) {
    if (one.type === "inbound-rtp" && one.kind === "video") told.frames += one.framesDecoded;
    if (one.type === "inbound-rtp" && one.kind === "audio") told.sound += one.packetsReceived;
    if (/^(local|remote)-candidate$/.test(one.type)) told.kinds.push(`${one.type} ${one.candidateType}`);
    if (one.type === "local-candidate" && one.relayProtocol) told.over.push(one.relayProtocol);
    if (one.type === "candidate-pair" && one.nominated) told.ways.push([one.localCandidateId, one.remoteCandidateId]);
  }
  return told;
}"""


@dataclass
class Window:
    """One end of the call, and all that went over its wire to the door and came from it."""

    page: Any

    def __post_init__(self) -> None:
        self.page.add_init_script(_KEEP_LINES)

    @property
    def sent(self) -> list[str]:
        return list(self.page.evaluate("window.wire.sent"))

    @property
    def came(self) -> list[str]:
        return list(self.page.evaluate("window.wire.came"))

    def look(self) -> dict[str, Any]:
        return dict(self.page.evaluate(_LOOKED))

    @property
    def candidates(self) -> list[str]:
        """Those that were sent, then those that came."""
        words = [json.loads(one) for one in self.sent]
        words += [word for one in self.came for word in json.loads(one).get("words", ())]
        return [one["said"] for one in words if one.get("kind") == "candidate"]


@dataclass
class Call:
    """`repatria calls try` as it runs, and what it printed."""

    process: subprocess.Popen[str]
    papers: dict[str, str]

    def relay(self) -> int:
        """The number of the process of coturn."""
        named = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return next(int(one) for one in named if b"relay" in Path(f"/proc/{one}/cmdline").read_bytes())


@contextmanager
def a_call() -> Iterator[Call]:
    process = subprocess.Popen(
        [sys.executable, "-m", "repatria.config.cli", "calls", "try", "--minutes", "4"], stdout=subprocess.PIPE,
        text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    assert process.stdout is not None
    try:
        printed = ""
        for line in process.stdout:
            printed += line
            if "Ctrl-C" in line:
                break
        codes = re.findall(r"code    (\S+)", printed)
        yield Call(process, {
            "door": re.findall(r"she      (\S+)", printed)[0], "number": re.findall("number  (.+)", printed)[0],
            "words": re.findall("words   (.+)", printed)[0], "code": codes[0], "room": codes[1], "watch": codes[2],
        })  # fmt: skip
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)


@pytest.fixture
def windows(browser: Any) -> Iterator[Callable[[], Window]]:
    filmed = browser.browser_type.launch(executable_path=chromium_path(), args=FAKE)
    yield lambda: Window(filmed.new_context(viewport={"width": 1280, "height": 900}).new_page())
    filmed.close()


def faults(window: Window) -> list[str]:
    window.page.evaluate(AXE_SCRIPT)
    found = window.page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]


def enter_hers(window: Window, call: Call, **other: str) -> None:
    papers = call.papers | other
    window.page.goto(f"{papers['door']}en/")
    for name in ("number", "words", "code"):
        window.page.fill(f"#{name}", papers[name])
    window.page.click("#go")


def enter_room(window: Window, call: Call, code: str) -> None:
    window.page.goto(f"{call.papers['door']}en/room")
    window.page.fill("#code", code)
    window.page.click("#go")


def shown(window: Window, part: str, seconds: float = 30) -> None:
    window.page.wait_for_selector(f'[data-part="{part}"]:not([hidden])', timeout=seconds * 1000)


def becomes(window: Window, expression: str, seconds: float = 30) -> None:
    """The page forbids what the driver's own waiting would do in it."""
    until(lambda: window.page.evaluate(expression), seconds, lambda: window.page.inner_text("main"))


def test_two_windows_see_each_other_move_through_the_relay_alone_and_both_are_told_when_it_dies(
    windows: Callable[[], Window], tmp_path: Path
) -> None:
    with a_call() as call:
        hers, his, watch, stranger = (windows() for _ in range(4))
        hers.page.goto(call.papers["door"] + "uk/")
        for language in ("uk", "ru", "en"):
            receipt = receipt_from_form_id(language.encode() * 16, language)
            typed = [receipt.number.replace(" ", "-"), " , ".join(receipt.words).upper(), " 0123 4567 "]
            found = hers.page.evaluate("(typed) => Words.hers(...typed)", typed)
            secret = secret_of(CallEnd.HERS, "01234567", letter_identity_of(receipt))
            assert {"faults": [], "secrets": [secret]} == found
        enter_hers(hers, call)
        enter_room(his, call, call.papers["room"].lower().replace("0", "O"))
        enter_room(watch, call, call.papers["watch"])
        for window, part in ((hers, "ready"), (his, "ready"), (watch, "watch")):
            shown(window, part)
            assert [] == faults(window)
        enter_hers(stranger, call)
        stranger.page.wait_for_selector('[data-fault="nothing"]:not([hidden])')
        assert [] == faults(stranger)

        for window in (hers, his):
            window.page.click("#begin")
        for window in (hers, his):
            shown(window, "call")
            becomes(window, "document.getElementById('far').videoWidth > 0")
        first = [window.look()["frames"] for window in (hers, his)]
        time.sleep(3)
        then = [window.look() for window in (hers, his)]

        assert all(now["frames"] > before + 10 for now, before in zip(then, first, strict=True)), (first, then)
        for window, told in zip((hers, his), then, strict=True):
            assert {"local-candidate relay", "remote-candidate relay"} == set(told["kinds"]) and told["ways"]
            assert len(window.candidates) >= 2 and all(" typ relay" in one for one in window.candidates)
            wire = "".join(window.sent + window.came)
            assert not re.search(r"typ (host|srflx|prflx)|\.local|raddr (?!0\.0\.0\.0 rport 0\b)", wire)
        assert [] == faults(hers)
        assert not re.search("|".join([call.papers["number"], *call.papers["words"].split()]), "".join(hers.sent))
        becomes(watch, "document.getElementById('watched-state').textContent === 'runs'")
        becomes(hers, "!document.querySelector('[data-part=call] [data-watched]').hidden")
        assert not watch.candidates and "offer" not in "".join(watch.came)

        os.kill(call.relay(), signal.SIGKILL)  # its lifeline takes coturn with it
        for window in (hers, his):
            becomes(window, "/line broke/.test(document.getElementById('word').textContent)", 40)
        for window in (hers, his, watch):
            shown(window, "over", seconds=90)
            assert [] == faults(window)
            assert "technical reason" in window.page.inner_text("#over-why")
            assert "ordinary telephone" in window.page.inner_text("#over-telephone")
        assert call.process.stdout is not None
        assert "line lost" in call.process.stdout.read()


# 150 kbit/s are asked for; what becomes of a line of 48 is looked at by the full count.
@pytest.mark.parametrize("bytes_a_second", [18_750, 6_000] if os.environ.get("REPATRIA_HEAVY") == "full" else [18_750])
def test_150_kbit_carry_the_picture_and_48_give_it_up_for_the_sound(
    windows: Callable[[], Window], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bytes_a_second: int
) -> None:
    """A relay that speaks TLS alone, and lets no more through an end than a poor line would."""
    ip, port, door = own_address(), free_port(), free_port()
    monkeypatch.setenv("REPATRIA_DATA", str(tmp_path))
    monkeypatch.setenv("REPATRIA_RELAY", f"turns:{ip}:{port}?transport=tcp")
    for name, path in zip(("REPATRIA_RELAY_CERTIFICATE", "REPATRIA_RELAY_KEY"), certificate(tmp_path, ip), strict=True):
        monkeypatch.setenv(name, str(path))
    monkeypatch.setenv("REPATRIA_CALLS_ADDRESS", f"127.0.0.1:{door}")
    make_secret(tmp_path)
    trial = trial_of(datetime.now(UTC).replace(microsecond=0), timedelta(minutes=5), secrets.token_bytes)
    (tmp_path / "tickets").mkdir()
    (tmp_path / "tickets" / "now.json").write_text(written((trial.ticket,)), encoding="utf-8")
    slow = "from repatria.config.calls import *; from dataclasses import replace; import pathlib; "
    slow += f"run_relay(replace(coturn_of(pathlib.Path({str(tmp_path)!r})), extra={{'max-bps': '{bytes_a_second}'}}))"
    started = [
        subprocess.Popen([sys.executable, *words], text=True)
        for words in (("-c", slow), ("-m", "repatria.config.process", "calls"))
    ]
    try:
        until(lambda: answers(f"http://127.0.0.1:{door}/healthz") and answers_at(ip, port), 30)
        call = Call(started[0], {
            "door": f"http://127.0.0.1:{door}/", "number": trial.receipt.number, "words": " ".join(trial.receipt.words),
            "code": trial.code,
        })  # fmt: skip
        hers, his = windows(), windows()
        enter_hers(hers, call)
        enter_room(his, call, trial.room)
        for window in (hers, his):
            shown(window, "ready")
        for window in (hers, his):
            window.page.click("#begin")
        for window in (hers, his):
            shown(window, "call")
            becomes(window, "document.getElementById('far').videoWidth > 0")
        if bytes_a_second > 10_000:
            first = [window.look()["frames"] for window in (hers, his)]
            time.sleep(12)
            then = [window.look()["frames"] for window in (hers, his)]
            assert all(now - before > 60 for now, before in zip(then, first, strict=True)), (first, then)
            assert {"tls"} == {way for window in (hers, his) for way in window.look()["over"]}
        else:
            weak = "/picture is off|without a picture/.test(document.getElementById('word').textContent)"
            becomes(hers, weak, 60)
            heard = his.look()["sound"]
            time.sleep(10)
            assert his.look()["sound"] - heard > 100, "the sound goes on"
    finally:
        for one in started:
            one.terminate()
        for one in started:
            one.wait(10)


def certificate(folder: Path, ip: str) -> tuple[Path, Path]:
    """A certificate of this machine's address, which the browsers of these tests are told to take, and its key."""
    made, key = folder / "relay.pem", folder / "relay.key"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=relay", "-addext", f"subjectAltName=IP:{ip}", "-out", str(made), "-keyout", str(key)],
        check=True, capture_output=True,
    )  # fmt: skip
    return made, key


_FILMED = tuple(
    f'user_pref("media.{name}", {value});'
    for name, value in (("navigator.streams.fake", "true"), ("navigator.permission.disabled", "true"),
                        ("autoplay.default", "0"))
)  # fmt: skip


@pytest.mark.skipif(firefox_path() is None, reason="no Firefox: a call between two kinds of browsers was NOT held")
def test_a_mother_with_firefox_and_he_in_chromium_see_each_other_through_the_relay_alone(
    windows: Callable[[], Window], tmp_path: Path
) -> None:
    hers = Firefox(tmp_path / "profile", width=320, height=640, prefers=_FILMED)
    seen = """const far = document.getElementById('far'), drawn = document.createElement('canvas');
        if (!far.videoWidth) return '';
        drawn.getContext('2d').drawImage(far, 0, 0);
        return drawn.toDataURL();"""
    try:
        with a_call() as call:
            his = windows()
            enter_room(his, call, call.papers["room"])
            hers.goto(f"{call.papers['door']}ru/")
            for name in ("number", "words", "code"):
                hers.fill(f"#{name}", call.papers[name])
            hers.run("document.getElementById('go').click()")
            shown(his, "ready")
            is_ready = "return !document.querySelector('[data-part=ready]').hidden"
            until(lambda: hers.run(is_ready), 30, lambda: hers.run("return document.body.innerText"))
            his.page.click("#begin")
            hers.run("document.getElementById('begin').click()")
            shown(his, "call")
            becomes(his, "document.getElementById('far').videoWidth > 0")
            until(lambda: hers.run(seen), 30, lambda: hers.run("return document.body.innerText"))

            told = his.look()
            pictures = set()
            for _ in range(4):
                pictures.add(hers.run(seen))
                time.sleep(0.8)
            assert len(pictures) > 2 and his.look()["frames"] > told["frames"] + 10
            assert {"local-candidate relay", "remote-candidate relay"} == set(told["kinds"]) and told["ways"]
            wire = "".join(his.sent + his.came)
            assert not re.search(r"typ (host|srflx|prflx)|\.local|raddr (?!0\.0\.0\.0 rport 0\b)", wire)
    finally:
        hers.kill()


def answers_at(ip: str, port: int) -> bool:
    with suppress(OSError):
        socket.create_connection((ip, port), timeout=0.5).close()
        return True
    return False
