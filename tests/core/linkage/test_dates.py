"""Birth dates: what is read, and every level against a comparison written out date by date."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.core.linkage.candidates import YearCounts, date_text, level_of, pack_date, read_date
from repatria.core.linkage.candidates.dates import asked_date, other_dates
from repatria.core.linkage.comparison import FIELD_LEVELS, learned_weights

NAMES = FIELD_LEVELS["birth_date"]
WEIGHTS = learned_weights()
NO_BITS = np.zeros(len(NAMES), dtype=np.float32)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1999-04-12", (1999, 4, 12)), (" 1999-4-2 ", (1999, 4, 2)), ("1999-04", (1999, 4, 0)), ("1999", (1999, 0, 0)),
        ("1999-00-12", (1999, 0, 0)), ("0000", (0, 0, 0)), ("", (0, 0, 0)), ("12.04.1999", (0, 0, 0)),
        ("99", (0, 0, 0)), ("19990412", (0, 0, 0)), ("1999-04-12T00:00", (0, 0, 0)), ("١٩٩٩", (0, 0, 0)),
        ("1999-04-12\x00", (0, 0, 0)), ("unknown", (0, 0, 0)), ("1998/2000", (1999, 0, 0)), ("1998/1999", (1998, 0, 0)),
        ("1999-04-03|1999-03-04", (1999, 4, 3)), ("1999-04|1999-05", (0, 0, 0)),
    ],
)  # fmt: skip
def test_reads_year_month_and_day_and_takes_anything_else_as_not_known(text: str, expected: tuple[int, ...]) -> None:
    assert read_date(text) == expected


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("1999-04-12", "1999-04-12", "birth_date_same"), ("1999-04-12", "1999-12-04", "birth_date_swapped"),
        ("1999-04-12", "1999-04-13", "birth_date_one_digit"), ("1999-04-12", "1989-04-12", "birth_date_one_digit"),
        ("1999-04-12", "1999-05-12", "birth_date_one_digit"), ("1999-04-12", "1999-04-27", "birth_date_month_same"),
        ("1999-04-12", "1988-04-12", "birth_date_day_month_same"), ("1999-04-12", "1999-11-27", "birth_date_year_same"),
        ("1999-04-12", "2001-11-27", "birth_date_year_near"), ("1999-04-12", "1987-11-27", "birth_date_other"),
        ("1999-04", "1999-04-12", "birth_month_same"), ("1999-04-12", "1999-04", "birth_month_same"),
        ("1999-04", "1999-05", "birth_month_other"), ("2004-05", "2004-09-16", "birth_month_other"),
        ("2004-09-16", "2004-05", "birth_month_other"), ("2004-05", "2003-09-16", "birth_year_other"),
        ("2004-05", "2003-05-16", "birth_year_near"), ("2004-05", "2004-01-01", "birth_year_same"),
        ("2004-01", "2004-01-01", "birth_year_same"), ("2004-01", "2004-09-16", "birth_month_other"),
        ("1999", "1999-04-12", "birth_year_same"),
        ("1999-04-12", "1999", "birth_year_same"), ("1999", "1997", "birth_year_near"),
        ("1999", "1996-04-12", "birth_year_other"), ("", "1999", "birth_date_missing"),
        ("1999-01-01", "1999-01-01", "birth_date_same"), ("1999-01-01", "1999-07-23", "birth_year_same"),
        ("1999-07-23", "1999-01-01", "birth_year_same"), ("1999-01-01", "1999-01-11", "birth_year_same"),
        ("1999-01-01", "1998-01-01", "birth_year_near"), ("1999-01-01", "1989-01-01", "birth_year_other"),
        ("1999-04-12", "", "birth_date_missing"), ("nonsense", "1999", "birth_date_missing"),
    ],
)  # fmt: skip
def test_two_dates_agree_as_said(one: str, other: str, level: str) -> None:
    assert _level(one, other) == level


def _level(asked: str, held: str) -> str:
    return NAMES[int(level_of(pack_date(held), asked_date(asked, NO_BITS)))]


def _digits_apart(one: int, other: int, width: int) -> int:
    return sum(a != b for a, b in zip(f"{one:0{width}d}", f"{other:0{width}d}", strict=True))


def _expected(asked: str, held: str) -> str:
    (year, month, day), (y, m, d) = read_date(asked), read_date(held)
    if not year or not y:
        return "birth_date_missing"
    near = "same" if year == y else "near" if abs(year - y) <= 2 else "other"
    if not (month and m):
        return f"birth_year_{near}"
    if not (day and d):
        if (1, 1) in ((month, day), (m, d)):
            return f"birth_year_{near}"
        if month != m:
            return "birth_month_other" if year == y else "birth_year_other"
        return "birth_month_same" if year == y else f"birth_year_{near}"
    apart = (_digits_apart(year, y, 4), _digits_apart(month, m, 2), _digits_apart(day, d, 2))
    if apart == (0, 0, 0):
        return "birth_date_same"
    if (1, 1) in ((month, day), (m, d)):
        return f"birth_year_{near}"
    if (year, month, day) == (y, d, m):
        return "birth_date_swapped"
    if sum(apart) == 1:
        return "birth_date_one_digit"
    if (year, month) == (y, m):
        return "birth_date_month_same"
    if (month, day) == (m, d):
        return "birth_date_day_month_same"
    return {"same": "birth_date_year_same", "near": "birth_date_year_near", "other": "birth_date_other"}[near]


YEARS = st.one_of(st.integers(1995, 2002), st.integers(0, 9999))
DATES = st.one_of(
    st.builds("{:04d}-{:02d}-{:02d}".format, YEARS, st.integers(0, 13), st.integers(0, 32)),
    st.builds("{:04d}-{:02d}".format, YEARS, st.integers(0, 13)),
    st.builds("{:04d}".format, YEARS),
    st.just(""),
    st.text(max_size=12),
)


@given(DATES, DATES)
def test_packed_dates_agree_as_written_ones_do(asked: str, held: str) -> None:
    assert _level(asked, held) == _expected(asked, held)


@given(DATES)
def test_a_packed_date_is_written_as_it_was_read(text: str) -> None:
    assert read_date(date_text(pack_date(text))) == read_date(text)


@given(st.dates(), st.dates())
def test_packed_dates_sort_as_dates_do(one: date, other: date) -> None:
    assert (one < other) == (pack_date(one.isoformat()) < pack_date(other.isoformat()))


@given(st.dates(min_value=date(1000, 1, 1)))
def test_the_dates_looked_up_are_the_date_and_one_slip_off_it(day: date) -> None:
    near, off = other_dates(day.isoformat())

    assert {_level(day.isoformat(), date_text(one)) for one in near} <= {"birth_date_same", "birth_date_swapped"}
    assert "birth_date_other" not in {_level(day.isoformat(), date_text(one)) for one in off}


@given(DATES, DATES)
def test_agreement_of_dates_has_no_direction(one: str, other: str) -> None:
    assert _level(one, other) == _level(other, one)


def _counted(held: list[str]) -> YearCounts:
    years = YearCounts()
    years.count(np.array([pack_date(text) for text in held], dtype=np.int32), 1)
    return years


@given(DATES, st.lists(DATES, max_size=20))
def test_what_is_missing_weighs_nothing_and_every_weight_is_a_number(asked: str, held: list[str]) -> None:
    bits = _counted(held).bits(WEIGHTS, *read_date(asked))

    assert bits[0] == 0
    assert len(bits) == len(NAMES)
    assert np.isfinite(bits).all()


def test_where_its_writer_left_a_choice_agreeing_with_any_of_it_weighs_the_same_and_less_than_the_best() -> None:
    years = _counted([f"{1960 + n % 45}-{n % 12 + 1:02d}-{n % 28 + 1:02d}" for n in range(1000)])
    plain = dict(zip(NAMES, years.bits(WEIGHTS, 1988), strict=True))
    about = dict(zip(NAMES, years.bits_of(WEIGHTS, "1986/1990"), strict=True))
    days = dict(zip(NAMES, years.bits_of(WEIGHTS, "1988-04-03|1988-03-04"), strict=True))

    assert about["birth_month_same"] == about["birth_year_same"] == about["birth_year_near"]
    assert plain["birth_year_near"] < about["birth_year_same"] < plain["birth_year_same"]
    assert plain["birth_year_other"] == about["birth_year_other"]
    assert (
        plain["birth_date_swapped"] < days["birth_date_same"] == days["birth_date_swapped"] < plain["birth_date_same"]
    )
    assert list(years.bits_of(WEIGHTS, "1988-04-03")) == list(years.bits(WEIGHTS, 1988, 4, 3))
    assert not _counted([]).bits_of(WEIGHTS, "н/д").any()


def test_of_a_record_with_two_days_the_year_is_filed() -> None:
    assert pack_date("1999-04-03|1999-03-04") == pack_date("1999")


def test_better_agreement_weighs_more() -> None:
    held = [f"{1960 + n % 45}-{n % 12 + 1:02d}-{n % 28 + 1:02d}" for n in range(1000)]
    bits = dict(zip(NAMES, _counted(held).bits(WEIGHTS, 1988), strict=True))

    assert (
        bits["birth_date_same"] > bits["birth_date_swapped"] > bits["birth_date_year_same"] > bits["birth_date_other"]
    )
    assert bits["birth_month_same"] > bits["birth_year_near"] > bits["birth_year_other"]
    assert bits["birth_date_other"] < 0 and bits["birth_year_other"] < 0


@given(st.lists(DATES, min_size=1, max_size=10), st.lists(DATES, max_size=10))
def test_dates_counted_and_taken_away_leave_no_trace(kept: list[str], gone: list[str]) -> None:
    worn = _counted([*kept, *gone])
    worn.count(np.array([pack_date(text) for text in gone], dtype=np.int32), -1)

    assert (worn.of_year == _counted(kept).of_year).all()


_AGES = [f"{1955 + (n * 7) % 53}-{n % 12 + 1:02d}-{n % 28 + 1:02d}" for n in range(4000)] + ["2006-05-05", "2006-06-06"]


@given(st.dates(date(1930, 1, 1), date(2025, 1, 1)), st.dates(date(1930, 1, 1), date(2025, 1, 1)))
def test_two_whole_dates_that_differ_never_count_in_favour_but_for_a_slip_of_the_pen(one: date, other: date) -> None:
    level = _level(one.isoformat(), other.isoformat())
    bits = dict(zip(NAMES, _counted(_AGES).bits_of(WEIGHTS, one.isoformat()), strict=True))[level]

    slips = ("birth_date_same", "birth_date_swapped", "birth_date_one_digit")
    assert bits <= 0 or level in slips or (1, 1) in ((one.month, one.day), (other.month, other.day))


@given(st.dates(date(1930, 1, 1), date(2025, 1, 1)), st.dates(date(1930, 1, 1), date(2025, 1, 1)))
def test_two_months_that_differ_never_count_in_favour(one: date, other: date) -> None:
    asked, held = one.isoformat()[:7], other.isoformat()
    bits = dict(zip(NAMES, _counted(_AGES).bits_of(WEIGHTS, asked), strict=True))[_level(asked, held)]

    assert bits <= 0 or one.month == other.month or (other.month, other.day) == (1, 1)


@pytest.mark.parametrize("held", [_AGES, _AGES[:300], ["1950-07-17", "2006-04-04"] * 40])
def test_at_the_ends_of_the_ages_too_the_true_year_weighs_more_than_one_a_little_off(held: list[str]) -> None:
    years = _counted(held)
    for born in (1930, 1948, 1950, 1955, 2006, 2008, 2015):
        same = dict(zip(NAMES, years.bits_of(WEIGHTS, str(born)), strict=True))["birth_year_same"]
        for off in (-2, -1, 1, 2):
            near = dict(zip(NAMES, years.bits_of(WEIGHTS, str(born + off)), strict=True))["birth_year_near"]

            assert near < same, (born, off)


def test_at_the_ends_of_the_ages_two_whole_dates_that_differ_do_not_count_in_favour() -> None:
    bits = dict(zip(NAMES, _counted(_AGES).bits_of(WEIGHTS, "1950-07-17"), strict=True))

    assert _level("1950-07-17", "1948-04-07") == "birth_date_year_near"
    assert bits["birth_date_year_near"] <= 0


def test_a_day_on_which_many_are_born_weighs_less_than_another() -> None:
    held = [f"{1960 + n % 45}-{n % 12 + 1:02d}-{n % 27 + 2:02d}" for n in range(2000)]
    heaped = held + ["1980-01-01", "1991-01-01", "1975-07-15"] * 100
    plain, years = _counted(held), _counted(heaped)

    def same(counted: YearCounts, text: str) -> float:
        return float(counted.bits_of(WEIGHTS, text)[NAMES.index("birth_date_same")])

    assert same(years, "1984-01-01") < same(years, "1984-07-15") - 0.5 < same(years, "1984-03-09") - 3
    assert same(plain, "1984-01-01") == pytest.approx(same(plain, "1984-01-09"), abs=0.2)
    assert same(years, "1984-01-01") > float(years.bits_of(WEIGHTS, "1984")[NAMES.index("birth_year_same")])
