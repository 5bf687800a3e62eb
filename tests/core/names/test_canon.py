"""One phoneme spelling: the folding that is promised, readings of Latin, given names, surnames, real pairs of names."""

from __future__ import annotations

import csv
import gzip
import re
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from repatria.core.names.groups.given_names import has_vowel
from repatria.core.names.readings import canon, readings_of, skeleton_of
from repatria.core.names.readings.phonemes import MAX_READINGS
from repatria.core.names.transliteration import romanise

REAL_PAIRS = Path(__file__).resolve().parents[4] / "shared" / "data" / "names"
needs_real_pairs = pytest.mark.skipif(
    not REAL_PAIRS.is_dir(), reason="../shared/data/names IS ABSENT: real pairs of names are not measured"
)
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=80)
CYRILLIC_WORDS = st.text(st.sampled_from("абвгґдеєёжзиіїйклмнопрстуўфхцчшщыэюяьъ"), min_size=1, max_size=20)

# Source: ISO 9:1995, one Latin letter for each Cyrillic one.
ISO_9 = dict(item.split() for item in """
а a|б b|в v|г g|ґ g̀|д d|е e|ё ë|є ê|ж ž|з z|и i|і ì|ї ï|й j|к k|л l|м m|н n|о o|п p|р r|с s|т t|у u|ў ŭ|ф f|х h|ц c|ч č
ш š|щ ŝ|ъ ʺ|ы y|ь ʹ|э è|ю û|я â
""".replace("\n", "|").split("|") if item.strip())  # fmt: skip


@pytest.mark.parametrize("letters", ["гґх", "иіїый", "еєэё", "ая", "ую", "шщ"])
def test_letters_that_one_sound_is_written_with_are_one(letters: str) -> None:
    assert len({canon(f"т{letter}т") for letter in letters}) == 1


@pytest.mark.parametrize("sign", ["ь", "ъ", "'", "’", "ʼ", "-"])
def test_signs_have_no_sound(sign: str) -> None:
    assert canon(f"об{sign}єкт") == canon("обєкт")


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [("ch", "чхш"), ("sch", "шж"), ("c", "цк"), ("j", "йж"), ("z", "зц"), ("w", "в"), ("x", "х")],
)
def test_a_latin_group_is_read_in_every_way_it_may_be_meant(latin: str, cyrillic: str) -> None:
    for letter in cyrillic:
        assert canon(f"а{letter}та") in readings_of(f"a{latin}ta")
    assert canon("акса") in readings_of("axa")


@pytest.mark.parametrize(
    "name", ["Щукин", "Ґалаґан", "Подъездов", "Юрій", "Яків", "Єгор", "Їжак", "Ўлас", "Жук", "Чехов", "Хрущёв", "Ильин",
             "Цимбал", "Шевченко", "Эдуард", "Ы"],
)  # fmt: skip
def test_a_name_written_by_iso_9_is_read_back(name: str) -> None:
    written = "".join(ISO_9[letter] for letter in name.lower()).capitalize()

    assert canon(name) in readings_of(written)


@pytest.mark.parametrize(
    ("latin", "name"),
    [("Schtschukin", "Щукин"), ("Szczukin", "Щукин"), ("Chtchoukine", "Щукин"), ("Shchukin", "Щукин"),
     ("Ščukin", "Щукин"), ("Chruschtschow", "Хрущов"), ("Khrouchtchev", "Хрущев"), ("Tschechow", "Чехов"),
     ("Wolodymyr", "Володимир"), ("Włodzimierz", "Влодзімєж"), ("Joukov", "Жуков"), ("Zhukov", "Жуков"),
     ("Żukow", "Жуков"), ("Shukow", "Шуков"), ("Yevhen", "Євген"), ("Evgueni", "Евгуени"), ("Alexej", "Алексей"),
     ("Dzhalalov", "Джалалов"), ("Torzhevska", "Торжевська"), ("Nikolaeva", "Николаева"), ("Pavlovskaia", "Павловская"),
     ("Katayeva", "Катаева"), ("Nikitchuk", "Нікітчук"), ("Bezsonova", "Безсонова"),
     ("Kuznetsoff", "Кузнецов"), ("Pushkine", "Пушкин")],
)  # fmt: skip
def test_habits_of_many_languages_are_read_back(latin: str, name: str) -> None:
    assert min(OSA.distance(reading, canon(name)) for reading in readings_of(latin)) == 0


