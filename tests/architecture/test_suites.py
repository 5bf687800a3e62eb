"""How the suites share the cores: what must not meet another of its kind runs in one process."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import conftest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("file", "share"),
    [
        ("tests/journeys/test_keys.py", "browser"),
        ("tests/config/test_supervisor.py", "config"),
        ("tests/config/test_commands.py", "config"),
        ("tests/law/test_custody.py", "tests/law/test_custody.py"),
    ],
)
def test_a_file_goes_whole_to_one_process(file: str, share: str) -> None:
    scheduler = conftest._ByShare.__new__(conftest._ByShare)

    assert {share} == {scheduler._split_scope(f"{file}::{test}") for test in ("test_a", "test_b[x]")}


def test_whoever_drives_a_browser_is_among_those() -> None:
    marked = re.compile(r"^pytestmark = .*mark\.browser", re.MULTILINE)
    tests = ROOT.glob("tests/**/test_*.py")
    alone = [str(one.relative_to(ROOT)) for one in tests if marked.search(one.read_text(encoding="utf-8"))]

    assert len(alone) > 3
    assert {"browser"} == {conftest._share_of(one) for one in alone}


def test_what_drives_a_browser_for_long_has_a_share_of_its_own_where_the_suites_are_whole() -> None:
    assert set(conftest._APART) == {conftest._share_of(one, True) for one in conftest._APART}
    assert {"browser"} == {conftest._share_of(one) for one in conftest._APART}
    assert "browser" == conftest._share_of("tests/journeys/test_keys.py", True)


def test_what_opens_postgresql_by_itself_names_it_and_is_asked_there() -> None:
    """A test that asks for no store is left out on PostgreSQL, unless its file names the database."""
    named = (one for one in ROOT.glob("tests/**/test_*.py") if one != Path(__file__))
    by_itself = [one for one in named if "psycopg.connect" in one.read_text(encoding="utf-8")]

    assert len(by_itself) > 1
    assert all(conftest._names_the_database(str(one)) for one in by_itself)
    assert not conftest._names_the_database(str(ROOT / "tests/law/test_custody.py"))
