"""Bad rows one by one: a clear word with file, line and field for each, and the rest goes on."""

from __future__ import annotations

import csv
import io
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.core.names.writing import MAX_CHARACTERS
from repatria.doors.files.linking.remarks import Remark, Remarks
from repatria.doors.files.tables.lines import LONGEST_LINE_BYTES, blocks_of
from repatria.doors.files.tables.records import Records
from repatria.doors.files.tables.rows import LONGEST_ROW
from tests.doors.files.linking.people import HEADER, PEOPLE, Taken, table

GOOD_BEFORE, GOOD_AFTER = PEOPLE[:2], PEOPLE[2:]
OTHERS = [row[0] for row in PEOPLE]


def with_bad(bad: str, sign: str = "\t") -> str:
    """A bad row, as it stands, on line 4 of a table of good ones."""
    return table(GOOD_BEFORE, sign=sign) + bad + "\n" + "".join(sign.join(row) + "\n" for row in GOOD_AFTER)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("p9", "has one cell alone: a heading, a total, or half a row"),
        ("p9\tЗайченко\tГнат\t\t1999\tСуми\tі ще щось", "has more cells than the header: 7, the header has 6"),
        ("\tЗайченко\tГнат\t\t1999\tСуми", "has no number (id)"),
        ("  \tЗайченко\tГнат\t\t1999\tСуми", "has no number (id)"),
        ("p9\tЗай\0ченко\tГнат\t\t1999\tСуми", "holds a zero byte"),
        ("p9\t" + "я" * (LONGEST_ROW + 1) + "\tГнат\t\t1999\tСуми", "longer than 1,000,000 bytes"),
    ],
)
def test_a_row_that_cannot_be_taken_is_rejected_with_line_and_reason_and_the_rest_goes_on(tmp_path, bad, reason):
    taken = Taken(tmp_path / "R.tsv", with_bad(bad))

    assert OTHERS == taken.ids
    assert [(4, "", reason)] == taken.reasons
    assert (5, 1) == (taken.table.accepted, taken.table.rejected)
    assert f"R.tsv: line 4: rejected: {reason}" in taken.said


@pytest.mark.parametrize(
    ("bad", "field", "reason"),
    [
        ("p9\tЗайченко\tГнат\t\t14 березня\tСуми", "birth_date", "is no date that can be read"),
        ("p9\tЗайченко\tГнат\t\t1999-13-01\tСуми", "birth_date", "the other way round"),
        ("p9\tЗайченко\tГнат\t\t0000\tСуми", "birth_date", "is no date"),
        ("p9\tЗайченко\tГнат\t\t99\tСуми", "birth_date", "is no date"),
        ("p9\tЗайченко\tГнат\t\t1999-02-30\tСуми", "birth_date", "no calendar has"),
        ("p9\t\t\t\t1999\tСуми", "name", "is empty"),
        ("p9\t" + "я" * 10_000 + "\tГнат\t\t1999\tСуми", "surname", "has 10,000 characters: kept, the first 400"),
        ("p9\tЗайченко\tГнат\t\t1999\t" + "ю" * 500, "place", "has 500 characters"),
        ("p1\tЗайченко\tГнат\t\t1999\tСуми", "id", "stands above already: both rows are kept"),
    ],
)
def test_a_row_that_is_odd_is_kept_with_line_field_and_reason(tmp_path, bad, field, reason):
    taken = Taken(tmp_path / "R.tsv", with_bad(bad))

    assert sorted([*OTHERS, bad.split("\t")[0]]) == sorted(taken.ids)
    ((line, named, said),) = taken.reasons
    assert (4, field) == (line, named)
    assert reason in said
    assert (6, 0) == (taken.table.accepted, taken.table.rejected)


def test_a_date_that_is_none_counts_as_not_known_and_one_of_no_calendar_as_it_is_written(tmp_path):
    taken = Taken(
        tmp_path / "R.tsv", table([("p1", "А", "", "", "березень", ""), ("p2", "Б", "", "", "1999-02-30", "")])
    )

    assert ["", "1999-02-30"] == [row.birth_date for row in taken.rows]


def test_a_date_with_points_is_read(tmp_path):
    taken = Taken(tmp_path / "R.tsv", table([("p1", "Шевченко", "", "", "14.03.1999", "")]))

    assert ["1999-03-14"] == [row.birth_date for row in taken.rows]
    assert [] == taken.remarked


