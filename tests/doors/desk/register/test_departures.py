"""A whole list leaves by one form: none without a tick, another camp's not at all, all or none."""

from __future__ import annotations

import pytest

from repatria.core.law.custody import CustodyAttested, CustodyEvent
from repatria.records.access.role_table import Role
from repatria.records.register.models import CustodyEntry
from repatria.records.register.selectors import custody_of
from repatria.records.register.services import record_custody
from tests.doors.desk.bureau import Bureau, faults_on, text_of

pytestmark = pytest.mark.django_db


def test_those_ticked_leave_together(bureau: Bureau) -> None:
    bureau.capture()
    registrar = bureau.by("registrar")
    here = custody_of(bureau.person).holder
    record_custody(
        registrar, person_id=bureau.person, event=CustodyEvent.TRANSFER_ORDERED, happened_at=bureau.clock(),
        holder="CAMP-7", attested=CustodyAttested(
            list_reference="L-9", counted=1, listed=1, told_new_address=True, effects_go_with_him=True),
    )  # fmt: skip
    list_id = CustodyEntry.objects.get(event="transfer_ordered").pk
    path, browser = f"/journey-list/{list_id}/leave", bureau.at("registrar")
    bureau.staff.hire("camp-9", Role.CAMP_OFFICER, branch="CAMP-9")
    assert 403 == bureau.at("camp-9").get(path).status_code
    assert path in browser.get(f"/journey-list/{list_id}").content.decode()
    page = browser.get(path)
    assert bureau.person in text_of(page)
    said = {"happened_at": "03.05.2026 09:10", "counted": "1", "holder": ""}
    assert "leaving" in faults_on(browser.post(path, said))
    assert "leaving" in faults_on(browser.post(path, {**said, "leaving": ["P-NONE"]}))
    assert here == custody_of(bureau.person).holder

    bureau.clock.forward(minutes=20)
    assert 302 == browser.post(path, {**said, "leaving": [bureau.person]}).status_code
    assert "in_transit" == custody_of(bureau.person).custody_state
    assert path not in browser.get(f"/journey-list/{list_id}").content.decode()
