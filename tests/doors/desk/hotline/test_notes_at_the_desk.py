"""How she is told that there is a letter, at the desk: with the warning, and by two where her operator is barred."""

from __future__ import annotations

from dataclasses import replace

import pytest

from repatria.core.law.notes import NoteWay
from repatria.doors.desk.frame.texts import say
from repatria.doors.jobs.notes import Notes
from repatria.doors.jobs.rounds import hold_round
from repatria.records.access.role_table import Role
from repatria.records.enquiries.services.later import record_later
from repatria.records.hotline.models import Note, NoteChoice
from tests.doors.desk.bureau import Bureau, enter, faults_on, main_of
from tests.doors.jobs.test_notes import Carrier

pytestmark = pytest.mark.django_db(databases=["default", "intake"], transaction=True)


def test_a_choice_is_recorded_with_its_warning_and_two_let_a_barred_operator_through(bureau: Bureau) -> None:
    bureau.capture().ask()
    bureau.clock.forward(days=22)
    path = f"/enquiries/{bureau.enquiry}/note"
    assert say("en", "note_says.nothing") in main_of(bureau.at("caseworker-1").get(path))
    assert say("en", "intro.choose_note") in main_of(bureau.at("hotline").get(f"{path}/choose"))
    page = enter(bureau.at("hotline"), f"{path}/choose", note_way="sms", note_to="050")
    assert {"note_to"} == set(faults_on(page)) and not NoteChoice.objects.exists()
    theirs = {"note_way": "mail", "note_to": "mariia@barred.invalid"}
    page = enter(bureau.at("caseworker-1"), f"{path}/choose", **theirs)
    assert say("en", "refusal.hotline.E005") in main_of(page) and not NoteChoice.objects.exists()
    word = record_later(
        bureau.outside.house(Role.COURIER), enquiry_id=bureau.enquiry, what="reach", text="mariia@barred.invalid",
        received_on=bureau.clock().date(),
    )  # fmt: skip
    enter(bureau.at("caseworker-1"), f"{path}/choose", **theirs, word_id=word)
    choice = NoteChoice.objects.get()

    hold_round(bureau.outside)
    carrier = Carrier(bureau.clock)
    outside = replace(bureau.outside, gateways={NoteWay.MAIL: carrier}, barred=("barred.invalid",))
    notes = Notes(outside, days=28, window_seconds=60)
    notes.keep()
    bureau.clock.forward(minutes=2)
    notes.keep()
    assert ["barred"] == [row.end for row in Note.objects.all()] and not carrier.sent
    for name in ("caseworker-2", "head"):
        assert f'href="{path}' in bureau.at(name).get("/").content.decode()
        assert bureau.at(name).post(f"{path}/approve", {"reference": "x"}).status_code == 404
        bureau.at(name).post(f"{path}/approve", {"reference": choice.pk})
    owed = bureau.at("head").get("/").content.decode()
    assert f'href="{path}' in owed and say("en", "asked.notes_to_let") in owed
    enter(bureau.at("caseworker-1"), f"{path}/allow", reason="she asked for it in person")
    assert say("en", "note_says.let_through") in main_of(bureau.at("head").get(path))
    assert f'href="{path}' not in bureau.at("head").get("/").content.decode()