def test_a_very_long_name_is_cut_so_that_memory_stays_bounded(tmp_path):
    taken = Taken(tmp_path / "R.tsv", table([("p1", "я" * 10_000, "", "", "", "")]))

    assert MAX_CHARACTERS <= len(taken.rows[0].surname) < 10_000


def test_broken_bytes_cost_one_row_and_are_named(tmp_path):
    content = with_bad("p9\tЗайченко\tГнат\t\t1999\tСуми").encode().replace("Зай".encode(), b"\xc7\xe0\xe9")

    taken = Taken(tmp_path / "R.tsv", content)

    assert OTHERS == taken.ids
    assert [(4, "", "holds bytes that are not UTF-8: 0xC7 at 4")] == taken.reasons


def test_a_line_without_end_is_passed_over_in_bounded_memory(tmp_path):
    long = b"p9\t" + b"x" * (2 * LONGEST_LINE_BYTES)
    content = table(GOOD_BEFORE).encode() + long + b"\n" + table(GOOD_AFTER).encode().split(b"\n", 1)[1]

    taken = Taken(tmp_path / "R.tsv", content)

    assert OTHERS == taken.ids
    assert [(4, "", "longer than 1,000,000 bytes")] == taken.reasons


@pytest.mark.parametrize("sign", [",", ";"])
def test_a_quotation_mark_that_is_never_closed_costs_one_row(tmp_path, sign):
    taken = Taken(tmp_path / "R.csv", with_bad(sign.join(["p9", '"Зайченко', "Гнат", "", "1999", "Суми"]), sign))

    assert OTHERS == taken.ids
    assert [(4, "", "a quotation mark is opened and not closed")] == taken.reasons


def test_two_stray_marks_in_different_rows_do_not_swallow_the_rows_between(tmp_path):
    rows = [list(row) for row in PEOPLE]
    rows[0][1] = '"Шевченко'
    rows[3][1] = 'Щербина"'

    taken = Taken(tmp_path / "R.csv", table(rows, sign=","))

    assert OTHERS[1:] == taken.ids
    assert 1 == taken.table.rejected


def test_quotation_marks_in_a_tab_separated_file_cost_nothing(tmp_path):
    rows = [list(row) for row in PEOPLE]
    rows[0][5], rows[1][5], rows[2][5] = '"Полтава', 'C/М "Зоря"', '"Київ"'

    taken = Taken(tmp_path / "R.tsv", table(rows))

    assert ['"Полтава', 'C/М "Зоря"', "Київ"] == [row.place for row in taken.rows[:3]]
    assert [] == taken.remarked


def test_quoted_cells_of_a_comma_separated_file_may_hold_commas_and_line_breaks(tmp_path):
    content = ",".join(HEADER) + '\np1,"Шев""ченко",Сергій,,1999,"Полтава,\nвул. Нова"\np2,Коваленко,,,,\n'

    for block in (8, 65536):
        taken = Taken(tmp_path / "R.csv", content, block=block)

        assert [("p1", 'Шев"ченко', "Полтава, вул. Нова"), ("p2", "Коваленко", "")] == [
            (row.person_id, row.surname, row.place) for row in taken.rows
        ]
        assert [] == taken.remarked


@pytest.mark.parametrize("sign", [",", ";"])
@pytest.mark.parametrize("block", [8, 65536])
@pytest.mark.parametrize(
    "place",
    [
        "Полтава\nвул. Нова{0} 5{0} кв. 3{0} під'їзд 2{0} Україна{0} 36000",
        "Полтава\np8{0}Чужий{0}Рядок{0}{0}1970{0}Суми\nі ще",
        "Полтава\np8{0}Чужий{0}Рядок{0}{0}1970{0}Суми",
        'Полтава\nрядок "у лапках"{0} так\n\n\nкінець',
        "Полтава\n" + "так{0}\n" * 300,
    ],
)
def test_a_quoted_cell_may_hold_whole_rows_and_nobody_is_read_out_of_it(tmp_path, sign, block, place):
    rows = [list(row) for row in PEOPLE]
    rows[1][5] = place.format(sign)
    out = io.StringIO()
    csv.writer(out, delimiter=sign, lineterminator="\n").writerows([HEADER, *rows])

    taken = Taken(tmp_path / "R.csv", out.getvalue(), block=block)

    assert OTHERS == taken.ids
    assert " ".join(rows[1][5].split()) == " ".join(taken.rows[1].place.split())
    assert [] == [remark for remark in taken.remarked if remark.is_rejected]


