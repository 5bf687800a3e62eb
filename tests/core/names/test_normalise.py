"""Tidying and flagging: whatever is written is read, nothing is refused, twice tidied is once tidied."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from repatria.core.names.writing import (
    APOSTROPHES,
    BIDI_CONTROLS,
    MAX_CHARACTERS,
    ZERO_WIDTH,
    flags_of,
    fold_lookalikes,
    is_cyrillic,
    script_of,
    tidy,
    words_of,
)
from repatria.core.names.writing.normalise import MAX_WORDS
from repatria.core.names.writing.scripts import is_latin

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=80)
FLAGS = {"apostrophe_variant", "bidi_control", "control_character", "digit_in_name", "emoji", "empty", "formula_like",
         "mixed_script", "one_letter", "very_long", "zero_width"}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Шевченко Сергій", ("шевченко", "сергій")), ("ШЕВЧЕНКО,Сергій;О.", ("шевченко", "сергій", "о")),
        ("  Мар’яна\tМарʼяна\nМар`яна ", ("мар'яна",) * 3), ('Мар"яна', ("мар'яна",)),
        ("Нечуй–Левицький", ("нечуй-левицький",)), ("Нечуй - Левицький", ("нечуй", "левицький")),
        ("Шевче\u0301нко", ("шевченко",)), ("Йосип", ("йосип",)), ("Пётр", ("пётр",)),
        ("Ше\u00adвчен\u200bко\u202e", ("шевченко",)), ("Шев\x00ченко", ("шев", "ченко")),
        ("Шeвчeнкo", ("шевченко",)), ("Ivаn", ("ivan",)), ("Іванeнк0", ("іваненко",)), ("П3тр0", ("пзтро",)),
        ("ß", ("ss",)), ("İsmail", ("ismail",)), ("МАСС", ("масс",)),
        ("مُحَمَّد", ("محمد",)), ("राजेश कुमार", ("राजेश", "कुमार")), ("გიორგი", ("გიორგი",)), ("陳 大文", ("陳", "大文")),
        ("😀", ("😀",)), ("!!! ???", ("!!!???",)), ("1999", ("1999",)), ("", ()), (" \u200b\x00 ", ()),
        ("О'Ніл", ("о'ніл",)), ("Шевченко_Іван", ("шевченко", "іван")), ("'Сокіл'", ("сокіл",)),
    ],
)  # fmt: skip
def test_a_name_is_parted_into_tidy_words(text: str, words: tuple[str, ...]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("Шевченко", ()), ("Мар'яна", ()), ("Мар’яна", ()), ("Марʼяна", ()), ("Мар`яна", ("apostrophe_variant",)),
        ("Мар'яна О’Ніл", ("apostrophe_variant",)), ("", ("empty",)), (" \n", ("control_character", "empty")),
        ("Я", ("one_letter",)), ("Іван2", ("digit_in_name",)), ("Шeвченко", ("mixed_script",)),
        ("Іван Smith", ()), ("😀", ("emoji",)), ("=1+1", ("digit_in_name", "formula_like")),
        ("\u202eІван", ("bidi_control",)), ("Ів\u200bан", ("zero_width",)), ("Ів\x00ан", ("control_character",)),
        ("а" * 201, ("very_long",)), ("-2", ("digit_in_name", "formula_like")), ("@Іван", ("formula_like",)),
    ],
)  # fmt: skip
def test_what_is_odd_is_flagged_and_nothing_else(text: str, flags: tuple[str, ...]) -> None:
    assert flags_of(text) == flags


@given(ANY_TEXT)
def test_any_text_has_flags_a_script_and_words(text: str) -> None:
    assert set(flags_of(text)) <= FLAGS
    assert list(flags_of(text)) == sorted(set(flags_of(text)))
    assert script_of(text) in {"cyrillic", "latin", "other", "none"}
    words = words_of(text)
    assert len(words) <= MAX_WORDS
    assert words == words_of(text)
    for word in words:
        assert word and " " not in word
        assert not set(word) & (BIDI_CONTROLS | ZERO_WIDTH)
        assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zs") for c in word)


@given(ANY_TEXT)
@example("ŉ İ ß ſ ς Σ")
@example("\u1fef\u0301")
def test_twice_tidied_is_once_tidied(text: str) -> None:
    once = tidy(text)

    assert tidy(once) == once
    assert len(once) <= MAX_CHARACTERS
    assert once == " ".join(once.split())


@given(st.text(st.sampled_from("абвґєжиіїйьюяABCdefóžł '’-.,03\u0301\u200b"), max_size=40))
def test_words_found_are_found_again_in_themselves(text: str) -> None:
    words = words_of(text)

    assert words_of(" ".join(words)) == words


@given(st.text(st.sampled_from("абвґєжиіїйьюяё"), min_size=1, max_size=20))
def test_upper_case_decomposed_and_stressed_letters_are_the_same_letters(word: str) -> None:
    stressed = "".join(letter + "\u0301" if letter in "аиію" else letter for letter in word)

    assert tidy(word.upper()) == tidy(unicodedata.normalize("NFD", word)) == tidy(stressed) == tidy(word)


@given(ANY_TEXT)
def test_look_alikes_are_folded_once(text: str) -> None:
    once = fold_lookalikes(text.lower())

    assert fold_lookalikes(once) == once


@given(st.text(st.sampled_from("асеіокмтхурвн"), min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_a_cyrillic_word_with_latin_look_alikes_is_that_word(word: str, random: object) -> None:
    looks = dict(zip("асеіокмтхурвн", "aceiokmtxypbh", strict=True))
    mixed = "ш" + "".join(looks[c] if random.random() < 0.5 else c for c in word)  # type: ignore[attr-defined]

    assert fold_lookalikes(mixed) == "ш" + word


@pytest.mark.parametrize("sign", sorted(APOSTROPHES))
def test_every_apostrophe_is_one(sign: str) -> None:
    assert words_of(f"В{sign}ячеслав") == ("в'ячеслав",)


@pytest.mark.parametrize(
    ("character", "cyrillic", "latin"),
    [("я", True, False), ("Ґ", True, False), ("ꙗ", True, False), ("ᲀ", True, False), ("ⷠ", True, False),
     ("a", False, True), ("Ž", False, True), ("ß", False, True), ("α", False, False), ("1", False, False),
     ("\ud800", False, False), ("_", False, False)],
)  # fmt: skip
def test_letters_know_their_script(character: str, cyrillic: bool, latin: bool) -> None:
    assert (is_cyrillic(character), is_latin(character)) == (cyrillic, latin)


@pytest.mark.parametrize(
    ("text", "script"),
    [("Шевченко S", "cyrillic"), ("Smith Я", "latin"), ("გიორგი", "other"), ("123", "none"), ("", "none")],
)
def test_the_script_is_that_of_most_letters(text: str, script: str) -> None:
    assert script_of(text) == script
