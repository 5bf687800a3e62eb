"""Registers and enquiries as they come: any order of columns, separator and end of line; nothing is lost on the way."""

from __future__ import annotations

import io
import os

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.core.linkage.rows import EnquiryRow, RegisterRow
from repatria.core.vocabulary.errors import RepatriaError
from repatria.doors.files.linking import rows
from repatria.doors.files.linking.columns import FIELDS, Reading
from repatria.doors.files.linking.errors import TableColumnsError
from repatria.doors.files.linking.remarks import Remarks
from repatria.doors.files.linking.rows import read_enquiries, read_register, require_columns
from repatria.doors.files.linking.seen import SeenNumbers
from repatria.doors.files.linking.truth import read_truth
from repatria.doors.files.tables import UnreadableTableError
from repatria.doors.files.tables.lines import blocks_of
from tests.doors.files.linking.people import HEADER, PEOPLE, Taken, table

PLAIN = [
    RegisterRow(person_id=n, surname=s, given_name=g, patronymic=p, birth_date=d, place=where)
    for n, s, g, p, d, where in PEOPLE
]


def test_reads_a_register_as_it_stands(tmp_path):
    taken = Taken(tmp_path / "R.tsv", table())

    assert PLAIN == taken.rows
    assert [] == taken.remarked


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("R.csv", table(sign=",")),
        ("R.csv", table(sign=";")),
        ("R.txt", table(sign=",")),
        ("R.tsv", table().replace("\n", "\r\n")),
        ("R.tsv", table().replace("\n", "\r")),
        ("R.tsv", "\ufeff" + table()),
        ("R.tsv", table().rstrip("\n")),
        ("R.tsv", "\n\n" + table()),
        ("R.tsv", table() + "\n\n"),
        ("R.tsv", table() + "\t\t\t\t\t\n"),
        ("R.csv", table([[f'"{cell}"' for cell in row] for row in PEOPLE], sign=",")),
        ("R.tsv", table([[*row[:4], f'"{row[4]}"', row[5]] for row in PEOPLE])),
        ("R.tsv", table([[*row, ""] for row in PEOPLE])),
        ("R.tsv", table(header=[name.upper() for name in HEADER])),
        ("R.tsv", table(header=[name.replace("_", " ") for name in HEADER])),
        ("R.tsv", table(header=["person_id", *HEADER[1:]])),
    ],
)
def test_reads_the_same_rows_however_the_file_is_written(tmp_path, name, content):
    taken = Taken(tmp_path / name, content)

    assert PLAIN == taken.rows
    assert [] == taken.remarked


@pytest.mark.parametrize(
    "header",
    [
        "№ з/п,ПІБ,Дата народж.,Місце проживання",
        "№,П.І.Б.,Рік народження,Місце проживання",
        "№ п/п,Ф.И.О.,Год рождения,Место жительства",
        "№,Прізвище ім'я по батькові,Дата народження,Місце",
        "id,Фамилия Имя Отчество,Дата рожд.,Место рождения",
        '№,"Прізвище,ім’я,по батькові",Рік нар.,Місце прож.',
        "№ пп,П І Б,Р.н.,Місце проживання",
        "№ п.п.,Ф. И. О.,Г.р.,Место прож.",
        '№,"Прізвище, ім\'я та по батькові","Число, місяць, рік народження",Місце народження',
        "№,ПIБ,Дата нар.,Місце",
        "Список зниклих безвісти,,,\n№ з/п,ПІБ,Дата народж.,Місце проживання\n1,2,3,4",
    ],
)
def test_reads_the_headers_that_real_lists_have(tmp_path, header):
    taken = Taken(tmp_path / "R.csv", f"{header}\n417,Шевченко Сергій Іванович,1999,Умань\n")

    assert [("417", "Шевченко Сергій Іванович", "1999", "Умань")] == [
        (row.person_id, row.name, row.birth_date, row.place) for row in taken.rows
    ]


