"""Learns what an edit costs and what it costs to read Latin letters in each way, from real pairs of names.

    python -m tests.core.names.learn_edit_costs

Writes edit_costs.tsv and the edits of latin_readings.tsv in src/repatria/core/names, then prints the held-out figures.
In turns: (1) for every Latin word of the training part the reading nearest to the Russian word, by the present costs of
readings and flat ones of edits, so that a habit of writing is not taken for a slip of the ear; pairs too far apart are
different names and are left out. (2) How often each reading of a group was taken, one half
added to each, gives its cost. (3) Expectation maximisation over all alignments of the two readings gives how often
each sound stands for each, for nothing, or for itself (Ristad & Yianilos 1998), in either direction the same. With
p(a, b) so learned, an edit costs log2(sqrt(p(a, a) p(b, b)) / p(a, b)) bits, a lost sound log2(sqrt(p(a, a)) /
p(a, -)). What transliteration does not show is added: SLIP_SHARE of all sounds are slips of hand or scanner, any for
any other alike, so that no edit is out of reach; HEARING_SHARE are misheard for one of those that sound alike. All is
divided by the mean of two different consonants: that is one edit.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import numba
import numpy as np
from numpy.typing import NDArray

from repatria.core.names.readings import OTHER, SOUNDS, VOWELS, canon, numbered
from repatria.core.names.readings.phonemes import Reading, group_parts, marked, single, with_beginnings
from repatria.core.names.readings.sounds import collapsed
from repatria.core.names.similarity.distance import (
    FOREIGN_COST,
    UNITS,
    WIDTH,
    EditCosts,
    costs_from,
    distance,
    with_shortcuts,
)
from repatria.core.names.writing import fold_lookalikes, tidy
from tests.core.names.real_pairs import Pair, latin_russian, russian_surnames, ukrainian_russian

NAMES = Path(__file__).resolve().parents[3] / "src" / "repatria" / "core" / "names"
ROUNDS, INNER_ROUNDS = 4, 4
SLIP_SHARE, HEARING_SHARE = 0.003, 0.01
ALIKE = ("aeiou", "bp", "dt", "zs", "jw", "vf", "hk", "mn", "cq", "qw", "cs")
"""Sounds that are misheard for each other."""
SLAVIC_WEIGHT, UKRAINIAN_WEIGHT, KNOWN_WEIGHT, OTHER_WEIGHT = 8.0, 4.0, 2.0, 0.1
"""What a pair counts: Slavic surnames and Ukrainian forms are what the bureau meets, then other names that the Russian
lists know; the rest of the world's names, Japanese and French ones among them, are read by rules of their own."""
TOO_FAR, TOO_FAR_SHARE = 0.5, 0.2
"""Edits, and edits a sound, beyond which a pair is taken for two different names."""
BEGIN_EDITS = 0.1
"""To begin with, each further reading of a group costs so much more."""
NEARLY = 0.15
"""Edits; a reading that an edit reaches at so little more is not followed when names are read."""
FOLLOWED = 48
DEAREST = 2.5
SWAP_EDITS = 1.0
"""Not learned: pairs of transliterations hold no swapped letters. A slip of the hand, one edit like any other."""
SIZE = OTHER + 1

Groups = Mapping[str, tuple[Reading, ...]]
Taken = tuple[tuple[str, str], ...]


def ways_to_read(word: str, groups: Groups) -> list[tuple[str, float, Taken]]:
    """Returns the readings of a word with their cost and the (group, sounds) taken, many more than `canon` follows."""
    beam: list[tuple[str, float, Taken]] = [("", 0.0, ())]
    for group in group_parts().findall(marked(word)):
        options = groups.get(group) or single(group)
        if len(options) == 1:
            beam = [(read + options[0][0], cost, taken) for read, cost, taken in beam]
            continue
        grown = [
            (read + sounds, cost + edits, (*taken, (group, sounds)))
            for read, cost, taken in beam
            for sounds, edits in options
            if cost + edits <= DEAREST
        ]
        beam = sorted(grown, key=lambda way: way[1])[:FOLLOWED]
    return [(collapsed(read), cost, taken) for read, cost, taken in beam]


