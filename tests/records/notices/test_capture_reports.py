"""Of how many captures everybody's receipt came, and with whom the others lie."""

from __future__ import annotations

import pytest

from repatria.core.vocabulary.notices import NoticeRecipient
from repatria.core.vocabulary.paper_codes import paper_code
from repatria.records.access.role_table import Role
from repatria.records.notices.report_selectors import ReportCounts, capture_reports, recipients_among
from repatria.records.notices.services import deliver_notice, issue_notice, receipt_notice

pytestmark = pytest.mark.django_db


def counts() -> tuple[int, int]:
    found = capture_reports()
    return found.receipted, found.reported


@pytest.fixture
def to_the_power(cast, said, notice):
    other = {"recipient": NoticeRecipient.POWER_CONCERNED, "code": paper_code(bytes([1] * 13))}
    return issue_notice(cast.house(Role.CLERKWORK), **{**said, **other})


def test_what_lies_in_the_outbox_was_reported_to_nobody(cast, notice):
    assert ReportCounts(reported=0, receipted=0) == capture_reports()
    assert {} == recipients_among([notice])


def test_a_capture_is_receipted_when_the_last_of_its_receipts_came(cast, notice, to_the_power):
    registrar, delegate = cast.by("registrar"), cast.by("delegate")
    deliver_notice(registrar, notice_id=notice, reference="packet 1")
    receipt_notice(delegate, notice_id=notice, reference="CTA-77")
    assert (0, 1) == counts(), "the Power's has not left"

    deliver_notice(registrar, notice_id=to_the_power, reference="packet 1")
    assert (0, 1) == counts()
    assert {"power_concerned": 1} == recipients_among([notice, to_the_power]), "the Agency owes none"

    receipt_notice(delegate, notice_id=to_the_power, reference="P-5")
    assert (1, 1) == counts()
    assert {} == recipients_among([notice, to_the_power])


def test_what_else_was_told_of_him_is_no_report_of_a_capture(cast, said, clock):
    moved = issue_notice(cast.house(Role.CLERKWORK), **{**said, "reason": "arrived"})
    deliver_notice(cast.by("registrar"), notice_id=moved, reference="packet 1")

    assert (0, 0) == counts()
    assert {"central_tracing_agency": 1} == recipients_among([moved])
