"""What lies sealed apart: seen by head and auditor alone, destroyed after two approved, and then read by nobody."""

from __future__ import annotations

import pytest

from repatria.records.access.role_table import Role
from repatria.records.register.drawing import drawn_by
from repatria.records.register.selectors.photographs import photographs
from repatria.records.register.services.photographs import keep_photograph
from tests.doors.desk.bureau import Bureau, enter, refusal_on, text_of

pytestmark = pytest.mark.django_db


def test_two_approve_and_the_head_destroys(bureau: Bureau) -> None:
    bureau.capture()
    drawn_by(lambda _: b"\xff\xd8\xff drawn")
    registrar = bureau.by("registrar")
    number = keep_photograph(
        registrar, person_id=bureau.person, taken_at=bureau.clock(), taken_by="Bondar", picture=b"sent"
    )
    drawn_by(None)
    bureau.staff.hire("head-2", Role.HEAD_OF_BUREAU)
    head, other = bureau.at("head"), bureau.at("head-2")
    for name in ("registrar", "delegate", "caseworker-1"):
        assert 403 == bureau.at(name).get("/sealed").status_code
    assert "access." in refusal_on(enter(head, f"/sealed/{number}/destroy", reason="he asked"))
    assert 404 == head.get("/sealed/PH-NONE/destroy").status_code
    assert number in text_of(head.get("/sealed"))

    for browser in (head, other):
        assert 302 == browser.post(f"/sealed/{number}/approve").status_code
    assert 302 == enter(head, f"/sealed/{number}/destroy", reason="he asked").status_code
    assert [True] == [one.is_destroyed for one in photographs(bureau.by("registrar"), bureau.person)]
    assert 404 == head.post(f"/sealed/{number}/approve").status_code
