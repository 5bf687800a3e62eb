"""Genotypes in JSON: what is odd in them never becomes a figure unsaid."""

from __future__ import annotations

import json

import pytest

from repatria.config.session import BAD_INPUT, DIFFERS, DONE
from tests.doors.files.kinship.test_commands import EXAMPLES, run

TABLE = {"10": 0.2, "11": 0.3, "12": 0.5}
TRIO = [
    {"id": "F", "father": None, "mother": None, "sex": "M"},
    {"id": "M", "father": None, "mother": None, "sex": "F"},
    {"id": "V", "father": "F", "mother": "M", "sex": "M"},
]


def question(**changes):
    return {
        "pedigree": TRIO, "body": "V", "markers": ["A", "B"], "frequencies": {"A": TABLE, "B": TABLE},
        "genotypes": {"M": {"A": ["10", "11"], "B": ["10", "11"]}, "V": {"A": ["10", "12"], "B": ["11", "12"]}},
    } | changes  # fmt: skip


def mother_shows(seen, **changes):
    genotypes = question()["genotypes"]
    return question(genotypes={**genotypes, "M": {**genotypes["M"], "A": seen}}, **changes)


def answers(tmp_path, *questions, expected=DONE):
    (tmp_path / "q.json").write_text(json.dumps({"cases": questions}))
    assert expected == run("lr", tmp_path / "q.json", "--out", tmp_path / "a.json")
    return json.loads((tmp_path / "a.json").read_text())["cases"]


@pytest.mark.parametrize(
    ("odd", "words"),
    [
        (mother_shows("10"), "genotypes, M, A: 10 is no list of alleles"),
        (mother_shows([["10"], "11"]), "genotypes, M, A"),
        (mother_shows([True, "11"]), "genotypes, M, A"),
        (question(genotypes={"M": 5}), "genotypes, M: must be {marker"),
        (question(markers=["A", "A", "B"]), "markers, A: stands there twice"),
        (question(linkage=[{"markers": ["A", "B"], "rho": 0.1}] * 2), "stands in two groups"),
        (question(linkage=[{"markers": ["A", "A"], "rho": 0.1}]), "linkage, A: stands there twice"),
        (question(linkage=[{"markers": ["A", "B"], "rho": 0.7}]), "0.7 is none from 0 to 0.5"),
        (question(linkage=[{"markers": ["A", "B"]}]), "rho: is missing"),
        (question(mutation={"model": "equal"}), "rate: is missing"),
        (question(mutation={"model": "stepwise", "rate": {"female": 0.001}}), "missing for the male sex"),
        (question(chromosome="Y"), "Y is none of autosomal, X"),
        (question(pedigree=[{**TRIO[0], "sex": "male"}, *TRIO[1:]]), "pedigree, F: the sex male is none of F, M, U"),
        (question(pedigree=[{"sex": "M"}]), "id: is missing"),
    ],
)
def test_refuses_what_would_become_another_question(tmp_path, odd, words):
    refused, answered = answers(tmp_path, odd, question(), expected=DIFFERS)

    assert words in " ".join(refused["faults"])
    assert "log10_lr_total" in answered


@pytest.mark.parametrize(
    ("seen", "words"),
    [
        (["OL", "11"], "M, A: OL is off the ladder; the locus is left out for this person"),
        (["99.9", "11"], "M, A: 99.9 is no allele of a known marker; the locus is left out for this person"),
        (["9", "10", "11", "12"], "M, A: 4 alleles, at most 3; the locus is left out for this person"),
    ],
)
def test_a_result_that_is_none_is_left_out_and_the_other_loci_go_on(tmp_path, seen, words, capsys):
    odd, without = answers(tmp_path, mother_shows(seen), mother_shows(None))

    assert "1 remarks on the genotypes" in capsys.readouterr().out
    assert [words] == odd["remarks"]
    assert without["lr"] == odd["lr"]
    assert [] == without["remarks"]


def test_two_alleles_of_a_mans_x_chromosome_are_left_out(tmp_path):
    (odd,) = answers(tmp_path, question(chromosome="X"))

    assert "V, A: 2 alleles, at most 1; the locus is left out for this person" in odd["remarks"]


def test_an_allele_that_the_table_lacks_is_said(tmp_path):
    comma, plain = answers(tmp_path, mother_shows(["9,3", "11"]), mother_shows(["9.3", "11"], minimum_frequency=0.002))

    assert ["M, A: 9,3 read as 9.3", "A: allele 9.3 is not in the table; it enters at 0.001"] == comma["remarks"]
    assert ["A: allele 9.3 is not in the table; it enters at 0.002"] == plain["remarks"]
    assert 0.002 == plain["conventions"]["minimum_frequency"]


def test_numbers_name_alleles_and_persons_as_texts_do(tmp_path):
    numbered = [{"id": 1, "sex": "M"}, TRIO[1], {**TRIO[2], "father": 1}]
    plain, numbers, persons = answers(
        tmp_path, question(), mother_shows([10, 11.0]), question(pedigree=numbered)
    )  # fmt: skip

    assert plain["lr"] == numbers["lr"] == persons["lr"]


