"""How a written place is read: which writings are one place, and which are two."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.core.vocabulary.places import is_fit_for_code, nearest_keys, place_key, prefix_key, read_card


@pytest.mark.parametrize("written", [
    "CAMP 2", "camp-2 ", "Camp—2", "CAMP‑2", "САМР-2", "самр 2", "CАMР-02", "ＣＡＭＰ－２", "CAMP № 2", "CAMP №2",
    "Camp No. 2", "camp nr 2", "CAMP N 2", "CAMP N° 2", "Camp # 002", "camp_2", "«Camp» 2", "CAMP\u00a02",
    "CA\u200bMP\u00ad-2", "Camp ٢", "СAМP-②",
])  # fmt: skip
def test_one_place_is_read_however_it_is_typed(written):
    assert place_key("CAMP-2") == place_key(written)


@pytest.mark.parametrize(("one", "other"), [
    ("CAMP-2", "CAMP-3"), ("CAMP-2", "CAMP-20"), ("CAMP 1 12", "CAMP 11 2"), ("CAMP-2", "CAMP-2A"),
    ("CAMP N2", "CAMP 2"), ("Табір 2", "CAMP 2"), ("КАЗАРМА 3", "КАЗАРМА 8"), ("BLOCK O", "BLOCK 0"),
    ("2", "2-2"), ("कैंप 1", "कूंप 1"),
])  # fmt: skip
def test_two_places_stay_two(one, other):
    assert place_key(one) != place_key(other)


@pytest.mark.parametrize(("one", "other"), [
    ("Табір № 2", "табір-02"), ("Табір 2", "Taбip 2"), ("Київ", "КИIВ"), ("ΑΘΗΝΑ 1", "αθηνα-1"),
    ("Straße 4", "STRASSE 4"), ("Лікарня номер 5", "лікарня 5"), ("Стри́й", "Стрий"),
])  # fmt: skip
def test_names_are_read_in_every_script(one, other):
    assert place_key(one) == place_key(other)


@pytest.mark.parametrize("written", ["", " ", "—", "№", "\u200b", "🙂", "?!"])
def test_what_has_neither_letter_nor_digit_is_no_place(written):
    assert place_key(written) == ""


@given(st.text(max_size=60))
def test_case_blanks_and_forms_never_make_another_place(written):
    key = place_key(written)

    assert key == place_key(f"  {written}\u00a0-")
    assert key == place_key(unicodedata.normalize("NFC", written)) == place_key(unicodedata.normalize("NFD", written))
    assert key == "".join(c for c in key if c.isalnum() or c == "-" or unicodedata.combining(c) in (0, 9))


@pytest.mark.parametrize("code", ["", " CAMP-2", "CAMP  2", "---", "CAMP\n2", "CAMP/2", "CA\u200bMP", "X" * 41])
def test_a_code_can_be_read_aloud_and_copied(code):
    assert not is_fit_for_code(code)
    assert is_fit_for_code("CAMP-2") and is_fit_for_code("Табір 2") and is_fit_for_code("X" * 40)


def test_the_nearest_are_named_and_nothing_that_is_far():
    keys = ("CAMP2", "CAMP3", "UNIT3", "CITYHOSPITAL1")

    assert ("CAMP2", "CAMP3") == nearest_keys("CAMP22", keys)
    assert ("CAMP2",) == nearest_keys("KAMP2", ("UNIT3", "CAMP2"))
    assert ("CITYHOSPITAL1",) == nearest_keys("HOSPITAL", keys)
    assert () == nearest_keys("PORT9", keys)
    assert () == nearest_keys("", keys)


@pytest.mark.parametrize(("written", "prefix", "number"), [
    ("0417", "", 417), ("417", "", 417), ("U3-0417", "U3-", 417), ("у3 – 417", "Y3", 417), ("０４１７", "", 417),
])  # fmt: skip
def test_a_card_is_read_as_prefix_and_numeral(written, prefix, number):
    read = read_card(written)

    assert (prefix_key(prefix), number) == (read.prefix_key, read.number)


def test_a_card_without_a_numeral_at_its_end_is_of_no_pad():
    assert read_card("0417a") is None
    assert read_card("") is None
