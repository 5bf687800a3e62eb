"""Recording the recipient's receipt: the delegate's act, and after the sending only."""

from __future__ import annotations

import pytest

from repatria.core.vocabulary.identifiers import record_number
from repatria.records.access.errors import RoleForbidsError
from repatria.records.notices.errors import NoticeStateError, UnknownNoticeError
from repatria.records.notices.selectors import notice as notice_view
from repatria.records.notices.services import deliver_notice, receipt_notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(cast, notice):
    deliver_notice(cast.by("registrar"), notice_id=notice, reference="by hand")
    return notice


@pytest.mark.parametrize("name", ["registrar", "caseworker-1", "head"])
def test_refuses_whoever_sent_it_or_reads_it_here(cast, sent, name):
    with pytest.raises(RoleForbidsError):
        receipt_notice(cast.by(name), notice_id=sent, reference="CTA-77")


def test_refuses_a_notice_that_is_none(cast):
    with pytest.raises(UnknownNoticeError):
        receipt_notice(cast.by("delegate"), notice_id=record_number("N", bytes(7)), reference="CTA-77")


def test_refuses_a_receipt_before_it_left_and_a_second_one(cast, notice):
    with pytest.raises(NoticeStateError):
        receipt_notice(cast.by("delegate"), notice_id=notice, reference="CTA-77")
    deliver_notice(cast.by("registrar"), notice_id=notice, reference="by hand")
    receipt_notice(cast.by("delegate"), notice_id=notice, reference="CTA-77")

    with pytest.raises(NoticeStateError):
        receipt_notice(cast.by("delegate"), notice_id=notice, reference="CTA-78")

    assert "CTA-77" == notice_view(cast.by("registrar"), notice).line.reference


def test_it_is_receipted_under_the_recipients_own_number(cast, sent):
    receipt_notice(cast.by("delegate"), notice_id=sent, reference="CTA-77")

    line = notice_view(cast.by("registrar"), sent).line
    assert ("receipted", "CTA-77") == (line.state, line.reference)
