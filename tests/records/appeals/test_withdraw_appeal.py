"""Withdrawing: by one person at once, by the house when its ground is gone, as visible as publishing."""

from __future__ import annotations

import pytest

from repatria.core.vocabulary.appeals import appeal_bytes
from repatria.doors.jobs.appeals import lay_appeal, leaflet_entries
from repatria.records.access.errors import RoleForbidsError
from repatria.records.appeals.acts import WithdrawalReason
from repatria.records.appeals.errors import UnknownAppealError, WithdrawnAppealError
from repatria.records.appeals.selectors import appeal_for_portal
from repatria.records.appeals.services import withdraw_appeal
from repatria.records.handover.services import switch_off
from repatria.records.intake.selectors import public_text

pytestmark = pytest.mark.django_db(databases=["default", "intake"])


def withdrawn(speaking, appeal_id, name="adviser"):
    withdraw_appeal(speaking.by(name), appeal_id=appeal_id, reason=WithdrawalReason.MISUSED, remark="a copy was sold")


@pytest.mark.parametrize("name", ["caseworker-1", "delegate", "registrar"])
def test_refuses_whoever_may_not_publish(speaking, name):
    number = speaking.standing()
    with pytest.raises(RoleForbidsError):
        withdrawn(speaking, number, name)
    assert "" == speaking.all()[0].withdrawn_on


def test_refuses_what_does_not_stand(speaking):
    with pytest.raises(UnknownAppealError):
        withdrawn(speaking, "A-00000-00000-0")
    number = speaking.standing()
    withdrawn(speaking, number)
    with pytest.raises(WithdrawnAppealError):
        withdrawn(speaking, number)


def test_it_is_laid_at_the_portal_once_and_its_withdrawal_takes_its_place(speaking):
    assert 0 == lay_appeal(speaking.outside) and public_text("appeal") is None
    number = speaking.standing()
    assert [1, 0] == [lay_appeal(speaking.outside) for _ in range(2)]
    stood = public_text("appeal")
    withdrawn(speaking, number)
    assert 1 == lay_appeal(speaking.outside)
    signed = appeal_for_portal(speaking.outside.now().date())
    assert stood != public_text("appeal") and signed is not None
    assert "withdrawn: no" not in appeal_bytes(signed.text).decode()


def test_the_house_withdraws_it_when_its_ground_is_switched_off(speaking):
    speaking.standing()
    lay_appeal(speaking.outside)
    switch_off(speaking.by("head"), switch_id=speaking.switch, reason="the truce ended")
    assert 2 == lay_appeal(speaking.outside)
    (view,) = speaking.all()
    assert ("basis_ended", True) == (view.withdrawn_reason, bool(view.withdrawn_on))
    assert 0 == lay_appeal(speaking.outside)


def test_the_check_page_knows_the_sheets_of_the_newest_notice_alone(speaking):
    assert [] == leaflet_entries()
    number = speaking.standing()
    standing = dict(leaflet_entries())
    withdrawn(speaking, number)
    after = dict(leaflet_entries())
    assert (3, 3) == (len(standing), len(after)) and not set(standing) & set(after)
