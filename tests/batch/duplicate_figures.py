"""Pairwise precision and recall of our duplicates beside Splink's, in one run.

`python -m tests.batch.duplicate_figures`. Both see the same rows and no labels. Ours learns m from the list itself (EM,
u fixed); Splink is trained as its documentation does. Given are F1 at the best threshold, found with the labels, and
precision, recall and F1 where each says 0.5 and 0.99.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable
from dataclasses import dataclass

from repatria.core.linkage.duplicates import find_duplicates, learned_from
from tests.batch.labelled_sets import LINK_ONLY, SETS, SHARED, LabelledSet
from tests.batch.splink_models import scored_by_splink

Scored = tuple[str, str, float, float]
LEAST_PROBABILITY = 0.001


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Precision, recall and F1 of a list of pairs."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def at_probability(labelled: LabelledSet, pairs: Iterable[Scored], least: float) -> Figures:
    """Counts the pairs with at least that probability."""
    verdicts = [labelled.is_true(first, second) for first, second, _, chance in pairs if chance >= least]
    return _figures(sum(verdicts), len(verdicts), labelled.true_pairs)


def at_best(labelled: LabelledSet, pairs: Iterable[Scored]) -> Figures:
    """Finds the threshold with the highest F1, with the labels."""
    best, right, true_pairs = Figures(precision=0.0, recall=0.0), 0, labelled.true_pairs
    for count, (first, second, _, _) in enumerate(sorted(pairs, key=lambda pair: -pair[2]), start=1):
        right += labelled.is_true(first, second)
        here = _figures(right, count, true_pairs)
        best = max(best, here, key=lambda figures: figures.f1)
    return best


def _figures(right: int, found: int, true_pairs: int) -> Figures:
    return Figures(precision=right / found if found else 1.0, recall=right / true_pairs)


def scored_by_us(labelled: LabelledSet) -> list[Scored]:
    """Returns our pairs; of two lists that are linked, only those between them."""
    weights, _ = learned_from(labelled.rows)
    side = {str(r.get("rec_id")): str(r.get("list")) for r in labelled.records}
    is_link = labelled.name == LINK_ONLY
    return [
        (pair.first_id, pair.second_id, pair.match_weight_bits, pair.probability)
        for pair in find_duplicates(labelled.rows, weights, LEAST_PROBABILITY)
        if not is_link or side[pair.first_id] != side[pair.second_id]
    ]


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", choices=sorted(SETS), default=list(SETS))
    parser.add_argument("--ours-alone", action="store_true", help="without Splink")
    parser.add_argument("--part", type=int, default=1, metavar="N", help="every Nth entity only")
    chosen = parser.parse_args()
    if not SHARED.exists():
        raise SystemExit(f"the labelled lists are not there: {SHARED}")
    heads = "   ".join(f"{name:>7} {'P':>5} {'R':>5}" for name in ("best F1", "F1@.5", "F1@.99"))
    print(f"{'list':15} {'rows':>6} {'pairs':>7} {'engine':7} {'s':>5}  {heads}")
    engines = {"ours": scored_by_us} | ({} if chosen.ours_alone else {"splink": lambda s: list(scored_by_splink(s))})
    for name in chosen.only:
        labelled = SETS[name]().part(chosen.part)
        for engine, score in engines.items():
            begin = time.perf_counter()
            pairs = score(labelled)
            seconds = time.perf_counter() - begin
            columns = [at_best(labelled, pairs), *(at_probability(labelled, pairs, least) for least in (0.5, 0.99))]
            text = "   ".join(f"{one.f1:>7.4f} {one.precision:5.3f} {one.recall:5.3f}" for one in columns)
            print(
                f"{name:15} {len(labelled.rows):>6} {labelled.true_pairs:>7} {engine:7} {seconds:5.0f}  {text}",
                flush=True,
            )


if __name__ == "__main__":
    main()
