"""The window of linkage: what the page shows another program to do is done; nothing is compiled before it is asked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import repatria.core.linkage as linkage

PAGE = Path(__file__).resolve().parents[3] / "docs" / "methods" / "linkage.md"


def _lines() -> str:
    block = PAGE.read_text(encoding="utf-8").partition("## 8. From Python")[2].partition("\n\n    ")[2]
    return "\n".join(line.removeprefix("    ") for line in block.partition("\n\n")[0].splitlines())


def test_the_lines_of_the_page_build_find_compare_and_explain(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(_lines().splitlines()) <= 8

    exec(compile(_lines(), str(PAGE), "exec"), {})

    told = capsys.readouterr().out
    assert "given name: Сережа ~ Сергій" in told
    assert "of 100 enquiries are taken to be about somebody registered: given" in told


def test_everything_the_window_names_is_there() -> None:
    assert all(getattr(linkage, name) is not None for name in linkage.__all__)
    with pytest.raises(AttributeError, match="merge"):
        _ = linkage.merge


def test_looking_in_compiles_nothing() -> None:
    asked = "import sys; from repatria.core.linkage import EnquiryRow, waterfall_text; sys.exit('numba' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
