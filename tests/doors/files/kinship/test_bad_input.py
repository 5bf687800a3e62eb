"""What issue 4 calls bad input: each named with file, line and field, and the rest goes on, from files to the list."""

from __future__ import annotations

import csv
import json

import pytest

from repatria.config.session import DONE
from tests.doors.files.kinship.test_commands import EXAMPLES, run

HEADER = "Sample,Amel,D3S1358 1,D3S1358 2,vWA 1,vWA 2,TH01 1,TH01 2,FGA 1,FGA 2"
LONG = "Sample Name,Marker,Allele 1,Allele 2,Allele 3,Allele 4"
PERSONS = "Family,Person,Father,Mother,Sex,Missing,Sample,Born"


def rows(path):
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def search(tmp_path, *more, **instead):
    """Runs a search over the examples with some files in place of theirs.

    Returns:  the remarks on the files, and the families that were found.
    """
    files = {
        "remains": [EXAMPLES / "remains.csv"], "families": [EXAMPLES / "families.csv"],
        "references": [EXAMPLES / "relatives.csv"], "frequencies": [EXAMPLES / "invented-frequencies.csv"],
    }  # fmt: skip
    for name, text in instead.items():
        ending = "json" if text.startswith("{") else "xml" if text.startswith("<") else "csv"
        path = tmp_path / f"{name}.{ending}"
        path.write_text(text, encoding="utf-8")
        files[name] = [EXAMPLES / "remains.csv", path] if name == "remains" else [path]
    typed = [word for name, paths in files.items() for word in (f"--{name}", *paths)]
    assert DONE == run("search", *typed, "--threads", 1, "--out", tmp_path / "pairs.csv", *more)
    return rows(tmp_path / "pairs.faults.csv"), {row["family"] for row in rows(tmp_path / "pairs.csv")}


def place(fault):
    return fault["file"], fault["line"], fault["sample"], fault["field"]


@pytest.mark.parametrize(
    ("header", "lines", "expected", "words"),
    [
        (f"{HEADER},Kit", "X,X/Y,9,9,12,13,6,7,20,21,GlobalFiler\nY,X/Y,9,9,12,13,6,7,20,21,FooPlex 77",
         ("remains.csv", "3", "", "kit"), "FooPlex 77 is not known"),
        (f"{HEADER},F13A01 1", "X,X/Y,9,9,12,13,6,7,20,21,5", ("remains.csv", "1", "", "F13A01 1"), "no known marker"),
        (HEADER, "X,X/Y,OL,9,12,13,6,7,20,21", ("remains.csv", "2", "X", "D3S1358"), "OL is off the ladder"),
        (HEADER, 'X,X/Y,9,9,12,13,6,"9,3",20,21', ("remains.csv", "2", "X", "TH01"), "9,3 read as 9.3"),
        (LONG, "X,vWA,12,13,,\nX,FGA,14,15,16,", ("remains.csv", "2", "X", "FGA"), "3 alleles: taken as a rarity"),
        (LONG, "X,vWA,12,13,,\nX,14,FGA,15,,", ("remains.csv", "3", "X", "marker"), "the columns are swapped"),
        (LONG, "X,vWA,12,13,,\nFGA,X,14,15,,", ("remains.csv", "3", "FGA", "marker"), "the columns are swapped"),
        (HEADER, "X,X/Y,9,9,12,13,6,7,20,21\nX,X/Y,9,10,12,13,6,7,20,21",
         ("remains.csv", "3", "X", "D3S1358"), "9/9 before, 9/10 here: the results disagree"),
        (HEADER, "Allelic Ladder,X/Y,9,9,12,13,6,7,20,21", ("remains.csv", "2", "Allelic Ladder", "sample"), "ladder"),
        (HEADER, "NC1,,,,,,,,,", ("remains.csv", "2", "NC1", "sample"), "a ladder or control"),
        (HEADER, "2800M,X/Y,9,9,12,13,6,7,20,21", ("remains.csv", "2", "2800M", "sample"), "a ladder or control"),
        (HEADER, "X,X/Y,99.9,9,12,13,6,7,20,21", ("remains.csv", "2", "X", "D3S1358"), "99.9 is no allele"),
        (HEADER, "X,X/Y,9,40,12,13,6,7,20,21",
         ("remains.csv", "2", "X", "D3S1358"), "allele 40 is not in invented-frequencies.csv: minimum frequency 0.001"),
        (HEADER, "X,X/X/Y,9,9,12,13,6,7,20,21", ("remains.csv", "2", "X", "AMEL"), "tells no sex"),
        (HEADER, "X,X/X,9,9,12,13,6,7,20,21\nX,X/Y,9,9,12,13,6,7,20,21",
         ("remains.csv", "3", "X", "AMEL"), "tell different sexes"),
        (LONG, "X,vWA,12,13,,\nM,D3S1358,8,9,10,11\nM,vWA,12,13,14,15\nM,FGA,12,13,14,15",
         ("remains.csv", "3", "M", "D3S1358, FGA, VWA"), "a suspected mixture"),
        (HEADER, "X,X/Y,9,9,12,13,6,7,20,21,77", ("remains.csv", "2", "X", "row"), "11 cells below 10 columns"),
        (HEADER, ",X/Y,9,9,12,13,6,7,20,21", ("remains.csv", "2", "", "sample"), "without the name of a sample"),
        (HEADER, "B-01,X/Y,9,9,12,13,6,7,20,21", ("remains.csv", "2", "B-01", "sample"), "called remains.csv: B-01"),
        (f"{HEADER},DYS391", "X,X/X,9,9,12,13,6,7,20,21,10", ("remains.csv", "2", "X", "Y chromosome"), "in a woman"),
        (f"{HEADER},DXS8378 1,DXS8378 2", "X,X/Y,9,9,12,13,6,7,20,21,10,11",
         ("remains.csv", "2", "X", "DXS8378"), "a man has one X chromosome"),
        (f"{HEADER},HV1", "X,X/Y,9,9,12,13,6,7,20,21,16126C 99999T",
         ("remains.csv", "2", "X", "HV1"), "99999T is no mitochondrial difference"),
    ],
)  # fmt: skip
def test_odd_profiles_are_named_with_file_line_and_field(tmp_path, header, lines, expected, words):
    # a file of that name beside the examples' own, which is read all the same
    faults, found = search(tmp_path, remains=f"{header}\n{lines}\n")
    told = [one for one in faults if words in one["what"]]

    assert [expected] == [place(one) for one in told]
    assert {"F01", "F02", "F03", "F04", "F05"} <= found


