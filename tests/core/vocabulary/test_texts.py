"""Texts side by side: a language that is missing, and a key that stands twice, are refused."""

from __future__ import annotations

import pytest

from repatria.core.vocabulary.texts import MissingTextError, gathered, side_by_side


@pytest.mark.parametrize("broken", [
    {"a": "b"}, {"a": {"b": "c"}}, {"a": {"uk": "x", "ru": "x"}}, {"a": {"uk": "x", "ru": "x", "en": ""}}])  # fmt: skip
def test_refuses_a_catalogue_in_which_a_language_is_missing(broken: dict[str, object]) -> None:
    with pytest.raises(MissingTextError):
        list(side_by_side(broken))


def test_refuses_a_key_that_stands_in_two_catalogues() -> None:
    table = {"page": {"person": {"uk": "а", "ru": "а", "en": "a"}}}

    assert {"page.person": {"uk": "а", "ru": "а", "en": "a"}} == gathered([("register", table)])
    with pytest.raises(MissingTextError, match=r"page\.person stands in notices and in register"):
        gathered([("notices", table), ("register", table)])
