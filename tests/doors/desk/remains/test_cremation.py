"""A cremation at the desk: proposed by a doctor, agreed to by the head, recorded once both are there."""

from __future__ import annotations

import pytest

from repatria.core.law.custody_facts import DeathCause
from repatria.records.access.role_table import Role
from tests.doors.desk.bureau import Bureau, Whole, enter, faults_on, refusal_on, text_of
from tests.doors.desk.remains.test_mortuary import went
from tests.records.remains.field import examine

pytestmark = pytest.mark.django_db
GROUND = {"ashes_ground": "hygiene", "ashes_reason": "cholera", "said_by": "the health office"}
DONE = {"grave_by": "one", "second": "another", "urn": "u-1"}


def test_is_recorded_only_once_another_agreed_and_never_of_a_violent_death_without_a_report(bureau: Bureau) -> None:
    Whole.from_the_field(bureau)
    code = bureau.item
    examine(bureau, code, cause=DeathCause.VIOLENT)
    item = f"/remains/items/{code}"
    bureau.staff.hire("doctor-2", Role.MEDICAL)
    doctor = bureau.at("doctor-2")
    assert "the report" in refusal_on(enter(doctor, f"{item}/cremation", **GROUND))
    examine(bureau, code, cause=DeathCause.NATURAL, reason="looked at again")
    assert enter(doctor, f"{item}/cremation", **GROUND).status_code == 409, "its enquiry is due still"


def test_the_head_reads_it_on_the_first_page_agrees_or_refuses_and_a_doctor_records_it(bureau: Bureau) -> None:
    Whole.from_the_field(bureau)
    code = bureau.item
    examine(bureau, code, cause=DeathCause.NATURAL)
    item = f"/remains/items/{code}"
    bureau.staff.hire("doctor-2", Role.MEDICAL)
    doctor, head = bureau.at("doctor-2"), bureau.at("head")
    assert enter(doctor, f"{item}/cremate", **DONE).status_code == 409, "nobody agreed"
    assert "ashes_reason" in faults_on(enter(doctor, f"{item}/cremation", **GROUND | {"ashes_reason": ""}))
    went(enter(doctor, f"{item}/cremation", **GROUND))
    assert head.get(f"{item}/cremation").status_code == 403
    assert "Agree to a cremation or not" in text_of(head.get("/"))
    rest = text_of(head.get(f"{item}/rest"))
    number = rest.partition("/remains/cremations/")[2].partition("/")[0]
    assert "cholera" in rest and "Agree to the cremation" in rest
    assert "Agree to the cremation" not in text_of(doctor.get(f"{item}/rest"))
    assert doctor.post(f"/remains/cremations/{number}/agree").status_code == 403
    went(enter(head, f"/remains/cremations/{number}/refuse", reason="his kin ask to wait"))
    assert "his kin ask to wait" in text_of(doctor.get(f"{item}/rest"))
    went(enter(doctor, f"{item}/cremation", **GROUND))
    number = text_of(head.get(f"{item}/rest")).partition("/remains/cremations/")[2].partition("/")[0]
    went(head.post(f"/remains/cremations/{number}/agree"))
    assert "second" in faults_on(enter(doctor, f"{item}/cremate", **DONE | {"second": "one"}))
    went(enter(doctor, f"{item}/cremate", **DONE))
    assert "U-1" in text_of(doctor.get(f"{item}/rest"))
