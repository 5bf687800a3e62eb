"""The other commands, through `repatria kinship` as it is typed: questions, incidents, simulation, power, report."""

from __future__ import annotations

import csv
import json
import re
from html import unescape
from pathlib import Path

import pytest

from repatria.config.cli import _parser
from repatria.config.commands import COMMANDS
from repatria.config.places import Places
from repatria.config.session import BAD_INPUT, DIFFERS, DONE, run_safely
from repatria.core.kinship.pedigree import Pedigree, Person, Sex
from repatria.core.kinship.relations import family_from
from repatria.doors.files.kinship.drawing import draw_pedigree

EXAMPLES = Path(__file__).parents[4] / "examples" / "kinship"
MATERIAL = (
    "--remains", EXAMPLES / "remains.csv", "--families", EXAMPLES / "families.csv",
    "--references", EXAMPLES / "relatives.csv", "--frequencies", EXAMPLES / "invented-frequencies.csv",
    "--threads", "1", "--theta", "0",
)  # fmt: skip


def run(*typed):
    given = _parser().parse_args(["kinship", *map(str, typed)])
    return run_safely(lambda: COMMANDS["kinship"](Places(Path("var").absolute()), given))


def rows(path):
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def test_answers_the_questions_of_a_file_locus_by_locus(tmp_path):
    out = tmp_path / "answers.json"

    assert DONE == run("lr", EXAMPLES / "questions.json", "--out", out)
    plain, with_theta = json.loads(out.read_text())["cases"]
    assert plain["lik_h1"].keys() == plain["lik_h2"].keys() == plain["lr"].keys()
    assert with_theta["log10_lr_total"] < plain["log10_lr_total"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"body": "nobody"}, "is not in the pedigree"),
        ({"mutation": {"model": "magic"}}, "magic"),
        ({"mutation": {"model": "equal", "rate": 1.5}}, "no probability"),
        ({"markers": ["D99S1"]}, "in no table"),
        ({"pedigree": None}, "pedigree: is missing"),
        ({"pedigree": "F M V"}, "pedigree: must be a list"),
        ({"genotypes": []}, "genotypes: must be an object"),
        ({"pedigree": [1, 2]}, "another kind of value"),
        ({"frequencies": {"D3S1358": {"14": "often"}}, "markers": ["D3S1358"]}, "D3S1358, allele 14: often is no"),
        ({"frequencies": {"D3S1358": [0.5, 0.5]}, "markers": ["D3S1358"]}, "D3S1358: must be {allele: frequency}"),
        ({"mutation": {"model": "equal", "speed": 1}}, "mutation, speed: is no field"),
        ({"silent": {"D99S9": 0.01}}, "silent, D99S9: is in no table"),
        ({"drop_out": {"nobody": 0.1}}, "drop_out, nobody: has no genotypes"),
        ({"theta": 1}, "theta: 1 is no number from 0 to below 1"),
        ({"untyped_founders": "some"}, "some: keep or prune"),
        ({"frequencies": "not-there.json"}, "not-there.json: No such file"),
        ({"frequencies": "/dev/zero"}, "no plain file"),
        ({"frequencies": "."}, "no plain file"),
        ({"frequencies": {"D3S1358": {"14": -1}}, "markers": ["D3S1358"]}, "no frequency"),
    ],
)
def test_a_question_that_cannot_be_answered_says_why_and_the_others_go_on(tmp_path, change, words):
    given = json.loads((EXAMPLES / "questions.json").read_text())
    given["cases"][0] |= change
    source, out = tmp_path / "given.json", tmp_path / "answers.json"
    source.write_text(json.dumps(given))

    assert DIFFERS == run("lr", source, "--out", out)
    refused, answered = json.loads(out.read_text())["cases"]
    assert words in refused["refused"] + " ".join(refused["faults"])
    assert "log10_lr_total" in answered


@pytest.mark.parametrize("text", ["no JSON at all", "[]", '{"cases": 5}'])
def test_refuses_a_file_that_holds_no_questions(tmp_path, text, capsys):
    (tmp_path / "odd.json").write_text(text)

    assert BAD_INPUT == run("lr", tmp_path / "odd.json", "--out", tmp_path / "out.json")
    assert "odd.json" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["{}", '{"input": {"victims": {}}}', "[1]"])
