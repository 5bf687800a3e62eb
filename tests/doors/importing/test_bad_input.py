"""Bad input: accepted and flagged, or rejected with line and reason; nothing raised, no row lost, raw rows kept."""

from __future__ import annotations

import csv
import io
import json
import random
import stat
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.core.vocabulary.errors import InputError, OutsideError
from repatria.doors.files.tables.rows import BadRow, Row
from repatria.doors.jobs.importing.opening import open_list
from repatria.doors.jobs.importing.profile_reading import load_profile
from repatria.doors.jobs.importing.report import ImportReport, report_text
from repatria.doors.jobs.matcher import Matcher
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import entries_since
from repatria.records.ledger.verify import verify
from repatria.records.register.selectors import person_for_room
from tests.doors.importing.lists import LOSS_COLUMNS, LOSS_LISTS, as_csv, loss_row, rejected_of

HEADER = ",".join(LOSS_COLUMNS)
LISTED = ("register.listed_recorded",)


def surname_of(report):
    """Value and flags of the only accepted man's surname."""
    assert 1 == report.accepted
    (recorded,) = entries_since(0, kinds=LISTED)
    first = person_for_room(recorded.act.person_id).particulars[0]
    return first.value, first.flags


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "flags"),
    [
        ("Ж", ("one_letter",)),
        ("Ц" * 10_000, ("very_long",)),
        ("О’Гній", ()),
        ("О'Гній", ()),
        ("ОʼГній", ()),
        ("О`Гній", ("apostrophe_variant",)),
        ("О'Г’ній", ("apostrophe_variant",)),
        ("Ceferінz", ("mixed_script",)),
        ("\u202eceferinz", ("bidi_control",)),
        ("Cefe\x00rinz", ("control_character",)),
        ("Cefe\x1b[31mrinz", ("control_character", "digit_in_name")),
        ("Ce\u200bferinz", ("zero_width",)),
        ("=cmd|' /C calc'!A0", ("apostrophe_variant", "digit_in_name", "formula_like")),
        ("<script>alert(1)</script>", ("digit_in_name",)),
        ("'; DROP TABLE register_protectedperson; --", ()),
        ("{{ secret }}", ()),
        ("🙂", ("emoji",)),
    ],
    ids=range(17),
)  # fmt: skip
def test_keeps_an_odd_name_to_the_letter_and_flags_it(loss_list, house, name, flags):
    report = loss_list(loss_row(1, surname=name))

    value, found = surname_of(report)
    assert name == value
    assert set(flags) - {"apostrophe_variant"} <= set(found)
    assert set(found) <= {*flags, "apostrophe_variant"}
    (recorded,) = entries_since(0, kinds=LISTED)
    assert name == json.loads(recorded.act.identity.raw)["surname"]
    matcher = Matcher(house)
    matcher.build()
    assert 1 == len(matcher.persons)
    assert verify(log_verifier()).is_equal


@pytest.mark.django_db
def test_keeps_the_raw_row_with_its_extra_columns(bring_in):
    content = as_csv([*LOSS_COLUMNS, "remark of the clerk"], [loss_row(1) | {"remark of the clerk": " two  blanks "}])

    report = bring_in(content)

    assert ("same_as", "remark of the clerk") == report.extra_columns
    assert "remark of the clerk" in report_text(report)
    (recorded,) = entries_since(0, kinds=LISTED)
    assert " two  blanks " == json.loads(recorded.act.identity.raw)["remark of the clerk"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"surname": "x" * 200_000}, "surname is longer than 20,000 characters"),
        ({"event_details": "gestorben " * 50_000}, "event_details is longer than 20,000 characters"),
        ({"note": "x" * 1_100_000}, "longer than 1,000,000 bytes"),
        ({"id": " "}, "has nothing in the column that names the row: id"),
        ({"event_types": ""}, "names no event"),
        ({"event_types": "promoted"}, "names an event that the profile does not know: 'promoted'"),
        ({"event_types": ";".join(["pow"] * 40)}, "names more than 20 events"),
    ],
    ids=["200 kB field", "500 kB event", "1 MB row", "no key", "no event", "unknown event", "too many events"],
)
def test_rejects_with_line_and_reason_and_takes_the_next(loss_list, given, reason):
    report = loss_list(loss_row(1, **given), loss_row(2))

    assert (2, 1, 1) == (report.rows, report.accepted, report.rejected)
    assert [(2, reason)] == rejected_of(report)
    assert f"1 x {reason}" in report_text(report)


