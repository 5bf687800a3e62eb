"""Separated text: separators, titles above the header, headers over lines, short rows, long cells, `sep=` lines."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.doors.files.tables import LONGEST_ROW, BadRow, Row, UnreadableTableError, Wanted, has_text, open_table
from repatria.doors.files.tables.records import FURTHEST, Records
from repatria.doors.files.tables.text_tables import TextTable

KNOWN = {"id", "surname", "given_name", "прізвище", "імя", "дата_народження"}
LISTS = Path(__file__).parents[5] / "shared" / "data" / "lists"


def opened(path: Path, content: str | bytes, known: set[str] = KNOWN, **said: str) -> TextTable:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    table = open_table(path, Wanted(knows=known.__contains__, **said))
    assert isinstance(table, TextTable)
    return table


def cells_of(table: TextTable) -> list[list[str]]:
    return [list(row.cells.values()) for row in table.rows if isinstance(row, Row)]


@pytest.mark.parametrize("sign", ["\t", ",", ";", "|"])
def test_finds_what_parts_the_columns_whatever_the_file_is_called(tmp_path: Path, sign: str) -> None:
    content = f"id{sign}surname\n1{sign}Бойко\n2{sign}Гук\n"

    for name in ("list.csv", "list.tsv", "list.txt", "list"):
        assert [["1", "Бойко"], ["2", "Гук"]] == cells_of(opened(tmp_path / name, content))


@pytest.mark.parametrize("said", ["sep=;", "SEP=;", '"sep=;"'])
def test_takes_the_separator_that_the_file_names_and_no_row_of_it(tmp_path: Path, said: str) -> None:
    table = opened(tmp_path / "list.csv", f"{said}\r\nid;surname\r\n1;Бойко, Гук\r\n")

    assert [["1", "Бойко, Гук"]] == cells_of(table)
    assert "separated by semicolon (the file says so)" in table.reading


@pytest.mark.parametrize(
    "above",
    [
        "Список № 5\n",
        "Список № 5;;\n\nзатверджено 01.02.2026;;\n",
        '"Список ""А"";\nдруга частина";;\n',
        "а;б;в\n" * 20,
    ],
)
def test_passes_over_titles_above_the_header_and_says_how_many(tmp_path: Path, above: str) -> None:
    table = opened(tmp_path / "list.csv", f"{above}id;surname;given_name\n1;Бойко;Олена\n")

    assert ("id", "surname", "given_name") == table.header
    assert [["1", "Бойко", "Олена"]] == cells_of(table)
    assert "above the header passed over" in table.reading


@pytest.mark.parametrize(
    "header",
    ["ID;ПРІЗВИЩЕ;ІМ'Я", " Id ; Прізвище ; Ім’я ", '"id";"прізви\u0449е";"ІМ`Я:"', 'id;"Прізвище";"Ім*я"'],
)  # fmt: skip
def test_a_header_in_capitals_with_blanks_or_other_apostrophes_is_known(tmp_path: Path, header: str) -> None:
    table = opened(tmp_path / "list.csv", f"Перелік;;\n{header}\n1;Бойко;Олена\n")

    assert 3 == len(table.header)
    assert [["1", "Бойко", "Олена"]] == cells_of(table)


@pytest.mark.parametrize("sign", [";", "\t"])
def test_a_header_cell_may_go_over_several_lines(tmp_path: Path, sign: str) -> None:
    header = sign.join(["id", '"Прізвище,\nім\'я"', '"Дата\nнародження"'])
    table = opened(tmp_path / "list.csv", f"{header}\n1{sign}Бойко{sign}1990\n")

    assert ("id", "Прізвище,\nім'я", "Дата\nнародження") == table.header
    assert [["1", "Бойко", "1990"]] == cells_of(table)


def test_where_nothing_is_known_the_first_row_is_the_header_and_its_columns_are_named(tmp_path: Path) -> None:
    table = opened(tmp_path / "list.csv", "Nr;Zuname, Vorname;Jahrgang\n1;Huber, Karl;1890\n2;Maier, Josef;1891\n")

    assert ("Nr", "Zuname, Vorname", "Jahrgang") == table.header
    assert "the file has: Nr, Zuname, Vorname, Jahrgang" == has_text(table.header)


def test_a_row_that_is_shorter_than_the_header_is_filled_and_marked(tmp_path: Path) -> None:
    table = opened(tmp_path / "list.csv", "id,surname,given_name\n1,Бойко\n2,Гук,Іван\n3\n4,Лис,Роман,,\n")

    rows = [row for row in table.rows if isinstance(row, Row)]

    assert [["1", "Бойко", ""], ["2", "Гук", "Іван"], ["3", "", ""], ["4", "Лис", "Роман"]] == [
        list(row.cells.values()) for row in rows
    ]
    assert [2, 3, 1, 3] == [row.cells_there for row in rows]


def test_a_row_with_more_cells_than_the_header_is_bad_and_keeps_them(tmp_path: Path) -> None:
    (bad,) = opened(tmp_path / "list.csv", "id,surname\n1,Бойко,Олена\n").rows

    assert isinstance(bad, BadRow)
    assert (2, "has more cells than the header", "3, the header has 2") == (bad.line, bad.reason, bad.detail)
    assert ("1", "Бойко", "Олена") == bad.cells


def test_a_cell_of_a_thousand_lines_is_one_row(tmp_path: Path) -> None:
    note = "\n".join(f"line {n}; and, more" for n in range(1_000))
    out = io.StringIO()
    csv.writer(out).writerows([("id", "surname", "note"), ("1", "Бойко", note), ("2", "Гук", "")])

    assert [["1", "Бойко", note], ["2", "Гук", ""]] == cells_of(opened(tmp_path / "list.csv", out.getvalue()))


@pytest.mark.parametrize("line", ["x" * 70, "ж" * 70, "a,b;c"])
def test_a_cell_longer_than_a_row_may_be_is_one_bad_row_however_many_lines_it_has(tmp_path: Path, line: str) -> None:
    note = f"{line}\n" * (LONGEST_ROW // len(line) + 10)
    table = opened(tmp_path / "list.csv", f'id,surname,note,a,b\n1,Бойко,"{note}",,\n2,Гук,,,\n')

    bad, good = table.rows

    assert isinstance(bad, BadRow) and isinstance(good, Row)
    assert (2, "longer than 1,000,000 bytes") == (bad.line, bad.told)
    assert "2" == good.cells["id"]


def test_empty_lines_by_the_hundred_thousand_are_passed_over_and_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, of_records, empty = [], Records.__iter__, "\n" * 150_000
    monkeypatch.setattr(Records, "__iter__", lambda records: (read.append(one) or one for one in of_records(records)))
    table = opened(tmp_path / "list.csv", f"{empty}id,surname\n1,Бойко\n{empty}2,Гук\n{empty}")
    rows = list(table.rows)
    assert [(150_002, "Бойко"), (300_003, "Гук")] == [(row.line, row.cells["surname"]) for row in rows]
    assert len(read) < 1_000_000, "of two million and more"


def test_a_row_is_measured_in_bytes_and_not_in_letters(tmp_path: Path) -> None:
    table = opened(tmp_path / "list.csv", f"id,surname\n1,{'ж' * 400_000}\n2,{'ж' * 600_000}\n")

    first, second = table.rows

    assert isinstance(first, Row) and isinstance(second, BadRow)


@pytest.mark.whole
@pytest.mark.timeout(60)
def test_a_stray_mark_long_before_another_costs_its_own_row_alone(tmp_path: Path) -> None:
    rows = "".join(f"{n},Гук,Іван\n" for n in range(2, FURTHEST // 20))
    table = opened(tmp_path / "list.csv", f'id,surname,given_name\n1,"Бойко,Олена\n{rows}0,Лис,"Роман"\n')

    bad = [row for row in table.rows if isinstance(row, BadRow)]

    assert ["a quotation mark is opened and not closed"] == [row.reason for row in bad]
    assert rows.count("\n") + 2 == table.sheet_rows[""]


def test_tabs_keep_stray_marks_and_follow_those_of_a_spreadsheet(tmp_path: Path) -> None:
    content = (
        'id\tsurname\tnote\n1\t"Бойко\tтак"\n2\tГук\t"перший\nдругий"\n3\t"Лис\tРудий"\tні\n4\tКіт\tС/М "Зоря"\n'
        '5\t"Вовк"\tі\n'
    )

    assert [
        ["1", '"Бойко', 'так"'], ["2", "Гук", "перший\nдругий"], ["3", "Лис\tРудий", "ні"], ["4", "Кіт", 'С/М "Зоря"'],
        ["5", "Вовк", "і"],
    ] == cells_of(opened(tmp_path / "list.tsv", content))  # fmt: skip


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_ends_of_lines_within_a_cell_stay_as_they_are(tmp_path: Path, end: str) -> None:
    content = f'id,surname{end}1,"Бойко\r\nГук\nЛис\rКіт"{end}2,Вовк{end}'

    assert [["1", "Бойко\r\nГук\nЛис\rКіт"], ["2", "Вовк"]] == cells_of(opened(tmp_path / "list.csv", content))


def test_one_broken_byte_in_a_large_ascii_file_costs_one_row(tmp_path: Path) -> None:
    rows = b"".join(b"%d,Smith\n" % n for n in range(150_000))
    table = opened(tmp_path / "list.csv", b"id,surname\n" + rows + b"x,M\xffller\n" + rows)

    bad = [row for row in table.rows if isinstance(row, BadRow)]

    assert [("holds bytes that are not UTF-8", "0xFF at 4")] == [(row.reason, row.detail) for row in bad]
    assert 300_001 == table.sheet_rows[""]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_wide_encodings_are_read_in_blocks_of_any_size(tmp_path: Path, encoding: str) -> None:
    content = 'id;surname\r\n1;"Бой\r\nко"\r\n2;Гук\r\n' + "".join(f"{n};Лис\r\n" for n in range(3, 40))
    table = opened(tmp_path / "list.csv", content.encode(encoding))
    for size in (3, 64, 1 << 16):
        table.block_bytes = size

        assert [["1", "Бой\r\nко"], ["2", "Гук"]] == cells_of(table)[:2]


@pytest.mark.parametrize("content", [b"", b"\n\r\n \n", b"sep=;\n"])
def test_refuses_a_file_without_a_row(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UnreadableTableError, match="is empty"):
        opened(tmp_path / "list.csv", content)


CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(
    st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=8), st.sampled_from(",;|"),
    st.sampled_from(["\n", "\r\n"]), st.sampled_from([5, 64, 1 << 16]),
)  # fmt: skip
def test_what_a_spreadsheet_writes_comes_back_to_the_letter(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]], sign: str, end: str, size: int
) -> None:
    out = io.StringIO(newline="")
    written = [(f"n{at}", *row) for at, row in enumerate(rows)]
    quoting = csv.writer(out, delimiter=sign, lineterminator=end, quoting=csv.QUOTE_ALL)
    quoting.writerows([("id", "surname", "given_name", "note"), *written])
    table = opened(tmp_path_factory.getbasetemp() / "letter.csv", out.getvalue())
    table.block_bytes = size

    assert [list(row) for row in written] == cells_of(table)


@pytest.mark.parametrize(
    ("name", "known", "rows", "header"),
    [
        ("register-two-line-header.csv", {"дата_народження"}, 10, "Прізвище,\nім'я, по батькові"),
        ("register-excel-serials.tsv", {"прізвище", "імя"}, 20, "ПО БАТЬКОВІ"),
        ("enquiries-by-telephone.csv", {"фио"}, 6, "Кто ищет"),
    ],
)
def test_lists_in_the_shapes_that_people_keep_are_read_whole(
    tmp_path: Path, name: str, known: set[str], rows: int, header: str
) -> None:
    if not LISTS.is_dir():
        pytest.skip("THE LISTS ARE NOT HERE: ../shared/data/lists beside the project")
    table = opened(tmp_path / name, (LISTS / name).read_bytes(), known)

    found = list(table.rows)

    assert rows == len(found)
    assert all(isinstance(row, Row) for row in found)
    assert header in [cell.replace("\r\n", "\n") for cell in table.header]
