"""The links of the three engines beside each other, at a size that nobody wants to wait for in a suite.

`python -m tests.batch.engine_figures --persons 100000 --enquiries 2000`. Each engine answers the same files as
`repatria link batch` does. A link is a first answer with at least that probability; told are how many each has, how
many of them are right, how many are the very links of our own engine, and in how many the two name different persons.
"""

from __future__ import annotations

import argparse
import csv
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from repatria.doors.files.linking.batch.running import Batch, run_batch
from repatria.doors.files.linking.searching import Search, run_search
from tests.core.linkage.generator import write_trial

ENGINES = ("own", "duckdb", "spark")
SURE = (0.9, 0.99)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: who, with which weight and probability."""

    person: str
    bits: float
    probability: float


Answers = dict[str, list[Answer]]


def answered(engine: str, folder: Path) -> Answers:
    """Asks an engine, and reads what it wrote; none is asked twice of one folder."""
    out = folder / f"{engine}.tsv"
    files = {"register": folder / "register.tsv", "enquiries": folder / "enquiries.tsv", "out": out}
    if not out.exists() and engine == "own":
        run_search(Search(**files), lambda text: None, lambda *told: None)
    elif not out.exists():
        run_batch(Batch(**files, engine=engine, master="local[2]"), lambda text: None, lambda *told: None)
    found: Answers = {}
    with out.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            one = Answer(row["person_id"], float(row["match_weight_bits"]), float(row["probability"]))
            found.setdefault(row["enquiry_id"], []).append(one)
    return found


def links_of(answers: Answers, least: float) -> dict[str, str]:
    """Returns the person of each first answer with at least that probability."""
    return {asked: found[0].person for asked, found in answers.items() if found[0].probability >= least}


def told(engine: str, answers: Answers, own: Answers, truth: dict[str, str]) -> str:
    """Says how good the answers of an engine are, and how near to ours."""
    about = [asked for asked, person in truth.items() if person]
    first = sum(asked in answers and answers[asked][0].person == truth[asked] for asked in about) / len(about)
    ten = sum(any(one.person == truth[asked] for one in answers.get(asked, ())) for asked in about) / len(about)
    same = sum(
        bool(answers.get(asked)) and answers[asked][0].person == own.get(asked, [Answer("", 0, 0)])[0].person
        for asked in about
    )  # fmt: skip
    both = [asked for asked in about if asked in answers and asked in own
            and answers[asked][0].person == own[asked][0].person]  # fmt: skip
    apart = [abs(answers[asked][0].bits - own[asked][0].bits) for asked in both]
    lines = [f"{engine}: right first {first:.3f}, among ten {ten:.3f}; the same first answer as ours "
             f"{same / len(about):.3f}, bits apart {statistics.median(apart):.2f} in the median"]  # fmt: skip
    for least in SURE:
        links, ours = links_of(answers, least), links_of(own, least)
        right = sum(truth[asked] == person for asked, person in links.items())
        shared = sum(ours.get(asked) == person for asked, person in links.items())
        other = sum(asked in ours and ours[asked] != person for asked, person in links.items())
        lines.append(f"   links at {least}: {len(links)}, right {right}; ours {len(ours)}, the same {shared}, "
                     f"about the same enquiry but another person {other}")  # fmt: skip
    return "\n".join(lines)


def alike(first: Answers, second: Answers) -> str:
    """Says how near the answers of DuckDB and Spark are to each other."""
    asked = first.keys() | second.keys()
    named = sum([a.person for a in first.get(one, ())] == [a.person for a in second.get(one, ())] for one in asked)
    apart = max((abs(a.bits - b.bits) for one in asked for a, b in zip(first.get(one, ()), second.get(one, ()),
                 strict=False) if a.person == b.person), default=0.0)  # fmt: skip
    return f"duckdb and spark: the same persons in the same order for {named} of {len(asked)}; {apart:.4f} bits apart"


def main() -> None:
    """Makes the trial, asks each engine, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--persons", type=int, default=10_000)
    parser.add_argument("--enquiries", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=29)
    parser.add_argument("--engines", nargs="*", choices=ENGINES, default=ENGINES)
    parser.add_argument("--folder", type=Path, help="where files stay, so that what was asked is not asked again")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as aside:
        folder = given.folder or Path(aside)
        if not (folder / "truth.tsv").exists():
            write_trial(folder, given.persons, given.enquiries, given.seed)
        with (folder / "truth.tsv").open(encoding="utf-8", newline="") as lines:
            truth = {row["enquiry_id"]: row["person_id"] for row in csv.DictReader(lines, delimiter="\t")}
        found: dict[str, Answers] = {}
        for engine in given.engines:
            begin = time.perf_counter()
            found[engine] = answered(engine, folder)
            print(f"{engine} took {time.perf_counter() - begin:.0f} s", flush=True)
        for engine in given.engines:
            print(told(engine, found[engine], found.get("own", {}), truth))
        if {"duckdb", "spark"} <= found.keys():
            print(alike(found["duckdb"], found["spark"]))


if __name__ == "__main__":
    main()
