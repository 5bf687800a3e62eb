"""The table of settings holds every variable that the source reads, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from tests.docs.pages import DOCS, ROOT, SOURCE, table_rows

_NAME = re.compile(r"REPATRIA_[A-Z][A-Z_]*[A-Z]")
PAGE = DOCS / "operating" / "settings.md"
BY_LANGUAGE = {"REPATRIA_BUREAU"}  # a name made from a language: REPATRIA_BUREAU_UK, _RU, _EN


def _in(*folders: Path) -> set[str]:
    found: set[str] = set()
    for folder in folders:
        files = [folder] if folder.is_file() else folder.rglob("*")
        for path in files:
            if path.is_file() and path.suffix in {".py", ".sh", ""} and "__pycache__" not in path.parts:
                found.update(_NAME.findall(path.read_text(encoding="utf-8")))
    return found


def _told() -> dict[str, tuple[str, ...]]:
    return {row[0].strip("`"): row for row in table_rows(PAGE) if row[0].startswith("`REPATRIA_")}


def test_every_variable_of_the_source_is_on_the_page_and_no_other() -> None:
    read = _in(SOURCE, ROOT / "tools", ROOT / "Makefile", ROOT / ".ci" / "run", ROOT / "tests" / "heavy") - BY_LANGUAGE

    assert len(read) > 25
    assert set() == read - set(_told()), "not on the page"
    assert set() == set(_told()) - read, "read by nobody"


def test_every_variable_has_a_default_and_a_meaning() -> None:
    assert [] == [name for name, row in _told().items() if len(row) != 3 or not row[1] or not row[2]]


def test_no_page_names_a_variable_that_is_not_on_the_page_of_settings() -> None:
    named = {name for page in DOCS.rglob("*.md") for name in _NAME.findall(page.read_text(encoding="utf-8"))}

    assert set() == named - set(_told())


def test_the_defaults_are_those_of_the_source() -> None:
    from repatria.config.outside import _BUREAU
    from repatria.config.process import ADDRESSES
    from repatria.config.zone import DEFAULT, DEMONSTRATION

    told = _told()
    base = (SOURCE / "config" / "settings" / "base.py").read_text(encoding="utf-8")

    assert f"`{ADDRESSES['portal']}`" == told["REPATRIA_PORTAL_ADDRESS"][1]
    assert f"`{ADDRESSES['desk']}`" == told["REPATRIA_DESK_ADDRESS"][1]
    assert f"`{DEFAULT}` (demonstration `{DEMONSTRATION}`)" == told["REPATRIA_TIME_ZONE"][1]
    for language, name in _BUREAU.items():
        assert name == told[f"REPATRIA_BUREAU_{language.upper()}"][1]
    for name in ("REPATRIA_FIRST_LETTER_DAY", "REPATRIA_ROUND_SECONDS"):
        demo, real = re.findall(rf'"{name}", (\d+) if DEMO else ([\d_]+)', base)[0]
        assert f"`{real.replace('_', '')}` (demonstration `{demo}`)" == told[name][1]