def test_refuses_a_file_that_holds_no_incident(tmp_path, text, capsys):
    (tmp_path / "odd.json").write_text(text)

    assert BAD_INPUT == run("joint", tmp_path / "odd.json", "--out", tmp_path / "out.json")
    assert "odd.json" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("victims", [], "victims: must be an object"),
        ("markers", None, "markers: is missing"),
        ("missing", ["C1", "C2", "nobody"], "nobody: is in no pedigree"),
        ("missing", ["C1", "C1"], "C1: is missing twice"),
        ("missing", [], "missing: there is none"),
        ("missing", [{"id": "C1"}], "missing: must be a list of names"),
        ("victims", {}, "bodies: there is none"),
        ("markers", [{"name": "D3S1358", "freq": {"9": -0.2, "10": 0.5}}], "D3S1358, allele 9: -0.2 is no frequency"),
        ("markers", [{"name": "D3S1358"}], "freq: is missing"),
        ("families", [{"name": "F"}], "references: is missing"),
        ("victims", {"V": {"genotypes": 5}}, "genotypes, V: must be {marker: [allele, allele]}"),
        ("theta", 1.5, "theta: 1.5 is no number from 0"),
        ("untyped_founders", "some", "some: keep or prune"),
        ("prior_odds", [{"body": "V1", "missing": "C1", "odds": 9}], "row 1: has no source"),
        ("prior_odds", [{"body": "V1", "missing": "C1", "odds": 0, "source": "age"}], "0 cannot be prior odds"),
        ("prior_odds", [{"body": "V9", "missing": "C1", "odds": 9, "source": "age"}], "no pairing of this incident"),
    ],
)
def test_refuses_an_incident_with_a_field_that_cannot_be_by_name(tmp_path, field, value, words, capsys):
    given = json.loads((EXAMPLES / "incident.json").read_text())
    (tmp_path / "odd.json").write_text(json.dumps(given.get("input", given) | {field: value}))

    assert BAD_INPUT == run("joint", tmp_path / "odd.json", "--out", tmp_path / "out.json")
    assert words in capsys.readouterr().out
    assert not (tmp_path / "out.json").exists()


@pytest.mark.parametrize(
    ("option", "text", "words"),
    [
        ("--remains", "Sample,D3S1358", "no body"),
        ("--families", "Family,Relation,Sample", "no place"),
        ("--frequencies", "Allele,D99S9\n9,1", "no locus"),
    ],
)
def test_a_search_that_could_compare_nothing_says_so(tmp_path, option, text, words, capsys):
    (tmp_path / "given.csv").write_text(text)

    assert BAD_INPUT == run("search", *MATERIAL, option, tmp_path / "given.csv", "--out", tmp_path / "pairs.csv")
    assert f"nothing could be compared: {words}" in capsys.readouterr().out
    assert (tmp_path / "pairs.faults.csv").exists()


def test_a_simulation_names_the_cells_of_its_table_that_are_no_frequency(tmp_path, capsys):
    table = (EXAMPLES / "invented-frequencies.csv").read_text().replace("5,0.0699", "5,never")
    (tmp_path / "table.csv").write_text(table)
    typed = ("--frequencies", tmp_path / "table.csv", "--out", tmp_path / "made", "--bodies", 2, "--families", 3)

    assert DONE == run("simulate", *typed)
    assert "faults.csv" in capsys.readouterr().out
    (fault,) = [one for one in rows(tmp_path / "made" / "faults.csv") if "never" in one["what"]]
    assert ("table.csv", "2", "D3S1358", "cell left out") == tuple(
        fault[k] for k in ("file", "line", "field", "outcome")
    )


def test_answers_an_incident_jointly_and_names_no_brother_alone(tmp_path):
    out = tmp_path / "joint.json"

    assert DONE == run("joint", EXAMPLES / "incident.json", "--out", out)
    found = json.loads(out.read_text())
    kinds = {one["Missing"]: (one["Conclusion"], one["Sample"]) for one in found["conclusions"]["AM"]}
    assert ("Symmetric match", "V1/V3") == kinds["C1"] == kinds["C2"]
    assert all(sum(row.values()) == pytest.approx(1) for row in found["posterior_pairing_flat_prior"].values())


def joint_of(tmp_path, **changed):
    given = json.loads((EXAMPLES / "incident.json").read_text())
    (tmp_path / "given.json").write_text(json.dumps(given.get("input", given) | changed))
    assert DONE == run("joint", tmp_path / "given.json", "--out", tmp_path / "joint.json")
    return json.loads((tmp_path / "joint.json").read_text())


def test_theta_weighs_an_incident_less_and_stands_in_the_answer(tmp_path):
    plain, with_theta = joint_of(tmp_path), joint_of(tmp_path, theta=0.02)

    assert 0 == plain["conventions"]["theta"] and 0.02 == with_theta["conventions"]["theta"]
    assert 0 < with_theta["pairwise_log10_LR"]["V1"]["C1"] < plain["pairwise_log10_LR"]["V1"]["C1"]


def test_prior_odds_with_a_source_tell_brothers_apart_and_stand_in_the_answer(tmp_path):
    odds = [{"body": "V1", "missing": "C1", "odds": 99, "source": "age at death by the pelvis"}]
    answer = joint_of(tmp_path, prior_odds=odds)

    assert odds == answer["prior_odds"]
    assert answer["posterior_pairing_flat_prior"]["V1"]["C1"] == pytest.approx(0.99, abs=0.005)
    assert joint_of(tmp_path)["posterior_pairing_flat_prior"]["V1"]["C1"] == pytest.approx(0.5, abs=0.005)


