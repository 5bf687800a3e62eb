"""What tables of profiles and of frequencies look like in the field, beside those of the examples."""

from __future__ import annotations

import pytest

from repatria.doors.files.kinship.faults import FaultList
from repatria.doors.files.kinship.files import LaboratoryFileError
from repatria.doors.files.kinship.frequency_files import read_frequencies
from repatria.doors.files.kinship.material import samples_of
from repatria.doors.files.kinship.profile_tables import parts_of
from tests.core.kinship.shared import REFERENCE, needs_reference

TWO = """<frequencies><marker><name>TH01</name>{}</marker></frequencies>"""
NORTH = (
    '<origin name="North" n="50"><frequency allele="6">0.4</frequency><frequency allele="7">0.6</frequency></origin>'
)
SOUTH = (
    '<origin name="South" n="90"><frequency allele="6">0.1</frequency><frequency allele="7">0.9</frequency></origin>'
)


def frequencies(tmp_path, text, name="table.csv", population=""):
    (tmp_path / name).write_text(text, encoding="utf-8")
    faults = FaultList()
    return read_frequencies(tmp_path / name, faults, population), faults.found


@pytest.mark.parametrize("population", ["", "West"])
def test_no_population_is_taken_because_it_stands_first(tmp_path, population):
    with pytest.raises(LaboratoryFileError) as refused:
        frequencies(tmp_path, TWO.format(NORTH + SOUTH), "table.xml", population)

    assert "North; South" in refused.value.faults[0][1]


def test_a_population_of_a_table_that_has_none_is_refused(tmp_path):
    with pytest.raises(LaboratoryFileError, match="is one table"):
        frequencies(tmp_path, "Allele,TH01\n6,1\n", population="North")


def test_the_population_that_is_named_is_taken_with_its_size(tmp_path):
    table, faults = frequencies(tmp_path, TWO.format(NORTH + SOUTH), "table.xml", "south")

    assert {"6": 0.1, "7": 0.9} == table.by_marker["TH01"]
    assert ("90", "n") == table.size["TH01"] and [] == faults


def test_a_file_of_one_population_needs_no_name(tmp_path):
    assert 0.4 == frequencies(tmp_path, TWO.format(NORTH), "table.xml")[0].by_marker["TH01"]["6"]


def test_a_population_that_stands_twice_at_a_marker_is_not_chosen_from(tmp_path):
    text = TWO.format(NORTH + NORTH.replace("0.4", "0.2")).replace(
        "</frequencies>", f"<marker><name>FGA</name>{NORTH}</marker></frequencies>"
    )
    table, faults = frequencies(tmp_path, text, "table.xml", "North")

    assert ["FGA"] == list(table.by_marker)
    assert ["North stands 2 times: the marker is not used"] == [one.what for one in faults]


@pytest.mark.parametrize(
    "text",
    [
        "Marker,Allele,Frequency\nTH01,6,0.4\nTH01,7,0.6\nFGA,20,1\n",
        "Locus;Allele;Freq\nTH01;6;0,4\n;7;0,6\nFGA;20;1\n",
        "Frequency of alleles\nLocus\tAllele\tN\tFrequency\nTH01\t6\t50\t0.4\nTH01\t7\t50\t0.6\nFGA\t20\t50\t1\n",
    ],
)
def test_a_row_an_allele_of_a_locus_is_a_table_too(tmp_path, text):
    table, faults = frequencies(tmp_path, text)

    assert {"TH01": {"6": 0.4, "7": 0.6}, "FGA": {"20": 1.0}} == table.by_marker
    assert [] == [one for one in faults if "not read" in one.what]


def test_a_name_that_is_no_allele_is_not_called_a_frequency(tmp_path):
    table, faults = frequencies(tmp_path, "Marker,Allele,Frequency\nTH01,6,0.9\nTH01,<5,0.05\nTH01,7,often\n")

    assert {"6": 0.9} == table.by_marker["TH01"]
    assert [
        "<5 is no name of an allele: its frequency 0.05 is not used",
        "often is no frequency of allele 7: left out",
    ] == [one.what for one in faults][:2]


@pytest.mark.parametrize(
    ("cell", "alleles"),
    [
        ("11, 12, , ,", ["11", "12"]), ("11,12", ["11", "12"]), ("9,3", ["9,3"]), ("6,9.3", ["6", "9.3"]),
        ("9,3, 10", ["9,3", "10"]), ("9,3,10", ["9,3,10"]), ("10,11,12,", ["10", "11", "12"]), ("15/16", ["15", "16"]),
        ("X, Y", ["X", "Y"]), ("X,Y", ["X", "Y"]), ("8,9", ["8", "9"]), (", ,", []), ("15 16", ["15", "16"]),
    ],
)  # fmt: skip
def test_a_cell_with_all_alleles_of_a_marker_is_parted(cell, alleles):
    assert alleles == parts_of(cell)


def read(tmp_path, text):
    (tmp_path / "given.csv").write_text(text, encoding="utf-8")
    faults = FaultList()
    return samples_of([tmp_path / "given.csv"], faults), faults.found


def test_a_genemapper_table_with_one_cell_a_marker_is_read(tmp_path):
    found, faults = read(tmp_path, "Sample Name\tAMEL\tTH01\tFGA\nB1\tX, Y, , ,\t6, 9.3, , ,\t20, , , ,\n")

    assert {"TH01": ("6", "9.3"), "FGA": ("20", "20")} == found["B1"].alleles and "M" == found["B1"].sex
    assert [] == faults


def test_a_cell_that_can_be_read_in_two_ways_is_refused(tmp_path):
    found, faults = read(tmp_path, 'Sample,TH01,FGA\nB1,"9,3,10",20/21\n')

    assert ["FGA"] == list(found["B1"].alleles)
    assert ["9,3,10 is no allele"] == [one.what for one in faults]


def test_four_columns_a_marker_show_a_mixture(tmp_path):
    header = ",".join(f"{m}_{i}" for m in ("TH01", "FGA", "D3S1358") for i in range(1, 5))
    found, faults = read(tmp_path, f"specimenId,{header}\nB1,6,7,8,,20,21,22,,15,16,17,\nB2,6,7,,,20,21,,,15,16,,\n")

    assert ["B2"] == list(found)
    assert [("B1", "sample left out")] == [(one.sample, one.outcome) for one in faults]
    assert "suspected mixture" in faults[0].what


@needs_reference
def test_the_mixture_of_the_field_is_left_out_and_said():
    faults = FaultList()

    assert {} == samples_of([REFERENCE / "field" / "mixture-in-wide-columns.csv"], faults)
    assert ["more alleles than one person has: a suspected mixture"] == [one.what for one in faults.found]
