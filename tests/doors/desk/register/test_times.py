"""When something happened to him: typed on the bureau's clock, kept in UTC, asked where that clock leaves it open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from repatria.core.vocabulary.written_times import BureauZone
from repatria.doors.desk.frame.texts import say
from repatria.records.register.selectors import person_for_room
from tests.doors.desk.bureau import Bureau, enter, faults_on, fields_of, text_of

pytestmark = pytest.mark.django_db

KYIV = BureauZone(name="Europe/Kyiv", rules=ZoneInfo("Europe/Kyiv"), shown={"uk": "Київ", "ru": "Киев", "en": "Kyiv"})
AUTUMN = datetime(2026, 10, 25, 12, 0, tzinfo=UTC)  # in Kyiv the clock went back from 04:00 to 03:00 that morning


@pytest.fixture
def kyiv(bureau: Bureau, outside: Callable[..., Any]) -> Bureau:
    outside(zone=KYIV, now=lambda: AUTUMN)
    return bureau.capture()


@pytest.fixture
def registrar(kyiv: Bureau) -> Client:
    return kyiv.at("registrar")


def happened(kyiv: Bureau) -> str:
    return person_for_room(kyiv.person).timeline[-1].happened_at


def path_of(kyiv: Bureau, event: str = "hospitalised") -> str:
    return f"/persons/{kyiv.person}/custody/{event}"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("24.10.2026 14:30", "2026-10-24T11:30"), ("24 жовтня 2026 о 14:30", "2026-10-24T11:30"),
     ("2026-10-25 13:30", "2026-10-25T11:30"), ("2026-10-25T11:30Z", "2026-10-25T11:30")],
)  # fmt: skip
def test_a_time_is_typed_on_the_clock_of_the_bureau_and_kept_in_utc(
    registrar: Client, kyiv: Bureau, typed: str, kept: str
) -> None:
    enter(registrar, path_of(kyiv), happened_at=typed, holder="HOSPITAL-1")

    assert f"{kept}:00.000000Z" == happened(kyiv)


def test_the_form_holds_this_minute_and_names_the_zone_and_the_page_shows_the_time_in_it(
    registrar: Client, kyiv: Bureau
) -> None:
    form = registrar.get(path_of(kyiv))
    assert "25.10.2026 14:00" == fields_of(form)["happened_at"]
    assert "Kyiv" in text_of(form)

    enter(registrar, path_of(kyiv), holder="HOSPITAL-1")
    assert "25 October 2026, 14:00 (Kyiv)" in text_of(registrar.get(f"/persons/{kyiv.person}"))


def test_an_hour_that_the_clock_shows_twice_is_asked_and_what_was_typed_stays(registrar: Client, kyiv: Bureau) -> None:
    typed = {"happened_at": "25.10.2026 03:30", "holder": "HOSPITAL-1"}
    asked = enter(registrar, path_of(kyiv), **typed)

    assert asked.status_code == 400
    assert faults_on(asked)["happened_at"].endswith(say("en", "fault.twice_on_clock"))
    assert all(words in text_of(asked) for words in ("03:30 (Kyiv, UTC+03:00)", "03:30 (Kyiv, UTC+02:00)"))
    assert "25.10.2026 03:30" == fields_of(asked)["happened_at"]

    second = "2026-10-25T01:30:00.000000Z"
    enter(registrar, path_of(kyiv), **typed, **{"happened_at.reading": second})
    assert second == happened(kyiv)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [("29.03.2026 03:30", "not_on_clock"), ("24.10.2026", "no_hour"), ("25.10.2026 14:06", "ahead"),
     ("26.10.2026 10:00", "ahead"), ("11/12/2026 10:00", "ahead"), ("04/05/2026 10:00", "which"), ("вчора", "instant")],
)  # fmt: skip
def test_a_time_that_was_none_or_has_not_come_is_refused_with_a_clear_word(
    registrar: Client, kyiv: Bureau, typed: str, fault: str
) -> None:
    page = enter(registrar, path_of(kyiv), happened_at=typed, holder="HOSPITAL-1")

    assert page.status_code == 400
    assert faults_on(page)["happened_at"].endswith(say("en", f"fault.{fault}"))
    assert typed == fields_of(page)["happened_at"]


def test_clocks_that_differ_by_minutes_refuse_nothing(registrar: Client, kyiv: Bureau) -> None:
    enter(registrar, path_of(kyiv), happened_at="25.10.2026 14:05", holder="HOSPITAL-1")

    assert "2026-10-25T12:05:00.000000Z" == happened(kyiv)


def test_a_time_that_is_expected_may_lie_ahead(registrar: Client, kyiv: Bureau) -> None:
    typed = {
        "happened_at": "25.10.2026 14:00",
        "due_back_at": "26.10.2026 10:00",
        "order_by": "court 3",
        "holder": "COURT-4",
    }
    enter(registrar, path_of(kyiv, "signed_out"), **typed)

    due = person_for_room(kyiv.person).timeline[-1].due_back_at
    assert "2026-10-26T08:00:00.000000Z" == due
    assert AUTUMN + timedelta(hours=20) == datetime.fromisoformat(due)
