"""Every body against every family: one gather a locus and body, pairs over a threshold kept with their ratio a locus.

Families are taken in blocks. For each block the ratios over all classes that bodies show are laid out so that one
body's scores against the whole block are sums of whole rows, which the machine adds several at a time. Scores for
finding are sums of 32-bit logarithms; what is reported of a pair comes from the 64-bit tables.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numba
import numpy as np
from numpy.typing import NDArray

from repatria.core.kinship.columns import BodyColumns, Shapes, Target, column_logs
from repatria.core.kinship.incident import Body
from repatria.core.kinship.loci import Chromosome, Locus
from repatria.core.kinship.observations import ObservationTable
from repatria.core.kinship.one_person import direct_logs
from repatria.core.kinship.pedigree import Sex

BLOCK = 512
_FIRST_ROOM = 1 << 14
_SEX_NUMBER = {Sex.UNKNOWN: 0, Sex.FEMALE: 1, Sex.MALE: 2}
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Found:
    """A body and a place whose ratio reached the threshold."""

    body: int
    target: int
    log10_lr: float
    by_locus: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found.

    Returns:  pairs from the highest down; `compared` counts pairs that sex allows; `odd` names, by target, the loci at
              which the relatives contradict each other (left out there; never shown to the family).
    """

    pairs: tuple[Found, ...]
    compared: int
    odd: dict[int, tuple[str, ...]]


@numba.njit(cache=True, nogil=True)
def _scan(table, codes, body_sex, target_sex, least, out_body, out_target):  # type: ignore[no-untyped-def]
    """Adds up one block; returns how many pairs reached the threshold, even where the room for them ended.

    Given:    a code is a row of the table, or -1 where a body has no result; row 0 is all zeros. Eight rows are added
              at a time, so that the sums are seldom written.
    """
    width, loci, count = table.shape[1], codes.shape[1], 0
    total, rows = np.empty(width, np.float32), np.empty(loci + 8, np.int64)
    for b in range(len(codes)):
        held = 0
        for at in range(loci):
            if codes[b, at] >= 0:
                rows[held] = codes[b, at]
                held += 1
        rows[held : held + 8] = 0
        total[:] = 0.0
        for at in range(0, held, 8):
            r0, r1, r2, r3 = rows[at], rows[at + 1], rows[at + 2], rows[at + 3]
            r4, r5, r6, r7 = rows[at + 4], rows[at + 5], rows[at + 6], rows[at + 7]
            for j in range(width):
                first = (table[r0, j] + table[r1, j]) + (table[r2, j] + table[r3, j])
                last = (table[r4, j] + table[r5, j]) + (table[r6, j] + table[r7, j])
                total[j] += first + last
        is_any = False
        for j in range(width):
            is_any |= total[j] >= least
        if not is_any:
            continue
        sex = body_sex[b]
        for j in range(width):
            if total[j] >= least and (sex == 0 or target_sex[j] == 0 or sex == target_sex[j]):
                if count < len(out_body):
                    out_body[count], out_target[count] = b, j
                count += 1
    return count


@dataclass(slots=True)
class BodySide:
    """All bodies as rows of column numbers, one table of classes a locus."""

    loci: Sequence[Locus]
    columns: list[BodyColumns]
    codes: NDArray[np.int64]
    sex: NDArray[np.int64]
    _rows: NDArray[np.int64] | None = None
    _by_sex: tuple[int, ...] | None = None

    @classmethod
    def of(cls, bodies: Sequence[Body], loci: Sequence[Locus]) -> BodySide:
        """Reads the profiles of bodies.  Raises: ObservationError for an allele without a frequency."""
        columns = [BodyColumns(ObservationTable(locus.table())) for locus in loci]
        codes = np.empty((len(bodies), len(loci)), np.int64)
        for place, (locus, at) in enumerate(zip(loci, columns, strict=True)):
            for number, body in enumerate(bodies):
                is_haploid = locus.chromosome is Chromosome.X and body.sex is Sex.MALE
                codes[number, place] = at.column(
                    at.observed.class_of(body.profile.get(locus.name), is_haploid=is_haploid)
                )
        return cls(loci, columns, codes, np.array([_SEX_NUMBER[body.sex] for body in bodies], np.int64))

    def offsets(self) -> NDArray[np.int64]:
        """Where each locus begins in a block's table."""
        return np.cumsum([0, *(len(at.classes) + 1 for at in self.columns)])

    def rows_of_table(self) -> NDArray[np.int64]:
        """Where each body's result at each locus stands in a block's table; -1 where there is none."""
        if self._rows is None:
            self._rows = np.where(self.codes == 0, -1, self.codes + self.offsets()[:-1])
        return self._rows

    def by_sex(self) -> tuple[int, ...]:
        """How many bodies may be somebody of unknown sex, a woman, a man."""
        if self._by_sex is None:
            allowed = (((self.sex == 0) | (sex == 0) | (self.sex == sex)).sum() for sex in range(3))
            self._by_sex = tuple(int(count) for count in allowed)
        return self._by_sex

    def impossible_at(self, targets: Sequence[Target], pairs: Sequence[tuple[int, int]]) -> list[tuple[str, ...]]:
        """Names, for pairs of a body and a target, the loci at which a pair is impossible."""
        known = Shapes()
        shapes = [known.of(target) for target in targets]
        named: list[list[str]] = [[] for _ in pairs]
        for place, (locus, at) in enumerate(zip(self.loci, self.columns, strict=True)):
            logs, is_odd = column_logs(shapes, targets, locus, at)
            for number, (body, target) in enumerate(pairs):
                column = self.codes[body, place]
                if is_odd[target] or (column and np.isneginf(logs[column, target])):
                    named[number].append(locus.name)
        return [tuple(names) for names in named]


