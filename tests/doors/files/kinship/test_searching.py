"""From files to a list of pairs: every format gives the same answer, what is odd is named, a stopped run goes on."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from repatria.core.kinship.mutation import Mutation
from repatria.doors.files.kinship.files import LaboratoryFileError
from repatria.doors.files.kinship.searching import SearchWish, run_search

EXAMPLES = Path(__file__).parents[4] / "examples" / "kinship"
HEADER = "Sample,Amel,D3S1358 1,D3S1358 2,vWA 1,vWA 2,TH01 1,TH01 2,FGA 1,FGA 2"


def quiet(*_):
    pass


def wish_for(tmp_path, **changed):
    wish = SearchWish(
        remains=(EXAMPLES / "remains.csv",), families=EXAMPLES / "families.csv",
        references=(EXAMPLES / "relatives.csv",), frequencies=EXAMPLES / "invented-frequencies.csv",
        out=tmp_path / "pairs.csv", threads=1,
    )  # fmt: skip
    return replace(wish, **changed)


def rows(path):
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def with_remains(tmp_path, text, header=HEADER):
    path = tmp_path / "given.csv"
    path.write_text(f"{header}\n{text}\n", encoding="utf-8")
    run_search(wish_for(tmp_path, remains=(path,)), quiet)
    return rows(tmp_path / "pairs.faults.csv")


def test_finds_each_son_in_his_family_and_joins_the_parts_of_one(tmp_path):
    run_search(wish_for(tmp_path), quiet)
    found = {row["body"]: row for row in rows(tmp_path / "pairs.csv")}

    expected = {"B-01": "F04", "B-02": "F01", "B-04": "F02", "B-05a": "F03", "B-06": "F05"}
    assert expected == {body: row["family"] for body, row in found.items()}
    assert "B-05a B-05b" == found["B-05a"]["parts"]
    assert all(float(row["posterior"]) < 1 for row in found.values())


@pytest.mark.parametrize("name", ["remains-long.csv", "remains-genemapper.txt", "remains-cmf.xml"])
def test_every_format_gives_the_same_ratios(tmp_path, name):
    run_search(wish_for(tmp_path), quiet)
    expected = {row["body"]: row["log10_lr"] for row in rows(tmp_path / "pairs.csv") if row["body"] in ("B-01", "B-02")}
    run_search(wish_for(tmp_path, remains=(EXAMPLES / name,)), quiet)

    assert expected == {row["body"]: row["log10_lr"] for row in rows(tmp_path / "pairs.csv")}


def test_reads_bodies_families_and_frequencies_of_a_familias_file(tmp_path):
    fam = EXAMPLES / "incident.fam"
    wish = wish_for(tmp_path, remains=(fam,), families=fam, references=(), frequencies=fam, least_log10_lr=0.5)
    run_search(wish, quiet)

    assert [("B-02", "F01", "Missing son")] == [(r["body"], r["family"], r["missing"]) for r in rows(wish.out)]


def test_theta_makes_a_rare_likeness_weigh_less(tmp_path):
    run_search(wish_for(tmp_path), quiet)
    without = {row["body"]: float(row["log10_lr"]) for row in rows(tmp_path / "pairs.csv")}
    run_search(wish_for(tmp_path, theta=0.02), quiet)
    with_theta = {row["body"]: float(row["log10_lr"]) for row in rows(tmp_path / "pairs.csv")}

    assert with_theta.keys() <= without.keys()
    assert all(value < without[body] for body, value in with_theta.items())


def test_a_run_that_was_stopped_goes_on_and_gives_the_same(tmp_path, monkeypatch):
    from repatria.doors.files.kinship import searching

    monkeypatch.setattr(searching, "PIECE", 2)
    run_search(wish_for(tmp_path), quiet)
    expected = (tmp_path / "pairs.csv").read_text()
    weighed = []
    plain = searching.search

    def stops(side, targets, **kwargs):
        weighed.append(len(targets))
        if len(weighed) == 2:
            raise KeyboardInterrupt
        return plain(side, targets, **kwargs)

    monkeypatch.setattr(searching, "search", stops)
    with pytest.raises(KeyboardInterrupt):
        run_search(wish_for(tmp_path), quiet)
    report = run_search(wish_for(tmp_path), quiet)

    assert 1 == report.resumed
    assert expected == (tmp_path / "pairs.csv").read_text()
    assert not (tmp_path / "pairs.part").exists()


@pytest.mark.parametrize(
    ("row", "what", "outcome"),
    [
        ("B,X/Y,OL,15,16,17,6,7,20,21", "OL is off the ladder", "locus left out"),
        ("B,X/Y,9.3,15,16,17,6,99.9,20,21", "99.9 is no allele of a known marker", "locus left out"),
        ("B,X/Y,14,15,16,17,6,x7,20,21", "x7 is no allele", "locus left out"),
        ("B,X/X/Y,14,15,16,17,6,7,20,21", "X/X/Y tells no sex", "locus left out"),
        ("Allelic Ladder,X/Y,14,15,16,17,6,7,20,21", "a ladder or control, not a person", "sample left out"),
        (",X/Y,14,15,16,17,6,7,20,21", "a row without the name of a sample", "sample left out"),
        ('B,X/Y,14,15,16,17,6,"9,3",20,21', "9,3 read as 9.3", "read another way"),
        ("B,X/Y,14,15,16,17,6,7,20,21\nB,X/Y,14,16,16,17,6,7,20,21", "the results disagree", "locus left out"),
        ("B,X/Y,,,,,,,,", "no locus with a result", "noted, used as it stands"),
        ("B,X/Y,14,15,16,17,6,40,20,21", "allele 40 is not in invented-frequencies.csv", "noted, used as it stands"),
    ],
)
def test_what_is_odd_in_a_profile_is_named_and_the_rest_goes_on(tmp_path, row, what, outcome):
    found = [one for one in with_remains(tmp_path, row) if what in one["what"]]

    assert outcome in {one["outcome"] for one in found}
    assert (tmp_path / "pairs.csv").exists()


def test_more_alleles_than_one_person_has_are_a_suspected_mixture(tmp_path):
    header = "Sample,Marker,Allele 1,Allele 2,Allele 3,Allele 4"
    text = "B,D3S1358,8,9,10,11\nB,vWA,12,13,14,15\nC,D3S1358,8,9,10,\nC,vWA,12,13,,"
    found = {one["sample"]: one for one in with_remains(tmp_path, text, header)}

    assert "sample left out" == found["B"]["outcome"]
    assert "taken as a rarity of one person" in found["C"]["what"]


def test_swapped_columns_are_named_row_by_row(tmp_path):
    found = with_remains(tmp_path, "B,14,D3S1358,15\nB,vWA,16,17", "Sample,Marker,Allele 1,Allele 2")

    assert [("2", "locus left out")] == [(r["line"], r["outcome"]) for r in found if "swapped" in r["what"]]


def test_a_marker_that_no_table_holds_is_named(tmp_path):
    found = with_remains(tmp_path, "B,vWA,16,17\nB,D99S9,10,", "Sample,Marker,Allele 1,Allele 2")

    assert [("given.csv", "3", "B")] == [
        (r["file"], r["line"], r["sample"]) for r in found if r["field"] == "D99S9" and "no frequencies" in r["what"]
    ]


def test_a_profile_of_the_staff_is_a_suspected_contamination(tmp_path):
    run_search(wish_for(tmp_path, staff=(EXAMPLES / "remains.csv",)), quiet)

    assert [] == rows(tmp_path / "pairs.csv")
    assert any("staff" in row["what"] for row in rows(tmp_path / "pairs.faults.csv"))


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        ("F,A,B,,M,,\nF,B,A,,M,yes,", "ancestor of himself"),
        ("F,A,A2,,M,yes,", "the father is not in the pedigree"),
        ("F,A,B,,M,yes,\nF,B,,,F,,R01", "recorded with the other sex"),
    ],
)
def test_a_family_that_cannot_stand_is_left_out_with_its_reason(tmp_path, lines, what):
    families = tmp_path / "families.csv"
    families.write_text(
        f"Family,Person,Father,Mother,Sex,Missing,Sample\n{lines}\nG,V,,R01,M,yes,\nG,R01,,,F,,R01\n", encoding="utf-8"
    )
    report = run_search(wish_for(tmp_path, families=families), quiet)

    assert ["G"] == [target.family.name for target in report.targets]
    assert any(
        what in row["what"] and row["outcome"] == "family left out" for row in rows(tmp_path / "pairs.faults.csv")
    )


def test_a_father_younger_than_his_child_and_a_contradicting_sex_are_named(tmp_path):
    families = tmp_path / "families.csv"
    families.write_text(
        "Family,Person,Father,Mother,Sex,Missing,Sample,Born\nG,V,D,R01,M,yes,,1990\nG,D,,,M,,R02,1995\nG,R01,,,F,,R01,1970\n",
        encoding="utf-8",
    )
    run_search(wish_for(tmp_path, families=families), quiet)
    found = " ".join(row["what"] for row in rows(tmp_path / "pairs.faults.csv"))

    assert "cannot be the father of V" in found
    assert "amelogenin contradicts the sex of D in the pedigree" in found


def test_relatives_who_contradict_each_other_are_for_the_laboratory_only(tmp_path):
    families = tmp_path / "families.csv"
    persons = "G,V,,R07,M,yes,\nG,R07,,,F,,R07\nG,X,,R07,M,,R03\n"
    families.write_text(f"Family,Person,Father,Mother,Sex,Missing,Sample\n{persons}", encoding="utf-8")
    run_search(wish_for(tmp_path, families=families, mutation=Mutation()), quiet)

    assert any("never for the family" in row["what"] for row in rows(tmp_path / "pairs.faults.csv"))


def test_a_file_that_names_no_sample_is_refused_by_name(tmp_path):
    path = tmp_path / "odd.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")

    with pytest.raises(LaboratoryFileError, match="names no sample"):
        run_search(wish_for(tmp_path, remains=(path,)), quiet)


def test_xml_that_points_elsewhere_is_refused(tmp_path):
    path = tmp_path / "odd.xml"
    path.write_text('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x>&e;</x>', encoding="utf-8")

    with pytest.raises(LaboratoryFileError, match="holds a DOCTYPE"):
        run_search(wish_for(tmp_path, remains=(path,)), quiet)


def test_a_missing_person_s_own_sample_is_compared_with_every_body(tmp_path):
    header, *lines = (EXAMPLES / "remains.csv").read_text().splitlines()
    brush = next(line for line in lines if line.startswith("B-05a")).replace("B-05a", "brush")
    (tmp_path / "brush.csv").write_text(f"{header}\n{brush}\n")
    families = tmp_path / "families.csv"
    families.write_text("Family,Relation,Sample,Sex\nG,missing,brush,M\nG,mother,R01,\n")
    run_search(
        wish_for(tmp_path, families=families, references=(EXAMPLES / "relatives.csv", tmp_path / "brush.csv")), quiet
    )
    (match,) = rows(tmp_path / "pairs.direct.csv")

    assert ("B-05a", "G", "missing of G", "brush") == tuple(match[k] for k in ("body", "family", "missing", "sample"))
    assert float(match["log10_lr"]) > 12 and "16" == match["loci"] and "" == match["differing_loci"]


def test_no_list_of_own_samples_is_written_where_nobody_gave_one(tmp_path):
    (tmp_path / "pairs.direct.csv").write_text("of an earlier search")
    run_search(wish_for(tmp_path), quiet)

    assert not (tmp_path / "pairs.direct.csv").exists()
