"""Real pairs of names in two scripts: how often the other-script form is among the ten nearest of all forms.

    python -m tests.core.names.real_pairs

The pairs lie in ../shared/data/names and are never copied into the project. A pair is held out by the hash of its two
texts; costs are learned from the others only. For a held-out Latin name all Russian tokens of the list are ranked
(for a Ukrainian form all Russian forms of that list): by distance, equal distances by how often the form occurs in the
list, then by alphabet. Slavic surnames: the Russian token is a surname of the list of Russian surnames and ends like a
Slavic one.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

import numpy as np

from repatria.core.names.readings import weighted_readings
from repatria.core.names.similarity import FormIndex

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "data" / "names"
HELD_OUT_OF = 5
"""One pair in so many is held out."""
SLAVIC = re.compile(
    "(ов|ев|ёв|ин|ын|ова|ева|ёва|ина|ына|ский|цкий|ская|цкая|ской|цкой|ко|ук|юк|ич|як|ик|ак|ок|ець|ец|ых|их)$"
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A name in another script or language, and its Russian form."""

    other: str
    russian: str
    count: int
    is_slavic_surname: bool

    @property
    def is_held_out(self) -> bool:
        """Says whether the pair is for measuring only."""
        mark = hashlib.sha256(f"{self.other}\t{self.russian}".encode()).digest()
        return mark[0] % HELD_OUT_OF == 0


def _rows(name: str, delimiter: str) -> Iterator[dict[str, str]]:
    path = FOLDER / name
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from csv.DictReader(
            lines, delimiter=delimiter, quoting=csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
        )


@cache
def russian_surnames() -> frozenset[str]:
    """Returns the surnames of the list of Russian surnames, masculine and feminine, in lower case."""
    rows = list(_rows("russian_surname_counts.tsv.gz", "\t"))
    return frozenset(form.lower() for row in rows for form in (row["text"], row["f_form"]) if form)


@cache
def latin_russian() -> tuple[Pair, ...]:
    """Returns the Latin and Russian tokens."""
    return tuple(
        Pair(
            row["latin"],
            row["russian"],
            int(row["count"]),
            bool(SLAVIC.search(row["russian"])) and row["russian"] in russian_surnames(),
        )
        for row in _rows("latin_russian_tokens_train.tsv.gz", "\t")
    )


@cache
def ukrainian_russian() -> tuple[Pair, ...]:
    """Returns the Ukrainian and Russian forms."""
    return tuple(
        Pair(row["uk"].lower(), row["ru"].lower(), 1, False) for row in _rows("ukrainian_russian_forms_train.csv", ",")
    )


def recall_at(top: int, asked: Sequence[Pair], everything: Sequence[Pair]) -> tuple[float, list[Pair]]:
    """Returns the share of pairs whose Russian form is among the `top` nearest of all; and the pairs missed."""
    occurs = Counter[str]()
    for pair in everything:
        occurs[pair.russian] += pair.count
    index = FormIndex(weighted_readings)
    index.take_many(list(occurs))
    missed = []
    for pair in asked:
        forms, edits = index.near(weighted_readings(pair.other))
        near = edits.argsort(kind="stable")[: max(200, int(np.sum(edits <= edits[top - 1])) if len(edits) > top else 0)]
        ranked = sorted((float(edits[at]), -occurs[index.texts[forms[at]]], index.texts[forms[at]]) for at in near)
        if pair.russian not in [text for _, _, text in ranked[:top]]:
            missed.append(pair)
    return 1 - len(missed) / len(asked), missed


def held_out(pairs: Sequence[Pair], most: int | None = None) -> list[Pair]:
    """Returns the pairs for measuring, or `most` of them drawn by a fixed lot."""
    kept = [pair for pair in pairs if pair.is_held_out]
    return kept if most is None or most >= len(kept) else Random(1).sample(kept, most)


def main() -> None:
    """Prints the figures."""
    slavic = held_out([pair for pair in latin_russian() if pair.is_slavic_surname])
    for name, asked, everything in (
        ("Slavic surnames, Latin to Russian", slavic, latin_russian()),
        ("all Latin tokens to Russian", held_out(latin_russian(), 3000), latin_russian()),
        ("Ukrainian to Russian forms", held_out(ukrainian_russian()), ukrainian_russian()),
    ):
        share, missed = recall_at(10, asked, everything)
        first, _ = recall_at(1, asked, everything)
        forms = len({pair.russian for pair in everything})
        print(f"{name}: recall@10 {share:.4f}, recall@1 {first:.4f} ({len(asked)} held-out pairs, {forms} forms)")
        print("  missed:", ", ".join(f"{pair.other}/{pair.russian}" for pair in missed[:70]))


if __name__ == "__main__":
    main()