@pytest.mark.parametrize(
    "header",
    [
        "Sample Name\tMarker\tAllele 1\tAllele 2", "SampleName;Marker;Allele1;Allele2",
        "SAMPLE_ID,LOCUS,ALLELE_1,ALLELE_2", "sample,system,allele.1,allele.2", "Зразок,Маркер,Алель 1,Алель 2",
        "Образец;Локус;Аллель 1;Аллель 2",
        "Specimen ID|Marker|Allele1|Allele2", "Sample ID#,Marker,Allele 1,Allele 2",
    ],
)  # fmt: skip
def test_headers_may_be_written_in_other_ways(tmp_path, header):
    separator = max("\t;,|", key=header.count)
    lines = [separator.join(("X", "THO1", "12", "14")), separator.join(("X", "Penta_D", "9", "10"))]
    faults, _ = search(tmp_path, remains="\n".join((header, *lines)))

    assert [] == faults


def test_a_sample_that_equals_one_of_the_staff_is_left_out_alone(tmp_path):
    first, own, *others = (EXAMPLES / "remains.csv").read_text().splitlines()
    staff = own.replace("B-01", "technician 3")
    faults, found = search(tmp_path, staff=f"{first}\n{staff}\n")

    assert [("remains.csv", "2", "B-01", "profile")] == [place(one) for one in faults if "staff" in one["what"]]
    assert {"F01", "F02", "F03", "F05"} == found and len(others) == 6


@pytest.mark.parametrize(
    ("lines", "expected", "words", "is_left_out"),
    [
        (["F,A,B,,M,,,", "F,B,A,,M,yes,,"], ("families.csv", "5", "F", "pedigree"), "ancestor of himself", True),
        (["F,A,A2,,M,yes,,"], ("families.csv", "4", "F", "pedigree"), "the father is not in the pedigree", True),
        (["F,A,B,,M,yes,,", "F,B,,,F,,R02,"], ("families.csv", "4", "F", "pedigree"), "with the other sex", True),
        (["F,A,,R02,M,yes,,", "F,R02,,,F,,R02,", "F,A,,,M,,,"], ("families.csv", "6", "F", "pedigree"), "twice", True),
        (["F,A,D,,M,yes,,1990", "F,D,,,M,,,1995"], ("families.csv", "4", "F", "father"), "born 1995, cannot be", False),
        (["F,A,D,,M,yes,,", "F,D,,,M,,R02,"], ("families.csv", "5", "F", "sex"), "amelogenin contradicts", False),
        (["F,A,,R99,M,yes,,", "F,R99,,,F,,R99,"], ("families.csv", "5", "F", "sample"), "no profile R99", False),
        (["F,A,,R02,M,perhaps,,", "F,R02,,,F,,R02,"], ("families.csv", "4", "F", "missing"), "yes nor no", False),
        (["F,A,,R02,M,,,", "F,R02,,,F,,R02,"], ("families.csv", "4", "F", "missing"), "nobody is marked", True),
        (["F,A,,R02,M,yes,,", "F,R02,,,F,,R02,", "F,S,,R02,M,,R02,"],
         ("families.csv", "6", "F", "pedigree"), "two", True),
        (["F,A,,R02,M,yes,,may 1990", "F,R02,,,F,,R02,"], ("families.csv", "4", "F", "born"), "with a year", False),
        (["F,A,,R02,men,yes,,", "F,R02,,,F,,R02,"], ("families.csv", "4", "F", "sex"), "men is no sex", False),
        (["F,A,,R02,M,yes,R05,", "F,R02,,,F,,R02,"], ("families.csv", "4", "F", "sex"), "the sex of A", False),
        ([",A,,R02,M,yes,,"], ("families.csv", "4", "", "family"), "the row names none", False),
        (["F,,,R02,M,yes,,"], ("families.csv", "4", "F", "person"), "the row names none", False),
    ],
)  # fmt: skip
def test_odd_families_are_named_with_file_line_and_field(tmp_path, lines, expected, words, is_left_out):
    good = ["G,V,,R01,M,yes,,", "G,R01,,,F,,R01,"]
    faults, found = search(tmp_path, families="\n".join((PERSONS, *good, *lines)))
    told = [one for one in faults if words in one["what"]]

    assert expected in [place(one) for one in told]
    assert is_left_out == any(one["outcome"] == "family left out" for one in told)
    assert "G" in found


