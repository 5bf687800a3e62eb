"""What a stranger would try, through the command as it is typed: a clear word, an exit code, the right person."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from repatria.doors.files.linking.remarks import Remarks
from repatria.doors.files.linking.rows import read_enquiries
from tests.doors.files.linking.people import PEOPLE, table
from tests.doors.files.linking.test_link_commands import Link, link

__all__ = ["link"]
SEARCH = ("search", "--register", "R.tsv", "--enquiries", "E.tsv", "--out", "O.tsv")
KEPT = "kept, date not known"


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def firsts(folder: Path) -> list[str]:
    return [row["person_id"] for row in rows_of(folder / "O.tsv") if row["rank"] == "1"]


@pytest.mark.parametrize(
    ("name", "meant", "said"),
    [
        ("", None, "E.tsv: line 2, name: kept: is empty"),
        ("   ", None, "E.tsv: line 2, name: kept: is empty"),
        ("Ш", None, "1 of them with nobody found"),
        ("я" * 10_000, None, "has 10,000 characters: kept, the first 400 are compared"),
        ("Шевченко " * 2_000, "p1", "has 18,000 characters: kept"),
        ("Олександрович", "p1", "2 answered"),
        ("Сережа", "p1", "2 answered"),
        ("Шевч3нк0 Сергій 0лександрович", "p1", "2 answered"),
        ("Кова1енко Мико1а", "p2", "2 answered"),
        ("Shеvсhеnkо Sеrhіі", "p1", "2 answered"),  # half of the letters are Cyrillic
        ("😀 Шевченко 😀 Сергій", "p1", "2 answered"),
        ("Шев\u200bченко \u202eСергій\u202c", "p1", "2 answered"),
        ("\ufeffШевченко Сергій", "p1", "2 answered"),
        ("Ш.С.О.", "p1", "2 answered"),
        ("Шевченко С. О.", "p1", "2 answered"),
        ("сержант пан Шевченко Сергій Олександрович, 1999 р.н.", "p1", "2 answered"),
        ("ст. л-т Коваленко М.І.", "p2", "2 answered"),
        (" ".join([f"слово{n}" for n in range(19)] + ["Шевченко", "Сергій"] + ["інше"] * 19), "p1", "2 answered"),
        (" ".join(["Шевченко"] * 40), "p1", "2 answered"),
        ("ШЕВЧЕНКО СЕРГІЙ", "p1", "2 answered"),
        ("Сергію Шевченку", "p1", "2 answered"),
        ("'; DROP TABLE person; --", None, "2 answered"),
        ("%s%n%x {0} ${HOME}", None, "2 answered"),
        ("☃ ... ---", None, "1 of them with nobody found"),
        ("Шевченко" + "\u0301" * 300 + " Сергій", "p1", "2 answered"),
    ],
)
@pytest.mark.parametrize("explain", [(), ("--explain",)])
def test_any_name_is_answered_and_the_one_beside_it_too(link: Link, name, meant, said, explain) -> None:
    link.folder.joinpath("E.tsv").write_text(f"id\tname\nq1\t{name}\nq2\tЩербина Юхим\n", encoding="utf-8")
    _, told = link.expect(0, *SEARCH, *explain)

    assert said in told
    rows = {row["enquiry_id"]: row["person_id"] for row in rows_of(link.folder / "O.tsv") if row["rank"] == "1"}
    assert "p4" == rows["q2"]
    if meant is not None or "nobody" in said or "empty" in said:
        assert meant == rows.get("q1")


@pytest.mark.parametrize(
    ("born", "read_as", "said"),
    [
        ("1999-03-14", "1999-03-14", ""), ("1999", "1999", ""), ("1999-03", "1999-03", ""),
        ("14.03.1999", "1999-03-14", ""), ("1999/03/14", "1999-03-14", ""), ("1999.03.14", "1999-03-14", ""),
        ("1999-3-4", "1999-03-04", ""), ("1999-03-14 00:00:00", "1999-03-14", ""),
        ("1999-03-14T00:00:00", "1999-03-14", ""), (" 1999 ", "1999", ""),
        ("3/14/1999", "1999-03-14", ""), ("1999-14-03", "1999-03-14", "the other way round"),
        ("14 березня 1999", "1999-03-14", ""), ("14.03.99", "1999-03-14", ""), ("бл. 1999", "1997/2001", ""),
        ("99", "", KEPT), ("25 років", "", KEPT),
        ("хтозна", "", KEPT), ("0000-00-00", "", KEPT), ("-1999", "", KEPT), ("1999-03-14-15", "", KEPT),
        ("31.02.1999", "1999-02-31", "no calendar has: kept as it is written"),
    ],
)  # fmt: skip
def test_any_date_is_read_or_named_and_its_row_is_answered(link: Link, born, read_as, said) -> None:
    link.folder.joinpath("E.tsv").write_text(f"id\tname\tbirth_date\nq1\tШевченко Сергій\t{born}\n", encoding="utf-8")
    _, told = link.expect(0, *SEARCH, "--explain")

    assert ["p1"] == firsts(link.folder)
    assert (said in told) if said else ("birth_date: kept" not in told)
    shown = rows_of(link.folder / "O.tsv")[0]["explanation"]
    assert f"({born.strip()} ~ 1999-03-14)" in shown
    (asked,) = read_enquiries(link.folder / "E.tsv", Remarks(None, lambda text: None)).enquiries()
    assert read_as == asked.birth_date


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (table().encode(), 0, "separated by tab"),
        (b"\xef\xbb\xbf" + table().encode(), 0, "separated by tab"),
        (table().replace("\n", "\r\n").encode(), 0, "separated by tab"),
        (table(sign=",").encode(), 0, "separated by comma"),
        (table(sign=";").encode(), 0, "separated by semicolon"),
        (table(header=["ID", " Surname", "GIVEN NAME", "patronymic ", "Birth-Date", "PLACE"]).encode(), 0, "tab"),
        (table(header=["Ідентифікатор", "Прізвище", "Ім'я", "По батькові", "Дата народження", "Місце"]).encode(), 0,
         "id, surname, given_name, patronymic, birth_date, place"),
        (table(header=["id", "Фамилия", "Имя", "Отчество", "Дата  рождения", "Место"], sign=";").encode(), 0, "semi"),
        (table(header=["id", "Last name", "First name", "patronymic", "date of birth", "place"]).encode(), 0, "tab"),
        (table().encode() + "зламаний рядок\n".encode(), 1, "R.tsv: line 7: rejected: has one cell alone"),
        (table().encode() + "p9\tЗайченко\n".encode(), 0, "R.tsv: line 7: kept: is shorter than the header"),
        (table().encode() + b"p9\t\xff\xfe\t\t\t\t\n", 1, "line 7: rejected: holds bytes that are not UTF-8: 0xFF at"),
        (table().encode("utf-16"), 0, "encoding UTF-16 LE (byte order mark)"),
        (table(PEOPLE * 20).encode("cp1251"), 0, "encoding cp1251 (by its letters"),
        (b"", 2, "R.tsv is empty"),
        (b"\n\n\n", 2, "R.tsv is empty"),
        (table(()).encode(), 0, "0 rows compared"),
        (table().encode().replace(b"id\t", b"nr\t"), 2, "id: is missing: every row needs a number of its own"),
        (b"id\tbirth_date\np1\t1999\n", 2, "name: is missing"),
        (b"id\tname\tname\np1\ta\tb\n", 2, "name: stands 2 times in the header"),
        (b"PK\x03\x04" + b"x" * 99, 2, "R.tsv: the workbook's archive is damaged"),
        (os.urandom(4_000).replace(b"\n", b""), 2, "R.tsv"),
        (b"<html><body>404</body></html>", 2, "R.tsv: the header does not fit"),
        (b'{"id": "p1", "name": "x"}', 2, "R.tsv: the header does not fit"),
    ],
)  # fmt: skip
def test_any_register_is_read_or_refused_with_a_word(link: Link, content, code, said) -> None:
    link.folder.joinpath("R.tsv").write_bytes(content)
    outputs = "".join(link.expect(code, *SEARCH))

    assert said in outputs
    assert (code != 2) == (link.folder / "O.tsv").exists()
    if code != 2 and b"p1" in content:
        assert ["p1"] == firsts(link.folder)


def test_a_register_of_another_encoding_is_read_when_it_is_named(link: Link) -> None:
    link.folder.joinpath("R.tsv").write_bytes(table(PEOPLE * 3).encode("cp1251"))
    link.expect(0, *SEARCH, "--encoding", "cp1251")

    assert ["p1"] == firsts(link.folder)


def test_of_a_name_and_its_parts_the_name_counts_in_an_enquiry(link: Link) -> None:
    content = "id\tname\tsurname\tgiven_name\nq1\tШевченко Сергій\tКоваленко\tМикола\nq2\t\tКоваленко\tМикола\n"
    link.folder.joinpath("E.tsv").write_text(content, encoding="utf-8")
    link.expect(0, *SEARCH)

    assert ["p1", "p2"] == firsts(link.folder)


def test_numbers_that_stand_twice_are_named_and_lose_nobody(link: Link) -> None:
    link.folder.joinpath("R.tsv").write_text(table([*PEOPLE, ("p1", *PEOPLE[3][1:])]), encoding="utf-8")
    link.folder.joinpath("E.tsv").write_text("id\tname\nq1\tШевченко Сергій\nq1\tЩербина Юхим\n", encoding="utf-8")
    _, told = link.expect(0, *SEARCH)

    assert "R.tsv: line 7, id: kept: stands above already" in told
    assert "E.tsv: line 3, id: kept: stands above already" in told
    assert ["p1", "p1"] == firsts(link.folder)


def test_a_broken_row_among_many_costs_itself_alone(link: Link) -> None:
    people = [(f"p{n}", "Коваленко", "Микола", "", "1985", "Львів") for n in range(100, 20_000)]
    rows = table([*people[:9_000], *PEOPLE, *people[9_000:]]).split("\n")
    rows[15_000] = "зламаний"
    link.folder.joinpath("R.tsv").write_text("\n".join(rows), encoding="utf-8")
    _, told = link.expect(1, *SEARCH)

    assert "R.tsv: line 15,001: rejected: has one cell alone" in told
    assert "19,904 rows compared, 1 rejected" in told
    assert ["p1"] == firsts(link.folder)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((*SEARCH, "--top", "0"), "a number from 1 to 1000"),
        ((*SEARCH, "--top", "1001"), "a number from 1 to 1000"),
        ((*SEARCH, "--top", "багато"), "--top"),
        ((*SEARCH[:-1], "none/O.tsv"), "none/O.tsv: its folder is not there"),
        ((*SEARCH[:-1], "."), "name it .tsv or .csv"),
        ((*SEARCH[:-1], "-"), "name it .tsv or .csv"),
        (("search", "--register", "-", "--enquiries", "E.tsv", "--out", "O.tsv"), "-: No such file"),
        (("search", "--register", "/dev/null", "--enquiries", "E.tsv", "--out", "O.tsv"), "is a pipe or a device"),
        (("search", "--register", "R.tsv", "--enquiries", ".", "--out", "O.tsv"), "Is a directory"),
        ((*SEARCH, "--language", "de"), "invalid choice"),
        ((*SEARCH, "--encoding", ""), "E.tsv: line 2, byte 0xFC at 5 is not UTF-8; the encoding cannot be told"),
        (("evaluate", "--register", "R.tsv", "--enquiries", "E.tsv", "--truth", "none", "--out-dir", "t"), "none: No"),
        (("evaluate", "--register", "R.tsv", "--enquiries", "E.tsv", "--truth", "/dev/null", "--out-dir", "t"),
         "is a pipe or a device"),
        (("evaluate", "--register", "R.tsv", "--enquiries", "E.tsv", "--truth", "E.tsv", "--out-dir", "R.tsv"),
         "R.tsv is no folder"),
    ],
)  # fmt: skip
def test_options_that_cannot_be_served_are_refused_in_a_word(link: Link, words, said) -> None:
    if words[-1] == "":
        link.folder.joinpath("E.tsv").write_bytes("id\tname\nq1\tMüller Jörg\n".encode("cp1252"))
    outputs = "".join(link.expect(2, *words))

    assert said in outputs
    assert not (link.folder / "O.tsv").exists()


def test_a_thousand_answers_may_be_asked_for(link: Link) -> None:
    people = [(f"p{n}", "Шевченко", "Сергій", "", "", "") for n in range(1_200)]
    link.folder.joinpath("R.tsv").write_text(table(people), encoding="utf-8")
    link.expect(0, *SEARCH, "--top", "1000")

    assert 1_000 == len(rows_of(link.folder / "O.tsv"))


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to the administrator")
def test_a_folder_that_may_not_be_written_to_is_named(link: Link) -> None:
    folder = link.folder / "closed"
    folder.mkdir(0o500)

    assert "Permission denied" in "".join(link.expect(2, *SEARCH[:-1], str(folder / "O.tsv")))


HOSTILE_NAMES = ("", "Ш", "я" * 10_000, "Ш.С.О.", "😀", "шев\u200bченко", "\u202eокнечвеш", "%s", "1999", "a" * 401)


def test_a_trial_with_any_names_and_truths_ends_in_figures(link: Link) -> None:
    asked = "".join(f"q{at}\t{name}\n" for at, name in enumerate(HOSTILE_NAMES))
    link.folder.joinpath("E.tsv").write_text(f"id\tname\n{asked}q50\tШевченко Сергій\n\tзламаний\n", encoding="utf-8")
    truth = "".join(f"q{at}\t{'p1' if at % 2 else ''}\n" for at in range(len(HOSTILE_NAMES)))
    link.folder.joinpath("T.tsv").write_text(
        f"\ufeffENQUIRY_ID\tperson_id\r\n{truth}q50\tp1\nq51\tp99\nламане\n", encoding="utf-8"
    )
    out, told = link.expect(
        1, "evaluate", "--register", "R.tsv", "--enquiries", "E.tsv", "--truth", "T.tsv", "--out-dir", "trial"
    )

    figures = {row["figure"]: row["value"] for row in rows_of(link.folder / "trial" / "figures.tsv")}
    assert str(len(HOSTILE_NAMES) + 1) == figures["enquiries"]
    assert 0 < float(figures["recall_at_1"]) < 1
    assert "E.tsv: line 13: rejected" in told and "T.tsv: line 14: rejected" in told
    assert "2 rows were rejected" in out
