"""The demonstration's calls: its relay, where this machine has coturn, and one that can be held between two windows."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from repatria.config.calls import is_asked_for
from repatria.config.calls_commands import free_port, own_address
from repatria.config.one_round import one_round
from repatria.config.places import Places
from repatria.config.process import address_of
from repatria.config.session import DONE, say
from repatria.config.settings.environment import SettingError
from repatria.core.vocabulary.receipts import Receipt, letter_key_of, locator_of

if TYPE_CHECKING:
    from repatria.doors.jobs.demo.calls import ReadyCall
    from repatria.doors.jobs.demo.sign_ins import Staff
    from repatria.records.intake.keys import PortalKeys

INSTALL = "apt-get install coturn"
"""What brings the relay."""

_TOLD = ("REPATRIA_RELAY", "REPATRIA_CALLS_ADDRESS", "REPATRIA_CALLS_PAGE")
_CODE = re.compile(r"\b\d{4}\s?\d{4}\b")
_RELAY_PORT = 3478  # RFC 8656


def lay_relay() -> None:
    """Gives a demonstration a relay and a door of calls of its own, where coturn is there and no other is named.

    Given:    REPATRIA_RELAY_HERE=0 for a house that is to have none.
    """
    if is_asked_for() or os.environ.get("REPATRIA_RELAY_HERE") == "0" or shutil.which("turnserver") is None:
        return
    ip, port = own_address(), _RELAY_PORT if _is_free(_RELAY_PORT) else free_port()
    if not _is_free(address_of("calls")[1]):
        os.environ["REPATRIA_CALLS_ADDRESS"] = f"127.0.0.1:{free_port()}"
    os.environ |= {
        "REPATRIA_RELAY": f"turn:{ip}:{port}?transport=udp turn:{ip}:{port}?transport=tcp", "REPATRIA_RELAY_IP": ip,
        "REPATRIA_RELAY_HERE": "1",
    }  # fmt: skip


def _is_free(port: int) -> bool:
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("", port))
        except OSError:
            return False
    return True


def _told(places: Places) -> Path:
    return places.data / "demonstration-calls.json"


def keep_told(places: Places) -> None:
    """Writes down by which relay and door this house holds calls, for the command beside it."""
    told = {name: os.environ[name] for name in _TOLD if name in os.environ} if is_asked_for() else {}
    _told(places).write_text(json.dumps(told), encoding="utf-8")


def how_to_call(places: Places) -> str:
    """One line of the welcome: how a call is held here, or what is missing for it."""
    if not is_asked_for():
        return f"  calls      none, for there is no relay: {INSTALL}, and start it again"
    return f"  calls      once it is filled: repatria demo call --data {places.data}"


def take_told(places: Places) -> None:
    """Tells this process by which relay and door the running house holds calls.

    Raises:   SettingError where it runs without them, or does not run.
    """
    told = json.loads(_told(places).read_text(encoding="utf-8")) if _told(places).exists() else {}
    os.environ |= told
    if not told or not _answers(*address_of("calls")):
        raise SettingError("demo call", f"needs the running demonstration with its relay: {INSTALL}, then make demo")


def _answers(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), timeout=2.0).close()
    except OSError:
        return False
    return True


def hold_call_now(places: Places, receipt: Receipt, staff: Staff, portal: PortalKeys) -> int:
    """Makes a call ready that two windows of this machine can hold at once, and prints what opens each end."""
    from django.conf import settings

    from repatria.config.outside import outside
    from repatria.doors.jobs.demo.calls import Calls, NoCallHereError
    from repatria.doors.jobs.rounds import hold_round

    bound = outside()

    def hold() -> None:
        with one_round(places, waits=True):
            hold_round(bound)

    calls = Calls(outside=bound, staff=staff, portal=portal, first_letter_day=settings.FIRST_LETTER_DAY)
    try:
        ready = calls.ready_now(receipt, hold)
    except NoCallHereError:
        raise SettingError(str(places.data), "has nobody for a call any more: start a demonstration anew") from None
    _tell(receipt, ready, bound.calls_page)
    return DONE


def _tell(receipt: Receipt, ready: ReadyCall, page: str) -> None:
    length = round((ready.ends_at - ready.begins_at) / timedelta(minutes=1))
    begins = "now" if ready.begins_at <= datetime.now(UTC) else f"at {ready.begins_at:%H:%M} UTC; enter now"
    say(f"""
A call of {length} minutes, asked for, agreed, booked, told in her letter and made ready. It begins {begins}.

  she      {page}
           number  {receipt.number}
           words   {" ".join(receipt.words)}
           code    {_her_code(receipt)}
  he       {page}room
           code    {ready.his}
  watch    {page}room
           code    {ready.watch}

Without a camera: chromium --use-fake-device-for-media-stream --use-fake-ui-for-media-stream
""")


def _her_code(receipt: Receipt) -> str:
    """The code of her newest letter about a call, read as she reads it."""
    from repatria.records.intake.sealing import open_letters
    from repatria.records.intake.selectors import letter_for

    blob = letter_for(locator_of(receipt))
    lines = (
        [line for one in open_letters(letter_key_of(receipt), blob) or () for line in one.paragraphs] if blob else []
    )
    return next(("".join(found[0].split()) for line in lines if (found := _CODE.search(line))), "")
