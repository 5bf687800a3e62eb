"""Profiles of the dead under codes, and whom to sample next: what is refused, what goes out, whom a round asks."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest

from repatria.core.law.errors import SecondPersonError
from repatria.core.law.identification import CodedTo, ProfileFlag
from repatria.core.vocabulary.errors import InputError
from repatria.doors.files.kinship.faults import FaultList
from repatria.doors.files.kinship.material import cells_of
from repatria.records.access.errors import RoleForbidsError
from repatria.records.identification import carrying
from repatria.records.identification.errors import (
    CodedOrderError,
    RoundTooSoonError,
    UnknownCodedError,
    UnknownSampleError,
)
from repatria.records.identification.models import CodedProfiles
from repatria.records.identification.reading import flags_of, waits
from repatria.records.identification.selectors.carrying import asked_in_round, caseload, samples_rounds, whom_next
from repatria.records.identification.selectors.coded import coded_file, coded_files
from repatria.records.identification.services.coded import HEADER, make_coded, propose_coded, receipt_coded
from repatria.records.identification.services.consents import withdraw_consent
from repatria.records.identification.services.sampling_round import open_samples_round
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import kinds_since
from repatria.records.ledger.verify import verify
from repatria.records.notices.acts import LetterIssued
from tests.records.identification.laboratory import child_of, drawn

pytestmark = pytest.mark.django_db
FATHER, MOTHER = drawn(11), drawn(12)
SON = child_of(FATHER, MOTHER, 21)


@pytest.fixture
def bench(laboratory):
    laboratory.of_power().with_frequencies()
    laboratory.reference = laboratory.consent()
    laboratory.read(laboratory.reference, MOTHER)
    laboratory.body, laboratory.code = laboratory.dead()
    typed_beside = {"AMEL": ("X", "Y"), "dys391": ("10",)}  # as a call gives them: neither is compared or goes out
    laboratory.read(laboratory.code, SON | typed_beside, sex="M")
    return laboratory


def proposed(bench, name="laboratory", **changed):
    given = {
        "to": CodedTo.NEUTRAL_LABORATORY, "recipient": "a laboratory of a third State", "reference": "A-7",
        "samples": (bench.code,),
    } | changed  # fmt: skip
    return propose_coded(bench.by(name), **given)


def test_refuses_a_relative_a_code_of_nothing_and_whoever_may_not(bench):
    _, unread = bench.dead(2)
    for samples in ((bench.reference,), ("KHR-T2-00099-A",), (unread,), (bench.code, bench.reference)):
        with pytest.raises(UnknownSampleError):
            proposed(bench, samples=samples)
    for wrong in ({"recipient": " "}, {"reference": ""}, {"samples": ()}):
        with pytest.raises(InputError):
            proposed(bench, **wrong)
    for name in ("head", "caseworker-1", "doctor", "registrar"):
        with pytest.raises(RoleForbidsError):
            proposed(bench, name)
    number = proposed(bench)
    with pytest.raises(SecondPersonError):
        make_coded(bench.by("laboratory"), coded_id=number)
    with pytest.raises(CodedOrderError):
        receipt_coded(bench.by("laboratory"), coded_id=number, received_on=bench.clock().date(), reference="x",
                      digest="x")  # fmt: skip
    with pytest.raises(UnknownCodedError):
        make_coded(bench.by("expert-1"), coded_id="YC-NONE")
    bench.read(bench.code, FATHER)  # another person's: it waits meanwhile
    assert waits(bench.code) and ProfileFlag.READINGS_DIFFER in {one.flag for one in flags_of(bench.code)}
    with pytest.raises(UnknownSampleError):
        make_coded(bench.by("expert-1"), coded_id=number)


def test_what_goes_out_are_markers_and_alleles_under_a_code_that_only_this_house_reads(bench, tmp_path):
    number = proposed(bench, samples=(bench.code.lower(), bench.code))
    digest = make_coded(bench.by("expert-1"), coded_id=number)
    with pytest.raises(CodedOrderError):
        make_coded(bench.by("expert-2"), coded_id=number)
    made = coded_file(bench.by("laboratory"), number)
    lines = list(csv.reader(io.StringIO(made.content)))
    ((code, sample),) = made.codes
    assert tuple(lines[0]) == HEADER and {line[0] for line in lines[1:]} == {code} and sample == bench.code
    assert {line[1]: tuple(line[2:4]) for line in lines[1:]} == {name: tuple(seen) for name, seen in SON.items()}
    for word in (bench.body, bench.code, "KHR", bench.mother, bench.reference, "2026"):
        assert word not in made.content
    path = tmp_path / "coded.csv"
    path.write_text(made.content, encoding="utf-8")
    assert {cell.sample for cell in cells_of(path, FaultList())} == {code}, "the readers of this house read it"
    assert CodedProfiles.objects.get().digest == digest
    for name in ("head", "caseworker-1", "doctor"):
        with pytest.raises(RoleForbidsError):
            coded_file(bench.by(name), number)
    given = {"coded_id": number, "received_on": bench.clock().date(), "reference": "R-3"}
    with pytest.raises(InputError):
        receipt_coded(bench.by("laboratory"), digest=" ", **given)
    assert receipt_coded(bench.by("laboratory"), digest=digest.upper(), **given)
    with pytest.raises(CodedOrderError):
        receipt_coded(bench.by("laboratory"), digest=digest, **given)
    (line,) = coded_files(bench.by("head"))
    assert (line.state, line.is_same, line.samples) == ("received", True, 1)
    assert verify(log_verifier()).is_equal


def test_another_digest_is_kept_as_another(bench):
    number = proposed(bench)
    make_coded(bench.by("expert-1"), coded_id=number)
    assert not receipt_coded(
        bench.by("laboratory"), coded_id=number, received_on=bench.clock().date(), reference="R-3", digest="00"
    )  # fmt: skip
    assert not coded_files(bench.by("laboratory"))[0].is_same


def test_whom_to_sample_next_says_whose_would_help_and_asks_nobody(bench):
    one = whom_next(bench.by("laboratory"), bench.mother)
    assert (one.as_it_stands.relation, one.bodies) == ("", 1)
    best = one.further[0]
    assert best.relation in ("father", "daughter") and best.mean > one.as_it_stands.mean + 2
    assert "mother" not in {told.relation for told in one.further}, "she gave already"
    nobody = whom_next(bench.by("expert-1"), bench.stranger)
    assert (nobody.as_it_stands.reaching, nobody.further, nobody.is_enough) == (0.0, (), False)
    for name in ("caseworker-1", "doctor", "auditor"):
        with pytest.raises(RoleForbidsError):
            whom_next(bench.by(name), bench.mother)
    assert LetterIssued.KIND not in kinds_since(0)


def test_what_a_giver_is_to_him_stays_in_memory_no_longer_than_it_is_asked_about(bench):
    assert carrying._kinds(bench.clock()) == {("mother",): [bench.mother]}
    assert carrying._known.relations == {bench.reference: "mother"}
    withdraw_consent(
        bench.by("caseworker-1"), reference_id=bench.reference, withdrawn_on=bench.clock().date(), by_way="spoke"
    )  # fmt: skip
    assert (carrying._kinds(bench.clock()), carrying._known.relations) == ({}, {})


def test_a_round_asks_every_old_family_that_carries_too_little_once_in_four_weeks(bench):
    assert bench.stranger and bench.mother
    first = open_samples_round(bench.by("head"))
    assert samples_rounds(bench.by("caseworker-1"))[0].families == 0, "nobody asked half a year ago"
    with pytest.raises(RoundTooSoonError):
        open_samples_round(bench.by("head"))
    bench.clock.at += timedelta(days=200)
    for name in ("laboratory", "caseworker-1", "expert-1"):
        with pytest.raises(RoleForbidsError):
            open_samples_round(bench.by(name))
    kinds = {one.kind: one for one in caseload(bench.by("head"))}
    assert kinds[()].families == 1 and kinds[()].is_too_little and kinds[("mother",)].families == 1
    second = open_samples_round(bench.by("head"))
    asked = asked_in_round(bench.by("caseworker-1"), second)
    assert bench.stranger in asked and (bench.mother in asked) == kinds[("mother",)].is_too_little
    bench.consent(enquiry_id=bench.stranger)
    assert bench.stranger not in asked_in_round(bench.by("caseworker-1"), second)
    assert asked_in_round(bench.by("caseworker-1"), first) == ()
