"""Terms of kinship read back from a pedigree are those from which it was made."""

from __future__ import annotations

import pytest

from repatria.core.kinship.haplotypes import Line, counted, founder_of_line, sharing_line
from repatria.core.kinship.kin_terms import KIN_TERMS, kin_term
from repatria.core.kinship.pedigree import Pedigree, Person, Sex
from repatria.core.kinship.relations import RELATIONS, family_from


@pytest.mark.parametrize("word", RELATIONS)
def test_reads_back_the_word_from_which_a_pedigree_was_made(word):
    expected = {"spouse": "partner"}.get(word, word.replace("brothers_", "siblings_").replace("sisters_", "siblings_"))
    more = [("son", "child")] if word == "spouse" else []
    pedigree = family_from([(word, "relative"), *more], sex=Sex.MALE)

    assert expected == kin_term(pedigree, "relative", "missing")
    assert expected in KIN_TERMS


def test_names_cousins_as_relatives_and_strangers_as_others():
    pedigree = family_from([("paternal_uncle", "U"), ("son", "S"), ("spouse", "W")], sex=Sex.MALE)
    cousin = Pedigree.of([*pedigree.persons, Person(id="C", father="U", mother="X"), Person(id="X", sex=Sex.FEMALE)])

    assert "relative" == kin_term(cousin, "C", "missing")
    assert "other" == kin_term(cousin, "X", "missing")
    assert "partner" == kin_term(cousin, "W", "missing")


def test_every_term_of_a_large_pedigree_is_known():
    pedigree = family_from([(word, f"the {word}") for word in RELATIONS if word != "spouse"], sex=Sex.FEMALE)

    assert {kin_term(pedigree, one, "missing") for one in pedigree.ids if one != "missing"} <= set(KIN_TERMS)


def test_a_line_passes_from_father_to_son_and_from_mother_to_every_child():
    words = ["father", "paternal_uncle", "brother", "mother", "maternal_uncle", "son", "sisters_son", "brothers_son"]
    pedigree = family_from([(word, word) for word in words], sex=Sex.MALE)

    paternal, maternal = (
        [word for word in words if word in sharing_line(pedigree, "missing", line)]
        for line in (Line.PATERNAL, Line.MATERNAL)
    )
    assert ["father", "paternal_uncle", "brother", "son", "brothers_son"] == paternal
    assert ["brother", "mother", "maternal_uncle", "sisters_son"] == maternal


def test_a_woman_has_no_paternal_line_and_a_lone_founder_shares_none():
    pedigree = family_from([("father", "F")], sex=Sex.FEMALE)

    assert founder_of_line(pedigree, "missing", Line.PATERNAL) is None
    assert () == sharing_line(pedigree, "missing", Line.PATERNAL)
    assert () == sharing_line(family_from([], sex=Sex.MALE), "father of missing", Line.MATERNAL)


def test_counts_a_haplotype_among_those_who_were_typed_at_all_of_it():
    database = [{"DYS391": "10", "DYS19": "14"}, {"DYS391": "10"}, {"DYS391": "11", "DYS19": "14"}]

    assert (1, 2) == counted(database, {"DYS391": "10", "DYS19": "14"})
    assert (2, 3) == counted(database, {"DYS391": "10"})
    assert (0, 0) == counted([], {"DYS391": "10"})
