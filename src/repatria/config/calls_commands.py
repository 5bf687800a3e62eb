"""`repatria calls`: one call between two windows of this machine, and how the calls of a house stand."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from repatria.config.calls import MAY_KNOW, make_secret
from repatria.config.lifeline import LIFELINE_FD
from repatria.config.places import Places
from repatria.config.session import DONE, OUTSIDE, say
from repatria.config.settings.environment import SettingError
from repatria.core.law.call_steps import CallFacts, next_call
from repatria.core.vocabulary.call_tickets import (
    LEFT_ASIDE,
    CallTicket,
    one_time_code,
    room_code,
    secret_of,
    ticket_hash,
    with_decoys,
    written,
)
from repatria.core.vocabulary.calls import CallEnd, CallEvent, CallState
from repatria.core.vocabulary.receipts import Receipt, letter_identity_of, receipt_from_form_id

_ANSWERING_SECONDS = 15.0
_ASIDE = "  taken by no booking of late; goes after seven days"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A call to try: what is on the two papers, and what the door is given."""

    receipt: Receipt
    code: str
    room: str
    watch: str
    ticket: CallTicket


def trial_of(begins_at: datetime, length: timedelta, randomness: Callable[[int], bytes]) -> Trial:
    """Books and prepares one invented call, step by step as any other.

    Raises:   OpenGuardError for a length that no call has.
    """
    facts = CallFacts(
        he_agreed_at=begins_at, she_agreed_at=begins_at, begins_at=begins_at, ends_at=begins_at + length,
        is_relay_named=True,
    )  # fmt: skip
    state = CallState.ASKED
    for event in (CallEvent.ANSWERED, CallEvent.BOOKED, CallEvent.PREPARED):
        state = next_call(state, event, facts)
    receipt = receipt_from_form_id(randomness(32), "en")
    code, room, watch = one_time_code(randomness(16)), room_code(randomness(16)), room_code(randomness(16))
    ticket = CallTicket(
        call=randomness(16).hex(),
        hers=ticket_hash(secret_of(CallEnd.HERS, code, letter_identity_of(receipt))),
        his=ticket_hash(secret_of(CallEnd.HIS, room.replace("-", ""))),
        watch=ticket_hash(secret_of(CallEnd.WATCH, watch.replace("-", ""))),
        begins_at=begins_at, ends_at=begins_at + length,
    )  # fmt: skip
    return Trial(receipt=receipt, code=code, room=room, watch=watch, ticket=ticket)


def calls(places: Places, given: Namespace) -> int:
    """Holds one call on this machine, or tells how the calls of a house stand."""
    if given.action == "list":
        return list_calls(places.calls / "reports")
    return _try(timedelta(minutes=given.minutes))


def list_calls(reports: Path) -> int:
    """Prints how each call stands; a file that is no report is named, and what no call took is said to be so."""
    listed = 0
    for path in (*sorted(reports.glob("*.json")), *sorted(reports.glob(f"*{LEFT_ASIDE}"))):
        try:
            one = json.loads(path.read_text(encoding="utf-8"))
            is_aside = path.suffix != ".json"
            why = f"{one['because'].replace('_', ' ')}{_ASIDE if is_aside else ''}"
            say(f"{one['call']}  {one['state']:9} {one['seconds'] // 60:4d} min  {why}".rstrip())
            listed += not is_aside
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            say(f"{path.name} is no report")
    say(f"{listed} calls; what was said in them is nowhere")
    return DONE


