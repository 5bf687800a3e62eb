"""An incident at the desk: written at the point, owed by its owner, read by delegate and auditor."""

from __future__ import annotations

import pytest

from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.doors.desk.frame.owed import owed_by
from repatria.doors.desk.frame.texts import say
from repatria.records.handover.incidents import incidents_to_close
from tests.doors.desk.bureau import Bureau, enter, faults_on, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(answered: Bureau) -> Bureau:
    """A hand-over that stands open."""
    answered.decide().level_three().switched_on().he_says(ContactAnswer.YES, about=ContactAbout.HANDOVER).opened()
    return answered


def test_an_officer_writes_it_down_its_owner_clears_it_up_and_those_who_watch_read_both(opened: Bureau) -> None:
    said = {"incident": "she_did_not_come", "place_of_it": "the gate", "incident_told": "the bus came without her",
            "owner": opened.number("head")}  # fmt: skip
    path = f"/hand-overs/{opened.handover}/incident"
    assert path in opened.at("officer").get(f"/hand-overs/{opened.handover}").content.decode()
    assert {"place_of_it"} == set(faults_on(enter(opened.at("officer"), path, **said | {"place_of_it": ""})))

    assert enter(opened.at("officer"), path, **said).status_code == 302

    (number,) = incidents_to_close(opened.number("head"))
    assert number in [one.about for one in owed_by(opened.by("head"), opened.clock()).items]
    for name in ("delegate", "auditor"):
        assert say("en", "page.incident_open") in text_of(opened.at(name).get("/incidents"))
    closing = f"/incidents/{number}/close"
    assert enter(opened.at("officer"), closing, found="she was ill", incident_done="called her").status_code == 409
    assert enter(opened.at("head"), closing, found="she was ill", incident_done="called her").status_code == 302
    assert "she was ill" in text_of(opened.at("officer").get("/incidents"))
    watched = text_of(opened.at("delegate").get("/incidents"))
    assert say("en", "page.incident_closed") in watched and "she was ill" not in watched
