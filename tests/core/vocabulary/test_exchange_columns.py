"""What a list from talks says in its columns, whatever they are called."""

from __future__ import annotations

import pytest

from repatria.core.vocabulary.exchange_columns import HEADS, is_readable, meant_by, read_row


@pytest.mark.parametrize(
    ("columns", "cells", "said"),
    [
        (("№ п/п", "ФИО", "Дата рождения"), ("7", "Гончар Иван", "1999"),
         {"their_number": "7", "name": "Гончар Иван", "birth_date": "1999"}),
        (("Прізвище", "Ім’я", "По батькові", "Примітка"), ("Гончар", "Іван", "", "x"), {"name": "Гончар Іван"}),
        (("No.", "Surname", "First names", "Service number"), ("A-1", "Honchar", "Ivan", " 17 "),
         {"their_number": "A-1", "name": "Honchar Ivan", "service_number": "17"}),
        (("П.І.Б.:", "Наш номер"), ("Гончар Іван", "XE-1"), {"name": "Гончар Іван", "line_id": "XE-1"}),
        (("Name", "Name"), ("one", "two"), {"name": "one"}),
    ],
)  # fmt: skip
def test_reads_names_births_and_numbers_by_the_heads_of_three_languages(columns, cells, said):
    assert said == read_row(columns, cells)


def test_says_of_a_file_without_names_that_it_names_nobody_and_means_each_head_once():
    assert not is_readable(("a", "Дата рождения"))
    assert is_readable(("№",)) and is_readable(("x", "surname"))
    assert {} == meant_by(("a", "", "=cmd"))
    heads = [head for heads in HEADS.values() for head in heads]
    assert len(heads) == len(set(heads))
