"""Names in scripts without a standard of ours are read roughly, so that they find their counterparts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.core.names.transliteration import general_romanisation


@pytest.mark.parametrize(
    ("word", "latin"),
    [
        ("გიორგი", "giorgi"), ("შევჩენკო", "shevchenko"), ("ივანოვი", "ivanovi"), ("ჭავჭავაძე", "chavchavadze"),
        ("Հովհաննիսյան", "hovhannisyan"), ("Շևչենկո", "shevchenko"), ("Իվանով", "ivanov"), ("Երևան", "yerevan"),
        ("محمد", "mhmd"), ("ايفانوف", "ifanuf"), ("يوسف", "yusf"), ("رمضان", "rmdan"),
        ("שבצ'נקו", "shvchnko"), ("איוונוב", "ivnov"), ("יוסף", "yosf"),
        ("Γεώργιος", "georgios"), ("Παπαδόπουλος", "papadopoulos"), ("Ἀθήνα", "athina"), ("Ευάγγελος", "evangelos"),
        ("कुमार", "kumaara"), ("김정은", "gimjeongeun"), ("ተስፋዬ", "tasefaayee"), ("イワン", "iwan"),
        ("陈", "陈"), ("Müller", "müller"), ("шевченко", "шевченко"), ("", ""), ("😀", "😀"),
    ],
)  # fmt: skip
def test_a_word_of_any_script_is_written_in_latin_letters(word: str, latin: str) -> None:
    assert general_romanisation(word) == latin


@pytest.mark.parametrize(
    ("first", "last"),
    [(0x10D0, 0x10FA), (0x0561, 0x0587), (0x0621, 0x064A), (0x05D0, 0x05EA), (0x03AC, 0x03CE), (0x0905, 0x0939),
     (0xAC00, 0xAC40), (0x1200, 0x1240)],
)  # fmt: skip
def test_no_letter_of_a_script_that_is_read_stays_or_vanishes(first: int, last: int) -> None:
    letters = [chr(code) for code in range(first, last + 1) if chr(code).isalpha()]
    read = {letter: general_romanisation(f"{letter}{letter}{letter}") for letter in letters
            if letter not in "ءئـ"}  # no sound of their own  # fmt: skip

    assert {letter for letter, latin in read.items() if not latin.isascii() or not latin} == set()


@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_any_text_is_read_and_nothing_but_an_empty_text_reads_as_nothing(text: str) -> None:
    read = general_romanisation(text)

    assert bool(read) == bool(text)
