"""Which word of a name is the surname, which the given name, which the patronymic, which none of them.

Every order is weighed by what kinds of words stand in each role (learned from labelled rows, `weights.toml`); endings
are evidence only, since surnames in -ович exist. Where the words stand decides nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import permutations

from repatria.core.linkage.comparison import Weights
from repatria.core.names.groups import father_groups, groups_of, has_patronymic_ending, has_surname_ending

ROLES = ("surname", "given_name", "patronymic")
NONE = -1
KINDS = ("one_letter", "patronymic_known", "given_known", "patronymic_ending", "surname_ending", "plain")
MAX_ROLE_WORDS = 5
"""Words of a name that are tried in every role at once; of a longer one the most telling are taken."""

_FATHERS = ("patronymic_known", "patronymic_ending", "one_letter")
_NEARLY_AS_LIKELY = 4.0  # bits

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


class OrderTable:
    """Every order of words with its bits, remembered by the kinds of the words."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], tuple[tuple[Order, float], ...]] = {}
        self._filed: dict[tuple[str, ...], tuple[Order, ...]] = {}

    def of(self, kinds: tuple[str, ...], weights: Weights) -> tuple[tuple[Order, float], ...]:
        """Returns the orders, the likeliest first.

        Units:    bits, 0 for the likeliest.
        """
        found = self._known.get(kinds)
        if found is None:
            bits = {order: _order_bits(weights, kinds, order) for order in all_orders(len(kinds))}
            best = max(bits.values())
            ranked = sorted(bits.items(), key=lambda pair: (-pair[1], pair[0]))
            found = self._known[kinds] = tuple((order, worth - best) for order, worth in ranked)
        return found

    def filed(self, kinds: tuple[str, ...], weights: Weights) -> tuple[Order, ...]:
        """Returns the orders under which an unlabelled row is filed: those nearly as likely as the likeliest.

        Given:    a word is filed as a patronymic only if it looks like one.
        """
        found = self._filed.get(kinds)
        if found is None:
            at = ROLES.index("patronymic")
            may_be = [pair for pair in self.of(kinds, weights) if pair[0][at] == NONE or kinds[pair[0][at]] in _FATHERS]
            found = self._filed[kinds] = tuple(o for o, bits in may_be if bits >= may_be[0][1] - _NEARLY_AS_LIKELY)
        return found


def _order_bits(weights: Weights, kinds: Sequence[str], order: Order) -> float:
    in_role = {at: role for at, role in zip(order, ROLES, strict=True) if at != NONE}
    shares = (
        weights.word_kinds[in_role[at]][kind] if at in in_role else weights.extra_word_share / len(KINDS)
        for at, kind in enumerate(kinds)
    )
    return sum(map(math.log2, shares))
