"""Forms found again with errors allowed: each by itself, everything within one edit, at once, in bounded time."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import product
from time import thread_time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.core.names.readings import weighted_readings
from repatria.core.names.similarity import FormIndex, nearest
from repatria.core.names.similarity.distance import distance
from repatria.core.names.similarity.read_forms import FILED_PENALTY, FILED_READINGS

ONE_EDIT = 1.1
"""What the dearest single edit costs at most."""
LETTERS = "абвгдежзиклмнопрстуфхцчшюя"
CYRILLIC = st.text(st.sampled_from("аиокнвш"), min_size=1, max_size=7)
WORDS = CYRILLIC | st.text(st.sampled_from("aicksvh"), min_size=1)
SURNAMES = [
    begin + middle + end
    for begin, middle, end in product(
        ("ковал", "шев", "бондар", "кравц", "мельн", "гонч", "лис", "ткач", "по", "зай", "ку", "яков", "хмел"),
        ("", "ь", "ч", "ар", "ов", "ин", "ик"),
        ("енко", "ук", "ский", "ський", "ов", "ів", "ець", "а", "ян", "о"),
    )
]


def index_of(texts: Sequence[str]) -> FormIndex:
    index = FormIndex(weighted_readings)
    index.take_many(texts)
    return index


def found_by(index: FormIndex, text: str, most: float = 2.5) -> dict[str, float]:
    forms, edits = index.near(weighted_readings(text), most)
    return {index.texts[form]: round(float(edit), 2) for form, edit in zip(forms, edits, strict=True)}


@pytest.fixture(scope="module")
def surnames() -> FormIndex:
    return index_of(SURNAMES)


def test_form_0_is_the_missing_value() -> None:
    index = FormIndex(weighted_readings)

    assert (1, 0, "") == (len(index), index.take(""), index.texts[0])


@given(st.lists(st.text(st.characters(exclude_categories=()), max_size=12), max_size=6))
def test_every_form_is_numbered_once_and_finds_itself(texts: list[str]) -> None:
    index = FormIndex(weighted_readings)
    numbers = index.take_many(texts).tolist()

    assert ["", *dict.fromkeys(text for text in texts if text)] == list(index.texts)
    for text, number in zip(texts, numbers, strict=True):
        assert number == index.number_of(text) == index.take(text)
        assert index.texts[number] == text
        assert found_by(index, text)[text] == 0.0
    assert index.number_of("not a form of these") is None


def _nearest_by_brute_force(texts: Sequence[str], asked: str) -> dict[str, float]:
    def filed(text: str) -> Sequence[tuple[str, float]]:
        return [reading for reading in weighted_readings(text)[:FILED_READINGS] if reading[1] <= FILED_PENALTY]

    return {
        text: round(min(p + q + distance(a, b) for a, p in weighted_readings(asked)[:6] for b, q in filed(text)), 2)
        for text in texts
    }


@settings(max_examples=60)
@given(st.lists(WORDS, min_size=1, max_size=30), WORDS)
def test_everything_within_one_edit_is_found_with_its_distance(texts: list[str], asked: str) -> None:
    found = found_by(index_of(texts), asked)

    for text, edits in _nearest_by_brute_force(texts, asked).items():
        if edits <= 1.0:
            assert found[text] == pytest.approx(edits, abs=0.011)
        elif text in found:
            assert found[text] >= edits - 0.011


def _slips(word: str) -> list[str]:
    lot = random.Random(word)
    at = lot.randrange(len(word) - 1)
    return [
        word[:at] + lot.choice(LETTERS) + word[at + 1 :],
        word[:at] + word[at + 1 :],
        word[:at] + lot.choice(LETTERS) + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    ]


def test_a_slip_anywhere_in_a_surname_is_found(surnames: FormIndex) -> None:
    asked = [(name, slip) for name in SURNAMES for slip in _slips(name)]
    missed = [(name, slip) for name, slip in asked if name not in found_by(surnames, slip)]

    # What is lost: a consonant between equal vowels, which then count once (Соколов, Сокоов).
    assert len(missed) <= 0.02 * len(asked)  # measured: .008


@pytest.mark.parametrize(
    ("asked", "name"),
    [("Шивчинко", "шевченко"), ("Шевчэнка", "шевченко"), ("Кавалчэнка", "ковалченко"), ("Хмилинскый", "хмелинский"),
     ("Mielnykskij", "мельникский"), ("Honchovskyi", "гончовський"), ("Bondarinko", "бондаренко")],
)  # fmt: skip
def test_vowels_may_all_be_wrong(surnames: FormIndex, asked: str, name: str) -> None:
    assert name in found_by(surnames, asked)


def test_two_wrong_consonants_of_a_long_name_are_found(surnames: FormIndex) -> None:
    assert "бондаровский" in found_by(surnames, "бондагобский")
    assert "бондаровский" in found_by(surnames, "помдаровский")


@pytest.mark.whole
def test_room_grows_for_thousands_of_readings_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    def around(bones: str, vowels: str, count: int) -> list[str]:
        every = sorted(product("aeiou", repeat=len(vowels)), key=lambda other: sum(map(str.__ne__, other, vowels)))
        return ["".join(bone + vowel for bone, vowel in zip(bones, one, strict=True)) for one in every[:count]]

    # The first reading is compared with more than there is room for at first, the second with as many others; both are
    # so dear that they are looked up under one key, which brings each reading once.
    index = FormIndex(lambda form: ((form, 0.0),))
    words = [*around("kvlnrmtsp", "aeiouaeio", 4300), *around("dptsbkvrm", "ouaeiouae", 3800)]
    index.take_many(words)

    asked = [(words[0], 0.6), (words[4300], 0.7)]

    forms, edits = index.near(asked)

    measured, _ = index.measure(asked, forms, 2.5, 0.3)
    assert (np.diff(edits) >= 0).all() and np.array_equal(edits, measured)
    assert len(set(forms.tolist())) == len(forms) > 5_000
    assert 0 < forms.min() and forms.max() < len(index)
    monkeypatch.setattr(nearest, "search", nearest.search.py_func)  # which looks after the ends of its arrays
    assert all(map(np.array_equal, (forms, edits), index.near(asked)))


def test_the_nearest_come_first_and_none_is_beyond_the_bound(surnames: FormIndex) -> None:
    forms, edits = surnames.near(weighted_readings("Шевченко"), 1.6)

    assert surnames.texts[forms[0]] == "шевченко"
    assert (np.diff(edits) >= 0).all()
    assert edits.max() <= 1.6
    assert len(set(forms.tolist())) == len(forms) > 3


@given(st.lists(CYRILLIC, min_size=1, max_size=20, unique=True), CYRILLIC, st.sampled_from([1.0, 3.0]))
def test_any_forms_can_be_measured_whatever_keys_they_share(texts: list[str], asked: str, most: float) -> None:
    index = index_of(texts[:-1])
    numbers = np.array([*map(index.take, texts)], dtype=np.int32)  # the last one is in the tail
    edits, is_near = index.measure(weighted_readings(asked)[:6], numbers, most, 9.0)

    by_hand = _nearest_by_brute_force(texts, asked)
    for text, found in zip(texts, edits.tolist(), strict=True):
        assert found == pytest.approx(by_hand[text], abs=0.011) or (found == np.inf and by_hand[text] > most - 0.011)
    searched = found_by(index, asked)
    assert not any(text in searched and not near for text, near in zip(texts, is_near, strict=True) if most > 2.5)


@given(st.lists(WORDS, min_size=1, max_size=30, unique=True), st.lists(WORDS, min_size=1, max_size=5), WORDS)
def test_arranging_changes_no_answer(texts: list[str], late: list[str], asked: str) -> None:
    index = index_of(texts)
    before = found_by(index, asked)
    numbers = np.arange(1, len(index), dtype=np.int32)
    measured = index.measure(weighted_readings(asked), numbers, 3.0, 0.4)
    index.arrange()

    assert before == found_by(index, asked)
    assert all(map(np.array_equal, measured, index.measure(weighted_readings(asked), numbers, 3.0, 0.4)))
    index.take_many(late)
    assert found_by(index, asked) == found_by(index_of([*texts, *late]), asked)
    parts = {name: part.copy() for name, part in index.to_parts().items()}
    assert found_by(FormIndex.from_parts(parts, weighted_readings), asked) == found_by(index, asked)


def test_uses_that_a_forged_file_has_in_every_chain_are_walked_once() -> None:
    count = 200_000
    chain = np.stack([np.zeros(count), np.arange(-1, count - 1)], axis=1).astype(np.int32)
    forged = np.full(count, count - 1, dtype=np.int32)

    begin = thread_time()
    found = nearest.readings_of_uses(forged, chain, count)

    assert len(found) == count and set(found.tolist()) == {0}
    assert thread_time() - begin < 20  # every chain walked would take 20,000,000,000 steps


def test_what_is_measured_is_bounded_by_its_length() -> None:
    index = index_of(["дроздов", "грібенюк", "шевченко"])
    numbers = np.arange(1, 4, dtype=np.int32)

    assert index.measure(weighted_readings("Дрдов"), numbers, 3.0, 0.4)[0].argmin() == 0
    assert np.isinf(index.measure(weighted_readings("Дрдов"), numbers, 3.0, 0.3)[0]).all()
    assert np.isinf(index.measure((), numbers, 3.0, 0.4)[0]).all()


def test_a_new_form_is_findable_at_once_before_and_after_the_body_is_written() -> None:
    index = index_of([f"{begin}{end}" for begin in SURNAMES[:60] for end in ("", "а", "у", "ім")])
    for number in range(300):
        name = f"{SURNAMES[number]}{LETTERS[number % 20]}ейко"
        taken = index.take(name)
        assert taken in index.near(weighted_readings(name))[0]
        assert index.take(name) == taken
    before = found_by(index, "Шевченко")
    parts = index.to_parts()

    assert before == found_by(index, "Шевченко")
    assert parts["filed"].any()


def test_one_at_a_time_and_all_at_once_come_to_the_same() -> None:
    single = FormIndex(weighted_readings)
    for name in SURNAMES:
        single.take(name)
    whole = index_of(SURNAMES)

    assert list(whole.texts) == list(single.texts)
    for asked in ("Шевченко", "Kovalchuk", "Зайов", "Ян"):
        assert found_by(whole, asked) == found_by(single, asked)


def test_the_index_made_of_its_parts_finds_the_same_and_takes_more(surnames: FormIndex) -> None:
    again = FormIndex.from_parts({name: part.copy() for name, part in surnames.to_parts().items()}, weighted_readings)

    assert list(surnames.texts) == list(again.texts)
    assert found_by(surnames, "Kowaltschuk") == found_by(again, "Kowaltschuk")
    assert surnames.with_initial("ш").tolist() == again.with_initial("ш").tolist()
    assert len(surnames) == again.take("джугашвілі")
    assert "джугашвілі" in found_by(again, "Dzhugashvili")


def test_an_initial_is_the_letter_or_the_sound_of_a_form(surnames: FormIndex) -> None:
    by_letter = {surnames.texts[form] for form in surnames.with_initial("ш")}
    by_sound = {surnames.texts[form] for form in surnames.with_initial("s")}

    assert {name for name in SURNAMES if name.startswith("ш")} == by_letter
    assert by_sound == set()
    assert {name for name in SURNAMES if name[0] in "гх"} == {
        surnames.texts[form] for form in surnames.with_initial("h")
    }
    assert surnames.with_initial("").tolist() == []


@pytest.mark.parametrize("asked", ["", "я", "ш", "ай", "x" * 5000, "王", "😀", "1987", "к" * 400])
def test_any_text_is_asked_for(surnames: FormIndex, asked: str) -> None:
    forms, edits = surnames.near(weighted_readings(asked))

    assert len(forms) == len(edits)


def test_a_register_of_look_alikes_does_not_take_all_the_time() -> None:
    lot = random.Random(4)
    alike = ["".join(lot.choice("аеиоу") if c in "еио" else c for c in "перетеренкоро") + str(n) for n in range(30_000)]
    index = index_of([*alike, "перетеренкоро"])
    index.near(weighted_readings("перетеренкоро"))
    begun = thread_time()
    forms, _ = index.near(weighted_readings("перетеренкоро"))

    assert thread_time() - begun < 0.25
    assert "перетеренкоро" == index.texts[forms[0]]
