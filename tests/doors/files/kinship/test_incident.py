"""A simulated incident from files to reports: who was named, who was not, and nobody wrongly."""

from __future__ import annotations

import csv
import json

import pytest

from repatria.config.session import BAD_INPUT, DIFFERS, DONE
from tests.doors.files.kinship.test_commands import EXAMPLES, run

PAIRS = "body,parts,family,missing,alike,posterior\n"
TRUTH = "Sample,Family,Missing,Body\nA1,F,son,A\nA2,F,son,A\nB1,G,son,B\nC1,G,brother,C\nS1,,,S\n"


def count(tmp_path, pairs, *more):
    (tmp_path / "pairs.csv").write_text(PAIRS + pairs)
    (tmp_path / "truth.csv").write_text(TRUTH)
    files = ("--pairs", tmp_path / "pairs.csv", "--truth", tmp_path / "truth.csv", "--out", tmp_path / "count.json")
    code = run("evaluate", *files, *more)
    return code, json.loads((tmp_path / "count.json").read_text()) if code != BAD_INPUT else {}


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ("X,X9,F,son,,0.9999\n", "truth.csv is not the truth of pairs.csv"),
        ("A1,A1,F,son\n", "A1, posterior: nothing is no number"),
        ("A1,A1,F,son,,high\n", "A1, posterior: high is no number"),
    ],
)
def test_refuses_a_list_of_which_it_is_not_the_truth(tmp_path, pairs, words, capsys):
    assert (BAD_INPUT, {}) == count(tmp_path, pairs)
    assert words in capsys.readouterr().out


def test_refuses_a_table_that_is_none(tmp_path, capsys):
    (tmp_path / "odd.csv").write_text("a,b\n1,2\n")
    files = ("--pairs", tmp_path / "odd.csv", "--truth", tmp_path / "odd.csv", "--out", tmp_path / "count.json")

    assert BAD_INPUT == run("evaluate", *files)
    assert "odd.csv is another table" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ("A1,A1 A2,F,son,,0.9999\n", {"identified": 1, "undecided": 2}),
        ("A1,A1,F,son,,0.9999\nA2,A2,F,son,,0.9999\n", {"identified": 1, "undecided": 2}),
        ("A1,A1,F,son,,0.99\n", {"identified": 0, "undecided": 3, "wrong": 0}),
        ("B1,B1,G,son,brother,0.4999\nB1,B1,G,brother,son,0.4999\n", {"as_pair": 1, "undecided": 2}),
        ("A1,A1 A2,G,son,,0.9999\n", {"wrong": 1, "identified": 0, "undecided": 3}),
        ("B1,B1,G,brother,,0.9999\n", {"wrong": 1, "identified": 0}),
        ("S1,S1,G,son,,0.9999\n", {"wrong": 1, "strangers_named": 1}),
        ("A1,A1 B1,F,son,,0.9999\n", {"wrong": 1, "wrongly_joined": 1}),
    ],
)
def test_counts_who_was_named_rightly_wrongly_and_not_at_all(tmp_path, pairs, expected):
    code, found = count(tmp_path, pairs)

    assert (DIFFERS if expected.get("wrong") else DONE) == code
    assert expected == {name: found[name] for name in expected}
    assert (4, 3) == (found["bodies"], found["of_families"])


@pytest.mark.whole
def test_an_incident_runs_from_files_to_reports_without_one_wrong_name(tmp_path):
    incident = tmp_path / "incident"
    wanted = ("--bodies", 16, "--families", 24, "--lines")
    assert DONE == run("simulate", "--frequencies", EXAMPLES / "invented-frequencies.csv", "--out", incident, *wanted)
    material = (
        "--remains", incident / "remains.csv", "--families", incident / "families.csv", "--references",
        incident / "relatives.csv", "--frequencies", incident / "frequencies.csv", "--haplotypes",
        incident / "haplotypes.csv", "--threads", 1,
    )  # fmt: skip
    pairs = ("--pairs", incident / "pairs.csv")
    assert DONE == run("search", *material, "--out", incident / "pairs.csv")
    assert DONE == run("evaluate", *pairs, "--truth", incident / "truth.csv", "--out", incident / "count.json")
    names = ("--name", "A. Vdovenko", "--name", "B. Lisova", "--language", "uk", "--theta", 0)
    board = ("--from-posterior", 0.9995, "--out", tmp_path / "reports")
    assert DONE == run("report", *material, *pairs, *names, *board)

    found = json.loads((incident / "count.json").read_text())
    assert 0 == found["wrong"] and 13 == found["of_families"]
    assert 13 == found["identified"] + found["as_pair"] + found["undecided"]
    assert found["identified"] > 7 and found["as_pair"] == 2
    with (incident / "truth.csv").open(encoding="utf-8", newline="") as opened:
        truth = {row["Sample"]: (row["Family"], row["Missing"]) for row in csv.DictReader(opened)}
    reports = [json.loads(path.read_text()) for path in (tmp_path / "reports").glob("*.json")]
    assert len(reports) >= found["identified"] + found["as_pair"]
    for report in reports:
        family, missing = truth[report["body"]["parts"][0]]
        assert family == report["family"]["id"] and missing in report["family"]["places"]
