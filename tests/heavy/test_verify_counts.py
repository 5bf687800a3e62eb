"""Verify at size: ten thousand mixed acts are equal, and two hundred thousand are read in a time that is printed.

A tenth by default; REPATRIA_HEAVY=full makes it whole.
"""

from __future__ import annotations

import os
import resource
import sys
import time

import pytest
from django.db import connection

from repatria.doors.jobs.verifying import verify_house
from repatria.records.access.role_table import Role
from repatria.records.ledger.checkpoints import make_checkpoint
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.services import bulk_acts
from tests.house import filled_house, list_one
from tests.records.staff import outside

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(3600),
    pytest.mark.django_db(databases=["default", "intake"], transaction=True),
]
SHARE = 1.0 if os.environ.get("REPATRIA_HEAVY") == "full" else 0.1
MIXED_ACTS, ALL_ACTS = int(10_000 * SHARE), int(200_000 * SHARE)
ACTS_A_PERSON = 9  # at least, by the plan of the demonstration with two enquiries for five persons
PAGE = 1000


def silent(*_):
    return None


def mixed_house(keyring, clock, randomness, acts):
    persons = int(acts / ACTS_A_PERSON)
    return filled_house(keyring, clock, randomness, persons=persons, enquiries=persons * 2 // 5)


def say(capsys, text):
    with capsys.disabled():  # to stderr: it is seen from whichever process of several says it
        print(f"\n  {connection.vendor}: {text}", end="", file=sys.stderr, flush=True)


def test_ten_thousand_mixed_acts_verify_equal(keyring, clock, randomness, capsys):
    started = time.perf_counter()
    mac_key = mixed_house(keyring, clock, randomness, MIXED_ACTS)
    filled = time.perf_counter()

    report = verify_house(mac_key, silent)

    seconds = time.perf_counter() - filled
    bureau = report.bureau
    say(
        capsys,
        f"{bureau.entries} mixed acts filled in {filled - started:.1f} s; {bureau.rows} rows, {bureau.cells} cells and "
        f"the intake verified in {seconds:.1f} s",
    )
    assert report.is_equal, report.first
    assert bureau.entries >= MIXED_ACTS


def test_two_hundred_thousand_acts_verify_equal_in_the_time_printed(keyring, clock, randomness, capsys):
    mac_key = mixed_house(keyring, clock, randomness, ALL_ACTS // 20)
    acting = outside(clock, randomness).house(Role.CLERKWORK)
    number, started, before = 1, time.perf_counter(), tree_size()
    while tree_size() < ALL_ACTS:
        with bulk_acts():
            for _ in range(PAGE):
                number += 1
                list_one(acting, number)
    make_checkpoint(at=clock(), growth=64, filler=randomness(96))
    filled = time.perf_counter()

    report = verify_house(mac_key, silent)

    seconds, bureau = time.perf_counter() - filled, report.bureau
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    say(
        capsys,
        f"{bureau.entries} acts verified in {seconds:.1f} s ({bureau.entries / seconds:.0f} a second, "
        f"{bureau.rows} rows, {bureau.cells} cells, {peak:.0f} MB at most); a page of {PAGE} recorded "
        f"{(bureau.entries - before) / (filled - started):.0f} a second",
    )
    assert report.is_equal, report.first
    assert bureau.entries >= ALL_ACTS
