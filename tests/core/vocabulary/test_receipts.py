"""Receipts: what they refuse, what they forgive, what they can never give away."""

from __future__ import annotations

import hashlib
import math
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.core.vocabulary.receipts import (
    NUMBER_DIGITS,
    RECEIPT_BITS,
    RECEIPT_LANGUAGES,
    WORD_COUNT,
    Receipt,
    ReceiptError,
    fold_number_of_receipt,
    letter_identity_of,
    letter_key_of,
    locator_of,
    read_receipt,
    receipt_from_form_id,
    words_near,
    words_of,
)

form_ids = st.binary(min_size=32, max_size=32)
languages = st.sampled_from(RECEIPT_LANGUAGES)


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_refuses_a_form_id_of_another_length(length: int) -> None:
    with pytest.raises(ReceiptError):
        receipt_from_form_id(b"x" * length, "uk")


def test_refuses_a_language_without_a_list() -> None:
    with pytest.raises(ReceiptError):
        receipt_from_form_id(b"x" * 32, "de")


def test_names_every_fault_of_what_was_typed_at_once() -> None:
    receipt = receipt_from_form_id(b"x" * 32, "en")
    words = [*receipt.words[:6], "qqqqq"]

    with pytest.raises(ReceiptError) as refusal:
        read_receipt("1234", " ".join(words))

    assert refusal.value.faults == (("number", "number"), ("words", "word 7"))


@given(form_ids, languages)
@settings(max_examples=60, deadline=None)
def test_refuses_a_number_with_any_one_wrong_digit_or_two_exchanged_neighbours(form_id: bytes, language: str) -> None:
    digits = fold_number_of_receipt(receipt_from_form_id(form_id, language).number)
    wrong = [digits[:n] + d + digits[n + 1 :] for n in range(NUMBER_DIGITS) for d in "0123456789" if d != digits[n]]
    swaps = [
        digits[:n] + digits[n + 1] + digits[n] + digits[n + 2 :]
        for n in range(NUMBER_DIGITS - 1)
        if digits[n] != digits[n + 1]
    ]

    assert not any(fold_number_of_receipt(one) for one in wrong + swaps)


@given(form_ids, languages)
@settings(max_examples=60, deadline=None)
def test_the_same_form_gives_the_same_receipt_and_it_reads_back(form_id: bytes, language: str) -> None:
    receipt = receipt_from_form_id(form_id, language)

    assert receipt_from_form_id(form_id, language) == receipt
    read = read_receipt(receipt.number, " ".join(receipt.words))
    assert (locator_of(read), letter_key_of(read)) == (locator_of(receipt), letter_key_of(receipt))


@given(form_ids, st.sampled_from(["{}", "  {}  ", "1. {}", "{},", "«{}»", "{}."]))
@settings(max_examples=60, deadline=None)
def test_forgives_capitals_punctuation_numbering_and_dashes(form_id: bytes, form: str) -> None:
    receipt = receipt_from_form_id(form_id, "ru")
    typed = "\n".join(form.format(word.upper().replace("Е", "Ё")) for word in receipt.words)
    number = receipt.number.replace(" ", " – ")

    assert read_receipt(number, typed) == receipt


def test_forgives_apostrophes_and_latin_look_alikes_in_a_cyrillic_word() -> None:
    receipt = Receipt(number="0000 000 000 000", words=words_of("uk")[:WORD_COUNT], language="uk")
    typed = " ".join(f"{w[0]}'{w[1:]}".replace("о", "o").replace("а", "a") for w in receipt.words)

    assert read_receipt(receipt.number, typed).words == receipt.words


def test_reads_full_width_and_arabic_digits() -> None:
    receipt = receipt_from_form_id(b"y" * 32, "en")
    arabic = receipt.number.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))

    assert fold_number_of_receipt(arabic) == fold_number_of_receipt(receipt.number)


def test_carries_at_least_128_bits() -> None:
    bits = (NUMBER_DIGITS - 1) * math.log2(10) + WORD_COUNT * math.log2(len(words_of("uk")))

    assert bits == pytest.approx(RECEIPT_BITS, abs=0.1)
    assert bits >= 128


def test_what_the_store_keeps_gives_neither_number_nor_words() -> None:
    form_id = hashlib.sha256(b"a form").digest()
    stored = hashlib.sha256(form_id).digest()

    receipt, from_stored = receipt_from_form_id(form_id, "uk"), receipt_from_form_id(stored, "uk")
    assert receipt.number != from_stored.number
    assert not set(receipt.words) <= set(from_stored.words)
    assert stored.hex() != locator_of(receipt)


def test_number_and_words_stay_out_of_any_repr() -> None:
    receipt = receipt_from_form_id(b"z" * 32, "uk")

    assert not any(word in repr(receipt) for word in receipt.words)


