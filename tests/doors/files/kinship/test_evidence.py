"""Evidence that is not genetic: a factor on prior odds, never without its source, and printed in the report."""

from __future__ import annotations

import csv
import json
import re
from shutil import copytree

import pytest

from repatria.config.session import BAD_INPUT, DONE
from tests.doors.files.kinship.test_commands import EXAMPLES, run
from tests.doors.files.kinship.test_lines import material
from tests.doors.files.kinship.test_reports import NAMES, text_of

HEADER = "Body,Family,Missing,Factor,Source"


@pytest.fixture
def lines(tmp_path):
    return copytree(EXAMPLES / "lines", tmp_path / "lines")


def rows(path):
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def search(folder, *evidence):
    (folder / "evidence.csv").write_text("\n".join((HEADER, *evidence)))
    typed = (*material(folder), "--evidence", folder / "evidence.csv")
    assert DONE == run("search", *typed, "--out", folder / "pairs.csv")
    found = {(row["body"], row["missing"]): row for row in rows(folder / "pairs.csv") if row["family"] == "F00001"}
    return found, rows(folder / "pairs.faults.csv"), typed


@pytest.mark.parametrize(
    ("row", "field", "words"),
    [
        ("B00003,F00001,missing,2,", "source", "without a source"),
        ("B00003,F00001,missing,often,age", "factor", "often is no factor"),
        ("B00003,F00001,missing,0,age", "factor", "0 is no factor"),
        ("B00003,F00001,missing,1e9,age", "factor", "1e9 is no factor"),
        ("B00003,F00001,missing,nan,age", "factor", "nan is no factor"),
        ("B99999,F00001,missing,2,age", "body", "there is no body B99999"),
        ("B00003,F00001,nobody,2,age", "missing", "there is no place nobody in F00001"),
        ("B00003,F00002,missing,2,age", "body", "not in the list"),
    ],
)
def test_evidence_that_cannot_be_used_is_named_and_changes_nothing(lines, row, field, words):
    found, faults, _ = search(lines, row)

    assert [("evidence.csv", "2", field)] == [(f["file"], f["line"], f["field"]) for f in faults if words in f["what"]]
    assert "0.5" == found["B00003", "missing"]["posterior"]


def test_refuses_a_table_that_is_none_of_evidence(lines, capsys):
    (lines / "odd.csv").write_text("Body,Family\nB00003,F00001\n")
    typed = (*material(lines), "--evidence", lines / "odd.csv", "--out", lines / "pairs.csv")

    assert BAD_INPUT == run("search", *typed)
    assert "lacks missing, factor, source" in capsys.readouterr().out


def test_documented_ages_tell_brothers_apart_whom_their_profiles_do_not(lines, tmp_path):
    found, faults, typed = search(
        lines,
        "B00003,F00001,missing brother,50,age at death by the pelvis: 45 to 60",
        "B00003,F00001,missing,0.5,the same",
    )
    likely, other = found["B00003", "missing brother"], found["B00003", "missing"]

    assert [] == faults
    assert ("", "") == (likely["alike"], other["alike"])
    assert 50 / 13 == pytest.approx(float(likely["prior_odds"]), rel=1e-4)
    # two bodies and two brothers: the odds of the one way against the other are those of the evidence, 50 to 0.5
    assert 100 / 101 == pytest.approx(float(likely["posterior"]), abs=1e-6)
    out = tmp_path / "r.pdf"
    pair = ("--body", "B00003", "--family", "F00001", "--missing", "missing brother")
    assert DONE == run("report", *typed, "--pairs", lines / "pairs.csv", *pair, *NAMES, "--theta", 0, "--out", out)
    report, text = json.loads(out.with_suffix(".json").read_text()), re.sub(r"\s+", " ", text_of(out))
    assert [50.0] == [one["factor"] for one in report["prior"]["evidence"]]
    assert "age at death by the pelvis" in text
