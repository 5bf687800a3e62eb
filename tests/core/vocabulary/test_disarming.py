"""Cells that a spreadsheet would reckon with, and those that it would not."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.core.vocabulary.disarming import disarmed, printable

ARMED = (
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\0=1", " =1", " =1+1", "  @x", "＝1", "＝1+1", "＋1",
    "－1", "＠x", "-2+3", "\tx", "=cmd|' /C c'!A0", "\u00a0=1", "\u3000=1", "\u200b=1", "\ufeff=1", "\u2060=1",
    "\u00ad=1", "\u202e=1", " \u200b \u00a0=1", "\x1b=1", "﹦1", "﹢1", "﹣1", "﹫x", "\u22121",
)  # fmt: skip
PLAIN = (
    "", "—", "Шевченко", "0417", "1999-04-12", "O'Brien", "a=b", "CAMP-2", "'=1", " Шевченко", "\u200bШевченко", "1+1",
    "№ 5", "/x", "(+380)",
)  # fmt: skip


@pytest.mark.parametrize("cell", ARMED)
def test_a_cell_that_a_spreadsheet_would_reckon_with_gets_an_apostrophe(cell: str) -> None:
    assert f"'{cell}" == disarmed(cell)


@pytest.mark.parametrize("cell", PLAIN)
def test_a_cell_that_is_none_is_left_as_it_is(cell: str) -> None:
    assert cell == disarmed(cell)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_is_disarmed_stays_so_and_loses_no_sign(cell: str) -> None:
    once = disarmed(cell)

    assert once == disarmed(once)
    assert once.removeprefix("'") == cell or once == cell


@given(st.text(st.sampled_from("=+-@＝﹦ \t\r\n\0\u00a0\u200b\ufeff'1a"), max_size=6))
def test_no_disarmed_cell_becomes_a_formula_in_a_workbook(cell: str) -> None:
    text = io.StringIO()
    csv.writer(text).writerow([disarmed(cell)])
    read = next(csv.reader(io.StringIO(text.getvalue(), newline="")))[0]
    sheet = openpyxl.Workbook().active

    written = sheet.cell(1, 1)
    written.value = "".join(sign for sign in read if sign.isprintable())

    assert written.data_type != "f"


def test_a_terminal_is_not_steered() -> None:
    assert "?[31mred?" == printable("\x1b[31mred\u202e")
