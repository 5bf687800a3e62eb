"""Comparison levels and what they are worth (Fellegi and Sunter 1969), in bits.

A level's m is how often it is seen between an enquiry and its true record; the table `weights.toml` is learned, not
typed in. Its u is the share of this register that agrees at least as well, so that a rare surname weighs more than a
common one.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from repatria.core.vocabulary.tables import read_table

Bits = NDArray[np.float32]

FIELD_LEVELS: Mapping[str, tuple[str, ...]] = {
    "surname": (
        "surname_missing", "surname_same", "surname_sound", "surname_part", "surname_near", "surname_far",
        "surname_other",
    ),
    "given_name": ("given_missing", "given_same", "given_group", "given_near", "given_initial", "given_other"),
    "patronymic": (
        "patronymic_missing", "patronymic_same", "patronymic_group", "patronymic_near", "patronymic_initial",
        "patronymic_other",
    ),
    "place": ("place_missing", "place_same", "place_near", "place_other"),
    "birth_date": (
        "birth_date_missing", "birth_date_same", "birth_date_swapped", "birth_date_one_digit", "birth_date_month_same",
        "birth_date_day_month_same", "birth_date_year_same", "birth_date_year_near", "birth_date_other",
        "birth_month_same", "birth_year_same", "birth_year_near", "birth_year_other",
    ),
}  # fmt: skip
"""Levels of a field: the first says that a value is missing and weighs nothing; names come best to worst after it."""

WORD_ORDER_UNLIKELY = "word_order_unlikely"
"""Not a level of a field: what it costs to read the words in another than their likeliest roles."""

LEVELS: tuple[str, ...] = (*(level for levels in FIELD_LEVELS.values() for level in levels), WORD_ORDER_UNLIKELY)
_FLOOR_M = 1e-4
_LEAST_AGREEMENT_BITS = 0.1
"""Even where everybody has that name, having it never speaks against being meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The learned numbers.

    Units:    `m` probabilities by level; `background` records added to the register when shares are taken, so that a
              register
              of one man does not make his surname common; `scale` what a bit counts for the probability, because fields
              depend on each other; `registered_share` how many enquiries are about somebody registered; `word_kinds`
              the share of each kind of word in each role; `extra_word_share` the share of words that are no part of a
              name.
    """

    m: Mapping[str, float]
    background: float
    scale: float
    registered_share: float
    word_kinds: Mapping[str, Mapping[str, float]]
    extra_word_share: float

    def bits(self, level: str, u: float) -> float:
        """Returns the weight of a level: log2(m / u)."""
        return math.log2(max(self.m[level], _FLOOR_M) / min(max(u, 1e-12), 1.0))


@cache
def learned_weights() -> Weights:
    """Returns the table learned by `python -m tests.core.linkage.learn_weights`."""
    table = tomllib.loads(read_table("repatria.core.linkage", "weights.toml"))
    return Weights(
        m=table["m"],
        background=table["background_records"],
        scale=table["probability"]["scale"],
        registered_share=table["probability"]["registered_share"],
        word_kinds=table["word_kinds"],
        extra_word_share=table["extra_word_share"],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """One word in one role: the level and the bits of every form of that role's vocabulary, by form number."""

    field: str
    levels: NDArray[np.int8]
    bits: Bits
    best_bits: float


def grade(
    weights: Weights,
    field: str,
    found: Mapping[int, tuple[int, float]],
    counts: list[int],
    records: int,
) -> Graded:
    """Weighs every form of a vocabulary against one word.

    Given:    `found` maps a form to its level number and the share (1 unless its name group is shared) of that
              agreement.
    Returns:  bits from u = (records that agree at least as well + 1/2) / (records + background); form 0 is a missing
              value.
    """
    names = FIELD_LEVELS[field]
    last = len(names) - 1
    levels = np.full(len(counts), last, dtype=np.int8)
    bits = np.empty(len(counts), dtype=np.float32)
    tally = [0] * len(names)
    for form, (level, _) in found.items():
        tally[level] += counts[form]
    total, seen, worth = records + weights.background, 0.5, [0.0] * len(names)
    for level in range(1, last):
        seen += tally[level]
        worth[level] = weights.bits(names[level], seen / total)
    worth[1] = max(worth[1], _LEAST_AGREEMENT_BITS)
    worth[last] = min(0.0, weights.bits(names[last], max(0.05, 1.0 - seen / total)))
    bits[:] = worth[last]
    best = worth[last]
    for form, (level, share) in found.items():
        levels[form] = level
        bits[form] = max(worth[level] + math.log2(max(share, 0.02)), worth[last])
        if counts[form]:  # a form of records taken out again promises nothing to anybody
            best = max(best, float(bits[form]))
    levels[0], bits[0] = 0, 0.0
    return Graded(field=field, levels=levels, bits=bits, best_bits=best)
