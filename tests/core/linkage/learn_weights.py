"""Learns weights.toml: `python -m tests.core.linkage.learn_weights`, from invented enquiries of LEARNING_KINDS.

Four steps, on enquiries of their own each. m is the share of a level among true pairs (both values present), smoothed;
u the share of the register that agrees with an asked word by chance; both read twice, since the roles of words depend
on the weights. Word kinds are counted in labelled rows. `field_scales` maximise the likelihood of the true answers,
nobody included: fields depend on each other, so that their bits do not simply add up. `calibration` by stratum is a
line through the log-odds of first answers (Platt 1999), of enquirers who know and write as usual and of those who know
more and write better, over several shares of enquiries about somebody registered at once: each enquiry counts as often
as it would be asked under that share. Both are learned in a register of ten times as many persons too. With
`--only-calibration` the rest of the table stays as it is.
"""

from __future__ import annotations

import argparse
import dataclasses
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from repatria.core.linkage.chances import Agreement, evidence_of, mass_of_relatives
from repatria.core.linkage.comparison import FIELD_LEVELS, Heat, Weights, learned_weights
from repatria.core.linkage.forms import ROLES, tidy_place
from repatria.core.linkage.forms.word_roles import KINDS, word_kind
from repatria.core.linkage.index import LinkageIndex
from repatria.core.linkage.rows import RegisterRow
from repatria.core.names.writing import words_of
from tests.core.linkage.generator import LEARNING_KINDS, MIXES, GeneratedEnquiry, make_enquiries_about, make_register

TABLE = Path(__file__).resolve().parents[3] / "src" / "repatria" / "core" / "linkage" / "comparison" / "weights.toml"
SEED = 20_240_229
SMOOTHING = 60.0  # true pairs added, spread over the levels of a field: errors that nobody invented do occur
UNSEEN = 0.06  # share of words given evenly to all kinds: the given names of the generator are all well known
CALIBRATED_BY = ("usual", "well-known")  # mixes: how well enquirers know and write, nobody can tell beforehand
SETTLED = ("unit", "number", "rank")  # the generator has none of them: their m stays what was judged
MOST_CANDIDATES = 30
FIELDS = ("surname", "given_name", "patronymic", "place", "birth_date")
LEAST_SCALE, MOST_SCALE = 0.5, 1.25
RIDGE = 20.0  # enquiries' worth of pull towards a scale of 1
MOST_ANSWERS = 100  # beyond them nobody has a chance worth counting
BITS = math.log(2.0)  # nats a bit
SHARES = (0.05, 0.2, 0.5, 0.8)  # of enquiries about somebody registered
ASKED_SHARE = 0.8  # of the generator's enquiries
SURE_COUNTS, SURE_FROM = 2.0, 0.9  # an answer given as sure counts twice: a letter may rest on it


def level_groups() -> list[tuple[str, ...]]:
    """Returns the levels that share one distribution of m."""
    full = tuple(level for level in FIELD_LEVELS["birth_date"][1:] if level.startswith("birth_date"))
    partial = tuple(level for level in FIELD_LEVELS["birth_date"][1:] if not level.startswith("birth_date"))
    learned = (levels[1:] for field, levels in FIELD_LEVELS.items() if field not in ("birth_date", *SETTLED))
    return [*learned, full, partial]


def learned_m(index: LinkageIndex, enquiries: Iterable[GeneratedEnquiry], before: Weights) -> dict[str, float]:
    """Returns m for every level, from the true pairs."""
    seen = Counter[str]()
    for enquiry in enquiries:
        candidate = index.compare(enquiry.row, enquiry.person_id) if enquiry.person_id else None
        seen.update(step.level for step in candidate.fields) if candidate else None
    m = dict(before.m)
    for levels in level_groups():
        total = sum(seen[level] for level in levels) + SMOOTHING
        m.update({level: round((seen[level] + SMOOTHING / len(levels)) / total, 4) for level in levels})
    return m


