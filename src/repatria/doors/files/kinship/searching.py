"""`repatria kinship search`: remains against families, from files to a list of pairs.

In order: read the files; join parts of one body; weigh every body in every place (theta 0), in pieces that are kept, so
that a run that was stopped goes on; weigh what was found again with theta where one is stated; compare lines of
descent; add the prior, the next best, the expected number of chance hits and the inconsistent loci; write. `find` does
it without writing, so that a report trusts no list.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from repatria.core.kinship.candidates import Candidate, JointPosterior, join_candidates
from repatria.core.kinship.columns import Target
from repatria.core.kinship.haplotypes import Line
from repatria.core.kinship.incident import Body
from repatria.core.kinship.likelihood import Conventions, Question, weigh
from repatria.core.kinship.loci import Locus
from repatria.core.kinship.mutation import Mutation
from repatria.core.kinship.search import BodySide, search
from repatria.core.vocabulary.errors import InputError
from repatria.doors.files.kinship.descent import lines_told
from repatria.doors.files.kinship.direct import write_direct
from repatria.doors.files.kinship.doubles import name_equal
from repatria.doors.files.kinship.evidence import matched
from repatria.doors.files.kinship.faults import Outcome, Place
from repatria.doors.files.kinship.files import digest_of, growing_beside, write_json, write_whole
from repatria.doors.files.kinship.findings import Findings, Pair
from repatria.doors.files.kinship.material import Material, Progress, SearchWish, read_material
from repatria.doors.files.kinship.pairs_file import run_facts, write_pairs
from repatria.doors.files.kinship.parts import join_parts, write_joins

PIECE = 4096
"""Places that are weighed before what was found is kept on disk."""
MARGIN = 2.0
"""Units: log10. With theta or lines of descent, pairs are found this much below the threshold, then weighed in full."""


def run_search(wish: SearchWish, progress: Progress) -> Findings:
    """Searches and writes the list, the run record and the list of faults.

    Returns:  what was found.
    """
    material = read_material(wish, progress)
    found = find(wish, material, progress, growing_beside(wish.out))
    write_pairs(found)
    write_joins(found.clusters, found.joins, wish.out.with_suffix(".parts.csv"))
    found.direct = write_direct(found, material.own, wish.out.with_suffix(".direct.csv"))
    write_json(wish.out.with_suffix(".run.json"), run_facts(found))
    found.faults.write(wish.out.with_suffix(".faults.csv"))
    growing_beside(wish.out).unlink(missing_ok=True)
    return found


def find(wish: SearchWish, material: Material, progress: Progress, part: Path | None = None) -> Findings:
    """Weighs everything against everything.

    Given:    where a run that was stopped goes on, `part` is the file that keeps what it had.
    """
    clusters, joins = join_parts(material.bodies, material.loci, wish, material.faults, progress)
    bodies = [
        Body(id=one.name, profile=one.sample.profile(wish.drop_out, wish.drop_in), sex=one.sample.sex)
        for one in clusters
    ]
    targets = [Target(family, member) for family in material.families for member in family.missing if family.typed]
    found = Findings([], clusters, bodies, targets, material.loci, 0, material.faults, wish, joins=joins)
    name_equal(found, material)
    _in_pieces(found, part, progress)
    _weigh_with_theta(found, progress)
    _add_lines(found, material)
    found.pairs.sort(key=lambda one: (-one.total, one.body, one.family, one.missing))
    _keep_best(found)
    _name_inconsistent(found)
    _add_evidence(found, material)
    _add_posteriors(found)
    return found


def _in_pieces(found: Findings, part: Path | None, progress: Progress) -> None:
    wish, bodies, targets, faults = found.wish, found.bodies, found.targets, found.faults
    done = _done_before(part, wish)
    side, names = BodySide.of(bodies, found.loci), [locus.name for locus in found.loci]
    least = wish.least_log10_lr - (MARGIN if wish.theta or wish.haplotypes else 0.0)
    found.resumed = len(done)
    for first in range(0, len(targets), PIECE):
        row = done.get(first)
        if row is None:
            seen = search(side, targets[first : first + PIECE], least_log10_lr=least, threads=wish.threads)
            odd = {str(first + i): list(loci) for i, loci in seen.odd.items()}
            pairs = [
                (p.body, first + p.target, [None if math.isinf(v) else v for v in p.by_locus.tolist()])
                for p in seen.pairs
            ]
            row = {"first": first, "compared": seen.compared, "pairs": pairs, "odd": odd}
            if part:
                with part.open("a", encoding="utf-8") as beside:
                    beside.write(json.dumps(row) + "\n")
        found.compared += int(str(row["compared"]))
        for at, loci in dict(row["odd"]).items():  # type: ignore[call-overload]
            family = targets[int(at)].family.name
            faults.add(
                Place(wish.families.name, 0, family), ", ".join(loci),
                "the relatives contradict each other here (for the laboratory only, never for the family)",
                Outcome.LOCUS_LEFT_OUT,
            )  # fmt: skip
        for body, target, by in row["pairs"]:  # type: ignore[attr-defined]
            logs = {n: -math.inf if v is None else float(v) for n, v in zip(names, by, strict=True)}
            found.pairs.append(_pair(bodies[body], targets[target], logs))
        progress("places", min(first + PIECE, len(targets)), len(targets))


def _done_before(part: Path | None, wish: SearchWish) -> dict[int, dict[str, object]]:
    """What a stopped run of the same question over the same files kept; else an empty file is begun."""
    if part is None:
        return {}
    stamp = json.dumps(digest_of(*wish.files) + repr(replace(wish, out=Path("out"))))
    rows = part.read_text(encoding="utf-8").splitlines() if part.exists() else []
    if rows and rows[0] == stamp:
        return {int(str(row["first"])): row for row in map(_whole, rows[1:]) if row}
    write_whole(part, (stamp + "\n").encode())
    return {}


def _whole(row: str) -> dict[str, object]:
    """A row of the part file; nothing where the run was stopped in the middle of it."""
    try:
        read: dict[str, object] = json.loads(row)
        return read
    except ValueError:
        return {}


def _pair(body: Body, target: Target, by_locus: dict[str, float]) -> Pair:
    told = {name: by_locus[name] for name in told_loci(body, target, by_locus)}
    return Pair(
        body=body.id, family=target.family.name, missing=target.member, log10_lr=sum(told.values()), loci=len(told),
        by_locus=told,
    )  # fmt: skip


def told_loci(body: Body, target: Target, names: Iterable[str]) -> list[str]:
    """The loci at which both sides show something; elsewhere a pair says nothing, whatever a model makes of it."""
    shown = {name for seen in target.family.typed.values() for name, one in seen.items() if one.seen}
    return [name for name in names if name in shown and name in body.profile and body.profile[name].seen]


def _weigh_with_theta(found: Findings, progress: Progress) -> None:
    theta = found.wish.theta
    if not theta:
        return
    by_id = {body.id: body for body in found.bodies}
    by_place = {(target.family.name, target.member): target for target in found.targets}
    kept = []
    for number, pair in enumerate(found.pairs, start=1):
        target = by_place[pair.family, pair.missing]
        try:
            result = weigh(question_of(by_id[pair.body], target, found.loci, Conventions(theta=theta)))
        except InputError as error:
            found.faults.add(
                Place(found.wish.families.name, 0, pair.family), "theta",
                f"{error.message}; {pair.body} as {pair.missing} has log10 LR {pair.log10_lr:.2f} at theta 0",
                Outcome.PAIR_LEFT_OUT,
            )  # fmt: skip
            continue
        by_locus = {one.name: one.log10_lr for one in result.loci}
        kept.append(replace(pair, log10_lr=result.log10_lr, by_locus=by_locus))
        progress("pairs with theta", number, len(found.pairs))
    found.pairs = kept


def question_of(body: Body, target: Target, loci: Sequence[Locus], conventions: Conventions) -> Question:
    """Makes the question that a pair answers, at the loci at which both sides show something."""
    told = set(told_loci(body, target, [locus.name for locus in loci]))
    return Question(
        pedigree=target.family.pedigree, member=target.member, loci=[one for one in loci if one.name in told],
        typed=target.family.typed, body=body.profile, conventions=conventions,
    )  # fmt: skip


def _add_lines(found: Findings, material: Material) -> None:
    """Adds what lines of descent say, and takes away what stays below the threshold with them."""
    shown = {one.name: {line: one.sample.haplotype(line) for line in Line} for one in found.clusters}
    by_place = {(target.family.name, target.member): target for target in found.targets}
    told = (
        replace(
            pair,
            lines=lines_told(
                shown[pair.body], by_place[pair.family, pair.missing], material.relatives, material.databases
            ),
        )
        for pair in found.pairs
    )
    found.pairs = [pair for pair in told if pair.total >= found.wish.least_log10_lr]


def _keep_best(found: Findings) -> None:
    """Keeps a pair that is among the best of its body or the best of its place."""
    ranks: dict[tuple[str, ...], int] = {}
    kept = []
    for pair in found.pairs:
        keys = (pair.body,), (pair.family, pair.missing)
        if min(ranks.get(key, 0) for key in keys) < found.wish.most_each:
            kept.append(pair)
        for key in keys:
            ranks[key] = ranks.get(key, 0) + 1
    found.pairs = kept


def _name_inconsistent(found: Findings) -> None:
    """Names, for each pair, the loci that only a mutation explains."""
    if not found.pairs:
        return
    wanted, held = {(pair.family, pair.missing) for pair in found.pairs}, {pair.body for pair in found.pairs}
    asked = [target for target in found.targets if (target.family.name, target.member) in wanted]
    here = [body for body in found.bodies if body.id in held]
    of_place = {(t.family.name, t.member): i for i, t in enumerate(asked)}
    of_body = {body.id: i for i, body in enumerate(here)}
    side = BodySide.of(here, [replace(locus, mutation=Mutation()) for locus in found.loci])
    pairs = [(of_body[pair.body], of_place[pair.family, pair.missing]) for pair in found.pairs]
    named = side.impossible_at(asked, pairs)
    found.pairs = [replace(pair, inconsistent=loci) for pair, loci in zip(found.pairs, named, strict=True)]


def _add_evidence(found: Findings, material: Material) -> None:
    """Gives each pair its prior odds: those of every pairing, times what is documented of this one."""
    parts_of = {part: one.name for one in found.clusters for part in one.parts}
    places = {(target.family.name, target.member) for target in found.targets}
    listed = {(pair.body, pair.family, pair.missing) for pair in found.pairs}
    told = matched(material.evidence, parts_of, places, listed, found.faults)
    for number, pair in enumerate(found.pairs):
        evidence = told.get((pair.body, pair.family, pair.missing), ())
        odds = found.prior_odds * math.prod(one.factor for one in evidence)
        found.pairs[number] = replace(pair, prior_odds=odds, evidence=evidence)


def _add_posteriors(found: Findings) -> None:
    """Gives each pair its joint posterior and the places of its family that the body fits alike."""
    of_body = {body.id: i for i, body in enumerate(found.bodies)}
    of_place = {(t.family.name, t.member): i for i, t in enumerate(found.targets)}
    of_family: dict[str, list[int]] = {}
    for number, target in enumerate(found.targets):
        of_family.setdefault(target.family.name, []).append(number)
    candidates = [Candidate(of_body[o.body], of_place[o.family, o.missing], o.log10_lr) for o in found.pairs]
    joint = _joined(found, candidates)
    best: Mapping[tuple[int, int], float] = joint.of_candidate
    made = []
    for pair, at in zip(found.pairs, candidates, strict=True):
        own = best.get((at.body, at.target), 0.0)
        alike = [
            found.targets[number].member
            for number in of_family[pair.family]
            if number != at.target and own > 0 and math.isclose(best.get((at.body, number), -1.0), own, rel_tol=1e-6)
        ]
        made.append(replace(pair, posterior=own, error=joint.error_of_place[at.target], alike=tuple(alike)))
    found.pairs, found.pairing = made, joint.pairing


def _joined(found: Findings, candidates: Sequence[Candidate]) -> JointPosterior:
    # a line of descent speaks of each pairing by itself, as evidence that is known beforehand does
    stated = {
        (at.body, at.target): pair.prior_odds * 10.0 ** (pair.total - pair.log10_lr)
        for pair, at in zip(found.pairs, candidates, strict=True)
    }
    # The seed is fixed: the same files give the same list. Random numbers are used only where a sum is too large.
    random = np.random.default_rng(len(candidates))

    def join(theta: float) -> JointPosterior:
        return join_candidates(
            candidates, found.bodies, found.targets, found.loci, chance=random.random,
            odds=lambda body, target: float(stated.get((body, target), found.prior_odds)),
            conventions=Conventions(theta=theta),
        )  # fmt: skip

    try:
        return join(found.wish.theta)
    except InputError as error:
        if not found.wish.theta:
            raise
        words = f"{error.message}: families of several missing persons are joined at theta 0"
        found.faults.add(Place(found.wish.families.name), "theta", words, Outcome.NOTED)
        return join(0.0)
