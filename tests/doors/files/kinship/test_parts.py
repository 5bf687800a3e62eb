"""Parts of one body: what is joined, what is left apart, and that each join is listed with its ratio and loci."""

from __future__ import annotations

import json

import pytest

from repatria.config.session import BAD_INPUT, DONE
from tests.core.kinship.shared import REFERENCE, needs_reference
from tests.doors.files.kinship.test_commands import EXAMPLES, run
from tests.doors.files.kinship.test_searching import rows

LOCI = ("D3S1358", "vWA", "D16S539", "CSF1PO", "TPOX", "D8S1179", "D21S11", "D18S51", "D2S441", "D19S433", "TH01",
        "FGA")  # fmt: skip
FATHER = {name: (8 + i % 3, 11 + i % 2) for i, name in enumerate(LOCI)}
SON = {name: (a, 14) if i > 3 else (a, b) for i, (name, (a, b)) in enumerate(FATHER.items())}
"""He has all of his father at four loci, and one allele at the others, as any son."""
FIELD = REFERENCE / "field" / "father-son-joined"


def only(profile, *loci):
    return {name: profile[name] for name in loci}


def search(tmp_path, samples, *more, sexes=()):
    """Searches made-up remains.

    Returns:  the samples of each body, the list of joins, and the remarks.
    """
    header = ",".join(f"{name} {i}" for name in LOCI for i in (1, 2))
    lines = [f"Sample,Amelogenin,{header}"]
    for name, profile in samples.items():
        cells = [str(a) for locus in LOCI for a in profile.get(locus, ("", ""))]
        lines.append(",".join([name, dict(sexes).get(name, "X/Y"), *cells]))
    (tmp_path / "remains.csv").write_text("\n".join(lines) + "\n")
    (tmp_path / "families.csv").write_text("Family,Relation,Sample,Sex\nF,missing,,M\nF,mother,R,\n")
    mother = ",".join(str(a) for name in LOCI for a in (FATHER[name][0], 16))
    (tmp_path / "relatives.csv").write_text(f"{lines[0]}\nR,X/X,{mother}\n")
    frequencies = ["Allele," + ",".join(LOCI), *(f"{a}," + ",".join(["0.1"] * len(LOCI)) for a in range(8, 18))]
    (tmp_path / "frequencies.csv").write_text("\n".join(frequencies) + "\n")
    files = [word for name in ("remains", "families", "references", "frequencies")
             for word in (f"--{name}", tmp_path / f"{'relatives' if name == 'references' else name}.csv")]  # fmt: skip
    typed = (*files, "--threads", 1, "--least", -300, "--out", tmp_path / "pairs.csv")
    assert DONE == run("search", *typed, *more)
    joins = tmp_path / "pairs.parts.csv"
    bodies = {row["body"]: row["parts"].split() for row in rows(tmp_path / "pairs.csv")}
    return bodies, rows(joins) if joins.exists() else [], rows(tmp_path / "pairs.faults.csv")


@pytest.mark.parametrize("option", [("--parts-least", -1), ("--parts-loci", 0)])
def test_refuses_a_threshold_that_would_join_anybody(tmp_path, option, capsys):
    files = ("--remains", EXAMPLES / "remains.csv", "--families", EXAMPLES / "families.csv")
    files += ("--frequencies", EXAMPLES / "invented-frequencies.csv", "--out", tmp_path / "pairs.csv")

    assert BAD_INPUT == run("search", *files, *option)
    assert option[0] in capsys.readouterr().out


@pytest.mark.parametrize("order", [("father", "son", "foot"), ("foot", "father", "son"), ("son", "foot", "father")])
def test_a_father_and_his_son_are_never_joined_through_a_foot_that_fits_both(tmp_path, order):
    held = {"father": FATHER, "son": SON, "foot": only(FATHER, *LOCI[:4])}
    bodies, joins, faults = search(tmp_path, {name: held[name] for name in order})

    assert {name: [name] for name in held} == bodies
    assert {"not joined: fits groups that contradict each other"} == {row["verdict"] for row in joins}
    assert [("foot", "fits father and son, which contradict each other: left alone")] == [
        (one["sample"], one["what"]) for one in faults
    ]