def test_a_quoted_row_with_too_many_cells_is_rejected_whole(tmp_path):
    bad = 'p9,Зайченко,Гнат,,1999,"Суми\np8,Чужий,Рядок,,1970,Суми",зайва'
    taken = Taken(tmp_path / "R.csv", with_bad(bad, ","))

    assert OTHERS == taken.ids
    assert [(4, "", "has more cells than the header: 7, the header has 6")] == taken.reasons


def test_a_mark_that_is_opened_long_before_another_quoted_cell_costs_its_own_row_alone(tmp_path):
    rows = [["p1", '"Шевченко', "Сергій", "", "1999", "Полтава"]]
    rows += [[f"p{n}", "Коваленко", "Микола", "", "1985", "Львів"] for n in range(2, 3_000)]
    rows.append(["p3000", "Щербина", "Юхим", "", "", '"Суми, центр"'])

    taken = Taken(tmp_path / "R.csv", table(rows, sign=","))

    assert [f"p{n}" for n in range(2, 3_001)] == taken.ids
    assert [(2, "", "a quotation mark is opened and not closed")] == taken.reasons


@pytest.mark.timeout(60)
def test_a_mark_that_is_never_closed_is_looked_for_no_further_than_a_row_may_be_long(tmp_path):
    class Counted(Records):
        looked_at = 0

        def _line_at(self, at: int) -> str | None:
            Counted.looked_at += 1
            return super()._line_at(at)

    people = "".join(f"p{n},Коваленко,Микола,,1985,Львів\n" for n in range(200_000))
    blocks = blocks_of(io.BytesIO(('p0,"Шевченко,,,,\n' + people).encode()))

    found = list(Counted(next(blocks), blocks, ",", width=len(HEADER)))

    assert found[0].cells is None
    assert Counted.looked_at < 2 * LONGEST_ROW / len(people.split("\n")[0])


def test_in_a_tab_separated_file_no_mark_joins_cells_or_lines(tmp_path):
    rows = [list(row) for row in PEOPLE]
    rows[0][1], rows[0][3] = '"Шевченко', 'Олександрович"'
    rows[1][5], rows[2][1] = '"Львів', 'Іваненко"'
    rows[3][1] = '"Щерб""ина"'

    taken = Taken(tmp_path / "R.tsv", table(rows))

    assert [('"Шевченко', "Сергій", 'Олександрович"'), 'Іваненко"', 'Щерб"ина'] == [
        (taken.rows[0].surname, taken.rows[0].given_name, taken.rows[0].patronymic), taken.rows[2].surname,
        taken.rows[3].surname,
    ]  # fmt: skip
    assert OTHERS == taken.ids


@given(
    st.lists(st.lists(st.text(alphabet='аб",;\n ', max_size=8), min_size=6, max_size=6), min_size=1, max_size=6),
    st.sampled_from([4, 30, 65536]),
)
def test_whatever_a_writer_of_tables_quotes_comes_back(tmp_path_factory, cells, block):
    rows = [[f"p{at}", *row[1:4], "", row[5] + "м"] for at, row in enumerate(cells)]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([HEADER, *rows])

    taken = Taken(tmp_path_factory.getbasetemp() / "quoted.csv", out.getvalue(), block=block)

    assert [row[0] for row in rows] == taken.ids
    assert [" ".join(row[5].split()) for row in rows] == [" ".join(row.place.split()) for row in taken.rows]


def test_rows_of_a_repeated_number_keep_their_own_number_where_each_needs_one(tmp_path):
    taken = Taken(tmp_path / "R.tsv", table([*PEOPLE, ("p1", "Зайченко", "Гнат", "", "", "")]))
    again = Taken(tmp_path / "R.tsv", table([*PEOPLE, ("p1", "Зайченко", "Гнат", "", "", "")]), "enquiries")

    assert [*OTHERS, "p1"] == taken.ids
    assert [*OTHERS, "p1"] == again.ids


