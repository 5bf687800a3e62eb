"""A name in Latin letters, by the language that a letter, or else a given name, tells."""

from __future__ import annotations

import pytest

from repatria.doors.desk.frame.words import in_latin


@pytest.mark.parametrize("name", ["", "Smith", "Anna-Maria 7"])
def test_what_is_in_latin_letters_already_is_not_said_again(name: str) -> None:
    assert "" == in_latin(name)


@pytest.mark.parametrize(("name", "written"), [
    ("Кузьменко Василий Иванович", "Kuzmenko Vasilii Ivanovich"), ("Гаевой Григорий", "Gaevoi Grigorii"),
    ("Цыбуля", "Tsybulia"), ("Иван", "Ivan"), ("Сидорчук Іван", "Sydorchuk Ivan"),
    ("Гайовий Григорій", "Haiovyi Hryhorii"), ("Гринько Роман", "Hrynko Roman"), ("Ілліч Николай", "Illich Nykolai"),
])  # fmt: skip
def test_a_given_name_tells_the_language_where_no_letter_does(name: str, written: str) -> None:
    assert written == in_latin(name)


def test_a_part_is_written_in_the_language_of_the_whole() -> None:
    assert ("Gaevoi", "Haevoi") == (in_latin("Гаевой", "Гаевой Григорий"), in_latin("Гаевой"))
