"""Registers and enquiries as Parquet, where the extra `batch` is installed."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from repatria.core.linkage.rows import EnquiryRow, RegisterRow
from repatria.doors.files.linking.errors import TableColumnsError
from repatria.doors.files.tables import UnreadableTableError
from tests.doors.files.linking.people import Taken

arrow = pytest.importorskip("pyarrow", reason="Parquet is not read here: the extra `batch` is not installed")
parquet = pytest.importorskip("pyarrow.parquet")


def written(path: Path, **columns: list[object]) -> bytes:
    parquet.write_table(arrow.table(columns), path)
    return path.read_bytes()


def test_reads_texts_dates_and_numbers_as_they_would_be_written(tmp_path):
    content = written(
        tmp_path / "R.parquet", id=[1, 2, None, 4], surname=["Шевченко", None, "Щербина", "Коваль"],
        given_name=["Сергій", "Микола", "Юхим", ""], birth_date=[date(1999, 3, 14), None, date(1970, 1, 1), None],
        number=[1234.0, None, 3.5, None], ignored=[True, False, True, False],
    )  # fmt: skip

    taken = Taken(tmp_path / "R.parquet", content)

    assert [
        RegisterRow(person_id="1", surname="Шевченко", given_name="Сергій", birth_date="1999-03-14", number="1234"),
        RegisterRow(person_id="2", given_name="Микола"),
        RegisterRow(person_id="4", surname="Коваль"),
    ] == taken.rows
    assert [(3, "", "has no number (id)")] == taken.reasons
    assert "Parquet: id, surname, given_name, birth_date, number; not read: ignored" == taken.table.reading


def test_reads_enquiries_and_moments_as_days(tmp_path):
    content = written(tmp_path / "E.parquet", id=["q1"], name=["Шевчинко\tСережа\n"], birth_date=[datetime(1999, 3, 1)])

    taken = Taken(tmp_path / "E.parquet", content, "enquiries")

    assert [EnquiryRow(enquiry_id="q1", name="Шевчинко Сережа", birth_date="1999-03-01")] == taken.rows


def test_many_rows_come_in_their_order(tmp_path):
    numbers = [f"p{n}" for n in range(120_000)]
    content = written(tmp_path / "R.parquet", id=numbers, name=["Юхим"] * len(numbers))

    assert numbers == Taken(tmp_path / "R.parquet", content).ids


def test_odd_values_are_remarked_with_their_row(tmp_path):
    content = written(
        tmp_path / "R.parquet", id=["p1", "p1", "p3"], name=["А", "", "Б\0"], birth_date=["1999", "wann", "1999"]
    )
    taken = Taken(tmp_path / "R.parquet", content)

    assert ["p1", "p1"] == taken.ids
    assert {(2, "name"), (2, "birth_date"), (2, "id"), (3, "")} == {(line, field) for line, field, _ in taken.reasons}


def test_refuses_parquet_without_the_columns(tmp_path):
    with pytest.raises(TableColumnsError):
        Taken(tmp_path / "R.parquet", written(tmp_path / "R.parquet", surname=["А"]))


@pytest.mark.parametrize("cut", [4, 100, -30])
def test_refuses_damaged_parquet(tmp_path, cut):
    content = written(tmp_path / "R.parquet", id=[f"p{n}" for n in range(500)], name=["Шевченко"] * 500)

    with pytest.raises(UnreadableTableError, match="damaged"):
        Taken(tmp_path / "R.parquet", content[:cut])


def test_damage_within_is_a_refusal_too(tmp_path):
    content = bytearray(written(tmp_path / "R.parquet", id=[f"p{n}" for n in range(500)], name=["Шевченко"] * 500))
    content[20:200] = b"\xff" * 180

    with pytest.raises(UnreadableTableError, match="damaged"):
        Taken(tmp_path / "R.parquet", bytes(content))


def test_what_the_file_is_counts_not_its_name(tmp_path):
    (tmp_path / "R.parquet").write_text("id\tname\np1\tЮхим\n", encoding="utf-8")

    assert ["p1"] == Taken(tmp_path / "R.parquet", "id\tname\np1\tЮхим\n").ids
    assert ["p1"] == Taken(tmp_path / "R.parquet", "id\tname\np1\tЮхим\n").ids
