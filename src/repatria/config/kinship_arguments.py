"""The arguments of `repatria kinship ...`, their help, and what their numbers may be."""

from __future__ import annotations

import argparse
from argparse import Namespace
from pathlib import Path

from repatria.config.session import EXIT_CODES
from repatria.config.settings.environment import SettingError


def add_kinship(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command with its own sub-commands."""
    text = "weigh DNA profiles of bodies against families, on plain files"
    example = "repatria kinship lr examples/kinship/questions.json --out answers.json"
    made = commands.add_parser(
        "kinship", help=text, description=text, epilog=f"example:\n  {example}\n\n{EXIT_CODES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    made.set_defaults(data=Path("var"))  # it opens no store
    inner = made.add_subparsers(dest="action", required=True, metavar="ACTION")

    def add(name: str, told: str, example: str) -> argparse.ArgumentParser:
        return inner.add_parser(
            name, help=told, description=told, epilog=f"example:\n  {example}\n\n{EXIT_CODES}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )  # fmt: skip

    one = add("lr", "answer questions about one body and one family each, locus by locus",
              "repatria kinship lr examples/kinship/questions.json --out answers.json")  # fmt: skip
    one.add_argument("questions", type=Path, metavar="CASES.json")
    one.add_argument("--out", type=Path, required=True, metavar="OUT.json")

    one = add("joint", "answer one incident: all bodies against all missing persons together",
              "repatria kinship joint examples/kinship/incident.json --out joint.json")  # fmt: skip
    one.add_argument("dataset", type=Path, metavar="DATASET.json")
    one.add_argument("--out", type=Path, required=True, metavar="OUT.json")

    one = add("search", "weigh all remains against all families",
              "repatria kinship search --remains remains.csv --families families.csv --references relatives.csv "
              "--frequencies frequencies.csv --out pairs.csv")  # fmt: skip
    _add_material(one)
    one.add_argument("--out", type=Path, required=True, metavar="PAIRS.csv")
    one.add_argument("--least", type=float, default=2.0, metavar="LOG10", help="pairs from this log10 LR on (2)")
    one.add_argument("--each", type=int, default=10, metavar="N", help="best pairs of each body and place (10)")
    one.add_argument("--prior-odds", type=float, metavar="ODDS", help="of a pairing (1 in the places)")

    one = add("simulate", "invent an incident as files, with the truth beside them",
              "repatria kinship simulate --frequencies examples/kinship/invented-frequencies.csv "
              "--out var/incident")  # fmt: skip
    one.add_argument("--frequencies", type=Path, required=True, metavar="FILE")
    _add_population(one)
    one.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    one.add_argument("--bodies", type=int, default=200)
    one.add_argument("--families", type=int, default=500)
    one.add_argument("--strangers", type=float, default=0.2, help="share of bodies of no family (0.2)")
    one.add_argument("--partial", type=float, default=0.3, help="share of samples that lost loci (0.3)")
    one.add_argument("--lines", action="store_true", help="with Y and mitochondrial haplotypes")
    one.add_argument("--seed", type=int, default=417)

    one = add("evaluate", "hold a list of pairs against the truth of a simulation",
              "repatria kinship evaluate --pairs var/incident/pairs.csv --truth var/incident/truth.csv "
              "--out var/incident/count.json")  # fmt: skip
    one.add_argument("--pairs", type=Path, required=True, metavar="PAIRS.csv")
    one.add_argument("--truth", type=Path, required=True, metavar="TRUTH.csv")
    one.add_argument("--posterior", type=float, default=0.9995, help="from which the board decides (0.9995)")
    one.add_argument("--out", type=Path, required=True, metavar="COUNT.json")

    one = add("power", "say which relative to sample next, and which families suffice",
              "repatria kinship power --remains remains.csv --families families.csv --references relatives.csv "
              "--frequencies frequencies.csv --out power.csv --plots plots")  # fmt: skip
    _add_material(one)
    one.add_argument("--out", type=Path, required=True, metavar="POWER.csv")
    one.add_argument("--plots", type=Path, metavar="FOLDER", help="one SVG a missing person")
    one.add_argument("--draws", type=int, default=200)
    one.add_argument("--seed", type=int, default=417)
    one.add_argument("--posterior", type=float, default=0.9995, help="from which the board decides (0.9995)")
    one.add_argument("--prior-odds", type=float, metavar="ODDS", help="of a pairing (1 in the missing)")
    one.add_argument("--family", nargs="*", default=[], metavar="NAME", help="only these")

    one = add("report", "weigh pairs of a search anew and write each as PDF and JSON",
              "repatria kinship report --pairs pairs.csv --body B00012 --family F00003 --language uk "
              "--remains remains.csv --families families.csv --references relatives.csv "
              "--frequencies frequencies.csv --name 'A. Vdovenko' --name 'B. Lisova' --out report.pdf")  # fmt: skip
    _add_material(one)
    one.add_argument("--pairs", type=Path, required=True, metavar="PAIRS.csv", help="what the search wrote")
    one.add_argument("--body", help="of one pair")
    one.add_argument("--family", help="of one pair")
    one.add_argument("--missing", help="the member of the family, where several are missing")
    one.add_argument("--from-posterior", type=float, metavar="P", help="all pairs from P on; --out is a folder then")
    one.add_argument("--name", action="append", required=True, help="who signs: twice")
    one.add_argument("--laboratory", type=Path, metavar="FILE.toml",
                     help="laboratory, customer, number, items, kit, dates, functions of who signs")  # fmt: skip
    one.add_argument("--language", choices=("uk", "ru", "en"), default="en", help="of the report (en)")
    one.add_argument("--prior-odds", type=float, metavar="ODDS", help="those of the search")
    one.add_argument("--prior-basis", default="", metavar="TEXT", help="on what stated prior odds rest")
    one.add_argument("--frequency-source", default="", metavar="TEXT", help="where the frequencies come from")
    one.add_argument("--keep-profiles-back", action="store_true", help="print their digests only")
    one.add_argument("--out", type=Path, required=True, metavar="REPORT.pdf")


def _add_population(made: argparse.ArgumentParser) -> None:
    made.add_argument("--population", default="", metavar="NAME", help="of an XML file that holds several")


def _add_material(made: argparse.ArgumentParser) -> None:
    made.add_argument("--remains", type=Path, nargs="+", required=True, metavar="FILE", help="profiles of remains")
    made.add_argument("--families", type=Path, required=True, metavar="FILE", help="who is related to whom")
    made.add_argument("--references", type=Path, nargs="*", default=[], metavar="FILE", help="profiles of relatives")
    made.add_argument("--frequencies", type=Path, required=True, metavar="FILE")
    _add_population(made)
    made.add_argument("--staff", type=Path, nargs="*", default=[], metavar="FILE", help="profiles of the staff")
    made.add_argument("--evidence", type=Path, nargs="*", default=[], metavar="FILE",
                      help="factors on prior odds, each with its source")  # fmt: skip
    made.add_argument("--haplotypes", type=Path, nargs="*", default=[], metavar="FILE",
                      help="Y and mitochondrial haplotypes of unrelated persons, to count in")  # fmt: skip
    made.add_argument("--theta", type=float, help="a report asks for it, 0 where none is meant (0)")
    made.add_argument("--mutation", choices=("none", "equal", "proportional", "stepwise"), help="for all loci")
    made.add_argument("--rate-female", type=float, help="with --mutation (0.001)")
    made.add_argument("--rate-male", type=float, help="with --mutation (0.002)")
    made.add_argument("--rate2", type=float, help="between whole and partial repeats, with stepwise (0.00001)")
    made.add_argument("--range", type=float, help="how much rarer each further step is, with stepwise (0.1)")
    made.add_argument("--stationary", action="store_true", help="the variant that keeps the frequencies")
    made.add_argument("--minimum-frequency", type=float, default=0.001)
    made.add_argument("--drop-out", type=float, default=0.0, help="of each copy, in the remains")
    made.add_argument("--drop-in", type=float, default=0.0, help="of a locus, in the remains")
    made.add_argument("--no-parts", action="store_true", help="take each sample as a body of its own")
    made.add_argument("--parts-least", type=float, default=3.0, metavar="LOG10",
                      help="join samples from this log10 LR on, against a full brother (3)")  # fmt: skip
    made.add_argument("--parts-loci", type=int, default=8, metavar="N", help="and on at least N common loci (8)")
    made.add_argument("--threads", type=int, default=2)


RATES = ("rate_female", "rate_male", "rate2", "range")
_ONLY_STEPWISE = ("rate2", "range")
_BOUNDS = {
    "theta": (0.0, 0.5), "minimum_frequency": (1e-9, 0.5), "drop_out": (0.0, 0.99), "drop_in": (0.0, 0.99),
    "rate_female": (0.0, 0.5), "rate_male": (0.0, 0.5), "rate2": (0.0, 0.5), "range": (0.0, 1.0), "each": (1, 1e9),
    "threads": (1, 1024), "prior_odds": (1e-18, 1e9), "least": (-300.0, 300.0),
    "parts_least": (0.0, 300.0), "parts_loci": (1, 1000), "strangers": (0.0, 1.0),
    "partial": (0.0, 1.0), "from_posterior": (0.0, 1.0), "posterior": (1e-9, 1 - 1e-9), "draws": (2, 1e7),
    "bodies": (1, 1e6), "families": (1, 1e6),
}  # fmt: skip
"""What the numbers of the options may be; beyond them they mean nothing."""


def check_numbers(given: Namespace) -> None:
    for name, (least, most) in _BOUNDS.items():
        value = getattr(given, name, None)
        if isinstance(value, int | float) and not least <= value <= most:  # what is no number lies between nothing
            raise SettingError("--" + name.replace("_", "-"), f"must be from {least:g} to {most:g}")
    kind = getattr(given, "mutation", None)
    for name in RATES:
        said = "--" + name.replace("_", "-")
        if getattr(given, name, None) is None:
            continue
        if kind in (None, "none"):
            raise SettingError(said, "says nothing without --mutation equal, proportional or stepwise")
        if kind != "stepwise" and name in _ONLY_STEPWISE:
            raise SettingError(said, f"says nothing with --mutation {kind}")
    if getattr(given, "stationary", False) and kind in (None, "none", "proportional"):
        raise SettingError("--stationary", "says something with --mutation equal or stepwise only")
