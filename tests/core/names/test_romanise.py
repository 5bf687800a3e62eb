"""Romanisation against the published examples and tables; no letter is lost silently."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.core.names.transliteration import romanise
from repatria.core.names.transliteration.romanisation import SILENT, language_of
from repatria.core.names.writing import APOSTROPHES, is_cyrillic

# Source: resolution of the Cabinet of Ministers of Ukraine no. 55 of 27 January 2010, the examples of its table.
UKRAINIAN_EXAMPLES = """
Алушта Alushta|Андрій Andrii|Борщагівка Borshchahivka|Борисенко Borysenko|Вінниця Vinnytsia|Володимир Volodymyr
Гадяч Hadiach|Богдан Bohdan|Згурський Zghurskyi|Ґалаґан Galagan|Ґорґани Gorgany|Донецьк Donetsk|Дмитро Dmytro
Рівне Rivne|Олег Oleh|Есмань Esman|Єнакієве Yenakiieve|Гаєвич Haievych|Короп'є Koropie|Житомир Zhytomyr
Жанна Zhanna|Жежелів Zhezheliv|Закарпаття Zakarpattia|Казимирчук Kazymyrchuk|Медвин Medvyn
Михайленко Mykhailenko|Іванків Ivankiv|Іващенко Ivashchenko|Їжакевич Yizhakevych|Кадиївка Kadyivka
Мар'їне Marine|Йосипівка Yosypivka|Стрий Stryi|Олексій Oleksii|Київ Kyiv|Коваленко Kovalenko|Лебедин Lebedyn
Леонід Leonid|Миколаїв Mykolaiv|Маринич Marynych|Ніжин Nizhyn|Наталія Nataliia|Одеса Odesa|Онищенко Onyshchenko
Полтава Poltava|Петро Petro|Решетилівка Reshetylivka|Рибчинський Rybchynskyi|Суми Sumy|Соломія Solomiia
Тернопіль Ternopil|Троць Trots|Ужгород Uzhhorod|Уляна Uliana|Фастів Fastiv|Філіпчук Filipchuk|Харків Kharkiv
Христина Khrystyna|Стеценко Stetsenko|Чернівці Chernivtsi|Шевченко Shevchenko|Шостка Shostka|Кишеньки Kyshenky
Щербухи Shcherbukhy|Гоща Hoshcha|Гаращенко Harashchenko|Юрій Yurii|Корюківка Koriukivka|Яготин Yahotyn
Ярошенко Yaroshenko|Костянтин Kostiantyn|Знам'янка Znamianka|Феодосія Feodosiia|Згорани Zghorany|Розгон Rozghon
"""
# Source: ICAO Doc 9303 part 3, section 6, table of Cyrillic letters, as Russian and Belarusian use them.
RUSSIAN_TABLE = """
а a|б b|в v|г g|д d|е e|ё e|ж zh|з z|и i|й i|к k|л l|м m|н n|о o|п p|р r|с s|т t|у u|ф f|х kh|ц ts|ч ch|ш sh|щ shch
ъ ie|ы y|э e|ю iu|я ia
"""
BELARUSIAN_TABLE = "г h|ё io|і i|ў u|э e|ы y|й i|ж zh"
RUSSIAN_EXAMPLES = """
Щукин Shchukin|Юрьев Iurev|Подъездов Podieezdov|Фёдоров Fedorov|Яковлев Iakovlev|Цой Tsoi|Хрущёв Khrushchev
"""
BELARUSIAN_EXAMPLES = "Аляксандр Aliaksandr|Уладзімір Uladzimir|Ігар Ihar|Пётр Piotr|Сяргей Siarhei|Мар'я Maria"
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)
CYRILLIC = st.characters(min_codepoint=0x400, max_codepoint=0x52F)


def _pairs(table: str) -> list[tuple[str, str]]:
    pairs = (item.split() for item in table.replace("\n", "|").split("|") if item.strip())
    return [(cyrillic, latin) for cyrillic, latin in pairs]


@pytest.mark.parametrize(
    ("language", "table"),
    [("uk", UKRAINIAN_EXAMPLES), ("ru", RUSSIAN_TABLE), ("ru", RUSSIAN_EXAMPLES), ("be", BELARUSIAN_TABLE),
     ("be", BELARUSIAN_EXAMPLES)],
    ids=["resolution 55", "ICAO table ru", "ICAO ru", "ICAO table be", "ICAO be"],
)  # fmt: skip
def test_writes_what_the_standard_prints(language: str, table: str) -> None:
    pairs = _pairs(table)

    assert [(name, romanise(name, language)) for name, _ in pairs] == pairs
    large = [(name, romanise(name.upper(), language)) for name, _ in pairs if len(name) > 1]
    assert large == [(name, latin.upper()) for name, latin in pairs if len(name) > 1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Юрій Ярошенко-Їжакевич", "Yurii Yaroshenko-Yizhakevych"), ("ЩУКІН Щербина", "SHCHUKIN Shcherbyna"),
        ("Наталі́я", "Natalíia"), ("'Ярошенко'", "'Yaroshenko'"), ("«Юрій»", "«Yurii»"), ("Знам’янка", "Znamianka"),
        ("Знамʼянка", "Znamianka"), ("O'Neill", "O'Neill"), ("Мюллер Müller", "Miuller Müller"),
        ("", ""), ("№ 5", "№ 5"),
        ("Короп'Є", "KoropIe"), ("КОРОП'Є", "KOROPIE"), ("Є", "Ye"), ("ЄС", "YES"),
    ],
)  # fmt: skip
def test_words_signs_and_other_letters_around_stay_what_they_are(text: str, expected: str) -> None:
    assert romanise(text, "uk") == unicodedata.normalize("NFC", expected)


@pytest.mark.parametrize(
    ("name", "language"),
    [("Сергій", "uk"), ("Ґалаґан", "uk"), ("Мар'яна", "uk"), ("Быков", "ru"), ("Фёдоров", "ru"), ("Эдуард", "ru"),
     ("Кароткі Ўлас", "be"), ("Іван Ёў", "be"), ("Шевченко", "uk"), ("", "uk"), ("Smith", "uk")],
)  # fmt: skip
def test_the_language_is_guessed_from_letters_only_it_has(name: str, language: str) -> None:
    assert language_of(name) == language
    assert romanise(name) == romanise(name, language) == romanise(name, "none such")


@pytest.mark.parametrize("language", ["uk", "ru", "be"])
def test_no_letter_is_lost_silently(language: str) -> None:
    letters = [chr(code) for first, last in ((0x400, 0x530), (0x1C80, 0x1C90), (0xA640, 0xA6A0))
               for code in range(first, last) if chr(code).isalpha()]  # fmt: skip
    lost = {letter.lower() for letter in letters if not romanise(letter, language)}

    assert lost == ({"ь", "ъ"} if language == "uk" else {"ь"})
    assert lost <= SILENT


@given(ANY_TEXT, st.sampled_from(["", "uk", "ru", "be", "xx"]))
def test_any_text_is_written_and_the_same_every_time(text: str, language: str) -> None:
    assert romanise(text, language) == romanise(text, language)


@given(st.text(CYRILLIC, max_size=40), st.sampled_from(["uk", "ru", "be"]))
def test_every_letter_but_the_silent_ones_leaves_something(text: str, language: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    heard = sum(c.lower() not in SILENT for c in composed)

    assert len(romanise(text, language)) >= heard


@given(st.text(st.sampled_from("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'’ -"), max_size=30))
def test_what_was_romanised_holds_no_cyrillic_and_stays_when_written_again(text: str) -> None:
    once = romanise(text, "uk")

    assert not any(map(is_cyrillic, once))
    assert romanise(once, "uk") == once


@given(st.text(st.sampled_from("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"), min_size=1, max_size=12))
def test_every_sign_in_the_place_of_the_apostrophe_is_one(word: str) -> None:
    written = {romanise(f"зна{sign}{word}", "uk") for sign in APOSTROPHES}

    assert len(written) == 1
