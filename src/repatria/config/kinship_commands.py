"""`repatria kinship ...`: the laboratory's commands on plain files, and what they say at the end."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from repatria.config.kinship_arguments import RATES, check_numbers
from repatria.config.places import Places
from repatria.config.session import BAD_INPUT, DIFFERS, DONE, progress, say
from repatria.config.settings.environment import SettingError

if TYPE_CHECKING:
    from repatria.doors.files.kinship.material import SearchWish


def _lr(given: Namespace) -> int:
    from repatria.doors.files.kinship.cases import answer_cases

    answered, refused, remarks = answer_cases(given.questions, given.out, progress)
    say(f"{answered} questions answered, {refused} refused; the answers lie in {given.out}")
    _point_to(remarks, given.out)
    if refused:
        say("each refused question says in the file what is wrong with it; mend it and run the command again")
    return DIFFERS if refused else DONE


def _joint(given: Namespace) -> int:
    from repatria.doors.files.kinship.datasets import solve_dataset

    answer, remarks = solve_dataset(given.dataset, given.out, progress)
    incident = answer.incident
    how = "exact" if not answer.pairing.error else f"posteriors may be off by {answer.pairing.error:.2g}"
    say(f"{len(incident.bodies)} bodies, {len(incident.missing)} missing in {len(incident.families)} families; {how}")
    say(f"the answer lies in {given.out}; it names no identity, an identification board does")
    _point_to(len(remarks), given.out)
    return DONE


def _point_to(remarks: int, out: Path) -> None:
    if remarks:
        say(f"{remarks} remarks on the genotypes and frequencies stand in {out}: read them first")


def _wish(given: Namespace) -> SearchWish:
    from repatria.doors.files.kinship.material import SearchWish, mutation_of

    return SearchWish(
        remains=tuple(given.remains), families=given.families, references=tuple(given.references),
        frequencies=given.frequencies, staff=tuple(given.staff), haplotypes=tuple(given.haplotypes),
        evidence=tuple(given.evidence), out=given.out, theta=given.theta or 0.0, population=given.population.strip(),
        minimum_frequency=given.minimum_frequency,
        drop_out=given.drop_out, drop_in=given.drop_in, threads=given.threads, joins_parts=not given.no_parts,
        parts_log10=given.parts_least, parts_loci=given.parts_loci,
        least_log10_lr=getattr(given, "least", 2.0), most_each=getattr(given, "each", 10), prior_odds=given.prior_odds,
        mutation=mutation_of(
            given.mutation, **{name: getattr(given, name) for name in RATES}, is_stationary=given.stationary
        ),
    )  # fmt: skip


def _search(given: Namespace) -> int:
    from repatria.doors.files.kinship.parts import Verdict
    from repatria.doors.files.kinship.searching import run_search

    found = run_search(_wish(given), progress)
    bodies, parts = len(found.clusters), sum(len(one.parts) for one in found.clusters)
    say(f"{parts} samples of {bodies} bodies against {len(found.targets)} places at {len(found.loci)} loci")
    say(f"{found.compared} comparisons, {len(found.pairs)} pairs in {given.out}")
    if found.joins:
        joined = sum(one.verdict is Verdict.JOINED for one in found.joins)
        say(f"parts of bodies: {joined} pairs joined, {len(found.joins) - joined} left apart, with ratios and loci in "
            f"{given.out.with_suffix('.parts.csv')}")  # fmt: skip
    if found.posterior_error:
        say(f"too entangled for exact posteriors: they may be off by {found.posterior_error:.2g}")
    if found.equals:
        say(f"{len(found.equals)} bodies have a profile that equals a relative's or another body's: see the remarks")
    if found.direct:
        say(f"{found.direct} bodies fit a missing person's own sample: {given.out.with_suffix('.direct.csv')}")
    if len(found.faults):
        say(f"{len(found.faults)} remarks on the files in {given.out.with_suffix('.faults.csv')}: read them first")
    lacking = [name for name, held in (("body", bodies), ("place", found.targets), ("locus", found.loci)) if not held]
    if lacking:
        say(f"nothing could be compared: no {' and no '.join(lacking)} was read")
        return BAD_INPUT
    say("next: repatria kinship report, or sample the relatives that repatria kinship power names")
    return DONE


def _simulate(given: Namespace) -> int:
    from repatria.doors.files.kinship.simulating import SimulationWish, simulate

    made = simulate(
        SimulationWish(
            frequencies=given.frequencies, out=given.out, bodies=given.bodies, families=given.families,
            strangers=given.strangers, partial=given.partial, lines=given.lines, seed=given.seed,
            population=given.population.strip(),
        ),
        progress,
    )  # fmt: skip
    say(f"{made.samples} samples of {made.bodies} invented bodies, {made.relatives} relatives")
    if made.faults:
        say(f"{made.faults} remarks on the frequencies in {given.out / 'faults.csv'}: read them first")
    folder = given.out
    say(
        f"next: repatria kinship search --remains {folder}/remains.csv --families {folder}/families.csv "
        f"--references {folder}/relatives.csv --frequencies {folder}/frequencies.csv --out {folder}/pairs.csv"
        + (f" --haplotypes {folder}/haplotypes.csv" if given.lines else "")
    )
    return DONE


def _evaluate(given: Namespace) -> int:
    from repatria.doors.files.kinship.evaluating import evaluate

    count = evaluate(given.pairs, given.truth, given.posterior, given.out)
    say(f"{count.bodies} bodies, {count.of_families} of a family; from a posterior of {count.posterior:g}:")
    say(f"{count.identified} named alone, {count.as_pair} named with those whom they fit alike, all rightly")
    say(f"{count.undecided} undecided; {count.wrong} wrong names, {count.strangers_named} of them strangers")
    return DIFFERS if count.wrong else DONE


def _power(given: Namespace) -> int:
    from repatria.doors.files.kinship.forecasting import PowerWish, run_power

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
    from platform import python_version

    from repatria.adapters.printing.kinship import print_kinship_report
    from repatria.doors.files.kinship.pairs_file import posterior_words
    from repatria.doors.files.kinship.particulars import Particulars, read_particulars
    from repatria.doors.files.kinship.reporting import ReportWish, run_reports

    if len(given.name) != 2:
        raise SettingError("--name", "must be given twice, for two different persons")
    if (given.from_posterior is None) == (given.body is None or given.family is None):
        raise SettingError("--body and --family", "name one pair; or --from-posterior names many")
    if given.theta is None:
        raise SettingError("--theta", "must be stated for a report: 0 where no theta is meant")
    if given.prior_odds is not None and not given.prior_basis.strip():
        raise SettingError("--prior-basis", "must say on what the stated prior odds rest")
    libraries = {"Python": python_version(), **{name: version(name) for name in _ENGINES}}
    wish = ReportWish(
        material=_wish(given), pairs=given.pairs, names=(given.name[0], given.name[1]), on=datetime.now(UTC).date(),
        version=version("repatria"), libraries=libraries,
        language=given.language, body=given.body, family=given.family,
        missing=given.missing, from_posterior=given.from_posterior, prior_basis=given.prior_basis.strip(),
        frequency_source=given.frequency_source.strip(), keeps_profiles_back=given.keep_profiles_back,
        particulars=read_particulars(given.laboratory) if given.laboratory else Particulars(),
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
    "evaluate": _evaluate,
    "power": _power,
    "report": _report,
}


_ENGINES = ("numpy", "numba", "scipy")
"""What the figures of a report were computed with."""
_SINGLE = ("questions", "dataset", "families", "frequencies", "pairs", "truth", "laboratory")
_SEVERAL = ("remains", "references", "staff", "haplotypes", "evidence")


def _inputs(given: Namespace) -> list[Path]:
    """Every file that a command reads."""
    single = (getattr(given, name, None) for name in _SINGLE)
    several = (getattr(given, name, None) or [] for name in _SEVERAL)
    # `simulate --families` is a number
    return [path for path in single if isinstance(path, Path)] + [path for paths in several for path in paths]


def kinship(_: Places, given: Namespace) -> int:
    """Runs one of the laboratory's commands; no store is opened.

    Raises:   SettingError for a number that cannot be, or that nothing would read; OverwrittenInputError where an input
              would be written over; LaboratoryFileError for a file that cannot be read or written.
    """
    from repatria.doors.files.kinship.files import LaboratoryFileError, require_plain, written_beside
    from repatria.doors.files.linking.parts_file import spare_inputs

    check_numbers(given)
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
