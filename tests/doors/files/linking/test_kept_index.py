"""The index of a register in a file: read while nothing changed, built again for every reason, and said."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from repatria.core.linkage.rows import EnquiryRow
from repatria.doors.files.linking import kept_index
from repatria.doors.files.linking.columns import Reading
from repatria.doors.files.linking.kept_index import RegisterIndex, default_place, index_of
from repatria.doors.files.linking.parts_file import read_parts, write_parts
from repatria.doors.files.linking.remarks import Remarks
from tests.doors.files.linking.people import PEOPLE, table

ASKED = EnquiryRow(enquiry_id="", name="Шевчинко Сережа", birth_date="1999")


@pytest.fixture
def register(tmp_path) -> Path:
    path = tmp_path / "R.tsv"
    path.write_text(table(), encoding="utf-8")
    return path


def opened(register: Path, kept_at: Path | None = None) -> tuple[RegisterIndex, str]:
    said: list[str] = []
    place = kept_at or default_place(register)
    found = index_of(register, place, Remarks(None, said.append), said.append)
    return found, "\n".join(said)


def first(found: RegisterIndex) -> str:
    return found.index.find(ASKED)[0].person_id


def test_the_second_time_the_index_is_read_and_answers_as_the_first_time(register):
    built, said = opened(register)
    read, nothing = opened(register)

    assert (False, True) == (built.was_kept, read.was_kept)
    assert built.index.find(ASKED) == read.index.find(ASKED)
    assert (5, 0) == (read.persons, read.rejected)
    assert "It holds the names" in said
    assert "" == nothing


def test_the_file_lies_beside_the_register_and_is_its_owners_alone(register):
    opened(register)

    assert register.with_name("R.tsv.idx") == default_place(register)
    assert 0o600 == default_place(register).stat().st_mode & 0o777


def test_a_register_that_was_only_touched_is_not_read_again(register):
    opened(register)
    os.utime(register, (1, 1))

    assert opened(register)[0].was_kept


def test_a_register_that_changed_is_read_again(register):
    opened(register)
    register.write_text(table([("p9", "Шевчинко", "Сергій", "", "1999", ""), *PEOPLE[1:]]), encoding="utf-8")
    found, said = opened(register)

    assert not found.was_kept
    assert "p9" == first(found)
    assert "R.tsv has changed. The index is built again." in said


def test_a_register_of_the_same_size_that_changed_is_read_again(register):
    opened(register)
    register.write_text(table().replace("p1\t", "p9\t"), encoding="utf-8")

    assert "p9" == first(opened(register)[0])


def test_an_index_of_another_version_of_the_program_is_built_again(register, monkeypatch):
    opened(register)
    monkeypatch.setattr(kept_index, "_program", lambda: "another")
    found, said = opened(register)

    assert not found.was_kept
    assert "another version of the program" in said


def test_the_version_is_a_digest_of_all_that_makes_an_index():
    assert 64 == len(kept_index._program())
    assert "repatria.core.linkage" in kept_index._MADE_BY
    assert "repatria.core.names" in kept_index._MADE_BY


@pytest.mark.timeout(30)
@pytest.mark.parametrize("damage", ["cut", "changed", "other", "empty", "folder", "pipe", "open to others"])
def test_a_damaged_index_is_said_and_built_again(register, damage):
    opened(register)
    place = default_place(register)
    content = bytearray(place.read_bytes())
    if damage == "cut":
        place.write_bytes(content[: len(content) // 2])
    elif damage == "changed":
        content[-100] ^= 1
        place.write_bytes(content)
    elif damage == "other":
        place.write_text("a letter")
    elif damage == "empty":
        place.write_bytes(b"")
    elif damage == "open to others":
        place.chmod(0o622)
    elif damage == "pipe":
        place.unlink()
        os.mkfifo(place)
    else:
        place.unlink()
        place.mkdir()
    found, said = opened(register)

    assert not found.was_kept
    assert "p1" == first(found)
    assert "R.tsv.idx is not used: " in said
    assert damage == "folder" or opened(register)[0].was_kept


def test_an_index_whose_parts_do_not_fit_together_is_built_again(register):
    opened(register)
    about, parts = read_parts(default_place(register))
    write_parts(default_place(register), about, {name: part for name, part in parts.items() if name != "years"})
    found, said = opened(register)

    assert not found.was_kept
    assert "do not fit together" in said


def test_an_index_of_somebody_else_is_not_used(register, monkeypatch):
    opened(register)
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    monkeypatch.setattr(os, "fstat", lambda descriptor: _OfAnother(os.stat(descriptor)))
    found, said = opened(register)

    assert not found.was_kept
    assert "belongs to somebody else" in said


class _OfAnother:
    """What the system says of a file, but for its owner."""

    st_uid = 4711

    def __init__(self, found: os.stat_result) -> None:
        self._found = found

    def __getattr__(self, name: str) -> object:
        return getattr(self._found, name)


@pytest.mark.parametrize("value", [-1, 2**31 - 1])
@pytest.mark.parametrize("part", ["entries.surname", "given_name.filed", "surname.uses", "patronymic.keys"])
def test_an_index_that_somebody_made_with_numbers_that_lead_nowhere_is_built_again(register, part, value):
    opened(register)
    about, parts = read_parts(default_place(register))
    parts[part].reshape(-1)[0] = value
    write_parts(default_place(register), about, parts)
    found, said = opened(register)

    assert not found.was_kept
    assert "do not fit together" in said
    assert "p1" == first(found)


@pytest.mark.parametrize("field", ["persons", "rejected", "source", "format", "program"])
def test_an_index_that_does_not_say_what_it_is_about_is_built_again(register, field):
    opened(register)
    about, parts = read_parts(default_place(register))
    write_parts(default_place(register), {name: one for name, one in about.items() if name != field}, parts)

    assert not opened(register)[0].was_kept


def test_an_index_that_cannot_be_kept_is_said_and_answers_all_the_same(register, tmp_path):
    found, said = opened(register, tmp_path / "none" / "R.idx")

    assert "p1" == first(found)
    assert "cannot be written" in said


def test_rejected_rows_are_remembered_with_the_index(register):
    register.write_text(table() + "\tto few\n", encoding="utf-8")
    opened(register)

    assert 1 == opened(register)[0].rejected


def test_tables_in_inner_folders_are_part_of_the_version():
    names = {name.rsplit("/", 1)[-1] for name, _ in kept_index.made_of()}

    assert {"no_names.tsv", "given_names_m.tsv", "weights.toml", "index.py", "similar.py"} <= names


def test_a_register_read_in_another_encoding_is_read_again(tmp_path):
    register = tmp_path / "R.tsv"
    register.write_bytes("id\tname\np1\tШевченко Тарас\n".encode("cp1251"))
    answers = []
    for encoding in ("koi8-r", "cp1251", "cp1251"):
        remarks = Remarks(tmp_path / "O-rejected.tsv", lambda _: None)
        found = index_of(register, tmp_path / "R.idx", remarks, lambda _: None, Reading(encoding=encoding))
        remarks.close()
        answers.append((found.was_kept, found.index.find(EnquiryRow(enquiry_id="E", name="Шевченко Тарас")) != ()))

    assert [(False, True), (True, True)] == answers[1:]
