"""Times on the bureau's clock: typed and shown there, kept in UTC, and asked where the clock leaves it open."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.core.vocabulary.written_dates import BY_PAGE, Custom, Occasion
from repatria.core.vocabulary.written_times import (
    UTC_ZONE,
    BureauZone,
    TimeFlag,
    WrittenInstant,
    instant_as_typed,
    instant_in_words,
    read_written_instant,
)

KYIV = BureauZone(name="Europe/Kyiv", rules=ZoneInfo("Europe/Kyiv"), shown={"uk": "Київ", "en": "Kyiv"})
SAID = Occasion(said_on=date(2026, 5, 3))
NOW = datetime(2026, 5, 3, 11, 30, tzinfo=UTC)  # 14:30 in Kyiv


def read(written: str, zone: BureauZone = KYIV, now: datetime | None = None) -> WrittenInstant:
    return read_written_instant(written, zone, SAID, now=now)


@pytest.mark.parametrize(
    "written",
    ["2026-05-03 14:30", "2026-05-03T14:30", "03.05.2026 14:30", "3 травня 2026, 14:30", "3 травня 2026 о 14:30",
     "3 May 2026 at 14:30", "03.05.26 14:30", "2026-05-03 11:30Z", "2026-05-03T14:30:00+03:00", "2026-05-03 11:30 UTC"],
)  # fmt: skip
def test_reads_the_hour_of_an_event_on_the_clock_of_the_bureau(written: str) -> None:
    assert (datetime(2026, 5, 3, 11, 30, tzinfo=UTC),) == read(written).readings


@pytest.mark.parametrize(
    ("written", "flag"),
    [
        ("вчора", TimeFlag.UNREAD), ("2026-05-03", TimeFlag.NO_HOUR), ("05.2026 14:30", TimeFlag.NO_DAY),
        ("2026-05-03 25:00", TimeFlag.UNREAD), ("2026-02-30 10:00", TimeFlag.NO_DAY),
        ("1899-12-31 23:59", TimeFlag.UNREAD),
        ("14:30", TimeFlag.UNREAD), ("бл. 1999 14:30", TimeFlag.NO_DAY), ("2026-03-29 03:30", TimeFlag.NOT_ON_CLOCK),
    ],
)  # fmt: skip
def test_says_why_an_instant_was_not_read(written: str, flag: TimeFlag) -> None:
    found = read(written)

    assert ((), (flag,)) == (found.readings, found.flags)


def test_reads_nothing_in_an_empty_field() -> None:
    assert read(" ") == WrittenInstant(written=" ")


def test_asks_which_of_two_days_is_meant() -> None:
    found = read("03/05/2026 14:30")
    on_page = read_written_instant(
        "26-05-03 14:30", KYIV, Occasion(custom=Custom.DAY_FIRST, settled_by=BY_PAGE, said_on=date(2026, 5, 3))
    )

    assert (TimeFlag.TWO_DAYS,) == found.flags == on_page.flags
    assert [3, 5] == sorted({one.month for one in (found.readings + on_page.readings) if one.year == 2026})
    assert [2003, 2026] == [one.year for one in on_page.readings]


def test_a_time_that_the_clock_leaves_out_in_spring_is_none() -> None:
    assert (TimeFlag.NOT_ON_CLOCK,) == read("29.03.2026 03:00").flags
    assert read("29.03.2026 02:59").only == datetime(2026, 3, 29, 0, 59, tzinfo=UTC)
    assert read("29.03.2026 04:00").only == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_a_time_that_the_clock_shows_twice_in_autumn_is_asked() -> None:
    found = read("26.10.2025 03:30")

    assert (TimeFlag.TWICE_ON_CLOCK,) == found.flags
    assert (datetime(2025, 10, 26, 0, 30, tzinfo=UTC), datetime(2025, 10, 26, 1, 30, tzinfo=UTC)) == found.readings
    typed = [instant_as_typed(at, KYIV) for at in found.readings]
    assert [f"26.10.2025 03:30+0{hours}:00" for hours in (3, 2)] == typed
    assert list(found.readings) == [read(text).only for text in typed]
    assert read("26.10.2025 02:59").only == datetime(2025, 10, 25, 23, 59, tzinfo=UTC)
    assert read("26.10.2025 04:00").only == datetime(2025, 10, 26, 2, 0, tzinfo=UTC)


def test_refuses_what_lies_further_ahead_than_clocks_differ() -> None:
    assert read("03.05.2026 14:35", now=NOW).only == NOW + timedelta(minutes=5)
    assert (TimeFlag.AHEAD,) == read("03.05.2026 14:36", now=NOW).flags
    assert read("03.05.2026 14:36").only is not None


def test_what_is_past_answers_which_of_two_hours_was_meant_and_not_which_of_two_days() -> None:
    between = datetime(2025, 10, 26, 0, 40, tzinfo=UTC)
    found = read_written_instant("26.10.2025 03:30", KYIV, SAID, now=between)
    day = read("12/05/2026 14:30", now=NOW)

    assert ((datetime(2025, 10, 26, 0, 30, tzinfo=UTC),), ()) == (found.readings, found.flags)
    assert ((), (TimeFlag.TWO_DAYS, TimeFlag.AHEAD)) == (day.readings, day.flags)
    one_is_past = read("04/05/2026 14:30", now=NOW)
    assert ((datetime(2026, 4, 5, 11, 30, tzinfo=UTC),), None) == (one_is_past.readings, one_is_past.only)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("uk", "3 травня 2026, 14:30 (Київ)"),
        ("en", "3 May 2026, 14:30 (Kyiv)"),
        ("ru", "3 мая 2026, 14:30 (Europe/Kyiv)"),
    ],
)
def test_shows_an_instant_with_its_zone(language: str, expected: str) -> None:
    assert expected == instant_in_words(NOW, KYIV, language)


def test_shows_which_of_two_hours_is_meant() -> None:
    first, second = read("26.10.2025 03:30").readings

    assert "26 October 2025, 03:30 (Kyiv, UTC+03:00)" == instant_in_words(first, KYIV, "en")
    assert "26 October 2025, 03:30 (Kyiv, UTC+02:00)" == instant_in_words(second, KYIV, "en")
    assert "26 October 2025, 00:30 (UTC)" == instant_in_words(first, UTC_ZONE, "en")


def test_a_time_without_a_zone_is_no_instant() -> None:
    with pytest.raises(ValueError, match="needs a time zone"):
        instant_in_words(datetime(2026, 5, 3), KYIV, "en")


@given(
    at=st.datetimes(datetime(1930, 1, 1), datetime(2026, 1, 1)),
    name=st.sampled_from(
        ["Europe/Kyiv", "UTC", "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe", "Africa/Monrovia"]
    ),
)
def test_reads_back_what_it_puts_into_a_field(at: datetime, name: str) -> None:
    zone = BureauZone(name=name, rules=ZoneInfo(name))
    instant = at.replace(second=0, microsecond=0, tzinfo=UTC)

    found = read_written_instant(instant_as_typed(instant, zone), zone, Occasion())

    seconds = zone.local(instant).second  # a zone whose difference was once no whole minute shows none on its clock
    assert [instant - timedelta(seconds=seconds)] == list(found.readings) or zone.is_twice(zone.local(instant))


@given(text=st.text(max_size=30))
def test_raises_nothing_for_any_text(text: str) -> None:
    assert read(text, now=NOW).written == text
