"""The bar of the desk: what is opened daily stands in it, what is rare behind one fold that needs no script."""

from __future__ import annotations

import re

import pytest

from repatria.doors.desk.frame.texts import LANGUAGES, say
from tests.doors.desk.bureau import Bureau, text_of

pytestmark = pytest.mark.django_db


def bar_of(bureau: Bureau, name: str, language: str, path: str = "/") -> tuple[str, str]:
    """What stands in the bar itself, and what stands in its fold."""
    page = text_of(bureau.at(name, language).get(path))
    daily, _, rest = page.partition("<nav")[2].partition("</nav>")[0].partition("<details")
    return daily, rest


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_head_opens_rarely_stands_behind_one_fold(bureau: Bureau, language: str) -> None:
    daily, fold = bar_of(bureau, "head", language)

    assert [] == [path for path in ("/weights", "/switches", "/moving-in", "/set-aside") if f'"{path}"' not in fold]
    assert say(language, "page.more") in fold
    assert 5 == len(re.findall("<a ", daily)), "today, the second person, releases, hand-overs, notices"


def test_the_fold_says_that_the_page_that_is_open_stands_in_it(bureau: Bureau) -> None:
    _, fold = bar_of(bureau, "head", "en", "/weights")

    assert '<summary aria-current="true">' in fold
    assert '<a href="/weights" aria-current="page">' in fold


@pytest.mark.parametrize("name", ["registrar", "officer", "caseworker-1"])
def test_one_rare_page_alone_stands_in_the_bar(bureau: Bureau, name: str) -> None:
    daily, fold = bar_of(bureau, name, "en")

    assert '"/set-aside"' in daily
    assert "" == fold
