"""Records of one list that may be about one person: proposed with their reasons, never merged here.

In three steps: (1) every record is asked for in the index of its own list, itself left out, so that no pair is looked
at that shares nothing; (2) from the weights of all pairs found, the share of true ones is estimated, which makes a
probability of each weight; (3) the pairs that are likely enough, beside two relatives too, are handed out with their
waterfall. A list whose errors are unlike the bureau's enquiries has its own m, learned from itself without labels
(`learned_from`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from repatria.core.linkage.comparison import Estimate, Weights, estimate_m, learned_weights
from repatria.core.linkage.duplicates.relatives import against_relatives
from repatria.core.linkage.forms import is_named
from repatria.core.linkage.index import LinkageIndex
from repatria.core.linkage.rows import EnquiryRow, FieldWeight, RegisterRow, has_parts

Row = RegisterRow | EnquiryRow
Told = Callable[[int, int], None]
"""Called now and then with (rows asked for, rows in all)."""

NEIGHBOURS = 20
"""Records looked at for each record: a person who stands in the list more often than that is still found, through the
pairs of others of the same cluster."""
LEAST_PROBABILITY = 0.5
ROWS_TO_LEARN_FROM = 3000
_BELOW_EVEN = 12.0
"""Bits below an even chance under which a pair cannot matter for the estimated share, and is forgotten."""
_ROUNDS, _SETTLED = 100, 1e-6
_TELL_EVERY = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicatePair:
    """Two records of one list that may be about one person, with the reasons.

    Units:    `match_weight_bits` log2; `probability` 0 to 1 that they are, from how many pairs of this list are.
    Given:    `first_id` stands before `second_id` in the list; in `fields` the enquiry's value is the first one's.
    Not:      a judgement; two persons decide, and nothing is merged.
    """

    first_id: str
    second_id: str
    match_weight_bits: float
    probability: float
    fields: tuple[FieldWeight, ...]


def id_of(row: Row) -> str:
    """Returns the number of a register row or of an enquiry."""
    return row.person_id if isinstance(row, RegisterRow) else row.enquiry_id


def as_register_row(row: Row) -> RegisterRow:
    """Returns a row as it is filed; an enquiry is filed under its own number."""
    if isinstance(row, RegisterRow):
        return row
    is_labelled = not row.name.strip() and has_parts(row.surname, row.given_name, row.patronymic)
    return RegisterRow(
        person_id=row.enquiry_id, name="" if is_labelled else row.name, birth_date=row.birth_date, place=row.place,
        surname=row.surname if is_labelled else "", given_name=row.given_name if is_labelled else "",
        patronymic=row.patronymic if is_labelled else "", unit=row.unit, number=row.number, rank=row.rank,
    )  # fmt: skip


def as_enquiry(row: Row) -> EnquiryRow:
    """Returns a row as it is asked for: its labelled parts where it has them."""
    if isinstance(row, EnquiryRow):
        return row
    is_labelled = has_parts(row.surname, row.given_name, row.patronymic)
    return EnquiryRow(
        enquiry_id=row.person_id, name="" if is_labelled else row.name, surname=row.surname, given_name=row.given_name,
        patronymic=row.patronymic, birth_date=row.birth_date, place=row.place, unit=row.unit, number=row.number,
        rank=row.rank,
    )  # fmt: skip


def find_duplicates(
    rows: Iterable[Row],
    weights: Weights | None = None,
    least_probability: float = LEAST_PROBABILITY,
    *,
    neighbours: int = NEIGHBOURS,
    tell: Told | None = None,
) -> Iterator[DuplicatePair]:
    """Finds the pairs of records that are about one person with at least this probability, in the order of the list.

    Source:   Fellegi and Sunter 1969; the share of true pairs by the fixed point of its own expectation
    Units:    probability 0 to 1
    Given:    of rows with the same number the last counts; every pair comes once; a row that names nobody
              (невстановлена особа, N.N., н/д) is nobody's duplicate, whatever else it has.
    Returns:  nothing for a list of fewer than two rows.
    Not:      all pairs of rows: of each row the `neighbours` that fit it best.
    """
    listed = _named(rows)
    weights = weights or learned_weights()
    index = LinkageIndex.build(map(as_register_row, listed), weights)
    found = _pairs_of(index, listed, neighbours, tell)
    odds = odds_of_true(found.bits, len(listed))
    least_bits = bits_of(least_probability) - math.log2(odds)
    accepted = np.flatnonzero(found.bits >= least_bits)
    for first, places in groupby(accepted, key=lambda at: found.first[at]):
        asked = as_enquiry(listed[first])
        seconds = [id_of(listed[found.second[at]]) for at in places]
        for second, weighed in zip(seconds, index.compare_many(asked, seconds), strict=True):
            if weighed is None:
                continue
            further = against_relatives(weighed.fields, len(listed))
            bits = round(weighed.match_weight_bits + sum(step.weight_bits for step in further), 3)
            if bits >= least_bits:
                yield DuplicatePair(
                    first_id=id_of(listed[first]), second_id=second, match_weight_bits=bits,
                    probability=chance_of(bits, odds), fields=(*weighed.fields, *further),
                )  # fmt: skip


def duplicates_of(
    row: Row, index: LinkageIndex, least_probability: float = LEAST_PROBABILITY, *, neighbours: int = NEIGHBOURS
) -> tuple[DuplicatePair, ...]:
    """Finds the records of an index that are about the same person as one of its own with at least this probability.

    Source:   as `find_duplicates`, for one record at a time
    Units:    probability 0 to 1
    Given:    the index holds the row itself; how many of its pairs are true is not estimated from one row: the least
              share is taken, so that a clean register proposes little.
    Returns:  the likeliest first; nothing for a row that names nobody.
    """
    asked, own = as_enquiry(row), id_of(row)
    if not _named([row]):
        return ()
    odds = odds_of_true(np.empty(0), len(index))
    found = []
    for candidate in index.find(asked, neighbours + 1):
        if candidate.person_id == own:
            continue
        further = against_relatives(candidate.fields, len(index))
        bits = round(candidate.match_weight_bits + sum(step.weight_bits for step in further), 3)
        pair = DuplicatePair(
            first_id=own, second_id=candidate.person_id, match_weight_bits=bits, probability=chance_of(bits, odds),
            fields=(*candidate.fields, *further),
        )  # fmt: skip
        if pair.probability >= least_probability:
            found.append(pair)
    return tuple(sorted(found, key=lambda pair: -pair.match_weight_bits))


def _named(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Returns the rows that name somebody, the last of each number."""
    listed = {id_of(row): row for row in rows}.values()
    return tuple(row for row in listed if is_named(row.name, row.surname, row.given_name, row.patronymic))


