"""`repatria kinship joint`: an incident in one JSON file, the joint answer in another."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from repatria.core.kinship.conclusions import Conclusion, conclude
from repatria.core.kinship.family_weights import NOBODY
from repatria.core.kinship.incident import Body, Family, Incident
from repatria.core.kinship.joint import LN10, JointAnswer, JointOptions, solve
from repatria.core.kinship.loci import Chromosome, Locus
from repatria.core.kinship.mutation import Mutation
from repatria.core.kinship.observations import profile_of
from repatria.core.kinship.pairing import TIE, RankedAnswer
from repatria.core.kinship.pedigree import Sex
from repatria.core.vocabulary.errors import InputError
from repatria.doors.files.kinship.cases import (
    LEAST_FREQUENCY,
    Progress,
    figure,
    malformed,
    read_chromosome,
    read_conventions,
    read_pedigree,
    read_sex,
    share,
)
from repatria.doors.files.kinship.doubles import equal_pairs
from repatria.doors.files.kinship.files import LaboratoryFileError, read_json, require_kinds, write_json
from repatria.doors.files.kinship.genotypes import Genotypes, lacking, read_genotypes

UNPAIRED = "*"
THREADS = 2
_MOST = 1 - 1e-9
"""Beyond it a posterior is written as this: rounding is no certainty."""
_OF_A_FAMILY = {"pedigree": list, "references": dict}
_KINDS = {"markers": list, "victims": dict, "families": list, "missing": list}


def solve_dataset(source: Path, target: Path, progress: Progress) -> tuple[JointAnswer, list[str]]:
    """Solves the incident of a file.

    Returns:  the answer that was written, and the remarks beside it.
    Raises:   InputError of core.kinship, or LaboratoryFileError for a file that is no incident.
    """
    given = read_json(source)
    given = given.get("input", given) if isinstance(given, Mapping) else given
    require_kinds(given, _KINDS, source.name)
    remarks: list[str] = []
    try:
        incident = read_incident(given, remarks)
        evidence = _read_evidence(given.get("prior_odds") or [], incident)
    except InputError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        raise LaboratoryFileError(f"{source.name} is no incident", (("file", malformed(error)),)) from None
    progress("incident", 1, 2)
    odds = {(one["missing"], one["body"]): float(one["odds"]) for one in evidence}
    answer = solve(incident, JointOptions(threads=THREADS, prior_odds=odds))
    write_json(target, written(answer) | {"prior_odds": evidence, "remarks": remarks})
    progress("incident", 2, 2)
    return answer, remarks


def read_incident(given: Any, remarks: list[str]) -> Incident:
    """Reads markers, victims, families and missing of a data set; what was odd in it is added to the remarks."""
    victims, families = given["victims"], given["families"]
    for number, one in enumerate(families, start=1):
        require_kinds(one, _OF_A_FAMILY, f"family {number}")
    markers = _markers(given["markers"])
    pedigrees = [read_pedigree(one["pedigree"]) for one in families]
    of_bodies = {name: read_sex(one.get("sex"), f"victims, {name}") for name, one in victims.items()}
    of_relatives = [{person.id: person.sex for person in pedigree.persons} for pedigree in pedigrees]
    seen = _genotypes({name: one["genotypes"] for name, one in victims.items()}, markers, of_bodies, remarks)
    references = [
        _genotypes(one["references"], markers, sexes, remarks)
        for one, sexes in zip(families, of_relatives, strict=True)
    ]  # fmt: skip
    loci = [_locus(marker, [seen, *references], remarks) for marker in markers.values()]
    remarks += _equal(seen, references, [str(one["name"]) for one in families])
    bodies = [Body(id=name, sex=sex, profile=profile_of(seen[name])) for name, sex in of_bodies.items()]
    wanted, made = given["missing"], []
    if not all(isinstance(name, str) for name in wanted):
        raise LaboratoryFileError("it is not told who is missing", (("missing", "must be a list of names"),))
    for one, pedigree, profiles in zip(families, pedigrees, references, strict=True):
        typed = {name: profile_of(profile) for name, profile in profiles.items()}
        held = tuple(name for name in wanted if name in pedigree)
        if held:
            made.append(Family(name=str(one["name"]), pedigree=pedigree, typed=typed, missing=held))
    homeless = set(wanted) - {name for family in made for name in family.missing}
    if homeless:
        raise LaboratoryFileError(
            "somebody who is missing is in no pedigree", tuple((name, "is in no pedigree") for name in sorted(homeless))
        )  # fmt: skip
    return Incident(loci=loci, bodies=bodies, families=made, conventions=read_conventions(given))


def _read_evidence(rows: list[dict[str, Any]], incident: Incident) -> list[dict[str, Any]]:
    """Reads `[{body, missing, odds, source}]`: prior odds of single pairings, from evidence that is not genetic.

    Raises:   LaboratoryFileError for odds that cannot be, a pairing that is not there, or a missing source.
    """
    bodies, faults = {body.id for body in incident.bodies}, []
    for number, row in enumerate(rows, start=1):
        where, odds = f"prior_odds, row {number}", row["odds"]
        if row["body"] not in bodies or row["missing"] not in incident.missing:
            faults.append((where, f"{row['body']} and {row['missing']} are no pairing of this incident"))
        if isinstance(odds, bool) or not isinstance(odds, int | float) or not 1e-18 <= odds <= 1e9:
            faults.append((where, f"{odds} cannot be prior odds"))
        if not str(row.get("source") or "").strip():
            faults.append((where, "has no source"))
    if faults:
        raise LaboratoryFileError("the prior odds cannot be used", tuple(faults))
    return rows


def _markers(given: Any) -> dict[str, Mapping[str, Any]]:
    """Returns the markers by name.  Raises: LaboratoryFileError naming each frequency that is none."""
    faults, made = [], {}
    for marker in given:
        name = str(marker["name"])
        if name in made:
            faults.append((name, "stands there twice"))
        made[name] = marker
        faults += [
            (f"{name}, allele {allele}", f"{str(f)[:40]} is no frequency")
            for allele, f in marker["freq"].items()
            if isinstance(f, bool) or not isinstance(f, int | float) or not 0 <= f <= 1
        ]
    if faults:
        raise LaboratoryFileError("the markers cannot be used", tuple(faults[:20]))
    return made


def _genotypes(
    given: Mapping[str, Any], markers: Mapping[str, Mapping[str, Any]], sexes: Mapping[str, Sex], remarks: list[str]
) -> Genotypes:
    """Reads genotypes at the autosomal loci and at those of the X chromosome, of which a man has one allele."""
    men = {name for name, sex in sexes.items() if sex is Sex.MALE}
    on_x = {name for name, marker in markers.items() if marker.get("chromosome") == Chromosome.X}
    tables = {name: marker["freq"] for name, marker in markers.items()}
    autosomal = read_genotypes(given, {n: t for n, t in tables.items() if n not in on_x}, (), remarks)
    haploid = read_genotypes(given, {n: t for n, t in tables.items() if n in on_x}, men, remarks)
    return {name: profile | haploid[name] for name, profile in autosomal.items()}


def _equal(bodies: Genotypes, references: list[Genotypes], families: list[str]) -> list[str]:
    """Says whose profile a body's equals."""
    relatives = {
        f"{who} of {name}": profile
        for name, profiles in zip(families, references, strict=True)
        for who, profile in profiles.items()
    }
    found = [(body, f"relative {other}", loci) for body, other, loci in equal_pairs(bodies, relatives)]
    found += [(body, f"body {other}", loci) for body, other, loci in equal_pairs(bodies, bodies)]
    return [
        f"{body}: the profile equals that of {other} at {loci} loci; exchanged samples?" for body, other, loci in found
    ]