@numba.njit(cache=True)
def _expect(one: NDArray[np.uint8], other: NDArray[np.uint8], p: NDArray[np.float64], weight: float,
            counts: NDArray[np.float64]) -> None:  # fmt: skip
    """Adds how often each sound is expected to stand for each in all alignments of two readings."""
    n, m = len(one), len(other)
    ahead, back = np.zeros((n + 1, m + 1)), np.zeros((n + 1, m + 1))
    ahead[0, 0] = back[n, m] = 1.0
    for i in range(n + 1):
        for j in range(m + 1):
            if i:
                ahead[i, j] += ahead[i - 1, j] * p[one[i - 1], 0]
            if j:
                ahead[i, j] += ahead[i, j - 1] * p[0, other[j - 1]]
            if i and j:
                ahead[i, j] += ahead[i - 1, j - 1] * p[one[i - 1], other[j - 1]]
    for i in range(n, -1, -1):
        for j in range(m, -1, -1):
            if i < n:
                back[i, j] += back[i + 1, j] * p[one[i], 0]
            if j < m:
                back[i, j] += back[i, j + 1] * p[0, other[j]]
            if i < n and j < m:
                back[i, j] += back[i + 1, j + 1] * p[one[i], other[j]]
    total = ahead[n, m]
    if total <= 0.0:
        return
    for i in range(n + 1):
        for j in range(m + 1):
            here = weight * ahead[i, j] / total
            if i < n:
                counts[one[i], 0] += here * p[one[i], 0] * back[i + 1, j]
            if j < m:
                counts[0, other[j]] += here * p[0, other[j]] * back[i, j + 1]
            if i < n and j < m:
                counts[one[i], other[j]] += here * p[one[i], other[j]] * back[i + 1, j + 1]


def expected_shares(pairs: Sequence[tuple[str, str, float]]) -> NDArray[np.float64]:
    """Returns p(a, b) by expectation maximisation; 0 is no sound."""
    shares = np.full((SIZE, SIZE), 1e-4)
    np.fill_diagonal(shares, 0.04)
    shares[0, 0] = 0.0
    coded = [(np.frombuffer(numbered(a), np.uint8), np.frombuffer(numbered(b), np.uint8), w) for a, b, w in pairs
             if len(a) == len(numbered(a)) and max(numbered(a) + numbered(b), default=0) < SIZE]  # fmt: skip
    for _ in range(INNER_ROUNDS):
        counts = np.zeros((SIZE, SIZE))
        for one, other, weight in coded:
            _expect(one, other, shares, weight, counts)
        counts = (counts + counts.T) / 2
        shares = counts / counts.sum() + 1e-9
        shares[0, 0] = 0.0
    return shares


def costs_of(shares: NDArray[np.float64]) -> tuple[EditCosts, float]:
    """Returns the costs in edits, and how many bits are one edit."""
    size = len(SOUNDS) + 1
    root = np.sqrt(np.diag(shares))[:size]
    root[0] = 1.0
    slips = np.full((size, size), SLIP_SHARE / size)
    for sounds in ALIKE:
        alike = [SOUNDS.index(sound) + 1 for sound in sounds]
        slips[np.ix_(alike, alike)] += HEARING_SHARE / len(alike)
    bits = np.log2(np.outer(root, root) / (shares[:size, :size] + slips * np.outer(root, root)))
    np.fill_diagonal(bits, 0.0)
    bits = with_shortcuts(np.round(bits * 1000).astype(np.int32)) / 1000
    consonants = [at for at, sound in enumerate(SOUNDS, start=1) if sound not in VOWELS]
    between = bits[np.ix_(consonants, consonants)]
    bits_per_edit = float(between.sum() / (len(consonants) * (len(consonants) - 1)))
    whole = np.full((SIZE, SIZE), FOREIGN_COST)
    whole[:size, :size] = bits / bits_per_edit
    return costs_from(whole, SWAP_EDITS), bits_per_edit


