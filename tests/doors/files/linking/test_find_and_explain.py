"""One name against a register, and two names beside each other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from repatria.core.linkage.index import LinkageIndex
from repatria.core.linkage.rows import RegisterRow
from repatria.doors.files.linking.as_written import WrittenRegister, line_of_row, written_rows
from repatria.doors.files.linking.columns import AS_IT_IS
from repatria.doors.files.linking.errors import AnswerFileError, UnanswerableError
from repatria.doors.files.linking.explaining import draw, explain_pair, explained_text
from repatria.doors.files.linking.finding import enquiry_of, find_one, found_json, found_text
from tests.doors.files.linking.people import PEOPLE, table


@pytest.fixture
def register(tmp_path) -> Path:
    path = tmp_path / "R.tsv"
    path.write_text(table(), encoding="utf-8")
    return path


def silent(text: str) -> None:
    """Says nothing."""


def test_finds_a_person_by_a_familiar_form_and_says_why(register):
    found = find_one(enquiry_of("Шевчинко Сережа", "1999"), register, silent)
    text = found_text(found, "uk")

    assert text.splitlines()[0].split()[:2] == ["1", "p1"]
    assert "Шевчинко ~ Шевченко" in text
    assert "із 1000" in text or "з 1000" in text or "зі 100" in text


def test_answers_as_json_with_every_step(register):
    found = json.loads(found_json(find_one(enquiry_of("Шевчинко Сережа", "1999"), register, silent), "en"))

    first = found["candidates"][0]
    assert ("p1", 1, 5, 0) == (first["person_id"], first["rank"], found["persons"], found["rejected_rows"])
    steps = {step["field"]: step for step in first["fields"]}
    assert ("Шевчинко", "Шевченко") == (steps["surname"]["asked"], steps["surname"]["on_record"])
    assert pytest.approx(first["match_weight_bits"], abs=0.05) == sum(s["weight_bits"] for s in first["fields"])


def test_reasons_quote_both_sides_as_they_are_written_and_his_name_is_told_where_it_is_asked_for(register):
    people = [*PEOPLE, ("p6", "МАР’ЯНЕНКО", "Абд ар Рахман", "", "5 січня 85", "с. Вербове")]
    people += [("p7", "Лук’ян", "0лег", "", "1990", ""), ("p7", "Лукяненко", "Олег", "", "1991", "")]
    register.write_text(table(people), encoding="utf-8")
    found = find_one(enquiry_of("Мар яненко Абдурахман", "05.01.1985", "Вербове"), register, silent, top=1)
    same_number = find_one(enquiry_of("Лук ян Олег", "1990"), register, silent, top=1)

    text = found_text(found, "en", both_sides=True)
    for said in (
        "Мар яненко ~ МАР’ЯНЕНКО",
        "Абдурахман ~ Абд ар Рахман",
        "05.01.1985 ~ 5 січня 85",
        "Вербове ~ с. Вербове",
    ):
        assert said in text
    assert "МАР’ЯНЕНКО Абд ар Рахман, 5 січня 85" == text.splitlines()[1].strip()
    assert "МАР’ЯНЕНКО Абд" not in found_text(found, "en")
    (told,) = json.loads(found_json(found, "en", both_sides=True))["candidates"]
    assert [{"name": "МАР’ЯНЕНКО Абд ар Рахман", "birth_date": "5 січня 85"}] == told["on_record"]
    assert "Олег ~ 0лег" in found_text(same_number, "en") and "Лук ян ~ Лук’ян)" in found_text(same_number, "en")


def test_a_register_of_many_blocks_is_gone_through_for_the_rows_that_are_quoted(register):
    people = [(f"n{at}", "Коваль", "Іван", "", "1980", "Київ") for at in range(6_000)]
    register.write_text(table([*people, ("q-1", "Лук’ян", "0лег", "", "1990", "")]), encoding="utf-8")

    rows = written_rows(register, AS_IT_IS, ["q-1", "n5"])

    assert {"q-1": "Лук’ян 0лег", "n5": "Коваль Іван"} == {n: line_of_row(one) for n, (one,) in rows.items()}
    whole = WrittenRegister(register, AS_IT_IS)
    assert rows["q-1"] == whole.rows_of("q-1") and [] == whole.rows_of("q-2")


def test_gives_no_more_answers_than_were_asked_for(register):
    register.write_text(table([(f"p{n}", "Шевченко", "Сергій", "", "", "") for n in range(4)]), encoding="utf-8")

    assert 2 == len(find_one(enquiry_of("Шевченко Сергій"), register, silent, top=2).candidates)


def test_says_so_where_nothing_speaks_for_anybody(register):
    assert "nothing speaks for anybody" in found_text(find_one(enquiry_of("☃"), register, silent), "en")


def test_rows_of_the_register_that_are_not_as_they_should_be_are_written_down(register):
    register.write_text(table(PEOPLE) + "\tto few\n", encoding="utf-8")
    said: list[str] = []
    found = find_one(enquiry_of("Шевченко"), register, said.append)

    assert 1 == found.register.rejected
    assert any("R.tsv-rejected.tsv" in line or "R.tsv.idx" in line for line in said)
    (listed,) = [path for path in register.parent.iterdir() if path.name.endswith("-rejected.tsv")]
    assert "to few" in listed.read_text(encoding="utf-8")

    find_one(enquiry_of("Шевченко"), register, silent)
    assert listed.exists(), "the index was read, not built: what was listed then still stands"

    register.write_text(table(PEOPLE), encoding="utf-8")
    assert 0 == find_one(enquiry_of("Шевченко"), register, silent).register.rejected
    assert not listed.exists()


def test_a_list_or_an_index_that_cannot_be_written_hinders_no_answer(register, tmp_path):
    register.write_text(table(PEOPLE) + "\tto few\n", encoding="utf-8")
    said: list[str] = []
    found = find_one(enquiry_of("Шевченко"), register, said.append, kept_at=tmp_path / "none" / "R.idx")

    assert "p1" == found.candidates[0].person_id
    assert any("cannot be written" in line for line in said)


@pytest.mark.parametrize(
    ("name", "born", "fields"),
    [
        ("", "", ["NAME"]),
        (" \u200b ", "", ["NAME"]),
        ("Шевченко", "березень", ["date of birth"]),
        ("", "1999-13", ["NAME", "date of birth"]),
    ],
)
def test_refuses_what_cannot_be_compared_and_lists_every_fault(name, born, fields):
    with pytest.raises(UnanswerableError) as refused:
        enquiry_of(name, born)

    assert fields == [field for field, _ in refused.value.faults]


@pytest.mark.parametrize(
    "name",
    ["Ш", "Сергійович", "Сережа", "Ш.С.О.", "Шевч3нк0 С0фія", "Shеvchenko", "😀 Шевченко",
     "шевче\u200bнко \u202eСергій",
     "сержант Шевченко С.", " ".join(["Шевченко"] * 40), "я" * 10_000, "А\ud800", "Шевченко\0Сергій", "=1+1", "123456"],
)  # fmt: skip
def test_any_name_that_has_a_sign_is_answered(register, name):
    found = find_one(enquiry_of(name), register, silent)

    assert "Traceback" not in found_text(found, "uk")
    json.loads(found_json(found, "uk"))


def explained(first: str, second: str, index: LinkageIndex | None = None, **born: str):
    enquiry = enquiry_of(first, born.get("a", ""))
    return explain_pair(enquiry, RegisterRow(person_id="", name=second, birth_date=born.get("b", "")), index, "en")


def test_explains_two_names_and_says_that_no_register_was_named():
    text = explained_text(explained("Шевчинко Сережа", "Шевченко Сергій", a="1999", b="1999-03-14"), "en")

    assert "surname: Шевчинко ~ Шевченко" in text
    assert "no register was named, hence no probability" in text
    assert "was not counted" in text
    assert "in 100" not in text


def test_with_a_register_a_common_name_weighs_less_and_there_is_a_probability():
    rows = [RegisterRow(person_id=f"p{n}", surname="Шевченко", given_name="Сергій") for n in range(2_000)]
    alone, among = explained("Шевченко Сергій", "Шевченко Сергій"), explained(
        "Шевченко Сергій", "Шевченко Сергій", LinkageIndex.build(rows)
    )  # fmt: skip

    assert among.candidate.match_weight_bits < alone.candidate.match_weight_bits
    assert "1,000; 2,000 others fit" in among.how_sure
    assert "counted in the register" in among.frequencies


def test_two_strangers_are_explained_too():
    assert explained("Шевченко Сергій", "Коваль Марія").candidate.match_weight_bits < 0


def test_the_drawing_and_the_picture_are_written_for_their_owner_alone(tmp_path):
    written = draw(explained("Шевченко", "Шевчук"), "uk", tmp_path / "w.svg", tmp_path / "w.png", lambda svg: b"PNG")

    assert [tmp_path / "w.svg", tmp_path / "w.png"] == written
    assert (tmp_path / "w.svg").read_text(encoding="utf-8").startswith("<svg")
    assert b"PNG" == (tmp_path / "w.png").read_bytes()
    assert {0o600} == {path.stat().st_mode & 0o777 for path in written}


def test_refuses_to_draw_into_a_folder_that_is_not_there_and_draws_nothing(tmp_path):
    with pytest.raises(AnswerFileError):
        draw(explained("А", "Б"), "uk", tmp_path / "w.svg", tmp_path / "none" / "w.png", lambda svg: b"PNG")

    assert [] == list(tmp_path.iterdir())