def _locus(marker: Mapping[str, Any], found: list[Genotypes], remarks: list[str]) -> Locus:
    name = str(marker["name"])
    silent = share(marker.get("silent") or 0, f"{name}, silent")
    given = {allele: f for allele, f in marker["freq"].items() if f}
    scale = (1 - silent) / sum(given.values())
    unknown = lacking(found, name, given)
    remarks += [f"{name}: allele {allele} is not in the table; it enters at {LEAST_FREQUENCY:g}" for allele in unknown]
    locus = Locus(
        name=name, frequencies={allele: f * scale for allele, f in given.items()},
        mutation=Mutation.of(marker.get("mutation") or {}), silent=silent,
        chromosome=read_chromosome(marker.get("chromosome"), f"{name}, chromosome"),
    )  # fmt: skip
    return locus.with_alleles(unknown, LEAST_FREQUENCY)


def written(answer: JointAnswer) -> dict[str, Any]:
    """Writes an answer as JSON has it: matrices by body and missing person, `*` for nobody here."""
    bodies, missing = [b.id for b in answer.incident.bodies], list(answer.incident.missing)
    of_missing, of_bodies = conclude(answer)

    def matrix(values: NDArray[np.float64], columns: list[str], is_log: bool = False) -> dict[str, Any]:
        return {
            body: {m: _number(values[i, j], is_log) for j, m in enumerate(columns)} for i, body in enumerate(bodies)
        }

    counts = {
        body: {m: None if math.isnan(v := answer.exclusions[i, j]) else int(v) for j, m in enumerate(missing)}
        for i, body in enumerate(bodies)
    }
    ranked = _ranked(answer, bodies)
    return {
        "pairwise_LR": matrix(answer.log10_lr, missing, True),
        "pairwise_log10_LR": matrix(answer.log10_lr, missing),
        "exclusion_matrix": counts,
        "joint_top20": ranked,
        "posterior_pairing_flat_prior": matrix(np.minimum(answer.posterior, _MOST), [*missing, UNPAIRED]),
        "posterior_error": answer.pairing.error,
        "GLR": matrix(answer.log10_glr, missing, True),
        "conclusions": {
            "AM": [_line(one, "Missing", "Sample") for one in of_missing],
            "PM": [_line(one, "Sample", "Missing") for one in of_bodies],
        },
        "conventions": {
            "untyped_founders": answer.incident.conventions.untyped_founders.value,
            "theta": answer.incident.conventions.theta,
            "linkage": [group.name for group in answer.incident.conventions.linkage],
            "prior": "all answers that sex allows are equally likely beforehand, save where prior_odds says otherwise",
        },
    }  # fmt: skip