def test_null_is_a_rate_that_was_not_stated(tmp_path):
    null, absent = answers(
        tmp_path,
        question(mutation={"model": "stepwise", "rate": 0.001, "rate2": None, "range": None}),
        question(mutation={"model": "stepwise", "rate": 0.001}),
    )

    assert absent["lr"] == null["lr"]


def test_a_table_makes_room_for_its_silent_allele(tmp_path):
    scaled = {allele: 0.95 * f for allele, f in TABLE.items()}
    whole, roomy = answers(
        tmp_path, question(silent={"A": 0.05}), question(silent={"A": 0.05}, frequencies={"A": scaled, "B": TABLE})
    )

    assert roomy["lik_h1"]["A"] == pytest.approx(whole["lik_h1"]["A"])
    assert roomy["lik_h2"]["A"] == pytest.approx(whole["lik_h2"]["A"])


def test_a_table_that_lacks_half_of_the_alleles_is_said(tmp_path):
    (found,) = answers(tmp_path, question(frequencies={"A": {a: f / 2 for a, f in TABLE.items()}, "B": TABLE}))

    assert ["A: the frequencies sum to 0.5; they are used as given"] == found["remarks"]


def test_relatives_who_contradict_each_other_are_said(tmp_path):
    family = {"F": {"A": ["10", "10"]}, "M": {"A": ["10", "10"]}, "S": {"A": ["11", "11"]}, "V": {"A": ["10", "10"]}}
    pedigree = [*TRIO, {"id": "S", "father": "F", "mother": "M", "sex": "F"}]
    (found,) = answers(tmp_path, question(genotypes=family, pedigree=pedigree, markers=["A"]))

    assert found["log10_lr_total"] is None
    assert ["A: neither proposition can give what was seen; the relatives contradict each other"] == found["remarks"]


def test_an_answer_states_what_it_was_weighed_with(tmp_path):
    (found,) = answers(tmp_path, question(theta=0.01, linkage=[{"markers": ["A", "B"], "rho": 0.1}]))

    assert {
        "untyped_founders": "keep", "theta": 0.01, "linkage": [{"markers": ["A", "B"], "rho": [0.1]}],
        "mutation": {"model": "none"}, "minimum_frequency": 0.001,
    } == found["conventions"]  # fmt: skip


def test_refuses_a_file_that_says_one_thing_twice(tmp_path, capsys):
    (tmp_path / "q.json").write_text('{"cases": [{"genotypes": {"M": {"A": ["1", "2"]}, "M": {"A": ["3", "4"]}}}]}')

    assert BAD_INPUT == run("lr", tmp_path / "q.json", "--out", tmp_path / "a.json")
    assert "M: stands twice in one object" in capsys.readouterr().out


def test_an_incident_with_odd_results_goes_on_and_says_them(tmp_path, capsys):
    given = json.loads((EXAMPLES / "incident.json").read_text())
    given = given.get("input", given)
    body, marker = next(iter(given["victims"])), given["markers"][0]["name"]
    given["victims"][body]["genotypes"][marker] = ["OL", "9"]
    (tmp_path / "odd.json").write_text(json.dumps(given))

    assert DONE == run("joint", tmp_path / "odd.json", "--out", tmp_path / "out.json")
    left_out = f"{body}, {marker}: OL is off the ladder; the locus is left out for this person"
    assert [left_out] == json.loads((tmp_path / "out.json").read_text())["remarks"]
    assert "1 remarks on the genotypes" in capsys.readouterr().out


@pytest.mark.parametrize("twice", [0, 1])
def test_refuses_an_incident_that_names_a_marker_twice(tmp_path, twice, capsys):
    given = json.loads((EXAMPLES / "incident.json").read_text())
    given = given.get("input", given)
    given["markers"].append(given["markers"][twice])
    (tmp_path / "odd.json").write_text(json.dumps(given))

    assert BAD_INPUT == run("joint", tmp_path / "odd.json", "--out", tmp_path / "out.json")
    assert f"{given['markers'][twice]['name']}: stands there twice" in capsys.readouterr().out


def test_refuses_somebody_who_is_missing_from_two_families(tmp_path, capsys):
    given = json.loads((EXAMPLES / "incident.json").read_text())
    given = given.get("input", given)
    given["families"].append({**given["families"][0], "name": "again"})
    (tmp_path / "odd.json").write_text(json.dumps(given))

    assert BAD_INPUT == run("joint", tmp_path / "odd.json", "--out", tmp_path / "out.json")
    assert f"{given['missing'][0]}: is missing twice" in capsys.readouterr().out


def test_refuses_somebody_who_is_missing_and_typed(tmp_path, capsys):
    given = json.loads((EXAMPLES / "incident.json").read_text())
    given = given.get("input", given)
    given["families"][0]["references"][given["missing"][0]] = {}
    (tmp_path / "odd.json").write_text(json.dumps(given))

    assert BAD_INPUT == run("joint", tmp_path / "odd.json", "--out", tmp_path / "out.json")
    assert f"{given['missing'][0]}: is missing and typed" in capsys.readouterr().out
