"""Whom never to tell, on its pages: the form's refusals, the second person, the third, and what her page shows."""

from __future__ import annotations

import pytest

from repatria.doors.desk.frame.owed import owed_by
from repatria.doors.desk.frame.texts import LANGUAGES, say
from repatria.doors.desk.frame.words import guard_text, word_text
from repatria.records.disclosure.withholding import withholdings
from tests.doors.desk.bureau import Bureau, enter, main_of, refusal_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(bureau: Bureau) -> Bureau:
    """One enquiry, open."""
    return bureau.ask()


def form(asked: Bureau, name: str, ground: str, until: str, reason: str = "his sister said so") -> str:
    answer = enter(
        asked.at(name), f"/enquiries/{asked.enquiry}/withhold", withholding_ground=[ground], reason=[reason],
        withheld_until=[until],
    )  # fmt: skip
    return str(answer.headers.get("Location", "")) or refusal_on(answer)


def owed_of(asked: Bureau, name: str) -> list[str]:
    return [one.about for one in owed_by(asked.by(name), asked.clock(), may_read=False).items
            if one.what == "owed.withholdings"]  # fmt: skip


def test_refuses_a_danger_without_a_day_and_a_never_that_he_never_said(asked: Bureau) -> None:
    assert guard_text("en", "withholding_end") in form(asked, "caseworker-1", "danger", "")
    assert guard_text("en", "his_never_on_record") in form(asked, "interviewer", "his_never", "")
    assert () == withholdings(asked.by("caseworker-1"))


def test_the_ground_of_his_never_is_offered_to_the_interviewer_alone(asked: Bureau) -> None:
    asked.by("interviewer")
    answers = {name: form(asked, name, "his_never", "") for name in ("caseworker-1", "head")}
    assert not any(guard_text("en", "his_never_on_record") in one or "JW-" in one for one in answers.values())
    for name, is_offered in (("caseworker-1", False), ("head", False), ("interviewer", True)):
        page = main_of(asked.at(name, "en").get(f"/enquiries/{asked.enquiry}/withhold"))
        assert is_offered == (word_text("en", "withholding_ground", "his_never") in page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_says_it_another_agrees_and_no_page_of_either_offers_what_the_law_refuses(
    asked: Bureau, language: str
) -> None:
    there = form(asked, "caseworker-1", "danger", str(asked.clock().date().replace(year=asked.clock().year + 1)))
    mine = main_of(asked.at("caseworker-1", language).get(there))
    assert say(language, "withholding.second") in mine
    assert say(language, "button.agree_withholding") not in mine
    assert [] == owed_of(asked, "caseworker-1")
    assert [asked.enquiry] == owed_of(asked, "head")

    theirs = main_of(asked.at("head", language).get(there))
    assert say(language, "button.agree_withholding") in theirs
    asked.at("head").post(f"{there.partition('?')[0]}/agree")

    assert [] == owed_of(asked, "head")
    assert say(language, "withholding.third") in main_of(asked.at("head", language).get(there))
    page = main_of(asked.at("caseworker-2", language).get(f"/enquiries/{asked.enquiry}"))
    assert word_text(language, "withholding_state", "withheld") in page
    assert say(language, "page.withholdings") in main_of(asked.at("adviser", language).get("/withheld"))
