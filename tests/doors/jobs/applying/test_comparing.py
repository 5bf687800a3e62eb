"""Profiles compared through a file of calls: by the house as lines bring them, and by its own services by name."""

from __future__ import annotations

import pytest

from repatria.core.law.identification_board import FindingKind
from repatria.records.identification.finding_models import Comparison, Finding
from repatria.records.identification.finding_rows import findings_where
from repatria.records.identification.selectors.findings import findings
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from tests.doors.jobs.applying.conftest import Store, call, ref
from tests.records.identification.conftest import laboratory
from tests.records.identification.test_board import SON, bench

__all__ = ["bench", "laboratory"]
pytestmark = pytest.mark.django_db


def profile(bench, code, person, **more):
    return call(
        "identification.record_profile", "laboratory", results_id=bench.file(), sample_code=code,
        alleles={name: list(seen) for name, seen in person.items()}, sex="M", **more,
    )  # fmt: skip


def test_refuses_the_houses_own_services_to_everybody_else_and_a_finding_of_no_comparison(bench):
    _, code = bench.dead()
    made = {
        "sample_code": code, "rests_on_index": 1, "bodies": 1, "places": 1, "compared": 1, "least": "4", "table_id": "",
        "version": "1", "flags": [], "like": [], "findings": 1,
    }  # fmt: skip
    pair = {"kind": "kin", "sample_code": code, "log10_lr": 6.2, "loci": 1, "by_locus": {"D3S1358": 6.2},
            "enquiry_id": bench.mother, "references": list(bench.codes.values())}  # fmt: skip
    results = Store(bench.outside).apply(
        call("identification.record_comparison", "laboratory", refused="access.E001", **made),
        call("identification.record_finding", "laboratory", refused="access.E001", comparison_id="RC-1", **pair),
        call("identification.record_finding", "clerkwork", refused="identification.E012", comparison_id="RC-1", **pair),
        call("identification.record_comparison", "clerkwork", save="made", **made),
        call("identification.record_finding", "clerkwork", comparison_id=ref("made"), save="found", **pair),
        call("identification.destroy_finding", "laboratory", refused="access.E001", finding_id=ref("found")),
        call("identification.destroy_finding", "clerkwork", refused="identification.E005", finding_id=ref("found")),
    )
    assert ["access.E001"] * 2 + ["identification.E012"] == [one["code"] for one in results[:3]]
    (line,) = findings(bench.by("expert-1"))
    assert (bench.mother, FindingKind.KIN.value) == (line.enquiry_id, line.kind)
    assert Comparison.objects.filter(sample_code=code, version="1").count() == 1
    assert verify(log_verifier()).is_equal


def test_a_line_that_brings_a_profile_is_compared_in_its_time_and_one_that_takes_a_sample_back_takes_the_numbers(bench):
    item, code = bench.compared().dead()
    store = Store(bench.outside)
    results = store.apply(profile(bench, code, SON), call("house.compare"))
    assert [True, True] == [one["ok"] for one in results]
    (found,) = findings_where()
    assert (item, bench.mother) == (found.item_code, found.enquiry_id) and float(found.log10_lr) > 8
    assert Comparison.objects.filter(sample_code=code).count() == 1
    gone = Store(bench.outside).apply(
        call(
            "identification.withdraw_consent", "caseworker-1", reference_id=bench.codes["mother"],
            withdrawn_on=bench.clock().date().isoformat(), by_way="spoke",
        ),
        call("house.compare"),
        call("identification.destroy_finding", "clerkwork", finding_id=found.pk, refused="identification.E004"),
    )  # fmt: skip
    assert [True, True, False] == [one["ok"] for one in gone]
    assert Finding.objects.get(pk=found.pk).log10_lr is None, "the house destroyed its numbers"
    assert all(bench.codes["mother"] not in one.references.split() for one in findings_where())
    assert verify(log_verifier()).is_equal
