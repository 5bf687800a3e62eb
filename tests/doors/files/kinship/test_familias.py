"""Familias' files: no relation is lost in silence, and what the file leaves open is said."""

from __future__ import annotations

import pytest

from repatria.config.session import BAD_INPUT, DONE
from repatria.core.kinship.mutation import MutationKind
from repatria.core.kinship.pedigree import Sex
from repatria.doors.files.kinship.familias import read_fam
from repatria.doors.files.kinship.family_files import read_families
from repatria.doors.files.kinship.faults import FaultList
from tests.core.kinship.shared import REFERENCE, needs_reference
from tests.doors.files.kinship.test_commands import run
from tests.doors.files.kinship.test_searching import rows

FIELD = REFERENCE / "field"
LOCI = ("D3S1358", "TH01", "FGA", "VWA")
BODY = {"D3S1358": (10, 12), "TH01": (9, 13), "FGA": (11, 14), "VWA": (10, 15)}
SON = {"D3S1358": (10, 10), "TH01": (9, 9), "FGA": (11, 11), "VWA": (10, 10)}
STRANGER = dict.fromkeys(LOCI, (16, 17))


def database(model="1", rate="0.001", case="0\n"):
    made = f'"Output from Familias, version 3.3"\n"x"\n3.3 (DVI)\n""\n{case}"Known relations"\n0\n0\n0\n0\n'
    made += f'#FALSE# (#Databases: 1 ;Theta/Kinship/Fst: 0 )\n{len(LOCI)}\n#FALSE#\n""\n'
    for locus in LOCI:
        made += f'"{locus}"\n{rate}\n{rate}\n{model}\n{model}\n10\n0.1\n0.1\n0.0\n0.0\n#FALSE#\n0\n'
        made += "10\t(DatabaseSize = 100 , Dropout probability = 0 , Minor allele frequency = 0 )\n"
        made += "".join(f'"{allele}"\n0.1\n' for allele in range(8, 18))
    return made


def dna(genotypes):
    return f"[[[[DNA data]]]]\nnSystems= {len(genotypes)}\n" + "".join(
        f"SystemName= {locus}\nAllele1= {a}\nAllele2= {b}\n" for locus, (a, b) in genotypes.items()
    )


def person(number, name, genotypes, sex=""):
    gender = f"Gender= {sex}\n" if sex else ""
    return f"[[[Person {number} ]]]\nName= {name}\n{gender}{dna(genotypes)}"


def pedigree(number, name, relations):
    told = "".join(f"Parent= {parent}\nChild= {child}\n" for parent, child in relations)
    return f"[[[[[Pedigree {number}]]]]]\nName= {name}\nnRelations= {len(relations)}\n{told}"


def fam(tmp_path, persons, pedigrees, head=None, bodies=None):
    """Writes a file with two bodies and one family."""
    bodies = bodies or [person(1, "V1", BODY), person(2, "V2", STRANGER, "Female")]
    text = (head or database()) + "\n[DVI]\n[[Unidentified persons]]\n" + "".join(bodies)
    text += "[[Reference Families]]\nnFamilies= 1\n[[[Family 1 ]]]\nName= F1\n[[[[Persons]]]]\n" + "".join(persons)
    text += "[[[[Pedigrees]]]]\n" + "".join(pedigrees)
    path = tmp_path / "case.fam"
    path.write_text(text, encoding="utf-8")
    return path


def search(tmp_path, path, *more):
    typed = ("--remains", path, "--families", path, "--frequencies", path, "--threads", 1, "--least", -300, *more)
    code = run("search", *typed, "--out", tmp_path / "pairs.csv")
    return code, rows(tmp_path / "pairs.csv"), rows(tmp_path / "pairs.faults.csv")


SONS = [person(1, "Son", SON, "Male")]
FATHER_OF_ONE = [pedigree(1, "Reference pedigree", [("Missing person", "Son")])]


@pytest.mark.parametrize(
    ("relations", "words"),
    [
        ([("A", "Son"), ("B", "Son"), ("Missing person", "Son")], "Son: has 3 parents"),
        ([("Missing person", "Son"), ("Uncle", "Son")], "recorded with one sex"),
        ([("Missing person", "Son"), ("Son", "Missing person")], "ancestor of himself"),
    ],
)
def test_a_relation_without_a_place_leaves_the_family_out_and_is_named(tmp_path, relations, words, capsys):
    persons = [*SONS, person(2, "Uncle", {}, "Male"), person(3, "Missing person", {}, "Male")]
    path = fam(tmp_path, persons, [pedigree(1, "Reference pedigree", relations)])

    assert BAD_INPUT == run(
        "search", "--remains", path, "--families", path, "--frequencies", path, "--out", tmp_path / "pairs.csv"
    )
    assert "holds no families" in capsys.readouterr().out
    faults = FaultList()
    read_fam(path, faults)
    assert [one for one in faults.found if words in one.what and one.outcome == "family left out"]