def _try(length: timedelta) -> int:
    if shutil.which("turnserver") is None:
        raise SettingError("calls try", "needs coturn, the relay, on this machine: apt-get install coturn")
    folder = Path(tempfile.mkdtemp(prefix="repatria-call-"))
    (folder / "tickets").mkdir()
    ip, port, door = own_address(), free_port(), free_port()
    trial = trial_of(datetime.now(UTC).replace(microsecond=0), length, secrets.token_bytes)
    (folder / "tickets" / "trial.json").write_text(written(with_decoys((trial.ticket,), secrets.token_bytes)), "utf-8")
    given = {key: value for key, value in os.environ.items() if key in MAY_KNOW} | {
        "REPATRIA_DATA": str(folder), "REPATRIA_DEMO": "1", "REPATRIA_CALLS_ADDRESS": f"127.0.0.1:{door}",
        "REPATRIA_RELAY_IP": ip, "REPATRIA_RELAY": f"turn:{ip}:{port}?transport=udp turn:{ip}:{port}?transport=tcp",
        "REPATRIA_RELAY_SECRET_FILE": str(folder / "relay-secret"),
    }  # fmt: skip
    os.environ["REPATRIA_RELAY_SECRET_FILE"] = given["REPATRIA_RELAY_SECRET_FILE"]
    make_secret(folder)
    line = os.pipe()
    children = []
    try:
        for name in ("relay", "calls"):
            children.append(subprocess.Popen(
                [sys.executable, "-m", "repatria.config.process", name], stdin=subprocess.DEVNULL,
                env=given | {LIFELINE_FD: str(line[0])}, pass_fds=(line[0],), start_new_session=True,
            ))  # fmt: skip
        if not _answer_both((ip, port), ("127.0.0.1", door)):
            say("relay or door did not answer; their words stand above")
            return OUTSIDE
        _tell(trial, door, ip, port, length)
        return _follow(folder, trial.ticket, children)
    finally:
        for child in children:
            child.terminate()
        for child in children:
            child.wait(10)
        for end in line:
            os.close(end)
        shutil.rmtree(folder, ignore_errors=True)


def _tell(trial: Trial, door: int, ip: str, port: int, length: timedelta) -> None:
    say(f"""
A call of {int(length.total_seconds() // 60)} minutes, between two windows of this machine. Everybody in it is invented.

  she      http://127.0.0.1:{door}/
           number  {trial.receipt.number}
           words   {" ".join(trial.receipt.words)}
           code    {trial.code}
  he       http://127.0.0.1:{door}/room
           code    {trial.room}
  watch    http://127.0.0.1:{door}/room
           code    {trial.watch}

The relay is coturn at {ip}:{port}. The door was given hashes, and three decoys beside this call. Without a camera:
chromium --use-fake-device-for-media-stream --use-fake-ui-for-media-stream
Stop with Ctrl-C.
""")


def _follow(folder: Path, ticket: CallTicket, children: list[subprocess.Popen[bytes]]) -> int:
    """Says how the call stands until it is over, a process fell, or somebody stops it."""
    path, told = folder / "reports" / f"{ticket.call}.json", ""
    stopping: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda given, _: stopping.append(given))
    while not stopping and children[1].poll() is None:
        now = path.read_text(encoding="utf-8") if path.exists() else ""
        if now != told:
            told, read = now, json.loads(now)
            say(f"{read['state']}  {read['seconds'] // 60} min  {read['because'].replace('_', ' ')}".rstrip())
            if read["state"] in ("done", "failed", "stopped"):
                time.sleep(2.0)  # both pages ask once more, and are told
                break
        if datetime.now(UTC) > ticket.ends_at + timedelta(seconds=5):
            break
        time.sleep(0.3)
    return DONE


def _answer_both(*addresses: tuple[str, int]) -> bool:
    end = time.monotonic() + _ANSWERING_SECONDS
    for address in addresses:
        while True:
            try:
                socket.create_connection(address, timeout=0.5).close()
                break
            except OSError:
                if time.monotonic() > end:
                    return False
                time.sleep(0.1)
    return True


def own_address() -> str:
    """An address of this machine that is not the loopback's, which browsers leave aside; that one where it has no
    other. Nothing is sent.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(("192.0.2.1", 9))  # RFC 5737: nobody's
            return str(asked.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def free_port() -> int:
    """A port that nobody has now."""
    with socket.socket() as asked:
        asked.bind(("", 0))
        return int(asked.getsockname()[1])