def learned_u(index: LinkageIndex, enquiries: Iterable[GeneratedEnquiry], before: Weights) -> dict[str, float]:
    """Returns how often chance alone agrees at each level, over the words that are asked for."""
    sums, words = Counter[str](), Counter[str]()
    for enquiry in enquiries:
        candidate = index.compare(enquiry.row, enquiry.person_id) if enquiry.person_id else None
        for step in candidate.fields if candidate else ():
            if step.enquiry_value and step.field in (*ROLES, "place") and not step.level.endswith("_missing"):
                value = tidy_place(step.enquiry_value) if step.field == "place" else step.enquiry_value.lower()
                sums.update(index.level_shares(step.field, value))
                words[step.field] += 1
    u = dict(before.u)
    for field, count in words.items():
        u.update({level: round(max(sums[level] / count, 1e-6), 6) for level in FIELD_LEVELS[field][1:]})
    return u


def learned_kinds(rows: Iterable[RegisterRow]) -> dict[str, dict[str, float]]:
    """Returns the share of each kind of word in each role, from labelled rows."""
    seen = {role: Counter[str]() for role in ROLES}
    for row in rows:
        for role in ROLES:
            seen[role].update(word_kind(word) for word in words_of(getattr(row, role)))
    even = UNSEEN / len(KINDS)
    return {
        role: {kind: round((1 - UNSEEN) * counts[kind] / counts.total() + even, 4) for kind in KINDS}
        for role, counts in seen.items()
    }


@dataclasses.dataclass(frozen=True)
class Choice:
    """One enquiry's candidates: bits by field, the order's bits, the odds of nobody, and which one is true."""

    bits: NDArray[np.float64]  # (candidates, FIELDS)
    fixed: NDArray[np.float64]  # (candidates,)
    nobody: float
    truth: int  # place among the candidates, -1 for nobody


def choices(index: LinkageIndex, enquiries: Iterable[GeneratedEnquiry]) -> list[Choice]:
    """Returns what the likelihood is made of; an enquiry whose answer is not among the candidates says nothing."""
    found = []
    for enquiry in enquiries:
        candidates = index.find(enquiry.row, MOST_CANDIDATES)
        ids = [c.person_id for c in candidates]
        if not candidates or (enquiry.person_id and enquiry.person_id not in ids):
            continue
        steps = [{step.field: step.weight_bits for step in c.fields} for c in candidates]
        bits = np.array([[one.get(field, 0.0) for field in FIELDS] for one in steps])
        fixed = np.array([one.get("word_order", 0.0) for one in steps])
        nobody = (1 - ASKED_SHARE) / ASKED_SHARE * (len(index) + index.weights.background)
        truth = ids.index(enquiry.person_id) if enquiry.person_id else -1
        found.append(Choice(bits, fixed, nobody, truth))
    return found


def learned_scales(made: list[Choice]) -> dict[str, float]:
    """Returns the scale of each field that makes the true answers likeliest."""

    def loss(scales: NDArray[np.float64]) -> float:
        total = RIDGE * float(((scales - 1.0) ** 2).sum())
        for one in made:
            logs = (one.bits @ scales + one.fixed) * BITS
            rest = math.log(one.nobody)
            top = max(float(logs.max()), rest)
            everything = top + math.log(float(np.exp(logs - top).sum()) + math.exp(rest - top))
            total += everything - (float(logs[one.truth]) if one.truth >= 0 else math.log(one.nobody))
        return total

    start = np.ones(len(FIELDS))
    found = minimize(loss, start, method="L-BFGS-B", bounds=[(LEAST_SCALE, MOST_SCALE)] * len(FIELDS))
    print(f"loss of {len(made)} enquiries {loss(start):.1f} -> {found.fun:.1f} nats")
    return {field: round(float(scale), 3) for field, scale in zip(FIELDS, found.x, strict=True)}


@dataclasses.dataclass(frozen=True)
class FirstAnswer:
    """The bits of everybody with a chance, by names and by all fields, how the best agree in what families share, those
    who may be meant; whether the first answer is right, and whether anybody registered is meant.
    """

    names: NDArray[np.float64]
    bits: NDArray[np.float64]
    agreements: list[Agreement]
    records: float
    is_right: bool
    is_registered: bool


