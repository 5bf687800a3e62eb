"""Lists as camps and archives keep them: no column of events, names in one column, no header, two sheets, a total."""

from __future__ import annotations

import io

import openpyxl
import pytest

from repatria.doors.jobs.importing.profile_reading import load_profile
from repatria.doors.jobs.importing.report import report_text
from repatria.records.access.role_table import Role
from repatria.records.consequences.selectors import open_consequences
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.register.selectors import head_counts, person_for_room, person_recorded_from
from tests.doors.importing.lists import PLAIN_COLUMNS, plain_row, rejected_of
from tests.house import lay_places

pytestmark = pytest.mark.django_db

PROFILE = """\
[source]
scope = "published-list"
kind = "published_list"
reference = "published list, number {№}"
grade = "E"
key = ["№"]
[events]
always = ["prisoner"]
remarks = ["Примітка"]
words = { 'помер|загинув' = "dead", 'звільнен' = "returned" }
[columns]
"ПІБ" = ["surname", "first_names", "patronymic"]
"Рік нар." = "birth_date"
"Звання" = "rank"
"""
NAMES = ("Ярмоленко Северин Тихонович", "Бузина, Гнат", "Кізь Омелян Левкович Старший", "Ґудзь")


def _rows(count, **changed):
    for number in range(1, count + 1):
        name = changed.get(f"n{number}", f"{NAMES[number % 4]}")
        remark = "помер у шпиталі" if number % 50 == 0 else "звільнений у травні" if number % 71 == 0 else ""
        yield f"{number};{name};{1970 + number % 30};{'солдат' if number % 3 else ''};{remark}"


@pytest.fixture
def published(bring_in, tmp_path):
    profile = tmp_path / "published.toml"
    profile.write_text(PROFILE, encoding="utf-8")
    return lambda lines, name="published.csv": bring_in(
        "№;ПІБ;Рік нар.;Звання;Примітка\n" + "\n".join(lines) + "\n", profile, name
    )  # fmt: skip


def listed(number, scope="published-list"):
    return person_for_room(person_recorded_from(f'["{scope}", "{number}"]'))


def values(man, kind):
    return [one.value for one in man.particulars if one.kind == kind]


def test_takes_all_rows_of_a_list_without_an_event_column_by_fifteen_lines_and_then_its_corrected_copy(published):
    assert len(PROFILE.splitlines()) <= 15
    report = published([*_rows(568), "Всього: 568;;;;"])
    assert (569, 568, 0, 1) == (report.rows, report.accepted, report.rejected, report.totals)
    assert {"prisoner": 568, "dead": 11, "returned": 8} == dict(report.events)
    assert [] == report.told_counts

    corrected = published([*_rows(568, n7="Ґудзь Іван", n8=""), "Всього: 568;;;;"])
    assert (0, 566, 2, 0) == (corrected.accepted, corrected.already_there, corrected.corrected, corrected.rejected)
    man = listed(7)
    assert (["Ґудзь"], ["Іван"]) == (values(man, "surname"), values(man, "first_names"))
    assert ["published list, number 7"] == sorted({one.source_reference for one in man.particulars})
    assert ["Ярмоленко"] == values(listed(8), "surname")  # a blank took nothing back
    assert verify(log_verifier()).is_equal


def test_parts_a_name_in_the_order_of_the_profile_and_says_where_it_does_not_fit(published):
    published(list(_rows(3)))
    man = listed(2)
    assert (["Кізь"], ["Омелян"], ["Левкович Старший"]) == tuple(
        values(man, kind) for kind in ("surname", "first_names", "patronymic")
    )
    assert all("parted_otherwise" in one.flags for one in man.particulars if one.kind in ("surname", "patronymic"))
    assert ["Бузина"] == values(listed(1), "surname")


def test_a_list_that_counts_more_than_it_names_lies_before_the_registrar_once(published):
    lines = [*_rows(30), "Всього;31;;;"]
    report = published(lines)
    published(lines)
    assert [("32", 31, 30)] == report.told_counts
    assert "line 32 says 31, the rows above it name 30" in report_text(report)
    (item,) = open_consequences(concerns=[Role.REGISTRAR])
    assert ("lists", "importing.E004", "published.csv") == (item.consumer, item.code, item.about)


