"""Two persons: what counts as another."""

from __future__ import annotations

import pytest

from repatria.core.law.guards import are_two_different


@pytest.mark.parametrize("again", ["Іван Петренко", "іван  петренко", " ІВАН ПЕТРЕНКО ", "Іван\u00a0Петренко"])
def test_one_name_typed_twice_is_one_person(again):
    assert not are_two_different(("Іван Петренко", again))
    assert are_two_different(("Іван Петренко", again, "Ганна Сич"))
    assert not are_two_different(("Ганна Сич", again), none_of=("Іван Петренко",))


def test_nobody_is_no_second_person():
    assert not are_two_different(("A-1", "", "  "))
    assert are_two_different(("A-1", "A-2"))
