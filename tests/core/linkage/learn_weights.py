"""Learns weights.toml: `python -m tests.core.linkage.learn_weights`, from invented enquiries of LEARNING_KINDS.

Four steps, on enquiries of their own each. m is the share of a level among true pairs (both values present), smoothed;
u the share of the register that agrees with an asked word by chance; both read twice, since the roles of words depend
on the weights. Word kinds are counted in labelled rows. `field_scales` maximise the likelihood of the true answers,
nobody included: fields depend on each other, so that their bits do not simply add up; they are learned in a register of
ten times as many persons too. `calibration` is learned of worlds that differ (`learn_chances`). With
`--only-calibration` the rest of the table stays as it is.
"""

from __future__ import annotations

import argparse
import dataclasses
import math
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from repatria.core.linkage.comparison import FIELD_LEVELS, Weights, learned_weights
from repatria.core.linkage.forms import ROLES, tidy_place
from repatria.core.linkage.forms.word_roles import KINDS, word_kind
from repatria.core.linkage.index import LinkageIndex
from repatria.core.linkage.rows import RegisterRow
from repatria.core.names.writing import words_of
from tests.core.linkage.generator import LEARNING_KINDS, GeneratedEnquiry, make_enquiries_about, make_register
from tests.core.linkage.learn_chances import calibrated

TABLE = Path(__file__).resolve().parents[3] / "src" / "repatria" / "core" / "linkage" / "comparison" / "weights.toml"
SEED = 20_240_229
SMOOTHING = 60.0  # true pairs added, spread over the levels of a field: errors that nobody invented do occur
UNSEEN = 0.06  # share of words given evenly to all kinds: the given names of the generator are all well known
SETTLED = ("unit", "number", "rank")  # the generator has none of them: their m stays what was judged
MOST_CANDIDATES = 30
FIELDS = ("surname", "given_name", "patronymic", "place", "birth_date")
LEAST_SCALE, MOST_SCALE = 0.5, 1.25
RIDGE = 20.0  # enquiries' worth of pull towards a scale of 1
BITS = math.log(2.0)  # nats a bit
ASKED_SHARE = 0.8  # of the generator's enquiries


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


def table_text(weights: Weights) -> str:
    """Returns the table as it stands in the repository."""
    lines = [
        "# Learned by `python -m tests.core.linkage.learn_weights` from invented enquiries; not typed in by hand.",
        "# Chances are learned of crowds that differ in habits, and of the generator's register (`learn_chances`).",
        "# background_records and registered_share are settings: records added when shares are taken, and the share of",
        "# enquiries about somebody registered that is assumed where nothing better is known. extra_word_share, a",
        "# setting too, is the share of words that are no part of a name. unit, number and rank: judged, not learned;",
        "# the generator has none of them.",
        f"background_records = {weights.background}", f"extra_word_share = {weights.extra_word_share}",
        f"registered_share = {weights.registered_share}", "",
        "# What a bit of a field counts beside those of the others, which depend on it.",
        "[field_scales]", *(f"{k} = {v}" for k, v in weights.field_scales.items()), "",
        "# Slope of bits, shift (bits) for somebody registered, share of namesakes, share of the unseen; by date",
        "# asked, script and place.",
        "[calibration]", *(f'"{k}" = {list(heat)}' for k, heat in weights.calibration.items()), "",
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

    def asked(step: int, persons: int = given.persons) -> list[GeneratedEnquiry]:
        every = make_enquiries_about(persons, 2 * given.enquiries, SEED, LEARNING_KINDS)
        return [one for at, one in enumerate(every) if at % 2 == step]

    if given.only_calibration:
        _write(calibrated(learned_weights()), given.out)
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
    _write(calibrated(weights), given.out)


def _write(weights: Weights, out: Path) -> None:
    out.write_text(table_text(weights), encoding="utf-8")
    print(weights.calibration)


if __name__ == "__main__":
    main()
