"""Records that may be one man at the desk: judged by two, apart; nothing is joined by it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from repatria.doors.desk.frame.texts import LANGUAGES, say
from repatria.records.register.selectors import head_counts
from tests.doors.desk.bureau import Whole, enter, faults_on, main_of, refusal_on, text_of

pytestmark = pytest.mark.django_db


def address(whole: Whole) -> str:
    return reverse("desk:double", args=[whole.double])


def test_refuses_a_judgement_that_is_none_and_a_second_one_by_the_same_reviewer(whole: Whole) -> None:
    refused = enter(whole.at("reviewer-1"), address(whole), judgement="perhaps")
    assert refused.status_code == 400
    assert {"judgement"} == set(faults_on(refused))
    enter(whole.at("reviewer-1"), address(whole), judgement="positive")
    again = whole.at("reviewer-1").post(address(whole), {"judgement": "negative"})

    assert again.status_code == 409
    assert "matching.E002" in refusal_on(again)


def test_two_records_stand_side_by_side_with_reasons_and_nobody_is_joined_by_a_judgement(whole: Whole) -> None:
    assert whole.double.split("=")[0] in text_of(whole.at("reviewer-1").get("/doubles"))
    page = main_of(whole.at("reviewer-1").get(address(whole)))
    assert all(number in page for number in whole.double.split("="))
    assert "+9" in page
    for name in ("reviewer-1", "reviewer-2"):
        other = main_of(whole.at(name).get(address(whole)))
        assert say("en", "double_judgement.positive") in other, "the second one sees no judgement of the first"
        assert enter(whole.at(name), address(whole), judgement="positive").status_code == 302
    assert say("en", "double_conclusion.confirmed") in main_of(whole.at("reviewer-1").get(address(whole)))
    assert 3 == head_counts()["CAMP-2"], "both of them, and the one who came in the night"
    assert say("en", "owed.stubs") in text_of(whole.at("registrar").get("/"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_there_in_every_language(whole: Whole, language: str) -> None:
    for name, paths in {"reviewer-1": ("/doubles", address(whole)), "delegate": ("/claims",)}.items():
        for path in paths:
            page = whole.at(name, language).get(path)
            assert page.status_code == 200
            assert "??" not in text_of(page)
