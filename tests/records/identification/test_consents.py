"""Relatives' samples: of families of the bureau's own Power alone, for a stated use and time, gone when taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.errors import OpenGuardError, SecondPersonError, UnstatedParticularsError
from repatria.core.law.identification import ConsentUse, GivenBy, OtherPartyFamilyError, ProfileFlag
from repatria.core.vocabulary.errors import InputError
from repatria.doors.jobs.comparing import destroy_over
from repatria.doors.jobs.consequences import draw_consequences
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.access.services import DESTROY, destroy_key, destroy_reference, record_approval
from repatria.records.consequences.selectors import open_consequences
from repatria.records.enquiries.errors import UnknownEnquiryError
from repatria.records.identification.errors import (
    AgreedBeforeError,
    ConsentOverError,
    NoSuchFlagError,
    NothingToDestroyError,
    ProfileWordsError,
    ReadBeforeError,
    StandingProfileError,
    UnknownReferenceError,
    UnknownSampleError,
)
from repatria.records.identification.models import ProfileReading
from repatria.records.identification.reading import waits
from repatria.records.identification.selectors.samples import (
    profile,
    refused_lines,
    sample,
    samples,
    waiting_profiles,
)
from repatria.records.identification.services.consents import destroy_profile, withdraw_consent
from repatria.records.identification.services.erased import destroy_donor, withdraw_erased
from repatria.records.identification.services.frequencies import agree_frequencies, propose_frequencies
from repatria.records.identification.services.importing import ReadSample, import_results
from repatria.records.identification.services.results import settle_flag
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import entries_since, tree_size
from repatria.records.ledger.verify import verify
from repatria.records.vault.keyring import Purpose
from tests.records.identification.laboratory import drawn

pytestmark = pytest.mark.django_db


def what(refused):
    return [one for one, _ in refused.value.params["guards"]]


def test_refuses_a_family_of_another_power_and_any_before_the_head_said_whose_bureau_this_is(laboratory):
    with pytest.raises(OpenGuardError) as refused:
        laboratory.consent()
    assert what(refused) == ["own_power"]
    laboratory.of_power("PA")
    for power in ("PB", ""):
        with pytest.raises(OtherPartyFamilyError) as other:
            laboratory.consent(power=power)
        assert other.value.provision == "practice rule 24"
    laboratory.of_power("PB")  # her enquiry is linked with nobody: what she attests is asked alone
    with pytest.raises(OtherPartyFamilyError):
        laboratory.consent(power="PA")
    assert laboratory.consent(power="pb ").startswith("RF-")


def test_refuses_a_consent_without_donor_relation_use_witness_language_or_end(laboratory):
    laboratory.of_power()
    today = laboratory.clock().date()
    for changed, guard in (
        ({"donor": " "}, "donor_name"), ({"relation": "neighbour"}, "donor_relation"),
        ({"uses": (ConsentUse.CODED,)}, "consent_search"), ({"witness": "Ганна Шевченко"}, "consent_witness"),
        ({"witness": "ганна  шевченко"}, "consent_witness"),
        ({"language": ""}, "consent_language"), ({"until": today}, "consent_end"),
        ({"until": today + timedelta(days=9999)}, "consent_end"),
    ):  # fmt: skip
        with pytest.raises(UnstatedParticularsError) as refused:
            laboratory.consent(**changed)
        assert what(refused) == [guard]
    with pytest.raises(UnknownEnquiryError):
        laboratory.consent(enquiry_id="E-NONE")
    with pytest.raises(InputError):
        laboratory.consent(given_on=today - timedelta(days=40), until=today - timedelta(days=1))
    for name in ("registrar", "head", "expert-1", "laboratory", "hotline"):
        with pytest.raises(RoleForbidsError):
            laboratory.consent(name)
    assert laboratory.consent(given_by=GivenBy.STAFF, enquiry_id="", relation="", power="")


def test_refuses_a_profile_of_no_sample_of_one_that_was_taken_back_and_what_cannot_be_read(laboratory):
    code = laboratory.of_power().consent()
    for wrong, refusal in (
        ("RF-NONE", UnknownReferenceError), ("KHR-T2-00001-B", UnknownSampleError), ("", UnknownSampleError),
    ):  # fmt: skip
        with pytest.raises(refusal):
            laboratory.read(wrong, drawn(1))
    with pytest.raises(ProfileWordsError):
        laboratory.read(code, {"D1S1358": ("9", "10", "11", "12")})
    with pytest.raises(ReadBeforeError):
        laboratory.file(digest="0f" * 32) and laboratory.file(digest="0F" * 32)
    withdraw_consent(laboratory.by("caseworker-1"), reference_id=code, withdrawn_on=laboratory.clock().date(),
                     by_way="she said it")  # fmt: skip
    with pytest.raises(ConsentOverError):
        laboratory.read(code, drawn(1))
    with pytest.raises(ConsentOverError):
        withdraw_consent(laboratory.by("caseworker-1"), reference_id=code, withdrawn_on=laboratory.clock().date(),
                         by_way="again")  # fmt: skip
    with pytest.raises(NothingToDestroyError):
        destroy_profile(laboratory.house(Role.CLERKWORK), reference_id=code)


def test_taking_it_back_destroys_the_profile_and_leaves_the_act(laboratory):
    code = laboratory.of_power().consent()
    laboratory.read(code, drawn(1), raw=("RF,9,10",))
    assert dict(profile(laboratory.by("laboratory"), code).alleles)["D1S1358"]
    with pytest.raises(StandingProfileError):
        destroy_profile(laboratory.house(Role.CLERKWORK), reference_id=code)
    for name in ("head", "auditor", "caseworker-1", "registrar", "reviewer-1"):
        with pytest.raises(RoleForbidsError):
            profile(laboratory.by(name), code)
    withdraw_consent(laboratory.by("caseworker-1"), reference_id=code, withdrawn_on=laboratory.clock().date(),
                     by_way="by a letter")  # fmt: skip
    laboratory.compared()
    assert destroy_over(laboratory.outside) == 0
    (row,) = ProfileReading.objects.all()
    assert (row.profile, row.raw, row.said) == (None, None, None)
    with pytest.raises(ConsentOverError):
        profile(laboratory.by("laboratory"), code)
    told = sample(laboratory.by("caseworker-1"), code)
    assert (told.donor, told.is_over, told.is_destroyed, told.relation) == ("Ганна Шевченко", True, True, "mother")
    (line,) = samples(laboratory.by("auditor"), laboratory.mother)
    assert (line.reference_id, line.is_destroyed) == (code, True)
    kinds = [one.kind for one in entries_since(0, kinds=["identification.consent_withdrawn", "ledger.key_destroyed"])]
    assert kinds == ["identification.consent_withdrawn.1", "ledger.key_destroyed.1"]
    assert verify(log_verifier()).is_equal


def test_a_second_reading_is_laid_against_the_first_and_two_persons_free_a_profile(laboratory):
    code = laboratory.of_power().consent(sex="M")
    first = drawn(1)
    laboratory.read(code, first, sex="F")
    assert waits(code)  # the sex differs from what is on record
    with pytest.raises(RoleForbidsError):
        waiting_profiles(laboratory.by("caseworker-1"))
    (found,) = waiting_profiles(laboratory.by("laboratory"))
    assert {one.flag for one in found.flags} == {ProfileFlag.ONE_READING, ProfileFlag.SEX_DIFFERS}
    laboratory.read(code, first | {"D1S1358": ("8", "17")} if first["D1S1358"] != ("8", "17") else first, sex="M")
    told = profile(laboratory.by("expert-1"), code)
    assert told.differing == ("D1S1358",)
    assert "D1S1358" not in dict(told.alleles)
    for flag in (ProfileFlag.READINGS_DIFFER, ProfileFlag.SEX_DIFFERS):
        for name in ("laboratory", "laboratory", "expert-1"):
            assert waits(code)
            settle_flag(laboratory.by(name), sample_code=code, flag=flag, is_free=True, reason="typed by hand")
    assert not waits(code)
    settle_flag(laboratory.by("expert-2"), sample_code=code, flag=ProfileFlag.SEX_DIFFERS, is_free=False, reason="no")
    assert waits(code)
    with pytest.raises(NoSuchFlagError):
        settle_flag(laboratory.by("laboratory"), sample_code=code, flag=ProfileFlag.EQUALS_STAFF, is_free=True,
                    reason="x")  # fmt: skip


def test_lines_that_were_not_taken_are_kept_and_open_with_a_leaf(laboratory):
    results = laboratory.file(refused=("line 3: no locus", "line 4: a ladder"))
    size = tree_size()
    assert refused_lines(laboratory.by("laboratory"), results) == ("line 3: no locus", "line 4: a ladder")
    assert [one.act.records for one in entries_since(size, kinds=["access.reading_recorded"])] == [(results,)]
    with pytest.raises(RoleForbidsError):
        refused_lines(laboratory.by("caseworker-1"), results)


def test_a_table_of_frequencies_holds_once_another_agrees(laboratory):
    by = laboratory.by("laboratory")
    with pytest.raises(InputError):
        propose_frequencies(by, population="", source="x", by_marker={"D1S1358": {"9": 0.1}})
    with pytest.raises(InputError):
        propose_frequencies(by, population="x", source="x", by_marker={"D1S1358": {"9": 1.4}})
    table = propose_frequencies(by, population="x", source="x", by_marker={"D1S1358": {"9": 0.1}})
    with pytest.raises(SecondPersonError):
        agree_frequencies(by, table_id=table)
    agree_frequencies(laboratory.by("expert-1"), table_id=table)
    with pytest.raises(AgreedBeforeError):
        agree_frequencies(laboratory.by("expert-1"), table_id=table)


def test_a_profile_is_destroyed_when_the_last_day_of_its_consent_is_past(laboratory, clock):
    code = laboratory.of_power().consent()
    laboratory.read(code, drawn(1))
    clock.at += timedelta(days=365)
    assert destroy_over(laboratory.outside) == 0
    clock.at += timedelta(days=1)
    with pytest.raises(ConsentOverError):
        profile(laboratory.by("laboratory"), code)
    assert (destroy_over(laboratory.outside), destroy_over(laboratory.outside)) == (1, 0)


def test_refuses_one_typing_a_second_time_whatever_file_brings_it(laboratory):
    code = laboratory.of_power().consent()
    results = laboratory.file()
    laboratory.read(code, drawn(1), results_id=results, raw=("2: D1S1358: 9/10",))
    with pytest.raises(ReadBeforeError):
        laboratory.read(code, drawn(1), results_id=results, raw=("other",))
    with pytest.raises(ReadBeforeError):
        laboratory.read(code, drawn(1), raw=("2: D1S1358: 9/10",))
    assert 1 == ProfileReading.objects.count()
    assert {one.flag for one in profile(laboratory.by("laboratory"), code).flags} == {ProfileFlag.ONE_READING}
    laboratory.read(code, drawn(1), raw=("7: D1S1358: 9/10",))
    assert () == profile(laboratory.by("laboratory"), code).flags


def test_what_of_a_sample_was_not_taken_lies_with_it_and_goes_with_it(laboratory):
    code = laboratory.of_power().consent()
    by, today = laboratory.by("laboratory"), laboratory.clock().date()
    odd = "3 RF D2S1358: an allele that nobody has: 99 (locus_left_out)"
    results = import_results(
        by, laboratory="one", accreditation="", kit="GlobalFiler", typed_on=today, digest="ab" * 32,
        read=[ReadSample(sample_code=code, alleles=drawn(1), raw=("2: x",), odd=(odd,))], refused=["3: locus_left_out"],
    )  # fmt: skip
    assert ("3: locus_left_out",) == refused_lines(by, results)
    assert (odd,) == profile(by, code).odd
    withdraw_consent(laboratory.by("caseworker-1"), reference_id=code, withdrawn_on=today, by_way="she said it")
    laboratory.compared()
    (row,) = ProfileReading.objects.all()
    assert (None, None) == (row.raw, row.said)
    assert verify(log_verifier()).is_equal


def test_what_a_family_said_erased_takes_its_samples_and_the_names_of_who_gave_them_with_it(laboratory):
    code, staff = laboratory.of_power().consent(), laboratory.consent(given_by=GivenBy.STAFF, enquiry_id="", power="")
    laboratory.read(code, drawn(1))
    house = laboratory.house(Role.CLERKWORK)
    for index in (0, tree_size() - 1, tree_size() + 9):
        with pytest.raises(StandingProfileError):
            withdraw_erased(house, reference_id=code, rests_on_index=index)
        with pytest.raises(StandingProfileError):
            destroy_donor(house, reference_id=code, rests_on_index=index)
    with pytest.raises(RoleForbidsError):
        withdraw_erased(laboratory.by("caseworker-1"), reference_id=code, rests_on_index=0)
    reference = destroy_reference(Purpose.KIN, laboratory.mother)
    for name in ("head", "auditor"):
        record_approval(laboratory.by(name), action=DESTROY, object_reference=reference)
    destroy_key(laboratory.by("head"), purpose=Purpose.KIN, subject=laboratory.mother, reason="she asked for it")
    draw_consequences(laboratory.outside)
    laboratory.compared()

    told = sample(laboratory.by("caseworker-1"), code)
    assert ("", "", True, True) == (told.donor, told.witness, told.is_over, told.is_destroyed)
    assert sample(laboratory.by("caseworker-1"), staff).donor, "of another, and untouched"
    with pytest.raises(ConsentOverError):
        laboratory.read(code, drawn(2))
    assert open_consequences(consumer="erased_samples", after_index=-1, at_most=5) == ()
    assert verify(log_verifier()).is_equal
