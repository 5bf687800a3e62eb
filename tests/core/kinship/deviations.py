"""Reference cases by family of cases: how many, and how far a likelihood is from that of the other programs at most.

`python -m tests.core.kinship.deviations` prints the table of docs/methods/kinship.md, where the reference values are.
"""

from __future__ import annotations

import json
import math
import tempfile
from pathlib import Path
from typing import Any

from repatria.doors.files.kinship.cases import answer_cases
from tests.core.kinship.shared import REFERENCE, reference

KINDS = {"autosomal": "autosomal", "x": "X chromosome", "silent": "silent allele", "linked": "two linked loci"}


def family_of(kind: str, case: dict[str, Any]) -> str:
    """Names a family of cases: kind, mutation model, theta."""
    mutation = case["mutation"]
    reach = mutation.get("range") or {}
    model = str(mutation["model"]) + (" (range 0.5)" if 0.5 in reach.values() else "")
    return f"{KINDS[kind]}, {model}" + (f", theta {case['theta']}" if case["theta"] else "")


def deviation(here: float, there: float) -> float:
    """The relative deviation of a likelihood; the absolute one where the other program gives 0."""
    return abs(here - there) / there if there else abs(here)


def measured(kind: str, folder: Path) -> dict[str, tuple[int, int, float]]:
    """Answers all cases of a kind; returns cases, likelihoods compared, and the largest relative deviation."""
    answered, refused, _ = answer_cases(REFERENCE / f"cases-{kind}.json", folder / "out.json", lambda *_: None)
    given = reference(f"cases-{kind}.json")["cases"]
    assert (len(given), 0) == (answered, refused)
    found = {one["id"]: one for one in json.loads((folder / "out.json").read_text(encoding="utf-8"))["cases"]}
    table: dict[str, tuple[int, int, float]] = {}
    for case in given:
        expected, here = case["expected"], found[case["id"]]
        values = []
        for name in ("lik_h1", "lik_h2"):
            assert set(expected[name]) == set(here[name]), case["id"]
            values += [deviation(here[name][marker], value) for marker, value in expected[name].items()]
        ours, theirs = here["log10_lr_total"], expected["log10_lr_total"]
        assert ours == theirs or math.isclose(float(ours), float(theirs), rel_tol=1e-9), case["id"]
        cases, compared, worst = table.get(family_of(kind, case), (0, 0, 0.0))
        table[family_of(kind, case)] = cases + 1, compared + len(values), max(worst, *values)
    return table


def rows() -> dict[str, tuple[int, int, float]]:
    """Returns the whole table."""
    table: dict[str, tuple[int, int, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for kind in KINDS:
            table |= measured(kind, Path(folder))
    return dict(sorted(table.items()))


if __name__ == "__main__":
    for words, (cases, compared, worst) in rows().items():
        print(f"| {words} | {cases} | {compared:,} | {worst:.1e} |")
