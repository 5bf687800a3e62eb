"""Birth dates: what is read, and every level against a comparison written out date by date."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.core.linkage.dates import DateColumn, read_date
from repatria.core.linkage.weights import FIELD_LEVELS, learned_weights

NAMES = FIELD_LEVELS["birth_date"]
WEIGHTS = learned_weights()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1999-04-12", (1999, 4, 12)), (" 1999-4-2 ", (1999, 4, 2)), ("1999-04", (1999, 4, 0)), ("1999", (1999, 0, 0)),
        ("1999-00-12", (1999, 0, 0)), ("0000", (0, 0, 0)), ("", (0, 0, 0)), ("12.04.1999", (0, 0, 0)),
        ("99", (0, 0, 0)), ("19990412", (0, 0, 0)), ("1999-04-12T00:00", (0, 0, 0)), ("١٩٩٩", (0, 0, 0)),
        ("1999-04-12\x00", (0, 0, 0)), ("unknown", (0, 0, 0)),
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
        ("1999-04", "1999-05", "birth_year_same"), ("1999", "1999-04-12", "birth_year_same"),
        ("1999-04-12", "1999", "birth_year_same"), ("1999", "1997", "birth_year_near"),
        ("1999", "1996-04-12", "birth_year_other"), ("", "1999", "birth_date_missing"),
        ("1999-04-12", "", "birth_date_missing"), ("nonsense", "1999", "birth_date_missing"),
    ],
)  # fmt: skip
def test_two_dates_agree_as_said(one: str, other: str, level: str) -> None:
    assert _level(one, other) == level


def _level(asked: str, held: str) -> str:
    column = DateColumn(1)
    column.put(0, held)
    return NAMES[int(column.levels(1, asked)[0])]


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
        return "birth_month_same" if (year, month) == (y, m) else f"birth_year_{near}"
    apart = (_digits_apart(year, y, 4), _digits_apart(month, m, 2), _digits_apart(day, d, 2))
    if apart == (0, 0, 0):
        return "birth_date_same"
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


@given(DATES, st.lists(DATES, min_size=1, max_size=20))
def test_a_whole_column_agrees_as_its_dates_do_one_by_one(asked: str, held: list[str]) -> None:
    column = DateColumn(len(held))
    for place, text in enumerate(held):
        column.put(place, text)

    assert [NAMES[int(level)] for level in column.levels(len(held), asked)] == [_expected(asked, one) for one in held]


@given(DATES, DATES)
def test_agreement_of_dates_has_no_direction(one: str, other: str) -> None:
    assert _level(one, other) == _level(other, one)


@given(DATES, st.lists(DATES, max_size=20))
def test_what_is_missing_weighs_nothing_and_every_weight_is_a_number(asked: str, held: list[str]) -> None:
    column = DateColumn(max(1, len(held)))
    for place, text in enumerate(held):
        column.put(place, text)
    bits = column.bits(WEIGHTS, asked)

    assert bits[0] == 0
    assert len(bits) == len(NAMES)
    assert np.isfinite(bits).all()


def test_better_agreement_weighs_more() -> None:
    column = DateColumn(1000)
    for place in range(1000):
        column.put(place, f"{1960 + place % 45}-{place % 12 + 1:02d}-{place % 28 + 1:02d}")
    bits = dict(zip(NAMES, column.bits(WEIGHTS, "1988-03-14"), strict=True))

    assert (
        bits["birth_date_same"] > bits["birth_date_swapped"] > bits["birth_date_year_same"] > bits["birth_date_other"]
    )
    assert bits["birth_month_same"] > bits["birth_year_near"] > bits["birth_year_other"]
    assert bits["birth_date_other"] < 0 and bits["birth_year_other"] < 0


@given(st.lists(DATES, min_size=1, max_size=10), st.lists(DATES, max_size=10))
def test_dates_put_and_taken_away_leave_no_trace(kept: list[str], gone: list[str]) -> None:
    plain, worn = DateColumn(len(kept)), DateColumn(1)
    for place, text in enumerate(kept):
        plain.put(place, text)
    worn.grow(len(kept) + len(gone))
    for place, text in enumerate([*kept, *gone]):
        worn.put(place, text)
    for place in range(len(kept), len(kept) + len(gone)):
        worn.put(place, "")

    for asked in kept:
        assert (plain.bits(WEIGHTS, asked) == worn.bits(WEIGHTS, asked)).all()
        assert (plain.levels(len(kept), asked) == worn.levels(len(kept), asked)).all()
