"""`repatria kinship ...`: the laboratory's commands on plain files, their arguments and what they say at the end."""

from __future__ import annotations

import argparse
from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from repatria.config.places import Places
from repatria.config.session import DIFFERS, DONE, EXIT_CODES, progress, say
from repatria.config.settings.environment import SettingError

if TYPE_CHECKING:
    from repatria.doors.jobs.laboratory.material import SearchWish


def add_kinship(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command with its own sub-commands."""
    text = "weigh DNA profiles of bodies against families, on plain files"
    example = "repatria kinship lr examples/kinship/questions.json --out answers.json"
    made = commands.add_parser(
        "kinship", help=text, description=text, epilog=f"example:\n  {example}\n\n{EXIT_CODES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    made.add_argument("--data", type=Path, default=Path("var"), help=argparse.SUPPRESS)
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
    one.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    one.add_argument("--bodies", type=int, default=200)
    one.add_argument("--families", type=int, default=500)
    one.add_argument("--strangers", type=float, default=0.2, help="share of bodies of no family (0.2)")
    one.add_argument("--partial", type=float, default=0.3, help="share of samples that lost loci (0.3)")
    one.add_argument("--lines", action="store_true", help="with Y and mitochondrial haplotypes")
    one.add_argument("--seed", type=int, default=417)

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
    one.add_argument("--language", choices=("uk", "ru", "en"), default="en", help="of the report (en)")
    one.add_argument("--prior-odds", type=float, metavar="ODDS", help="those of the search")
    one.add_argument("--prior-basis", default="", metavar="TEXT", help="on what stated prior odds rest")
    one.add_argument("--frequency-source", default="", metavar="TEXT", help="where the frequencies come from")
    one.add_argument("--keep-profiles-back", action="store_true", help="print their digests only")
    one.add_argument("--out", type=Path, required=True, metavar="REPORT.pdf")


def _add_material(made: argparse.ArgumentParser) -> None:
    made.add_argument("--remains", type=Path, nargs="+", required=True, metavar="FILE", help="profiles of remains")
    made.add_argument("--families", type=Path, required=True, metavar="FILE", help="who is related to whom")
    made.add_argument("--references", type=Path, nargs="*", default=[], metavar="FILE", help="profiles of relatives")
    made.add_argument("--frequencies", type=Path, required=True, metavar="FILE")
    made.add_argument("--staff", type=Path, nargs="*", default=[], metavar="FILE", help="profiles of the staff")
    made.add_argument("--haplotypes", type=Path, nargs="*", default=[], metavar="FILE",
                      help="Y and mitochondrial haplotypes of unrelated persons, to count in")  # fmt: skip
    made.add_argument("--theta", type=float, default=0.0)
    made.add_argument("--mutation", choices=("none", "equal", "proportional", "stepwise"), help="for all loci")
    made.add_argument("--rate-female", type=float, help="with --mutation (0.001)")
    made.add_argument("--rate-male", type=float, help="with --mutation (0.002)")
    made.add_argument("--rate2", type=float, help="between whole and partial repeats, with stepwise (0.00001)")
    made.add_argument("--range", type=float, help="how much rarer each further step is, with stepwise (0.1)")
    made.add_argument("--stationary", action="store_true", help="the variant that keeps the frequencies")
    made.add_argument("--minimum-frequency", type=float, default=0.001)
    made.add_argument("--drop-out", type=float, default=0.0, help="of each copy, in the remains")
    made.add_argument("--drop-in", type=float, default=0.0, help="of a locus, in the remains")
    made.add_argument("--threads", type=int, default=2)


def _lr(given: Namespace) -> int:
    from repatria.doors.jobs.laboratory.cases import answer_cases

    answered, refused = answer_cases(given.questions, given.out, progress)
    say(f"{answered} questions answered, {refused} refused; the answers lie in {given.out}")
    if refused:
        say("each refused question says in the file what is wrong with it; mend it and run the command again")
    return DIFFERS if refused else DONE


def _joint(given: Namespace) -> int:
    from repatria.doors.jobs.laboratory.datasets import solve_dataset

    answer = solve_dataset(given.dataset, given.out, progress)
    incident = answer.incident
    how = "exact" if not answer.pairing.error else f"posteriors may be off by {answer.pairing.error:.2g}"
    say(f"{len(incident.bodies)} bodies, {len(incident.missing)} missing in {len(incident.families)} families; {how}")
    say(f"the answer lies in {given.out}; it names no identity, an identification board does")
    return DONE


def _wish(given: Namespace) -> SearchWish:
    from repatria.doors.jobs.laboratory.material import SearchWish, mutation_of

    return SearchWish(
        remains=tuple(given.remains), families=given.families, references=tuple(given.references),
        frequencies=given.frequencies, staff=tuple(given.staff), haplotypes=tuple(given.haplotypes),
        out=given.out, theta=given.theta, minimum_frequency=given.minimum_frequency, drop_out=given.drop_out,
        drop_in=given.drop_in, threads=given.threads, least_log10_lr=getattr(given, "least", 2.0),
        most_each=getattr(given, "each", 10), prior_odds=given.prior_odds,
        mutation=mutation_of(
            given.mutation, **{name: getattr(given, name) for name in _RATES}, is_stationary=given.stationary
        ),
    )  # fmt: skip


def _search(given: Namespace) -> int:
    from repatria.doors.jobs.laboratory.searching import run_search

    found = run_search(_wish(given), progress)
    bodies, parts = len(found.clusters), sum(len(one.parts) for one in found.clusters)
    say(f"{parts} samples of {bodies} bodies against {len(found.targets)} places at {len(found.loci)} loci")
    say(f"{found.compared} comparisons, {len(found.pairs)} pairs in {given.out}")
    if found.posterior_error:
        say(f"too entangled for exact posteriors: they may be off by {found.posterior_error:.2g}")
    if len(found.faults):
        say(f"{len(found.faults)} remarks on the files in {given.out.with_suffix('.faults.csv')}: read them first")
    say("next: repatria kinship report, or sample the relatives that repatria kinship power names")
    return DONE


def _simulate(given: Namespace) -> int:
    from repatria.doors.jobs.laboratory.simulating import SimulationWish, simulate

    made = simulate(
        SimulationWish(
            frequencies=given.frequencies, out=given.out, bodies=given.bodies, families=given.families,
            strangers=given.strangers, partial=given.partial, lines=given.lines, seed=given.seed,
        ),
        progress,
    )  # fmt: skip
    say(f"{made.samples} samples of {made.bodies} invented bodies, {made.relatives} relatives")
    folder = given.out
    say(
        f"next: repatria kinship search --remains {folder}/remains.csv --families {folder}/families.csv "
        f"--references {folder}/relatives.csv --frequencies {folder}/frequencies.csv --out {folder}/pairs.csv"
        + (f" --haplotypes {folder}/haplotypes.csv" if given.lines else "")
    )
    return DONE


def _power(given: Namespace) -> int:
    from repatria.doors.jobs.laboratory.forecasting import PowerWish, run_power

    wish = PowerWish(
        material=_wish(given), posterior=given.posterior, draws=given.draws, seed=given.seed,
        only=tuple(given.family), plots=given.plots,
    )  # fmt: skip
    report = run_power(wish, progress)
    say(f"{report.sufficient} of {report.asked} missing persons would be found by those typed so far")
    say(f"a log10 LR of {report.needed:.2f} is needed; relatives, best first, in {given.out}")
    return DONE


def _report(given: Namespace) -> int:
    from datetime import UTC, datetime
    from importlib.metadata import version

    from repatria.adapters.printing.kinship import print_kinship_report
    from repatria.doors.jobs.laboratory.pairs_file import posterior_words
    from repatria.doors.jobs.laboratory.reporting import ReportWish, run_reports

    if len(given.name) != 2:
        raise SettingError("--name", "must be given twice, for two different persons")
    if (given.from_posterior is None) == (given.body is None or given.family is None):
        raise SettingError("--body and --family", "name one pair; or --from-posterior names many")
    if given.prior_odds is not None and not given.prior_basis.strip():
        raise SettingError("--prior-basis", "must say on what the stated prior odds rest")
    wish = ReportWish(
        material=_wish(given), pairs=given.pairs, names=(given.name[0], given.name[1]), on=datetime.now(UTC).date(),
        version=version("repatria"), language=given.language, body=given.body, family=given.family,
        missing=given.missing, from_posterior=given.from_posterior, prior_basis=given.prior_basis.strip(),
        frequency_source=given.frequency_source.strip(), keeps_profiles_back=given.keep_profiles_back,
    )  # fmt: skip
    reports = run_reports(wish, print_kinship_report, progress)
    if given.from_posterior is not None:
        say(f"{len(reports)} reports, each as PDF and JSON, in {given.out}: each for two signatures, and for the board")
        return DONE
    log10, posterior = reports[0]["log10_lr"], posterior_words(reports[0]["posterior"])
    say(f"log10 LR {log10:.4f}, posterior {posterior}" if isinstance(log10, float) else f"log10 LR {log10}")
    say(f"{given.out.with_suffix('.pdf')} and {given.out.with_suffix('.json')}: for two signatures, and for the board")
    return DONE


ACTIONS: Mapping[str, Callable[[Namespace], int]] = {
    "lr": _lr,
    "joint": _joint,
    "search": _search,
    "simulate": _simulate,
    "power": _power,
    "report": _report,
}


_RATES = ("rate_female", "rate_male", "rate2", "range")
_ONLY_STEPWISE = ("rate2", "range")
_BOUNDS = {
    "theta": (0.0, 0.5), "minimum_frequency": (1e-9, 0.5), "drop_out": (0.0, 0.99), "drop_in": (0.0, 0.99),
    "rate_female": (0.0, 0.5), "rate_male": (0.0, 0.5), "rate2": (0.0, 0.5), "range": (0.0, 1.0), "each": (1, 1e9),
    "threads": (1, 1024), "prior_odds": (1e-18, 1e9), "least": (-300.0, 300.0), "strangers": (0.0, 1.0),
    "partial": (0.0, 1.0), "from_posterior": (0.0, 1.0), "posterior": (1e-9, 1 - 1e-9), "draws": (2, 1e7),
    "bodies": (1, 1e6), "families": (1, 1e6),
}  # fmt: skip
"""What the numbers of the options may be; beyond them they mean nothing."""


def _check_numbers(given: Namespace) -> None:
    for name, (least, most) in _BOUNDS.items():
        value = getattr(given, name, None)
        if isinstance(value, int | float) and not least <= value <= most:  # what is no number lies between nothing
            raise SettingError("--" + name.replace("_", "-"), f"must be from {least:g} to {most:g}")
    kind = getattr(given, "mutation", None)
    for name in _RATES:
        said = "--" + name.replace("_", "-")
        if getattr(given, name, None) is None:
            continue
        if kind in (None, "none"):
            raise SettingError(said, "says nothing without --mutation equal, proportional or stepwise")
        if kind != "stepwise" and name in _ONLY_STEPWISE:
            raise SettingError(said, f"says nothing with --mutation {kind}")
    if getattr(given, "stationary", False) and kind in (None, "none", "proportional"):
        raise SettingError("--stationary", "says something with --mutation equal or stepwise only")


def _inputs(given: Namespace) -> list[Path]:
    """Every file that a command reads."""
    named = (getattr(given, name, None) for name in ("questions", "dataset", "families", "frequencies", "pairs"))
    several = (getattr(given, name, None) or [] for name in ("remains", "references", "staff", "haplotypes"))
    single = [path for path in named if isinstance(path, Path)]  # `simulate --families` is a number
    return single + [path for paths in several for path in paths]


def kinship(_: Places, given: Namespace) -> int:
    """Runs one of the laboratory's commands; no store is opened.

    Raises:   SettingError for a number that cannot be, or that nothing would read; OverwrittenInputError where an input
              would be written over; LaboratoryFileError for a file that cannot be read or written.
    """
    from repatria.doors.jobs.laboratory.files import LaboratoryFileError, require_plain, written_beside
    from repatria.doors.jobs.linking.parts_file import spare_inputs

    _check_numbers(given)
    spare_inputs(written_beside(given.out), _inputs(given))
    try:
        for path in _inputs(given):
            require_plain(path)
        return ACTIONS[given.action](given)
    except OSError as error:
        what = error.strerror or "cannot be read or written"
        raise LaboratoryFileError(f"{error.filename or given.out}: {what}", (("file", what),)) from None
    except MemoryError:
        raise LaboratoryFileError(
            "the files are larger than the memory of this machine", (("file", "part them"),)
        ) from None
