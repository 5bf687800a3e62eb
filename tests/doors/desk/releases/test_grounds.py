"""Papers, a medical decision and a promise at the desk, in a browser of each office."""

from __future__ import annotations

import pytest

from repatria.core.law.release_papers import GroundPaper
from repatria.doors.desk.frame.owed import owed_by
from repatria.doors.desk.frame.texts import say
from repatria.records.register.selectors.grounds import ground_papers
from repatria.records.register.selectors.status import status_of
from tests.doors.desk.bureau import Bureau, enter, faults_on, refusal_on, text_of
from tests.records.register.laid import paper

pytestmark = pytest.mark.django_db
LAW = {"ground_paper": "parole_law", "party": "PA", "ground_reference": "law 3", "basis_signed_by": "its minister",
       "supplied_by": "the Protecting Power", "given_on": "2026-05-01", "allows_promise": "1"}  # fmt: skip
DECISION = {"decided_by": "commission", "commission_members": "Dr Ardo\nDr Kelner\nDr Savchuk",
            "ground_reference": "decision 3", "medical_category": "better_elsewhere"}  # fmt: skip
PROMISE = {"promise_language": "uk", "is_understood": "1", "parole_law_read": "1", "promise_is_free": "1",
           "promise_no_guard": "1", "promise_witness": "a delegate"}  # fmt: skip


def test_the_adviser_records_a_paper_and_withdraws_it_and_the_registrar_reads_both(bureau: Bureau) -> None:
    missing = enter(bureau.at("adviser"), "/grounds/new", **LAW | {"supplied_by": ""})
    assert {"supplied_by"} == set(faults_on(missing))
    assert {"given_on"} == set(faults_on(enter(bureau.at("adviser"), "/grounds/new", **LAW | {"given_on": "2026-05"})))

    assert enter(bureau.at("adviser"), "/grounds/new", **LAW).status_code == 302

    (law,) = ground_papers()
    assert ("PA", "2026-05-01", True) == (law.party, law.given_on, law.allows_promise)
    ended = enter(bureau.at("head"), f"/grounds/{law.paper_id}/withdraw", reason="taken back")
    assert (302, ()) == (ended.status_code, ground_papers())
    shown = text_of(bureau.at("registrar").get("/grounds"))
    assert law.paper_id in shown and say("en", "page.ended") in shown


def test_a_doctor_records_what_a_commission_decided_and_the_page_of_a_release_tells_only_where_it_leads(
    bureau: Bureau,
) -> None:
    bureau.capture()
    path = f"/persons/{bureau.person}/medical-decision"
    two = enter(bureau.at("doctor"), path, **DECISION | {"commission_members": "Dr Ardo\nDr Kelner"})
    assert {"commission_members"} == set(faults_on(two))

    assert enter(bureau.at("doctor"), path, **DECISION).status_code == 302

    said = status_of([bureau.person])["medical"]
    assert ("neutral", "Dr Ardo; Dr Kelner; Dr Savchuk") == (said.value, said.by)
    assert "better_elsewhere" not in str(said)


def test_an_interviewer_owes_a_promise_once_a_release_rests_on_it_and_takes_none_without_the_law(
    bureau: Bureau,
) -> None:
    bureau.capture()
    path = f"/persons/{bureau.person}/promise"
    refused = enter(bureau.at("interviewer"), path, **PROMISE)
    assert 409 == refused.status_code and "GC III 21" in refusal_on(refused)
    paper(bureau, GroundPaper.PAROLE_LAW)
    assert {"promise_is_free"} == set(
        faults_on(enter(bureau.at("interviewer"), path, **PROMISE | {"promise_is_free": ""}))
    )

    assert enter(bureau.at("interviewer"), path, **PROMISE).status_code == 302

    assert "a delegate" == status_of([bureau.person])["promise"].by
    assert not [one for one in owed_by(bureau.by("interviewer"), bureau.clock()).items if one.what == "owed.promises"]