def test_a_file_of_a_single_case_is_refused_and_its_persons_are_counted(tmp_path, capsys):
    case = '1\n"Father"\n0\n#FALSE#\n#FALSE#\n#TRUE#\n0\n'
    path = tmp_path / "case.fam"
    path.write_text(database(case=case))
    faults = FaultList()
    read_fam(path, faults)

    assert ["1 persons of a single case and their relations are not read: only the DVI part is"] == [
        one.what for one in faults.found
    ]
    assert BAD_INPUT == run(
        "search", "--remains", path, "--families", path, "--frequencies", path, "--out", tmp_path / "pairs.csv"
    )
    assert "a single case is not" in capsys.readouterr().out


def test_the_only_parent_is_a_father_where_no_sex_is_stored(tmp_path):
    """By hand: body 10/12, son 10/10, ten alleles of 0.1 each: the ratio is 1 / (2 x 0.1) at each locus, about."""
    code, pairs, faults = search(tmp_path, fam(tmp_path, SONS, FATHER_OF_ONE))
    found = {row["body"]: float(row["log10_lr"]) for row in pairs}

    assert DONE == code
    assert found["V1"] == pytest.approx(4 * 0.699, abs=0.01)
    assert found["V2"] < -8, "a woman is compared too: nobody says that the missing parent is a man"
    assert any("taken as a father, compared with both sexes" in one["what"] for one in faults)


def test_no_gender_lines_at_all_lose_no_relation(tmp_path):
    persons = [person(1, "Son", SON), person(2, "Mother", STRANGER)]
    relations = [("Missing person", "Son"), ("Mother", "Son")]
    made = read_families(fam(tmp_path, persons, [pedigree(1, "Reference pedigree", relations)]), {}, FaultList())
    (family,) = made.families

    assert {"Missing person", "Mother"} == {family.pedigree["Son"].father, family.pedigree["Son"].mother}
    assert Sex.UNKNOWN is family.sex_of("Missing person")


def test_a_known_parent_tells_the_sex_of_the_other(tmp_path):
    persons = [*SONS, person(2, "Mother", STRANGER, "Female")]
    relations = [("Missing person", "Son"), ("Mother", "Son")]
    faults = FaultList()
    made = read_families(fam(tmp_path, persons, [pedigree(1, "Reference pedigree", relations)]), {}, faults)

    assert Sex.MALE is made.families[0].sex_of("Missing person")
    assert [] == [one for one in faults.found if one.field == "Gender"]


def test_somebody_called_missing_who_is_tied_to_nobody_is_no_place(tmp_path):
    persons = [*SONS, person(2, "Missing person", {}, "Male"), person(3, "Missing female 1", {}, "Female")]
    code, pairs, faults = search(tmp_path, fam(tmp_path, persons, FATHER_OF_ONE))

    assert DONE == code
    assert {"Missing person"} == {row["missing"] for row in pairs}
    assert {"1"} == {row["prior_odds"] for row in pairs}, "one place, so that no prior is halved"
    assert ["Missing female 1"] == [one["field"] for one in faults if "tied to nobody" in one["what"]]


def test_the_reference_pedigree_is_taken_and_what_another_adds_is_said(tmp_path):
    other = [("Missing person", "Son"), ("Missing person", "Daughter"), ("Wife", "Son")]
    path = fam(tmp_path, SONS, [pedigree(1, "Alternative", other), FATHER_OF_ONE[0].replace("1]", "2]")])
    faults = FaultList()
    made = read_families(path, {}, faults)

    assert "Daughter" not in made.families[0].pedigree
    assert any("Missing person of Daughter, Wife of Son" in one.what for one in faults.found)


@pytest.mark.parametrize(
    ("number", "kind", "is_stabilised"),
    [("0", "equal", False), ("1", "proportional", False), ("2", "stepwise", False), ("3", "stepwise", True),
     ("4", "stepwise", False)],
)  # fmt: skip
def test_every_model_number_is_read(tmp_path, number, kind, is_stabilised):
    table = read_fam(fam(tmp_path, SONS, FATHER_OF_ONE, head=database(number)), FaultList()).frequencies
    model = table.mutation["TH01"].male

    assert (MutationKind(kind), is_stabilised, 0.001) == (model.kind, model.is_stabilised, model.rate)


@needs_reference
def test_the_family_of_the_field_gives_the_ratio_of_its_book(tmp_path):
    _, pairs, faults = search(tmp_path, FIELD / "solution3_3-family4.fam")
    found = {row["body"]: float(row["log10_lr"]) for row in pairs}

    assert 2.397 == round(found.pop("PM3"), 3)
    assert 7 == len(found) and max(found.values()) < -10
    assert any("the sex of Missing person is not stored" in one["what"] for one in faults)