class Answers:
    """First answers of one stratum as arrays, each as often as it would be asked under each of SHARES."""

    def __init__(self, answers: list[FirstAnswer]) -> None:
        self._bits, self._names = (_padded([getattr(one, name) for one in answers]) for name in ("bits", "names"))
        self._best = self._bits[:, :1]
        self._answers = answers
        self._records = np.array([one.records for one in answers])
        self._right = np.array([one.is_right for one in answers])[:, None]
        registered = np.array([one.is_registered for one in answers])[:, None]
        shares = np.array(SHARES)[None, :]
        self._odds = (1 - shares) / shares
        self._often = np.where(registered, shares / ASKED_SHARE, (1 - shares) / (1 - ASKED_SHARE)) / len(SHARES)

    def loss(self, heat: Heat) -> float:
        """Returns how unlikely what came of them is under a heat.  Units: nats"""
        slope = heat[0]
        mass, namesakes = ((2.0 ** (slope * bits)).sum(axis=1) for bits in (self._bits, self._names))
        relatives = np.array([sum(mass_of_relatives(near, slope) for near in one.agreements) for one in self._answers])
        nobody = np.array([
            evidence_of(0.0, some, kin, records, heat).nobody
            for some, kin, records in zip(namesakes, relatives, self._records, strict=True)
        ])  # fmt: skip
        p = 2.0 ** (slope * self._best) / (mass[:, None] + self._odds * nobody[:, None])
        said = np.clip(np.where(self._right, p, 1.0 - p), 1e-9, 1.0)
        return float((-self._often * np.where(p >= SURE_FROM, SURE_COUNTS, 1.0) * np.log(said)).sum())


def _padded(rows: list[NDArray[np.float64]]) -> NDArray[np.float64]:
    made = np.full((len(rows), MOST_ANSWERS), -np.inf)
    for at, row in enumerate(rows):
        made[at, : len(row)] = row
    return made


def first_answers(index: LinkageIndex, enquiries: Iterable[GeneratedEnquiry]) -> Iterator[tuple[str, FirstAnswer]]:
    """Returns what was answered first, with its stratum."""
    records = len(index) + index.weights.background
    for enquiry in enquiries:
        ranked = index.rank(enquiry.row, 1)
        if ranked.person_ids:
            names, bits, agreements = index.bits_of(enquiry.row)
            is_right = ranked.person_ids[0] == enquiry.person_id
            yield (
                index.stratum_of(enquiry.row),
                FirstAnswer(_positive(names), _positive(bits), agreements, records, is_right, bool(enquiry.person_id)),
            )


def learned_calibration(answers: Iterable[tuple[str, FirstAnswer]]) -> dict[str, Heat]:
    """Returns what makes the chances of first answers mean what they say, by stratum."""
    seen: dict[str, list[FirstAnswer]] = {}
    for stratum, answer in answers:
        seen.setdefault(stratum, []).append(answer)
    return {stratum: fitted(found) for stratum, found in sorted(seen.items()) if len(found) >= 200}


def _positive(bits: NDArray[np.float32]) -> NDArray[np.float64]:
    found: NDArray[np.float64] = -np.sort(-bits[bits > 0].astype(np.float64))[:MOST_ANSWERS]
    return found


def fitted(answers: list[FirstAnswer]) -> Heat:
    """Returns the heat that makes the outcomes likeliest under every share at once, pulled towards none."""
    made = Answers([one for one in answers if len(one.bits)])

    def loss(line: NDArray[np.float64]) -> float:
        heat = slope, shift, share = float(line[0]), float(line[1]), float(np.exp(line[2]))
        return made.loss(heat) + RIDGE * ((slope - 1.0) ** 2 + 0.05 * shift**2 + 0.06 * share**2)

    start = np.array([1.0, 0.3, math.log(0.2)])
    first = np.vstack([start, start + np.diag([0.15, 0.6, 0.7])])
    found = minimize(loss, start, method="Nelder-Mead", options={"maxiter": 120, "initial_simplex": first})
    slope, shift, share = found.x
    return round(float(slope), 3), round(float(shift), 3), round(float(np.exp(share)), 4)


