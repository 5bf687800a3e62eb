"""Y, mitochondrial and X markers: compared within a line only, stated apart, and never silently."""

from __future__ import annotations

import csv
import json
import re
from shutil import copytree

import pytest

from repatria.config.session import DONE
from tests.doors.files.kinship.test_commands import EXAMPLES, run
from tests.doors.files.kinship.test_reports import NAMES, text_of

SON = "F00006"
"""A family of the example in which the sons' father stands in the pedigree, and a son and his mother were typed."""


@pytest.fixture
def lines(tmp_path):
    return copytree(EXAMPLES / "lines", tmp_path / "lines")


def material(folder, *, is_counted=True):
    files = {
        "remains": "remains.csv", "families": "families.csv", "references": "relatives.csv",
        "frequencies": "frequencies.csv",
    }  # fmt: skip
    typed = [word for name, file in files.items() for word in (f"--{name}", folder / file)]
    return [*typed, *(["--haplotypes", folder / "haplotypes.csv"] if is_counted else []), "--threads", 1]


def rows(path):
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def search(folder, **given):
    assert DONE == run("search", *material(folder, **given), "--least", 0, "--out", folder / "pairs.csv")
    return rows(folder / "pairs.csv"), rows(folder / "pairs.faults.csv")


def change(path, sample, column, value):
    held = rows(path)
    next(row for row in held if row["Sample"] == sample)[column] = value
    with path.open("w", encoding="utf-8", newline="") as opened:
        written = csv.DictWriter(opened, held[0].keys(), lineterminator="\n")
        written.writeheader()
        written.writerows(held)


def pair(found, body, family):
    return next(row for row in found if (row["body"], row["family"]) == (body, family))


def test_the_whole_ratio_is_what_loci_x_and_both_lines_say(lines):
    found, faults = search(lines)

    assert [] == faults
    assert any(row["y_log10_lr"] for row in found) and any(row["mt_log10_lr"] for row in found)
    for row in found:
        parts = ("autosomal_log10_lr", "x_log10_lr", "y_log10_lr", "mt_log10_lr")
        assert sum(float(row[name] or 0) for name in parts) == pytest.approx(float(row["log10_lr"]), abs=2e-4)


def test_without_a_data_base_lines_are_compared_and_have_no_ratio(lines):
    found, _ = search(lines, is_counted=False)
    row = pair(found, "B00001", SON)

    assert ("14", "", "") == (row["y_compared"], row["y_differing"], row["y_log10_lr"])
    assert float(row["log10_lr"]) == pytest.approx(
        float(row["autosomal_log10_lr"]) + float(row["x_log10_lr"]), abs=2e-4
    )


def test_only_relatives_of_the_line_are_compared(lines):
    found, _ = search(lines)
    row = pair(found, "B00001", SON)  # a son has his father's Y, and his own mother's mitochondria

    assert ("14", "", "") == (row["y_compared"], row["mt_compared"], row["mt_log10_lr"])


def test_a_line_that_differs_has_no_ratio_and_is_named_in_list_and_report(lines, tmp_path):
    same, _ = search(lines)
    change(lines / "remains.csv", "B00001", "DYS391", "21")
    other, _ = search(lines)
    before, after = pair(same, "B00001", SON), pair(other, "B00001", SON)

    assert ("DYS391", "") == (after["y_differing"], after["y_log10_lr"])
    assert float(after["log10_lr"]) == pytest.approx(float(before["log10_lr"]) - float(before["y_log10_lr"]), abs=2e-4)
    out = tmp_path / "r.pdf"
    typed = ("--pairs", lines / "pairs.csv", "--body", "B00001", "--family", SON, *NAMES, "--out", out)
    assert DONE == run("report", *material(lines), "--theta", 0, *typed)
    report, text = json.loads(out.with_suffix(".json").read_text()), re.sub(r"\s+", " ", text_of(out))
    assert [("Y", ["DYS391"])] == [(one["line"], one["differing"]) for one in report["lines"]]
    assert "Paternal line (Y chromosome) differs" in text.replace("The paternal", "Paternal")


