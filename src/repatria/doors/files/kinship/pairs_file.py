"""The list of pairs and its run record: written by a search, and never trusted by a report that reads them again."""

from __future__ import annotations

import csv
import io
from typing import Any

from repatria.core.kinship.haplotypes import Line
from repatria.core.kinship.loci import Chromosome
from repatria.core.vocabulary.disarming import disarmed
from repatria.doors.files.kinship.files import digest_of, write_whole
from repatria.doors.files.kinship.findings import Findings, Pair
from repatria.doors.files.kinship.markers import chromosome_of

MOST_POSTERIOR = 0.999999
"""Beyond it a posterior is written as this in the list, and as `> 0.999999` in words: rounding is no certainty."""
_LINES = {Line.PATERNAL: "y", Line.MATERNAL: "mt"}
HEADER = (
    "body", "parts", "family", "missing", "alike", "log10_lr", "posterior", "expected_chance_hits", "loci",
    "inconsistent_loci", "next_best_log10_lr", "prior_odds", "autosomal_log10_lr", "x_log10_lr",
    *(f"{name}_{column}" for name in _LINES.values() for column in ("compared", "differing", "log10_lr")),
    "equals",
)  # fmt: skip
TEXTS = ("body", "parts", "family", "missing", "alike", "inconsistent_loci", "y_differing", "mt_differing", "equals")
"""The columns that hold no number."""


def posterior_words(value: float) -> str:
    """Says a posterior, never as 1."""
    return f"> {MOST_POSTERIOR}" if value >= MOST_POSTERIOR else f"{value:.9g}"


def x_log10_lr(pair: Pair) -> float:
    """What the loci of the X chromosome add; it is part of the pair's `log10_lr`."""
    return sum(value for name, value in pair.by_locus.items() if chromosome_of(name) is Chromosome.X)


def row_of(found: Findings, pair: Pair, parts: tuple[str, ...]) -> dict[str, str]:
    """One line of the list; `log10_lr` is the whole, the columns after it say of what it is made."""
    rivals, on_x = found.rivals(pair), x_log10_lr(pair)
    row = {
        "body": pair.body, "parts": " ".join(parts), "family": pair.family, "missing": pair.missing,
        "alike": ";".join(pair.alike), "log10_lr": f"{pair.total:.4f}",
        "posterior": f"{min(pair.posterior, MOST_POSTERIOR):.9g}",
        "expected_chance_hits": f"{found.chance_hits(pair):.3g}", "loci": str(pair.loci),
        "inconsistent_loci": " ".join(pair.inconsistent),
        "next_best_log10_lr": f"{rivals[0].total:.4f}" if rivals else "",
        "prior_odds": f"{pair.prior_odds:.6g}",
        "equals": ";".join(map(str, found.equals.get(pair.body, ()))),
        "autosomal_log10_lr": f"{pair.log10_lr - on_x:.4f}", "x_log10_lr": f"{on_x:.4f}" if on_x else "",
    }  # fmt: skip
    for line, name in _LINES.items():
        told = pair.told_by(line)
        row[f"{name}_compared"] = str(told.compared) if told else ""
        row[f"{name}_differing"] = " ".join(told.differing) if told else ""
        row[f"{name}_log10_lr"] = f"{told.log10_lr:.4f}" if told and told.log10_lr else ""
    return row | {name: disarmed(row[name]) for name in TEXTS}


def write_pairs(found: Findings) -> None:
    """Writes the list as CSV; where a body fits places of a family alike, each line names the others."""
    text = io.StringIO()
    rows = csv.DictWriter(text, HEADER, lineterminator="\n")
    rows.writeheader()
    parts = {one.name: one.parts for one in found.clusters}
    for pair in found.pairs:
        rows.writerow(row_of(found, pair, parts[pair.body]))
    write_whole(found.wish.out, text.getvalue().encode())


def run_facts(found: Findings) -> dict[str, Any]:
    """What a report compares: the digests of list and files, the settings, what the search did."""
    wish = found.wish
    return {
        "data_sha256": digest_of(*wish.files),
        "pairs_sha256": digest_of(wish.out),
        "files": [path.name for path in wish.files],
        "settings": wish.settings(),
        "compared": found.compared,
        "places": len(found.targets),
        "bodies": len(found.clusters),
        "loci": [locus.name for locus in found.loci],
        "prior_odds": found.prior_odds,
        "posterior_error": found.posterior_error,
        "least_log10_lr": wish.least_log10_lr,
        "most_each": wish.most_each,
    }
