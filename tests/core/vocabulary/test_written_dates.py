"""Dates as people write them: tables of spellings that anybody can add to, and what holds for every text."""

from __future__ import annotations

import csv
import tomllib
from datetime import date, time, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.core.vocabulary.dates import PartialDate
from repatria.core.vocabulary.written_dates import (
    BY_WRITER,
    Bare,
    Certainty,
    Custom,
    DateFlag,
    DateReading,
    Epoch,
    Occasion,
    comparable,
    custom_of_column,
    custom_of_language,
    date_in_words,
    in_words,
    read_and_forget,
    read_cell_number,
    read_written_date,
    settled,
)
from repatria.core.vocabulary.written_dates.reading import _remembered
from repatria.core.vocabulary.written_dates.words import month_words

SAID_ON = date(2026, 5, 3)
SAID = Occasion(said_on=SAID_ON)
TABLE = tomllib.loads(Path(__file__).with_name("written_dates.toml").read_text(encoding="utf-8"))
SPELLINGS = [(written, expected) for rows in TABLE.values() for written, expected in rows.items()]
TRUTH = Path(__file__).parents[3].parent / "shared" / "data" / "lists" / "dates.tsv"

AS_THE_TABLE_SAYS = {
    "1999, doubtful": "1999?", "about 1999": "~1999", "about 2001": "~2001", "between 1998 and 2000": "1998..2000",
    "1998 or 1999": "1998/1999", "born 2000 or 2001": "2000/2001", "unknown": "", "not read, kept, asked": "",
    "two readings, shown and asked": "1999-04-03 & 1999-03-04",
}  # fmt: skip
"""The words of the table of truth as readings; the others begin with the date itself."""


def read(written: str, occasion: Occasion = SAID) -> str:
    return " & ".join(map(str, read_written_date(written, occasion).readings))


@pytest.mark.parametrize(("written", "expected"), SPELLINGS, ids=[written for written, _ in SPELLINGS])
def test_reads_every_spelling_of_the_table(written: str, expected: str) -> None:
    found = read_written_date(written, SAID)

    assert expected == " & ".join(map(str, found.readings))
    assert found.written == written
    assert found.readings or DateFlag.UNREAD in found.flags or DateFlag.UNKNOWN in found.flags


def _truth() -> list[dict[str, str]]:
    if not TRUTH.exists():
        return []
    with TRUTH.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


@pytest.mark.skipif(not TRUTH.exists(), reason="the table of truth lies beside the project, and is not there")
@pytest.mark.parametrize("row", _truth(), ids=lambda row: f"{row['written']} ({row['where']})")
def test_reads_every_line_of_the_table_of_truth(row: dict[str, str]) -> None:
    where, expected = row["where"], row["should be read as"]
    occasion = Occasion(
        custom=Custom.DAY_FIRST if where.endswith("page") and not where.startswith("English") else Custom.UNKNOWN,
        said_on=SAID_ON, bare=Bare.YEAR if where.startswith("year column") else Bare.NOTHING,
    )  # fmt: skip

    if where == "a number in a cell":
        found = read_cell_number(float(row["written"]), occasion)
    else:
        found = read_written_date(row["written"], occasion)

    assert AS_THE_TABLE_SAYS.get(expected, expected.split(",")[0].split(" ")[0]) == " & ".join(map(str, found.readings))
    flagged = {
        "unknown": DateFlag.UNKNOWN, "not read": DateFlag.UNREAD, "impossible": DateFlag.IMPOSSIBLE,
        "two readings": DateFlag.TWO_READINGS, "with its hour": DateFlag.HAS_TIME,
    }  # fmt: skip
    for word, flag in flagged.items():
        assert (word in expected) == (flag in found.flags)


@pytest.mark.parametrize(
    ("written", "flags"),
    [
        ("1999-04-12", ()), ("31.02.1999", (DateFlag.IMPOSSIBLE,)), ("12.04.2199", (DateFlag.FUTURE,)),
        ("03/04/1999", (DateFlag.TWO_READINGS,)), ("12.04.99", (DateFlag.TWO_DIGIT_YEAR,)), ("36262",
        (DateFlag.UNREAD,)),
        ("25 років", (DateFlag.FROM_AGE,)), ("навесні 1999", (DateFlag.PARTLY_READ,)), ("н/д", (DateFlag.UNKNOWN,)),
        ("12.13.1999", (DateFlag.OTHER_CUSTOM,)), ("12.04.1999 14:30", (DateFlag.HAS_TIME,)), ("", ()), ("  ", ()),
        ("x" * 5000, (DateFlag.UNREAD,)), ("9" * 5000, (DateFlag.UNREAD,)),
    ],
)  # fmt: skip
def test_says_what_is_odd(written: str, flags: tuple[DateFlag, ...]) -> None:
    assert flags == read_written_date(written, SAID).flags