TWO_ROWS = (
    (("", "Особа", "", "", "Народження", ""), ("№", "Прізвище", "Ім'я", "По батькові", "Дата", "Місце")),
    (("№ з/п", "Прізвище, ім'я, по батькові", "", "", "Дата народж.", "Місце"),
     ("", "Прізвище", "Ім'я", "По батькові", "", "")),
    (("№", "Ф.И.О.", "", "", "Рождение", ""), ("", "Фамилия", "Имя", "Отчество", "Год рождения", "Место")),
)  # fmt: skip


@pytest.mark.parametrize("rows", TWO_ROWS)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("below", [(), ("1", "2", "3", "4", "5", "6")])
def test_a_header_in_two_rows_with_groups_is_read_as_one(tmp_path, rows, kind, below):
    man = ("417", "Шевченко", "Сергій", "Іванович", "1999-03-14", "Умань")
    path, made = tmp_path / f"R.{kind}", [("Додаток 3", "", "", "", "", ""), *rows, *filter(None, [below]), man]
    if kind == "csv":
        path.write_text("".join(";".join(f'"{cell}"' for cell in row) + "\n" for row in made), encoding="utf-8")
    else:
        book = openpyxl.Workbook()
        for row in made:
            book.active.append([cell or None for cell in row])
        book.active.merge_cells("B2:D2")
        book.save(path)

    taken = Taken(path, path.read_bytes())

    assert [man] == [
        tuple(getattr(row, name) for name in ("person_id", *FIELDS[:3], *FIELDS[4:6])) for row in taken.rows
    ]
    assert [] == taken.remarked
    assert "the header stands in two rows" in taken.table.reading


@pytest.mark.parametrize("second", [("id", "surname", "Ім'я"), ("id", "Прізвище", "Ім'я"), ("id", "Zuname", "Ім'я")])
@pytest.mark.parametrize("first", [("id", "Zuname", "Ім'я"), ("id", "Zuname", "Ім'я", "surname")])
@pytest.mark.parametrize("turned", [False, True])
def test_a_column_that_is_named_is_the_surname_in_one_sheet_and_the_usual_one_in_another(
    tmp_path, first, second, turned
):
    book = openpyxl.Workbook()
    book.active.append(first)
    book.active.append(("1", "Бойко", "Олена", "ні")[: len(first)])
    other = book.create_sheet("Друга", 0 if turned else 1)
    other.append(second)
    other.append(("2", "Гук", "Іван"))
    book.save(tmp_path / "R.xlsx")

    taken = Taken(tmp_path / "R.xlsx", (tmp_path / "R.xlsx").read_bytes(), columns=(("surname", "Zuname"),))

    assert {("1", "Бойко"), ("2", "Гук")} == {(row.person_id, row.surname) for row in taken.rows}
    require_columns(Reading(columns=(("surname", "Zuname"),)), {tmp_path / "R.xlsx": "person"})


