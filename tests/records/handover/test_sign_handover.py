"""Signing the record: all three, she checked face to face, he fit to travel (GC III 109, 122(8))."""

from __future__ import annotations

import pytest

from repatria.core.law.enquiry import KinshipEvidenceKind
from repatria.core.law.errors import OpenGuardError
from repatria.core.law.handover import HandoverEvent, Signatory
from repatria.doors.jobs.consequences import draw_consequences
from repatria.records.enquiries.services import record_kinship_evidence
from tests.kept import built_once
from tests.records.handover.meeting import opened_one

pytestmark = pytest.mark.django_db
E = HandoverEvent


@pytest.fixture
@built_once
def asked_again(clock, randomness):
    """Both were asked again and still wish it."""
    return opened_one(clock, randomness).before(E.SIGNED)


def guards(meeting, **more):
    with pytest.raises(OpenGuardError) as refused:
        meeting.take(E.SIGNED, **more)
    assert "asked_again" == meeting.state
    return refused.value.params["guards"]


@pytest.mark.parametrize("absent", list(Signatory))
def test_refuses_a_record_that_one_of_the_three_did_not_sign(asked_again, absent):
    signed = [one for one in Signatory if one is not absent]

    assert ((f"signed_by_{absent}", "GC III 122(8)"),) == guards(asked_again, signed_by=signed)


def test_refuses_a_man_whom_a_doctor_found_unfit_at_the_point(asked_again):
    asked_again.found_fit(is_fit=False)

    assert (("fit_to_travel", "GC III 109"),) == guards(asked_again)


def test_refuses_when_the_proof_of_her_papers_fell(asked_again):
    record_kinship_evidence(
        asked_again.by("caseworker-1"), enquiry_id=asked_again.enquiry, holds=False,
        evidence=KinshipEvidenceKind.PAPERS_CHECKED,
    )  # fmt: skip

    assert (("level_three_complete", "practice rule 19"),) == guards(asked_again)


def test_the_check_face_to_face_counts_before_and_after_its_consequence_is_drawn(asked_again):
    draw_consequences(asked_again.outside)

    asked_again.take(E.SIGNED)

    assert "signed" == asked_again.state
    assert set(Signatory) == set(asked_again.act.signed_by)