def test_what_could_belong_to_two_is_left_alone_even_above_every_threshold(tmp_path):
    held = {"father": FATHER, "son": SON, "foot": only(FATHER, *LOCI[:4])}
    bodies, _, faults = search(tmp_path, held, "--parts-least", 0, "--parts-loci", 1)

    assert {name: [name] for name in held} == bodies
    assert any("left alone" in one["what"] for one in faults)


def test_parts_with_enough_loci_are_joined_and_the_join_is_listed(tmp_path):
    bodies, joins, _ = search(tmp_path, {"torso": FATHER, "arm": only(FATHER, *LOCI[:9])})
    (join,) = joins

    assert {"torso": ["torso", "arm"]} == bodies
    assert ("torso", "torso", "arm", "9", "joined") == tuple(
        join[k] for k in ("body", "sample", "other_sample", "loci", "verdict")
    )
    assert 3 < float(join["log10_against_brother"]) < float(join["log10_against_stranger"])


@pytest.mark.parametrize(
    ("more", "is_joined"), [((), False), (("--parts-loci", 6, "--parts-least", 4), False), (("--parts-loci", 6), True)]
)
def test_too_few_loci_or_too_small_a_ratio_join_nothing(tmp_path, more, is_joined):
    bodies, joins, _ = search(tmp_path, {"torso": FATHER, "hand": only(FATHER, *LOCI[:6])}, *more)

    assert is_joined == (["torso", "hand"] in bodies.values())
    assert is_joined == (joins[0]["verdict"] == "joined")


def test_one_whole_result_that_contradicts_keeps_two_samples_apart_though_alleles_may_drop_out(tmp_path):
    other = FATHER | {LOCI[-1]: (FATHER[LOCI[-1]][0], 17)}
    bodies, joins, _ = search(tmp_path, {"torso": FATHER, "arm": other}, "--drop-out", 0.1, "--drop-in", 0.05)

    assert {"torso": ["torso"], "arm": ["arm"]} == bodies
    assert ["not joined: a whole result contradicts"] == [row["verdict"] for row in joins]


def test_an_allele_that_may_have_dropped_out_is_no_contradiction_where_drop_out_is_stated(tmp_path):
    half = FATHER | {LOCI[-1]: (FATHER[LOCI[-1]][0],) * 2}

    assert {"torso": ["torso"], "arm": ["arm"]} == search(tmp_path, {"torso": FATHER, "arm": half})[0]
    assert {"torso": ["torso", "arm"]} == search(tmp_path, {"torso": FATHER, "arm": half}, "--drop-out", 0.1)[0]


def test_joining_can_be_switched_off(tmp_path):
    bodies, joins, _ = search(tmp_path, {"torso": FATHER, "arm": FATHER}, "--no-parts")

    assert {"torso": ["torso"], "arm": ["arm"]} == bodies and [] == joins
    run_record = json.loads((tmp_path / "pairs.run.json").read_text())
    assert run_record["settings"]["joins_parts"] is False


def test_three_parts_become_one_body_and_each_pair_is_listed(tmp_path):
    held = {"torso": FATHER, "arm": only(FATHER, *LOCI[:9]), "leg": only(FATHER, *LOCI[2:])}
    bodies, joins, _ = search(tmp_path, held, "--parts-loci", 7, "--parts-least", 2)

    assert {"torso": ["torso", "arm", "leg"]} == bodies
    assert 3 == len(joins) and {"joined"} == {row["verdict"] for row in joins}


@needs_reference
@pytest.mark.parametrize("remains", ["remains.csv", "remains-foot-first.csv"])
def test_the_father_and_the_son_of_the_field_stay_two_bodies(tmp_path, remains):
    files = ("--remains", FIELD / remains, "--families", FIELD / "families.csv")
    files += ("--references", FIELD / "relatives.csv", "--frequencies", EXAMPLES / "invented-frequencies.csv")
    assert DONE == run("search", *files, "--threads", 1, "--least", -300, "--out", tmp_path / "pairs.csv")

    assert {"FATHER-torso", "SON-torso", "foot"} == {row["parts"] for row in rows(tmp_path / "pairs.csv")}
    assert ["foot"] == [one["sample"] for one in rows(tmp_path / "pairs.faults.csv") if "left alone" in one["what"]]
