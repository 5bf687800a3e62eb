"""A later part of one who has a name: named by the board itself, told by her wish, and hers then."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.errors import SecondPersonError
from repatria.core.law.identification_board import FindingKind, FindingState, HypothesisState, Method, Weighs
from repatria.core.law.remains import RemainsKind
from repatria.core.law.telling import DeathKnown, PartsWish, VisitEnd, VisitPurpose
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.identification.errors import StandingHypothesisError, UnknownFindingError
from repatria.records.identification.finding_models import PartsLink
from repatria.records.identification.finding_rows import findings_where
from repatria.records.identification.items_named import is_item_named
from repatria.records.identification.selectors.beside import named_items
from repatria.records.identification.selectors.concluded import acts_of_names, identified, names_that_stand
from repatria.records.identification.selectors.findings import findings, names_parted, parts_without_name
from repatria.records.identification.services.board import annul_conclusion
from repatria.records.identification.services.hypotheses import (
    agree_parts,
    lay_evidence,
    open_hypothesis,
    propose_parts,
    undo_parts,
)
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.telling.board import of_board
from repatria.records.telling.concluded import answers_identified
from repatria.records.telling.selectors.standing import is_item_told, parts_untold
from repatria.records.telling.services.opening import open_telling, record_visitor
from repatria.records.telling.services.visits import confirm_visit, end_visit, plan_visit
from repatria.records.telling.services.wishes import record_wishes
from tests.records.identification.conftest import laboratory
from tests.records.identification.test_board import SON, bench, concluded, opened, reviewed, sign
from tests.records.telling.test_board import certified

__all__ = ["bench", "laboratory"]
pytestmark = pytest.mark.django_db


def linked(bench, first, alleles=SON):
    """A part that two linked with one who has his name."""
    second, code = bench.dead(2, RemainsKind.PART)
    bench.read(code, alleles, sex="M")
    bench.compared()
    link = propose_parts(bench.by("laboratory"), first_code=first, second_code=second, reason="one joint")
    agree_parts(bench.by("expert-1"), parts_id=link)
    return second


def test_a_part_linked_with_a_named_one_is_owed_its_name_and_gets_it_by_a_hypothesis_of_its_own(bench):
    answers_identified(of_board)
    first, _ = concluded(bench)
    certified(bench, bench.mother)
    for name in ("liaison", "liaison-2"):
        bench.staff.hire(name, Role.FAMILY_LIAISON)
    by, today = bench.by("liaison"), bench.clock().date()
    case = open_telling(
        bench.by("caseworker-1"), known=DeathKnown.PROVEN, enquiry_id=bench.mother, certificate="C 1",
        visit_by=today + timedelta(days=5),
    )  # fmt: skip
    pair = [
        record_visitor(
            bench.by("head"), name=name, office="liaison", trained_on=today, trained_by="a course", languages="uk"
        )
        for name in ("Bondar", "Koval")
    ]  # fmt: skip

    def visited(**more):
        number = plan_visit(
            by, telling_id=case, enquiry_id=bench.mother, visitors=pair, on=today, meets_at="there", language="uk",
            **more,
        )  # fmt: skip
        end_visit(by, visit_id=number, end=VisitEnd.TOLD, happened_at=bench.clock(), told="of him")
        confirm_visit(bench.by("liaison-2"), visit_id=number, heard_from="Koval")

    visited()
    record_wishes(by, enquiry_id=bench.mother, parts=PartsWish.EACH, heard_on=today, heard_by="a liaison")
    with pytest.raises(RoleForbidsError):
        parts_without_name(bench.by("laboratory"))
    expert = bench.by("expert-3")
    assert () == parts_without_name(expert)
    second = linked(bench, first)
    (owed,) = parts_without_name(expert)
    assert (second, first, bench.mother) == (owed.item_code, owed.of_item, owed.enquiry_id)
    assert second not in named_items(), "a part that is linked has no name by that"
    states = {one.kind: one.state for one in findings(bench.by("laboratory"), second)}
    assert FindingState.NEW is states[FindingKind.KIN.value]
    (part,) = [one for one in findings(bench.by("laboratory")) if one.kind == FindingKind.PART.value]
    assert FindingState.FOLLOWED is part.state
    with pytest.raises(StandingHypothesisError):
        open_hypothesis(expert, items=(first,), enquiry_id=bench.mother, said="again")
    further = opened(bench, second)
    assert () == parts_without_name(expert)
    with pytest.raises(StandingHypothesisError):
        open_hypothesis(expert, items=(second,), enquiry_id=bench.mother, said="twice")
    with pytest.raises(SecondPersonError):
        sign(bench, "expert-1", further)
    reviewed(bench, further)
    sign(bench, "expert-1", further)
    assert HypothesisState.CONCLUDED is sign(bench, "expert-4", further) and second in named_items()
    (line,) = parts_untold(by)
    assert (case, bench.mother) == (line.telling_id, line.enquiry_id)
    assert is_item_told(first, enquiry_id=bench.mother) and not is_item_told(second, enquiry_id=bench.mother)
    visited(purpose=VisitPurpose.PART, part_index=line.part_index)
    assert () == parts_untold(by) and is_item_told(second, enquiry_id=bench.mother)


def test_a_part_that_no_family_fits_is_named_by_its_likeness_with_the_named_one_alone(bench):
    first, _ = concluded(bench)
    second = linked(bench, first)
    (found,) = findings_where(kind=FindingKind.PART.value)
    other, _ = bench.dead(3, RemainsKind.PART)
    by = bench.by("expert-3")
    dna = {"method": Method.DNA, "weighs": Weighs.SUPPORTS, "finding_id": found.pk, "said": "one profile"}
    elsewhere = open_hypothesis(by, items=(other,), enquiry_id=bench.mother, said="a mark")
    with pytest.raises(UnknownFindingError):
        lay_evidence(by, hypothesis_id=elsewhere, **dna)
    of_another = open_hypothesis(by, items=(second,), enquiry_id=bench.stranger, said="a mark")
    with pytest.raises(UnknownFindingError):
        lay_evidence(by, hypothesis_id=of_another, **dna)
    further = open_hypothesis(by, items=(second,), enquiry_id=bench.mother, said="a further part")
    lay_evidence(by, hypothesis_id=further, **dna)
    reviewed(bench, further)
    sign(bench, "expert-1", further)
    assert HypothesisState.CONCLUDED is sign(bench, "expert-4", further)


def test_a_part_that_one_parts_leaves_no_name_that_is_told_or_given_until_two_end_it(bench):
    answers_identified(of_board)
    first, code = bench.dead(1, RemainsKind.PART)
    second, other = bench.dead(2, RemainsKind.PART)
    for one in (code, other):
        bench.read(one, SON, sex="M")
    bench.compared()

    def link():
        number = propose_parts(bench.by("laboratory"), first_code=first, second_code=second, reason="one profile")
        agree_parts(bench.by("expert-1"), parts_id=number)
        return number

    number, name = link(), opened(bench, first)
    reviewed(bench, name)
    for expert in ("expert-1", "expert-4"):
        sign(bench, expert, name)
    expert = bench.by("expert-3")
    (stands,) = identified(enquiry_id=bench.mother)
    assert not stands.is_annulment_asked and () == names_parted(expert) and 1 == len(acts_of_names())
    undo_parts(bench.by("laboratory"), parts_id=number, reason="two left femora")
    (doubted,) = identified(enquiry_id=bench.mother)
    assert doubted.is_annulment_asked and (name,) == names_parted(expert)
    assert () == acts_of_names() and frozenset() == names_that_stand() and not is_item_named(first)
    with pytest.raises(RoleForbidsError):
        names_parted(bench.by("laboratory"))
    link()
    (again,) = identified(enquiry_id=bench.mother)
    assert not again.is_annulment_asked and () == names_parted(expert), "two linked them again"
    undo_parts(bench.by("laboratory"), parts_id=PartsLink.objects.get(state="agreed").pk, reason="two left femora")
    for who in ("expert-2", "head"):
        annul_conclusion(bench.by(who), hypothesis_id=name, said="two persons")
    assert () == names_parted(expert) and () == identified(enquiry_id=bench.mother)
    assert verify(log_verifier()).is_equal
