"""Two reviewers, each blind to the other."""

from __future__ import annotations

import re

import pytest
from django.http import HttpResponse

from repatria.doors.desk.frame.provisions import provision_words
from repatria.doors.desk.frame.texts import LANGUAGES, say
from repatria.records.access.role_table import Role
from repatria.records.matching.acts import ProposedPair
from repatria.records.matching.selectors import links_of_enquiry
from repatria.records.matching.services import pair_number, propose_candidates
from tests.doors.desk.bureau import Bureau, enter, faults_on, kinds_since, refusal_on, text_of, tree_size

pytestmark = pytest.mark.django_db


def bare(page: HttpResponse) -> str:
    """The page without the mark that differs at every request."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page.content.decode())


@pytest.fixture
def paired(bureau: Bureau) -> Bureau:
    """One pair that waits for its reviewers."""
    bureau.capture().ask()
    pair = ProposedPair(
        pair_id=pair_number(bureau.enquiry, bureau.person), person_id=bureau.person, millibits=17000,
        probability_ppm=970000, equally_good=1, lines=(),
    )  # fmt: skip
    propose_candidates(bureau.outside.house(Role.MATCHER), enquiry_id=bureau.enquiry, pairs=[pair])
    return bureau


def pair_path(bureau: Bureau) -> str:
    return f"/pairs/{pair_number(bureau.enquiry, bureau.person)}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("second", ["positive", "negative", "unsure"])
def test_refuses_a_second_judgement_by_the_same_reviewer(paired: Bureau, second: str, language: str) -> None:
    reviewer = paired.at("reviewer-1", language)
    assert enter(reviewer, pair_path(paired), judgement=["positive"]).status_code == 302
    size = tree_size()
    page = reviewer.post(pair_path(paired), {"judgement": second})

    assert page.status_code == 409
    assert say(language, "refusal.matching.E002") in refusal_on(page)
    assert provision_words(language, "two reviewers") in refusal_on(page)
    assert "matching.judgement_recorded" not in kinds_since(size)
    assert say(language, "page.you_judged") in text_of(reviewer.get(pair_path(paired)))


@pytest.mark.parametrize("judgement", ["positive", "negative", "unsure"])
def test_a_reviewer_does_not_see_what_the_other_said(paired: Bureau, judgement: str) -> None:
    second = paired.at("reviewer-2")
    before = bare(second.get(pair_path(paired))), bare(second.get("/pairs")), bare(second.get("/"))
    enter(paired.at("reviewer-1"), pair_path(paired), judgement=[judgement])

    assert before == (bare(second.get(pair_path(paired))), bare(second.get("/pairs")), bare(second.get("/")))


def test_a_third_reviewer_does_not_see_that_the_two_differ(paired: Bureau) -> None:
    third = paired.at("reviewer-3")
    before = bare(third.get(pair_path(paired))), bare(third.get("/pairs"))
    enter(paired.at("reviewer-1"), pair_path(paired), judgement=["positive"])
    enter(paired.at("reviewer-2"), pair_path(paired), judgement=["negative"])

    assert before == (bare(third.get(pair_path(paired))), bare(third.get("/pairs")))
    enter(third, pair_path(paired), judgement=["positive"])
    assert 1 == len(links_of_enquiry(paired.enquiry))


def test_refuses_a_judgement_of_a_pair_that_has_its_conclusion(paired: Bureau) -> None:
    for name in ("reviewer-1", "reviewer-2"):
        enter(paired.at(name), pair_path(paired), judgement=["negative"])
    page = paired.at("reviewer-3").post(pair_path(paired), {"judgement": "positive"})

    assert page.status_code == 409
    assert say("en", "refusal.matching.E003") in refusal_on(page)
    assert say("en", "conclusion.refused") in text_of(paired.at("reviewer-3").get(pair_path(paired)))


@pytest.mark.parametrize("judgement", ["", "maybe", "confirmed"])
def test_refuses_a_judgement_that_is_none(paired: Bureau, judgement: str) -> None:
    page = paired.at("reviewer-1").post(pair_path(paired), {"judgement": judgement})

    assert page.status_code == 400
    assert {"judgement"} == set(faults_on(page))
