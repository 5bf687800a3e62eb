"""Two reviewers, each blind to the other."""

from __future__ import annotations

import re

import pytest
from django.http import HttpResponse

from repatria.doors.desk.frame.provisions import provision_words
from repatria.doors.desk.frame.texts import LANGUAGES, say
from repatria.records.access.role_table import Role
from repatria.records.matching.acts import ProposedPair
from repatria.records.matching.selectors import PAGE, count_to_judge, links_of_enquiry
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


HOW_MANY = PAGE + 3


@pytest.fixture
def many(bureau: Bureau) -> Bureau:
    """More pairs than a page holds: as many families ask for one man, and several pairs are equally heavy."""
    bureau.capture()
    for number in range(HOW_MANY):
        bureau.ask(locator=f"{number:064x}")
        pair = ProposedPair(
            pair_id=pair_number(bureau.enquiry, bureau.person), person_id=bureau.person,
            millibits=9000 + 1000 * (number % 4), probability_ppm=970000, equally_good=1, lines=(),
        )  # fmt: skip
        propose_candidates(bureau.outside.house(Role.MATCHER), enquiry_id=bureau.enquiry, pairs=[pair])
    return bureau


def pairs_on(page: HttpResponse) -> list[str]:
    """The pairs that a list leads to, in its order."""
    rows = page.content.decode().partition("<tbody")[2].partition("</tbody>")[0]
    return re.findall(r'href="/pairs/([^"?]+)', rows)


def test_every_pair_stands_once_on_the_pages_of_the_list(many: Bureau) -> None:
    reviewer = many.at("reviewer-1")
    first = reviewer.get("/pairs")
    following = re.search(r'href="(\?after=[^"]+)" rel="next"', first.content.decode())
    assert following is not None
    second = reviewer.get(f"/pairs{following[1]}")

    assert [PAGE, 3] == [len(pairs_on(first)), len(pairs_on(second))]
    assert HOW_MANY == len({*pairs_on(first), *pairs_on(second)})
    assert 'rel="next"' not in text_of(second)
    assert pairs_on(first) == pairs_on(reviewer.get("/pairs?after=nobody"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_count_is_true_everywhere(many: Bureau, language: str) -> None:
    reviewer = many.at("reviewer-1", language)
    listed, today = reviewer.get("/pairs"), reviewer.get("/")

    assert say(language, "page.lines_of", number=PAGE, whole=HOW_MANY) in text_of(listed)
    for page in (listed, today):
        menu = text_of(page).partition("<nav")[2].partition("</nav>")[0]
        assert 2 == menu.count(f'<span class="count">{HOW_MANY}</span>'), "of the list and of the first page"
    assert re.search(rf"\b{HOW_MANY}\b", text_of(today).partition("<h1>")[2].partition("</h1>")[0])


def test_a_judgement_leads_to_the_next_pair_of_them_all(many: Bureau) -> None:
    reviewer = many.at("reviewer-1")
    before = pairs_on(reviewer.get("/pairs"))[0]
    page = reviewer.get(f"/pairs/{before}?from=pairs&n=1")
    assert say("en", "page.place_in_run", place=1, whole=HOW_MANY) in text_of(page)
    size = tree_size()
    judged = reviewer.post(f"/pairs/{before}?from=pairs&n=1", {"judgement": "unsure"})
    following = reviewer.get(judged.headers["Location"])

    assert judged.headers["Location"].startswith("/pairs/E-") and before not in judged.headers["Location"]
    assert say("en", "page.place_in_run", place=2, whole=HOW_MANY) in text_of(following)
    (judgement,) = [kind for kind in kinds_since(size) if kind == "matching.judgement_recorded"]
    assert judgement and HOW_MANY - 1 == count_to_judge(many.by("reviewer-1"))