def _number(value: float, is_log: bool) -> float | str | None:
    if math.isnan(value):
        return None
    if not is_log:
        return figure(float(value))
    return 0.0 if value == -math.inf else (10.0**value if value < 300 else figure(math.inf))


def _ranked(answer: JointAnswer, bodies: list[str]) -> list[dict[str, Any]]:
    best = answer.ranked
    if not best:
        return []
    rows: list[dict[str, Any]] = []
    rank, last = 0, math.inf
    for place, one in enumerate(best, start=1):
        if one.weight < last - TIE:
            rank = place  # equal weights share a rank
        last = one.weight
        row: dict[str, Any] = dict.fromkeys(bodies, UNPAIRED)
        row.update(_bodies_of(one, answer, bodies))
        rows.append({
            **row, "rank": rank, "loglik": answer.log_null + one.weight, "LR": _number(one.weight / LN10, True),
            "log10_LR": one.weight / LN10, "posterior": _share(one.weight - answer.pairing.log_sum),
        })  # fmt: skip
    return rows


def _share(log: float) -> float | None:
    """The posterior of an answer; nothing where the sum over all answers was not taken."""
    return None if math.isnan(log) else min(math.exp(log), _MOST)


def _bodies_of(one: RankedAnswer, answer: JointAnswer, bodies: list[str]) -> dict[str, str]:
    return {
        bodies[body]: member
        for family, way in zip(answer.incident.families, one.ways, strict=True)
        for member, body in zip(family.missing, way, strict=True)
        if body != NOBODY
    }


def _line(one: Conclusion, subject: str, found: str) -> dict[str, Any]:
    return {
        "Family": one.family or None, subject: one.subject, found: "/".join(one.found) or None,
        "LR": _number(one.log10_lr, True), "GLR": _number(one.log10_glr, True), "Conclusion": str(one.kind),
        "Comment": one.comment or None,
    }  # fmt: skip