@pytest.mark.django_db
def test_keeps_a_field_of_200_kb_that_no_particular_reads(bring_in):
    report = bring_in(as_csv([*LOSS_COLUMNS, "scan"], [loss_row(1) | {"scan": "x" * 200_000}]))

    assert 1 == report.accepted
    (recorded,) = entries_since(0, kinds=LISTED)
    assert 200_000 == len(json.loads(recorded.act.identity.raw)["scan"])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("written", "kept", "flags"),
    [
        ("1890", "1890", ()),
        ("1890-02-30", "1890-02-30", ("impossible_date",)),
        ("1890-13-01", "1890-13-01", ("other_custom",)),
        ("0000", "0000", ("unknown_date",)),
        ("9999", "9999", ("future_date",)),
        ("18886", "18886", ("unread_date",)),
        ("spring 1889", "spring 1889", ("partly_read",)),
        ("12. April 1889", "1889-04-12", ()),
        ("ca. 1889", "ca. 1889", ()),
        ("89", "89", ("two_digit_year",)),
        ("25 Jahre", "25 Jahre", ("age_without_day", "unread_date")),
        ("١٨٩٠", "1890", ()),
    ],
)
def test_keeps_impossible_dates_and_flags_them(loss_list, written, kept, flags):
    loss_list(loss_row(1, birth_year=written))

    (recorded,) = entries_since(0, kinds=LISTED)
    birth = [p for p in person_for_room(recorded.act.person_id).particulars if p.kind == "birth_date"]
    assert [(kept, flags)] == [(p.value, p.flags) for p in birth]


@pytest.mark.django_db
def test_rejects_rows_whose_cells_do_not_fit_the_header(bring_in):
    alone, few = "Summe: 12", "vll.1,19150101"
    many, trailing = as_csv(LOSS_COLUMNS, [loss_row(2)]).splitlines()[1] + ",more", ""
    trailing = as_csv(LOSS_COLUMNS, [loss_row(3)]).splitlines()[1] + ",,,"

    report = bring_in("\r\n".join([HEADER, alone, few, many, "", trailing]))

    assert (4, 1, 3) == (report.rows, report.accepted, report.rejected)
    reasons = [
        "has one cell alone: a heading, a total, or half a row", "names no event",
        "has more cells than the header: 21, the header has 20",
    ]  # fmt: skip
    assert [*enumerate(reasons, start=2)] == rejected_of(report)
    assert all(f"1 x {reason}" in report_text(report) for reason in reasons)


@pytest.mark.django_db
def test_fills_a_row_that_is_shorter_than_the_header_and_says_so(bring_in):
    row = ",".join(loss_row(1).get(column, "") for column in LOSS_COLUMNS[:16])

    report = bring_in(f"{HEADER}\n{row}\n")

    assert 1 == report.accepted
    assert {"short_row": 1} == dict(report.flagged)
    (recorded,) = entries_since(0, kinds=LISTED)
    assert "" == json.loads(recorded.act.identity.raw)["note"]


@pytest.mark.django_db
def test_an_open_quotation_mark_costs_one_row(bring_in):
    lines = as_csv(LOSS_COLUMNS, [loss_row(n) for n in range(1, 200)]).splitlines()
    lines[3] = lines[3].replace("Ceferinz", '"Ceferinz')

    report = bring_in("\n".join(lines))

    assert (199, 198) == (report.rows, report.accepted)
    assert [(4, "a quotation mark is opened and not closed")] == rejected_of(report)


@pytest.mark.django_db
def test_reads_marks_within_cells_breaks_within_cells_and_lone_carriage_returns(bring_in):
    rows = [loss_row(1, unit='S. M. S. "Zentaur"'), loss_row(2, note="first line\nsecond line"), loss_row(3)]
    content = as_csv(LOSS_COLUMNS, rows).replace('"S. M. S. ""Zentaur"""', 'S. M. S. "Zentaur"').replace("\r\n", "\r")

    report = bring_in(content)

    assert 3 == report.accepted
    raws = [json.loads(recorded.act.identity.raw) for recorded in entries_since(0, kinds=LISTED)]
    assert ['S. M. S. "Zentaur"', "IR. Nr. 999", "IR. Nr. 999"] == [raw["unit"] for raw in raws]
    assert "first line\nsecond line" == raws[1]["note"]


@pytest.mark.django_db
@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_finds_the_separator(bring_in, delimiter):
    assert 1 == bring_in(as_csv(LOSS_COLUMNS, [loss_row(1)], delimiter)).accepted


