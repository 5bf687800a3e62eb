"""What a report says of one pair, as figures and codes: what its JSON holds and its sheet puts into words."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from repatria.core.kinship.haplotypes import Line
from repatria.core.kinship.kin_terms import kin_term
from repatria.core.kinship.likelihood import LikelihoodRatio, Question
from repatria.core.kinship.loci import Chromosome, Locus
from repatria.core.kinship.observations import Profile
from repatria.core.kinship.pedigree import Sex
from repatria.core.kinship.rivals import log10_with_and_without
from repatria.doors.files.kinship.cases import figure
from repatria.doors.files.kinship.descent import Haplotypes
from repatria.doors.files.kinship.files import digest_of
from repatria.doors.files.kinship.findings import Findings, Pair
from repatria.doors.files.kinship.kin_of_his import alternatives
from repatria.doors.files.kinship.material import Material
from repatria.doors.files.kinship.pairs_file import MOST_POSTERIOR
from repatria.doors.files.kinship.parts import Cluster, Join, Verdict
from repatria.doors.files.kinship.report_words import Words
from repatria.doors.files.kinship.sensitivity import rows_for

_RIVALS = 3


def content_of(
    found: Findings, material: Material, pair: Pair, question: Question, answer: LikelihoodRatio, words: Words
) -> dict[str, Any]:
    """Returns what is said of a pair.

    Given:    `answer` is the answer to `question`, which `pair` summarises.
    """
    wish = found.wish
    own = next(one for one in found.clusters if one.name == pair.body)
    return {
        "items": _items(material, own.parts, question, pair.family),
        "parts": _parts(found, own),
        "equals": [
            {"kind": one.kind, "name": one.name, "loci": one.loci} for one in found.equals.get(pair.body, ())
        ],
        "relatives_of_his": [
            {"relation": one.relation, "log10_lr": None if one.log10_lr is None else figure(one.log10_lr),
             "remark": one.remark}
            for one in alternatives(question, answer)
        ],
        **_subjects(found, material, pair, question, words),
        "loci": {
            "used": list(pair.by_locus), "left_out": _left_out(found, pair), "spelling": dict(material.table.spelling),
        },
        **_weighed(pair, question, answer),
        **_standing(found, pair),
        "frequencies": {
            "file": wish.frequencies.name, "minimum": wish.minimum_frequency, "rule": words.say("rule"),
            "size": {name: size for name, size in material.table.size.items() if name in pair.by_locus},
            "absent_alleles": _absent(material, question),
        },
        "conventions": {
            "theta": wish.theta, "mutation": words.mutation(list(question.loci)), "untyped_founders": "keep",
            "drop_out": wish.drop_out, "drop_in": wish.drop_in,
            "silent_alleles": {locus.name: locus.silent for locus in question.loci if locus.silent},
        },
        "haplotype_files": [path.name for path in wish.haplotypes],
        "sensitivity": _sensitivity(found, material, pair, question, answer),
        "limits": _limits(question, pair, words),
        "data_sha256": digest_of(*wish.files),
        "files": [{"name": path.name, "sha256": digest_of(path)} for path in wish.files],
    }  # fmt: skip


def _items(material: Material, parts: tuple[str, ...], question: Question, family: str) -> list[dict[str, Any]]:
    """The samples that the figures rest on, with what amelogenin told of each."""
    of_relatives = {who: material.samples.get((family, who), who) for who in question.typed}
    return [
        {"sample": sample, "of": who, "amelogenin": _AMELOGENIN[material.amelogenin.get(sample, Sex.UNKNOWN)]}
        for sample, who in [*((part, None) for part in parts), *((sample, who) for who, sample in of_relatives.items())]
    ]


_AMELOGENIN = {Sex.MALE: "X/Y", Sex.FEMALE: "X/X", Sex.UNKNOWN: None}


def _parts(found: Findings, own: Cluster) -> dict[str, Any]:
    """How the parts of the body were joined, and which samples may be of it and were left apart."""
    wish = found.wish

    def told(one: Join) -> dict[str, Any]:
        return {
            "first": one.first, "second": one.second, "log10_brother": figure(one.log10_brother),
            "log10_stranger": figure(one.log10_stranger), "loci": one.loci, "verdict": one.verdict.name.lower(),
        }  # fmt: skip

    apart = [one for one in found.joins if one.verdict is not Verdict.JOINED and {one.first, one.second} & {*own.parts}]
    return {
        "is_on": wish.joins_parts, "least_log10": wish.parts_log10, "least_loci": wish.parts_loci,
        "joined": [told(one) for one in own.joins], "left_apart": [told(one) for one in apart],
    }  # fmt: skip


def _subjects(found: Findings, material: Material, pair: Pair, question: Question, words: Words) -> dict[str, Any]:
    places = found.places_of(pair)
    what = {
        "body": pair.body,
        "family": pair.family,
        "place": " / ".join(words.quoted(name, pair.family) for name in places),
    }
    cluster = next(one for one in found.clusters if one.name == pair.body)
    of_body = {line: shown for line in Line if (shown := cluster.sample.haplotype(line))}
    of_relatives = {who: material.relatives.get((pair.family, who), {}) for who in question.typed}
    hashes = {who: _hash(seen, of_relatives[who]) for who, seen in question.typed.items()}
    return {
        "body": {
            "id": pair.body, "parts": list(cluster.parts), "profile_sha256": _hash(question.body, of_body),
        },
        "family": {
            "id": pair.family, "places": list(places), "is_symmetric": len(places) > 1,
            "members": [
                {
                    "id": p.id, "father": p.father, "mother": p.mother, "sex": p.sex.value,
                    "kinship": "member" if p.id in places else kin_term(question.pedigree, p.id, pair.missing),
                    "is_typed": p.id in question.typed, "sample": material.samples.get((pair.family, p.id)),
                    "profile_sha256": hashes.get(p.id),
                }
                for p in question.pedigree.persons
            ],
        },
        "propositions": {
            "H1": words.say("h1_alike" if len(places) > 1 else "h1", **what),
            "H2": words.say("h2", **what),
        },
        "profiles": [*_profiles(question), *_haplotypes(pair, of_body, of_relatives)],
    }  # fmt: skip


def _weighed(pair: Pair, question: Question, answer: LikelihoodRatio) -> dict[str, Any]:
    on_x = {locus.name for locus in question.loci if locus.chromosome is Chromosome.X}
    x_total = sum(one.log10_lr for one in answer.loci if one.name in on_x)
    return {
        "by_locus": [
            {
                "locus": one.name, "lik_h1": one.lik_h1, "lik_h2": one.lik_h2, "lr": figure(one.lr),
                "log10_lr": figure(one.log10_lr),
            }
            for one in answer.loci
        ],
        "lines": [
            {
                "line": told.line.value, "relatives": list(told.relatives), "compared": told.compared,
                "differing": list(told.differing), "seen": told.seen, "database": told.database,
                "frequency_bound": told.frequency_bound, "log10_lr": told.log10_lr,
            }
            for told in pair.lines
        ],
        "autosomal_log10_lr": figure(answer.log10_lr - x_total),
        "x_log10_lr": figure(x_total) if on_x else None,
        "log10_lr": figure(answer.log10_lr + pair.total - pair.log10_lr),
        "inconsistent_loci": list(pair.inconsistent),
    }  # fmt: skip


def _standing(found: Findings, pair: Pair) -> dict[str, Any]:
    return {
        "prior": {
            "odds": pair.prior_odds,
            "places": len(found.targets),
            "odds_of_every_pairing": found.prior_odds,
            "evidence": [{"factor": one.factor, "source": one.source} for one in pair.evidence],
            "none_of_these": 1 / (1 + found.prior_odds * len(found.targets)),
        },
        "posterior_body_is_none": _rest(found.pairs, lambda one: one.body == pair.body),
        "posterior_place_is_empty": _rest(found.pairs, lambda o: (o.family, o.missing) == (pair.family, pair.missing)),
        "posterior": _bounded(pair.posterior),
        "posterior_of_these_places": _bounded(found.posterior_of_places(pair)),
        "posterior_is_never_above": MOST_POSTERIOR,
        "posterior_error": pair.error,
        "next_best": [_rival(one) for one in found.rivals(pair)[:_RIVALS]],
        "other_bodies": [_rival(one) for one in found.other_bodies(pair)[:_RIVALS]],
        "log10_glr": figure(_glr(found, pair)),
        "comparisons": found.compared,
        "expected_chance_hits": found.chance_hits(pair),
        "listed": {"least_log10_lr": found.wish.least_log10_lr, "each": found.wish.most_each},
    }


def _sensitivity(
    found: Findings, material: Material, pair: Pair, question: Question, answer: LikelihoodRatio
) -> list[dict[str, Any]]:
    rows = rows_for(
        question, answer, pair.inconsistent, pair.total - pair.log10_lr,
        lambda least: material.loci_with_minimum(pair.by_locus, least), found.wish.minimum_frequency,
    )  # fmt: skip
    return [
        {"what": row.what, "value": row.value, "log10_lr": figure(row.log10_lr), "remark": row.remark} for row in rows
    ]


def _rest(pairs: Sequence[Pair], belongs: Callable[[Pair], bool]) -> float:
    """What the posteriors of all listed pairs of a body, or of a place, leave over, as far as it can be told."""
    left = 1 - sum(one.posterior for one in pairs if belongs(one))
    return min(max(1 - MOST_POSTERIOR, left), MOST_POSTERIOR)


def _bounded(posterior: float) -> float:
    return min(posterior, MOST_POSTERIOR)


def _rival(pair: Pair) -> dict[str, Any]:
    return {
        "body": pair.body, "family": pair.family, "place": " / ".join((pair.missing, *pair.alike)),
        "log10_lr": round(pair.total, 4), "posterior": _bounded(pair.posterior),
    }  # fmt: skip


def _glr(found: Findings, pair: Pair) -> float:
    """The best joint answer with this pairing against the best without it; alike places count as one."""
    body = next(i for i, one in enumerate(found.bodies) if one.id == pair.body)
    if pair.alike or found.pairing is None:
        return math.nan
    return log10_with_and_without(found.pairing, pair.family, pair.missing, body)


def _limits(question: Question, pair: Pair, words: Words) -> list[str]:
    keys = ["ratio", "relatives", "frequencies", "founders", "linkage"]
    if any(locus.chromosome is Chromosome.X for locus in question.loci):
        keys.append("x_linkage")
    if pair.lines:
        keys.append("lines")
    return [words.named("limit", key) for key in (*keys, "mixtures")]


def _hash(profile: Profile, haplotypes: Haplotypes) -> str:
    plain = {name: sorted(one.alleles) for name, one in profile.items()}
    plain |= {marker: [value] for shown in haplotypes.values() for marker, value in shown.items()}
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()


def _profiles(question: Question) -> list[dict[str, Any]]:
    def shown(who: str, seen: Profile, locus: Locus) -> str:
        if locus.name not in seen:
            return ""
        is_one = locus.chromosome is Chromosome.X and question.pedigree[who].sex is Sex.MALE
        return "/".join(seen[locus.name].seen if is_one else seen[locus.name].alleles)

    return [
        {
            "locus": locus.name,
            "body": shown(question.member, question.body, locus),
            "relatives": {who: shown(who, seen, locus) for who, seen in question.typed.items()},
        }
        for locus in question.loci
    ]


def _haplotypes(pair: Pair, of_body: Haplotypes, of_relatives: Mapping[str, Haplotypes]) -> list[dict[str, Any]]:
    """What was seen of the lines that were compared, laid out as the other profiles are."""
    return [
        {
            "locus": marker,
            "body": value,
            "relatives": {who: shown.get(told.line, {}).get(marker, "") for who, shown in of_relatives.items()},
        }
        for told in pair.lines
        for marker, value in of_body[told.line].items()
    ]


def _left_out(found: Findings, pair: Pair) -> list[dict[str, str]]:
    used, known = set(pair.by_locus), {locus.name for locus in found.loci}
    body, target = found.body_of(pair).profile, found.target_of(pair)
    rows = [
        {"locus": name, "reason": "no_result_relatives" if name in body and body[name].seen else "no_result_body"}
        for name in (locus.name for locus in found.loci)
        if name not in used
    ]
    seen = {name for profile in (body, *target.family.typed.values()) for name in profile}
    return rows + [{"locus": name, "reason": "no_frequencies"} for name in sorted(seen - known)]


def _absent(material: Material, question: Question) -> list[str]:
    """The alleles of this pair that the table lacks."""
    profiles = (question.body, *question.typed.values())
    return [
        f"{material.table.spelling[locus.name]} {allele}"
        for locus in question.loci
        for allele in sorted({a for seen in profiles if locus.name in seen for a in seen[locus.name].seen})
        if allele not in material.table.by_marker[locus.name]
    ]
