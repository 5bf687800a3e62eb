"""Words found again in the lines that they were read from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.core.names.lines import quoted, read_line


@pytest.mark.parametrize(
    ("word", "line", "written"),
    [
        ("маряненко", "Мар яненко Мар яна", "Мар яненко"), ("мар'яна", "Мар яненко Мар яна", "Мар яна"),
        ("мар", "Мар яненко Мар яна", "Мар"), ("лук'ян", "Лук*ян Олег", "Лук*ян"), ("лук'ян", "ЛУК’ЯН", "ЛУК’ЯН"),
        ("олег", "0лег Коваль", "0лег"), ("ян", "Мар'яненко Ян", "Ян"), ("с", "Шевченко С.О.", "С"),
        ("шевченко", "ШевченкоСергій", "Шевченко"), ("сергій", "сергійшевченко", "сергій"),
        ("абд-ар-рахман", "Абд ар Рахман", "Абд ар Рахман"), ("савко", "cfdrj jktrcfylh", "cfdrj"),
        ("шевченко", "Шевче́нко", "Шевче́нко"), ("ivanov", "Ｉｖａｎｏｖ", "Ｉｖａｎｏｖ"), ("зовсім", "Інше", "Інше"),
        ("", "Коваль", ""),
        ("гусейн-огли", "Алієв Гусейн огли", "Гусейн огли"),
    ],
)  # fmt: skip
def test_a_word_is_quoted_as_it_is_written(word: str, line: str, written: str) -> None:
    assert written == quoted(word, line)


@given(st.text(max_size=40))
def test_what_is_quoted_stands_in_the_line(line: str) -> None:
    from unicodedata import normalize

    for word in read_line(line).words:
        assert quoted(word, line) in normalize("NFC", line)