Logs = Callable[[int, int, int], tuple[NDArray[np.float64], NDArray[np.bool_]]]
"""Gives, for targets from a first to after a last and a locus, log10 ratios (column, target) and who is odd there."""


def search(
    bodies: BodySide,
    targets: Sequence[Target],
    *,
    least_log10_lr: float,
    threads: int = 1,
    progress: Progress = lambda done, total: None,
) -> SearchResult:
    """Weighs every body in every place that sex allows.

    Units:    log10.
    Given:    theta 0, unlinked loci, untyped founders kept.
    """
    known = Shapes()
    shapes = [known.of(target) for target in targets]

    def logs(low: int, high: int, place: int) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        return column_logs(shapes[low:high], targets[low:high], bodies.loci[place], bodies.columns[place])

    sexes = np.array([_SEX_NUMBER[target.sex] for target in targets], np.int64)
    return _search(bodies, logs, sexes, least_log10_lr, threads, progress)


def compare_directly(
    bodies: BodySide, *, least_log10_lr: float, threads: int = 1, progress: Progress = lambda done, total: None
) -> SearchResult:
    """Weighs every body against every other as parts of one person, or against direct references among them.

    Source:   P(both | one person) / (P(one) P(other)), theta 0; drop-out and drop-in as stated for each profile.
    Returns:  each pair once, as (body, target) with body < target.
    """

    def logs(low: int, high: int, place: int) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        at = bodies.columns[place]
        row_of_column = direct_logs(at)
        return row_of_column[:, bodies.codes[low:high, place]], np.zeros(high - low, np.bool_)

    found = _search(bodies, logs, bodies.sex, least_log10_lr, threads, progress)
    once = tuple(pair for pair in found.pairs if pair.body < pair.target)
    return SearchResult(once, len(bodies.codes) * (len(bodies.codes) - 1) // 2, {})


def _search(
    bodies: BodySide, logs: Logs, sexes: NDArray[np.int64], least: float, threads: int, progress: Progress
) -> SearchResult:
    offsets = bodies.offsets()
    codes, by_sex = bodies.rows_of_table(), bodies.by_sex()
    blocks = [(low, min(low + BLOCK, len(sexes))) for low in range(0, len(sexes), BLOCK)]
    pairs: list[Found] = []
    odd: dict[int, tuple[str, ...]] = {}
    compared = 0

    def one_block(block: tuple[int, int]) -> tuple[list[Found], dict[int, tuple[str, ...]], int]:
        low, high = block
        exact = np.zeros((int(offsets[-1]), high - low))
        strange: dict[int, list[str]] = {}
        for place, locus in enumerate(bodies.loci):
            ratios, is_odd = logs(low, high, place)
            exact[offsets[place] : offsets[place + 1]] = ratios
            for i in np.flatnonzero(is_odd):
                strange.setdefault(low + int(i), []).append(locus.name)
        here = sexes[low:high]
        rows, columns = _over(exact.astype(np.float32), codes, bodies.sex, here, least)
        by_locus = np.where(codes[rows] < 0, 0.0, exact[codes[rows], columns[:, None]])
        found = [
            Found(b, low + t, s, by)
            for b, t, s, by in zip(
                rows.tolist(), columns.tolist(), by_locus.sum(axis=1).tolist(), by_locus, strict=True
            )
        ]
        return found, {i: tuple(names) for i, names in strange.items()}, sum(by_sex[sex] for sex in here)

    def keep(told: tuple[list[Found], dict[int, tuple[str, ...]], int], done: int) -> None:
        nonlocal compared
        pairs.extend(told[0])
        odd.update(told[1])
        compared += told[2]
        progress(done, len(blocks))

    if len(blocks) == 1:  # a new family: a thread would cost as much as the work
        keep(one_block(blocks[0]), 1)
    else:
        with ThreadPoolExecutor(threads) as pool:
            for done, told in enumerate(pool.map(one_block, blocks), start=1):
                keep(told, done)
    pairs.sort(key=lambda one: (-one.log10_lr, one.body, one.target))
    return SearchResult(tuple(pairs), compared, odd)


def _over(
    table: NDArray[np.float32], codes: NDArray[np.int64], body_sex: NDArray[np.int64], sexes: NDArray[np.int64],
    least: float,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:  # fmt: skip
    room = _FIRST_ROOM
    while True:
        rows, columns = np.empty(room, np.int64), np.empty(room, np.int64)
        count = _scan(table, codes, body_sex, sexes, np.float32(least), rows, columns)
        if count <= room:
            return rows[:count], columns[:count]
        room = int(count)


def best_for_each(pairs: Sequence[Found], most: int) -> tuple[Found, ...]:
    """Keeps a pair that is among the best of its body or the best of its place."""
    of_body: dict[int, int] = {}
    of_target: dict[int, int] = {}
    kept = []
    for pair in sorted(pairs, key=lambda one: -one.log10_lr):
        ranks = of_body.get(pair.body, 0), of_target.get(pair.target, 0)
        of_body[pair.body], of_target[pair.target] = ranks[0] + 1, ranks[1] + 1
        if min(ranks) < most:
            kept.append(pair)
    return tuple(kept)
