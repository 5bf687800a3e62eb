"""From a comparison to a name: quarantine, two alike, two reviewers, two signatures, and a name that is taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.errors import OpenGuardError, SecondPersonError
from repatria.core.law.identification import GivenBy, ProfileFlag
from repatria.core.law.identification_board import (
    BoardOrderError,
    FindingKind,
    HypothesisState,
    Method,
    ReviewVerdict,
    Weighs,
)
from repatria.core.law.remains import RemainsKind
from repatria.core.vocabulary.errors import InputError
from repatria.doors.jobs.comparing import destroy_over
from repatria.records.access.errors import RoleForbidsError
from repatria.records.disclosure.said_dead import is_said_dead
from repatria.records.enquiries.acts import Asked
from repatria.records.identification.errors import (
    NotThisPersonError,
    PartsOrderError,
    StandingHypothesisError,
    UnknownEvidenceError,
    UnknownFindingError,
    UnknownPolicyError,
)
from repatria.records.identification.finding_models import Comparison, Finding
from repatria.records.identification.finding_rows import findings_where
from repatria.records.identification.hypothesis import in_the_way, linked_parts, ratios_of_others
from repatria.records.identification.reading import flags_of, waits
from repatria.records.identification.selectors.concluded import annulled_conclusions, identified, identified_items
from repatria.records.identification.selectors.findings import _plain, finding, findings, hypothesis
from repatria.records.identification.selectors.report import report
from repatria.records.identification.services.board import (
    annul_conclusion,
    decline_signature,
    record_policy,
    sign_conclusion,
)
from repatria.records.identification.services.consents import withdraw_consent
from repatria.records.identification.services.hypotheses import (
    agree_parts,
    lay_evidence,
    open_hypothesis,
    propose_parts,
    record_review,
    resolve_contradiction,
    undo_parts,
)
from repatria.records.identification.services.report import print_report
from repatria.records.identification.services.results import settle_flag
from repatria.records.identification.services.sought import agree_one_sought, propose_one_sought
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from tests.records.identification.laboratory import child_of, drawn

pytestmark = pytest.mark.django_db
FATHER, MOTHER, OTHER = drawn(11), drawn(12), drawn(13)
SON, BROTHER = child_of(FATHER, MOTHER, 21), child_of(FATHER, MOTHER, 22)


def what(refused):
    return [one for one, _ in refused.value.params["guards"]]


@pytest.fixture
def bench(laboratory):
    """A family of two whose profiles are known, and a table of frequencies."""
    laboratory.of_power().with_frequencies()
    laboratory.codes = {}
    for relation, sex, person in (("mother", "F", MOTHER), ("father", "M", FATHER)):
        code = laboratory.consent(relation=relation, sex=sex)
        laboratory.read(code, person)
        laboratory.codes[relation] = code
    return laboratory


def opened(bench, item, name="expert-3"):
    """A hypothesis with DNA laid beside it."""
    number = open_hypothesis(bench.by(name), items=(item,), enquiry_id=bench.mother, said="found near his last post")
    (one,) = findings_where(item_code=item, enquiry_id=bench.mother)
    lay_evidence(
        bench.by(name), hypothesis_id=number, method=Method.DNA, weighs=Weighs.SUPPORTS, finding_id=one.pk,
        said="both parents",
    )  # fmt: skip
    return number


def reviewed(bench, number):
    for name in ("expert-1", "expert-2"):
        record_review(bench.by(name), hypothesis_id=number, verdict=ReviewVerdict.SUPPORTED, said="all loci looked at")


def sign(bench, name, number, **changed):
    return sign_conclusion(bench.by(name), **{"hypothesis_id": number, "said": "it is he"} | changed)


def test_a_new_profile_is_compared_at_once_and_a_finding_keeps_what_it_rests_on(bench):
    item, code = bench.dead()
    bench.dead(2)
    bench.read(code, SON, sex="M")
    bench.compared()
    (line,) = findings(bench.by("laboratory"))
    assert (line.kind, line.item_code, line.enquiry_id) == (FindingKind.KIN.value, item, bench.mother)
    told = finding(bench.by("expert-1"), line.finding_id)
    assert float(told.log10_lr) > 8
    assert (told.loci, set(told.references)) == (16, set(bench.codes.values()))
    assert (told.inconsistent, told.in_the_way, told.compared) == ((), (), 1)
    assert "< 0.000000001" == told.chance and "0.000009" == _plain(9e-6), "written as everybody reads a number"
    assert sum(float(value) for _, value in told.by_locus) == pytest.approx(float(told.log10_lr), abs=0.2)
    for name in ("head", "caseworker-1", "auditor", "registrar"):
        with pytest.raises(RoleForbidsError):
            finding(bench.by(name), line.finding_id)
    bench.read(code, OTHER)  # a second reading of another person: the sample waits, and says nothing any more
    bench.compared()
    assert ProfileFlag.READINGS_DIFFER in {one.flag for one in flags_of(code)}
    assert [row.findings for row in Comparison.objects.filter(sample_code=code).order_by("recorded_index")] == [1, 0, 0]
    assert verify(log_verifier()).is_equal


def test_a_relative_who_comes_later_is_laid_against_all_the_dead_and_goes_with_all_that_rested_on_her(bench):
    _, code = bench.dead()
    bench.read(code, SON, sex="M")
    bench.compared()
    sister = bench.consent(relation="sister", donor="Олена")
    bench.read(sister, child_of(FATHER, MOTHER, 23))
    bench.compared()
    first, second = findings_where()
    assert sister in second.references.split() and sister not in first.references.split()
    withdraw_consent(bench.by("caseworker-1"), reference_id=sister, withdrawn_on=bench.clock().date(), by_way="spoke")
    bench.compared()
    first, second = Finding.objects.order_by("recorded_index")
    assert (first.log10_lr is None, second.log10_lr is None, second.by_locus is None) == (False, True, True)
    assert (second.of_enquiry, second.rests_on, second.of_loci) == (None, None, None)
    (gone,) = [one for one in findings(bench.by("laboratory")) if one.finding_id == second.pk]
    assert ("", 0, True) == (gone.enquiry_id, gone.loci, gone.is_destroyed), "nobody reads that her DNA met this body"
    (stands,) = findings_where(enquiry_id=bench.mother)
    assert (first.pk, False) == (stands.pk, sister in stands.references.split()), "what her parents show stands"
    told = finding(bench.by("laboratory"), second.pk)
    assert (told.is_destroyed, told.log10_lr, told.by_locus) == (True, "", ())
    assert verify(log_verifier()).is_equal


def test_a_profile_that_equals_one_of_the_staff_or_a_relative_waits_until_two_free_it(bench):
    _, code = bench.dead()
    staff = bench.consent(given_by=GivenBy.STAFF, enquiry_id="", relation="", power="", donor="Sych")
    bench.read(staff, OTHER)
    bench.compared()
    bench.read(code, OTHER)
    bench.compared()
    assert {one.flag for one in flags_of(code)} >= {ProfileFlag.EQUALS_STAFF}
    _, second = bench.dead(2)
    bench.read(second, MOTHER)  # an exchange of samples
    bench.compared()
    assert waits(code) and waits(second) and waits(bench.codes["mother"])
    assert not Finding.objects.exists()
    for one in (second, bench.codes["mother"]):
        for name in ("laboratory", "expert-1"):
            settle_flag(bench.by(name), sample_code=one, flag=ProfileFlag.EQUALS_ANOTHER, is_free=True, reason="twins")
    bench.compared()
    assert not waits(second) and not waits(bench.codes["mother"]) and waits(code)


def test_parts_of_one_person_are_found_linked_by_two_and_parted_again(bench):
    first, one = bench.dead(1, RemainsKind.PART)
    second, other = bench.dead(2, RemainsKind.PART)
    for code in (one, other):
        bench.read(code, SON, sex="M")
    bench.compared()
    (found,) = Finding.objects.filter(kind=FindingKind.PART.value)
    assert {found.sample_code, found.other_code} == {one, other}
    with pytest.raises(UnknownFindingError):
        propose_parts(bench.by("laboratory"), first_code=first, second_code=second, reason="x", finding_id="RY-NONE")
    with pytest.raises(PartsOrderError):
        propose_parts(bench.by("laboratory"), first_code=first, second_code=first, reason="x")
    assert in_the_way([first], bench.mother)  # two that nobody linked are two
    number = propose_parts(bench.by("laboratory"), first_code=second, second_code=first, reason="all loci",
                           finding_id=found.pk)  # fmt: skip
    with pytest.raises(SecondPersonError):
        agree_parts(bench.by("laboratory"), parts_id=number)
    agree_parts(bench.by("expert-1"), parts_id=number)
    assert linked_parts([first]) == (first, second)
    assert not in_the_way([first], bench.mother)
    undo_parts(bench.by("expert-1"), parts_id=number, reason="two left femora")
    assert linked_parts([first]) == (first,)


def test_two_brothers_alike_have_no_name_by_dna_whatever_policy_stands(bench):
    item, code = bench.dead()
    bench.read(code, SON, sex="M")
    bench.compared()
    for relation, sex, person in (("mother", "F", MOTHER), ("father", "M", FATHER)):
        again = bench.consent(relation=relation, sex=sex, enquiry_id=bench.stranger)
        bench.read(again, person)
        bench.compared()
        assert waits(again)  # until two say that one gave for both
        for one in (again, bench.codes[relation]):
            for name in ("laboratory", "expert-1"):
                settle_flag(bench.by(name), sample_code=one, flag=ProfileFlag.EQUALS_ANOTHER, is_free=True,
                            reason="one mother of two")  # fmt: skip
    bench.compared()
    number = opened_twice(bench, item)
    reviewed(bench, number)
    policy = record_policy(bench.by("head"), decision="7 of the board", decided_on=bench.clock().date(), text="marks")
    for given in ({}, {"policy_id": policy}):
        with pytest.raises(OpenGuardError) as refused:
            sign(bench, "expert-1", number, **given)
        assert "alike" in what(refused)
    lay_evidence(bench.by("expert-3"), hypothesis_id=number, method=Method.DENTAL, weighs=Weighs.SUPPORTS,
                 reference="D-4", said="three fillings")  # fmt: skip
    reviewed(bench, number)
    assert sign(bench, "expert-1", number) is HypothesisState.SIGNED_ONCE
    assert ratios_of_others((item,), bench.mother)
    link = propose_one_sought(
        bench.by("caseworker-1"), first_enquiry=bench.stranger, second_enquiry=bench.mother, reason="one photograph"
    )  # fmt: skip
    agree_one_sought(bench.by("expert-1"), sought_id=link)
    assert ratios_of_others((item,), bench.mother) == ()  # who is the same man is no rival, nor is he in a report


def opened_twice(bench, item):
    number = open_hypothesis(bench.by("expert-3"), items=(item,), enquiry_id=bench.mother, said="near his post")
    last = findings_where(item_code=item, enquiry_id=bench.mother)[-1]
    lay_evidence(bench.by("expert-3"), hypothesis_id=number, method=Method.DNA, weighs=Weighs.SUPPORTS,
                 finding_id=last.pk, said="both parents")  # fmt: skip
    return number


def test_refuses_evidence_without_its_finding_or_report_and_a_second_hypothesis_of_the_same(bench):
    item, code = bench.dead()
    other, _ = bench.dead(2)
    bench.read(code, SON, sex="M")
    bench.compared()
    number = opened(bench, item)
    by = bench.by("expert-1")
    (row,) = Finding.objects.all()
    with pytest.raises(StandingHypothesisError):
        open_hypothesis(by, items=(other, item), enquiry_id=bench.mother, said="x")
    elsewhere = open_hypothesis(by, items=(other,), enquiry_id=bench.mother, said="x")
    with pytest.raises(UnknownFindingError):
        lay_evidence(
            by, hypothesis_id=elsewhere, method=Method.DNA, weighs=Weighs.SUPPORTS, finding_id=row.pk, said="x"
        )
    with pytest.raises(InputError):
        lay_evidence(by, hypothesis_id=number, method=Method.DENTAL, weighs=Weighs.SUPPORTS, said="x")
    for wrong in ({"items": ()}, {"enquiry_id": ""}, {"said": " "}):
        with pytest.raises(InputError):
            open_hypothesis(by, **{"items": (item,), "enquiry_id": bench.stranger, "said": "x"} | wrong)
    for name in ("laboratory", "reviewer-1", "registrar", "caseworker-1"):
        with pytest.raises(RoleForbidsError):
            hypothesis(bench.by(name), number)


def test_two_reviewers_apart_and_the_second_does_not_see_the_first(bench):
    item, code = bench.dead()
    bench.read(code, SON, sex="M")
    bench.compared()
    number = opened(bench, item)
    with pytest.raises(SecondPersonError) as refused:
        record_review(bench.by("expert-3"), hypothesis_id=number, verdict=ReviewVerdict.SUPPORTED, said="mine")
    assert what(refused) == ["reviewer_apart"]
    record_review(bench.by("expert-1"), hypothesis_id=number, verdict=ReviewVerdict.UNDECIDED, said="few loci")
    with pytest.raises(SecondPersonError):
        record_review(bench.by("expert-1"), hypothesis_id=number, verdict=ReviewVerdict.SUPPORTED, said="again")
    for name, is_hidden in (("expert-2", True), ("expert-1", False)):
        (seen,) = [one for one in hypothesis(bench.by(name), number).words if one.kind == "review"]
        assert (seen.is_hidden, seen.said, seen.verdict) == (
            (True, "", "") if is_hidden else (False, "few loci", "undecided")
        )
    record_review(bench.by("expert-2"), hypothesis_id=number, verdict=ReviewVerdict.NOT_SUPPORTED, said="a rib more")
    with pytest.raises(SecondPersonError) as signed:
        sign(bench, "expert-1", number)
    assert set(what(signed)) == {"two_reviewers", "reviewers_agree", "contradictions_resolved"}


def test_a_name_takes_two_signatures_on_a_primary_method_with_every_contradiction_resolved(bench):
    item, code = bench.dead()
    bench.read(code, SON, sex="M")
    bench.compared()
    number = opened(bench, item)
    against = lay_evidence(bench.by("doctor"), hypothesis_id=number, method=Method.EXAMINATION,
                           weighs=Weighs.CONTRADICTS, reference="E-1", said="taller by a hand")  # fmt: skip
    reviewed(bench, number)
    with pytest.raises(OpenGuardError) as refused:
        sign(bench, "expert-1", number)
    assert what(refused) == ["contradictions_resolved"]
    with pytest.raises(UnknownEvidenceError):
        resolve_contradiction(bench.by("expert-1"), hypothesis_id=number, about="RB-NONE", said="x")
    resolve_contradiction(bench.by("expert-1"), hypothesis_id=number, about=against, said="measured with boots")
    with pytest.raises(SecondPersonError) as opener:
        sign(bench, "expert-3", number)
    assert "another_signer" in what(opener)
    with pytest.raises(UnknownPolicyError):
        sign(bench, "expert-1", number, policy_id="YP-NONE")
    assert identified(enquiry_id=bench.mother) == ()
    assert sign(bench, "expert-1", number) is HypothesisState.SIGNED_ONCE
    with pytest.raises(SecondPersonError):
        sign(bench, "expert-1", number)
    with pytest.raises(SecondPersonError) as reviewer:
        sign(bench, "expert-2", number)  # both reviewed: one of the board beside them is needed
    assert what(reviewer) == ["signer_beside_reviewers"]
    declined = decline_signature(bench.by("expert-2"), hypothesis_id=number, said="the seal was broken")
    with pytest.raises(OpenGuardError):
        sign(bench, "expert-4", number)
    with pytest.raises(SecondPersonError):
        resolve_contradiction(bench.by("expert-2"), hypothesis_id=number, about=declined, said="x")
    resolve_contradiction(bench.by("expert-3"), hypothesis_id=number, about=declined, said="two saw it opened")
    assert identified(enquiry_id=bench.mother) == ()
    assert sign(bench, "expert-4", number) is HypothesisState.CONCLUDED
    (told,) = identified(enquiry_id=bench.mother)
    assert (told.items, told.methods, told.is_annulled) == ((item,), (Method.DNA,), False)
    assert identified_items(item) == (told,)
    with pytest.raises(BoardOrderError):
        sign(bench, "expert-1", number)
    assert verify(log_verifier()).is_equal


def concluded(bench):
    item, code = bench.dead()
    bench.read(code, SON, sex="M")
    bench.compared()
    number = opened(bench, item)
    reviewed(bench, number)
    sign(bench, "expert-1", number)
    sign(bench, "expert-4", number)
    return item, number


def test_a_name_is_taken_back_by_two_others_with_a_reason(bench):
    _, number = concluded(bench)
    for name in ("expert-1", "expert-4"):
        with pytest.raises(SecondPersonError):
            annul_conclusion(bench.by(name), hypothesis_id=number, said="an exchange of labels")
    assert (
        annul_conclusion(bench.by("expert-2"), hypothesis_id=number, said="labels") is HypothesisState.ANNULMENT_ASKED
    )
    assert identified(enquiry_id=bench.mother)[0].is_annulment_asked
    with pytest.raises(SecondPersonError):
        annul_conclusion(bench.by("expert-2"), hypothesis_id=number, said="labels")
    assert annul_conclusion(bench.by("head"), hypothesis_id=number, said="labels") is HypothesisState.ANNULLED
    assert identified(enquiry_id=bench.mother) == ()
    assert [one.conclusion_id for one in annulled_conclusions()] == [number]
    with pytest.raises(BoardOrderError):
        annul_conclusion(bench.by("expert-3"), hypothesis_id=number, said="labels")


def test_without_a_primary_method_a_name_rests_on_a_policy_that_names_its_decision(bench):
    item, _ = bench.dead()
    number = open_hypothesis(bench.by("expert-3"), items=(item,), enquiry_id=bench.mother, said="a tattoo")
    lay_evidence(bench.by("expert-3"), hypothesis_id=number, method=Method.MARKS, weighs=Weighs.SUPPORTS,
                 reference="E-2", said="his own drawing")  # fmt: skip
    reviewed(bench, number)
    with pytest.raises(OpenGuardError) as refused:
        sign(bench, "expert-1", number)
    assert what(refused) == ["primary_method"]
    day = bench.clock().date()
    with pytest.raises(InputError):
        record_policy(bench.by("head"), decision=" ", decided_on=day, text="x")
    with pytest.raises(InputError):
        record_policy(bench.by("head"), decision="7", decided_on=day + timedelta(days=2), text="x")
    policy = record_policy(bench.by("head"), decision="7 of the board", decided_on=day, text="a mark of its own")
    sign(bench, "expert-1", number, policy_id=policy)
    sign(bench, "expert-4", number, policy_id=policy)
    (told,) = identified(enquiry_id=bench.mother)
    assert (told.policy_id, told.methods) == (policy, (Method.MARKS,))


def test_evidence_that_is_laid_later_voids_reviews_and_signatures_and_who_judged_lays_none(bench):
    item, code = bench.dead()
    bench.read(code, SON, sex="M")
    bench.compared()
    number = opened(bench, item)
    reviewed(bench, number)
    sign(bench, "expert-1", number)
    laid = {"hypothesis_id": number, "method": Method.DENTAL, "weighs": Weighs.SUPPORTS, "reference": "D-4"}
    with pytest.raises(SecondPersonError):
        lay_evidence(bench.by("expert-2"), said="three fillings", **laid)
    lay_evidence(bench.by("doctor"), said="three fillings", **laid)
    with pytest.raises(SecondPersonError) as refused:
        sign(bench, "expert-4", number)
    assert "two_reviewers" in what(refused)
    reviewed(bench, number)
    assert sign(bench, "expert-4", number) is HypothesisState.SIGNED_ONCE


def test_two_signatures_on_different_grounds_are_no_conclusion(bench):
    item, code = bench.dead()
    bench.read(code, SON, sex="M")
    bench.compared()
    number = opened(bench, item)
    lay_evidence(bench.by("doctor"), hypothesis_id=number, method=Method.MARKS, weighs=Weighs.SUPPORTS, reference="E-2",
                 said="his own drawing")  # fmt: skip
    reviewed(bench, number)
    sign(bench, "expert-1", number)
    for one in bench.codes.values():
        withdraw_consent(bench.by("caseworker-1"), reference_id=one, withdrawn_on=bench.clock().date(), by_way="spoke")
    bench.compared()
    policy = record_policy(bench.by("head"), decision="7", decided_on=bench.clock().date(), text="a mark of its own")
    with pytest.raises(OpenGuardError):
        sign(bench, "expert-4", number)
    assert sign(bench, "expert-4", number, policy_id=policy) is HypothesisState.SIGNED_ONCE
    assert identified(enquiry_id=bench.mother) == ()


def test_two_brothers_whose_mother_gave_once_have_no_name_by_dna(bench):
    item, code = bench.dead()
    bench.read(code, SON, sex="M")
    bench.compared()
    number = opened(bench, item)
    reviewed(bench, number)
    bench._asked("mother of another", Asked(sought_name="Шевчинко Андрей", enquirer_name="Мария", relation="mother"))
    with pytest.raises(OpenGuardError) as refused:
        sign(bench, "expert-1", number)
    assert "alike" in what(refused)


def test_parts_that_two_linked_never_stand_under_two_names(bench):
    item, _ = concluded(bench)
    other, _ = bench.dead(2, RemainsKind.PART)
    number = open_hypothesis(bench.by("expert-3"), items=(other,), enquiry_id=bench.stranger, said="a mark")
    lay_evidence(bench.by("expert-3"), hypothesis_id=number, method=Method.FINGERPRINTS, weighs=Weighs.SUPPORTS,
                 reference="F-1", said="ten points")  # fmt: skip
    reviewed(bench, number)
    parts = propose_parts(bench.by("laboratory"), first_code=item, second_code=other, reason="one joint")
    agree_parts(bench.by("expert-1"), parts_id=parts)
    with pytest.raises(OpenGuardError) as refused:
        sign(bench, "expert-1", number)
    assert what(refused) == ["nobody_else_concluded"]
    undo_parts(bench.by("expert-1"), parts_id=parts, reason="two left femora")
    sign(bench, "expert-1", number)
    sign(bench, "expert-4", number)
    again = propose_parts(bench.by("laboratory"), first_code=item, second_code=other, reason="one joint")
    with pytest.raises(PartsOrderError):
        agree_parts(bench.by("expert-1"), parts_id=again)


def test_nothing_is_told_from_a_hypothesis_on(bench):
    item, code = bench.dead()
    bench.read(code, SON, sex="M")
    bench.compared()
    assert not is_said_dead(bench.mother)
    number = opened(bench, item)
    assert is_said_dead(bench.mother) and not is_said_dead(bench.stranger)
    reviewed(bench, number)
    sign(bench, "expert-1", number)
    assert is_said_dead(bench.mother)
    sign(bench, "expert-4", number)
    assert is_said_dead(bench.mother)
    annul_conclusion(bench.by("expert-2"), hypothesis_id=number, said="labels")
    assert is_said_dead(bench.mother)
    annul_conclusion(bench.by("head"), hypothesis_id=number, said="labels")
    assert not is_said_dead(bench.mother)


def test_a_brother_far_below_the_bar_still_stands_beside_the_one_who_was_found(bench):
    few = list(SON)[:3]
    _, brother = bench.dead()
    bench.read(brother, {marker: BROTHER[marker] for marker in few}, sex="M")
    bench.compared()
    assert not Finding.objects.exists()  # alone it says too little
    item, code = bench.dead(2)
    bench.read(code, {marker: SON[marker] for marker in list(SON)[:6]}, sex="M")
    bench.compared()
    found = {row.sample_code for row in findings_where(enquiry_id=bench.mother)}
    assert found == {code, brother}
    assert in_the_way([item], bench.mother)


def test_a_consent_that_is_over_falls_from_memory_and_takes_its_numbers(bench, clock):
    _, code = bench.dead()
    bench.read(code, SON, sex="M")
    bench.compared()
    assert Finding.objects.filter(log10_lr__isnull=False).count() == 1
    clock.at += timedelta(days=366)
    _, later = bench.dead(2)
    bench.read(later, BROTHER, sex="M")
    bench.compared()
    assert not Finding.objects.filter(sample_code=later, kind=FindingKind.KIN.value).exists()
    assert destroy_over(bench.outside) == 2
    assert not [row for row in findings_where() if row.log10_lr is not None and row.kind == FindingKind.KIN.value]


def test_refuses_a_hypothesis_about_one_who_is_held_or_with_whom_the_enquiry_has_no_link(bench):
    item, _ = bench.dead()
    for enquiry in (bench.mother, ""):
        with pytest.raises(NotThisPersonError):
            open_hypothesis(bench.by("expert-1"), items=(item,), enquiry_id=enquiry, person_id=bench.prisoner, said="x")


def test_a_report_is_of_a_conclusion_that_stands_and_says_what_its_acts_hold(bench):
    item, code = bench.dead()
    bench.read(code, SON, sex="M")
    bench.compared()
    number = opened(bench, item)
    reviewed(bench, number)
    sign(bench, "expert-1", number)
    asked = {"hypothesis_id": number, "languages": ("uk", "en"), "code": "7Q2M-4KD9-XATB-0000-0000", "check_word": "x"}
    with pytest.raises(BoardOrderError):
        report(bench.by("expert-1"), number)
    with pytest.raises(BoardOrderError):
        print_report(bench.by("expert-1"), **asked)
    sign(bench, "expert-4", number)
    for name in ("head", "doctor", "laboratory", "caseworker-1"):
        with pytest.raises(RoleForbidsError):
            report(bench.by(name), number)
    told = report(bench.by("expert-1"), number)
    (dna,) = told.dna
    assert dict(dna.relatives) == bench.codes
    assert (dna.finding.loci, dna.next_best, told.policy) == (16, "", "")
    assert set(told.said_at) == {word.word_id for word in told.hypothesis.words}
    assert told.concluded_at >= told.opened_at
    annul_conclusion(bench.by("expert-2"), hypothesis_id=number, said="labels")
    with pytest.raises(BoardOrderError):
        report(bench.by("expert-1"), number)