def test_sheets_of_two_languages_are_one_register(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(("№", "id", "Прізвище", "Ім'я", "дата народження"))
    book.active.append((1, 417, "Шевченко", "Сергій", "12.04.1999"))
    second = book.create_sheet()
    second.append(("person_id", "surname", "given name", "birth_date"))
    second.append(("r2", "Гук", "Іван", 1988))
    content = io.BytesIO()
    book.save(content)

    taken = Taken(tmp_path / "R.xlsx", content.getvalue())

    assert [("417", "Шевченко", "Сергій"), ("r2", "Гук", "Іван")] == [
        (row.person_id, row.surname, row.given_name) for row in taken.rows
    ]
    assert [] == taken.remarked


def test_columns_may_stand_in_any_order_and_be_missing(tmp_path):
    taken = Taken(tmp_path / "R.tsv", "place\tignored\tname\tid\nСуми\tx\tЮхим Щербина\tp9\n")

    assert [RegisterRow(person_id="p9", name="Юхим Щербина", place="Суми")] == taken.rows
    assert "not read: ignored" in taken.table.reading


def test_the_year_beside_an_unlabelled_name_is_the_birth_date(tmp_path):
    content = "id\tname\tbirth_date\np1\tШевченко Сергій 1999\t\np2\tКоваленко Микола 1999\t1985\n"

    for block in (0, 8):
        assert ["1999", "1985"] == [row.birth_date for row in Taken(tmp_path / "R.tsv", content, block=block).rows]
    assert ["1999", ""] == [
        row.birth_date for row in Taken(tmp_path / "R.tsv", "id\tname\np1\tІ. Щербина 1999\np2\tІ. Бо\n").rows
    ]


def test_enquiries_have_an_unlabelled_name_or_its_parts(tmp_path):
    content = "id\tname\tsurname\tbirth_date\nq1\tСережа Шевчинко\t\t1999\nq2\t\tЩербина\t\n"

    taken = Taken(tmp_path / "E.tsv", content, "enquiries")

    expected = [
        EnquiryRow(enquiry_id="q1", name="Сережа Шевчинко", birth_date="1999"),
        EnquiryRow(enquiry_id="q2", surname="Щербина"),
    ]
    assert expected == taken.rows


def test_the_named_encoding_is_read(tmp_path):
    taken = Taken(tmp_path / "R.tsv", table().encode("cp1251"), encoding="cp1251")

    assert PLAIN == taken.rows


def test_a_file_that_is_utf_8_is_read_so_whatever_encoding_is_named_for_the_other(tmp_path):
    assert PLAIN == Taken(tmp_path / "R.tsv", table(), encoding="cp1251").rows


def test_the_named_encoding_counts_where_its_letters_come_late(tmp_path):
    early = [(f"p{n}", "Smith", "John", "", "", "") for n in range(60_000)]
    content = table(early).encode() + "q1\tШевченко\tСергій\t\t\t\n".encode("cp1251")

    assert "Шевченко" == Taken(tmp_path / "R.tsv", content, encoding="cp1251").rows[-1].surname
    assert "Шевченко" == Taken(tmp_path / "R.tsv", content).rows[-1].surname  # by its letters


@pytest.mark.parametrize(
    ("header", "field", "fault"),
    [
        ("surname\tgiven_name", "id", "is missing"),
        ("id\tbirth_date", "name", "is missing"),
        ("id\tname\tname", "name", "stands 2 times"),
    ],
)
def test_refuses_a_header_that_does_not_fit_and_names_the_column(tmp_path, header, field, fault):
    with pytest.raises(TableColumnsError) as refused:
        Taken(tmp_path / "R.tsv", header + "\n")

    assert [field] == [name for name, said in refused.value.faults if fault in said]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\n \n", "is empty"),
        (b"PK\x03\x04 and so on", "workbook"),
        (b"\x1f\x8b\x08 and so on", "packed"),
        (bytes(range(1, 32)) * 40 + bytes(400), "zero bytes"),
        (b"\xd0\xcf\x11\xe0 and so on", "old or encrypted workbook"),
        (b"%PDF-1.7 and so on", "is a PDF"),
        (b"x" * 5_000_000, "has no end"),
        (("id\tname\t" + "\t".join(f"c{n}" for n in range(1200))).encode(), "1,202 columns"),
    ],
)
def test_refuses_a_file_that_is_no_table_and_says_what_to_do(tmp_path, content, said):
    with pytest.raises(UnreadableTableError, match=said):
        Taken(tmp_path / "R.tsv", content)


@pytest.mark.timeout(30)
@pytest.mark.parametrize("opened", [read_register, read_enquiries, read_truth])
def test_refuses_a_pipe_instead_of_waiting_for_it(tmp_path, opened):
    os.mkfifo(tmp_path / "R.tsv")

    with pytest.raises(UnreadableTableError, match="a pipe or a device"):
        opened(tmp_path / "R.tsv", Remarks(None, print))


def test_refuses_an_encoding_that_cannot_be_told_and_says_which_line_and_byte(tmp_path):
    people = [("p1", "Müller", "Jörg", "", "1999", "Zürich")] * 20

    with pytest.raises(UnreadableTableError) as refused:
        Taken(tmp_path / "R.tsv", table(people).encode("cp1252"))

    assert "line 2, byte 0xFC at 5 is not UTF-8" in str(refused.value)
    assert "--encoding" in str(refused.value)


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-u", "utf-16", "utf-16-le", "utf-32"])
def test_the_encoding_is_told_by_the_file_itself(tmp_path, encoding):
    people = PEOPLE * 20

    taken = Taken(tmp_path / "R.tsv", table(people).encode(encoding))

    assert [row[1] for row in people] == [row.surname for row in taken.rows]


