"""Dates of lists: by the profile's word, by what a column shows, by the day of the list; else kept and flagged."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from repatria.doors.jobs.importing.profile import find_profile
from repatria.doors.jobs.importing.profile_reading import load_profile
from repatria.records.ledger.reading import entries_since
from repatria.records.register.selectors import person_for_room
from tests.doors.importing.lists import LOSS_COLUMNS, LOSS_LISTS, as_csv, loss_row

pytestmark = pytest.mark.django_db

ADDED = {
    "custom": ('from = "birth_year"', 'from = "birth_year"\ncustom = "month_first"'),
    "written_on": ("[source]", '[source]\nwritten_on = "1915-01-01"'),
}


@pytest.fixture
def profile(tmp_path):
    """The profile of the loss lists with one more word in it."""

    def write(*words):
        text = find_profile(LOSS_LISTS).read_text(encoding="utf-8")
        for word in words:
            before, after = ADDED[word]
            assert before in text
            text = text.replace(before, after, 1)
        path = tmp_path / "profile.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def births():
    persons = [recorded.act.person_id for recorded in entries_since(0, kinds=("register.listed_recorded",))]
    found = [p for person in persons for p in person_for_room(person).particulars if p.kind == "birth_date"]
    return [(p.value, p.flags) for p in found]


def listed(*written):
    return as_csv(LOSS_COLUMNS, [loss_row(number, birth_year=one) for number, one in enumerate(written, start=1)])


def test_a_column_in_which_nothing_shows_the_custom_is_kept_and_flagged(bring_in):
    report = bring_in(listed("03/04/1890", "04/04/1890", "1891"))

    assert [("03/04/1890", ("two_readings",)), ("1890-04-04", ()), ("1891", ())] == births()
    assert "strokes" not in report.reading


def test_one_value_above_twelve_settles_the_column_and_the_report_says_so(bring_in):
    report = bring_in(listed("03/04/1890", "13/04/1890", "05/06/1890"))

    assert ["1890-04-03", "1890-04-13", "1890-06-05"] == [value for value, _ in births()]
    assert "in 'birth_year' dates with strokes put the day first: 1 values show it" in report.reading


def test_the_word_of_the_profile_goes_before_what_the_column_shows(bring_in, profile):
    report = bring_in(listed("03/04/1890", "04/13/1890"), profile=profile("custom"))

    assert ["1890-03-04", "1890-04-13"] == [value for value, _ in births()]
    assert "strokes" not in report.reading


def test_ages_and_two_figures_count_from_the_day_of_the_list(bring_in, profile):
    bring_in(listed("25 Jahre", "89", "12.04.89"), profile=profile("written_on"))

    assert [
        ("25 Jahre (1889/1890)", ("from_age",)), ("1889", ("two_digit_year",)), ("1889-04-12", ("two_digit_year",)),
    ] == births()  # fmt: skip


def test_a_day_of_the_list_that_is_none_is_a_fault_of_the_profile(profile, tmp_path):
    from repatria.doors.jobs.importing.errors import FaultyProfileError

    path = profile("written_on")
    path.write_text(path.read_text(encoding="utf-8").replace("1915-01-01", "1915-13-01"), encoding="utf-8")

    with pytest.raises(FaultyProfileError) as refused:
        load_profile(str(path))

    assert "[source] written_on" in dict(refused.value.faults)


@pytest.mark.parametrize(("epoch", "kept"), [("1900", "1999-04-12"), ("1904", "2003-04-13")])
def test_a_number_in_a_cell_is_a_count_of_days_and_typed_text_never(bring_in, epoch, kept):
    book = openpyxl.Workbook()
    if epoch == "1904":
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append(list(LOSS_COLUMNS))
    for number, one in enumerate((36262, "36262", 1891), start=1):
        row = loss_row(number) | {"birth_year": one}
        book.active.append([row.get(column, "") for column in LOSS_COLUMNS])
    content = BytesIO()
    book.save(content)

    bring_in(content.getvalue(), name="list.xlsx")

    assert [(kept, ("serial_day",)), ("36262", ("unread_date",)), ("1891", ())] == births()
