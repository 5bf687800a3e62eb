"""`repatria kinship report`: one pair of a search as a report, JSON and PDF, with everything a reader needs to doubt
it.

It states the propositions, what was used and what was left out, the ratio at each locus and in all, prior and
posterior, the next best, how many comparisons were made, other models and other theta. It never says that something is
certain, and where a body fits several persons alike it names none of them alone.
"""

from __future__ import annotations

import csv
import hashlib
import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from repatria.core.kinship.columns import Target
from repatria.core.kinship.incident import Body
from repatria.core.kinship.likelihood import Conventions, LikelihoodRatio, Question, weigh
from repatria.core.kinship.loci import Locus
from repatria.core.kinship.mutation import Mutation
from repatria.core.kinship.observations import Profile
from repatria.core.vocabulary.errors import InputError
from repatria.doors.jobs.laboratory.cases import figure
from repatria.doors.jobs.laboratory.drawing import draw_pedigree
from repatria.doors.jobs.laboratory.files import LaboratoryFileError, digest_of, read_json, write_json, write_whole
from repatria.doors.jobs.laboratory.parts import join_parts
from repatria.doors.jobs.laboratory.searching import (
    USUAL_MUTATION,
    Material,
    Progress,
    SearchWish,
    question_of,
    read_material,
)

