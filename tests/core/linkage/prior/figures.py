"""Do chances mean what they say, whatever the share of enquiries about nobody? Tables, and a plot of each.

    python -m tests.core.linkage.prior.figures --registered 100000 --out trial

asks both worlds at 20, 80 and 95 % about nobody, and about unregistered relatives in `villages`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from repatria.core.linkage.evaluation import (
    Outcome,
    calibration_error,
    calibration_svg,
    first_answers,
    reliability,
    threshold_at,
)
from repatria.core.linkage.index import LinkageIndex
from repatria.core.linkage.prior import Evidence, Prior, estimated_prior
from tests.core.linkage.prior import kin, peoples, villages
from tests.core.linkage.prior.worlds import Asked, World

SHARES_OF_NOBODY = (0.2, 0.8, 0.95)
WORLDS: Mapping[str, ModuleType] = {"villages": villages, "peoples": peoples}


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of one mixture.

    Units:    shares 0 to 1, None where no answer was given so.
    """

    nobody: float
    prior: Prior
    answers: list[tuple[float, bool]]
    error: float
    right_from_90: float | None
    right_from_99: float | None
    right_at_one_percent_false: float

    @property
    def line(self) -> str:
        """One row of the table."""
        sure = [is_right for p, is_right in self.answers if p >= 0.99]
        likely = [is_right for p, is_right in self.answers if 0.9 <= p < 0.99]
        return (
            f"nobody {self.nobody:.2f}  estimated {self.prior.registered_share:.3f}  error {self.error:.3f}  "
            f".9-.99 {_said(self.right_from_90)} of {len(likely):5}  >=.99 {_said(self.right_from_99)} of "
            f"{len(sure):5}  right at 1 % false {self.right_at_one_percent_false:.3f}"
        )


def _said(share: float | None) -> str:
    return "  -  " if share is None else f"{share:.3f}"


def index_of(world: World) -> LinkageIndex:
    """Builds the register of a world."""
    return LinkageIndex.build(world.rows)


@dataclass(frozen=True, slots=True)
class Answered:
    """What one enquiry came to, whatever the share: the mass of its first answer beside all others and nobody."""

    asked: Asked
    person_ids: tuple[str, ...]
    first: float
    evidence: Evidence

    def outcome(self, prior: Prior) -> Outcome:
        """Returns the outcome under a share."""
        mass = self.evidence.registered + prior.odds_of_nobody * self.evidence.nobody
        return Outcome(
            enquiry_id=self.asked.row.enquiry_id, true_ids=frozenset({self.asked.person_id} - {""}),
            person_ids=self.person_ids, probabilities=(self.first / mass,) * len(self.person_ids),
        )  # fmt: skip


def answered(index: LinkageIndex, asked: Iterable[Asked]) -> Iterator[Answered]:
    """Asks each enquiry once."""
    for one in asked:
        ranked, evidence = index.rank(one.row, 1), index.evidence(one.row)
        mass = evidence.registered + index.prior.odds_of_nobody * evidence.nobody
        yield Answered(one, ranked.person_ids, sum(ranked.probabilities) * mass, evidence)


def tried(answers: Sequence[Answered], nobody: float, before: Prior) -> Tried:
    """Mixes enquiries in this share of nobody, estimates it from them, and judges the answers."""
    held = [one for one in answers if one.asked.person_id]
    others = [one for one in answers if not one.asked.person_id]
    some = min(len(held), int(len(others) * (1 - nobody) / nobody))
    mixed = [*held[:some], *others[: min(len(others), int(len(held) * nobody / (1 - nobody)))]]
    prior = estimated_prior((one.evidence for one in mixed), before)
    outcomes = [one.outcome(prior) for one in mixed]
    first = first_answers(outcomes)
    return Tried(
        nobody, prior, first, calibration_error(first) or 0.0, _right(first, 0.9, 0.99), _right(first, 0.99, 2.0),
        threshold_at(outcomes).right_of_registered,
    )  # fmt: skip


def _right(answers: Sequence[tuple[float, bool]], least: float, below: float) -> float | None:
    found = [is_right for p, is_right in answers if least <= p < below]
    return sum(found) / len(found) if found else None


def kin_of(world: World, count: int) -> Mapping[str, list[Asked]]:
    """Returns enquiries about unregistered relatives of those whom `villages` has registered."""
    held = [world.persons[int(row.person_id[1:])] for row in world.rows]
    return kin.kinds(held, lambda person: villages.parts_of(person, "uk"), 3, count)


def sure_of_kin(answers: Sequence[Answered], before: Prior) -> tuple[float, float, float]:
    """Returns how often an answer is sure (.9, .99) under a share, and the share that these enquiries say."""
    best = [sum(one.outcome(before).probabilities) for one in answers]
    said = estimated_prior((one.evidence for one in answers), before).registered_share
    return sum(p >= 0.9 for p in best) / len(best), sum(p >= 0.99 for p in best) / len(best), said


def _lines(registered: int, about: int, nobody: int, out: Path) -> Iterator[str]:
    for name, module in WORLDS.items():
        world = module.make(registered, about, nobody, 5)
        index = index_of(world)
        yield f"{name}, {len(index):,} registered"
        answers = list(answered(index, [*world.about_registered, *world.about_nobody]))
        for share in SHARES_OF_NOBODY:
            found = tried(answers, share, index.prior)
            plot = calibration_svg(reliability(found.answers), found.error, "en")
            (out / f"{name}-{registered}-{share:.2f}.svg").write_text(plot, encoding="utf-8")
            yield "  " + found.line
        for kind, asked in kin_of(world, 500).items() if name == "villages" else ():
            sure, surer, said = sure_of_kin(list(answered(index, asked)), index.prior)
            yield f"  {kind:42} >=.9 {sure:.3f}  >=.99 {surer:.3f}  (a file of them alone: share {said:.3f})"


def main() -> None:
    """Writes the tables and the plots."""
    parser = argparse.ArgumentParser(description="Tries chances in two further worlds.")
    parser.add_argument("--registered", type=int, default=10_000)
    parser.add_argument("--about", type=int, default=2_000)
    parser.add_argument("--nobody", type=int, default=8_000)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    for line in _lines(given.registered, given.about, given.nobody, given.out):
        print(line, flush=True)


if __name__ == "__main__":
    main()
