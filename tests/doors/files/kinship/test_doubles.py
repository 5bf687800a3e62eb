"""A body whose profile equals a relative's, or another body's, is said: in the remarks, the list and the console."""

from __future__ import annotations

import json

import pytest

from repatria.config.session import DONE
from repatria.doors.files.kinship.doubles import equal_pairs
from tests.core.kinship.shared import REFERENCE, needs_reference
from tests.doors.files.kinship.test_commands import EXAMPLES, joint_of, run
from tests.doors.files.kinship.test_searching import rows

LOCI = [f"L{i}" for i in range(10)]
FULL = dict.fromkeys(LOCI, ("9", "10"))


def profile(*, without=0, **changed):
    return {name: changed.get(name, seen) for name, seen in list(FULL.items())[without:]}


@pytest.mark.parametrize(
    ("other", "loci"),
    [
        (profile(), [10]), (profile(without=2), [8]), (profile(without=3), []), (profile(L4=("9", "11")), []),
        (profile(L4=("10", "9")), [10]), (profile(L4=("9", "-")), [9]), ({}, []),
    ],
)  # fmt: skip
def test_profiles_are_equal_at_eight_loci_or_not_at_all(other, loci):
    strangers = {f"S{i}": {name: (str(11 + i), "12") for name in LOCI} for i in range(4)}

    assert [("B", "R", count) for count in loci] == list(equal_pairs({"B": FULL}, {**strangers, "R": other}))


def test_a_body_is_not_compared_with_itself():
    bodies = {"A": FULL, "B": profile(without=1), "C": profile(L1=("11", "12"))}

    assert [("A", "B", 9), ("B", "A", 9)] == list(equal_pairs(bodies, bodies))


def search(tmp_path, remains, *more):
    files = ("--families", EXAMPLES / "families.csv", "--references", EXAMPLES / "relatives.csv")
    files += ("--frequencies", EXAMPLES / "invented-frequencies.csv", "--threads", 1)
    assert DONE == run("search", "--remains", *remains, *files, "--out", tmp_path / "pairs.csv", *more)
    return rows(tmp_path / "pairs.csv"), rows(tmp_path / "pairs.faults.csv")


def test_a_body_that_equals_a_relative_is_said_in_list_and_remarks(tmp_path, capsys):
    header, *lines = (EXAMPLES / "relatives.csv").read_text().splitlines()
    relative = next(line for line in lines if line.startswith("R03,"))
    (tmp_path / "more.csv").write_text(f"{header}\nB-99{relative[3:]}\n")
    pairs, faults = search(tmp_path, [EXAMPLES / "remains.csv", tmp_path / "more.csv"])

    assert [("more.csv", "2", "B-99")] == [
        (one["file"], one["line"], one["sample"]) for one in faults if "equals that of relative R03" in one["what"]
    ]
    assert all((row["body"] == "B-99") == ("relative R03" in row["equals"]) for row in pairs)
    assert "1 bodies have a profile that equals" in capsys.readouterr().out


def test_two_bodies_that_equal_each_other_are_said_where_parts_are_not_joined(tmp_path):
    pairs, _ = search(tmp_path, [EXAMPLES / "remains.csv"], "--no-parts")

    assert {"body B-05b at 8 loci"} == {row["equals"] for row in pairs if row["body"] == "B-05a"}


def test_an_incident_says_whose_profile_a_body_has(tmp_path):
    given = json.loads((EXAMPLES / "incident.json").read_text())
    given = given.get("input", given)
    (family,) = given["families"]
    who, relative = next(iter(family["references"].items()))
    victims = {**given["victims"], "V9": {"sex": None, "genotypes": relative}}
    remarks = joint_of(tmp_path, victims=victims)["remarks"]

    assert any(f"V9: the profile equals that of relative {who} of {family['name']}" in one for one in remarks)


@needs_reference
def test_the_body_of_the_field_is_said_to_equal_its_relative(tmp_path):
    pairs, _ = search(tmp_path, [REFERENCE / "field" / "body-equals-relative-remains.csv"])

    assert {"relative R03 at 16 loci"} == {row["equals"] for row in pairs}


@needs_reference
def test_one_body_and_two_brothers_of_the_field_are_symmetric(tmp_path):
    out = tmp_path / "out.json"
    assert DONE == run("joint", REFERENCE / "field" / "one-body-two-brothers.json", "--out", out)
    told = json.loads(out.read_text())["conclusions"]

    assert {"Symmetric match"} == {one["Conclusion"] for side in told.values() for one in side}