def test_a_row_that_says_of_nobody_who_he_is_is_no_man(published):
    report = published(["1;Ґудзь;1980;;", "2;;;;не відомо хто"])
    assert [(3, "has nothing that says of anybody who he is")] == rejected_of(report)


def test_reads_columns_by_their_numbers_where_no_header_stands(bring_in, tmp_path):
    profile = tmp_path / "bare.toml"
    profile.write_text(
        '[file]\nheader = false\n[source]\nscope = "bare"\nkind = "list"\nreference = "line {line}"\ngrade = "D"\n'
        'key = ["1"]\n[events]\nalways = ["prisoner"]\n[columns]\n'
        '"2" = ["surname", "first_names"]\n"4" = "birth_date"\n',
        encoding="utf-8",
    )
    report = bring_in("1;Ґудзь Іван;x;1980\n2;Кізь Левко;;\n", profile)
    assert (2, 0) == (report.accepted, report.rejected)
    assert "columns go by their numbers" in report.reading
    assert (["Ґудзь"], ["1980"]) == (values(listed(1, "bare"), "surname"), values(listed(1, "bare"), "birth_date"))


def test_an_odd_day_of_capture_rejects_nobody_and_is_kept_as_it_is_written(register_of):
    report = register_of(plain_row(1, captured_on="about Easter"), plain_row(2, captured_on="02.05.2099"), plain_row(3))
    assert (3, 0) == (report.accepted, report.rejected)
    men = [person_for_room(person_recorded_from(f'["plain-register", "R-7", "{one}"]')) for one in (1, 2, 3)]
    assert ["", "", "2026-05-02"] == [man.captured_on for man in men]
    assert [["captured_on: about Easter"], ["captured_on: 02.05.2099"], []] == [values(man, "note") for man in men]
    flags = [one.flags for man in men for one in man.particulars if one.kind == "note"]
    assert [("unread_date",), ("future_date",)] == flags


def test_a_corrected_register_moves_nobody_and_asks_a_person_about_custody(register_of, clock):
    lay_places(clock(), "CAMP-2")
    register_of(plain_row(1), plain_row(2))
    report = register_of(plain_row(1, holder="CAMP-2", rank="капітан", unit=""), plain_row(2))
    assert (0, 1, 1, 1) == (report.accepted, report.already_there, report.corrected, report.differs)
    man = person_for_room(person_recorded_from('["plain-register", "R-7", "1"]'))
    assert ("UNIT-3", ["сержант", "капітан"]) == (man.holder, values(man, "rank"))
    (item,) = open_consequences(concerns=[Role.REGISTRAR])
    assert ("lists", "importing.E005", man.person_id) == (item.consumer, item.code, item.about)


def test_two_camps_on_two_sheets_are_two_places_and_nobody_is_lost(bring_in, tmp_path, clock):
    lay_places(clock(), "CAMP-1", "CAMP-2")
    profile = tmp_path / "two.toml"
    text = load_text("plain-register").replace('key = ["register", "entry"]', 'key = ["sheet", "entry"]')
    profile.write_text(text.replace('holder = "holder"', 'holder = "sheet"'), encoding="utf-8")
    book = openpyxl.Workbook()
    for camp, surname in (("CAMP-1", "Ґудзь"), ("CAMP-2", "Кізь")):
        sheet = book.create_sheet(camp)
        sheet.append(PLAIN_COLUMNS)
        row = plain_row(1, surname=surname, card_number=f"{camp}-1")
        sheet.append([row.get(name, "") for name in PLAIN_COLUMNS])
    book.remove(book.worksheets[0])
    content = io.BytesIO()
    book.save(content)
    report = bring_in(content.getvalue(), profile, "two.xlsx")
    assert (2, 0) == (report.accepted, report.rejected)
    assert {"CAMP-1": 1, "CAMP-2": 1} == head_counts()


def load_text(name):
    from repatria.doors.jobs.importing.profile import find_profile

    return find_profile(name).read_text(encoding="utf-8")


def test_every_profile_that_ships_is_proved():
    from repatria.doors.jobs.importing.profile import shipped_profiles

    assert {"loss-lists", "plain-register"} <= set(shipped_profiles())
    assert all(load_profile(name).title for name in shipped_profiles())
