"""The dossier with a record by hand at the desk: its code is kept, and two type the sheet."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse

from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.doors.desk.frame.owed import owed_by
from repatria.doors.desk.frame.texts import say
from repatria.records.handover.incidents import incidents
from repatria.records.handover.selectors import handover
from repatria.records.ledger.reading import entries_since
from tests.doors.desk.bureau import Bureau, enter, faults_on, text_of

pytestmark = pytest.mark.django_db
SHEET = {
    "identity_by": "officer 1", "his_answer": "yes", "his_asked_by": "interviewer", "his_room": "1",
    "her_asked_by": "interviewer", "her_room": "2", "signing_by": "officer 2",
    "signed_by": ["detaining_authority", "prisoner", "recipient"],
}  # fmt: skip


@pytest.fixture
def printed(answered: Bureau) -> Bureau:
    answered.decide().level_three().switched_on().he_says(ContactAnswer.YES, about=ContactAbout.HANDOVER).opened()
    answered.up_to_the_point()
    sheet = enter(answered.at("officer"), f"/hand-overs/{answered.handover}/record-sheet")
    assert (200, "application/pdf") == (sheet.status_code, sheet.headers["Content-Type"])
    return answered


def code_of(bureau: Bureau) -> str:
    (one,) = entries_since(0, kinds=["handover.record_sheet_printed"], at_most=10_000)
    return str(one.act.words.paper_code)  # type: ignore[attr-defined]


def types(bureau: Bureau, name: str, **more: Any) -> HttpResponse:
    said = SHEET | {"code": code_of(bureau), "owner": bureau.number("head")} | more
    return enter(bureau.at(name), f"/hand-overs/{bureau.handover}/typed", **said)


def test_two_type_the_sheet_and_without_her_yes_it_is_an_incident(printed: Bureau) -> None:
    assert {"code"} == set(faults_on(types(printed, "officer", code="0000")))
    assert types(printed, "officer").status_code == 302
    assert printed.handover in [one.about for one in owed_by(printed.by("head"), printed.clock()).items]
    own = types(printed, "head", owner=printed.number("head"))
    assert {"owner"} == set(faults_on(own)), "nobody owns what he records"
    otherwise = types(printed, "caseworker-1", her_room="4")
    assert {"her_room"} == set(faults_on(otherwise))
    assert say("en", "fault.read_otherwise") in text_of(otherwise)

    assert types(printed, "caseworker-1").status_code == 302

    assert ["paper_without_yes"] == [one.incident for one in incidents(printed.by("head"))]
    assert "identity_checked" == handover(printed.by("officer"), printed.handover).state
