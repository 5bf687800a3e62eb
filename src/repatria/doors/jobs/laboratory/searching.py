"""`repatria kinship search`: remains against families, from files to a list of pairs.

In order: read staff, remains, relatives, families, frequencies, each with what was odd in it; join parts of one body;
weigh every body in every place (theta 0), in pieces that are kept, so that a run that was stopped goes on; weigh what
was found again with theta where one is stated; add the prior, the next best, the expected number of chance hits and the
inconsistent loci; write.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from repatria.core.kinship.candidates import Candidate, join_candidates
from repatria.core.kinship.columns import Target
from repatria.core.kinship.incident import Body, Family
from repatria.core.kinship.likelihood import Conventions, Question, weigh
from repatria.core.kinship.loci import Locus
from repatria.core.kinship.mutation import Mutation
from repatria.core.kinship.search import BodySide, search
from repatria.doors.jobs.laboratory.codis import read_cmf
from repatria.doors.jobs.laboratory.familias import read_fam
from repatria.doors.jobs.laboratory.family_files import read_families
from repatria.doors.jobs.laboratory.faults import FaultList, Outcome, Place
from repatria.doors.jobs.laboratory.files import digest_of, growing_beside, read_json, write_json, write_whole
from repatria.doors.jobs.laboratory.frequency_files import LEAST_FREQUENCY, read_frequencies
from repatria.doors.jobs.laboratory.parts import Cluster, join_parts
from repatria.doors.jobs.laboratory.profile_tables import read_cells
from repatria.doors.jobs.laboratory.samples import Cell, Sample, read_samples

Progress = Callable[[str, int, int], None]
PIECE = 4096
"""Places that are weighed before what was found is kept on disk."""
MARGIN = 2.0
"""With theta, pairs are found at theta 0 down to this much below the threshold (log10), then weighed with it."""
MOST_POSTERIOR = 0.999999999
"""Beyond it a posterior is printed as this: rounding is no certainty."""
USUAL_MUTATION = {
    "model": "stepwise", "rate": {"female": 0.001, "male": 0.002}, "rate2": 1e-5, "range": 0.1,
}  # fmt: skip
"""Used where neither the command nor the frequency file names a model; each report prints what was used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchWish:
    """What was asked for on the command line."""

    remains: tuple[Path, ...]
    families: Path
    references: tuple[Path, ...]
    frequencies: Path
    out: Path
    staff: tuple[Path, ...] = ()
    mutation: Mutation | None = None
    theta: float = 0.0
    least_log10_lr: float = 2.0
    most_each: int = 10
    minimum_frequency: float = LEAST_FREQUENCY
    prior_odds: float = 0.0
    drop_out: float = 0.0
    drop_in: float = 0.0
    threads: int = 2

    @property
    def files(self) -> tuple[Path, ...]:
        return (*self.remains, self.families, *self.references, self.frequencies, *self.staff)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One pair of the list."""

    body: str
    family: str
    missing: str
    log10_lr: float
    loci: int
    by_locus: dict[str, float]
    inconsistent: tuple[str, ...] = ()
    posterior: float = 0.0
    alike: tuple[str, ...] = ()


@dataclass(slots=True)
class SearchReport:
    """What was done, for the last lines of the command and for a report."""

    lines: list[Line]
    clusters: tuple[Cluster, ...]
    compared: int
    targets: int
    loci: tuple[str, ...]
    faults: FaultList
    wish: SearchWish
    resumed: int = 0
    posterior_error: float = 0.0


def mutation_of(
    kind: str | None, female: float, male: float, rate2: float, reach: float, is_stationary: bool
) -> Mutation | None:
    """The model that was named on the command line; nothing where none was."""
    if kind is None:
        return None
    return Mutation.of({
        "model": kind, "rate": {"female": female, "male": male}, "rate2": rate2, "range": reach,
        "stationary": is_stationary,
    })  # fmt: skip


def cells_of(path: Path, faults: FaultList) -> Iterable[Cell]:
    """Reads profiles in whichever format a file has."""
    suffix = path.suffix.lower()
    if suffix in (".xml", ".cmf"):
        return read_cmf(path)
    if suffix == ".fam":
        return read_fam(path).bodies
    if suffix == ".json":
        given = read_json(path)
        given = given.get("input", given)
        return [
            Cell(name, marker, tuple(map(str, seen)), 0)
            for name, one in given["victims"].items()
            for marker, seen in one["genotypes"].items()
            if seen
        ]
    return read_cells(path, faults)


def samples_of(paths: Sequence[Path], faults: FaultList, staff: dict[str, Sample] | None = None) -> dict[str, Sample]:
    """Reads samples of several files; a name that two files use is told apart by the file."""
    found: dict[str, Sample] = {}
    for path in paths:
        for name, sample in read_samples(cells_of(path, faults), path.name, faults, staff).items():
            found[name if name not in found else f"{path.name}: {name}"] = sample
    return found


@dataclass(slots=True)
class Material:
    """Everything read: what a search or a power run works on."""

    bodies: dict[str, Sample]
    families: list[Family]
    loci: list[Locus]
    faults: FaultList


def read_material(wish: SearchWish, progress: Progress) -> Material:
    """Reads all files of a wish."""
    faults = FaultList()
    staff = samples_of(wish.staff, faults)
    bodies = samples_of(wish.remains, faults, staff)
    progress("files", 1, 4)
    references = samples_of(wish.references, faults, staff)
    _name_duplicates(references, faults)
    progress("files", 2, 4)
    families = [family for family in read_families(wish.families, references, faults) if family.missing]
    progress("files", 3, 4)
    shown: dict[str, set[str]] = {}
    for sample in bodies.values():
        for marker, alleles in sample.alleles.items():
            shown.setdefault(marker, set()).update(set(alleles) - {"-"})
    for family in families:
        for profile in family.typed.values():
            for marker, seen in profile.items():
                shown.setdefault(marker, set()).update(seen.seen)
    table = read_frequencies(wish.frequencies, faults)
    mutation = wish.mutation or (None if table.mutation else Mutation.of(USUAL_MUTATION))
    seen_alleles = {marker: frozenset(a) for marker, a in shown.items() if a}
    loci = table.loci(seen_alleles, mutation, wish.minimum_frequency, faults)
    progress("files", 4, 4)
    return Material(bodies, families, loci, faults)


def _name_duplicates(references: dict[str, Sample], faults: FaultList) -> None:
    """Names reference profiles that equal each other: one person twice, exchanged samples, or identical twins."""
    first: dict[tuple[tuple[str, tuple[str, ...]], ...], str] = {}
    for name, sample in references.items():
        key = tuple(sorted((m, tuple(sorted(a))) for m, a in sample.alleles.items() if a))
        if len(key) >= 8 and key in first:
            faults.add(sample.place, "profile", f"equals the profile of {first[key]}", Outcome.NOTED)
        first.setdefault(key, name)


def run_search(wish: SearchWish, progress: Progress) -> SearchReport:
    """Searches and writes the list, the list of faults and the answer by locus.

    Returns:  what was done.
    """
    material = read_material(wish, progress)
    clusters = join_parts(material.bodies, material.loci, wish, material.faults, progress)
    bodies = [
        Body(id=one.name, profile=one.sample.profile(wish.drop_out, wish.drop_in), sex=one.sample.sex)
        for one in clusters
    ]
    targets = [Target(family, member) for family in material.families for member in family.missing if family.typed]
    side = BodySide.of(bodies, material.loci)
    kept, compared, resumed = _in_pieces(wish, side, bodies, targets, material, progress)
    lines = _with_theta(kept, wish, bodies, targets, material.loci, progress)
    lines = _best(sorted(lines, key=lambda one: (-one.log10_lr, one.body, one.family, one.missing)), wish.most_each)
    lines = _with_inconsistent(lines, bodies, targets, material.loci)
    lines, error = _posteriors(lines, bodies, targets, material, wish)
    report = SearchReport(
        lines,
        clusters,
        compared,
        len(targets),
        tuple(one.name for one in material.loci),
        material.faults,
        wish,
        resumed,
        error,
    )
    write_pairs(report)
    write_json(wish.out.with_suffix(".run.json"), _run_facts(report))
    material.faults.write(wish.out.with_suffix(".faults.csv"))
    growing_beside(wish.out).unlink(missing_ok=True)
    return report


def _run_facts(report: SearchReport) -> dict[str, object]:
    """What a report on one pair needs to know of the whole search."""
    wish = report.wish
    return {
        "data_sha256": digest_of(*wish.files),
        "files": [path.name for path in wish.files],
        "compared": report.compared,
        "places": report.targets,
        "bodies": len(report.clusters),
        "loci": list(report.loci),
        "prior_odds": wish.prior_odds or 1 / max(report.targets, 1),
        "posterior_error": report.posterior_error,
        "theta": wish.theta,
        "least_log10_lr": wish.least_log10_lr,
    }


def _in_pieces(
    wish: SearchWish, side: BodySide, bodies: Sequence[Body], targets: Sequence[Target], material: Material,
    progress: Progress,
) -> tuple[list[Line], int, int]:  # fmt: skip
    part = growing_beside(wish.out)
    stamp = digest_of(*wish.files) + repr(replace(wish, out=Path("out")))
    done: dict[int, dict[str, object]] = {}
    if part.exists():
        rows = part.read_text(encoding="utf-8").splitlines()
        if rows and rows[0] == json.dumps(stamp):
            done = {int(str(row["first"])): row for row in map(_whole, rows[1:]) if row}
    if not done:
        write_whole(part, (json.dumps(stamp) + "\n").encode())
    names = [locus.name for locus in material.loci]
    least = wish.least_log10_lr - (MARGIN if wish.theta else 0.0)
    lines: list[Line] = []
    compared = 0
    for first in range(0, len(targets), PIECE):
        row = done.get(first)
        if row is None:
            found = search(side, targets[first : first + PIECE], least_log10_lr=least, threads=wish.threads)
            odd = {str(first + i): list(loci) for i, loci in found.odd.items()}
            pairs = [
                (p.body, first + p.target, [None if math.isinf(v) else v for v in p.by_locus.tolist()])
                for p in found.pairs
            ]
            row = {"first": first, "compared": found.compared, "pairs": pairs, "odd": odd}
            with part.open("a", encoding="utf-8") as beside:
                beside.write(json.dumps(row) + "\n")
        compared += int(str(row["compared"]))
        for at, loci in dict(row["odd"]).items():  # type: ignore[call-overload]
            family = targets[int(at)].family.name
            material.faults.add(
                Place(wish.families.name, 0, family), ", ".join(loci),
                "the relatives contradict each other here (for the laboratory only, never for the family)",
                Outcome.LOCUS_LEFT_OUT,
            )  # fmt: skip
        for body, target, by in row["pairs"]:  # type: ignore[attr-defined]
            logs = {n: -math.inf if v is None else float(v) for n, v in zip(names, by, strict=True)}
            lines.append(_line(bodies[body], targets[target], logs))
        progress("places", min(first + PIECE, len(targets)), len(targets))
    return lines, compared, len(done)


def _whole(row: str) -> dict[str, object]:
    """A row of the part file; nothing where the run was stopped in the middle of it."""
    try:
        read: dict[str, object] = json.loads(row)
        return read
    except ValueError:
        return {}


def _line(body: Body, target: Target, by_locus: dict[str, float]) -> Line:
    told = [name for name in by_locus if name in body.profile and any(name in p for p in target.family.typed.values())]
    return Line(
        body=body.id, family=target.family.name, missing=target.member, log10_lr=sum(by_locus.values()), loci=len(told),
        by_locus=by_locus,
    )  # fmt: skip


def _with_theta(
    lines: list[Line], wish: SearchWish, bodies: Sequence[Body], targets: Sequence[Target], loci: Sequence[Locus],
    progress: Progress,
) -> list[Line]:  # fmt: skip
    if not wish.theta:
        return lines
    by_id = {body.id: body for body in bodies}
    by_place = {(target.family.name, target.member): target for target in targets}
    kept = []
    for number, line in enumerate(lines, start=1):
        target = by_place[line.family, line.missing]
        result = weigh(question_of(by_id[line.body], target, loci, Conventions(theta=wish.theta)))
        if result.log10_lr >= wish.least_log10_lr:
            kept.append(replace(line, log10_lr=result.log10_lr, by_locus={o.name: o.log10_lr for o in result.loci}))
        progress("pairs with theta", number, len(lines))
    return kept


def question_of(body: Body, target: Target, loci: Sequence[Locus], conventions: Conventions) -> Question:
    """Makes the question that a line of the list answers."""
    return Question(
        pedigree=target.family.pedigree, member=target.member, loci=loci, typed=target.family.typed,
        body=body.profile, conventions=conventions,
    )  # fmt: skip


def _best(lines: list[Line], most: int) -> list[Line]:
    """Keeps a line that is among the best of its body or the best of its place."""
    ranks: dict[tuple[str, ...], int] = {}
    kept = []
    for line in lines:
        keys = (line.body,), (line.family, line.missing)
        if min(ranks.get(key, 0) for key in keys) < most:
            kept.append(line)
        for key in keys:
            ranks[key] = ranks.get(key, 0) + 1
    return kept


def _with_inconsistent(
    lines: list[Line], bodies: Sequence[Body], targets: Sequence[Target], loci: Sequence[Locus]
) -> list[Line]:
    """Names, for each pair, the loci that only a mutation explains."""
    if not lines:
        return lines
    wanted, held = {(line.family, line.missing) for line in lines}, {line.body for line in lines}
    asked = [target for target in targets if (target.family.name, target.member) in wanted]
    here = [body for body in bodies if body.id in held]
    of_place = {(t.family.name, t.member): i for i, t in enumerate(asked)}
    of_body = {body.id: i for i, body in enumerate(here)}
    side = BodySide.of(here, [replace(locus, mutation=Mutation()) for locus in loci])
    pairs = [(of_body[line.body], of_place[line.family, line.missing]) for line in lines]
    named = side.impossible_at(asked, pairs)
    return [replace(line, inconsistent=loci_at) for line, loci_at in zip(lines, named, strict=True)]


def _posteriors(
    lines: Sequence[Line], bodies: Sequence[Body], targets: Sequence[Target], material: Material, wish: SearchWish
) -> tuple[list[Line], float]:
    """Gives each line its joint posterior and the places of its family that the body fits alike."""
    of_body = {body.id: i for i, body in enumerate(bodies)}
    of_place = {(t.family.name, t.member): i for i, t in enumerate(targets)}
    of_family: dict[str, list[int]] = {}
    for number, target in enumerate(targets):
        of_family.setdefault(target.family.name, []).append(number)
    odds = wish.prior_odds or 1 / max(len(targets), 1)
    candidates = [Candidate(of_body[o.body], of_place[o.family, o.missing], o.log10_lr) for o in lines]
    # The seed is fixed: the same files give the same list. Random numbers are used only where a sum is too large.
    random = np.random.default_rng(len(candidates))
    joint = join_candidates(candidates, bodies, targets, material.loci, odds=lambda *_: odds, chance=random.random)
    best = joint.of_candidate
    made = []
    for line, at in zip(lines, candidates, strict=True):
        own = best.get((at.body, at.target), 0.0)
        alike = [
            targets[number].member
            for number in of_family[line.family]
            if number != at.target and own > 0 and math.isclose(best.get((at.body, number), -1.0), own, rel_tol=1e-6)
        ]
        made.append(replace(line, posterior=own, alike=tuple(alike)))
    return made, joint.error


def write_pairs(report: SearchReport) -> None:
    """Writes the list of pairs as CSV; where a body fits places of a family alike, each line names the others."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow((
        "body", "parts", "family", "missing", "alike", "log10_lr", "posterior", "expected_chance_hits", "loci",
        "inconsistent_loci", "next_best_log10_lr",
    ))  # fmt: skip
    by_body: dict[str, list[float]] = {}
    for line in report.lines:
        by_body.setdefault(line.body, []).append(line.log10_lr)
    parts = {one.name: one.parts for one in report.clusters}
    for line in report.lines:
        others = list(by_body[line.body])
        others.remove(line.log10_lr)
        rows.writerow((
            line.body, " ".join(parts.get(line.body, ())), line.family, line.missing, ";".join(line.alike),
            f"{line.log10_lr:.4f}", f"{min(line.posterior, MOST_POSTERIOR):.9g}", f"{chance_hits(report, line):.3g}",
            line.loci,
            " ".join(line.inconsistent), f"{max(others):.4f}" if others else "",
        ))  # fmt: skip
    write_whole(report.wish.out, text.getvalue().encode())


def chance_hits(report: SearchReport, line: Line) -> float:
    """The number of pairs of unrelated persons that are expected to reach this ratio, at most.

    Source:   P(LR >= x | unrelated) <= 1/x, so that among n comparisons at most n/x are expected.
    """
    return float(min(report.compared * 10.0**-line.log10_lr, report.compared))