def learned_from(
    rows: Sequence[Row],
    weights: Weights | None = None,
    *,
    at_most: int = ROWS_TO_LEARN_FROM,
    neighbours: int = NEIGHBOURS,
) -> tuple[Weights, Estimate]:
    """Learns m from a list with duplicates, without labels, from at most that many of its rows, evenly spread.

    Source:   Winkler 1988
    Returns:  the weights to find its duplicates with, and what was learned.
    """
    before = weights or learned_weights()
    listed = _named(rows)
    index = LinkageIndex.build(map(as_register_row, listed), before)
    step = max(1, -(-len(listed) // at_most))
    asked = listed[::step]
    waterfalls = [
        candidate.fields
        for row in asked
        for candidate in index.find(as_enquiry(row), neighbours + 1)
        if candidate.person_id != id_of(row)
    ]
    estimate = estimate_m(waterfalls, before, all_pairs=float(len(asked)) * max(len(listed) - 1, 1))
    return estimate.taken_up_by(before), estimate


@dataclass(frozen=True, slots=True)
class _Found:
    """Pairs as arrays: the places of both rows in the list, the smaller first, and their weight."""

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    bits: NDArray[np.float64]


def _pairs_of(index: LinkageIndex, listed: Sequence[Row], neighbours: int, tell: Told | None) -> _Found:
    """Asks for every row. Asked from either side a pair weighs nearly the same; the first one's asking counts."""
    place = {id_of(row): at for at, row in enumerate(listed)}
    floor = math.log2(max(len(listed), 2)) - _BELOW_EVEN
    ends, worth, is_later = [np.empty(0, np.int64)], [np.empty(0)], [np.empty(0, np.bool_)]
    for at, ranked in enumerate(index.rank_many(map(as_enquiry, listed), neighbours + 1)):
        if tell and at % _TELL_EVERY == 0:
            tell(at, len(listed))
        others = np.array([place[person_id] for person_id in ranked.person_ids], dtype=np.int64)
        bits = np.array(ranked.match_weight_bits, dtype=np.float64)
        kept = (others != at) & (bits >= floor)
        others = others[kept]
        ends.append(np.minimum(others, at) * len(listed) + np.maximum(others, at))
        worth.append(bits[kept])
        is_later.append(others < at)
    if tell:
        tell(len(listed), len(listed))
    order = np.lexsort((np.concatenate(is_later), np.concatenate(ends)))
    keys, at_first = np.unique(np.concatenate(ends)[order], return_index=True)
    size = max(len(listed), 1)
    return _Found(keys // size, keys % size, np.concatenate(worth)[order][at_first])


def odds_of_true(bits: NDArray[np.float64], rows: int) -> float:
    """Estimates the odds that two records of a list, taken at random, are about one person.

    Source:   the fixed point of expectation maximisation for the mixing share alone
    Units:    odds; `bits` the weights of the pairs that were looked at, all others weighing nothing
    Given:    at least one row in a hundred is taken for half of one pair, so that a clean list proposes little.
    """
    all_pairs = max(rows * (rows - 1) / 2, 1.0)
    least = max(1.0, rows / 200) / all_pairs
    share = min(least * 10, 0.5)
    for _ in range(_ROUNDS):
        true_pairs = float(np.sum(1.0 / (1.0 + np.exp2(-np.clip(bits, -200, 200)) * (1 - share) / share)))
        moved = min(max(true_pairs / all_pairs, least), 0.5)
        if abs(moved - share) <= _SETTLED * share:
            break
        share = moved
    return share / (1 - share)


def chance_of(bits: float, odds: float) -> float:
    """Returns the probability of a weight where the odds without it are known."""
    return 1.0 / (1.0 + math.exp2(-min(max(bits, -200.0), 200.0)) / odds)


def bits_of(probability: float) -> float:
    """Returns the log2 odds of a probability; 0 and 1 count as one in a million million short of it."""
    share = min(max(probability, 1e-12), 1 - 1e-12)
    return math.log2(share / (1 - share))
