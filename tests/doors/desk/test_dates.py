"""One form of dates and times on every page of the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template

from repatria.core.vocabulary.written_times import BureauZone

KYIV = BureauZone(name="Europe/Kyiv", rules=ZoneInfo("Europe/Kyiv"), shown={"uk": "Київ", "ru": "Киев", "en": "Kyiv"})


def shown(tag: str, value: str, language: str) -> str:
    return Template(f"{{% load desk %}}{{% {tag} value %}}").render(Context({"language": language, "value": value}))


@pytest.mark.parametrize(
    ("language", "expected"),
    [("uk", "3 травня 2026, 14:30 (Київ)"), ("ru", "3 мая 2026, 14:30 (Киев)"), ("en", "3 May 2026, 14:30 (Kyiv)")],
)
def test_an_instant_is_shown_in_the_zone_of_the_bureau_with_its_name(
    outside: Callable[..., Any], language: str, expected: str
) -> None:
    outside(zone=KYIV)

    assert expected == shown("when", "2026-05-03T11:30:00.000000Z", language)


def test_what_is_not_there_is_a_dash() -> None:
    assert "—" == shown("when", "", "uk") == shown("day", "", "uk") == shown("written", "", "uk")


@pytest.mark.parametrize(
    ("tag", "value", "language", "expected"),
    [
        ("day", "1999-04-12", "uk", "12 квітня 1999"), ("day", "1999-04", "ru", "апрель 1999"),
        ("day", "1999", "en", "1999"),
        ("day", "1999-02-30", "en", "30 February 1999"), ("day", "12.04.1999", "en", "12.04.1999"),
        ("written", "1999-04-12", "en", "12 April 1999"), ("written", "12 квітня 1999", "uk", "12 квітня 1999"),
        ("written", "12.04.91 р.н.", "uk", "12.04.91 р.н. (12 квітня 1991)"),
        ("written", "03/04/1999", "en", "03/04/1999 (3 April 1999 / 4 March 1999)"),
        ("written", "навесні", "uk", "навесні"),
        ("written", "03/04/1999 (1999-04-03)", "en", "03/04/1999 (3 April 1999)"),
        ("written", "~1999", "ru", "около 1999"),
    ],
)  # fmt: skip
def test_a_date_is_shown_with_its_month_in_words(tag: str, value: str, language: str, expected: str) -> None:
    assert expected == shown(tag, value, language)


def test_a_date_of_an_enquiry_is_read_as_on_its_page_and_its_day(outside: Callable[..., Any]) -> None:
    tag = "{% load desk %}{% written value page='uk' on='2020-05-03' %}"

    def read(value: str) -> str:
        return Template(tag).render(Context({"language": "en", "value": value}))

    assert "03/04/1999 (3 April 1999)" == read("03/04/1999")
    assert "25 років (1994 or 1995)" == read("25 років")
