"""Who may stand in the register twice: one record against all others, as pairs for the reviewers."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import astuple
from hashlib import sha256

from repatria.core.linkage.duplicates import DuplicatePair, duplicates_of
from repatria.core.linkage.index import LinkageIndex
from repatria.core.linkage.rows import RegisterRow
from repatria.records.ledger.acts import encode
from repatria.records.matching.acts import WeightLine
from repatria.records.matching.double_acts import ProposedDouble
from repatria.records.matching.doubles import double_number
from repatria.records.vault.keyring import current

LEAST_PROBABILITY = 0.05
"""A pair below it is not laid before reviewers: of twenty such, nineteen would be two men."""
_DIGITS = 32


def doubles_of(
    row: RegisterRow, index: LinkageIndex, registered: Mapping[str, RegisterRow]
) -> tuple[ProposedDouble, ...]:  # fmt: skip
    """The records that may be about the same man as this one, as they are laid before the reviewers."""
    found = duplicates_of(row, index, LEAST_PROBABILITY)
    return tuple(_proposed(pair, row, registered[pair.second_id]) for pair in found if pair.second_id in registered)


def _proposed(pair: DuplicatePair, row: RegisterRow, other: RegisterRow) -> ProposedDouble:
    first, second = sorted((row, other), key=lambda one: one.person_id)
    return ProposedDouble(
        pair_id=double_number(first.person_id, second.person_id), first_id=first.person_id, second_id=second.person_id,
        millibits=round(pair.match_weight_bits * 1000), probability_ppm=round(pair.probability * 1_000_000),
        digest=_digest(first, second), is_again=False,
        lines=tuple(
            WeightLine(field=step.field, level=step.level, millibits=round(step.weight_bits * 1000))
            for step in pair.fields
        ),
    )  # fmt: skip


def _digest(*rows: RegisterRow) -> str:
    """A keyed digest of what the two are compared by: equal while none of it changes, and it says nothing of them."""
    said = encode([astuple(one) for one in rows])
    return hmac.digest(current().derived("doubles"), said, sha256).hex()[:_DIGITS]
