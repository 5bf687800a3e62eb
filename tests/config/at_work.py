"""A house at work while it is looked at: `python -m tests.config.at_work PART DATA STOP SLOWER`, until STOP appears.

`send` lays sealed items into the portal's intake, as the portal does; `jobs` is the house's own loop with hasty rounds
and checkpoints, and somebody registers captives beside it; `match` proposes pairs. `verify` looks a number of times and
prints a line for each look. SLOWER is by how much who sends and who registers pauses longer, and by how much less a
checkpoint lets the log grow.
"""

from __future__ import annotations

import os
import random
import secrets
import sys
import threading
import time
from pathlib import Path

from repatria.config.install import portal_keys_of
from repatria.config.places import Places
from repatria.config.session import open_folder

ROUND_SECONDS, CHECKPOINT_SECONDS, GROWTH = 1, 3, 64
_SEND_PAUSE, _REGISTER_PAUSE = 0.05, 0.1


def send(keyring, stop, slower):
    """Enquiries, and now and then something that does not open."""
    from repatria.config.outside import outside
    from repatria.records.intake.services import receive_sealed
    from tests.house import sealed_enquiry

    bound, portal, number = outside(), portal_keys_of(keyring), 0
    while not stop.exists():
        number += 1
        form_id = secrets.token_bytes(32)
        sealed = sealed_enquiry(portal, form_id, f"Koval {number}") if number % 9 else b"noise " * 50
        receive_sealed(
            form_id_sha256=secrets.token_bytes(32), on=bound.now().date(), mac_key=portal.mac_key, ciphertext=sealed
        )
        time.sleep(_SEND_PAUSE * slower)


def jobs(keyring, stop, slower):
    """Courier, consequences, rounds and checkpoints, each far more often than in a house."""
    from repatria.config.outside import outside
    from repatria.doors.jobs.loop import Rhythm, run_jobs

    beside = threading.Thread(target=register, args=(stop, slower))
    beside.start()
    rhythm = Rhythm(
        round_seconds=ROUND_SECONDS,
        first_letter_day=0,
        checkpoint_seconds=CHECKPOINT_SECONDS,
        pause_seconds=0.02,
        growth=max(1, int(GROWTH / slower)),
    )
    run_jobs(outside(), rhythm, stop.exists)
    beside.join()


def register(stop, slower):
    """Captives, so that there are consequences to draw."""
    from django.db import connections

    from repatria.config.outside import outside
    from repatria.records.access.role_table import Role
    from tests.house import capture_one

    bound, number = outside(), 0
    while not stop.exists():
        number += 1
        capture_one(bound.house(Role.CLERKWORK), f"{os.getpid()}-{number}")
        time.sleep(_REGISTER_PAUSE * slower)
    connections.close_all()


def match(keyring, stop, slower):
    """The matcher following the log."""
    from repatria.config.outside import outside
    from repatria.doors.jobs.matcher import Matcher

    matcher = Matcher(outside())
    matcher.build()
    while not stop.exists():
        matcher.follow()
        time.sleep(0.2)


def verify(keyring, looks):
    """Prints `equal` or what differs, once a look."""
    from repatria.doors.jobs.verifying import verify_house

    mac_key, chance = portal_keys_of(keyring).mac_key, random.Random(1)
    for _ in range(looks):
        began = time.perf_counter()
        report = verify_house(mac_key, lambda *_: None)
        seconds = time.perf_counter() - began
        tables = {one.table for one in (*report.bureau.differences, *report.intake, *report.passed_over)}
        answer = "equal" if report.is_equal else "DIFFERS"
        print(
            f"{answer} {report.bureau.entries} {seconds:.2f} {','.join(sorted(tables)) or '-'} {report.first}",
            flush=True,
        )
        time.sleep(chance.random() / 20)  # at another moment of the others' rhythm each time


PARTS = {"send": send, "jobs": jobs, "match": match}


def main(part: str, data: str, told: str, slower: str = "1") -> None:
    keyring = open_folder(Places(Path(data)), make=False)
    if part == "verify":
        verify(keyring, int(told))
    else:
        PARTS[part](keyring, Path(told), float(slower))


if __name__ == "__main__":
    main(*sys.argv[1:])
