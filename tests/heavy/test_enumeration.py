"""Whoever asks for many names learns nothing from portal and disk, and a house that leaks is caught by the same means.

A tenth by default; REPATRIA_HEAVY=full makes it whole. What the whole showed: docs/methods/enumeration.md.
"""

from __future__ import annotations

import os
import sys
from collections import Counter

import pytest
from django.db import connection

from repatria.doors.portal import asking
from repatria.records.intake.models import PaperCheck
from tests.doors.portal.conftest import door, portal_keys  # noqa: F401 - the portal as its process runs it
from tests.heavy.enumeration import Enumeration, Shown, Timing, compare_times, guess_twice, is_told_apart

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(3600),
    pytest.mark.django_db(databases=["default", "intake"], transaction=True),
]
IS_FULL = os.environ.get("REPATRIA_HEAVY") == "full"
PAIRS, FOLLOWED, ROUNDS, SHUFFLES = (1500, 100, 10, 1000) if IS_FULL else (40, 10, 10, 100)
MARGIN = 0.5 if IS_FULL else 2.0  # ms; forty pairs on a machine that is shared bound it no closer
CHANCE = 0.001  # of a false alarm of one test
LEAKED = 1 if IS_FULL else 8
"""Rows that the leaky house writes more. Of one, a tenth of a millisecond, forty pairs are not always sure."""


def say(capsys, text):
    with capsys.disabled():
        print(f"\n  {connection.vendor}: {text}", end="", file=sys.stderr, flush=True)


def pairs_of(shown: list[Shown], clock: str) -> list[tuple[float, float]]:
    held, others = ([getattr(one, clock) for one in shown if one.is_held is which] for which in (True, False))
    return list(zip(held, others, strict=True))


def told(what: str, timing: Timing) -> str:
    bounds = f"{timing.low:+.3f} to {timing.high:+.3f} ms of {timing.usual:.1f}"
    return f"{what}: p {timing.p:.2g}, median difference {bounds}"


def guessed(drawn: list[tuple[float, float]]) -> str:
    return "; afresh ".join(f"{area:.3f}, p {p:.4f}" for area, p in drawn)


def ran_of(shown: list[Shown], *, held: bool) -> Counter[tuple[str, ...]]:
    return Counter(one.ran for one in shown if one.is_held is held)


def differing(shown: list[Shown]) -> list[bytes]:
    """The lines in which pages differ."""
    lines = [one.page.splitlines() for one in shown]
    return [line for each in lines for line, first in zip(each, lines[0], strict=True) if line != first][:2]


@pytest.fixture
def small_pairs(keyring, clock, randomness, client):
    return lambda pairs: Enumeration(keyring, clock, randomness, pairs, client)


def test_whoever_asks_for_many_names_learns_nothing_over_ten_rounds(small_pairs, capsys):
    asked = small_pairs(PAIRS)
    wall, worked, wrote = (compare_times(pairs_of(asked.shown, clock)) for clock in ("took", "worked", "wrote"))
    mixed = [one.worked for one in asked.shown if not one.is_held]
    same = compare_times(list(zip(mixed[::2], mixed[1::2], strict=True)))
    drawn = guess_twice(asked, FOLLOWED, ROUNDS, SHUFFLES)
    say(
        capsys,
        f"{PAIRS} pairs, {told('wall', wall)}; {told('processor', worked)}, margin {MARGIN}; {told('A/A', same)}; "
        f"{told('a message', wrote)}",
    )
    say(capsys, f"{FOLLOWED} of each followed for {ROUNDS} rounds: guesser {guessed(drawn)}")

    assert [] == differing(asked.shown), "bytes"
    assert ran_of(asked.shown, held=True) == ran_of(asked.shown, held=False), "statements and opens"
    assert not [step for one in asked.shown for step in one.ran if "register_" in step or "bureau" in step]
    assert worked.p > CHANCE
    assert worked.is_within(MARGIN)
    assert wrote.p > CHANCE
    assert wrote.is_within(MARGIN)
    assert wall.p > CHANCE
    assert wall.is_within(MARGIN) or not IS_FULL, "the wall's clock is bounded by many pairs alone"
    assert same.p > CHANCE, "A/A"
    assert not is_told_apart(drawn), guessed(drawn)


def test_a_house_that_looks_the_name_up_at_once_is_caught(small_pairs, monkeypatch, capsys):
    """Rows more on a hit, the same page; and a box that is written anew only where there is news."""
    receive = asking.receive_sealed
    current: list[str] = []

    def looks_up(**given):
        if current[-1].startswith("Коваль"):
            for one in range(LEAKED):
                PaperCheck.objects.using("intake").create(code_hash=given["form_id_sha256"] + bytes([one]), count=0)
        return receive(**given)

    header_of = asking.header_of

    def heard(said, *given, **named):
        current.append(str(said.get("sought_name", "")))
        return header_of(said, *given, **named)

    monkeypatch.setattr(asking, "header_of", heard)
    monkeypatch.setattr(asking, "receive_sealed", looks_up)
    asked = small_pairs(PAIRS)
    worked = compare_times(pairs_of(asked.shown, "worked"))

    def keep(one, seen):
        seen["bytes unchanged"] = seen.get("bytes unchanged", 0.0) + (0.0 if one.is_held else 8000.0)

    # Of few boxes a shuffle may part as well by chance: more of them say how seldom.
    drawn = guess_twice(asked, FOLLOWED, 3, 4 * SHUFFLES, keep)
    say(capsys, f"leaky, {told('processor', worked)}; guesser {guessed(drawn)}")

    assert [] == differing(asked.shown), "a leak that no page shows"
    assert ran_of(asked.shown, held=True) != ran_of(asked.shown, held=False)
    assert worked.p < CHANCE
    assert is_told_apart(drawn), "by the very rule that an honest house is judged by"
    assert min(area for area, _ in drawn) > 0.9
