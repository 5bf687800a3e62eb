"""Entries are as small as their numbers allow, and hold every number."""

from __future__ import annotations

import numpy as np
import pytest

from repatria.core.linkage.candidates import columns_of
from repatria.core.linkage.candidates.entries import columns_in, packed


@pytest.mark.parametrize("largest", [0, 65_535, 65_536, 2**31 - 1])
@pytest.mark.parametrize("field", ["given", "patronymic", "extras"])
def test_the_largest_number_of_a_form_comes_back(field: str, largest: int) -> None:
    none, some = np.zeros(3, dtype=np.int32), np.array([1, largest, 2], dtype=np.int32)
    given, patronymic, further = (some if field == name else none for name in ("given", "patronymic", "extras"))

    entries = packed(columns_of(none, given, patronymic, none, np.array([none, further])), np.array([2, 1, 0]))

    found = columns_in(entries)
    assert [given[::-1].tolist(), patronymic[::-1].tolist()] == [found.given.tolist(), found.patronymic.tolist()]
    assert [none.tolist(), further[::-1].tolist()] == found.extras.tolist()
    assert (12 if largest <= 65_535 else 16) == entries.rows.dtype.itemsize
