"""An importer over the test's stores: content in, report out."""

from __future__ import annotations

import pytest

from repatria.doors.jobs.importing.running import run_import
from tests.doors.importing.lists import LOSS_COLUMNS, LOSS_LISTS, PLAIN_COLUMNS, PLAIN_REGISTER, as_csv, silent
from tests.house import lay_places
from tests.records.staff import outside


@pytest.fixture
def house(clock, randomness):
    return outside(clock, randomness)


@pytest.fixture
def bring_in(house, tmp_path):
    """Imports bytes or text by a profile: `bring_in(content, profile=..., name=...)`."""

    def run(content, profile=LOSS_LISTS, name="list.csv", progress=silent):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        report = run_import(house, path, str(profile), progress, tmp_path / "reports")
        assert report.rows == (
            report.accepted + report.already_there + report.corrected + report.totals + report.rejected
        )
        return report

    return run


@pytest.fixture
def loss_list(bring_in):
    """Imports invented entries of a loss list."""
    return lambda *rows, **given: bring_in(as_csv(LOSS_COLUMNS, rows), LOSS_LISTS, **given)


@pytest.fixture
def register_of(bring_in, places):
    """Imports invented captives of a plain register."""
    return lambda *rows, **given: bring_in(as_csv(PLAIN_COLUMNS, rows), PLAIN_REGISTER, **given)


@pytest.fixture
def places(clock):
    """The place that the lists of captives write."""
    lay_places(clock(), "UNIT-3")