def test_reads_two_figures_and_ages_only_where_the_day_of_writing_is_known() -> None:
    assert read("12.04.99", Occasion()) == read("25 років", Occasion()) == ""
    assert DateFlag.AGE_WITHOUT_DAY in read_written_date("25 років").flags
    assert DateFlag.UNREAD in read_written_date("12.04.99").flags


def test_reads_no_year_of_two_figures_as_later_or_earlier_than_can_be() -> None:
    capture = Occasion(said_on=SAID_ON, not_before=date(1999, 4, 12))

    assert read("02.05.26", capture) == "2026-05-02"
    assert read("12.03.22", capture) == "2022-03-12"
    assert read("12.03.98", capture) == ""
    assert read("12.03.18", Occasion(said_on=SAID_ON, not_after=date(1918, 11, 11))) == "1918-03-12"


def test_lets_the_custom_of_the_source_settle_what_two_customs_read_differently_and_says_so() -> None:
    on_page = read_written_date("03/04/1999", Occasion(custom=Custom.DAY_FIRST, settled_by="page"))
    in_profile = read_written_date("03/04/1999", Occasion(custom=Custom.MONTH_FIRST, settled_by="profile"))
    plain = read_written_date("12.04.1999", Occasion(custom=Custom.DAY_FIRST, settled_by="page"))

    assert ("1999-04-03", "page") == (str(on_page.date), on_page.settled_by)
    assert ("1999-03-04", "profile") == (str(in_profile.date), in_profile.settled_by)
    assert ("1999-04-12", "") == (str(plain.date), plain.settled_by)


@pytest.mark.parametrize(
    ("written", "expected", "flags"),
    [
        ("03/04/1999 (1999-04-03)", "1999-04-03", ()), ("25 років (2020)", "", (DateFlag.UNREAD,)),
        ("25 років (1994/1995)", "1994/1995", (DateFlag.FROM_AGE,)),
        ("12.04.26 (1926-04-12)", "1926-04-12", (DateFlag.TWO_DIGIT_YEAR,)),
        ("03/04/1999 (2000)", "", (DateFlag.UNREAD,)), ("12.04.1999 (1999)", "", (DateFlag.UNREAD,)),
    ],
)  # fmt: skip
def test_takes_the_reading_that_was_chosen_behind_the_words(
    written: str, expected: str, flags: tuple[DateFlag, ...]
) -> None:
    found = read_written_date(written, SAID)

    assert (expected, flags) == (" & ".join(map(str, found.readings)), found.flags)
    assert (found.settled_by == BY_WRITER) is bool(expected)


_OPEN_STYLES = ["{d}/{m}/{y}", "{d:02}-{m:02}-{y2:02}", "{d}.{m}.{y}"]


@given(day=st.dates(date(1930, 1, 1), SAID_ON), style=st.sampled_from(_OPEN_STYLES))
def test_reads_what_was_settled_as_it_was_settled_whatever_the_occasion(day: date, style: str) -> None:
    written = style.format(d=day.day, m=day.month, y=day.year, y2=day.year % 100)
    for meant in read_written_date(written, SAID).readings:
        assert (meant,) == read_written_date(settled(written, meant)).readings


def test_reads_against_the_custom_only_what_cannot_be_read_with_it() -> None:
    found = read_written_date("04/13/1999", Occasion(custom=Custom.DAY_FIRST))

    assert ("1999-04-13", (DateFlag.OTHER_CUSTOM,)) == (str(found.date), found.flags)
    assert read("04.12.1999", Occasion(custom=Custom.MONTH_FIRST)) == "1999-04-12"
    assert read("12-04-05", Occasion(custom=Custom.ISO, said_on=SAID_ON)) == "2012-04-05"


@pytest.mark.parametrize(("language", "custom"), [("uk", "day_first"), ("ru", "day_first"), ("en", "unknown")])
def test_knows_the_custom_of_a_page_by_its_language(language: str, custom: str) -> None:
    assert custom == custom_of_language(language)


def test_keeps_the_hour_that_stood_behind_a_day() -> None:
    found = read_written_date("1999-04-12T10:00+03:00")

    assert found.time == time(10, 0, tzinfo=timezone(timedelta(hours=3)))
    midnight = read_written_date("12.04.1999 0:00:00")
    assert (time(0, 0), ()) == (midnight.time, midnight.flags)
    assert read_written_date("12.04.1999").time is None


