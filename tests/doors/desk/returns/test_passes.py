"""Laissez-passers at the desk: issued, countersigned by another, printed while they rest, withdrawn and told."""

from __future__ import annotations

import pytest

from repatria.core.law.remains_containers import ContainerStep
from repatria.doors.desk.frame.texts import LANGUAGES, say
from repatria.records.returns.pass_models import CoffinPass
from tests.doors.desk.bureau import enter, faults_on, main_of, refusal_on, text_of
from tests.doors.desk.returns.crossing import AtTheDesk
from tests.kept import built_once
from tests.records.returns.passes import agreed, board_says, certified

pytestmark = pytest.mark.django_db
SAID = {"pass_coffin_made": "zinc, soldered", "pass_from": "morgue 2", "pass_to": "a bridge", "pass_means": "by road"}


@pytest.fixture
@built_once
def packed(clock, randomness):
    house = AtTheDesk(clock, randomness).reported().recovered().items(1)
    house.coffin = house.packed("ТРУНА 1", *house.codes)
    return house.planned().boxed("труна 1")


@pytest.fixture
def desk(packed, monkeypatch):
    return board_says(packed, monkeypatch)


def test_a_coffin_of_the_unnamed_says_what_is_missing_and_a_form_sent_all_the_same_is_refused(desk):
    by, page = desk.at("registrar"), f"/batch-containers/{desk.boxes[0]}/pass"
    assert page in by.get(f"/batches/{desk.batch}").content.decode()
    for language in LANGUAGES:
        seen = text_of(desk.at("head", language).get(page))
        assert say(language, "guard.pass_named") in seen and say(language, "page.issue_pass") not in seen
    refused = enter(by, f"{page}/new", **SAID)
    assert refused.status_code == 409 and "pass" not in faults_on(refused)
    assert say("en", "guard.pass_certificate") in refusal_on(refused) and "Strasbourg 1973" in refusal_on(refused)
    assert desk.at("mortuary").get(page).status_code == 403


def test_it_is_issued_countersigned_printed_handed_on_and_withdrawn(desk):
    desk.names(desk.codes[0], person_id=desk.prisoner)
    agreed(certified(desk, desk.codes[0]))
    by, page = desk.at("registrar"), f"/batch-containers/{desk.boxes[0]}/pass"
    assert say("en", "page.issue_pass") in text_of(by.get(page))
    lacking = enter(by, f"{page}/new", **SAID | {"pass_means": ""})
    assert "pass_means" in faults_on(lacking)
    to = enter(by, f"{page}/new", **SAID)["Location"]
    assert by.get(f"{to}?export=pdf")["Content-Type"].startswith("text/"), "no paper before another countersigned"
    assert to in desk.at("head").get("/").content.decode()
    assert "reason" in faults_on(enter(desk.at("head"), f"{to}/decline", reason=""))
    assert desk.at("head").post(f"{to}/countersign").status_code == 302
    paper = by.get(f"{to}?export=pdf")
    assert paper["Content-Type"] == "application/pdf" and paper.content.startswith(b"%PDF")
    assert {"pass_handed_to", "reference"} <= set(faults_on(enter(by, f"{to}/hand", pass_handed_to="", reference="")))
    assert enter(by, f"{to}/hand", pass_handed_to="a driver", reference="R-7").status_code == 302
    assert by.post(f"{to}/withdraw").status_code == 409, "it rests"
    desk.container_step(desk.coffin, ContainerStep.OPENED, seal_number="K-S1", reason="a second look")
    refused = by.get(f"{to}?export=pdf")
    assert refused.status_code == 409 and say("en", "guard.pass_seal_stands") in main_of(refused)
    for language in LANGUAGES:
        assert say(language, "pass_fallen.seal") in text_of(desk.at("registrar", language).get(to))
    assert to in desk.at("registrar").get("/").content.decode()
    assert by.post(f"{to}/withdraw").status_code == 302
    assert CoffinPass.objects.get().state == "withdrawn"
    assert to in desk.at("registrar").get("/").content.decode()
    assert enter(by, f"{to}/told", pass_handed_to="a driver", reference="by radio").status_code == 302
    assert to not in desk.at("registrar").get("/").content.decode()
    assert "a driver" in main_of(by.get(to))
