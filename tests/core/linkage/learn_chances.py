"""Learns what makes chances mean what they say: slope, shift, share of namesakes and share of the unseen, by stratum.

It asks crowds (`prior.crowds`), each with habits of its own, and the generator's register. Nobody can tell beforehand
who will ask, so that every world counts as much as every other, over several shares of enquiries about somebody
registered at once. What came of an enquiry is told twice: whether its first answer is right, and whether anybody
registered is meant, which the share of a file is estimated from. `villages` and `peoples` are never asked here.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from repatria.core.linkage.chances import Agreement, evidence_of, relatives_of
from repatria.core.linkage.comparison import Heat, Weights
from repatria.core.linkage.index import LinkageIndex
from tests.core.linkage.generator import LEARNING_KINDS, MIXES, make_enquiries_about, make_register
from tests.core.linkage.prior import crowds
from tests.core.linkage.prior.worlds import Asked

CROWDS: Mapping[int, Sequence[int]] = {
    1_000: range(51, 55), 3_000: range(61, 65), 10_000: range(1, 13), 30_000: range(21, 28), 100_000: range(31, 35),
}  # fmt: skip
"""Seeds of the crowds, by how many of each are registered."""
ABOUT, NOBODY = 600, 900
"""Enquiries to each, about somebody registered and about others."""
SEED = 20_240_229
GENERATED: Mapping[int, tuple[int, Sequence[str]]] = {
    1_000: (1_200, tuple(MIXES)), 100_000: (2_400, ("usual", "well-known")),
}  # fmt: skip
"""How many the generator registers, how many enquiries each mix of enquirers makes, and which mixes. A fifth is about
others, half of these alike to somebody registered."""
MOST_ANSWERS = 50  # beyond them nobody has a chance worth counting
SHARES = (0.05, 0.2, 0.5, 0.8)  # of enquiries about somebody registered
SURE_COUNTS, SURE_FROM = 2.0, 0.9  # an answer given as sure counts twice: a letter may rest on it
OF_A_WORLD = 1_000.0  # what all enquiries of a world count for that are about somebody registered, and the others
Pull = tuple[float, float, float, float]
_START = Heat(1.0, 0.5, 0.13, 0.015)
_STEPS = np.array([0.12, 0.5, 0.7, 0.7])
_LOOSELY: Pull = (1.0, 1.0, 1.0, 1.0)
_PULL: Pull = (100.0, 4.0, 8.0, 8.0)
"""What it costs to be off: slope, shift, and the logarithms of both shares.  Units: nats, of the squares."""


@dataclasses.dataclass(frozen=True)
class FirstAnswer:
    """The bits of everybody with a chance, by names and by all fields, how the best agree in what families share, those
    who may be meant; whether the first answer is right, whether anybody registered is meant, and how much it counts.
    """

    names: NDArray[np.float64]
    bits: NDArray[np.float64]
    agreements: list[Agreement]
    records: float
    is_right: bool
    is_registered: bool
    counts: float


class Answers:
    """First answers of one stratum as arrays, each as often as it would be asked under each of SHARES."""

    def __init__(self, answers: Sequence[FirstAnswer]) -> None:
        self._bits, self._names = (_padded([getattr(one, name) for one in answers]) for name in ("bits", "names"))
        kin = [[of for near in one.agreements for of in relatives_of(near)] for one in answers]
        self._rates, self._kin = (_padded([np.array([of[at] for of in one]) for one in kin], 0.0) for at in (0, 1))
        self._records = np.array([one.records for one in answers])
        self._right = np.array([one.is_right for one in answers])[:, None]
        self._registered = np.array([one.is_registered for one in answers])[:, None]
        self._answered = np.array([len(one.bits) > 0 for one in answers])[:, None]
        shares = np.array(SHARES)[None, :]
        self._odds = (1 - shares) / shares
        counts = np.array([one.counts for one in answers])[:, None]
        self._often = counts * np.where(self._registered, shares, 1 - shares) * 2 / len(SHARES)

    def loss(self, heat: Heat) -> float:
        """Returns how unlikely what came of them is under a heat.  Units: nats"""
        mass, namesakes = ((2.0 ** (heat.slope * bits)).sum(axis=1) for bits in (self._bits, self._names))
        relatives = (self._rates * 2.0 ** (heat.slope * self._kin)).sum(axis=1)
        of_each: Any = (mass, namesakes, relatives, self._records)  # what holds of a number holds of an array
        evidence = np.stack(evidence_of(*of_each, heat), axis=1)
        everything = evidence[:, :1] + self._odds * evidence[:, 1:]
        first = 2.0 ** (heat.slope * self._bits[:, :1]) / everything
        sure = np.where(first >= SURE_FROM, SURE_COUNTS, 1.0) * self._answered
        told = sure * np.log(_of_what_came(first, self._right))
        told = told + np.log(_of_what_came(evidence[:, :1] / everything, self._registered))
        return float(-(self._often * told).sum())


def _of_what_came(chance: NDArray[np.float64], came: NDArray[np.bool_]) -> NDArray[np.float64]:
    return np.clip(np.where(came, chance, 1.0 - chance), 1e-9, 1.0)


def _padded(rows: list[NDArray[np.float64]], filling: float = -np.inf) -> NDArray[np.float64]:
    made = np.full((len(rows), max(map(len, rows), default=0)), filling)
    for at, row in enumerate(rows):
        made[at, : len(row)] = row
    return made


def first_answers(index: LinkageIndex, asked: Sequence[Asked]) -> Iterator[tuple[str, FirstAnswer]]:
    """Returns what was answered first, with its stratum."""
    records = len(index) + index.weights.background
    held = sum(bool(one.person_id) for one in asked)
    for one in asked:
        ranked = index.rank(one.row, 1)
        names, bits, agreements = index.bits_of(one.row)
        is_right = bool(one.person_id) and ranked.person_ids == (one.person_id,)
        yield index.stratum_of(one.row), FirstAnswer(
            _positive(names), _positive(bits), agreements, records, is_right, bool(one.person_id),
            OF_A_WORLD / (held if one.person_id else len(asked) - held),
        )  # fmt: skip


def _positive(bits: NDArray[np.float32]) -> NDArray[np.float64]:
    found: NDArray[np.float64] = -np.sort(-bits[bits > 0].astype(np.float64))[:MOST_ANSWERS]
    return found


def learned_calibration(answers: Iterable[tuple[str, FirstAnswer]]) -> dict[str, Heat]:
    """Returns what makes the chances of first answers mean what they say, by stratum: learned of all together, then of
    each, which is pulled towards the others.
    """
    seen: dict[str, list[FirstAnswer]] = {}
    for stratum, answer in answers:
        seen.setdefault(stratum.replace(".other.", ".latin."), []).append(answer)
    together = fitted([one for found in seen.values() for one in found[::3]], _START, _LOOSELY)  # enough of each
    print(f"all together: {together}", flush=True)
    return {stratum: fitted(found, together, _PULL) for stratum, found in sorted(seen.items())}


def fitted(answers: Sequence[FirstAnswer], towards: Heat, pull: Pull) -> Heat:
    """Returns the heat that makes the outcomes likeliest under every share at once, pulled towards another."""
    made, start = Answers(answers), _line(towards)

    def loss(line: NDArray[np.float64]) -> float:
        return made.loss(_heat(line)) + float((np.array(pull) * (line - start) ** 2).sum())

    first = np.vstack([start, start + np.diag(_STEPS)])
    found = minimize(loss, start, method="Nelder-Mead", options={"maxiter": 200, "initial_simplex": first})
    return rounded(_heat(found.x))


def _line(heat: Heat) -> NDArray[np.float64]:
    return np.array([heat.slope, heat.shift, *np.log(heat[2:])])


def _heat(line: NDArray[np.float64]) -> Heat:
    namesakes, unseen = np.exp(np.minimum(line[2:], 0.0))
    return Heat(float(line[0]), float(line[1]), float(namesakes), float(unseen))


def rounded(heat: Heat) -> Heat:
    """Returns a heat as it stands in the table."""
    return Heat(round(heat.slope, 3), round(heat.shift, 3), round(heat.namesakes, 4), round(heat.unseen, 4))


def asked_of_the_generator(persons: int, mix: str, about: int) -> list[Asked]:
    """Returns enquiries to the generator's register, a fifth of them about others."""
    made = make_enquiries_about(persons, about, SEED, LEARNING_KINDS, MIXES[mix])
    return [Asked(one.row, one.person_id) for one in made]


def answers_of_crowd(weights: Weights, size: int, seed: int) -> Iterator[tuple[str, FirstAnswer]]:
    """Asks a crowd."""
    crowd = crowds.make(size, ABOUT, NOBODY, seed)
    print(f"crowd {seed} of {size:,}: {crowd.habits}", flush=True)
    asked = [*crowd.about_registered, *crowd.about_nobody]
    yield from first_answers(LinkageIndex.build(crowd.rows, weights), asked)


def answers_of_generator(weights: Weights, size: int) -> Iterator[tuple[str, FirstAnswer]]:
    """Asks the generator's register, as enquirers of every mix do."""
    index = LinkageIndex.build(make_register(size, SEED, held_out=False), weights)
    count, mixes = GENERATED[size]
    for mix in mixes:
        yield from first_answers(index, asked_of_the_generator(size, mix, count))


def calibrated(weights: Weights) -> Weights:
    """Returns the weights with a calibration learned from every world."""
    answers = [one for size, seeds in CROWDS.items() for seed in seeds for one in answers_of_crowd(weights, size, seed)]
    answers += [one for size in GENERATED for one in answers_of_generator(weights, size)]
    return dataclasses.replace(weights, calibration=learned_calibration(answers))
