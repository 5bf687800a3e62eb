"""Workbooks: every sheet is read or counted, zeros in front are kept, numbers are told as numbers."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from repatria.doors.files.tables import BadRow, Row, Table, UnreadableTableError, Wanted, open_table, workbooks

HEADER = ("id", "surname", "number")
CALLED = {"person_id": "id", "прізвище": "surname"}
KNOWN = {"id", "surname", "number", "born", *CALLED}
Rows = Sequence[Sequence[Any]]


def fits(names: Sequence[str]) -> bool:
    return {"id", "surname"} <= {called(name.strip().lower()) for name in names}


def called(name: str) -> str:
    return CALLED.get(name, name)


def opened(path: Path, sheets: Mapping[str, Rows], *, hidden: str = "", sheet: str = "", epoch: Any = None) -> Table:
    book = openpyxl.Workbook()
    book.remove(book.active)
    if epoch is not None:
        book.epoch = epoch
    for title, rows in sheets.items():
        made = book.create_sheet(title)
        for row in rows:
            made.append(list(row))
        made.sheet_state = "hidden" if title == hidden else "visible"
    book.save(path)
    return open_table(path, Wanted(knows=KNOWN.__contains__, fits=fits, called=called, sheet=sheet))


def rows_of(table: Table) -> list[Row]:
    rows = list(table.rows)
    assert not any(isinstance(row, BadRow) for row in rows)
    return [row for row in rows if isinstance(row, Row)]


def test_all_sheets_that_fit_are_read_as_one_table_by_the_names_of_their_columns(tmp_path: Path) -> None:
    table = opened(
        tmp_path / "b.xlsx",
        {"Рота 1": [HEADER, (1, "Бойко", "А1")], "Рота 2": [("Surname", "ID", "note"), ("Гук", 2, "так")]},
    )

    rows = rows_of(table)

    expected = [("1", "Бойко", "А1", ""), ("2", "Гук", "", "так")]
    assert [dict(zip((*HEADER, "note"), cells, strict=True)) for cells in expected] == [dict(row.cells) for row in rows]
    assert ["Рота 1, 2", "Рота 2, 2"] == [row.where for row in rows]
    assert "sheets 'Рота 1', 'Рота 2'" == table.reading
    assert {"Рота 1": 1, "Рота 2": 1} == dict(table.sheet_rows)


TWO_LANGUAGES = {
    "Перша": [("ID", "Прізвище", "номер"), (1, "Бойко", 417)],
    "Друга": [("person_id", "surname", "born"), (2, "Гук", 1999)],
}


def test_columns_that_the_reader_knows_by_one_name_are_one_in_sheets_of_two_languages(tmp_path: Path) -> None:
    table = opened(tmp_path / "b.xlsx", TWO_LANGUAGES)

    assert ("ID", "Прізвище", "номер", "born") == tuple(table.columns)
    rows = rows_of(table)
    assert [("1", "Бойко", ""), ("2", "Гук", "1999")] == [
        tuple(row.cells[name] for name in ("ID", "Прізвище", "born")) for row in rows
    ]
    assert [4, 4] == [row.cells_there for row in rows]  # neither is short for having another's columns not


def test_two_columns_of_one_sheet_that_would_be_one_keep_their_names(tmp_path: Path) -> None:
    table = opened(tmp_path / "b.xlsx", {
        "Перша": [("id", "surname"), (1, "Бойко")], "Друга": [("id", "surname", "прізвище"), (2, "Huk", "Гук")],
    })  # fmt: skip

    assert [("Бойко", ""), ("Huk", "Гук")] == [(r.cells["surname"], r.cells["прізвище"]) for r in rows_of(table)]


def test_a_sheet_that_is_not_read_is_named_with_the_number_of_its_rows(tmp_path: Path) -> None:
    sheets = {
        "Дані": [HEADER, (1, "Бойко", "А1")], "Довідник": [("код", "назва"), (1, "так"), (2, "ні")],
        "Старі": [HEADER, (2, "Гук", "")], "Порожній": [],
    }  # fmt: skip
    table = opened(tmp_path / "b.xlsx", sheets, hidden="Старі")

    assert ["1"] == [row.cells["id"] for row in rows_of(table)]
    assert ["2"] == [row.where for row in rows_of(table)]
    for told in ("sheet 'Дані'; not read: sheets 'Довідник' (3 rows", "'Старі' (hidden, 2 rows", "'Порожній' (empty)"):
        assert told in table.reading


def test_the_sheet_that_is_named_is_read_alone_and_an_unknown_one_refused_by_what_there_is(tmp_path: Path) -> None:
    sheets = {"Рота 1": [HEADER, (1, "Бойко", "")], "Рота 2": [HEADER, (2, "Гук", "")]}

    assert ["2"] == [row.cells["id"] for row in rows_of(opened(tmp_path / "b.xlsx", sheets, sheet="Рота 2"))]
    with pytest.raises(UnreadableTableError, match="has no sheet 'Рота 3'; it has: 'Рота 1', 'Рота 2'"):
        opened(tmp_path / "b.xlsx", sheets, sheet="Рота 3")


def test_titles_above_the_header_are_passed_over(tmp_path: Path) -> None:
    table = opened(
        tmp_path / "b.xlsx", {"А": [("Список", None, None), (), (None, "за травень"), HEADER, (1, "Б", "2")]}
    )

    assert HEADER == table.header
    assert [(5, "1")] == [(row.line, row.cells["id"]) for row in rows_of(table)]
    assert "2 rows above the header passed over" in table.reading


@pytest.mark.parametrize(
    ("value", "number_format", "text", "number"),
    [
        (123, "00000", "00123", None),
        (1234567, "00000", "1234567", None),
        (12345678, "000-00-0000", "012-34-5678", None),
        (7, '"№"00', "7", 7.0),
        (36262, "General", "36262", 36262.0),
        (36262, "0", "36262", 36262.0),
        (0.5, "0.00", "0.5", 0.5),
        (-5, "00000", "-5", -5.0),
        ("00123", "General", "00123", None),
        (True, "General", "True", None),
        (date(1999, 4, 12), "DD.MM.YYYY", "1999-04-12", None),
        (datetime(1999, 4, 12, 10, 30), "DD.MM.YYYY", "1999-04-12 10:30", None),
    ],
)
def test_a_number_keeps_the_zeros_of_its_format_and_is_told_as_a_number_else(
    tmp_path: Path, value: Any, number_format: str, text: str, number: float | None
) -> None:
    path = tmp_path / "b.xlsx"
    opened(path, {"А": [HEADER, (1, "Бойко", value)]})
    book = openpyxl.load_workbook(path)
    book["А"]["C2"].number_format = number_format
    book.save(path)

    (row,) = rows_of(open_table(path, Wanted(knows=KNOWN.__contains__)))

    assert text == row.cells["number"]
    assert number == row.numbers.get("number")


def test_the_year_from_which_days_count_is_told(tmp_path: Path) -> None:
    sheets = {"А": [HEADER, (1, "Бойко", "")]}

    assert 1900 == opened(tmp_path / "b.xlsx", sheets).epoch
    assert 1904 == opened(tmp_path / "b.xlsx", sheets, epoch=CALENDAR_MAC_1904).epoch


def test_a_formula_and_a_fault_of_a_cell_are_flagged_and_never_evaluated(tmp_path: Path) -> None:
    (row,) = rows_of(opened(tmp_path / "b.xlsx", {"А": [HEADER, (1, "=1+1", "#REF!")]}))

    assert "=1+1" == row.cells["surname"]
    assert {"surname": ("formula",), "number": ("cell_error",)} == dict(row.flags)


def test_where_no_sheet_fits_the_best_one_is_shown_by_its_columns(tmp_path: Path) -> None:
    table = opened(tmp_path / "b.xlsx", {"А": [("x", "y")], "Б": [("id", "Nachname"), (1, "Huber")]})

    assert ("id", "Nachname") == table.header
    assert "not read: sheet 'А' (1 row" in table.reading


@pytest.mark.parametrize(
    "far",
    ['<row r="9000000000000"><c r="A9000000000000"><v>1</v></c></row>', '<row><c r="ZZZ3"/></row>' * 3_000],
    ids=["a row that is nowhere", "wide rows that are empty"],
)
def test_what_a_far_cell_makes_up_is_not_read_for_ever(far: str, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(workbooks, "HIGHEST_LINE", 5_000)
    monkeypatch.setattr(workbooks, "MOST_CELLS", 400_000)
    opened(tmp_path / "list.xlsx", {"List": [("surname", "born"), ("Петренко", "1990")]})
    with zipfile.ZipFile(tmp_path / "list.xlsx") as plain, zipfile.ZipFile(tmp_path / "far.xlsx", "w") as made:
        for name in plain.namelist():
            content = plain.read(name)
            if name.endswith("sheet1.xml"):
                content = content.replace(b"</sheetData>", far.encode() + b"</sheetData>")
            made.writestr(name, content)

    table = open_table(tmp_path / "far.xlsx", Wanted(knows=lambda name: True))
    chunks = list(table.chunks())

    assert [["Петренко", "1990"]] == [row for chunk in chunks for row in chunk.rows]
    assert "the sheet claims more rows or cells than it holds" == chunks[-1].bad[-1].reason
