"""What a word is worth beside the forms of its field, by level and by how common they are: compiled."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from repatria.core.linkage.numbers import Floats, Ints


class Found(NamedTuple):
    """Room for what is found of each form: its level (0: nothing) and the share that it holds for."""

    level: NDArray[np.int8]
    share: Floats


@njit(cache=True, nogil=True)
def merge_alike(
    found: Found,
    initials: Ints,
    worth: Floats,
    initial: int,
    near: Ints,
    distances: Floats,
    same_edits: float,
    same_and_near: tuple[int, int],
    of_groups: Ints,
    shares: Floats,
    group: int,
    least_share: float,
) -> tuple[Ints, NDArray[np.int8], Floats]:  # pragma: no cover - compiled
    """Returns the forms alike to a name, each once, with its best level and the share that it holds for.

    Units:    `initial`, `same_and_near`, `group` numbers of levels; the lower is the better one.
    Given:    `found` all zero, and left so; of the forms that are initials the later mention counts.
    """
    forms = np.empty(len(initials) + len(near) + len(of_groups), dtype=np.int32)
    count = 0
    for at in range(len(initials)):
        form = initials[at]
        if found.level[form] == 0:
            forms[count] = form
            count += 1
        found.level[form], found.share[form] = initial, worth[at]
    for at in range(len(near)):
        form = near[at]
        if found.level[form] == 0:
            forms[count] = form
            count += 1
        found.level[form] = same_and_near[0] if distances[at] <= same_edits else same_and_near[1]
        found.share[form] = 1.0
    for at in range(len(of_groups)):
        form, share = of_groups[at], max(shares[at], least_share)
        if found.level[form] == 0:
            forms[count] = form
            count += 1
        elif found.level[form] < group or (found.level[form] == group and found.share[form] >= share):
            continue
        found.level[form], found.share[form] = group, share
    levels, held = np.empty(count, dtype=np.int8), np.empty(count, dtype=np.float32)
    for at in range(count):
        levels[at], held[at] = found.level[forms[at]], found.share[forms[at]]
        found.level[forms[at]] = 0
    return forms[:count].copy(), levels, held


@njit(cache=True, nogil=True)
def grade_forms(
    forms: Ints,
    levels: NDArray[np.int8],
    shares: Floats,
    counts: NDArray[np.int64],
    total: float,
    log2_ratio: NDArray[np.float64],
    unseen: float,
    other_bits: float,
    scale: float,
) -> tuple[Floats, float, float, float]:  # pragma: no cover - compiled
    """Returns bits: of the forms found, of every other form, of the best form that somebody has, and the expected ones.

    Source:   Fellegi and Sunter 1969; Winkler 2000 on adjusting for frequency
    Units:    `log2_ratio` log2(m/u) by level for an average word; `total` records; `unseen` records that bear the very
              word although nobody registered does.
    Given:    the register's own share of everything alike, each form by its ratio, is what the word is expected to
              weigh at random: bits are what remains of a form's ratio beside it. Where a misspelt common name has no
              other explanation it weighs what the name does; a form beside its exact namesake weighs little.
    """
    expected = unseen * 2.0 ** log2_ratio[1]
    for at in range(len(forms)):
        expected += counts[forms[at]] * shares[at] * 2.0 ** log2_ratio[levels[at]]
    log2_expected = np.log2(np.float64(expected / total))
    other = min(0.0, other_bits)
    bits, best = np.empty(len(forms), dtype=np.float32), scale * other
    for at in range(len(forms)):
        worth = log2_ratio[levels[at]] + np.log2(np.float64(shares[at])) - log2_expected
        if levels[at] == 1:
            worth = max(worth, 0.1)
        bits[at] = scale * max(worth, other)
        if counts[forms[at]]:
            best = max(best, np.float64(bits[at]))
    return bits, scale * other, best, log2_expected
