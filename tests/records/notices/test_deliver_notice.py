"""Recording that a notice left the house."""

from __future__ import annotations

import pytest

from repatria.core.vocabulary.identifiers import record_number
from repatria.records.access.errors import RoleForbidsError
from repatria.records.ledger.reading import tree_size
from repatria.records.notices.errors import NoticeStateError, UnknownNoticeError
from repatria.records.notices.selectors import notice as notice_view
from repatria.records.notices.selectors import notice_counts
from repatria.records.notices.services import deliver_notice, receipt_notice

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["caseworker-1", "delegate", "head", "auditor"])
def test_refuses_whoever_sends_none(cast, notice, name):
    with pytest.raises(RoleForbidsError):
        deliver_notice(cast.by(name), notice_id=notice, reference="by hand")

    assert 1 == notice_counts("")["issued"]


def test_refuses_a_notice_that_is_none(cast, notice):
    with pytest.raises(UnknownNoticeError):
        deliver_notice(cast.by("registrar"), notice_id=record_number("N", bytes(7)), reference="by hand")


def test_refuses_to_send_one_twice_and_after_its_receipt(cast, notice):
    deliver_notice(cast.by("registrar"), notice_id=notice, reference="by hand")
    with pytest.raises(NoticeStateError):
        deliver_notice(cast.by("registrar"), notice_id=notice, reference="again")
    receipt_notice(cast.by("delegate"), notice_id=notice, reference="CTA-77")
    before = tree_size()

    with pytest.raises(NoticeStateError) as refused:
        deliver_notice(cast.by("registrar"), notice_id=notice, reference="again")

    assert ("GC III 122(3)", before) == (refused.value.provision, tree_size())


def test_it_is_sent_with_how_it_left(cast, notice):
    deliver_notice(cast.by("registrar"), notice_id=notice, reference="letter 7")

    line = notice_view(cast.by("registrar"), notice).line
    assert ("sent", "letter 7") == (line.state, line.reference)
