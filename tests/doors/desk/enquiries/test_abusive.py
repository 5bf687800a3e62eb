"""Closing an enquiry as abusive: what is refused, who agrees and where, and what the page offers when."""

from __future__ import annotations

from datetime import date

import pytest

from repatria.core.vocabulary.receipts import letter_identity_of, locator_of
from repatria.doors.desk.first_page.laid import SAID
from repatria.doors.desk.frame.owed import owed_by
from repatria.doors.desk.frame.texts import LANGUAGES, say
from repatria.records.access.proposals import proposal
from repatria.records.access.services import GRANT, OPEN_MIGRATION, RESET
from repatria.records.consequences.services import DECIDE
from repatria.records.enquiries.acts import Asked
from repatria.records.enquiries.asked_again import CLOSE_DUPLICATE
from repatria.records.enquiries.services import CLOSE_ABUSIVE, receive_enquiry
from repatria.records.handover.services import SWITCH_ON
from repatria.records.matching.services import ADOPT
from tests.cast import Cast
from tests.doors.desk.bureau import Bureau, enter, kinds_since, main_of, refusal_on, tree_size

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(bureau: Bureau) -> Bureau:
    """One enquiry, open."""
    return bureau.ask()


def close(asked: Bureau, name: str, reason: str = "abusive") -> str:
    answer = enter(asked.at(name), f"/enquiries/{asked.enquiry}/close", reason=[reason])
    return str(answer.headers.get("Location", "")) or refusal_on(answer)


def agree(asked: Bureau, name: str) -> int:
    return asked.at(name).post(f"/enquiries/{asked.enquiry}/abusive/approve").status_code


def what_waits(asked: Bureau, name: str) -> list[str]:
    return [one.what for one in owed_by(asked.by(name), asked.clock(), may_read=False).items if "abusive" in one.what]


def test_refuses_to_agree_where_nobody_proposed_it(asked: Bureau) -> None:
    asked.at("head")
    size = tree_size()

    assert 404 == agree(asked, "head")
    assert say("en", "button.approve_abusive") not in main_of(asked.at("head").get(f"/enquiries/{asked.enquiry}"))
    assert "access.approval_recorded" not in kinds_since(size)


def test_refuses_the_agreement_of_who_proposed_it(asked: Bureau) -> None:
    close(asked, "caseworker-1")

    assert 409 == agree(asked, "caseworker-1")
    page = main_of(asked.at("caseworker-1").get(f"/enquiries/{asked.enquiry}"))
    assert say("en", "button.approve_abusive") not in page


def test_refuses_to_agree_about_an_enquiry_that_was_closed_since(asked: Bureau) -> None:
    close(asked, "caseworker-1")
    close(asked, "caseworker-2", "withdrawn")

    assert 409 == agree(asked, "head")
    assert [] == what_waits(asked, "head")
    assert say("en", "abusive.proposed") not in main_of(asked.at("head").get(f"/enquiries/{asked.enquiry}"))
    assert proposal(CLOSE_ABUSIVE, asked.enquiry) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_alone_closes_nothing_and_is_told_who_agrees_and_where(asked: Bureau, language: str) -> None:
    asked.at("caseworker-1")
    size = tree_size()
    there = close(asked, "caseworker-1")
    page = main_of(asked.at("caseworker-1", language).get(there))

    assert "enquiries.enquiry_closed" not in kinds_since(size)
    assert say(language, "done.abusive_laid", number=asked.enquiry) in page
    assert say(language, "abusive.who") in page
    for name in ("caseworker-2", "head"):
        second = asked.at(name, language)
        assert ["owed.abusive_to_agree"] == what_waits(asked, name)
        assert say(language, "asked.abusive_to_agree") in main_of(second.get("/approvals"))
        assert say(language, "button.approve_abusive") in main_of(second.get(f"/enquiries/{asked.enquiry}"))
    assert [] == what_waits(asked, "caseworker-1")


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_close_it_and_the_page_says_whose_turn_it_is(asked: Bureau, language: str) -> None:
    close(asked, "caseworker-1")
    assert 302 == agree(asked, "head")
    page = main_of(asked.at("caseworker-1", language).get(f"/enquiries/{asked.enquiry}"))

    assert say(language, "abusive.then") in page
    assert ["owed.abusive_to_close"] == what_waits(asked, "caseworker-1")
    size = tree_size()
    close(asked, "caseworker-1")
    assert "enquiries.enquiry_closed" in kinds_since(size)
    assert [] == what_waits(asked, "caseworker-1")


