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
from repatria.core.kinship.observations import Profile, profile_of
from repatria.core.kinship.pairing import TIE, RankedAnswer
from repatria.core.kinship.pedigree import Sex
from repatria.core.vocabulary.errors import InputError
from repatria.doors.jobs.laboratory.cases import (
    LEAST_FREQUENCY,
    Progress,
    figure,
    read_conventions,
    read_pedigree,
    share,
)
from repatria.doors.jobs.laboratory.files import LaboratoryFileError, read_json, require_kinds, write_json

UNPAIRED = "*"
THREADS = 2
_MOST = 1 - 1e-9
"""Beyond it a posterior is written as this: rounding is no certainty."""
_KINDS = {"markers": list, "victims": dict, "families": list, "missing": list}


def solve_dataset(source: Path, target: Path, progress: Progress) -> JointAnswer:
    """Solves the incident of a file.

    Returns:  the answer that was written.
    Raises:   InputError of core.kinship, or LaboratoryFileError for a file that is no incident.
    """
    given = read_json(source)
    given = given.get("input", given) if isinstance(given, Mapping) else given
    require_kinds(given, _KINDS, source.name)
    try:
        incident = read_incident(given)
        evidence = _read_evidence(given.get("prior_odds") or [], incident)
    except InputError:
        raise
    except KeyError as error:
        raise LaboratoryFileError(f"{source.name} is no incident", ((str(error.args[0]), "is missing"),)) from None
    except (TypeError, ValueError, AttributeError, ArithmeticError) as error:
        words = f"a field holds another kind of value than it should ({error})"
        raise LaboratoryFileError(f"{source.name} is no incident", (("file", words),)) from None
    progress("incident", 1, 2)
    odds = {(one["missing"], one["body"]): float(one["odds"]) for one in evidence}
    answer = solve(incident, JointOptions(threads=THREADS, prior_odds=odds))
    write_json(target, written(answer) | {"prior_odds": evidence})
    progress("incident", 2, 2)
    return answer


def read_incident(given: Any) -> Incident:
    """Reads markers, victims, families and missing of a data set."""
    victims, families = given["victims"], given["families"]
    profiles = [v["genotypes"] for v in victims.values()] + [p for f in families for p in f["references"].values()]
    loci = [_locus(marker, profiles) for marker in given["markers"]]
    bodies = [
        Body(id=name, sex=Sex(one.get("sex") or "U"), profile=_profile(one["genotypes"]))
        for name, one in victims.items()
    ]
    wanted, made = list(given["missing"]), []
    for one in families:
        pedigree = read_pedigree(one["pedigree"])
        typed = {name: _profile(seen) for name, seen in one["references"].items()}
        held = tuple(name for name in wanted if name in pedigree and name not in typed)
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


def _profile(genotypes: Mapping[str, Any]) -> Profile:
    return profile_of({name: tuple(str(a) for a in seen) for name, seen in genotypes.items() if seen})


def _locus(marker: Mapping[str, Any], profiles: list[Mapping[str, Any]]) -> Locus:
    name = str(marker["name"])
    shown = {str(a) for p in profiles for a in p.get(name) or () if a != "-"}
    given = marker["freq"]
    faults = [
        (f"{name}, allele {allele}", f"{str(f)[:40]} is no frequency")
        for allele, f in given.items()
        if isinstance(f, bool) or not isinstance(f, int | float) or not 0 <= f <= 1
    ]
    if faults:
        raise LaboratoryFileError("the frequencies cannot be used", tuple(faults[:20]))
    scale = (1 - share(marker.get("silent") or 0, f"{name}, silent")) / sum(given.values())
    frequencies = {str(allele): f * scale for allele, f in given.items() if f}
    locus = Locus(
        name=name, frequencies=frequencies, mutation=Mutation.of(marker.get("mutation") or {}),
        chromosome=Chromosome(marker.get("chromosome", "autosomal")),
        silent=share(marker.get("silent") or 0, f"{name}, silent"),
    )  # fmt: skip
    return locus.with_alleles(sorted(shown), LEAST_FREQUENCY)


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
            "log10_LR": one.weight / LN10, "posterior": min(math.exp(one.weight - answer.pairing.log_sum), _MOST),
        })  # fmt: skip
    return rows


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