@pytest.mark.parametrize("encoding", ["no-such", "rot13", "\0"])
def test_refuses_an_encoding_that_there_is_not_or_that_is_none_of_text(tmp_path, encoding):
    with pytest.raises(UnreadableTableError):
        Taken(tmp_path / "R.tsv", table(), encoding=encoding)


@given(
    st.lists(st.sampled_from([b"a", b"bc", b"\n", b"\r", b"\r\n", b'"', b"\xd0\x9f", b"\t"]), max_size=60),
    st.integers(1, 9),
)
def test_blocks_of_any_size_hold_the_lines_of_the_file(pieces, size):
    content = b"".join(pieces)
    expected = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").removesuffix(b"\n").split(b"\n") if content else []

    blocks = list(blocks_of(io.BytesIO(content), "utf-8", size))
    found = [line for block in blocks for line in block.numbered]

    assert [*enumerate(map(bytes.decode, expected), start=1)] == [(line.number, line.text) for line in found]
    if not any(block.is_clean for block in blocks):
        assert content.decode() == "".join(line.text + line.end for line in found)
    for after in range(len(expected) + 1):
        rest = [line for block in blocks if (kept := block.after(after)) for line in kept.numbered]
        assert found[after:] == rest


@given(st.lists(st.integers(0, 400), max_size=300), st.integers(1, 40))
def test_numbers_that_stood_above_are_told_in_every_batch(numbers, size):
    texts, seen, taken = [f"p{number}" for number in numbers], SeenNumbers(), []
    for at in range(0, len(texts), size):
        taken += list(seen.take(texts[at : at + size]))

    assert [text in texts[:at] for at, text in enumerate(texts)] == taken


def test_many_numbers_are_remembered_beyond_the_first_room():
    seen = SeenNumbers()
    numbers = [str(number) for number in range(200_000)]

    assert 0 == int(seen.take(numbers).sum())
    assert 200_000 == int(seen.take(numbers).sum())


CELLS = st.one_of(
    st.sampled_from(
        ["", "p1", '"', '""', '"a', 'a"b', "1999-03-14", "1999", "31.12.1999", "0000", "\0", "\ufeff", " "]
    ),
    st.text(max_size=8),
)
LINES = st.lists(st.lists(CELLS, max_size=8), max_size=12)


@given(
    LINES, st.sampled_from("\t,;"), st.sampled_from(["\n", "\r\n", "\r"]), st.binary(max_size=6),
    st.sampled_from([16, 40, 65536]),
)  # fmt: skip
def test_no_file_raises_anything_but_a_refusal_and_every_row_is_taken_or_rejected(
    tmp_path_factory, made, sign, end, rubbish, block
):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    content = sign.join(HEADER) + end + end.join(sign.join(row) for row in made)
    try:
        taken = Taken(path, content.encode("utf-8", "surrogatepass") + rubbish, block=block)
    except RepatriaError:
        return

    assert len(taken.rows) == taken.table.accepted
    assert taken.table.rows == taken.table.accepted + taken.table.rejected
    assert sum(one.is_rejected for one in taken.remarked) == taken.table.rejected
    text = (content.encode("utf-8", "surrogatepass") + rubbish).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if b'"' not in text:
        whole = [
            line for line in text.split(b"\n")[1:] if line.decode("utf-8", "surrogateescape").replace(sign, "").strip()
        ]
        assert len(whole) == taken.table.rows


@given(st.binary(max_size=300))
def test_no_bytes_at_all_raise_anything_but_a_refusal(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "bytes.tsv"
    try:
        Taken(path, content)
    except RepatriaError:
        return


def test_rows_go_on_over_many_blocks(tmp_path):
    people = [(f"p{n}", "Шевченко", "Сергій", "", "1999", "") for n in range(30_000)]

    taken = Taken(tmp_path / "R.tsv", table(people))

    assert [row[0] for row in people] == taken.ids
    assert rows._ROWS_AT_ONCE < len(people)
