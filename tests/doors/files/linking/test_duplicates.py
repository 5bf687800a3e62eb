"""Duplicates of a plain file: pairs and groups written for review, nothing merged, nobody lost."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from repatria.doors.files.linking.duplicating import DuplicateSearch, duplicates_text, run_duplicates
from repatria.doors.files.linking.errors import AnswerFileError
from tests.doors.files.linking.people import PEOPLE, table

MORE = (
    ("p6", "Shevchenko", "Serhii", "Oleksandrovych", "1999-03-14", "Poltava"),
    ("p7", "Шевченко", "Сергей", "Александрович", "1999-03-15", "Полтава"),
)


@pytest.fixture
def asked(tmp_path) -> DuplicateSearch:
    (tmp_path / "R.tsv").write_text(table([*PEOPLE, *MORE]), encoding="utf-8")
    return DuplicateSearch(path=tmp_path / "R.tsv", out=tmp_path / "D.tsv", explain=True)


def run(asked: DuplicateSearch):
    return run_duplicates(asked, lambda text: None, lambda *told: None)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


def test_records_of_one_person_come_as_one_group_with_its_weakest_link_and_contradictions(asked):
    report = run(asked)

    (group,) = rows_of(report.groups_file)
    assert ("3", "p1, p6, p7") == (group["records"], group["person_ids"])
    assert "birth_date" in group["conflicts"]
    pairs = rows_of(asked.out)
    assert {("p1", "p6"), ("p1", "p7")} <= {(row["first_id"], row["second_id"]) for row in pairs}
    assert 1 == sum(row["is_weakest"] == "yes" for row in pairs)
    assert all("surname +" in row["explanation"] for row in pairs)
    assert (7, 0, 1, 1) == (report.rows, report.rejected, report.groups, report.conflicts)
    assert "nothing was merged" in duplicates_text(asked, report)


def test_two_rows_of_one_number_are_two_records_named_by_their_lines(asked):
    asked.path.write_text(table([*PEOPLE, ("p1", *PEOPLE[0][1:])]), encoding="utf-8")
    run(asked)

    (pair,) = rows_of(asked.out)
    assert ("p1", "p1 (line 7)") == (pair["first_id"], pair["second_id"])


def test_enquiries_are_looked_through_too(asked, tmp_path):
    path = tmp_path / "E.tsv"
    path.write_text(
        "id\tname\tbirth_date\nq1\tШевченко Сергій\t1999-03-14\nq2\tSerhii Shevchenko\t1999-03-14\n", "utf-8"
    )
    run(DuplicateSearch(path=path, out=asked.out, are_enquiries=True))

    assert [("q1", "q2")] == [(row["first_id"], row["second_id"]) for row in rows_of(asked.out)]


def test_what_the_fields_are_worth_may_be_learned_from_the_file(asked):
    said: list[str] = []
    learned = DuplicateSearch(path=asked.path, out=asked.out, learn=True)
    run_duplicates(learned, said.append, lambda *told: None)

    assert any("learned from the file itself" in line for line in said)
    assert asked.out.exists()


@pytest.mark.parametrize("content", ["id\tname\n", "id\tname\np1\tШевченко\n"])
def test_a_file_of_nobody_or_of_one_has_no_duplicates(asked, content):
    asked.path.write_text(content, encoding="utf-8")

    assert 0 == run(asked).pairs
    assert [] == rows_of(asked.out)


def test_bad_rows_are_named_and_the_rest_is_compared(asked):
    asked.path.write_text(table([*PEOPLE, *MORE]) + "p9\n", encoding="utf-8")
    report = run(asked)

    assert (7, 1) == (report.rows, report.rejected)
    assert report.rejected_file == asked.out.with_name("D-rejected.tsv")


def test_refuses_to_write_pairs_into_anything_but_a_table_of_text(asked):
    with pytest.raises(AnswerFileError):
        run(DuplicateSearch(path=asked.path, out=asked.out.with_suffix(".xlsx")))


def test_a_table_for_spreadsheets_begins_with_the_mark_and_holds_both_sides_disarmed(tmp_path):
    rows = [("p1", "=Злий", "ІВАН", "Іванович", "1 січня 1990", "м. Львів"),
            ("p2", "Злий", "Іван", "Іванович", "1990-01-01", "Львів")]  # fmt: skip
    (tmp_path / "R.tsv").write_text(table(rows), encoding="utf-8")
    asked = DuplicateSearch(path=tmp_path / "R.tsv", out=tmp_path / "D.csv", explain=True, both_sides=True)

    report = run(asked)

    assert asked.out.read_bytes().startswith("\ufeffgroup,".encode())
    assert report.groups_file.read_bytes().startswith("\ufeffgroup,records".encode())
    with asked.out.open(encoding="utf-8-sig", newline="") as lines:
        (pair,) = csv.DictReader(lines)
    told = [pair[name] for name in ("first_name", "first_birth_date", "second_name", "second_birth_date")]
    assert ["'=Злий ІВАН Іванович", "1 січня 1990", "Злий Іван Іванович", "1990-01-01"] == told
    assert "(ІВАН ~ Іван)" in pair["explanation"] and "(м. Львів ~ Львів)" in pair["explanation"]
    assert "(1 січня 1990 ~ 1990-01-01)" in pair["explanation"]