def hand_written() -> Groups:
    """Returns every reading of every group in the order written, the likeliest first, costs to begin with beside."""
    groups: dict[str, tuple[Reading, ...]] = {}
    for line in (NAMES / "readings" / "latin_readings.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            group, _, cell = line.partition("\t")
            written = [re.split("[:~]", reading)[0].strip("-") for reading in cell.split(" ")]
            groups[group] = tuple((sounds, BEGIN_EDITS * rank) for rank, sounds in enumerate(written))
    return groups


def _is_left_to_edits(reading: Reading, among: Sequence[Reading], costs: EditCosts) -> bool:
    """Says whether another reading and an edit reach the same sounds at nearly the same cost."""
    sounds, edits = reading
    return any(e < edits and e + distance(other, sounds, costs) <= edits + NEARLY for other, e in among)


def _flat_costs() -> EditCosts:
    """Returns the costs to begin with: a vowel for a vowel half an edit, any other edit one."""
    vowels = [SOUNDS.index(sound) + 1 for sound in sorted(VOWELS)]
    flat = np.ones((SIZE, SIZE))
    flat[np.ix_(vowels, vowels)] = 0.5
    np.fill_diagonal(flat, 0.0)
    return costs_from(flat, SWAP_EDITS)


def _weight(pair: Pair) -> float:
    if pair.is_slavic_surname:
        return SLAVIC_WEIGHT
    return KNOWN_WEIGHT if pair.russian in russian_surnames() else OTHER_WEIGHT


def learn() -> tuple[EditCosts, Groups, float]:
    """Returns the costs, the readings with theirs, and the bits of one edit."""
    latin = [
        (fold_lookalikes(tidy(p.other)), canon(p.russian), _weight(p)) for p in latin_russian() if not p.is_held_out
    ]
    same = [(canon(p.other), canon(p.russian), UKRAINIAN_WEIGHT) for p in ukrainian_russian() if not p.is_held_out]
    flat = _flat_costs()
    costs, bits_per_edit = flat, 0.0
    groups = hand_written()
    for turn in range(ROUNDS):
        full = with_beginnings(groups)
        taken_how_often: dict[tuple[str, str], float] = defaultdict(float)
        chosen = [row for row in same if distance(row[0], row[1], costs) <= TOO_FAR + TOO_FAR_SHARE * len(row[1])]
        for word, russian, weight in latin:
            ways = (
                (cost + distance(read, russian, flat), read, taken) for read, cost, taken in ways_to_read(word, full)
            )
            edits, read, taken = min(ways, default=(math.inf, "", ()))
            if edits <= TOO_FAR + TOO_FAR_SHARE * len(russian):
                chosen.append((read, russian, weight))
                for step in taken:
                    taken_how_often[step] += weight
        costs, bits_per_edit = costs_of(expected_shares(chosen))
        groups = {
            group: _weighed(group, readings, taken_how_often, bits_per_edit) for group, readings in groups.items()
        }
        print(
            f"turn {turn + 1}: {len(chosen)} of {len(latin) + len(same)} pairs, {bits_per_edit:.2f} bits an edit",
            flush=True,
        )
    return costs, groups, bits_per_edit


def _weighed(
    group: str, readings: tuple[Reading, ...], often: Mapping[tuple[str, str], float], bits_per_edit: float
) -> tuple[Reading, ...]:
    counts = {sounds: often.get((group, sounds), 0.0) + 0.5 for sounds, _ in readings}
    most = max(counts.values())
    weighed = [(sounds, round(math.log2(most / count) / bits_per_edit, 2)) for sounds, count in counts.items()]
    return tuple(weighed)


def write(costs: EditCosts, groups: Groups, bits_per_edit: float) -> None:
    """Writes both tables."""
    number = {"-": 0} | {sound: at for at, sound in enumerate(SOUNDS, start=1)}
    lines = [
        "# What it costs to take one sound for another (- is none), in edits; see distance.py. Learned, not typed in:",
        f"# python -m tests.core.names.learn_edit_costs. One edit is {bits_per_edit:.2f} bits.",
        f"swap\t-\t{SWAP_EDITS:.2f}",
    ]
    symbols = list(number)
    for at, one in enumerate(symbols):
        for other in symbols[at + 1 :]:
            lines.append(f"{one}\t{other}\t{costs.between[WIDTH * number[one] + number[other]] / UNITS:.2f}")
    (NAMES / "similarity" / "edit_costs.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    path = NAMES / "readings" / "latin_readings.tsv"
    head = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    own = [line.split("\t")[0] for line in path.read_text(encoding="utf-8").splitlines() if line not in head and line]
    rows = []
    for group in own:
        readings = groups[group]
        marks = ["~" if _is_left_to_edits(reading, readings, costs) else ":" for reading in readings]
        cells = [f"{sounds or '-'}{mark}{edits:.2f}" for (sounds, edits), mark in zip(readings, marks, strict=True)]
        rows.append(group + "\t" + " ".join(cells))
    path.write_text("\n".join(head + rows) + "\n", encoding="utf-8")


def main() -> None:
    """Learns and writes."""
    write(*learn())


if __name__ == "__main__":
    main()
