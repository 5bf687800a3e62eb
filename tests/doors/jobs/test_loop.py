"""The jobs' loop: one job's fault is not the others', and times are those of the log."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from django.db import OperationalError, connections

from repatria.core.vocabulary.errors import RuleError, TamperError
from repatria.doors.jobs import loop, rounds
from repatria.records.access.role_table import Role
from repatria.records.access.services import record_reading
from repatria.records.intake.selectors import lying_round
from repatria.records.intake.services import receive_sealed
from repatria.records.ledger.checkpoints import latest_note
from repatria.records.ledger.models import Entry
from repatria.records.notices.selectors import last_round
from tests.records.clocks.acts import Log
from tests.records.staff import outside

pytestmark = pytest.mark.django_db(databases=["default", "intake"], transaction=True)
RHYTHM = loop.Rhythm(round_seconds=600, first_letter_day=0, checkpoint_seconds=600, pause_seconds=0)


def _run(house, clock, times, seconds=0, passed=None, **more):
    left = [times]

    def is_stopped():
        left[0] -= 1
        clock.forward(seconds=seconds)
        return left[0] < 0

    # Time passes as the clock goes on, unless a test says otherwise.
    loop.run_jobs(house, RHYTHM, is_stopped, passed or (lambda: clock().timestamp()), **more)


@pytest.fixture
def house(clock, randomness):
    return outside(clock, randomness)


@pytest.mark.parametrize("fault", [TypeError("anna@x"), RuleError("anna@x", provision="y"), OSError("anna@x")])
def test_a_fault_of_one_job_is_tried_again_and_the_others_go_on(house, clock, monkeypatch, fault, capsys):
    tries = []

    def fail(*_):
        tries.append(1)
        raise fault

    monkeypatch.setattr(loop, "fetch_enquiries", fail)
    _run(house, clock, times=3, seconds=700)

    assert 3 == len(tries)
    assert last_round() is not None
    said = capsys.readouterr().out
    assert "job_fault" in said and type(fault).__name__ in said and "test_loop.py:" in said
    assert "anna" not in said, "an error of a library may name an address"


def test_a_broken_proof_stops_its_own_job_and_no_other(house, clock, monkeypatch):
    tries = []

    def broken(*_):
        tries.append(1)
        raise TamperError("a seal does not open")

    monkeypatch.setattr(loop, "draw_consequences", broken)
    _run(house, clock, times=3, seconds=700)

    assert 1 == len(tries)
    assert last_round() is not None and latest_note() is not None


def test_a_house_that_is_started_anew_before_a_round_is_due_still_holds_it(house, clock):
    record_reading(house.house(Role.MATCHER), question="register.?names", records=())
    held = []
    for _ in range(7):  # each process lives for no time at all
        clock.forward(seconds=250)
        _run(house, clock, times=1)
        held.append(last_round().number if last_round() else 0)

    assert [0, 0, 1, 1, 1, 2, 2] == held
    assert latest_note() is not None


def test_a_round_cut_off_between_the_stores_is_held_anew_at_once(house, clock, monkeypatch):
    record_reading(house.house(Role.MATCHER), question="register.?names", records=())

    def cut_off(*_, **__):
        raise OperationalError("the plug was pulled")

    with monkeypatch.context() as cut:
        cut.setattr(rounds, "record_round", cut_off)
        _run(house, clock, times=1, seconds=700)
    assert (1, None) == (lying_round(), last_round())

    _run(house, clock, times=1)

    assert (2, 2) == (lying_round(), last_round().number)
    _run(house, clock, times=3)
    assert 2 == last_round().number


def test_a_round_that_another_holds_was_not_cut_off(house, clock, monkeypatch):
    record_reading(house.house(Role.MATCHER), question="register.?names", records=())
    with monkeypatch.context() as cut:
        cut.setattr(rounds, "record_round", lambda *_, **__: {}["x"])
        _run(house, clock, times=1, seconds=700)

    _run(house, clock, times=3, seconds=700, one_round=lambda: nullcontext(False))
    assert (1, None) == (lying_round(), last_round())
    _run(house, clock, times=1, one_round=lambda: nullcontext(True))
    assert (2, 2) == (lying_round(), last_round().number)


def test_a_man_who_is_not_back_gives_one_alarm_and_a_clock_that_was_set_forward_gives_none(house, clock, randomness):
    laid = Log(clock, randomness)
    laid.signed_out(clock() + timedelta(hours=30))
    _run(house, clock, times=3, seconds=86_400, passed=lambda: 0.0)  # a day at every look, and no time passed
    assert 0 == Entry.objects.filter(cause__startswith="alarm:").count()

    for _restart in range(3):
        _run(house, clock, times=3, seconds=60)
    assert 1 == Entry.objects.filter(cause__startswith="alarm:").count()


def test_what_came_in_is_fetched_at_round_times_and_all_of_it(house, clock, monkeypatch):
    fetched, left = [], [0, 3, 0, 0, 0]

    def fetch(*_):
        fetched.append(clock())
        return left.pop(0) if left else 0

    monkeypatch.setattr(loop, "fetch_enquiries", fetch)
    rhythm = replace(RHYTHM, courier_seconds=900)
    turns = [30]

    def is_stopped():
        turns[0] -= 1
        clock.forward(seconds=60)
        return turns[0] < 0

    loop.run_jobs(house, rhythm, is_stopped, lambda: clock().timestamp())

    # At the start, at the first round time and once more since something was left, at the second.
    assert 4 == len(fetched)
    assert 0 == fetched[1].minute % 15
    assert [60, 840] == [(b - a).total_seconds() for a, b in pairwise(fetched[1:])]


def test_calls_are_kept_at_a_cadence_of_their_own_with_the_same_looks(house, clock, monkeypatch):
    kept = []
    monkeypatch.setattr(loop, "keep_calls", lambda _, looks: kept.append((clock(), looks)))
    _run(house, clock, times=30, seconds=1)

    assert 6 <= len(kept) <= 7 and all(looks is kept[0][1] for _, looks in kept)
    assert {0} == {at.second % 5 for at, _ in kept[1:]}


def test_the_files_of_the_intake_show_midnight_at_every_turn(house, clock):
    path = Path(str(connections["intake"].settings_dict["NAME"]))
    if connections["intake"].vendor != "sqlite":
        pytest.skip("its files belong to the server")
    receive_sealed(form_id_sha256=b"f" * 32, ciphertext=b"x", on=clock().date(), mac_key=b"k" * 32)
    _run(house, clock, times=1)

    midnight = clock().replace(hour=0, minute=0, second=0, microsecond=0).timestamp()
    shown = [one.stat() for one in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm"))]
    assert {midnight} == {t for one in (*shown, path.parent.stat()) for t in (one.st_mtime, one.st_atime)}
