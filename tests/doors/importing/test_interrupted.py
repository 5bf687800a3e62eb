"""Stopping and going on: by SIGINT between batches, by whatever within one; a further run adds what is left."""

from __future__ import annotations

import signal

import pytest

from repatria.doors.jobs.importing import running
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.verify import verify
from tests.doors.importing.lists import loss_row

pytestmark = pytest.mark.django_db(transaction=True)
ROWS = [loss_row(n) for n in range(1, 36)]


@pytest.fixture(autouse=True)
def small_batches(monkeypatch):
    monkeypatch.setattr(running, "BATCH", 10)  # three and a half batches instead of thousands of rows


def test_sigint_stops_between_batches_and_a_further_run_goes_on(loss_list):
    seen = []

    def progress(stage, done, total):
        seen.append(done)
        if done == 20:
            signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        loss_list(*ROWS, progress=progress)
    stopped_at = tree_size()
    report = loss_list(*ROWS)

    assert [10, 20] == seen
    assert 20 == stopped_at
    assert (15, 20, 0) == (report.accepted, report.already_there, report.rejected)
    assert 35 == tree_size()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_run_cut_off_within_a_batch_leaves_whole_batches(loss_list, monkeypatch):
    recorded = []
    record = running.record_listed

    def cut_off(*arguments, **named):
        recorded.append(named["source_key"])
        if len(recorded) == 17:
            raise MemoryError
        return record(*arguments, **named)

    monkeypatch.setattr(running, "record_listed", cut_off)  # the machine fails at the seventeenth row
    with pytest.raises(MemoryError):
        loss_list(*ROWS)
    monkeypatch.setattr(running, "record_listed", record)
    size = tree_size()
    report = loss_list(*ROWS)

    assert 10 == size
    assert (25, 10) == (report.accepted, report.already_there)
    assert verify(log_verifier()).is_equal
