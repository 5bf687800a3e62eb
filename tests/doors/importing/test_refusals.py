"""What is refused as a whole, before anything is written: files, columns, profiles."""

from __future__ import annotations

import zipfile

import pytest

from repatria.doors.files.tables.errors import UnreadableTableError
from repatria.doors.jobs.importing.errors import FaultyProfileError, MissingColumnsError
from repatria.doors.jobs.importing.profile_reading import load_profile
from repatria.records.ledger.reading import tree_size
from tests.doors.importing.lists import LOSS_COLUMNS, LOSS_LISTS, PLAIN_REGISTER, as_csv, loss_row

GOOD = as_csv(LOSS_COLUMNS, [loss_row(1)])


@pytest.mark.django_db
def test_refuses_a_file_that_lacks_columns_and_names_them_all(bring_in):
    columns = [column for column in LOSS_COLUMNS if column not in ("surname", "event_types")]

    with pytest.raises(MissingColumnsError) as caught:
        bring_in(as_csv(columns, [{c: v for c, v in loss_row(1).items() if c in columns}]))

    assert ["surname", "event_types", "list.csv"] == [name for name, _ in caught.value.faults]
    assert "the file has: id, list_date, list_no" in dict(caught.value.faults)["list.csv"]
    assert "importing.E003" == caught.value.code
    assert tree_size() == 0


@pytest.mark.django_db
def test_refuses_a_column_that_stands_twice(bring_in):
    with pytest.raises(MissingColumnsError, match="twice"):
        bring_in(GOOD.replace("same_as", "surname", 1))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n\n", b"\xd0\xcf\x11\xe0 an old workbook", b"PK\x03\x04 no archive at all", b"\x00" * 5000],
    ids=["empty", "blank", "old workbook", "damaged archive", "zeros"],
)
def test_refuses_what_is_no_list(bring_in, content):
    with pytest.raises((UnreadableTableError, MissingColumnsError)):
        bring_in(content)


@pytest.mark.django_db
def test_refuses_a_header_of_a_hundred_thousand_columns(bring_in):
    with pytest.raises(UnreadableTableError, match="columns"):
        bring_in(",".join(f"c{n}" for n in range(100_000)) + "\n")


@pytest.mark.django_db
def test_refuses_an_encoding_it_would_have_to_guess(bring_in):
    with pytest.raises(UnreadableTableError, match="encoding") as caught:
        bring_in(as_csv(LOSS_COLUMNS, [loss_row(1, surname="Müller"), loss_row(2, surname="Grünz")]).encode("cp1252"))

    assert "tables.E001" == caught.value.code


def _bomb(path, entries):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        for name, size in entries:
            archive.writestr(name, b"0" * size)
    return path.read_bytes()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("entries", "reason"),
    [
        ([("xl/worksheets/sheet1.xml", 3_000_000)], "fold"),
        ([(f"xl/worksheets/sheet{n}.xml", 900_000) for n in range(80)], "more than 64 MB"),
        ([(f"xl/part{n}.xml", 1) for n in range(1_100)], "parts"),
    ],
    ids=["ratio", "size", "entries"],
)
def test_refuses_a_workbook_that_is_a_bomb_before_it_unpacks_anything(bring_in, tmp_path, entries, reason):
    with pytest.raises(UnreadableTableError, match=reason):
        bring_in(_bomb(tmp_path / "bomb.zip", entries), name="bomb.xlsx")


@pytest.mark.django_db
@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"])
def test_refuses_a_workbook_with_one_row_or_text_as_large_as_a_list(bring_in, tmp_path, part):
    path = tmp_path / "one.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr(part, "<row r='1'></row>" * 200_000 + "<row>" + "<c><v>1</v></c>" * 600_000 + "</row>")

    with pytest.raises(UnreadableTableError, match="single piece"):
        bring_in(path.read_bytes(), name="one.xlsx")


@pytest.mark.django_db
def test_refuses_a_workbook_with_entities(bring_in, tmp_path):
    path = tmp_path / "laughs.zip"
    laughs = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><workbook>&b;</workbook>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", laughs)
        archive.writestr("xl/workbook.xml", laughs)

    with pytest.raises(UnreadableTableError):
        bring_in(path.read_bytes(), name="laughs.xlsx")


def test_refuses_a_profile_and_names_every_fault(tmp_path):
    path = tmp_path / "bad.toml"
    path.write_text(
        """
        [profile]
        name = ""
        colour = "red"
        [file]
        encoding = "cp99999"
        delimiter = ",,"
        [source]
        scope = "s"
        kind = "list"
        reference = "{}"
        grade = "Z"
        [[columns]]
        kind = "shoe_size"
        date_formats = ["%Y"]
        [events]
        kinds = "e"
        means = {dead = "Very Dead Indeed, Sir"}
        [[events.rule]]
        kinds = ["dead"]
        pattern = "("
        certainty = "perhaps"
        [capture]
        """,
        encoding="utf-8",
    )

    with pytest.raises(FaultyProfileError) as caught:
        load_profile(str(path))

    places = " ".join(place for place, _ in caught.value.faults)
    for wanted in (
        "[profile] colour", "encoding", "delimiter", "reference", "grade", "key", "kind", "from",
        "date_formats", "[events.means]", "pattern", "certainty", "[events] or [capture]",
    ):  # fmt: skip
        assert wanted in places
    assert "importing.E002" == caught.value.code


@pytest.mark.django_db
def test_refuses_an_unknown_profile_and_names_those_there_are():
    with pytest.raises(FaultyProfileError, match="loss-lists, plain-register"):
        load_profile("no-such-profile")


@pytest.mark.parametrize("path", [LOSS_LISTS, PLAIN_REGISTER])
def test_the_profiles_that_ship_are_sound(path):
    assert load_profile(path).columns
