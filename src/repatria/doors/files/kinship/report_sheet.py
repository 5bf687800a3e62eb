"""A report as a sheet: headings, facts, tables and a picture, every word in the reader's language, ready to be set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from repatria.core.kinship.pedigree import Pedigree
from repatria.doors.files.kinship.drawing import draw_pedigree
from repatria.doors.files.kinship.report_blocks import (
    Block,
    Report,
    capital,
    facts,
    head,
    log,
    place,
    remark,
    spelt,
    table,
)
from repatria.doors.files.kinship.report_front import (
    items,
    joined_parts,
    relatives_of_his,
    signatures,
    stated_facts,
    warnings,
)
from repatria.doors.files.kinship.report_words import Words

_RELATIVES_A_TABLE = 5


def sheet_of(report: Report, words: Words, pedigree: Pedigree) -> dict[str, Any]:
    """Puts a report into words.

    Returns:  title, language, what stands at the foot of each page, and blocks in the order in which they are read.
    """
    label = words.label
    parts = (
        _result, _propositions, items, joined_parts, _pedigree(pedigree), _loci, _lines, _standing, relatives_of_his,
        _used, _sensitivity, _profiles, _limits, _origin, signatures,
    )  # fmt: skip
    body, family, program = report["body"]["id"], report["family"]["id"], report["program"]
    return {
        "language": words.language,
        "title": f"{label('title')}: {body}, {family}",
        "foot": " · ".join(
            (report["number"], f"{body}, {family}", report["written_on"], f"{program['name']} {program['version']}")
        ),
        "digest": f"SHA-256 {report['content_sha256']}",
        "page": label("page"),
        "blocks": [block for part in parts for block in part(report, words)],
    }


def _result(report: Report, words: Words) -> list[Block]:
    label, body, log10 = words.label, report["body"], report["log10_lr"]
    parts = f" ({label('parts')}: {', '.join(body['parts'])})" if len(body["parts"]) > 1 else ""
    posterior = [("posterior", report["posterior"])]
    if report["family"]["is_symmetric"]:
        posterior = [("posterior_any", report["posterior_of_these_places"]), ("posterior", report["posterior"])]
    blocks: list[Block] = [
        {"kind": "title", "text": label("title")},
        stated_facts(report, words),
        *warnings(report, words),
        facts(
            (label("body"), body["id"] + parts), (label("family"), report["family"]["id"]),
            (label("place"), place(report, words)),
            (label("written_on"), words.day(date.fromisoformat(report["written_on"]))),
        ),
        head(words, "result"),
    ]  # fmt: skip
    if isinstance(log10, float | int):
        sentence = "ratio" if log10 >= 0 else "ratio_against"
        blocks.append({"kind": "text", "text": words.say(sentence, lr=words.power(abs(log10)))})
    theta = words.say("theta_stated", theta=words.number(report["conventions"]["theta"]))
    shown = ((label(k), words.posterior(p)) for k, p in posterior)
    blocks.append(facts((label("total"), log(words, log10)), (label("theta"), theta), *shown))
    if report["family"]["is_symmetric"]:
        blocks.append({"kind": "box", "text": words.say("symmetric", place=place(report, words, is_quoted=True))})
    blocks += [
        {
            "kind": "box",
            "text": words.say(
                "line_differs", line=capital(words.named("line", told["line"])), differing=", ".join(told["differing"])
            ),
        }
        for told in report["lines"]
        if told["differing"]
    ]
    return [*blocks, {"kind": "box", "text": words.say("no_decision")}]


def _propositions(report: Report, words: Words) -> list[Block]:
    said = report["propositions"]
    return [head(words, "propositions"), {**facts(("H1", said["H1"]), ("H2", said["H2"])), "is_narrow": True}]


def _pedigree(pedigree: Pedigree) -> Any:
    def blocks(report: Report, words: Words) -> list[Block]:
        family, label = report["family"], words.label
        typed = {one["id"] for one in family["members"] if one["is_typed"]}
        kin = {one["id"]: words.named("kin", one["kinship"]) for one in family["members"]}
        # who is neither typed nor asked about bears no name here: it may be one that was made up to join the others
        said = {name: words.member(name, family["id"]) for name in kin}
        named = {name: said[name] if name in typed or name in family["places"] else "" for name in kin}
        below = {name: ("" if name in family["places"] else kin[name]) for name in kin}
        # whoever has no bearing on the result is not drawn, so that a large family stays readable
        drawn = pedigree.without_idle((*typed, *family["places"]))
        picture = draw_pedigree(drawn, typed=typed, members=family["places"], name=named, kinship=below)
        rows = [
            (said[one["id"]], kin[one["id"]], one["sample"] or "–")
            for one in family["members"]
            if one["is_typed"] or one["id"] in family["places"]
        ]
        return [
            head(words, "pedigree"),
            {"kind": "picture", "svg": picture, "alt": label("pedigree_alt"), "note": label("pedigree_signs")},
            table((label("person"), label("kinship"), label("sample")), rows, (2, 3, 2)),
        ]

    return blocks


def _loci(report: Report, words: Words) -> list[Block]:
    label, used = words.label, report["by_locus"]
    rows = [
        (
            spelt(report, [one["locus"]]), words.number(one["lik_h1"]), words.number(one["lik_h2"]),
            log(words, one["lr"]) if isinstance(one["lr"], str) else words.number(one["lr"]),
            log(words, one["log10_lr"]),
        )
        for one in used
    ]  # fmt: skip
    reasons: dict[str, list[str]] = {}
    for one in report["loci"]["left_out"]:
        reasons.setdefault(words.say(one["reason"]), []).append(one["locus"])
    left_out = "; ".join(f"{spelt(report, names)} ({reason})" for reason, names in reasons.items())
    inconsistent = report["inconsistent_loci"]
    by_kind = []
    if report["x_log10_lr"] is not None:
        by_kind = [(label(f"total_{kind}"), log(words, report[f"{kind}_log10_lr"])) for kind in ("autosomal", "x")]
    return [
        head(words, "loci"),
        table([label(k) for k in ("locus", "seen_h1", "seen_h2", "lr", "log10_lr")], rows, (1.2, 1.4, 1.4, 1, 1)),
        facts(
            (label("total"), log(words, report["log10_lr"])), *by_kind,
            (
                label("inconsistent"),
                words.say("inconsistent", loci=spelt(report, inconsistent)) if inconsistent else label("none"),
            ),
            (label("left_out"), left_out or label("none")),
        ),
    ]  # fmt: skip


def _lines(report: Report, words: Words) -> list[Block]:
    if not report["lines"]:
        return []
    label = words.label
    rows = []
    for told in report["lines"]:
        is_counted = told["database"] > 0
        counted = words.say("line_told", seen=told["seen"], database=told["database"])
        rows.append((
            words.named("line", told["line"]), ", ".join(told["relatives"]), str(told["compared"]),
            ", ".join(told["differing"]) or label("none"), counted if is_counted else words.say("line_not_counted"),
            words.number(told["frequency_bound"]) if is_counted else "–",
            log(words, told["log10_lr"]) if is_counted and not told["differing"] else "–",
        ))  # fmt: skip
    keys = ("line", "compared_with", "markers_compared", "differing", "counted", "bound", "log10_lr")
    return [
        head(words, "lines"),
        table([label(k) for k in keys], rows, (2, 1.5, 1.3, 1.5, 1.5, 1.4, 1), is_small=True),
    ]


def _standing(report: Report, words: Words) -> list[Block]:
    label, prior = words.label, report["prior"]
    basis = (
        words.say("prior_stated", basis=prior["basis"])
        if prior["basis"]
        else words.say("prior_usual", places=prior["places"])
    )
    error = report["posterior_error"]
    how = words.say("posterior_error", error=words.number(error)) if error else words.say("posterior_exact")

    def listed(rivals: Sequence[Mapping[str, Any]]) -> str:
        said = [
            words.say(
                "candidate", body=one["body"], family=one["family"], place=words.member(one["place"], one["family"]),
                lr=words.fixed(one["log10_lr"]), posterior=words.posterior(one["posterior"]),
            )
            for one in rivals
        ]  # fmt: skip
        return "\n".join(said) or words.say("no_candidate")

    told = "\n".join(f"× {words.number(one['factor'])}: {one['source']}" for one in prior["evidence"])
    least = words.fixed(report["listed"]["least_log10_lr"], 1)
    return [
        head(words, "standing"),
        facts(
            (label("prior_all"), f"{words.number(prior['odds_of_every_pairing'])}; {basis}"),
            (label("evidence"), told or label("none")),
            (label("none_prior"), words.number(prior["none_of_these"])),
            (label("prior"), words.number(prior["odds"])),
            (label("posterior"), f"{words.posterior(report['posterior'])}; {how}"),
            (label("none_posterior"), words.rest(report["posterior_body_is_none"])),
            (label("empty_place"), words.rest(report["posterior_place_is_empty"])),
            (label("next_best"), listed(report["next_best"])),
            (label("rivals_of_place"), listed(report["other_bodies"])),
            *([(label("glr"), log(words, report["log10_glr"]))] if report["log10_glr"] is not None else []),
            (label("comparisons"), words.count(report["comparisons"])),
            (label("chance"), words.number(report["expected_chance_hits"])),
            (label("list_from"), words.say("list_from", least=least, each=report["listed"]["each"])),
        ),
    ]


def _used(report: Report, words: Words) -> list[Block]:
    label, given, held = words.label, report["frequencies"], report["conventions"]
    minimum = words.number(given["minimum"])
    if given["absent_alleles"]:
        minimum += "; " + words.say("absent", alleles=", ".join(given["absent_alleles"]))
    by_size: dict[str, list[str]] = {}
    for locus, (count, unit) in given["size"].items():
        by_size.setdefault(words.say(f"size_{unit}", count=count), []).append(locus)
    sizes = [size if len(by_size) == 1 else f"{size}: {spelt(report, loci)}" for size, loci in by_size.items()]
    source = given["source"] or words.say("source_unknown")
    silent = [f"{spelt(report, [locus])} {words.number(value)}" for locus, value in held["silent_alleles"].items()]
    return [
        head(words, "used"),
        facts(
            (
                label("frequencies"),
                f"{given['file']}; {source}. {given['rule']}",
            ),
            (label("table_size"), "; ".join(sizes) or words.say("size_unknown")),
            (label("minimum"), minimum),
            (label("theta"), words.number(held["theta"])),
            (label("mutation"), "\n".join(held["mutation"])),
            (label("founders"), words.say("founders_keep")),
            (label("drop_out"), f"{words.number(held['drop_out'])}; {words.number(held['drop_in'])}"),
            *([(label("haplotypes"), ", ".join(report["haplotype_files"]))] if report["haplotype_files"] else []),
            (label("silent"), "; ".join(silent) or label("none")),
        ),
    ]


def _sensitivity(report: Report, words: Words) -> list[Block]:
    label, base = words.label, report["log10_lr"]
    rows: list[tuple[str, ...]] = []
    for one in report["sensitivity"]:
        value = spelt(report, [one["value"]]) if isinstance(one["value"], str) else words.number(one["value"])
        is_compared = isinstance(one["log10_lr"], float | int) and isinstance(base, float | int)
        change = log(words, one["log10_lr"] - base, is_signed=True) if is_compared and one["what"] != "stated" else ""
        rows.append((
            words.named("assumption", one["what"]).format(value=value), log(words, one["log10_lr"]), change,
            remark(words, one["remark"]),
        ))  # fmt: skip
    keys = ["assumption", "log10_lr", "change", "remark"]
    widths = [3.4, 1.2, 1.2, 2.2]
    if not any(row[-1] for row in rows):
        rows, keys, widths = [row[:-1] for row in rows], keys[:-1], [4.4, 1.8, 1.4]
    return [head(words, "sensitivity"), table([label(k) for k in keys], rows, widths)]


def _profiles(report: Report, words: Words) -> list[Block]:
    label, family = words.label, report["family"]
    if report["profiles"] is None:
        hashes = [(one["id"], one["profile_sha256"]) for one in family["members"] if one["profile_sha256"]]
        rows = [(label("body"), report["body"]["profile_sha256"]), *hashes]
        text = {"kind": "text", "text": words.say("profiles_kept_back")}
        return [head(words, "profiles"), text, {**facts(*rows), "is_small": True}]
    people = [one["id"] for one in family["members"] if one["is_typed"]]
    blocks = [head(words, "profiles")]
    for first in range(0, len(people), _RELATIVES_A_TABLE):
        shown = people[first : first + _RELATIVES_A_TABLE]
        rows = [
            (spelt(report, [one["locus"]]), one["body"], *(one["relatives"][who] for who in shown))
            for one in report["profiles"]
        ]
        columns = (label("locus"), report["body"]["id"], *shown)
        blocks.append(table(columns, rows, [1.0] * len(columns), is_small=True))
    return blocks


def _limits(report: Report, words: Words) -> list[Block]:
    return [head(words, "limits"), {"kind": "list", "items": list(report["limits"])}]


def _origin(report: Report, words: Words) -> list[Block]:
    label, program = words.label, report["program"]
    libraries = ", ".join(f"{name} {version}" for name, version in program["libraries"].items())
    files = "\n".join(f"{one['name']}:\n{one['sha256']}" for one in report["files"])
    return [
        head(words, "origin"),
        facts((label("program"), f"{program['name']} {program['version']}" + (f" ({libraries})" if libraries else ""))),
        {
            **facts(
                (label("content"), report["content_sha256"]),
                (label("data"), report["data_sha256"]),
                (label("files"), files),
                (label("profile_hash"), report["body"]["profile_sha256"]),
            ),
            "is_small": True,
        },
    ]
