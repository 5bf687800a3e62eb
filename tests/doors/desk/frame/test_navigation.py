"""The bar of the desk: what is opened daily stands in it, what is rare behind one fold that needs no script."""

from __future__ import annotations

import re

import pytest

from repatria.doors.desk.frame.navigation import Entry, Menu, in_menu
from repatria.doors.desk.frame.texts import LANGUAGES, say
from tests.doors.desk.bureau import Bureau, text_of

pytestmark = pytest.mark.django_db


def bar_of(bureau: Bureau, name: str, language: str, path: str = "/") -> tuple[str, str]:
    """What stands in the bar itself, and what stands in its fold."""
    page = text_of(bureau.at(name, language).get(path))
    daily, _, rest = page.partition("<nav")[2].partition("</nav>")[0].partition("<details")
    return daily, rest


def links(part: str) -> list[str]:
    return re.findall('<a href="([^"]+)"', part)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_head_opens_rarely_stands_behind_one_fold(bureau: Bureau, language: str) -> None:
    daily, fold = bar_of(bureau, "head", language)

    rare = [
        "/scan", "/my-work", "/sealed", "/draws", "/joins", "/claims", "/grounds", "/erasures", "/enquiries/figures",
        "/enquiries/find", "/withheld", "/fraud", "/warning", "/line", "/weights", "/wrong-links", "/meeting-days",
        "/incidents", "/switches", "/exchange-waiting", "/exchange-held-back", "/exchange-unasked", "/exchange-out",
        "/remains", "/remains/samples", "/graves", "/certificates", "/batches", "/return-requests",
        "/identification/hypotheses", "/identification/coded", "/identification/samples", "/identification/next",
        "/tellings", "/messages", "/parcels", "/messages/looks", "/messages/matters", "/calls-home/halts",
        "/calls-home/means", "/calls-home/policies", "/appeals", "/letters", "/paper-words", "/set-aside",
        "/places", "/moving-in",
    ]  # fmt: skip
    assert rare == links(fold)
    assert say(language, "page.more") in fold
    assert [
        "/", "/approvals", "/quiet", "/rolls", "/welfare", "/complaints", "/releases", "/hand-overs",
        "/exchanges", "/calls-home/arranged", "/calls-home", "/calls-home/waiting", "/notices",
    ] == links(daily)  # fmt: skip


def test_what_a_registrar_opens_rarely_stands_behind_the_fold_too(bureau: Bureau) -> None:
    daily, fold = bar_of(bureau, "registrar", "en")

    assert [
        "/scan", "/my-work", "/sign-outs", "/joins", "/claims", "/arrivals/devices", "/grounds", "/exchange-waiting",
        "/exchange-out", "/remains", "/remains/samples", "/graves", "/certificates", "/batches", "/return-requests",
        "/calls-home/means", "/paper-words", "/notices/together", "/place-list", "/lists/in", "/lists/profiles",
        "/set-aside", "/places",
    ] == links(fold)  # fmt: skip
    assert {"/capture", "/persons", "/arrivals", "/releases"} < set(links(daily))


def test_what_a_camp_opens_rarely_stands_behind_the_fold_too(bureau: Bureau) -> None:
    daily, fold = bar_of(bureau, "camp-2", "en")

    assert [
        "/scan", "/my-work", "/sign-outs", "/arrivals/devices", "/calls-home/means", "/calls-home/policies",
        "/place-list",
    ] == links(fold)  # fmt: skip
    assert [
        "/", "/roll", "/capture", "/quiet", "/rolls/today", "/rolls", "/welfare", "/arrivals", "/messages/camp",
        "/parcels/camp", "/calls-home", "/calls-home/waiting",
    ] == links(daily)  # fmt: skip


def test_the_fold_says_that_the_page_that_is_open_stands_in_it(bureau: Bureau) -> None:
    _, fold = bar_of(bureau, "head", "en", "/weights")

    assert '<summary aria-current="true">' in fold
    assert '<a href="/weights" aria-current="page">' in fold


def test_one_rare_page_alone_stands_in_the_bar() -> None:
    today, own, places = (
        Entry(link=link, label=link, is_here=False, is_rare=link != "/") for link in ("/", "/my-work", "/places")
    )

    assert Menu(daily=(today, own), rare=()) == in_menu([today, own])
    assert Menu(daily=(today,), rare=(own, places)) == in_menu([today, own, places])