@given(CYRILLIC_WORDS)
def test_cyrillic_is_read_letter_by_letter_first_and_mostly_only_so(word: str) -> None:
    assert readings_of(word)[0] == canon(word)
    if not any(letters in word for letters in ("тс", "дс", "хв", "сч", "шч", "зч")):
        assert readings_of(word) == (canon(word),)
    assert canon(word.upper()) == canon(word)


@pytest.mark.parametrize(
    ("heard", "name"),
    [("Тсарев", "Царев"), ("Братський", "Брацький"), ("Городский", "Гороцкий"), ("Хвилюгін", "Філюгін"),
     ("Счасливий", "Щасливий"), ("Шчерба", "Щерба"), ("Казначеєв-Тсарев", "Казначеєв-Царев")],
)  # fmt: skip
def test_two_letters_that_sound_like_one_are_read_as_it_too(heard: str, name: str) -> None:
    assert canon(name) in readings_of(heard)
    assert canon(heard) != canon(name)


@given(CYRILLIC_WORDS)
def test_no_consonant_is_lost(word: str) -> None:
    heard = set(canon(word))

    for letter, sound in zip("бдклмпрт", "bdklmprt", strict=True):
        assert (letter in word) == (sound in heard)


@given(ANY_TEXT)
def test_any_text_has_one_to_a_dozen_readings(text: str) -> None:
    readings = readings_of(text)

    assert 1 <= len(readings) <= MAX_READINGS
    assert len(set(readings)) == len(readings)
    assert readings == readings_of(text)
    assert canon(text) == readings[0]
    for reading in readings:
        assert not any(one == other for one, other in pairwise(reading))
        assert skeleton_of(skeleton_of(reading)) == skeleton_of(reading)
        assert not set(skeleton_of(reading)) & set("aeioujqzc")
        assert has_vowel(reading) == bool(set(reading) & set("aeiou"))


# --- real pairs


def _distances(pairs: list[tuple[str, str]]) -> list[int]:
    return [min(OSA.distance(reading, canon(other)) for reading in readings_of(one)) for one, other in pairs]


def _share(distances: list[int], at_most: int) -> float:
    return sum(distance <= at_most for distance in distances) / len(distances)


@needs_real_pairs
def test_ukrainian_and_russian_forms_of_one_name_sound_alike() -> None:
    with (REAL_PAIRS / "ukrainian_russian_forms_train.csv").open(encoding="utf-8") as lines:
        distances = _distances([(row["uk"], row["ru"]) for row in csv.DictReader(lines)])

    assert len(distances) > 10_000
    assert _share(distances, 0) >= 0.90
    assert _share(distances, 1) >= 0.98


@needs_real_pairs
def test_slavic_names_in_latin_letters_sound_like_the_russian_ones() -> None:
    slavic = re.compile("(ов|ев|ёв|ин|ын|ова|ева|ина|ский|цкий|ская|ко|ук|юк|чик|ич|ян|швили|дзе)$")
    with gzip.open(REAL_PAIRS / "latin_russian_tokens_train.tsv.gz", "rt", encoding="utf-8") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        pairs = [(row["latin"], row["russian"]) for row in rows
                 if len(row["russian"]) > 4 and slavic.search(row["russian"])]  # fmt: skip
    distances = _distances(Random(1).sample(pairs, 4000))

    assert _share(distances, 0) >= 0.76
    assert _share(distances, 1) >= 0.90


@needs_real_pairs
def test_real_surnames_romanised_by_the_standard_are_read_back() -> None:
    with (REAL_PAIRS / "ukrainian_russian_forms_train.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    for form in ("uk", "ru"):
        names = [row[form] for row in Random(2).sample(rows, 2000)]
        distances = _distances([(romanise(name, form), name) for name in names])
        assert _share(distances, 0) >= 0.98
        assert _share(distances, 1) >= 0.99