Printer = Callable[[Mapping[str, Any], date], bytes]
"""Sets a report as PDF."""
THETAS = (0.0, 0.01, 0.03)
MOST_MEIOSES_WITH_THETA = 7
"""Persons with parents beyond which rows with theta are left out of the sensitivity table, and said to be."""
LIMITS = (
    "A likelihood ratio weighs two propositions against each other. It is no probability that the body is the person, "
    "and no identification: an identification is the decision of a board, from all lines of evidence.",
    "The two propositions leave out that the body is a relative of the missing person. Brothers, and whoever descends "
    "from the same people, may show ratios alike.",
    "Frequencies are those of the named table; another population gives other ratios.",
    "Loci are taken as unlinked; founders of the pedigree as unrelated, save for theta where it is stated.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWish:
    """Which pair, of which search, by whom."""

    material: SearchWish
    pairs: Path
    body: str
    family: str
    missing: str
    names: tuple[str, str]
    on: date
    version: str


@dataclass(frozen=True, slots=True)
class _Pair:
    row: Mapping[str, str]
    run: Mapping[str, Any]


def run_report(wish: ReportWish, printer: Printer, progress: Progress) -> dict[str, Any]:
    """Writes the report as JSON and PDF.

    Returns:  what was written.
    Raises:   LaboratoryFileError where the pair is not in the list, or the files are not those of the search.
    """
    if len({name.strip().lower() for name in wish.names}) < 2 or not all(name.strip() for name in wish.names):
        raise LaboratoryFileError("a report needs two names", (("name", "of two different persons"),))
    material = read_material(wish.material, progress)
    pair = _pair(wish)
    target = next(
        (Target(f, m) for f in material.families if f.name == wish.family for m in f.missing if m == wish.missing), None
    )
    clusters = join_parts(material.bodies, material.loci, wish.material, material.faults, progress)
    sample = next((one for one in clusters if one.name == wish.body), None)
    if target is None or sample is None:
        raise LaboratoryFileError("the pair is not in the files", ((wish.body, "or the family is not there"),))
    rates = wish.material
    body = Body(id=wish.body, profile=sample.sample.profile(rates.drop_out, rates.drop_in), sex=sample.sample.sex)
    question = question_of(body, target, material.loci, Conventions(theta=wish.material.theta))
    found = weigh(question)
    progress("report", 1, 3)
    report = _content(wish, pair, material, question, found, sample.parts)
    progress("report", 2, 3)
    write_json(wish.material.out.with_suffix(".json"), report)
    write_whole(wish.material.out.with_suffix(".pdf"), printer(report, wish.on))
    progress("report", 3, 3)
    return report


def _pair(wish: ReportWish) -> _Pair:
    with wish.pairs.open(encoding="utf-8", newline="") as opened:
        rows = [row for row in csv.DictReader(opened) if row.get("body") == wish.body]
    row = next((r for r in rows if (r.get("family"), r.get("missing")) == (wish.family, wish.missing)), None)
    if row is None:
        raise LaboratoryFileError(f"{wish.pairs.name} does not list this pair", ((wish.body, "no such line"),))
    run = read_json(wish.pairs.with_suffix(".run.json"))
    if run.get("data_sha256") != digest_of(*wish.material.files):
        raise LaboratoryFileError("the files are not those of the search", (("data", "search again, then report"),))
    return _Pair({**row, "rivals": str(len(rows) - 1)}, run)


def _content(
    wish: ReportWish, pair: _Pair, material: Material, question: Question, found: LikelihoodRatio, parts: Sequence[str]
) -> dict[str, Any]:
    alike = [name for name in pair.row["alike"].split(";") if name]
    persons = " or ".join([wish.missing, *alike])
    mutation = _mutation_words(material.loci)
    shown = [one for one in found.loci if _is_told(question, one.name)]
    return {
        "kind": "kinship report",
        "written_on": wish.on.isoformat(),
        "names": list(wish.names),
        "program": {"name": "Repatria", "version": wish.version},
        "data_sha256": pair.run["data_sha256"],
        "body": {"id": wish.body, "parts": list(parts), "profile_sha256": _hash(question.body)},
        "family": {
            "id": wish.family, "place": persons, "is_symmetric": bool(alike),
            "typed": [{"id": name, "profile_sha256": _hash(seen)} for name, seen in question.typed.items()],
            "pedigree": [
                {"id": p.id, "father": p.father, "mother": p.mother, "sex": p.sex.value}
                for p in question.pedigree.persons
            ],
        },
        "pedigree_svg": draw_pedigree(question.pedigree, typed=question.typed, member=wish.missing),
        "propositions": {
            "H1": f"The body {wish.body} is the member {persons} of family {wish.family}."
            if not alike
            else f"The body {wish.body} is one of the members {persons} of family {wish.family}; they are alike.",
            "H2": f"The body {wish.body} is unrelated to family {wish.family}, and that member is untyped.",
        },
        "profiles": _profiles(question, shown),
        "loci": {
            "used": [one.name for one in shown],
            "left_out": _left_out(material, question, shown),
        },
        "frequencies": {
            "file": wish.material.frequencies.name, "minimum": wish.material.minimum_frequency,
            "rule": "divided by the sum at each locus; an allele that the table lacks enters at the minimum",
        },
        "conventions": {
            "theta": wish.material.theta, "mutation": mutation,
            "untyped_founders": "keep: all founders are summed over",
            "drop_out": wish.material.drop_out, "drop_in": wish.material.drop_in,
            "silent_alleles": _silent(material.loci),
        },
        "by_locus": [
            {
                "locus": one.name, "lik_h1": one.lik_h1, "lik_h2": one.lik_h2, "lr": figure(one.lr),
                "log10_lr": figure(one.log10_lr),
            }
            for one in shown
        ],
        "log10_lr": figure(found.log10_lr),
        "inconsistent_loci": {
            "loci": pair.row["inconsistent_loci"].split(),
            "explanation": "at these loci only a mutation explains H1; it is weighed by the model above",
        },
        "prior": {
            "odds": pair.run["prior_odds"],
            "basis": "stated by the laboratory" if wish.material.prior_odds else "one in the number of places searched",
        },
        "posterior": float(pair.row["posterior"]),
        "posterior_error": pair.run["posterior_error"],
        "next_best_log10_lr": float(pair.row["next_best_log10_lr"]) if pair.row["next_best_log10_lr"] else None,
        "log10_glr": _glr(found.log10_lr, pair.row["next_best_log10_lr"]),
        "rivals_listed": int(pair.row["rivals"]),
        "comparisons": pair.run["compared"],
        "expected_chance_hits": float(pair.row["expected_chance_hits"]),
        "sensitivity": _sensitivity(question),
        "limits": [*LIMITS, *_own_limits(alike, persons)],
    }  # fmt: skip


def _glr(own: float, best_other: str) -> float | None:
    """The best answer with the pair against the best without it, among the pairs that were listed."""
    return round(own - max(0.0, float(best_other or 0)), 4) if math.isfinite(own) else None


def _own_limits(alike: Sequence[str], persons: str) -> list[str]:
    if not alike:
        return []
    return [f"{persons} are alike for every relative who was typed: nobody of them is named alone by these profiles."]


def _is_told(question: Question, locus: str) -> bool:
    is_seen = locus in question.body and bool(question.body[locus].seen)
    return is_seen and any(locus in seen and seen[locus].seen for seen in question.typed.values())


def _hash(profile: Profile) -> str:
    plain = json.dumps({name: sorted(one.alleles) for name, one in sorted(profile.items())})
    return hashlib.sha256(plain.encode()).hexdigest()


def _profiles(question: Question, shown: Sequence[Any]) -> list[dict[str, Any]]:
    people: dict[str, Profile] = {"body": question.body, **question.typed}
    return [
        {
            "locus": one.name,
            **{who: "/".join(seen[one.name].alleles) if one.name in seen else "" for who, seen in people.items()},
        }
        for one in shown
    ]


def _left_out(material: Material, question: Question, shown: Sequence[Any]) -> list[dict[str, str]]:
    used = {one.name for one in shown}
    rows = [
        {"locus": locus.name, "reason": "no result of the body, or of no relative"}
        for locus in material.loci
        if locus.name not in used
    ]
    known = {locus.name for locus in material.loci}
    seen = {name for profile in (question.body, *question.typed.values()) for name in profile}
    return rows + [{"locus": name, "reason": "no usable frequencies"} for name in sorted(seen - known)]


def _silent(loci: Sequence[Locus]) -> dict[str, float]:
    return {locus.name: locus.silent for locus in loci if locus.silent}


def _mutation_words(loci: Sequence[Locus]) -> list[str]:
    by_words: dict[str, list[str]] = {}
    for locus in loci:
        both = []
        for sex, model in (("mothers", locus.mutation.female), ("fathers", locus.mutation.male)):
            words = f"{sex}: {model.kind.value}, rate {model.rate:g}"
            if model.kind.value == "stepwise":
                words += f", rate2 {model.rate2:g}, range {model.range:g}"
            both.append(words + (", stationary" if model.is_stationary else ""))
        by_words.setdefault("; ".join(both), []).append(locus.name)
    if len(by_words) == 1:
        return [next(iter(by_words))]
    return [f"{words} ({', '.join(names)})" for words, names in by_words.items()]


def _sensitivity(question: Question) -> list[dict[str, Any]]:
    """The total under two models and three thetas; a row that would take too long says so."""
    usual, plain = Mutation.of(USUAL_MUTATION), Mutation.of({"model": "none"})
    models = {"as stated": None, "stepwise, usual rates": usual, "no mutation": plain}
    below = sum(not p.is_founder for p in question.pedigree.without_idle((*question.typed, question.member)).persons)
    rows: list[dict[str, Any]] = []
    for words, mutation in models.items():
        loci = [replace(locus, mutation=mutation) if mutation else locus for locus in question.loci]
        for theta in THETAS:
            row: dict[str, Any] = {"mutation": words, "theta": theta}
            if theta and below > MOST_MEIOSES_WITH_THETA:
                row["log10_lr"], row["remark"] = (
                    None,
                    "left out: the pedigree is too large for an exact answer in a sitting",
                )
            else:
                asked = replace(question, loci=loci, conventions=replace(question.conventions, theta=theta))
                try:
                    row["log10_lr"] = figure(weigh(asked).log10_lr)
                except InputError as error:
                    row["log10_lr"], row["remark"] = None, error.message
            rows.append(row)
    return rows