@pytest.mark.django_db
@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
def test_the_file_of_rejected_rows_is_private_and_evaluates_nothing(loss_list, sign):
    report = loss_list(loss_row(1, event_types="", surname=f"{sign}HYPERLINK(1)", forename="\u202eAnton", rank=""))

    assert 0o600 == stat.S_IMODE(report.rejected_file.stat().st_mode)
    with report.rejected_file.open(encoding="utf-8", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert [*LOSS_COLUMNS, "line", "reason"] == list(row)
    assert f"'{sign}HYPERLINK(1)" == row["surname"]
    assert "'" not in row.values()
    assert str(report.rejected_file) in report_text(report)


_ODD = (
    "", " ", "\x00", "\x1b[2J", "\r", "\n", "\u202e", "\u2066", "\u200f", "\ufeff", "\ufffd", "\U000e0041",
    "e\u0301", "і", "i",
    "ʼ", "’", "'", '"', ";", ",", "\t", "=1+1", "@x", "-2+3", "<b>", "{{x}}", "%s", "30.02.1999", "0000", "1890", "🙂",
    "pow", "death", ";", "War tot gemeldet", "nicht legal nachgewiesen", "statt", " statt ", "z" * 3_000, "Ковальчук",
)  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_storm_of_odd_cells_loses_no_row_and_leaves_the_store_true(bring_in, house, delimiter):
    chance = random.Random(612)
    columns = [column for column in LOSS_COLUMNS if column not in ("id", "event_types")]
    rows = [
        loss_row(
            number,
            event_types=chance.choice(("pow", "death", "wounded;pow", "", ";")),
            **{c: "".join(chance.choices(_ODD, k=chance.randint(0, 4))) for c in chance.sample(columns, 6)},
        )
        for number in range(400)
    ]

    report = bring_in(as_csv(LOSS_COLUMNS, rows, delimiter))

    assert 400 == report.rows
    assert sum(row["event_types"] in ("", ";") for row in rows) == report.rejected == len(rejected_of(report))
    kept = {raw["id"]: raw for raw in (json.loads(r.act.identity.raw) for r in entries_since(0, kinds=LISTED))}
    assert report.accepted == len(kept)
    for row in rows:
        if row["id"] in kept:
            assert {column: row.get(column, "") for column in LOSS_COLUMNS} == kept[row["id"]]
    assert verify(log_verifier()).is_equal
    matcher = Matcher(house)
    matcher.build()
    assert report.accepted == len(matcher.persons)


def test_the_report_does_not_steer_the_terminal(tmp_path):
    report = ImportReport(file="a\x1b[2J.csv", profile="p", reading="r", captives=False, extra_columns=("\x1b]0;x",))

    assert "\x1b" not in report_text(report)


def _workbook(rows):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(list(LOSS_COLUMNS))
    for row in rows:
        sheet.append([row.get(column) for column in LOSS_COLUMNS])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.django_db
def test_reads_a_workbook_and_takes_formulas_as_the_text_they_are(bring_in):
    rows = [
        loss_row(1, surname='=HYPERLINK("http://example.invalid","x")'), loss_row(2) | {"birth_year": 1890},
        loss_row(3) | {"note": "=1+1"}, {}, loss_row(4, event_types=""),
    ]  # fmt: skip

    report = bring_in(_workbook(rows), name="list.xlsx")

    assert (4, 3, 1) == (report.rows, report.accepted, report.rejected)
    assert 2 == report.flagged["formula"]
    assert [(6, "names no event")] == rejected_of(report)
    first, second, _ = entries_since(0, kinds=LISTED)
    surname = person_for_room(first.act.person_id).particulars[0]
    assert '=HYPERLINK("http://example.invalid","x")' == surname.value
    assert ("formula", "formula_like") == surname.flags
    assert "1890" in {p.value for p in person_for_room(second.act.person_id).particulars}


@pytest.mark.django_db
def test_a_workbook_that_breaks_off_keeps_what_came_before(bring_in, tmp_path):
    stream = io.BytesIO(_workbook([loss_row(n) for n in range(1, 6)]))
    path = tmp_path / "broken.zip"
    with zipfile.ZipFile(stream) as whole, zipfile.ZipFile(path, "w") as broken:
        for name in whole.namelist():
            content = whole.read(name)
            broken.writestr(name, content[: len(content) * 3 // 4] if "sheet1" in name else content)

    report = bring_in(path.read_bytes(), name="list.xlsx")

    assert report.accepted >= 1
    assert 1 == report.rejected
    assert "breaks off" in rejected_of(report)[0][1]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=600), st.sampled_from([b"", HEADER.encode() + b"\n", b"\xff\xfe", b"PK\x03\x04"]))
def test_no_file_raises_anything_but_a_refusal(tmp_path_factory, content, begin):
    path = tmp_path_factory.mktemp("any") / "list"
    path.write_bytes(begin + content)

    try:
        table = open_list(path, load_profile(LOSS_LISTS))
    except (InputError, OutsideError):  # the latter for Parquet, whose reader need not be there
        return

    for row in table.rows:
        assert isinstance(row, Row | BadRow)


CELL = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.fixed_dictionaries({"surname": CELL, "note": CELL, "unit": CELL}), min_size=1, max_size=8))
def test_what_was_written_is_read_to_the_letter(tmp_path_factory, cells):
    path = tmp_path_factory.mktemp("letter") / "list.csv"
    written = [loss_row(number, **given) for number, given in enumerate(cells)]
    path.write_text(as_csv(LOSS_COLUMNS, written), encoding="utf-8", newline="")

    read = list(open_list(path, load_profile(LOSS_LISTS)).rows)

    assert [{column: row.get(column, "") for column in LOSS_COLUMNS} for row in written] == [
        dict(r.cells) for r in read
    ]