@pytest.mark.parametrize(
    ("number", "epoch", "expected"),
    [
        (36262, Epoch.Y1900, "1999-04-12"), (36262.0, Epoch.Y1900, "1999-04-12"), (34800, Epoch.Y1904, "1999-04-12"),
        (61, Epoch.Y1900, ""), (366, Epoch.Y1900, "1900-12-31"), (367, Epoch.Y1900, "1901-01-01"),
        (1999, Epoch.Y1900, "1999"),
        (19990412, Epoch.Y1900, "1999-04-12"), (2958465, Epoch.Y1900, ""), (85, Epoch.Y1900, ""),
        (-1, Epoch.Y1900, ""), (0, Epoch.Y1900, ""), (1e300, Epoch.Y1900, ""), (float("nan"), Epoch.Y1900, ""),
        (float("inf"), Epoch.Y1900, ""), (36262.5, Epoch.Y1900, "1999-04-12"),
        (36262.999999, Epoch.Y1900, "1999-04-13"),
    ],
)  # fmt: skip
def test_reads_a_number_in_a_cell_as_a_year_or_as_days_from_the_epoch(
    number: float, epoch: Epoch, expected: str
) -> None:
    found = read_cell_number(number, SAID, epoch=epoch)

    assert expected == " & ".join(map(str, found.readings))


def test_lets_a_column_settle_its_own_custom_by_one_day_above_twelve() -> None:
    day_first = custom_of_column(["03/04/1999", "13/04/1999", "невідомо", "1999", "12.13.1999"])
    month_first = custom_of_column(["03/04/99", "4/13/1999"])
    both = custom_of_column(["13/04/1999", "04/13/1999"])
    neither = custom_of_column(["03/04/1999", "04/04/1999"])

    assert (Custom.DAY_FIRST, 1, 1) == (day_first.custom, day_first.day_first, day_first.either)
    assert Custom.MONTH_FIRST is month_first.custom
    assert Custom.UNKNOWN is both.custom is neither.custom


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("12 квітня 1999", "1999-04-12"), ("04.1999", "1999-04"), ("1999", "1999"), ("1999?", "1999"),
        ("31.02.1999", "1999-02"),
        ("c. 1999", "1997/2001"), ("1998-2000", "1998/2000"), ("25 років", "2000/2001"), ("25-40 років", ""),
        ("1990s", ""),
        ("03/04/1999", "1999-04-03|1999-03-04"), ("2011/12", "2011/2012"), ("12-15.04.1999", "1999-04"),
        ("квітень-травень 1999", "1999"), ("н/д", ""), ("Шевченко", ""), ("", ""),
    ],
)  # fmt: skip
def test_gives_matching_what_it_can_compare_by(written: str, expected: str) -> None:
    assert expected == comparable(written, SAID)


@pytest.mark.parametrize(
    ("written", "language", "expected"),
    [
        ("1999-04-12", "uk", "12 квітня 1999"), ("1999-04-12", "ru", "12 апреля 1999"), ("1999-04-12", "en",
        "12 April 1999"),
        ("04.1999", "uk", "квітень 1999"), ("бл. 04.1999", "uk", "близько квітня 1999"), ("1999", "en", "1999"),
        ("c. 1999", "en", "about 1999"), ("1998/1999", "ru", "1998 или 1999"), ("1998-2000", "en",
        "between 1998 and 2000"),
        ("04.1999-05.1999", "ru", "от апреля 1999 до мая 1999"), ("1999?", "uk", "1999, під питанням"),
    ],
)  # fmt: skip
def test_says_a_reading_back_in_words(written: str, language: str, expected: str) -> None:
    (reading,) = read_written_date(written).readings

    assert expected == in_words(reading, language)


_DAYS = st.dates(date(1800, 1, 1), date(2026, 5, 3))
_DIGITS = [chr(0x0660), chr(0x06F0), chr(0x0966), chr(0xFF10), chr(0x1D7CE)]  # the zeros of five scripts
_STYLES = [
    "{d:02}.{m:02}.{y}", "{d}.{m}.{y}", "{d}/{m}/{y}", "{d}-{m}-{y}", "{d}, {m}, {y}", "{y}-{m:02}-{d:02}",
    "{y}/{m}/{d}",
    "{y}.{m}.{d}", "{y}{m:02}{d:02}", "{d:02}{m:02}{y}", "{y}-{m:02}-{d:02}T00:00:00", "{y}-{m:02}-{d:02} 12:30",
    "{d:02}.{m:02}.{y} р.н.", "{d:02}.{m:02}.{y} г.р.", "{d}.{roman}.{y}", "{d} {roman} {y}",
]  # fmt: skip
_WORDED = [
    "{d} {month} {y}", "{d}. {month} {y}", "{month} {d}, {y}", "{y} {month} {d}", "{d}-{month}-{y}",
    "{d} {month} {y} р.",
]  # fmt: skip
_ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]