def test_the_first_remarks_are_shown_and_all_are_written_down_for_their_owner_alone(tmp_path):
    said: list[str] = []
    remarks = Remarks(tmp_path / "O-rejected.tsv", said.append)
    for line in range(2, 52):
        remarks.add(tmp_path / "R.tsv", Remark(line=line, reason="has 3 cells", row="p9\t=1+1", is_rejected=True))

    written = remarks.close()

    assert written is not None
    assert 11 == len(said)
    assert "not shown" in said[-1]
    lines = written.read_text(encoding="utf-8").splitlines()
    assert "file\tline\toutcome\tfield\treason\trow" == lines[0]
    assert 50 == len(lines) - 1
    assert {6} == {len(line.split("\t")) for line in lines}
    assert 0o600 == written.stat().st_mode & 0o777


def test_nothing_is_written_down_where_nothing_is_to_be_remarked(tmp_path):
    (tmp_path / "O-rejected.tsv").write_text("of an earlier run")

    assert Remarks(tmp_path / "O-rejected.tsv", print).close() is None
    assert not (tmp_path / "O-rejected.tsv").exists()


def test_what_a_file_holds_never_steers_the_terminal_nor_a_spreadsheet(tmp_path):
    said: list[str] = []
    remarks = Remarks(tmp_path / "O-rejected.tsv", said.append)
    remarks.add(tmp_path / "R.tsv", Remark(line=2, reason="odd \x1b[2J", row="=HYPERLINK(1)\x1b[2J\ud800"))
    written = remarks.close()

    assert written is not None
    assert "\x1b" not in said[0] + written.read_text(encoding="utf-8")
    assert written.read_text(encoding="utf-8").splitlines()[1].split("\t")[5].startswith("'=")


@pytest.mark.slow
def test_two_million_rows_with_a_broken_one_are_read_in_bounded_memory(tmp_path):
    count, broken = 2_000_000, 1_234_567
    with (tmp_path / "R.tsv").open("w", encoding="utf-8") as stream:
        stream.write("\t".join(HEADER) + "\n")
        for at in range(count):
            row = f"p{at}\tШевченко{at % 5000}\tСергій\tІванович\t1999-03-{1 + at % 28:02}\tСуми\n"
            stream.write("зламаний рядок\n" if at == broken else row)
    code = (
        "import sys, resource; from pathlib import Path\n"
        "from repatria.doors.files.linking.remarks import Remarks\n"
        "from repatria.doors.files.linking.rows import read_register\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "rows = read_register(Path(sys.argv[1]), Remarks(None, print))\n"
        "read = sum(len(columns.person_id) for columns in rows.register_columns())\n"
        "print(read, rows.rejected, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "R.tsv")], capture_output=True, text=True, check=True
    )

    remark, figures = done.stdout.splitlines()
    read, rejected, grown_kilobytes = map(int, figures.split())
    assert (count - 1, 1) == (read, rejected)
    assert f"R.tsv: line {broken + 2:,}: rejected" in remark
    assert grown_kilobytes < 120_000, "sixteen bytes a number and one batch of rows"


@pytest.mark.parametrize("sign", ["-", "—", "н/д", "Невідомо", "UNKNOWN", "Нет", "?"])
@pytest.mark.parametrize("odd", ["", "p2\t\t\t\t1999\tСуми\n"])  # a block that goes row by row reads them alike
def test_a_sign_that_nothing_is_known_is_nothing_to_compare(tmp_path, sign, odd):
    rows = f"p1\tШевченко\tСергій Петрович\t{sign}\t{sign}\t{sign}\n{sign}\tШевчук\t{sign}\t{sign}\t\t\n"

    taken = Taken(tmp_path / "r.tsv", "\t".join(HEADER) + "\n" + rows + odd)

    first, second = taken.rows[:2]
    assert ("Шевченко", "Сергій Петрович", "", "", "") == (
        first.surname, first.given_name, first.patronymic, first.birth_date, first.place,
    )  # fmt: skip
    assert (sign, "Шевчук", "", "") == (second.person_id, second.surname, second.given_name, second.patronymic)
    assert bool(odd) == bool(taken.reasons)


def test_a_name_is_read_where_signs_stand_for_the_parts(tmp_path):
    content = "id\tsurname\tgiven_name\tname\np1\t-\t-\tШевченко Сергій\np2\tн/д\tн/д\tn/a\n"

    taken = Taken(tmp_path / "r.tsv", content)

    assert ("", "", "Шевченко Сергій") == (taken.rows[0].surname, taken.rows[0].given_name, taken.rows[0].name)
    assert [3] == [line for line, field, _ in taken.reasons if field == "name"]
