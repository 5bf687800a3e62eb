"""What one began at the telephone stands on the first page of those who may go on with it, and not on his own."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.vocabulary.receipts import letter_identity_of, locator_of, receipt_from_form_id
from repatria.records.enquiries.acts import Asked
from repatria.records.enquiries.services import receive_enquiry
from repatria.records.hotline.acts import FraudKind
from repatria.records.hotline.services.calls import ask_call_back
from repatria.records.hotline.services.fraud import report_fraud
from tests.doors.desk.bureau import Bureau, enter

pytestmark = pytest.mark.django_db


def owed_to(bureau: Bureau, path: str, *names: str) -> list[bool]:
    return [f'href="{path}' in bureau.at(name).get("/").content.decode() for name in names]


@pytest.fixture
def lost(bureau: Bureau) -> Bureau:
    """She asked, chose a call back, and thirty days have passed."""
    receipt = receipt_from_form_id(b"l" * 32, "uk")
    bureau.enquiry = receive_enquiry(
        bureau.by("hotline"), locator=locator_of(receipt), letter_identity=letter_identity_of(receipt),
        received_on=bureau.clock().date(), language="uk", number=receipt.number,
        asked=Asked(sought_name="Коваль Іван", relation="mother", enquirer_name="Мария", words="Рудий кіт",
                    sought_place="Зразкове", lost_words="call_back", telephone="+000"),
    )  # fmt: skip
    bureau.clock.at += timedelta(days=31)
    return bureau


def test_lost_words_wait_for_the_second_person_and_then_for_the_one_who_rings(lost: Bureau) -> None:
    path = f"/enquiries/{lost.enquiry}/lost-words"
    assert [False, False] == owed_to(lost, path, "caseworker-1", "caseworker-2")
    assert lost.at("caseworker-1").post(f"{path}/ask/by_post").status_code == 404
    lost.at("caseworker-1").post(f"{path}/ask/call_back")
    assert [False, True, True] == owed_to(lost, path, "caseworker-1", "caseworker-2", "head")

    lost.at("caseworker-2").post(f"{path}/approve/call_back")
    assert [True, False, False] == owed_to(lost, path, "caseworker-1", "caseworker-2", "head")
    page = enter(
        lost.at("caseworker-1"),
        f"{path}/code",
        recovery_how="call_back",
        was_asked=["words", "sought_place"],
        was_said="yes",
    )
    assert page.status_code == 200
    assert [False, False, False] == owed_to(lost, path, "caseworker-1", "caseworker-2", "head")


def test_a_changed_number_that_one_typed_waits_for_another(lost: Bureau) -> None:
    path = f"/enquiries/{lost.enquiry}/lost-words"
    number = {"telephone": "+001", "recovery_how": "in_person"}
    enter(lost.at("head"), f"/enquiries/{lost.enquiry}/telephone/approve", **number)
    assert [True, True, False] == owed_to(lost, path, "caseworker-1", "caseworker-2", "head")
    enter(lost.at("caseworker-1"), f"/enquiries/{lost.enquiry}/telephone", **number)
    assert [False, False] == owed_to(lost, path, "caseworker-1", "caseworker-2")


def test_call_backs_reports_and_warnings_stand_where_somebody_owes_them(bureau: Bureau) -> None:
    ask_call_back(bureau.by("hotline"), telephone="+000", safe_when="after nine")
    report = report_fraud(
        bureau.by("hotline"), kind=FraudKind.CALL, told="somebody asked for money", received_on=bureau.clock().date()
    )
    said = {"warning_uk": "Бережіться.", "warning_ru": "Берегитесь.", "warning_en": "Beware.", "warning_is_on": "yes"}
    enter(bureau.at("caseworker-1"), "/warning/new", **said)

    assert [True, True] == owed_to(bureau, "/calls", "hotline", "caseworker-1")
    assert [True, False] == owed_to(bureau, f"/fraud/{report}", "caseworker-1", "head")
    lines = [bureau.at(name).get("/").content.decode() for name in ("caseworker-1", "caseworker-2", "head")]
    assert [False, True, True] == ["Agree to a warning, or not" in page for page in lines]
