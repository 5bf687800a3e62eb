"""Searching a file of enquiries: answers whole or not there, runs that go on, and a word for everything."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.doors.files.linking import searching
from repatria.doors.files.linking.answers import BOTH_SIDES, HEADER, AnswerFile
from repatria.doors.files.linking.errors import AnswerFileError, UnfinishedRunError
from repatria.doors.files.linking.searching import Search, SearchReport, report_text, run_search
from tests.doors.files.linking.people import PEOPLE, table

ENQUIRIES = (
    ("q1", "Шевчинко Сережа", "1999", ""),
    ("q2", "KOVALENKO Mykola Ivanovych", "1985-02-11", "Lviv"),
    ("q3", "Щербина Юхим", "", ""),
)
COLUMNS = ("id", "name", "birth_date", "place")


@pytest.fixture
def asked(tmp_path) -> Search:
    (tmp_path / "R.tsv").write_text(table(), encoding="utf-8")
    (tmp_path / "E.tsv").write_text(table(ENQUIRIES, COLUMNS), encoding="utf-8")
    return Search(register=tmp_path / "R.tsv", enquiries=tmp_path / "E.tsv", out=tmp_path / "O.tsv")


def with_(asked: Search, **changed) -> Search:
    return Search(**{name: getattr(asked, name) for name in Search.__slots__} | changed)


def run(asked: Search) -> tuple[SearchReport, list[str]]:
    said: list[str] = []
    report = run_search(asked, said.append, lambda *told: None)
    return report, said


@pytest.fixture
def small_pages(monkeypatch) -> None:
    monkeypatch.setattr(searching, "PAGE", 2)


def rows_of(path: Path) -> list[dict[str, str]]:
    sign = "," if path.suffix == ".csv" else "\t"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=sign))


def firsts(path: Path) -> dict[str, str]:
    return {row["enquiry_id"]: row["person_id"] for row in rows_of(path) if row["rank"] == "1"}


def left_beside(asked: Search) -> set[str]:
    return {path.name for path in asked.out.parent.iterdir()} - {"R.tsv", "E.tsv"}


def test_every_enquiry_is_answered_in_the_columns_that_were_agreed(asked):
    report, _ = run(asked)

    assert "\t".join(HEADER) == asked.out.read_text(encoding="utf-8").splitlines()[0]
    assert {"q1": "p1", "q2": "p2", "q3": "p4"} == firsts(asked.out)
    assert (3, 0, 0) == (report.answered, report.without, report.rejected)
    assert report.rows == len(rows_of(asked.out))
    for row in rows_of(asked.out):
        assert 0 <= float(row["probability"]) < 1
        assert "" == row["explanation"]
    assert {"O.tsv"} == left_beside(asked)


def test_answers_are_explained_in_the_language_that_was_asked_for(asked):
    run(with_(asked, explain=True, language="uk"))

    first = rows_of(asked.out)[0]
    assert "прізвище +" in first["explanation"]
    assert "(Шевчинко ~ Шевченко)" in first["explanation"]


def test_explained_and_ranked_answers_are_the_same(asked):
    run(asked)
    ranked = [list(row.values())[:5] for row in rows_of(asked.out)]
    run(with_(asked, explain=True))

    assert ranked == [list(row.values())[:5] for row in rows_of(asked.out)]


def test_answers_asked_in_batches_are_those_asked_one_by_one(asked, monkeypatch):
    run(asked)
    singly = asked.out.read_text(encoding="utf-8")
    monkeypatch.setattr(searching, "_TIMED", 1)
    run(asked)

    assert singly == asked.out.read_text(encoding="utf-8")


def test_at_most_so_many_answers_are_given(asked):
    run(with_(asked, top=1))

    assert ["1", "1", "1"] == [row["rank"] for row in rows_of(asked.out)]


def test_answers_may_be_comma_separated(asked):
    out = asked.out.with_suffix(".csv")
    run(with_(asked, out=out, explain=True))

    assert {"q1": "p1", "q2": "p2", "q3": "p4"} == firsts(out)
    assert out.read_bytes().startswith(b"\xef\xbb\xbfenquiry_id,")  # or a spreadsheet would not read Cyrillic


def test_names_and_dates_of_both_sides_stand_beside_each_answer_as_they_are_written(asked):
    asked.register.write_text(table([*PEOPLE, ("=6", "+Лук’ян", "0лег", "", "3 березня 90", "м. Суми")]), "utf-8")
    asked.enquiries.write_text(table([*ENQUIRIES, ("q4", "Лук ян Олег", "03.03.1990", "Сумы")], COLUMNS), "utf-8")
    out = asked.out.with_suffix(".csv")
    run(with_(asked, out=out, explain=True, both_sides=True))

    with out.open(encoding="utf-8-sig", newline="") as lines:
        rows = {row["enquiry_id"]: row for row in csv.DictReader(lines) if row["rank"] == "1"}
    assert [*HEADER, *BOTH_SIDES] == list(rows["q4"])
    assert ["Лук ян Олег", "03.03.1990", "'+Лук’ян 0лег", "3 березня 90"] == [rows["q4"][name] for name in BOTH_SIDES]
    for quotation in ("(Лук ян ~ Лук’ян)", "(Олег ~ 0лег)", "(03.03.1990 ~ 3 березня 90)", "(Сумы ~ м. Суми)"):
        assert quotation in rows["q4"]["explanation"]
    assert ["Шевчинко Сережа", "1999", "Шевченко Сергій Олександрович", "1999-03-14"] == [
        rows["q1"][name] for name in BOTH_SIDES
    ]
    run(with_(asked, out=out, both_sides=True))
    with out.open(encoding="utf-8-sig", newline="") as lines:
        assert rows["q1"]["registered_name"] == next(csv.DictReader(lines))["registered_name"]


def test_every_answer_says_which_share_of_enquiries_it_rests_on_and_where_that_comes_from(asked):
    report, _ = run(asked)
    estimated = rows_of(asked.out)
    run(with_(asked, registered_share=0.02))
    given = rows_of(asked.out)

    assert {"estimated from 3 enquiries"} == {row["registered_share_from"] for row in estimated}
    assert {("0.0200", "given")} == {(row["registered_share"], row["registered_share_from"]) for row in given}
    assert "of 100 enquiries are taken to be about somebody registered" in report_text(asked, report)
    assert all(
        float(less["probability"]) <= float(more["probability"]) for less, more in zip(given, estimated, strict=True)
    )


ARMED = ("=1+1", "+380501234567", "-17", "@p1", "＝1", "'p1")
"""Numbers that a spreadsheet would evaluate, and one that begins as if it had been disarmed."""


def of_armed(asked: Search, out: Path) -> tuple[list[str], list[str]]:
    """Asks under such numbers for persons under such numbers; returns both columns of the first answers."""
    people = [(number, *PEOPLE[at % 5][1:]) for at, number in enumerate(ARMED)]
    asked.register.write_text(table(people), encoding="utf-8")
    asked.enquiries.write_text(table([(n, " ".join(row[:3]), row[3], "") for n, *row in people], COLUMNS), "utf-8")
    run(with_(asked, out=out, explain=True))
    rows = [row for row in rows_of(out) if row["rank"] == "1"]
    return [row["enquiry_id"] for row in rows], [row["person_id"] for row in rows]


def test_numbers_come_back_from_a_tab_separated_file_as_they_were_given(asked):
    enquiries, _ = of_armed(asked, asked.out)

    assert list(ARMED) == enquiries


def test_a_spreadsheet_evaluates_no_number_of_a_comma_separated_file(asked):
    enquiries, persons = of_armed(asked, asked.out.with_suffix(".csv"))

    assert ["'=1+1", "'+380501234567", "'-17", "'@p1", "'＝1", "'p1"] == enquiries
    assert not any(number.startswith(("=", "+", "-", "@", "＝")) for number in persons)


@pytest.mark.parametrize("explain", [False, True])
def test_where_more_fit_equally_well_than_are_named_each_answer_says_how_many(asked, explain):
    crowd = [(f"p{n}", "Шевченко", "Сергій", "", "", "") for n in range(2_500)]
    asked.register.write_text(table([*crowd, *PEOPLE[1:]]), encoding="utf-8")
    report, _ = run(with_(asked, explain=explain))

    by_enquiry = {name: [row for row in rows_of(asked.out) if row["enquiry_id"] == name] for name in ("q1", "q2")}
    assert 10 == len(by_enquiry["q1"])
    assert all("2,500 fit equally well" in row["explanation"] for row in by_enquiry["q1"])
    assert not any("equally" in row["explanation"] for row in by_enquiry["q2"][:1])
    assert 1 == report.crowded
    assert "1 enquiries with more equally good answers" in report_text(asked, report)


@pytest.mark.parametrize("name", ["O.xlsx", "O", "none/O.tsv"])
def test_refuses_a_place_for_answers_that_is_none_and_writes_nothing(asked, name):
    with pytest.raises(AnswerFileError):
        run(with_(asked, out=asked.out.parent / name))

    assert set() == left_beside(asked)


def test_bad_rows_of_both_files_are_written_beside_the_answers_and_the_rest_goes_on(asked):
    asked.register.write_text(table(PEOPLE) + "\tto few\n", encoding="utf-8")
    asked.enquiries.write_text(table([*ENQUIRIES, ("q4", "", "", ""), ("", "Зайченко", "", "")], COLUMNS), "utf-8")

    report, said = run(asked)

    assert {"q1": "p1", "q2": "p2", "q3": "p4"} == firsts(asked.out)
    assert (4, 1, 1, 2) == (report.answered, report.built.rejected, report.rejected_enquiries, report.rejected)
    assert report.rejected_file == asked.out.with_name("O-rejected.tsv")
    remarked = [(row["file"], row["line"], row["outcome"], row["field"]) for row in rows_of(report.rejected_file)]
    assert {
        ("R.tsv", "7", "rejected", ""), ("E.tsv", "5", "kept", "name"), ("E.tsv", "6", "rejected", ""),
    } == set(remarked)  # fmt: skip
    assert "R.tsv: line 7: rejected: has no number (id)" in said
    assert "look through" in report_text(asked, report).splitlines()[-1]


def test_a_number_that_stands_twice_loses_nobody_and_is_named_once_an_answer(asked):
    asked.register.write_text(table([*PEOPLE, ("p1", "Зайченко", "Гнат", "Юхимович", "1970", "")]), encoding="utf-8")
    asked.enquiries.write_text(table([*ENQUIRIES, ("q1", "Зайченко Гнат", "1970", "")], COLUMNS), encoding="utf-8")

    report, _ = run(asked)

    rows = rows_of(asked.out)
    assert ["p1", "p1"] == [row["person_id"] for row in rows if row["enquiry_id"] == "q1" and row["rank"] == "1"]
    assert 4 == report.answered
    per_answer: dict[tuple[str, int], list[str]] = {}
    number = 0
    for row in rows:
        number += row["rank"] == "1"
        per_answer.setdefault((row["enquiry_id"], number), []).append(row["person_id"])
    assert all(len(set(ids)) == len(ids) for ids in per_answer.values())


def test_enquiries_that_nothing_speaks_for_are_counted(asked):
    asked.enquiries.write_text("id\tname\nq1\t☃\nq2\tЩербина Юхим\n", encoding="utf-8")

    report, _ = run(asked)

    assert (2, 1) == (report.answered, report.without)
    assert {"q2": "p4"} == firsts(asked.out)


def test_files_without_rows_give_answers_without_rows(asked):
    asked.enquiries.write_text("id\tname\n", encoding="utf-8")
    run(asked)
    assert [] == rows_of(asked.out)

    asked.register.write_text("id\tname\n", encoding="utf-8")
    asked.enquiries.write_text(table(ENQUIRIES, COLUMNS), encoding="utf-8")
    report, _ = run(asked)
    assert (3, 3) == (report.answered, report.without)


def stopped_after(monkeypatch, enquiries: int) -> None:
    """Stops the next run after so many answers, as Ctrl-C does."""
    added = AnswerFile.add
    count = 0

    def add(self, *given):
        nonlocal count
        if count == enquiries:
            raise KeyboardInterrupt
        count += 1
        added(self, *given)

    monkeypatch.setattr(AnswerFile, "add", add)


@pytest.mark.usefixtures("small_pages")
def test_a_stopped_run_goes_on_and_ends_as_one_that_was_not_stopped(asked, monkeypatch):
    asked.enquiries.write_text(table([*ENQUIRIES, *ENQUIRIES, ("", "без номера", "", "")], COLUMNS), encoding="utf-8")
    report, _ = run(asked)
    whole = asked.out.read_bytes()
    asked.out.unlink()
    with monkeypatch.context() as patched:
        stopped_after(patched, 5)
        with pytest.raises(KeyboardInterrupt):
            run(asked)
    assert not asked.out.exists()

    resumed, said = run(with_(asked, resume=True))

    assert "going on after 4 enquiries that are answered already" in said
    assert whole == asked.out.read_bytes()
    assert (report.answered, report.rows, report.rejected) == (resumed.answered, resumed.rows, resumed.rejected)
    assert {"O.tsv", "O-rejected.tsv"} == left_beside(asked)


def test_a_run_that_was_stopped_within_its_first_page_leaves_nothing_and_what_stood_there_stands(asked, monkeypatch):
    asked.out.write_text("of yesterday")
    with monkeypatch.context() as patched:
        stopped_after(patched, 2)
        with pytest.raises(KeyboardInterrupt):
            run(asked)

    assert "of yesterday" == asked.out.read_text()
    assert {"O.tsv"} == left_beside(asked)


def test_refuses_to_go_on_where_there_is_nothing_to_go_on_with(asked):
    with pytest.raises(UnfinishedRunError, match="no unfinished run"):
        run(with_(asked, resume=True))


@pytest.mark.usefixtures("small_pages")
@pytest.mark.parametrize("changed", [{"top": 3}, {"explain": True}, {"language": "uk"}, {"both_sides": True}])
def test_refuses_to_go_on_with_a_run_that_was_asked_otherwise(asked, monkeypatch, changed):
    with monkeypatch.context() as patched:
        stopped_after(patched, 3)
        asked.enquiries.write_text(table([*ENQUIRIES, *ENQUIRIES], COLUMNS), encoding="utf-8")
        with pytest.raises(KeyboardInterrupt):
            run(asked)

    with pytest.raises(UnfinishedRunError, match=next(iter(changed))):
        run(with_(asked, resume=True, **changed))
    assert run(with_(asked, resume=True))[0].answered == 6


@pytest.mark.usefixtures("small_pages")
def test_says_that_an_unfinished_run_is_begun_anew(asked, monkeypatch):
    with monkeypatch.context() as patched:
        stopped_after(patched, 2)
        with pytest.raises(KeyboardInterrupt):
            run(asked)

    report, said = run(asked)

    assert [True] == ["--resume would have gone on" in line for line in said if "unfinished" in line]
    assert 3 == report.answered
    assert {"O.tsv"} == left_beside(asked)


@pytest.mark.usefixtures("small_pages")
def test_refuses_to_go_on_when_a_file_has_changed_meanwhile_or_the_checkpoint_is_damaged(asked, monkeypatch):
    with monkeypatch.context() as patched:
        stopped_after(patched, 2)
        with pytest.raises(KeyboardInterrupt):
            run(asked)
    checkpoint = asked.out.with_name(".O.tsv.checkpoint")
    noted = checkpoint.read_text()
    asked.register.write_text(table(PEOPLE[:4]), encoding="utf-8")
    with pytest.raises(UnfinishedRunError, match="register"):
        run(with_(asked, resume=True))
    for damaged in ("{", json.dumps(json.loads(noted) | {"bytes": 10**9}), "[]"):
        checkpoint.write_text(damaged)
        with pytest.raises(UnfinishedRunError):
            run(with_(asked, resume=True))


HOSTILE = (
    "", "null", "7", "[1]", "{}", "[" * 60_000, "\udcff", "9" * 5_000, {"run": []}, {"run": None}, {"run": {"x": 1}},
    {"bytes": -1}, {"bytes": 1.5}, {"bytes": "7"}, {"bytes": True}, {"bytes": 10**40}, {"bytes": 3}, {"answered": -1},
    {"answered": "2"}, {"answered": None}, {"answered": 10**6}, {"answered": 10**40}, {"rows": []}, {"without": {}},
)  # fmt: skip
"""Checkpoints that somebody made: as they stand, or with something in the place of what was noted."""


@pytest.mark.usefixtures("small_pages")
@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda one: str(one)[:24])
def test_a_checkpoint_that_was_made_to_hurt_is_refused_and_the_run_can_begin_anew(asked, monkeypatch, hostile):
    with monkeypatch.context() as patched:
        stopped_after(patched, 2)
        with pytest.raises(KeyboardInterrupt):
            run(asked)
    checkpoint = asked.out.with_name(".O.tsv.checkpoint")
    text = hostile if isinstance(hostile, str) else json.dumps(json.loads(checkpoint.read_text()) | hostile)
    checkpoint.write_text(text, encoding="utf-8", errors="surrogateescape")

    with pytest.raises(UnfinishedRunError):
        run(with_(asked, resume=True))
    assert not asked.out.exists()
    assert 3 == run(asked)[0].answered


@pytest.mark.timeout(30)
@pytest.mark.parametrize("kind", ["pipe", "folder"])
def test_a_checkpoint_that_is_no_file_is_none(asked, kind):
    (os.mkfifo if kind == "pipe" else os.mkdir)(asked.out.with_name(".O.tsv.checkpoint"))

    with pytest.raises(UnfinishedRunError, match="no unfinished run"):
        run(with_(asked, resume=True))


def test_the_report_tells_the_cost_and_what_to_do_next(asked):
    report, said = run(asked)
    text = report_text(asked, report)

    for word in ("built in", "bytes", "p50", "p95", "at most", "5 rows compared", "3 answered", "next: --explain"):
        assert word in text
    fields = "id, surname, given_name, patronymic, birth_date, place"
    assert f"R.tsv: encoding UTF-8 (every byte fits); separated by tab (it parts the header): {fields}" in said


NAMES = st.one_of(
    st.text(max_size=12),
    st.lists(
        st.sampled_from(
            ["Шевченко", "Ш.", "Сергійович", "Сережа", "0лена", "Shеv", "😀", "\u202eтак", "ö", "محمد", "-", "'"]
        ),
        max_size=8,
    ).map(" ".join),
)


@settings(max_examples=30)
@given(
    st.lists(st.tuples(NAMES, NAMES, st.sampled_from(["", "1999", "1999-03-14", "wann", "30.02.1999"])), max_size=6),
    st.lists(st.tuples(NAMES, st.sampled_from(["", "1999", "1999-14-03"])), max_size=4),
    st.booleans(),
)
def test_whatever_stands_in_the_cells_every_enquiry_is_answered_or_rejected(tmp_path_factory, people, asked, explain):
    folder = tmp_path_factory.getbasetemp()
    register, enquiries, out = folder / "any-R.csv", folder / "any-E.csv", folder / "any-O.tsv"
    for path, header, rows in (
        (register, ("id", "name", "surname", "birth_date"), people),
        (enquiries, ("id", "name", "birth_date"), asked),
    ):
        with path.open("w", encoding="utf-8", errors="surrogatepass", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(header)
            writer.writerows([f"n{at}", *row] for at, row in enumerate(rows))

    report, _ = run(Search(register=register, enquiries=enquiries, out=out, explain=explain))

    assert len(asked) <= report.answered + report.rejected_enquiries
    assert len(people) <= report.built.persons + report.built.rejected
    table_rows = out.read_text(encoding="utf-8").split("\n")[:-1]
    assert {len(HEADER) - 1} == {row.count("\t") for row in table_rows}
    assert report.rows == len(table_rows) - 1
