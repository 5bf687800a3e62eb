"""Which word of a name is the surname, which the given name, which the patronymic, which none of them.

Every order is weighed by what kinds of words stand in each role (learned from labelled rows, `weights.toml`); endings
are evidence only, since surnames in -ович exist. Where the words stand decides nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import permutations

from repatria.core.linkage.weights import Weights
from repatria.core.names.given_names import father_groups, groups_of, has_patronymic_ending
from repatria.core.names.surnames import has_surname_ending

ROLES = ("surname", "given_name", "patronymic")
NONE = -1
KINDS = ("one_letter", "patronymic_known", "given_known", "patronymic_ending", "surname_ending", "plain")
MAX_ROLE_WORDS = 5
"""Words of a name that are tried in every role at once; of a longer one the most telling are taken."""

Order = tuple[int, int, int]
"""The word in each of ROLES, or NONE."""


@lru_cache(maxsize=65536)
def word_kind(word: str) -> str:
    """Returns which of KINDS a tidy word is, the most telling first."""
    if len(word) == 1:
        return "one_letter"
    if father_groups(word):
        return "patronymic_known"
    if any(groups_of(part) for part in word.split("-")):
        return "given_known"
    if has_patronymic_ending(word):
        return "patronymic_ending"
    return "surname_ending" if has_surname_ending(word) else "plain"


@lru_cache(maxsize=16)
def all_orders(words: int) -> tuple[Order, ...]:
    """Returns every way of giving the three roles to some of that many words."""
    return tuple(dict.fromkeys((a, b, c) for a, b, c in permutations([*range(words), NONE, NONE, NONE], 3)))


def order_bits(weights: Weights, words: Sequence[str]) -> dict[Order, float]:
    """Returns how much less likely each order is than the likeliest one.

    Units:    bits, 0 for the likeliest.
    """
    kinds = [word_kind(word) for word in words]
    bits: dict[Order, float] = {}
    for order in all_orders(len(words)):
        in_role = {at: role for at, role in zip(order, ROLES, strict=True) if at != NONE}
        shares = (
            weights.word_kinds[in_role[at]][kind] if at in in_role else weights.extra_word_share / len(KINDS)
            for at, kind in enumerate(kinds)
        )
        bits[order] = sum(map(math.log2, shares))
    best = max(bits.values())
    return {order: worth - best for order, worth in bits.items()}
