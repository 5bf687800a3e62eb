"""What pictures show: a pedigree to the laboratory and the board alone, an incident in which each code counts once."""

from __future__ import annotations

import pytest

from repatria.records.access.errors import RoleForbidsError
from repatria.records.identification.selectors.pedigrees import incident, pedigree_of
from repatria.records.identification.services.consents import withdraw_consent
from repatria.records.identification.services.hypotheses import open_hypothesis
from repatria.records.remains.errors import UnknownSiteError
from tests.records.identification.laboratory import drawn

pytestmark = pytest.mark.django_db


def test_a_pedigree_has_codes_and_words_alone_and_nobody_but_laboratory_and_board_sees_it(laboratory):
    bench = laboratory.of_power()
    mother = bench.consent()
    uncle = bench.consent(donor="Петро", relation="maternal_uncle", sex="M")
    bench.read(mother, drawn(1))
    for name in ("caseworker-1", "head", "doctor", "mortuary", "auditor"):
        with pytest.raises(RoleForbidsError):
            pedigree_of(bench.by(name), bench.mother)
    told = {one.relation: one for one in pedigree_of(bench.by("expert-1"), bench.mother) if one.relation}
    assert {"missing", "mother", "maternal_uncle"} == set(told)
    assert (told["mother"].is_typed, told["maternal_uncle"].is_typed, told["maternal_uncle"].generation) == (
        True, False, -1,
    )  # fmt: skip
    assert told["missing"].mother == told["mother"].member and told["maternal_uncle"].reference_id == uncle
    assert (told["missing"].sex, told["mother"].sex) == ("", "F"), "nobody said what he is"
    assert "Ганна" not in repr(told) and "Петро" not in repr(told)
    withdraw_consent(
        bench.by("caseworker-1"), reference_id=mother, withdrawn_on=bench.clock().date(), by_way="in person"
    )
    assert "mother" not in {one.relation for one in pedigree_of(bench.by("laboratory"), bench.mother)}


def test_an_incident_counts_each_code_once_by_how_far_it_is(laboratory):
    bench = laboratory.of_power()
    found = [bench.dead(count) for count in (1, 2, 3)]
    bench.read(found[1][1], drawn(2), sex="M")
    open_hypothesis(bench.by("expert-3"), items=(found[2][0],), enquiry_id=bench.mother, said="near his last post")
    last = incident(bench.by("auditor"), bench.site)[-1]
    assert (last.items, last.identified, last.candidate, last.unidentified, last.no_profile) == (3, 0, 1, 1, 1)
    with pytest.raises(RoleForbidsError):
        incident(bench.by("caseworker-1"), bench.site)
    with pytest.raises(UnknownSiteError):
        incident(bench.by("auditor"), "RS-9")