def test_no_posterior_of_an_incident_is_one(tmp_path):
    answer = joint_of(tmp_path)
    listed = [value for row in answer["posterior_pairing_flat_prior"].values() for value in row.values()]

    assert max(value for value in listed if value is not None) < 1
    assert all(row["posterior"] < 1 for row in answer["joint_top20"])


def test_an_invented_incident_is_found_again_without_one_wrong_name(tmp_path):
    wanted = ("--bodies", 40, "--families", 60)
    assert DONE == run(
        "simulate", "--frequencies", EXAMPLES / "invented-frequencies.csv", "--out", tmp_path, *wanted
    )  # fmt: skip
    files = ("--remains", tmp_path / "remains.csv", "--families", tmp_path / "families.csv")
    files += ("--references", tmp_path / "relatives.csv", "--frequencies", tmp_path / "frequencies.csv", "--threads", 1)
    assert DONE == run("search", *files, "--out", tmp_path / "pairs.csv")
    truth = {row["Sample"]: (row["Family"], row["Missing"]) for row in rows(tmp_path / "truth.csv")}
    named = [row for row in rows(tmp_path / "pairs.csv") if float(row["posterior"]) >= 0.9995]

    assert len(named) > 15
    assert [] == [row for row in named if truth[row["body"]] != (row["family"], row["missing"])]


def test_bodies_are_drawn_over_all_families_and_of_one_that_is_drawn_everybody_lies_there(tmp_path):
    wanted = ("--bodies", 120, "--families", 200, "--strangers", 0, "--out", tmp_path)
    assert DONE == run("simulate", "--frequencies", EXAMPLES / "invented-frequencies.csv", *wanted)
    found = {}
    for row in rows(tmp_path / "truth.csv"):
        found.setdefault(row["Family"], set()).add(row["Missing"])
    drawn = {int(family[1:]) for family in found}

    assert max(drawn) > 150 and len([one for one in drawn if one > 10]) > 40
    whole = [missing for family, missing in found.items() if int(family[1:]) <= 10]
    assert len(whole) > 0 and sum(len(missing) == 1 for missing in whole) <= 1


def test_the_same_seed_invents_the_same_incident(tmp_path):
    for name in ("one", "two"):
        run(
            "simulate", "--frequencies", EXAMPLES / "invented-frequencies.csv", "--out", tmp_path / name,
            "--bodies", 5, "--families", 6,
        )  # fmt: skip

    assert (tmp_path / "one" / "remains.csv").read_bytes() == (tmp_path / "two" / "remains.csv").read_bytes()


def test_power_says_whether_a_family_suffices_and_draws_it(tmp_path):
    out, plots = tmp_path / "power.csv", tmp_path / "plots"
    typed = ("power", *MATERIAL, "--out", out, "--plots", plots, "--draws", 40, "--family", "F01", "F05")

    assert DONE == run(*typed)
    first = out.read_text()
    best = {row["family"]: row["relative"] for row in reversed(rows(out)) if row["relative"] != "(as it stands)"}
    assert {"F01", "F05"} == set(best)
    assert 2 == len(list(plots.glob("*.svg")))
    assert DONE == run(*typed)
    assert first == out.read_text()


def test_a_pedigree_is_drawn_with_its_typed_members_filled_and_nothing_run():
    picture = draw_pedigree(
        family_from([("mother", "<script>")], sex=Sex.UNKNOWN), typed=["<script>"], members=["missing"],
        name={"<script>": "<script>"}, kinship={"<script>": "<b>mother</b>"},
    )  # fmt: skip

    assert "<script>" not in picture and "<b>" not in picture
    assert 1 == picture.count('fill="#bbb"')


def test_children_of_two_couples_hang_on_two_lines_and_no_word_of_kinship_is_cut_off():
    """A man's children by two wives stood on one line, as if all were of both."""
    rows = [("A", None, None, "M"), ("B", None, None, "F"), ("C", None, None, "F")]
    rows += [("D", "A", "B", "M"), ("E", "A", "B", "F"), ("F", "A", "C", "F")]
    family = Pedigree.of(Person(id=i, father=f, mother=m, sex=Sex(s)) for i, f, m, s in rows)
    words = {"F": "half sister, same father", "E": "mother's brother or sister"}

    picture = draw_pedigree(family, typed=[], members=["D"], name={i: i for i in family.ids}, kinship=words)

    levels = re.findall(r"V(\d+) M\d+ \1 H\d+", picture)
    assert 2 == len(levels) == len(set(levels))
    shown = unescape(re.sub(r"<[^>]*>", " ", picture)).split()
    assert [] == [word for text in words.values() for word in text.split() if word not in shown]
