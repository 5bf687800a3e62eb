"""Duplicates of 35,899 entries of the loss lists, and the counterparts of corrections in earlier lists.

`python -m tests.batch.loss_list_figures` prints how many of the groups that repeat name, place and year are found, how
many corrections find an earlier entry, and whether that entry is of the kind and the list that the correction names;
`--show N` prints N of them to be read by eye.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from dataclasses import dataclass

from repatria.core.linkage.comparison import Weights
from repatria.core.linkage.duplicates import DuplicatePair, clusters_of, find_duplicates, learned_from
from repatria.core.linkage.duplicates.pairs import as_enquiry, chance_of
from repatria.core.linkage.index import LinkageIndex
from tests.batch.loss_lists import SHARED, Entry, corrected, entries, in_words, named_lists, repeating_groups, row_of

_LEAST = 0.01
_LOOKED_AT = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterpart:
    """A correction and the earlier entry that fits it best; None where nothing speaks for any."""

    correction: Entry
    earlier: Entry | None
    match_weight_bits: float
    probability: float


def counterparts(weights: Weights, odds: float) -> list[Counterpart]:
    """Looks for each correction among the entries of earlier lists."""
    by_id = {entry["id"]: entry for entry in entries()}
    index = LinkageIndex.build(map(row_of, entries()), weights)
    found = []
    for entry in entries():
        if not corrected(entry):
            continue
        ranked = index.rank(as_enquiry(row_of(entry)), _LOOKED_AT)
        earlier = [
            (bits, by_id[person_id])
            for person_id, bits in zip(ranked.person_ids, ranked.match_weight_bits, strict=True)
            if by_id[person_id]["list_date"] < entry["list_date"]
        ]
        bits, best = max(earlier, key=lambda one: one[0], default=(0.0, None))
        found.append(
            Counterpart(
                correction=entry,
                earlier=best,
                match_weight_bits=bits,
                probability=chance_of(bits, odds) if best else 0.0,
            )
        )
    return found


def tell_groups(pairs: list[DuplicatePair]) -> None:
    """Prints how many of the repeating groups were found."""
    groups = repeating_groups()
    linked = {frozenset((pair.first_id, pair.second_id)): pair.probability for pair in pairs}
    print(f"groups that repeat surname, forename, place, year: {len(groups)} of {sum(map(len, groups))} entries")
    for least in (0.5, 0.9, 0.99):
        chosen = [pair for pair in pairs if pair.probability >= least]
        number = {person: at for at, one in enumerate(clusters_of(chosen)) for person in one.person_ids}
        whole = sum(len({number.get(person, person) for person in group}) == 1 for group in groups)
        print(f"  p >= {least}: {len(chosen)} pairs; {whole} of the groups lie in one cluster")
    chances = [linked.get(frozenset(group[:2]), 0.0) for group in groups]
    edges = (0.0, 0.01, 0.5, 0.9, 0.99, 1.01)
    told = Counter(max(edge for edge in edges if edge <= chance) for chance in chances)
    print(
        "  first two entries of each group, by probability:", {f">={edge}": told[edge] for edge in edges if told[edge]}
    )
    clusters = clusters_of(pair for pair in pairs if pair.probability >= 0.5)
    sizes = Counter(len(cluster.person_ids) for cluster in clusters)
    broken = sum(cluster.broken_from > 0 for cluster in clusters)
    print(f"clusters at 0.5: {len(clusters)}, sizes {dict(sorted(sizes.items()))}, {broken} broken off a larger one")


def tell_corrections(found: list[Counterpart]) -> None:
    """Prints how many corrections found their counterpart, and how that agrees with what they say of it."""
    held = {number for entry in entries() for number in entry["list_no"].split("_")}
    naming = [one for one in found if named_lists(one.correction)]
    there = [one for one in naming if named_lists(one.correction) & held]
    met = sum(_list_agrees(one) == "same" and one.probability >= 0.5 for one in there)
    print(f"corrections: {len(found)}; {len(naming)} name an earlier list, {len(there)} of them one of the edition; "
          f"{met} of these are found in it at 0.5")  # fmt: skip
    for least in (0.5, 0.9, 0.99):
        chosen = [one for one in found if one.probability >= least and one.earlier]
        kinds = Counter(_kind_agrees(one) for one in chosen)
        lists = Counter(_list_agrees(one) for one in chosen)
        print(f"  counterpart at p >= {least}: {len(chosen)}; kind named {dict(kinds)}; list named {dict(lists)}")


def _kind_agrees(one: Counterpart) -> str:
    kind = corrected(one.correction)
    if kind == "?" or one.earlier is None:
        return "not told"
    return "same" if kind in one.earlier["event_types"] else "other"


def _list_agrees(one: Counterpart) -> str:
    named = named_lists(one.correction)
    if not named or one.earlier is None:
        return "not told"
    return "same" if named & set(one.earlier["list_no"].split("_")) else "other"


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", type=int, default=0, metavar="N", help="corrections to print for reading")
    asked = parser.parse_args()
    if not SHARED.exists():
        raise SystemExit(f"the loss lists are not there: {SHARED}")
    rows = [row_of(entry) for entry in entries()]
    begin = time.perf_counter()
    weights, learned = learned_from(rows)
    odds = learned.share / (1 - learned.share)
    print(f"{len(rows)} entries; m learned in {time.perf_counter() - begin:.0f} s, {learned.rounds} rounds")
    found = counterparts(weights, odds)
    tell_corrections(found)
    step = max(1, len(found) // max(asked.show, 1))
    for number, one in enumerate(found[::step][: asked.show], start=1):
        print(f"\n{number}. {one.match_weight_bits:.1f} bits, p {one.probability:.4f}, kind {_kind_agrees(one)}, "
              f"list {_list_agrees(one)}\n   {in_words(one.correction)}")  # fmt: skip
        print(f"   {in_words(one.earlier) if one.earlier else 'nobody'}", flush=True)
    begin = time.perf_counter()
    pairs = list(find_duplicates(rows, weights, _LEAST))
    print(f"\n{len(pairs)} pairs at {_LEAST} in {time.perf_counter() - begin:.0f} s")
    tell_groups(pairs)


if __name__ == "__main__":
    main()
