"""A list of scans as people and devices write it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from repatria.core.law.return_scans import FaultyRow, RowFault, read_scans

NOW = datetime(2026, 11, 30, 15, 0, tzinfo=UTC)


WRITTEN = ("2026-11-30T16:40", "30.11.2026 16:40", "30.11.2026 16:40:00", "2026-11-30T14:40Z")


@pytest.mark.parametrize("written", WRITTEN)
def test_a_time_is_read_as_the_desk_writes_it_or_as_a_device_does(written):
    (row,), faults = read_scans(f"{written};B-102;44902;broken", now=NOW, offset_minutes=120)
    assert not faults
    assert ("2026-11-30T14:40:00", "B-102", "44902", False) == (row.at[:19], row.label, row.seal, row.is_seal_whole)


@pytest.mark.parametrize(
    ("written", "fault"), [("30.11.2026 18:40", RowFault.AFTER_NOW), ("31.11.2026 14:40", RowFault.NO_TIME)]
)
def test_a_time_that_is_none_or_lies_ahead_is_a_row_with_its_reason(written, fault):
    assert ((), (FaultyRow(where=1, fault=fault),)) == read_scans(f"{written};B-102;;", now=NOW, offset_minutes=120)
