"""Judging the answers where the truth is known: figures, tables and plots agree, and odd truths are named."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from repatria.doors.files.linking import evaluating
from repatria.doors.files.linking.errors import TableColumnsError, UnanswerableError
from repatria.doors.files.linking.evaluating import Evaluation, Trial, evaluate, evaluation_text
from tests.doors.files.linking.people import table

COLUMNS = ("id", "name", "birth_date", "place")
ENQUIRIES = (
    ("q1", "Шевчинко Сережа", "1999", ""),
    ("q2", "Kovalenko Mykola Ivanovych", "1985-11-02", "Lviv"),
    ("q3", "Щербина Юхим", "", ""),
    ("q4", "Заблоцький Омелян", "1970-01-01", ""),
    ("q5", "Цимбалюк Євген", "", ""),
)
TRUTH = (("q1", "p1"), ("q2", "p2"), ("q3", "p4"), ("q4", ""), ("q5", "p3"))


@pytest.fixture
def trial(tmp_path) -> Trial:
    (tmp_path / "R.tsv").write_text(table(), encoding="utf-8")
    (tmp_path / "E.tsv").write_text(table(ENQUIRIES, COLUMNS), encoding="utf-8")
    (tmp_path / "T.tsv").write_text(table(TRUTH, ("enquiry_id", "person_id")), encoding="utf-8")
    return Trial(
        register=tmp_path / "R.tsv", enquiries=tmp_path / "E.tsv", truth=tmp_path / "T.tsv", out_dir=tmp_path / "out"
    )


def run(trial: Trial) -> tuple[Evaluation, str]:
    said: list[str] = []
    found = evaluate(trial, said.append, lambda *told: None, lambda svg: svg.encode()[:8])
    return found, "\n".join(said)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


def test_the_figures_are_those_of_the_answers(trial):
    found, _ = run(trial)

    assert 5 == found.figures["enquiries"]
    assert 4 == found.figures["about_somebody_registered"]
    assert pytest.approx(3 / 4) == found.figures["recall_at_1"]
    assert 1.0 == found.figures["recall_at_1_full_birth_date"]
    assert (0, 0) == (found.rejected, found.untold)


def test_every_plot_has_a_table_behind_it_and_all_is_its_owners_alone(trial):
    found, _ = run(trial)

    names = {path.name for path in found.written}
    assert names == set(evaluating._FILES)
    assert {"figures.tsv", "calibration.svg", "calibration.png", "false-matches.png", "false-answers.tsv"} <= names
    assert {0o600} == {path.stat().st_mode & 0o777 for path in found.written}
    told = {row["figure"]: row["value"] for row in rows_of(trial.out_dir / "figures.tsv")}
    assert "0.7500" == told["recall_at_1"]
    answers = sum(int(row["answers"]) for row in rows_of(trial.out_dir / "calibration.tsv"))
    assert answers == sum(1 for _ in rows_of(trial.out_dir / "false-answers.tsv")) + 3
    assert 5 == sum(int(row["enquiries"]) for row in rows_of(trial.out_dir / "false-matches.tsv"))


def test_a_wrong_answer_is_listed_with_whom_it_should_have_named(trial):
    run(trial)

    (row,) = [row for row in rows_of(trial.out_dir / "false-answers.tsv") if row["enquiry_id"] == "q5"]
    assert ("p5", "p3") == (row["answered"], row["meant"])


def test_strata_may_be_of_ones_own_naming(trial):
    rows = [(*row, "a" if row[0] < "q3" else "b") for row in TRUTH]
    trial.truth.write_text(table(rows, ("enquiry_id", "person_id", "stratum")), encoding="utf-8")
    run(trial)

    found = {row["stratum"]: row["enquiries"] for row in rows_of(trial.out_dir / "false-matches.tsv")}
    assert {"a": "2", "b": "3"} == found


def test_several_records_may_be_of_the_person_meant(trial):
    trial.truth.write_text(table([*TRUTH, ("q5", "p5")], ("enquiry_id", "person_id")), encoding="utf-8")

    assert 1.0 == run(trial)[0].figures["recall_at_1"]


def test_enquiries_without_truth_are_not_asked_and_said(trial):
    trial.truth.write_text(table(TRUTH[:2], ("enquiry_id", "person_id")), encoding="utf-8")
    found, _ = run(trial)

    assert (2, 3) == (found.figures["enquiries"], found.untold)
    assert "3 enquiries have no truth" in evaluation_text(trial, found)


def test_rows_of_the_truth_that_cannot_be_read_are_rejected_and_the_rest_goes_on(trial):
    content = table(TRUTH, ("enquiry_id", "person_id")).encode() + b"q9\n\tp1\nq\xff\tp1\n"
    trial.truth.write_bytes(content + b"x\tp1\n" * 500)
    found, said = run(trial)

    assert (5, 3) == (found.figures["enquiries"], found.rejected)
    assert "T.tsv: line 9: rejected: holds bytes that are not UTF-8: 0xFF at 2" in said
    assert ["7", "8", "9"] == [row["line"] for row in rows_of(trial.out_dir / "rejected.tsv")]


@pytest.mark.parametrize("content", ["enquiry\tperson\nq1\tp1\n", "enquiry_id\nq1\n"])
def test_refuses_a_truth_without_its_columns(trial, content):
    trial.truth.write_text(content, encoding="utf-8")

    with pytest.raises(TableColumnsError):
        run(trial)


def test_refuses_a_truth_about_other_enquiries(trial):
    trial.truth.write_text("enquiry_id\tperson_id\nx1\tp1\n", encoding="utf-8")

    with pytest.raises(UnanswerableError):
        run(trial)


def test_figures_that_do_not_apply_are_left_empty(trial):
    trial.truth.write_text("enquiry_id\tperson_id\nq4\t\n", encoding="utf-8")
    found, _ = run(trial)

    assert found.figures["recall_at_1"] is None
    assert "" == {row["figure"]: row["value"] for row in rows_of(trial.out_dir / "figures.tsv")}["recall_at_1"]