def test_a_report_states_x_and_lines_apart(lines, tmp_path):
    search(lines)
    out = tmp_path / "r.pdf"
    typed = ("--pairs", lines / "pairs.csv", "--body", "B00006", "--family", "F00008", *NAMES, "--out", out)

    assert DONE == run("report", *material(lines), "--theta", 0, *typed)
    report, text = json.loads(out.with_suffix(".json").read_text()), re.sub(r"\s+", " ", text_of(out))
    total = report["autosomal_log10_lr"] + report["x_log10_lr"] + sum(one["log10_lr"] for one in report["lines"])
    assert total == pytest.approx(report["log10_lr"])
    assert {"Y", "mitochondrial"} == {one["line"] for one in report["lines"]}
    assert all(0 < one["frequency_bound"] < 1 and one["database"] > 0 for one in report["lines"])
    assert {"without_x", "without_lines"} <= {one["what"] for one in report["sensitivity"]}
    assert {"500"} == {count for count, unit in report["frequencies"]["size"].values() if unit == "persons"}
    on_x = [one["body"] for one in report["profiles"] if one["locus"].startswith("DXS")]
    assert on_x and "/" not in "".join(on_x)
    shown = {one["locus"]: (one["body"], one["relatives"]["mother"]) for one in report["profiles"]}
    assert shown["HV1"][0] == shown["HV1"][1] != "" and "HV1" in text
    for words in (
        "500 persons",
        "Lines of descent",
        "never tells brothers apart",
        "may be too large",
        "haplotypes.csv",
    ):
        assert words in text


def test_relatives_of_one_line_who_differ_are_for_the_laboratory_only(lines):
    change(lines / "relatives.csv", "F00001-father", "DYS391", "33")
    families = (lines / "families.csv").read_text().splitlines()
    brother = "F00001,brother,father,mother,M,,F00006-son"
    (lines / "families.csv").write_text("\n".join([*families, brother]) + "\n")
    _, faults = search(lines)
    told = [one for one in faults if "should share this line" in one["what"]]

    assert {("families.csv", "F00001")} == {(one["file"], one["sample"]) for one in told}
    assert any("DYS391" in one["field"] and "father and brother" in one["what"] for one in told)
    assert all("never for the family" in one["what"] for one in told)


def test_loci_of_the_x_chromosome_are_left_out_where_a_sex_is_not_known(lines):
    change(lines / "remains.csv", "B00001", "Amelogenin", "")
    found, faults = search(lines)
    told = [one for one in faults if one["sample"] == "B00001"]

    assert {"DXS8378", "DXS7132", "DXS10079", "DXS10135"} == {one["field"] for one in told}
    assert "" == pair(found, "B00001", SON)["x_log10_lr"]


def test_parts_of_one_body_that_disagree_in_a_line_are_named(lines):
    change(lines / "remains.csv", "B00007-part2", "DYS389I", "9")
    _, faults = search(lines)

    assert [("remains.csv", "10", "B00007-part2", "DYS389I")] == [
        (one["file"], one["line"], one["sample"], one["field"]) for one in faults if "two parts" in one["what"]
    ]


def test_missing_persons_of_unknown_sex_are_searched_without_x_and_forecast_too(lines):
    families = lines / "families.csv"
    families.write_text(families.read_text().replace(",M,yes,", ",,yes,"))
    found, faults = search(lines)

    assert {"B00001", "B00002-part1", "B00003", "B00004", "B00006"} <= {row["body"] for row in found}
    assert {""} == {row["x_log10_lr"] for row in found}
    assert any("the sex of missing is not known" in one["what"] and one["line"] != "0" for one in faults)
    assert [("families.csv", "F00001")] == [
        (one["file"], one["sample"]) for one in faults if "left out of the whole search" in one["what"]
    ]
    typed = ("--draws", 20, "--family", "F00001", "F00002", "--out", lines / "power.csv")
    assert DONE == run("power", *material(lines), *typed)
