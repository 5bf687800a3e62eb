"""What in a raw line is the name and what is not: ranks, titles, kinship, dates; names written together."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from repatria.core.names.writing import MAX_CHARACTERS, fold_lookalikes, no_names, parted, rank_of, tidy, words_of
from repatria.core.names.writing.normalise import MAX_WORDS
from repatria.core.names.writing.words import all_words_of
from repatria.core.vocabulary.tables import read_table

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=80)
NAME_WORDS = st.lists(
    st.text(st.sampled_from("абвгґдеєжзиіїйклмнопрстуфхцчшщьюяё'-abcxyz"), min_size=1, max_size=14), max_size=6
)
LINE = st.lists(
    st.sampled_from(
        ["Шевченко", "Сергій", "Олександрович", "сержант", "мій", "син", "1987", "р.н.", "солдат", "позивний", "Сокіл",
         "гр.", "Mr", "2", "рота", "пан", "матрос", "12.03.1985", "в/ч А1234", "С.О.", "😀", "ст.", "капітан"]
    ),
    max_size=9,
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ШевченкоСергій", ("шевченко", "сергій")),
        ("СергійШевченкоОлександрович", ("сергій", "шевченко", "олександрович")),
        ("ШевченкоС.О.", ("шевченко", "с", "о")), ("С.О.Шевченко", ("с", "о", "шевченко")),
        ("Шевченко С.О.", ("шевченко", "с", "о")), ("Ш.С.О.", ("ш", "с", "о")), ("ШевченкоСО", ("шевченко", "с", "о")),
        ("Шевченко СВ", ("шевченко", "с", "в")), ("шевченко св", ("шевченко", "с", "в")),
        ("McDonald", ("mcdonald",)), ("MacDonald", ("macdonald",)), ("шЕВЧЕНКО", ("шевченко",)),
        ("ШевЧенко", ("шевченко",)),
        ("О'Ніл", ("о'ніл",)), ("ПетренкоВасильович", ("петренко", "васильович")),
        ("Алиев Вагиф Гусейн оглы", ("алиев", "вагиф", "гусейн-оглы")), ("Асан уулу", ("асан-уулу",)),
        ("Əliyev Vaqif Hüseyn oğlu", ("əliyev", "vaqif", "hüseyn-oğlu")), ("оглы", ("оглы",)),
        ("1ван Петр0в", ("іван", "петров")), ("Ів4енко", ("івченко",)), ("6ойко", ("бойко",)), ("3аєць", ("заєць",)),
        ("1vanov", ("lvanov",)), ("8ondar", ("bondar",)), ("Шевченко1987", ("шевченко", "1987")),
        ("Шевченко2", ("шевченко", "2")), ("2Шевченко", ("2", "шевченко")), ("Іван00", ("іваноо",)),
        ("Ｉｖａｎ", ("ivan",)), ("𝐒𝐡𝐞𝐯", ("shev",)), ("Шевченκο", ("шевченко",)), ("Ναзар", ("назар",)),
        ("कृष्णा", ("कृष्णा",)), ("Шев\u2011ченко", ("шев-ченко",)),
    ],
)  # fmt: skip
def test_names_written_together_and_with_false_signs_are_parted(text: str, words: tuple[str, ...]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("text", "words", "rank", "year"),
    [
        ("сержант Шевченко Сергій", ("шевченко", "сергій"), "sergeant", ""),
        ("Шевченко Сергій, мол. с-т", ("шевченко", "сергій"), "junior sergeant", ""),
        ("старшого солдата Шевченка", ("шевченка",), "senior soldier", ""),
        ("ст. л-т Коваль О.В.", ("коваль", "о", "в"), "senior lieutenant", ""),
        ("капитан 3 ранга Иванов Иван", ("иванов", "иван"), "captain of the third rank", ""),
        ("гвардии рядовой Иванов", ("иванов",), "soldier", ""), ("Sgt John Smith", ("john", "smith"), "sergeant", ""),
        ("Шевченко Сергій Олександрович 1987 р.н.", ("шевченко", "сергій", "олександрович"), "", "1987"),
        ("Иванов И.И. 12.03.1985 г.р.", ("иванов", "и", "и"), "", "1985"),
        ("Иванов 1987-03-14", ("иванов",), "", "1987"),
        ("Гнатюк О., 12.5.87", ("гнатюк", "о"), "", "1987"), ("Гнатюк О., 12.5.04", ("гнатюк", "о"), "", "2004"),
        ("Гнатюк О., 12.5.20", ("гнатюк", "о"), "", ""), ("Шевченко1987р", ("шевченко",), "", "1987"),
        ("Іванов р. 1980", ("іванов",), "", "1980"), ("мій син Шевченко Іван", ("шевченко", "іван"), "", ""),
        ("мого брата Шевченка Івана", ("шевченка", "івана"), "", ""), ("Mr John Smith", ("john", "smith"), "", ""),
        ("гр. Іваненко Іван", ("іваненко", "іван"), "", ""), ("Іваненко Іван мл.", ("іваненко", "іван"), "", ""),
        ("Шевченко Іван позивний Сокіл", ("шевченко", "іван"), "", ""),
        ("позивний «Сокіл» Петренко Олег", ("петренко", "олег"), "", ""), ("позивний Сокіл", ("сокіл",), "", ""),
        ("солдат Шевченко Сергій 2 рота", ("шевченко", "сергій"), "soldier", ""),
        ("в/ч А1234 Бондаренко В. П.", ("бондаренко", "в", "п"), "", ""),
        ("Матрос Іван", ("матрос", "іван"), "", ""), ("матрос Іваненко Іван", ("іваненко", "іван"), "sailor", ""),
        ("Шевченко «Сокіл» Іван", ("шевченко", "іван"), "", ""), ('"Сокіл" Шевченко', ("сокіл", "шевченко"), "", ""),
        ("Шевченко Іван 87 р.н.", ("шевченко", "іван"), "", "1987"), ("Коваль Олег А1234", ("коваль", "олег"), "", ""),
        ("Шевченко (Коваль) Ганна", ("шевченко", "коваль", "ганна"), "", ""),
        ("пан Коваль", ("пан", "коваль"), "", ""), ("солдат", ("солдат",), "soldier", ""),
        ("1999", ("1999",), "", "1999"),
        ("Шевченко І. Г.", ("шевченко", "і", "г"), "", ""), ("", (), "", ""), ("😀", ("😀",), "", ""),
        ("Олександрович", ("олександрович",), "", ""), ("Сашко", ("сашко",), "", ""), ("Я", ("я",), "", ""),
        ("ШевченкоСергій", ("шевченко", "сергій"), "", ""),
    ],
)  # fmt: skip
def test_a_raw_line_is_told_apart(text: str, words: tuple[str, ...], rank: str, year: str) -> None:
    found = parted(text)

    assert (found.words, found.rank, found.year) == (words, rank, year)


def test_of_forty_words_those_like_names_are_kept() -> None:
    text = (
        "Прошу знайти мого сина старшого солдата Шевченка Сергія Олександровича 1987 року народження, який зник "
        "безвісти під Бахмутом у травні минулого року, 93 бригада 2 батальйон, позивний Сокіл, дуже прошу "
        "допоможіть знайти мою дитину живою"
    )
    name = {"шевченка", "сергія", "олександровича"}

    found = parted(text)

    assert name <= set(found.words)
    assert name <= set(words_of(text))
    assert (found.rank, found.year) == ("senior soldier", "1987")
    assert len(found.words) <= MAX_WORDS
    assert "прошу" in found.ignored


@pytest.mark.parametrize(
    "text", ["я" * 10_000, "слово " * 2_000, "\u202e" * 10_000 + "Іван", "1" * 10_000, "а'" * 5_000]
)
def test_ten_thousand_characters_are_read_up_to_the_bound(text: str) -> None:
    assert sum(map(len, parted(text).words)) <= MAX_CHARACTERS
    assert len(words_of(text)) <= MAX_WORDS


def test_no_phrase_stands_in_the_table_twice() -> None:
    lines = read_table("repatria.core.names.writing", "no_names.tsv").splitlines()
    phrases = [phrase for line in lines if not line.startswith("#") for phrase in line.split("\t")[2].split(",")]

    assert {phrase for phrase, times in Counter(phrases).items() if times > 1} == set()
    assert len(no_names()) > 400


@pytest.mark.parametrize(
    ("text", "rank"),
    [("сержант", "sergeant"), ("Сержанту", "sergeant"), ("мл. сержант", "junior sergeant"),
    ("ст. с-т", "senior sergeant"),
     ("прапорщик", "warrant officer"), ("підполковник", "lieutenant colonel"), ("подполковник", "lieutenant colonel"),
     ("Матрос", "sailor"), ("генерал-майор", "general"), ("", ""), ("Шевченко", ""),
     ("старший лейтенант ЗСУ", "senior lieutenant")],
)  # fmt: skip
def test_a_rank_has_one_name_in_all_languages(text: str, rank: str) -> None:
    assert rank_of(text) == rank


@given(NAME_WORDS)
def test_the_case_of_the_letters_changes_nothing(words: list[str]) -> None:
    text = " ".join(words)
    expected = words_of(text)

    assert words_of(text.upper()) == expected
    assert words_of(" ".join(word.capitalize() for word in words)) == expected
    assert parted(text.upper()).words == parted(text).words


@given(ANY_TEXT)
@example("Шев\u0301ченко")
def test_the_short_way_of_tidying_agrees_with_the_long_one(text: str) -> None:
    assert tidy(text + "\u200b") == tidy(text) or len(text) >= MAX_CHARACTERS
    assert all_words_of(text + " \u200b") == all_words_of(text)


@given(LINE)
def test_every_word_of_a_line_is_kept_or_ignored_by_name(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = parted(text)
    whole = " ".join((*found.words, *found.ignored))

    assert bool(found.words) == bool(words_of(text))
    for word in ("шевченко", "сергій", "олександрович"):
        assert (word in whole) == (word in tidy(text))
    assert "сергій" not in tidy(text) or "сергій" in found.words or "позивний" in found.ignored


@given(ANY_TEXT)
def test_any_line_is_parted_the_same_every_time(text: str) -> None:
    found = parted(text)

    assert found == parted(text)
    assert bool(found.words) == bool(words_of(text))
    assert len(found.words) <= MAX_WORDS


@given(st.text(st.sampled_from("абвгκοиcopa013468xyz"), max_size=12))
def test_folding_look_alikes_twice_changes_nothing(word: str) -> None:
    once = fold_lookalikes(word)

    assert fold_lookalikes(once) == once


@pytest.mark.parametrize(
    "written", ["Гриценко н/д", "Гриценко, ім'я невідоме", "Гриценко невстановлений", "Гриценко б/н"]
)
def test_that_a_name_is_not_known_is_no_word_of_it(written: str) -> None:
    assert ("гриценко",) == parted(written).words


def test_initials_are_kept_beside_a_surname() -> None:
    assert ("гриценко", "н", "д") == parted("Гриценко Н.Д.").words
