"""Places of words: what a field was read from is found again in the line, and nothing of it need be kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.core.linkage.explanation import places_of, words_at


@pytest.mark.parametrize(("value", "written", "places"), [
    ("шевчинко", "Сережа  ШЕВЧИНКО", (1,)), ("Шевчинко", "шевчинко", (0,)), ("", "Сережа", ()),
    ("коваленко", "Сережа Шевчинко", ()), ("сергій олегович", "Шевченко Сергій Олегович", (1, 2)),
    ("ш", "Ш.С.О.", (0,)), ("шевчинко", "", ()),
])  # fmt: skip
def test_the_words_of_a_value_are_found_by_their_places(value: str, written: str, places: tuple[int, ...]) -> None:
    assert places == places_of(value, written)


@pytest.mark.parametrize(("places", "shown"), [
    ((1,), "Шевчинко"), ((0, 1), "Сережа Шевчинко"), ((), "Сережа Шевчинко"), ((2,), "Сережа Шевчинко"),
    ((-1,), "Сережа Шевчинко"),
])  # fmt: skip
def test_places_that_are_not_of_the_line_show_the_whole_line(places: tuple[int, ...], shown: str) -> None:
    assert shown == words_at(places, "Сережа Шевчинко")


@given(st.text(max_size=60))
def test_a_line_is_found_in_itself(written: str) -> None:
    found = places_of(written, written)

    assert words_at(found, written).split() == [written.split()[at] for at in found] or not found
