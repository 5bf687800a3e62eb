"""Learns weights.toml: `python -m tests.core.linkage.learn_weights`, from invented enquiries of LEARNING_KINDS.

m is the share of a level among true pairs (both values present), smoothed; read twice, since the roles of words
depend on the weights. Then `scale` is chosen by the log loss of the first answers, on other enquiries than m was
learned from, and never above 1: real enquiries are harder than invented ones.
"""

from __future__ import annotations

import dataclasses
import math
from collections import Counter
from pathlib import Path
from random import Random

from repatria.core.linkage.index import LinkageIndex
from repatria.core.linkage.rows import RegisterRow
from repatria.core.linkage.weights import FIELD_LEVELS, Weights, learned_weights
from repatria.core.linkage.word_roles import KINDS, ROLES, word_kind
from repatria.core.names.normalise import words_of
from tests.core.linkage.generator import LEARNING_KINDS, GeneratedEnquiry, make_enquiries, make_persons, make_rows

TABLE = Path(__file__).resolve().parents[3] / "src" / "repatria" / "core" / "linkage" / "weights.toml"
SMOOTHING = 100.0  # true pairs added, spread over the levels of a field: errors that nobody invented do occur
UNSEEN = 0.06  # share of words given evenly to all kinds: the given names of the generator are all well known


def level_groups() -> list[tuple[str, ...]]:
    """Returns the levels that share one distribution of m."""
    full = tuple(level for level in FIELD_LEVELS["birth_date"][1:] if level.startswith("birth_date"))
    partial = tuple(level for level in FIELD_LEVELS["birth_date"][1:] if not level.startswith("birth_date"))
    return [*(levels[1:] for field, levels in FIELD_LEVELS.items() if field != "birth_date"), full, partial]


def learned_m(rows: list[RegisterRow], enquiries: list[GeneratedEnquiry], weights: Weights) -> dict[str, float]:
    """Returns m for every level, from the true pairs."""
    index, seen = LinkageIndex.build(rows, weights), Counter[str]()
    for enquiry in enquiries:
        candidate = index.compare(enquiry.row, enquiry.person_id) if enquiry.person_id else None
        seen.update(step.level for step in candidate.fields) if candidate else None
    m = {}
    for levels in level_groups():
        total = sum(seen[level] for level in levels) + SMOOTHING
        m.update({level: round((seen[level] + SMOOTHING / len(levels)) / total, 4) for level in levels})
    return m


def learned_kinds(rows: list[RegisterRow]) -> dict[str, dict[str, float]]:
    """Returns the share of each kind of word in each role, from labelled rows."""
    shares = {}
    for role in ROLES:
        seen = Counter(word_kind(word) for row in rows for word in words_of(getattr(row, role)))
        total = sum(seen.values())
        even = UNSEEN / len(KINDS)
        shares[role] = {kind: round((1 - UNSEEN) * seen[kind] / total + even, 4) for kind in KINDS}
    return shares


def log_loss(rows: list[RegisterRow], enquiries: list[GeneratedEnquiry], weights: Weights) -> float:
    """Returns the mean log loss (nats) of the probability of the first answer."""
    index, loss = LinkageIndex.build(rows, weights), 0.0
    for enquiry in enquiries:
        found = index.find(enquiry.row, top=1)
        if found:
            p = min(max(found[0].probability, 1e-4), 1 - 1e-4)
            loss -= math.log(p if found[0].person_id == enquiry.person_id else 1 - p)
    return loss / len(enquiries)


def main() -> None:
    """Writes the table."""
    random = Random(20_240_229)
    persons = make_persons(12_500, random)
    strangers = persons[10_000:]
    rows = make_rows(persons[:10_000], random)
    first = make_enquiries(persons[:10_000], 3000, random, LEARNING_KINDS, strangers)
    second = make_enquiries(persons[:10_000], 1000, random, LEARNING_KINDS, strangers)
    weights = learned_weights()
    weights = dataclasses.replace(weights, word_kinds=learned_kinds(rows))
    for _ in range(2):
        weights = dataclasses.replace(weights, m=learned_m(rows, first, weights))
    losses = {s / 20: log_loss(rows, second, dataclasses.replace(weights, scale=s / 20)) for s in range(14, 21, 2)}
    scale = min(losses, key=lambda s: losses[s])
    lines = [
        "# Learned by `python -m tests.core.linkage.learn_weights` from invented enquiries; not typed in by hand.",
        "# background_records and registered_share are settings: records added when shares are taken, and the share of",
        "# enquiries that are about somebody registered.",
        "# extra_word_share, a setting too, is the share of words that are no part of a name.",
        f"background_records = {weights.background}", f"extra_word_share = {weights.extra_word_share}", "",
        "[probability]", f"scale = {scale}",
        f"registered_share = {weights.registered_share}", "", "[m]", *(f"{k} = {v}" for k, v in weights.m.items()),
        *(line for role, kinds in weights.word_kinds.items()
          for line in ("", f"[word_kinds.{role}]", *(f"{k} = {v}" for k, v in kinds.items()))),
    ]  # fmt: skip
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(losses)


if __name__ == "__main__":
    main()