def test_another_word_or_number_opens_another_letterbox() -> None:
    receipt = receipt_from_form_id(b"z" * 32, "en")
    other = receipt_from_form_id(b"y" * 32, "en")
    mixed = Receipt(number=other.number, words=receipt.words, language="en")

    assert len({locator_of(r) for r in (receipt, other, mixed)}) == 3
    assert len({letter_identity_of(r) for r in (receipt, other, mixed)}) == 3


def test_ten_thousand_receipts_show_no_order_and_no_favourite_digit() -> None:
    numbers = [fold_number_of_receipt(receipt_from_form_id(n.to_bytes(32, "big"), "en").number) for n in range(10_000)]

    assert len(set(numbers)) == len(numbers)
    for place in range(NUMBER_DIGITS):
        counts = Counter(number[place] for number in numbers)
        chi_square = sum((counts[d] - 1000) ** 2 / 1000 for d in "0123456789")
        assert chi_square < 33.7  # 9 degrees of freedom, p = 0.0001: one run of fixed form ids


@pytest.mark.parametrize("language", RECEIPT_LANGUAGES)
def test_the_list_holds_7776_words_that_can_be_typed_one_way_only(language: str) -> None:
    words = words_of(language)
    letters = {"en": "abcdefghijklmnopqrstuvwxyz", "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
               "uk": "абвгґдежзиіїйклмнопрстуфхцчшщьюяє"}[language]  # fmt: skip

    assert len(words) == len(set(words)) == 7776
    assert all(3 <= len(word) <= 9 and set(word) <= set(letters) for word in words)


@pytest.mark.parametrize("language", RECEIPT_LANGUAGES)
def test_no_word_begins_another_and_one_wrong_letter_never_makes_another_word(language: str) -> None:
    words = set(words_of(language))
    replaced = [word[:n] + "*" + word[n + 1 :] for word in words for n in range(len(word))]
    shortened = {word[:n] + word[n + 1 :] for word in words for n in range(len(word))}

    assert len(replaced) == len(set(replaced))
    assert not shortened & words
    assert not any(word[:n] in words for word in words for n in range(3, len(word)))


STEMS = {
    "en": ("murder", "prison", "weapon", "corpse", "suicid", "tortur", "rape"),
    "ru": ("войн", "смерт", "тюр", "плен", "убий", "казн", "труп", "оруж", "пыт"),
    "uk": ("війн", "смерт", "тюр", "полон", "вбив", "страт", "труп", "збро", "катув"),
}


@pytest.mark.parametrize("language", RECEIPT_LANGUAGES)
def test_no_word_speaks_of_war_death_or_prison(language: str) -> None:
    allowed = {"пытливый", "grape", "drape", "стратегія", "стратус", "стратегический", "therapeutic", "rapeseed"}

    found = {w for w in words_of(language) for stem in STEMS[language] if w.startswith(stem)} - allowed
    assert found == set()


KEYS = {"ru": ("йцукенгшщзхъфывапролджэячсмитьбю", "qwertyuiop[]asdfghjkl;'zxcvbnm,."),
        "uk": ("йцукенгшщзхїфівапролджєячсмитьбюґ", "qwertyuiop[]asdfghjkl;'zxcvbnm,.`")}  # fmt: skip


@given(form_ids, st.sampled_from(("uk", "ru")))
@settings(max_examples=60, deadline=None)
def test_words_typed_with_the_keyboard_in_another_language_are_those_of_the_receipt(form_id: bytes, lang: str) -> None:
    receipt = receipt_from_form_id(form_id, lang)
    typed = " ".join(receipt.words).translate(str.maketrans(*KEYS[lang])).upper()

    assert locator_of(read_receipt(receipt.number, typed)) == locator_of(receipt)


@given(form_ids, st.sampled_from(("uk", "ru")))
@settings(max_examples=40, deadline=None)
def test_english_words_typed_on_a_cyrillic_keyboard_are_those_of_the_receipt(form_id: bytes, layout: str) -> None:
    receipt = receipt_from_form_id(form_id, "en")
    there, here = KEYS[layout]
    typed = " ".join(receipt.words).translate(str.maketrans(here, there))

    assert locator_of(read_receipt(receipt.number, typed)) == locator_of(receipt)


def test_words_spelled_in_latin_letters_are_read_where_only_one_word_is_meant() -> None:
    words = [w for w in words_of("uk") if set(w) <= set("абвдзклмнопрсту")][:7]
    latin = str.maketrans("абвдзклмнопрсту", "abvdzklmnoprstu")
    receipt = receipt_from_form_id(b"x" * 32, "uk")

    read = read_receipt(receipt.number, " ".join(words).translate(latin))
    assert (read.words, read.language) == (tuple(words), "uk")


def test_near_words_are_offered_and_never_taken() -> None:
    receipt = receipt_from_form_id(b"x" * 32, "en")
    typed = [*receipt.words[:6], receipt.words[6] + "q"]

    assert receipt.words[6] in words_near(" ".join(typed), 7)
    assert words_near(" ".join(typed), 8) == words_near("qq", 1) == words_near("x" * 4000, 1) == ()
    with pytest.raises(ReceiptError):
        read_receipt(receipt.number, " ".join(typed))
