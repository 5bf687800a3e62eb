"""Comparison levels and what they are worth (Fellegi and Sunter 1969), in bits.

A level's m is how often it is seen between an enquiry and its true record, its u how often chance alone agrees so; the
table `weights.toml` is learned, not typed in. What a level is worth for one word is adjusted by this register's own
frequencies (`forms.term_frequency`), so that a rare surname weighs more than a common one.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from repatria.core.vocabulary.tables import read_table

Bits = NDArray[np.float32]

FIELD_LEVELS: Mapping[str, tuple[str, ...]] = {
    "surname": (
        "surname_missing", "surname_same", "surname_sound", "surname_part", "surname_near", "surname_far",
        "surname_distant", "surname_remote", "surname_other",
    ),
    "given_name": ("given_missing", "given_same", "given_group", "given_near", "given_initial", "given_other"),
    "patronymic": (
        "patronymic_missing", "patronymic_same", "patronymic_group", "patronymic_near", "patronymic_initial",
        "patronymic_other",
    ),
    "place": ("place_missing", "place_same", "place_near", "place_other"),
    "unit": ("unit_missing", "unit_same", "unit_near", "unit_other"),
    "number": ("number_missing", "number_same", "number_near", "number_other"),
    "rank": ("rank_missing", "rank_same", "rank_near", "rank_other"),
    "birth_date": (
        "birth_date_missing", "birth_date_same", "birth_date_swapped", "birth_date_one_digit", "birth_date_month_same",
        "birth_date_day_month_same", "birth_date_year_same", "birth_date_year_near", "birth_date_other",
        "birth_month_same", "birth_year_same", "birth_year_near", "birth_year_other", "birth_month_other",
    ),
}  # fmt: skip
"""Levels of a field: the first says that a value is missing and weighs nothing; names come best to worst after it."""

DIFFERING = (
    "birth_date_month_same", "birth_date_day_month_same", "birth_date_year_same", "birth_date_year_near",
    "birth_date_other", "birth_month_other",
)  # fmt: skip
"""Levels of two whole dates, or two months, that differ, and not by a slip of the pen: none ever counts in favour."""

WORD_ORDER_UNLIKELY = "word_order_unlikely"
"""Not a level of a field: what it costs to read the words in another than their likeliest roles."""

LEVELS: tuple[str, ...] = (*(level for levels in FIELD_LEVELS.values() for level in levels), WORD_ORDER_UNLIKELY)
_FLOOR_M = 1e-4


class Heat(NamedTuple):
    """What makes the chances of a stratum mean what they say; see `chances.evidence_of`.

    Units:    `slope` of the bits; `shift` bits in favour of somebody registered; `namesakes` the share of the names'
              mass that counts for nobody; `unseen` the share of enquiries about somebody registered in which nothing
              tells him from a stranger.
    """

    slope: float
    shift: float
    namesakes: float
    unseen: float


PLAIN = Heat(1.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The learned numbers.

    Units:    `m` and `u` probabilities by level, u that of an average word beside any record; `background` records
              added when shares are taken, so that a register of one man does not make his surname common;
              `registered_share` how many enquiries are about somebody registered; `word_kinds` the share of each kind
              of word in each role; `extra_word_share` the share of words that are no part of a name; `field_scales`
              what a bit of a field counts, because fields depend on each other; `calibration` by stratum what makes
              chances mean what they say.
    """

    m: Mapping[str, float]
    u: Mapping[str, float]
    background: float
    registered_share: float
    word_kinds: Mapping[str, Mapping[str, float]]
    extra_word_share: float
    field_scales: Mapping[str, float] = field(default_factory=dict)
    calibration: Mapping[str, Heat] = field(default_factory=dict)

    def bits(self, level: str, u: float) -> float:
        """Returns the weight of a level: log2(m / u)."""
        return math.log2(max(self.m[level], _FLOOR_M) / min(max(u, 1e-12), 1.0))

    def log2_ratio(self, field_name: str) -> NDArray[np.float64]:
        """Returns log2(m/u) of the levels of a field for an average word, by level number; 0 for the missing value."""
        levels = FIELD_LEVELS[field_name][1:]
        return np.array([0.0, *(self.bits(level, self.u[level]) for level in levels)])

    def log2_other(self, field_name: str) -> float:
        """Returns the weight of a value that is not alike at all."""
        return self.bits(FIELD_LEVELS[field_name][-1], 1.0)

    def heat(self, stratum: str) -> Heat:
        """Returns what makes the chances of a stratum mean what they say.

        Given:    names in other scripts are romanised, so that of them holds what holds of Latin ones.
        """
        romanised = stratum.replace(".other.", ".latin.")
        return self.calibration.get(stratum) or self.calibration.get(romanised, PLAIN)

    def field_scale(self, field_name: str) -> float:
        """Returns what a bit of this field counts beside those of the others, which depend on it."""
        return self.field_scales.get(field_name, 1.0)


@cache
def learned_weights() -> Weights:
    """Returns the table learned by `python -m tests.core.linkage.learn_weights`."""
    table = tomllib.loads(read_table("repatria.core.linkage.comparison", "weights.toml"))
    return Weights(
        m=table["m"],
        u=table["u"],
        background=table["background_records"],
        registered_share=table["registered_share"],
        word_kinds=table["word_kinds"],
        extra_word_share=table["extra_word_share"],
        field_scales=table.get("field_scales", {}),
        calibration={stratum: Heat(*numbers) for stratum, numbers in table.get("calibration", {}).items()},
    )
