"""Encodings: told by mark, by zeros, by fit, by letters; where they cannot be told, nobody guesses."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.doors.files.tables.encoding import find_encoding
from repatria.doors.files.tables.errors import UnreadableTableError
from repatria.doors.jobs.demo.people import GIVEN, PATRONYMICS, SURNAMES
from repatria.doors.jobs.importing.profile import find_profile
from repatria.records.register.selectors import person_for_room, person_recorded_from
from tests.doors.importing.lists import PLAIN_COLUMNS, PLAIN_REGISTER, as_csv, plain_row

ROWS = [
    plain_row(1, surname="Щербина", first_names="Юхим"), plain_row(2, surname="Жайворонко", first_names="Гнат"),
    plain_row(3, surname="Цимбаленко", first_names="Явдоким", captured_at="біля переправи"),
]  # fmt: skip
TEXT = as_csv(PLAIN_COLUMNS, ROWS)
CAPITALS = TEXT.splitlines()[0] + "\n" + "\n".join(TEXT.splitlines()[1:]).upper()
RUSSIAN = TEXT.replace("військовополонений", "военнопленный").replace("і", "и")
NAMES = st.tuples(*map(st.sampled_from, (SURNAMES, GIVEN, PATRONYMICS)))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "name"),
    [
        (TEXT.encode(), "UTF-8 (every byte fits)"),
        (TEXT.encode("utf-8-sig"), "UTF-8 (byte order mark)"),
        (TEXT.encode("utf-16"), "UTF-16 LE (byte order mark)"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "UTF-16 BE (byte order mark)"),
        (TEXT.encode("utf-16-le"), "UTF-16 LE (no mark"),
        (TEXT.encode("utf-16-be"), "UTF-16 BE (no mark"),
        (TEXT.encode("cp1251"), "cp1251 (by its letters"),
        (TEXT.encode("koi8-u"), "KOI8-U (by its letters"),
        (RUSSIAN.encode("koi8-r"), "KOI8-R (by its letters"),
        (CAPITALS.encode("cp1251"), "cp1251 (by its letters"),
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16-be", "16le bare", "16be bare", "cp1251", "koi8-u", "koi8-r", "capitals"],
)  # fmt: skip
def test_reads_a_list_in_its_encoding_and_says_how_it_was_told(bring_in, places, content, name):
    report = bring_in(content, PLAIN_REGISTER)

    assert 3 == report.accepted
    assert name in report.reading
    person = person_recorded_from('["plain-register", "R-7", "3"]')
    assert "цимбаленко" == person_for_room(person).particulars[0].value.lower()


@pytest.mark.django_db
def test_takes_the_encoding_from_the_profile_where_it_cannot_be_told(bring_in, places, tmp_path):
    profile = tmp_path / "told.toml"
    shipped = find_profile(PLAIN_REGISTER).read_text(encoding="utf-8")
    profile.write_text(shipped.replace('encoding = ""', 'encoding = "cp1250"'), encoding="utf-8")

    row = plain_row(1, surname="Žöllerič", first_names="Jurij", category="", patronymic="", rank="", captured_at="")
    report = bring_in(as_csv(PLAIN_COLUMNS, [row]).encode("cp1250"), profile)

    assert 1 == report.accepted
    assert "cp1250 (named)" in report.reading


@pytest.mark.django_db
def test_rejects_only_the_rows_that_hold_broken_bytes(bring_in, places):
    lines = TEXT.encode().splitlines(keepends=True)
    lines[2] = lines[2].replace("Гнат".encode(), b"\xc3\xed\xe0\xf2")

    report = bring_in(b"".join(lines), PLAIN_REGISTER)

    assert (2, 1) == (report.accepted, report.rejected)
    assert "but for 4 broken bytes" in report.reading
    assert {"holds bytes that are not UTF-8": 1} == dict(report.reasons)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(NAMES, min_size=3, max_size=30), st.sampled_from(["cp1251", "koi8-u"]), st.integers(0, 1), st.booleans()
)
def test_never_takes_one_cyrillic_encoding_for_another(names, codec, side, in_capitals):
    text = "\n".join(" ".join(part[side] for part in name) for name in names)
    text = text.upper() if in_capitals else text

    try:
        found = find_encoding(text.encode(codec))
    except UnreadableTableError:
        return  # said that it cannot be told: honest

    assert text == text.encode(codec).decode(found.codec)
