"""`repatria kinship report`: pairs of a search as reports, JSON and PDF, with everything a reader needs to doubt them.

A report trusts no list. In order: the list must be the one that the search wrote, of these files, with these settings;
everything is weighed anew; every line of the list must say what was found anew; then each chosen pair is weighed
locus by locus and under other assumptions, and written. It never says that something is certain, and where a body fits
several persons alike it names none of them alone.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from repatria.core.kinship.likelihood import Conventions, weigh
from repatria.doors.files.kinship.files import (
    LaboratoryFileError,
    digest_of,
    read_json,
    read_text,
    require_kinds,
    write_json,
    write_whole,
)
from repatria.doors.files.kinship.findings import Findings, Pair
from repatria.doors.files.kinship.material import Material, Progress, SearchWish, read_material
from repatria.doors.files.kinship.pairs_file import HEADER, TEXTS, row_of
from repatria.doors.files.kinship.particulars import Item, Particulars
from repatria.doors.files.kinship.report_content import content_of
from repatria.doors.files.kinship.report_sheet import sheet_of
from repatria.doors.files.kinship.report_words import words_of
from repatria.doors.files.kinship.searching import find, question_of

Printer = Callable[[Mapping[str, Any], date], bytes]
"""Sets a sheet as PDF."""
_SLACK = 1e-3
"""By how much a figure of the list may differ from what was found anew: the list is rounded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWish:
    """Which pairs, of which search, by whom, in which language.

    Given:    `body` and `family` name one pair, `missing` the member where the family has several; or `from_posterior`
              names all pairs from a posterior on, and `material.out` is a folder.
    """

    material: SearchWish
    pairs: Path
    names: tuple[str, str]
    on: date
    version: str
    libraries: Mapping[str, str] = field(default_factory=dict)
    language: str = "en"
    body: str | None = None
    family: str | None = None
    missing: str | None = None
    from_posterior: float | None = None
    prior_basis: str = ""
    frequency_source: str = ""
    keeps_profiles_back: bool = False
    particulars: Particulars = field(default_factory=Particulars)


def run_reports(wish: ReportWish, printer: Printer, progress: Progress) -> list[dict[str, Any]]:
    """Writes the reports as JSON and PDF.

    Returns:  what was written.
    Raises:   LaboratoryFileError where a pair is not in the list, the list is not what the search wrote, the files or
              settings are not those of the search, or the list says something else than what is found anew.
    """
    if len({name.strip().lower() for name in wish.names}) < 2 or not all(name.strip() for name in wish.names):
        raise LaboratoryFileError("a report needs two names", (("name", "of two different persons"),))
    run = _checked_run(wish)
    rows = _rows(wish.pairs)
    material = read_material(wish.material, progress)
    limits = {"least_log10_lr": float(run["least_log10_lr"]), "most_each": int(run["most_each"])}
    found = find(replace(wish.material, **limits), material, progress)  # type: ignore[arg-type]
    _compare(rows, found, wish.pairs.name)
    chosen = _chosen(wish, found)
    reports = []
    for number, pair in enumerate(chosen, start=1):
        out = wish.material.out.with_suffix("")
        if wish.from_posterior is not None:
            out = wish.material.out / "-".join(map(_file_name, (pair.body, pair.family, *found.places_of(pair))))
        reports.append(_write(wish, found, material, pair, out, printer, _numbered(wish, number, len(chosen))))
        progress("reports", number, len(chosen))
    return reports


def _checked_run(wish: ReportWish) -> Mapping[str, Any]:
    beside = wish.pairs.with_suffix(".run.json")
    run: Mapping[str, Any] = read_json(beside)
    require_kinds(run, {"pairs_sha256": str, "data_sha256": str, "settings": dict}, beside.name)
    for name, kind in (("least_log10_lr", float), ("most_each", int)):
        if type(run.get(name)) not in (kind, int):
            raise LaboratoryFileError(f"{beside.name} is no run record", ((name, "is no number"),))
    if run["pairs_sha256"] != digest_of(wish.pairs):
        raise LaboratoryFileError(
            f"{wish.pairs.name} is not what the search wrote", (("data", "it was changed since; search again"),)
        )
    if run["data_sha256"] != digest_of(*wish.material.files):
        raise LaboratoryFileError("the files are not those of the search", (("data", "search again, then report"),))
    own = json.loads(json.dumps(wish.material.settings()))
    differing = [name for name in own if own[name] != run["settings"].get(name)]
    if differing:
        raise LaboratoryFileError(
            "the settings are not those of the search",
            tuple((name, f"the search used {run['settings'].get(name)}, here {own[name]}") for name in differing),
        )
    return run


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        rows = list(csv.DictReader(io.StringIO(read_text(path), newline=""), strict=True))
    except csv.Error as error:
        raise LaboratoryFileError(f"{path.name} is no table", (("file", str(error)),)) from None
    if rows and set(rows[0]) != set(HEADER):
        raise LaboratoryFileError(f"{path.name} is no list of pairs", (("line 1", "the columns are others"),))
    return rows