def table_text(weights: Weights) -> str:
    """Returns the table as it stands in the repository."""
    lines = [
        "# Learned by `python -m tests.core.linkage.learn_weights` from invented enquiries; not typed in by hand.",
        "# Today slopes are learned; shift and share of namesakes were brought to even odds (decision 0030).",
        "# background_records and registered_share are settings: records added when shares are taken, and the share of",
        "# enquiries about somebody registered that is assumed where nothing better is known. extra_word_share, a",
        "# setting too, is the share of words that are no part of a name. unit, number and rank: judged, not learned;",
        "# the generator has none of them.",
        f"background_records = {weights.background}", f"extra_word_share = {weights.extra_word_share}",
        f"registered_share = {weights.registered_share}", "",
        "# What a bit of a field counts beside those of the others, which depend on it.",
        "[field_scales]", *(f"{k} = {v}" for k, v in weights.field_scales.items()), "",
        "# Slope of bits, shift (bits) for somebody registered, share of namesakes; by date asked, script and place.",
        "[calibration]", *(f'"{k}" = [{a}, {b}, {c}]' for k, (a, b, c) in weights.calibration.items()), "",
        "[m]", *(f"{k} = {v}" for k, v in weights.m.items()), "",
        "[u]", *(f"{k} = {v:.6f}" for k, v in weights.u.items()),
        *(line for role, kinds in weights.word_kinds.items()
          for line in ("", f"[word_kinds.{role}]", *(f"{k} = {v}" for k, v in kinds.items()))),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _index_of(persons: int, weights: Weights) -> LinkageIndex:
    return LinkageIndex.build(make_register(persons, SEED, held_out=False), weights)


def main() -> None:
    """Writes the table."""
    parser = argparse.ArgumentParser(description="Learns weights.toml from invented enquiries.")
    parser.add_argument("--persons", type=int, default=100_000)
    parser.add_argument(
        "--larger", type=int, default=1_000_000, help="persons of the other register, of the last steps"
    )
    parser.add_argument("--enquiries", type=int, default=6_000, help="a step")
    parser.add_argument("--rounds", type=int, default=2, help="of m and u")
    parser.add_argument("--only-calibration", action="store_true")
    parser.add_argument("--out", type=Path, default=TABLE)
    given = parser.parse_args()

    def asked(step: int, persons: int = given.persons, mix: str = "usual") -> list[GeneratedEnquiry]:
        every = make_enquiries_about(persons, 3 * given.enquiries, SEED, LEARNING_KINDS, MIXES[mix])
        return [one for at, one in enumerate(every) if at % 3 == step]

    if given.only_calibration:
        _calibrate(learned_weights(), given.persons, given.larger, asked, given.out)
        return
    kinds = learned_kinds(make_register(given.persons, SEED, held_out=False))
    weights = dataclasses.replace(learned_weights(), field_scales={}, calibration={}, word_kinds=kinds)
    for _ in range(given.rounds):
        index = _index_of(given.persons, weights)
        weights = dataclasses.replace(weights, m=learned_m(index, asked(0), weights))
        weights = dataclasses.replace(weights, u=learned_u(index, asked(0), weights))
    made = [
        one
        for persons in (given.persons, given.larger)
        for one in choices(_index_of(persons, weights), asked(1, persons))
    ]
    weights = dataclasses.replace(weights, field_scales=learned_scales(made))
    print(weights.field_scales)
    _calibrate(weights, given.persons, given.larger, asked, given.out)


def _calibrate(
    weights: Weights, persons: int, larger: int, asked: Callable[[int, int, str], list[GeneratedEnquiry]], out: Path
) -> None:
    """Learns the last step, and writes the table."""
    answers: list[tuple[str, FirstAnswer]] = []
    for size in (persons, larger):
        index = _index_of(size, weights)
        for mix in CALIBRATED_BY:
            answers += first_answers(index, asked(2, size, mix))
    weights = dataclasses.replace(weights, calibration=learned_calibration(answers))
    out.write_text(table_text(weights), encoding="utf-8")
    print(weights.calibration)


if __name__ == "__main__":
    main()