@pytest.mark.parametrize(
    ("lines", "expected", "words"),
    [
        (["F,cousin thrice removed,R02,"], ("families.csv", "4", "F", "pedigree"), "one of father, mother"),
        (["F,mother,R02,", "F,mother,R04,"], ("families.csv", "5", "F", "pedigree"), "a second mother"),
        (["F,mother,R02,", "F,brother,R02,"], ("families.csv", "5", "F", "pedigree"), "stands twice"),
        (
            ["F,missing,,M", "F,missing,,M", "F,mother,R02,"],
            ("families.csv", "4", "F", "pedigree"),
            "need a row a person",
        ),
    ],
)
def test_odd_relations_are_named_with_file_line_and_field(tmp_path, lines, expected, words):
    faults, found = search(
        tmp_path, families="\n".join(("Family,Relation,Sample,Sex", "G,missing,,M", "G,mother,R01,", *lines))
    )

    assert expected in [place(one) for one in faults if words in one["what"] and one["outcome"] == "family left out"]
    assert "G" in found


CELLS = ("nan", "-0.2", "often", "1.7", "inf")


def table(marker, allele, cell):
    """The invented table as a mapping, with one cell in place of its own."""
    with (EXAMPLES / "invented-frequencies.csv").open(encoding="utf-8", newline="") as opened:
        lines = list(csv.DictReader(opened))
    held = {m: {r["Allele"]: r[m] for r in lines if r[m]} for m in lines[0] if m != "Allele"}
    held[marker][allele] = cell
    return held


@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_that_is_no_frequency_is_named_in_a_table(tmp_path, cell):
    lines = (EXAMPLES / "invented-frequencies.csv").read_text().splitlines()
    line = next(i for i, one in enumerate(lines) if one.startswith("7,"))
    lines[line] = lines[line].replace("7,0.1718", f"7,{cell}")
    faults, found = search(tmp_path, frequencies="\n".join(lines))
    (fault,) = [one for one in faults if "is no frequency of allele 7" in one["what"]]

    assert ("frequencies.csv", str(line + 1), "", "D3S1358") == place(fault)
    assert cell in fault["what"] and len(found) >= 3


@pytest.mark.parametrize("cell", ["often", -0.2, 1.7, [], None])
def test_a_cell_that_is_no_frequency_is_named_in_json(tmp_path, cell):
    faults, found = search(tmp_path, frequencies=json.dumps(table("vWA", "14", cell)))

    assert [("frequencies.json", "0", "", "vWA")] == [
        place(f) for f in faults if "no frequency of allele 14" in f["what"]
    ]
    assert len(found) >= 3


@pytest.mark.parametrize("cell", [*CELLS, ""])
def test_a_cell_that_is_no_frequency_is_named_in_xml(tmp_path, cell):
    text = "".join(
        f"<marker><name>{marker}</name><origin name='invented'>\n"
        + "\n".join(f"<frequency allele='{a}'>{f}</frequency>" for a, f in alleles.items())
        + "</origin></marker>"
        for marker, alleles in table("D3S1358", "7", cell).items()
    )
    faults, found = search(tmp_path, frequencies=f"<frequencies>{text}</frequencies>")

    assert [("frequencies.xml", "4", "", "D3S1358")] == [
        place(one) for one in faults if "is no frequency of allele 7" in one["what"]
    ]
    assert len(found) >= 3


def test_a_table_that_sums_to_something_else_is_named_and_used(tmp_path):
    held = {
        marker: {a: float(f) * (0.5 if marker == "vWA" else 1) for a, f in one.items()}
        for marker, one in table("vWA", "14", "0.1").items()
    }
    faults, found = search(tmp_path, frequencies=json.dumps(held))

    assert ["VWA"] == [one["field"] for one in faults if "divided by their sum" in one["what"]]
    assert len(found) == 5