def _compare(rows: Sequence[Mapping[str, str]], found: Findings, file: str) -> None:
    """Holds every line of the list against what was found anew."""
    parts = {one.name: one.parts for one in found.clusters}
    anew = [row_of(found, pair, parts[pair.body]) for pair in found.pairs]
    by_pair = {(row["body"], row["family"], row["missing"]): row for row in anew}
    faults = []
    for line, row in enumerate(rows, start=2):
        own = by_pair.pop((row["body"], row["family"], row["missing"]), None)
        if own is None:
            faults.append((f"line {line}", f"{row['body']} and {row['family']} are no pair of these files"))
            continue
        faults += [
            (f"line {line}, {name}", f"the list says {row[name] or 'nothing'}, anew it is {own[name] or 'nothing'}")
            for name in HEADER
            if not _is_equal(name, row[name], own[name])
        ]
    faults += [(row["body"], f"and {row['family']} are found anew, and are not listed") for row in by_pair.values()]
    if faults:
        raise LaboratoryFileError(f"{file} does not say what is found anew", tuple(faults[:20]))


def _is_equal(name: str, listed: str | None, anew: str) -> bool:
    if listed == anew:
        return True
    if name in TEXTS or not listed or not anew:
        return False
    try:
        return math.isclose(float(listed), float(anew), rel_tol=_SLACK, abs_tol=_SLACK)
    except ValueError:
        return False


def _chosen(wish: ReportWish, found: Findings) -> list[Pair]:
    if wish.from_posterior is not None:
        one_each: dict[tuple[str, str, tuple[str, ...]], Pair] = {}
        for pair in found.pairs:
            if found.posterior_of_places(pair) >= wish.from_posterior:
                one_each.setdefault((pair.body, pair.family, found.places_of(pair)), pair)
        return list(one_each.values())
    family = next((one.family for one in found.targets if one.family.name == wish.family), None)
    if family is None:
        raise LaboratoryFileError("the pair is not in the files", ((str(wish.family), "no family of that name"),))
    missing = wish.missing or family.missing[0]
    if wish.missing is None and len(family.missing) > 1:
        raise LaboratoryFileError(
            f"family {wish.family} misses several", (("--missing", f"one of: {', '.join(family.missing)}"),)
        )
    own = [one for one in found.pairs if (one.body, one.family, one.missing) == (wish.body, wish.family, missing)]
    if not own:
        raise LaboratoryFileError(
            f"{wish.pairs.name} does not list this pair", ((str(wish.body), f"no such line with {missing}"),)
        )
    return own


def _stated(wish: ReportWish, report: Mapping[str, Any]) -> dict[str, Any]:
    """What only the laboratory knows, and what of it is lacking."""
    held = wish.particulars
    items = []
    for one in report["items"]:
        came = held.items.get(one["sample"], Item())
        received = came.received_on or held.dates.get("received_on")
        items.append(one | {
            "description": came.description, "condition": came.condition,
            "received_on": received.isoformat() if received else None,
        })  # fmt: skip
    return {
        "items": items,
        "laboratory": {
            **{name: held.text(name) for name in _OF_LABORATORY},
            **{name: day.isoformat() for name, day in held.dates.items()},
            "lacking": held.lacking([one["sample"] for one in items], wish.names),
        },
        "functions": [held.functions.get(name, "") for name in wish.names],
    }


_OF_LABORATORY = ("laboratory", "address", "accreditation", "customer", "customer_contact", "kit", "method")


def _file_name(text: str) -> str:
    return "".join(sign if sign.isalnum() or sign in "-_" else "_" for sign in text)[:60]


def _numbered(wish: ReportWish, number: int, count: int) -> str:
    """The number of a report: the laboratory's, with a further number where one command writes several."""
    own = wish.particulars.text("number")
    return f"{own}/{number}" if own and count > 1 else own


def _write(
    wish: ReportWish, found: Findings, material: Material, pair: Pair, out: Path, printer: Printer, own_number: str,
) -> dict[str, Any]:  # fmt: skip
    words = words_of(wish.language)
    target = found.target_of(pair)
    question = question_of(found.body_of(pair), target, found.loci, Conventions(theta=wish.material.theta))
    answer = weigh(question)
    if not math.isclose(answer.log10_lr, pair.log10_lr, rel_tol=1e-6, abs_tol=1e-6):
        raise LaboratoryFileError(
            "two ways of weighing disagree; nothing is reported",
            ((f"{pair.body}, {pair.family}", f"log10 {pair.log10_lr:.6f} and {answer.log10_lr:.6f}"),),
        )
    report: dict[str, Any] = {
        "kind": "kinship report",
        "language": wish.language,
        "written_on": wish.on.isoformat(),
        "names": list(wish.names),
        "program": {"name": "Repatria", "version": wish.version, "libraries": dict(wish.libraries)},
        **content_of(found, material, pair, question, answer, words),
    }
    report["frequencies"]["source"] = wish.frequency_source
    report["prior"]["basis"] = wish.prior_basis
    if wish.keeps_profiles_back:
        report["profiles"] = None
    report |= _stated(wish, report) | ({"number": own_number} if own_number else {})
    content = json.dumps(report, sort_keys=True, ensure_ascii=False, allow_nan=False)
    report["content_sha256"] = hashlib.sha256(content.encode()).hexdigest()
    report.setdefault("number", f"R-{report['content_sha256'][:12]}")
    printed = printer(sheet_of(report, words, question.pedigree), wish.on)
    write_json(out.with_name(out.name + ".json"), report)
    write_whole(out.with_name(out.name + ".pdf"), printed)
    return report