def test_who_laid_it_before_others_takes_it_back_and_nobody_else(asked: Bureau) -> None:
    close(asked, "caseworker-1")
    laid = {"action": CLOSE_ABUSIVE, "reference": asked.enquiry}
    assert say("en", "laid.close_as_abusive") in main_of(asked.at("caseworker-1").get("/"))
    assert say("en", "page.laid") not in main_of(asked.at("caseworker-2").get("/"))

    assert 404 == asked.at("caseworker-2").post("/laid/take-back", laid).status_code
    assert 404 == asked.at("head").post("/laid/take-back", laid).status_code
    assert proposal(CLOSE_ABUSIVE, asked.enquiry) is not None
    assert 302 == asked.at("caseworker-1").post("/laid/take-back", laid).status_code

    assert proposal(CLOSE_ABUSIVE, asked.enquiry) is None
    assert [] == what_waits(asked, "head")
    assert 404 == agree(asked, "head")
    assert say("en", "page.laid") not in main_of(asked.at("caseworker-1").get("/"))
    assert 404 == asked.at("caseworker-1").post("/laid/take-back", laid).status_code


def test_no_duplicate_of_a_strangers_is_closed_before_another_who_reads_both_agrees(asked: Bureau) -> None:
    hers = asked.enquiry
    stranger = asked.ask("Мельник Олег", "b" * 64).enquiry
    page, approve = f"/enquiries/{hers}", f"/enquiries/{hers}/duplicate/approve"
    by, head, given = asked.at("caseworker-1"), asked.at("head"), {"duplicate_of": stranger}
    assert 404 == head.post(approve, given).status_code
    size = tree_size()
    closing = {"reason": "duplicate", "note": ""} | given
    assert 302 == enter(by, f"{page}/close", **closing).status_code
    assert "enquiries.enquiry_closed" not in kinds_since(size)
    assert 409 == by.post(approve, given).status_code
    assert say("en", "laid.close_as_duplicate") in main_of(by.get("/"))
    shown = main_of(head.get(page))
    assert stranger in shown and say("en", "button.approve_duplicate") in shown
    assert say("en", "asked.duplicate_to_agree") in main_of(head.get("/approvals"))
    assert 404 == head.post(approve, {"duplicate_of": hers}).status_code
    assert 302 == head.post(approve, given).status_code
    assert say("en", "duplicate.then") in main_of(by.get(page))
    enter(by, f"{page}/close", **closing)
    assert "enquiries.enquiry_closed" in kinds_since(size)
    assert say("en", "laid.close_as_duplicate") not in main_of(by.get("/"))


def test_everything_that_is_laid_before_others_has_a_name() -> None:
    assert {ADOPT, CLOSE_ABUSIVE, CLOSE_DUPLICATE, DECIDE, GRANT, OPEN_MIGRATION, RESET, SWITCH_ON} == set(SAID)


def test_enquiries_that_are_alike_stand_under_a_filter_of_their_list_by_number(bureau: Bureau) -> None:
    first, second = (
        receive_enquiry(
            bureau.by("hotline"), asked=Asked(sought_name="Ткач Олег", sought_birth="1999"), channel="telephone",
            locator=locator_of(one), letter_identity=letter_identity_of(one), received_on=date(2026, 5, 3),
            language="uk",
        )
        for one in map(Cast.receipt, ("his mother", "his wife"))
    )  # fmt: skip
    worker = bureau.at("caseworker-1")

    page = worker.get("/enquiries?show=alike").content.decode()
    assert f"{first}, {second}" in page
    assert "several seek one man" in page
    assert f'href="/enquiries/{first}"' in page
    assert "several seek one man" not in worker.get("/enquiries").content.decode()