@given(day=_DAYS, style=st.sampled_from(_STYLES))
def test_reads_any_day_back_in_any_style_of_numbers(day: date, style: str) -> None:
    written = style.format(d=day.day, m=day.month, y=day.year, roman=_ROMAN[day.month - 1])

    found = read_written_date(written, Occasion(custom=Custom.DAY_FIRST))

    assert PartialDate(day.year, day.month, day.day) == found.date, written


@given(day=_DAYS, style=st.sampled_from(_WORDED), language=st.sampled_from(["uk", "ru", "en", "de", "pl"]),
       case=st.sampled_from([str.lower, str.upper, str.title]))  # fmt: skip
def test_reads_any_day_back_with_its_month_in_words(day: date, style: str, language: str, case: type[str]) -> None:
    month = month_words(language)[day.month - 1][1]
    written = case(style.format(d=day.day, y=day.year, month=month))

    assert PartialDate(day.year, day.month, day.day) == read_written_date(written).date, written


@given(day=st.dates(date(1926, 5, 4), SAID_ON))
def test_reads_two_figures_as_the_latest_year_that_can_have_been(day: date) -> None:
    assert read(f"{day:%d.%m.%y}") == day.isoformat()


_ANYTHING = st.one_of(
    st.text(max_size=40), st.text(alphabet="0123456789./-,? xхTрнг'~()бл", max_size=16),
    st.from_regex(r"[0-9]{1,4}[ ./,-][0-9a-zа-я?]{1,4}[ ./,-][0-9]{1,4}", fullmatch=True),
)  # fmt: skip


@given(text=_ANYTHING)
def test_returns_something_for_every_text_and_reads_its_own_output_as_the_same(text: str) -> None:
    for occasion in (SAID, Occasion(), Occasion(custom=Custom.MONTH_FIRST, said_on=SAID_ON, bare=Bare.AGE)):
        found = read_written_date(text, occasion)

        assert found.written == text
        assert not text.strip() or found.readings or found.flags
        comparable(text, occasion)
        for reading in found.readings:
            again = read_written_date(str(reading), occasion)
            assert (reading,) == again.readings, (text, str(reading))
            assert all(in_words(reading, language) for language in ("uk", "ru", "en"))


@given(zero=st.sampled_from(_DIGITS), text=st.from_regex(r"[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4}", fullmatch=True))
def test_reads_digits_of_other_scripts_as_ours(zero: str, text: str) -> None:
    foreign = "".join(chr(ord(zero) + int(c)) if c.isdigit() else c for c in text)
    occasion = Occasion(custom=Custom.DAY_FIRST, said_on=SAID_ON)

    assert read_written_date(text, occasion).readings == read_written_date(foreign, occasion).readings


@given(
    year=st.integers(1000, 2999), month=st.integers(1, 12), certainty=st.sampled_from(Certainty), wide=st.integers(1, 9)
)
def test_says_every_reading_so_that_it_reads_back(year: int, month: int, certainty: Certainty, wide: int) -> None:
    is_two = certainty in (Certainty.EITHER, Certainty.BETWEEN)
    first, last = (
        PartialDate(year, month),
        PartialDate(min(2999, year + wide), month) if is_two else PartialDate(year, month),
    )
    reading = DateReading(
        first=first, last=last, certainty=certainty if first != last or not is_two else Certainty.SAID
    )

    assert (reading,) == read_written_date(str(reading)).readings


def test_keeps_a_day_that_no_calendar_has_beside_its_month() -> None:
    found = read_written_date("31.02.1999").only

    assert found is not None and (PartialDate(1999, 2), PartialDate(1999, 2, 31)) == (found.first, found.as_said)
    assert found == read_written_date(str(found)).only


def test_says_an_impossible_day_as_it_stands() -> None:
    assert date_in_words(PartialDate(1999, 2, 30), "uk") == "30 лютого 1999"


def test_what_is_remembered_is_short_and_reads_the_same_as_what_is_forgotten() -> None:
    before = _remembered.cache_info().currsize
    for written in ("1999 " * 2_000, " " * 10_000, "ї" * 201):
        assert read_and_forget(written, SAID) == read_written_date(written, SAID)
    assert before == _remembered.cache_info().currsize

    for written, _ in SPELLINGS:
        assert read_and_forget(written, SAID) == read_written_date(written, SAID)
