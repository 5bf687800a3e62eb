"""Reads the tables of given names once before the tests, so that no property test pays for it within its deadline."""

from __future__ import annotations

import pytest

from repatria.core.names.groups import father_groups, groups_of


@pytest.fixture(scope="session", autouse=True)
def _tables_are_read() -> None:
    groups_of("Олександр")
    father_groups("Олександрович")
