"""Authorising: two who did not open it, his word still fresh, a doctor's word, and all grounds as they stand now."""

from __future__ import annotations

import pytest

from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.core.law.enquiry import KinshipEvidenceKind
from repatria.core.law.errors import OpenGuardError, SecondPersonError
from repatria.core.law.handover import HandoverEvent
from repatria.core.vocabulary.errors import RuleError
from repatria.records.access.approvals import approvers_of
from repatria.records.access.errors import RoleForbidsError
from repatria.records.enquiries.services import record_kinship_evidence
from repatria.records.handover.services import AUTHORISE
from tests.kept import built_once
from tests.records.handover.meeting import opened_one

pytestmark = pytest.mark.django_db
E = HandoverEvent


@pytest.fixture
@built_once
def agreed(clock, randomness):
    """Accepted, cleared and agreed; nobody authorised it, and no doctor saw him."""
    return opened_one(clock, randomness).take(E.ACCEPTED).take(E.RISK_CLEARED).take(E.ROUTE_AGREED)


def guards(meeting, **more):
    with pytest.raises(RuleError) as refused:
        meeting.take(E.AUTHORISED, **more)
    assert "route_agreed" == meeting.state
    return refused.value.params["guards"]


def test_refuses_whoever_is_not_the_head(agreed):
    agreed.found_fit().authorisers("head", "caseworker-2")

    for name in ("caseworker-1", "officer", "registrar", "adviser"):
        with pytest.raises(RoleForbidsError):
            agreed.take(E.AUTHORISED, name=name)


@pytest.mark.parametrize("names", [(), ("head",), ("caseworker-1", "head"), ("caseworker-1", "caseworker-2")])
def test_refuses_fewer_than_two_and_the_word_of_whoever_opened_it(agreed, names):
    agreed.found_fit().authorisers(*names)

    with pytest.raises(SecondPersonError) as refused:
        agreed.take(E.AUTHORISED)

    assert (("two_authorisers", "house rule 6.6"),) == refused.value.params["guards"]


def test_refuses_the_approval_of_whoever_does_not_know_its_ground(agreed):
    for name in ("officer", "registrar", "doctor", "interviewer", "adviser"):
        with pytest.raises(RoleForbidsError):
            agreed.authorisers(name)


def test_refuses_a_man_whom_no_doctor_found_fit_lately(agreed):
    agreed.authorisers("head", "caseworker-2")
    assert (("fit_to_travel", "GC III 109"),) == guards(agreed)
    agreed.found_fit(is_fit=False)
    assert (("fit_to_travel", "GC III 109"),) == guards(agreed)

    agreed.found_fit().take(E.AUTHORISED)

    assert "authorised" == agreed.state


def test_refuses_after_he_said_no_and_when_his_yes_grew_old(agreed):
    agreed.found_fit().authorisers("head", "caseworker-2").later(73)
    assert (("his_decision_recent", "house rule 6.6"),) == guards(agreed)

    agreed.he_says(ContactAnswer.NO, about=ContactAbout.HANDOVER)

    assert ("his_decision", "practice rule 19") in guards(agreed)


def test_refuses_when_a_proof_of_kinship_fell_since(agreed):
    agreed.found_fit().authorisers("head", "caseworker-2")
    record_kinship_evidence(
        agreed.by("caseworker-2"), enquiry_id=agreed.enquiry, evidence=KinshipEvidenceKind.PAPERS_CHECKED, holds=False
    )

    assert (("kinship_level", "practice rule 19"),) == guards(agreed)


def test_refuses_when_her_enquiry_is_linked_with_a_second_man(agreed):
    first = agreed.person
    agreed.found_fit().authorisers("head", "caseworker-2")
    agreed.person = _another(agreed)
    with pytest.raises(ValueError, match="too many values"):
        agreed.link()  # linked, and no longer the one link that the story knows
    agreed.person = first

    assert (("link_confirmed", "house rule 6.4"),) == guards(agreed)


def _another(meeting):
    from repatria.core.vocabulary.particulars import Particular, ParticularKind, Source
    from repatria.records.access.role_table import Role
    from repatria.records.register.services import record_listed

    return record_listed(
        meeting.outside.house(Role.CLERKWORK), source_key="list 1 line 1", raw="Шевченко", events=[],
        particulars=[Particular(kind=ParticularKind.SURNAME, value="Шевченко", source=Source(kind="list"))],
    )  # fmt: skip


def test_its_approvals_are_used_up_with_it(agreed):
    agreed.found_fit().authorisers("head", "caseworker-2").take(E.AUTHORISED)

    assert () == approvers_of(AUTHORISE, agreed.handover, at=agreed.clock())


def test_refuses_a_court_s_hold_that_nobody_lifted(agreed):
    agreed.found_fit().authorisers("head", "caseworker-2")

    with pytest.raises(OpenGuardError) as refused:
        agreed.take(E.AUTHORISED, attested=())

    assert (("no_proceedings_or_consent", "GC III 115"),) == refused.value.params["guards"]
