"""Every standard against examples it prints or that are in everybody's use; no letter is lost; all are read back."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from repatria.core.names.readings import canon, readings_of
from repatria.core.names.transliteration.other_scripts import OTHER_TABLES
from repatria.core.names.transliteration.transliterate import STANDARDS, dropped_by, transliterate
from repatria.core.names.writing import is_cyrillic
from repatria.core.vocabulary.tables import read_table

# Sources: resolution 55 of 2010, its printed examples; BGN/PCGN tables and their use in gazetteers; GOST 7.79-2000; ISO
# 9:1995; the Belarusian instruction, its printed examples; the spellings of well-known persons and places in French,
# German and Polish dictionaries.
EXAMPLES = {
    "uk_2010": "Алушта Alushta|Згурський Zghurskyi|Щербухи Shcherbukhy|Феодосія Feodosiia|Їжакевич Yizhakevych|Згорани "
    "Zghorany|Розгон Rozghon|Юрій Yurii|Знам'янка Znamianka",
    "uk_bgn_2019": "Згурський Zghurskyi|Юрій Yurii|Київ Kyiv",
    "uk_icao": "Юрій Iurii|Їжакевич Izhakevych|Григорій Hryhorii|Знам'янка Znamianka|Єлизавета Ielyzaveta",
    "uk_bgn_1965": "Харків Kharkiv|Київ Kyyiv|Львів L’viv|Луганськ Luhans’k|Запоріжжя Zaporizhzhya|Миколаїв Mykolayiv|"
    "Знам'янка Znam”yanka|Вінниця Vinnytsya|Чернівці Chernivtsi",
    "uk_gost_7_79_b": "Юрій Yurij|Їжак Yizhak|Цимбал Cy`mbal|Ґалаґан G`alag`an|Знам'янка Znam'yanka|Львів L`viv",
    "uk_scholarly": "Хрущов Chruščov|Юрій Jurij|Київ Kyïv|Львів Lʹviv|Єнакієве Jenakijeve",
    "uk_french": "Шевченко Chevtchenko|Зеленський Zelensky|Хмельницький Khmelnytsky|Юрко Iourko",
    "uk_german": "Шевченко Schewtschenko|Зеленський Selenskyj|Київ Kyjiw|Хмельницький Chmelnyzkyj|Юрій Jurij",
    "uk_polish": "Шевченко Szewczenko|Зеленський Zełenski|Володимир Wołodymyr|Юрій Jurij|Львів Lwiw|Чернівці Czerniwci",
    "ru_icao": "Щукин Shchukin|Подъездов Podieezdov|Фёдоров Fedorov|Яковлев Iakovlev|Цой Tsoi|Юрьев Iurev",
    "ru_bgn_1947": "Ельцин Yel’tsin|Горбачёв Gorbachëv|Подъездов Pod”yezdov|Алексеев Alekseyev|Соловьёв Solov’yëv|"
    "Чайковский Chaykovskiy|Юрьев Yur’yev|Хабаровск Khabarovsk",
    "ru_gost_7_79_b": "Щукин Shhukin|Подъезд Pod``ezd|Цой Czoj|Циолковский Ciolkovskij|Быков By`kov|Эдуард E`duard|"
    "Хрущёв Xrushhyov",
    "ru_scholarly": "Хрущёв Chruščëv|Чайковский Čajkovskij|Эдуард Ėduard|Подъезд Podʺezd|Юрьев Jurʹev",
    "ru_french": "Хрущёв Khrouchtchev|Чайковский Tchaïkovski|Пушкин Pouchkine|Горбачёв Gorbatchev|Николаев Nikolaïev|"
    "Сергей Sergueï|Василий Vassili|Соловьёв Soloviov|Ельцин Eltsine",
    "ru_german": "Хрущёв Chruschtschow|Горбачёв Gorbatschow|Ельцин Jelzin|Чайковский Tschaikowski|Василий Wassili|"
    "Сергеев Sergejew|Достоевский Dostojewski|Солженицын Solschenizyn|Соловьёв Solowjow",
    "ru_polish": "Хрущёв Chruszczow|Горбачёв Gorbaczow|Ельцин Jelcyn|Чехов Czechow|Солженицын Sołżenicyn|"
    "Сергей Siergiej|Немцов Niemcow|Толстой Tołstoj|Ульянов Uljanow",
    "be_icao": "Аляксандр Aliaksandr|Уладзімір Uladzimir|Ігар Ihar|Пётр Piotr|Мар'я Maria",
    "be_2007": "Магілёў Mahilioŭ|Віцебск Viciebsk|Гомель Homieĺ|Гаўя Haŭja|Ельск Jeĺsk|Вераб'ёвічы Vierabjovičy|Любань "
    "Liubań|Шаркаўшчына Šarkaŭščyna|Раз'езд Razjezd|Юхнаўка Juchnaŭka|Валяр'яны Valiarjany|Чэрвень Červień",
    "be_scholarly": "Віцебск Vicebsk|Гаўя Haŭja|Чэрвень Čėrvenʹ|Юхнаўка Juchnaŭka",
    "iso_9_1995": "Щукин Ŝukin|Юрій Ûrìj|Її Ïï|Чехов Čehov|Хрущёв Hruŝëv|Подъезд Podʺezd|Ґалаґан G̀alag̀an|Ўлас Ŭlas|"
    "Єва Êva|Эдуард Èduard",
}
# What a standard leaves out on purpose: signs only.
SIGNS = frozenset("ьъ'")
ALPHABETS = {
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'", "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя'", "is": "абвгґдеєёжзиіїйклмнопрстуўфхцчшщъыьэюя'",
}  # fmt: skip
NAMES = {
    "uk": "Шевченко Ковальчук Хмельницький Юрій Їжакевич Щербак Григорій Згурський Яцюк Ґалаґан Євген Лук'яненко Цимбал"
    " Жадан Василь Олексійович",
    "ru": "Хрущёв Чехов Жуков Щукин Соловьёв Подъездов Юрьев Эдуард Быков Цветков Яковлев Фёдоров Алексеевич Сергей",
    "be": "Шаўчэнка Лукашэнка Аляксандр Уладзімір Сяргей Міхаіл Чыж Юхновіч Жук Ігар Яўген",
    "is": "Шевченко Щукин Юрій Чехов Жуков Їжакевич Ґалаґан Эдуард Цимбал",
}


@pytest.mark.parametrize("standard", STANDARDS)
def test_writes_what_the_standard_prints(standard: str) -> None:
    pairs = [tuple(pair.split()) for pair in EXAMPLES[standard].split("|")]

    assert [(name, transliterate(name, standard)) for name, _ in pairs] == [
        (name, unicodedata.normalize("NFC", latin)) for name, latin in pairs
    ]
    assert transliterate(pairs[0][0].upper(), standard) == pairs[0][1].upper()


@pytest.mark.parametrize("standard", STANDARDS)
def test_drops_no_letter_but_signs(standard: str) -> None:
    assert {letters for letters in dropped_by(standard) if len(letters) == 1} <= SIGNS
    for letter in ALPHABETS[standard[:2]]:
        for around in ("{}", "а{}", "{}а", "б{}", "{}б", "а{}а", "б{}б", "б{}а"):
            text = around.format(letter)
            without = transliterate(around.format(""), standard)
            written = transliterate(text, standard)
            assert letter in SIGNS or len(written) > len(without), (standard, text, written)


@given(st.sampled_from(STANDARDS), st.data())
def test_what_was_written_holds_no_cyrillic_and_keeps_its_length(standard: str, data: st.DataObject) -> None:
    alphabet = ALPHABETS[standard[:2]]
    name = data.draw(st.text(st.sampled_from(alphabet), max_size=15))
    written = transliterate(name, standard)

    assert not any(map(is_cyrillic, written))
    letters = sum(letter not in SIGNS for letter in name)
    # German and Polish endings (-ий, -ський) and ль, нь take two letters together, and so does кс, an x.
    together = name.count("кс") + (2 if name.endswith(("ий", "ый", "ій", "ський", "цький")) else 0)
    assert len(unicodedata.normalize("NFD", written)) >= letters - together


@given(st.sampled_from((*STANDARDS, *OTHER_TABLES)), st.text(st.characters(exclude_categories=()), max_size=40))
def test_any_text_is_written_by_any_standard_the_same_every_time(standard: str, text: str) -> None:
    assert transliterate(text, standard) == transliterate(text, standard)


@pytest.mark.parametrize("standard", STANDARDS)
def test_a_name_written_by_a_standard_sounds_like_itself_when_read_back(standard: str) -> None:
    names = NAMES[standard[:2]].split()
    edits = {
        name: min(OSA.distance(reading, canon(name)) for reading in readings_of(transliterate(name, standard)))
        for name in names
    }

    assert max(edits.values()) <= 2, edits
    assert sum(edits.values()) / len(names) <= 0.5, edits


@pytest.mark.parametrize("table", (*STANDARDS, *OTHER_TABLES, "other_cyrillic"))
def test_every_table_names_its_standard_source_and_review_and_has_no_rule_twice(table: str) -> None:
    lines = read_table("repatria.core.names.transliteration", f"standards/{table}.tsv").splitlines()
    head = " ".join(line for line in lines if line.startswith("#"))
    rules = [tuple((*line.split("\t"), "")[:3]) for line in lines if not line.startswith(("#", "@"))]
    places = [(written, (*rest, "")[1]) for written, *rest in rules]

    assert all(word in head for word in ("Standard:", "Source:", "Review:", "Columns:"))
    assert len(set(places)) == len(places)
    for _, where in places:
        assert all(c in ("first", "last") or c.startswith(("after=", "before=")) for c in where.split())


def test_a_standard_without_a_table_is_refused() -> None:
    with pytest.raises(FileNotFoundError):
        transliterate("Іван", "none_such")
