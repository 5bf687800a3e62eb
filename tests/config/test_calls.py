"""The door of calls and its relay as the house starts them: refused without a relay, and told nothing of the bureau."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from repatria.config import calls
from repatria.config.calls import Coturn, coturn_of, relay_named, run_relay
from repatria.config.calls_commands import list_calls
from repatria.config.places import Places
from repatria.config.settings.environment import SettingError
from repatria.config.supervise import HOUSE, Supervisor, environment_of
from repatria.doors.calls.relay import Relay
from repatria.records.vault.keyring import Keyring

PLAIN, SEALED = "turn:192.0.2.9:3478", "turns:192.0.2.9:443?transport=tcp"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in calls.MAY_KNOW:
        if name.startswith("REPATRIA_"):
            monkeypatch.delenv(name, raising=False)
    return tmp_path / "calls"


def test_the_door_does_not_start_without_a_relay(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "repatria.config.process", "calls"], capture_output=True, text=True, timeout=30,
        env={"PYTHONPATH": ":".join(sys.path), "REPATRIA_DATA": str(folder)},
    )  # fmt: skip

    assert 1 == done.returncode and "REPATRIA_RELAY: a call goes through one relay" in done.stderr
    assert not folder.exists()


@pytest.mark.parametrize(
    "named", [f"{PLAIN} turn:198.51.100.1:3478", "https://relay.example.invalid", "turn:192.0.2.9"]
)
def test_refuses_two_relays_and_what_is_none(folder: Path, monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    monkeypatch.setenv("REPATRIA_RELAY", named)
    with pytest.raises(SettingError, match="REPATRIA_RELAY_SECRET_FILE"):
        relay_named(folder)
    calls.make_secret(folder)
    with pytest.raises(SettingError, match="REPATRIA_RELAY: "):
        relay_named(folder)


def test_refuses_a_relay_of_its_own_that_lacks_certificate_or_program(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPATRIA_RELAY", SEALED)
    calls.make_secret(folder)
    with pytest.raises(SettingError, match="REPATRIA_RELAY_CERTIFICATE"):
        coturn_of(folder)
    monkeypatch.setenv("PATH", str(folder))
    with pytest.raises(SettingError, match="apt-get install coturn"):
        run_relay()


def test_the_relay_reaches_nobody_but_its_own_ends_and_writes_no_log(folder: Path) -> None:
    relay = Relay(addresses=(PLAIN, SEALED), secret="s" * 64)
    told = Coturn(relay=relay, ip="192.0.2.9", folder=folder, certificate="/c", key="/k").written().splitlines()

    assert {"log-file=/dev/null", "no-stdout-log", "use-auth-secret", "no-cli", "no-tcp-relay"} <= set(told)
    assert {"denied-peer-ip=0.0.0.0-255.255.255.255", "allowed-peer-ip=192.0.2.9", "tls-listening-port=443"} <= set(
        told
    )
    assert {"no-tls", "allow-loopback-peers", "verbose"}.isdisjoint(told)
    plain = Coturn(relay=Relay(addresses=(PLAIN,), secret="s" * 64), ip="127.0.0.1", folder=folder).written()
    assert "no-tls\n" in plain and "allow-loopback-peers\n" in plain
    sealed = Coturn(relay=Relay(addresses=(SEALED,), secret="s" * 64), ip="192.0.2.9", folder=folder).written()
    assert "no-udp\nno-tcp\n" in sealed and "listening-port=3478" not in sealed


def test_a_house_has_calls_where_a_relay_is_named_and_tells_them_nothing_of_the_bureau(
    folder: Path, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = Places(folder.parent)
    assert list(HOUSE) == [one.name for one in Supervisor(places, keyring, print).children]
    monkeypatch.setenv("REPATRIA_RELAY", PLAIN)
    monkeypatch.setenv("REPATRIA_RELAY_HERE", "1")
    assert [*HOUSE, "calls", "relay"] == [one.name for one in Supervisor(places, keyring, print).children]
    given = {"REPATRIA_BUREAU_DATABASE": "postgresql://b", "REPATRIA_PASSPHRASE_FILE": "/p", "REPATRIA_RELAY": PLAIN}
    for name in ("calls", "relay"):
        assert {"REPATRIA_RELAY": PLAIN, "REPATRIA_DATA": str(folder)} == environment_of(name, places, given)
    assert 64 == len(relay_named(folder).secret) and 0o600 == (folder / "relay-secret").stat().st_mode & 0o777


def test_the_process_of_calls_loads_no_django_and_no_room_of_records() -> None:
    rooms = "repatria.config.process, repatria.config.calls, repatria.config.serving.calls"
    loaded = subprocess.run(
        [sys.executable, "-c", f"import {rooms}, sys; print(*sys.modules)"], capture_output=True, text=True, check=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    ).stdout.split()  # fmt: skip

    assert "repatria.doors.calls.app" in loaded
    assert [] == [one for one in loaded if one == "django" or one.startswith(("repatria.records", "repatria.adapters"))]


def test_a_bad_report_hides_no_other_in_the_list(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "reports").mkdir(parents=True)
    good = '{"version": 1, "call": "c1", "state": "failed", "because": "line_lost", "seconds": 660}'
    for name, text in (("a", ""), ("b", "[]"), ("c", good), ("d", '{"because": []}')):
        (folder / "reports" / f"{name}.json").write_text(text)
    (folder / "reports" / "e.unknown").write_text(good)
    list_calls(folder / "reports")

    assert [
        "a.json is no report", "b.json is no report", "c1  failed      11 min  line lost", "d.json is no report",
        "c1  failed      11 min  line lost  taken by no booking of late; goes after seven days",
        "1 calls; what was said in them is nowhere",
    ] == capsys.readouterr().out.splitlines()  # fmt: skip
