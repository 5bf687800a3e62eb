"""Opening a hand-over: every ground is read by the house, and one that is missing is named with its provision."""

from __future__ import annotations

import pytest

from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.core.law.custody import CustodyEvent
from repatria.core.law.enquiry import ClosingReason, KinshipEvidenceKind
from repatria.core.law.errors import OpenGuardError
from repatria.core.law.handover import HandoverEvent, ReleaseBasis, StatedBasis
from repatria.core.law.release_papers import MedicalCategory
from repatria.records.access.errors import RoleForbidsError
from repatria.records.disclosure.errors import NoConfirmedLinkError
from repatria.records.enquiries.errors import ClosedEnquiryError
from repatria.records.enquiries.services import close_enquiry, record_kinship_evidence
from repatria.records.handover.errors import OpenHandoverError
from repatria.records.handover.models import Handover
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.verify import verify
from repatria.records.register import grounds
from repatria.records.register.selectors import latest_decision
from repatria.records.register.services import record_custody, record_withdrawal
from tests.records.handover.meeting import tried
from tests.records.register.laid import decided, lay

pytestmark = pytest.mark.django_db
MEETING = ContactAbout.HANDOVER


def refused_for(meeting, **more):
    size = tree_size()
    with pytest.raises(OpenGuardError) as refused:
        meeting.open(**more)
    assert (size, 0) == (tree_size(), Handover.objects.count())
    return refused.value.params["guards"]


def test_refuses_whoever_is_no_caseworker(meeting):
    meeting.ready()

    for name in ("officer", "head", "registrar", "interviewer", "doctor", "reviewer-1"):
        with pytest.raises(RoleForbidsError):
            meeting.open(name)


def test_refuses_an_enquirer_whom_no_link_joins_with_anybody(meeting):
    meeting.capture().ask().switched()

    with pytest.raises(NoConfirmedLinkError):
        meeting.open()


def test_refuses_an_enquiry_that_was_closed_and_every_step_to_one_that_is_closed_since(meeting):
    meeting.ready()
    closing = {"enquiry_id": meeting.enquiry, "reason": ClosingReason.WITHDRAWN}
    with tried():
        close_enquiry(meeting.by("caseworker-1"), **closing)
        with pytest.raises(ClosedEnquiryError):
            meeting.open()

    for event in (HandoverEvent.ACCEPTED, HandoverEvent.AUTHORISED, HandoverEvent.SIGNED):
        with tried():
            meeting.open().before(event)
            close_enquiry(meeting.by("caseworker-1"), **closing)
            with pytest.raises(ClosedEnquiryError):
                meeting.take(event)
            meeting.take(HandoverEvent.STOPPED_BY_KIN)
            assert "stopped_by_kin" == meeting.state


def test_refuses_a_switch_that_does_not_exist_and_a_point_that_was_not_agreed(meeting):
    meeting.ready()

    assert (("point_agreed", "practice rule 18"),) == refused_for(meeting, point="the capital")
    guards = refused_for(meeting, switch_id="S-00000-00000-0")
    assert ("switched_on", "practice rule 18") in guards


@pytest.mark.parametrize(
    ("basis", "what", "provision"),
    [
        (ReleaseBasis.ART109_110, "commission_decided", "GC III 110"),
        (ReleaseBasis.PAROLE21, "parole_law_notified", "GC III 21"),
        (ReleaseBasis.EXCHANGE, "agreed_line", "practice rule 18"),
        (ReleaseBasis.ART118, "hostilities_ended", "GC III 118"),
    ],
)
def test_refuses_a_basis_of_which_no_act_holds_the_paper_whatever_the_switch_says(
    meeting, basis, what, provision, monkeypatch
):
    monkeypatch.setattr(grounds, "_answers", [])
    ticked = StatedBasis(
        basis=basis, parole_law_notified=True, commission_decided=True, hostilities_ended=True,
    )  # fmt: skip
    meeting.ready(basis=ticked)

    assert ((what, provision),) == refused_for(meeting)

    lay(meeting, basis, grounds._answers)
    meeting.open()
    assert "proposed" == meeting.state


def test_refuses_to_hand_over_whom_a_commission_sends_to_a_neutral_country(meeting):
    meeting.ready(basis=StatedBasis(basis=ReleaseBasis.ART109_110))
    decided(meeting, MedicalCategory.THREATENED_HERE)

    assert (("medical_category", "GC III 110"),) == refused_for(meeting)


def test_refuses_kinship_that_is_less_than_level_three(meeting):
    meeting.ready()
    record_kinship_evidence(
        meeting.by("caseworker-1"), enquiry_id=meeting.enquiry, evidence=KinshipEvidenceKind.RECOGNISED_ON_CALL,
        holds=False,
    )  # fmt: skip

    assert (("kinship_level", "practice rule 19"),) == refused_for(meeting)


@pytest.mark.parametrize("answer", [ContactAnswer.NO, ContactAnswer.LATER, ContactAnswer.CANNOT_BE_ASKED])
def test_refuses_a_meeting_to_which_he_did_not_say_yes_whoever_else_decides(meeting, answer):
    meeting.ready().he_says(answer, about=MEETING)

    assert ("his_decision", "practice rule 19") in refused_for(meeting)


def test_refuses_a_meeting_with_a_man_for_whom_his_holder_cannot_account(meeting):
    meeting.ready()
    record_custody(
        meeting.by("registrar"), person_id=meeting.person, event=CustodyEvent.UNACCOUNTED, happened_at=meeting.clock()
    )  # fmt: skip

    assert ("no_embargo", "practice rule 4") in refused_for(meeting)


def test_refuses_a_yes_to_telling_her_for_a_yes_to_meeting_her(meeting):
    meeting.linked().he_says(ContactAnswer.YES).level_three().switched()

    assert ("his_decision", "practice rule 19") in refused_for(meeting)


def test_refuses_a_yes_that_is_older_than_three_days(meeting):
    meeting.ready().later(72)
    with tried():
        meeting.open()
    meeting.later(1)

    assert (("his_decision_recent", "house rule 6.6"),) == refused_for(meeting)


def test_refuses_a_yes_that_he_took_back(meeting):
    meeting.ready()
    said = latest_decision(meeting.person, MEETING.value, meeting.link_view.link_index)
    record_withdrawal(meeting.by("interviewer"), decision_index=said.act_index)

    assert ("his_decision", "practice rule 19") in refused_for(meeting)


def test_refuses_a_second_one_of_the_same_man_until_the_first_has_ended(opened):
    with pytest.raises(OpenHandoverError):
        opened.open()
    opened.take(HandoverEvent.STOPPED_BY_KIN, attested=())

    opened.open()

    assert ["proposed", "stopped_by_kin"] == sorted(Handover.objects.values_list("state", flat=True))


def test_the_ground_that_was_read_stands_in_it(opened):
    row = Handover.objects.get()
    said = latest_decision(opened.person, MEETING.value, opened.link_view.link_index)

    assert (opened.link_view.link_index, said.act_index, "unilateral") == (
        row.link_index,
        row.decision_index,
        row.basis,
    )
    assert opened.staff.numbers["caseworker-1"] == row.opened_by
    assert verify(log_verifier()).is_equal
