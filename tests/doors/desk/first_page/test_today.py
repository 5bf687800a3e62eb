"""Today's page and the menu say the same numbers, whoever signs in; a name stands where its list is his anyway."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from repatria.core.vocabulary.particulars import Particular, ParticularKind, Source
from repatria.doors.desk.frame.texts import LANGUAGES, say
from repatria.doors.jobs.clocks import keep_clocks
from repatria.records.register.selectors import roll_numbered
from repatria.records.register.services import record_particular
from tests.doors.desk.bureau import BY_ROLE, Bureau, Whole, enter, main_of, readings_since, tree_size
from tests.records.clocks.acts import Log

pytestmark = pytest.mark.django_db


def numbers_on(page: str) -> tuple[int, int]:
    """How many things the page says that there are, and the menu beside it; none, or none today, is said in words."""
    head = re.search(r"<h1>[^<\d]*(\d+)", page)
    words = f"<h1>{say('en', 'today.nothing')}</h1>"
    listed = re.search(r'<a href="\?show=" aria-current="true">all <span class="count">(\d+)', page)
    menu = re.search(r'<a href="/" aria-current="page">\w+(?: <span class="count">(\d+)</span>)?</a>', page)
    assert menu and (head or words in page), page
    return int((head or listed or {1: 0})[1]), int(menu[1] or 0)


def test_the_menu_counts_what_today_lists_for_every_role(whole: Whole) -> None:
    found = {name: numbers_on(main_of(whole.at(name).get("/"))) for name in BY_ROLE.values()}

    assert {} == {name: both for name, both in found.items() if both[0] != both[1]}
    assert any(whole for whole, _ in found.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nothing_is_owed_the_page_says_so_in_words(bureau: Bureau, language: str) -> None:
    page = main_of(bureau.at("adviser", language).get("/"))

    assert f"<h1>{say(language, 'today.nothing')}</h1>" in page
    assert say(language, "today.instead") in page


@pytest.mark.parametrize(
    ("language", "day"), [("uk", "неділя, 10 травня"), ("ru", "воскресенье, 10 мая"), ("en", "Sunday, 10 May")]
)
def test_where_nothing_is_owed_today_the_page_names_what_falls_due_next(
    bureau: Bureau, language: str, day: str
) -> None:
    bureau.capture()
    keep_clocks(bureau.outside)
    page = main_of(bureau.at("interviewer", language).get("/"))

    assert f"<h1>{say(language, 'today.nothing')}</h1>" in page
    told = say(language, "today.next_due", day=day, what=say(language, "asked.open_questions"), about=bureau.person)
    assert told in page
    assert bureau.person in page.partition("<table")[2], "and the list of what comes stands beneath"


@pytest.mark.parametrize("name", ["head", "doctor", "adviser", "registrar"])
def test_an_open_release_is_counted_and_no_reading_is_left(bureau: Bureau, name: str) -> None:
    bureau.capture()
    surname = Particular(
        kind=ParticularKind.SURNAME, value="Шевченко", source=Source(kind="document", reference="passport seen")
    )  # fmt: skip
    record_particular(bureau.by("registrar"), person_id=bureau.person, particular=surname)
    opened = enter(
        bureau.at("registrar"), f"/releases/{bureau.person}/open", basis="unilateral", basis_reference="Order 7",
        basis_signed_by="the minister", proceedings="none",
    )  # fmt: skip
    assert 302 == opened.status_code
    listed, counted = numbers_on(main_of(bureau.at(name).get("/")))
    size = tree_size()
    bureau.at(name).get("/own")

    assert listed == counted > 0
    assert [] == readings_since(size)


def test_a_camp_reads_the_name_of_its_own_man_who_is_not_back_and_nobody_elses(
    bureau: Bureau, clock: Any, randomness: Any
) -> None:
    bureau.capture()
    laid = Log(clock, randomness)
    laid.persons.add(bureau.person)
    laid.signed_out(clock() + timedelta(hours=1), bureau.person)
    clock.forward(hours=2)
    keep_clocks(bureau.outside)
    own, other = bureau.by("camp-2"), bureau.by("camp-1")
    size = tree_size()
    shown = main_of(bureau.at("camp-2").get("/"))

    assert "Шевченко" in shown
    assert ("register.?camp_roll", (bureau.person,)) in readings_since(size)
    assert ["Шевченко"] == [one.surname for one in roll_numbered(own, [bureau.person])]
    assert () == roll_numbered(other, [bureau.person])


def test_the_menu_says_how_many_enquiries_are_open_and_how_many_a_camp_holds(whole: Whole) -> None:
    assert '<a href="/enquiries">Enquiries <span class="count">' in main_of(whole.at("caseworker-1").get("/own"))
    held = set(re.findall(r'href="/roll/(P-[^"]+)"', main_of(whole.at("camp-2").get("/roll"))))
    assert 3 == len(held), "he, his second card, and who came in the night under the first one's card"
    assert '<a href="/roll">Camp roll <span class="count">3</span>' in main_of(whole.at("camp-2").get("/own"))
    assert '<a href="/roll">Camp roll</a>' in main_of(whole.at("camp-1").get("/own"))
