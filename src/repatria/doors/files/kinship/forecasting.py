"""`repatria kinship power`: which relative of each family to sample next, and which families suffice as they stand."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from repatria.core.kinship.incident import Family
from repatria.core.kinship.loci import Chromosome, Locus
from repatria.core.kinship.pedigree import Pedigree, Sex
from repatria.core.kinship.power import Prospect, needed_log10_lr, prospects
from repatria.core.vocabulary.disarming import disarmed
from repatria.doors.files.kinship.files import digest_of, growing_beside, write_whole
from repatria.doors.files.kinship.material import Progress, SearchWish, read_material

SUFFICIENT = 0.95
"""Share of draws that must reach the needed ratio before a family is called sufficient."""

_HEADER = (
    "family", "missing", "relative", "mean_log10_lr", "standard_error", "q05", "median", "reaching", "verdict",
)  # fmt: skip
_NAMES = 3
"""The first columns hold names, the others numbers, of which some are below nought, and our own words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerWish:
    """What was asked for.

    Units:    `posterior` is the probability from which the board decides; `draws` a family and relative.
    """

    material: SearchWish
    posterior: float = 0.9995
    draws: int = 200
    seed: int = 417
    only: tuple[str, ...] = ()
    plots: Path | None = None


@dataclass(frozen=True, slots=True)
class Forecast:
    """The prospects of one missing person."""

    family: str
    member: str
    prospects: tuple[Prospect, ...]


@dataclass(frozen=True, slots=True)
class PowerReport:
    """What was found: the ratio that is needed, and how many missing persons reach it as things stand."""

    needed: float
    asked: int
    sufficient: int
    faults: int


def run_power(wish: PowerWish, progress: Progress) -> PowerReport:
    """Draws for every missing person and writes the list, best relative first within a family.

    Given:    whoever is in the pedigree, is neither typed nor missing, and is related by blood or by a common child,
              comes into question. A run that was stopped goes on.
    """
    material = read_material(wish.material, progress)
    asked = [
        (family, member)
        for family in material.families
        if not wish.only or family.name in wish.only
        for member in family.missing
    ]
    missing = sum(len(family.missing) for family in material.families)
    odds = wish.material.odds(missing)
    needed = needed_log10_lr(wish.posterior, odds)
    part = growing_beside(wish.material.out)
    stamp = digest_of(*wish.material.files) + repr(replace(wish, plots=None))
    done = _kept(part, stamp)
    rows: list[list[str]] = []
    sufficient = 0
    for number, (family, member) in enumerate(asked):
        key = f"{family.name}\t{member}"
        if key not in done:
            # A seed of its own for each place, so that a run that goes on draws what a run in one go draws.
            random = np.random.default_rng((wish.seed, number))
            found = prospects(
                family, member, _untyped(family), _usable(family, material.loci), draws=wish.draws, chance=random.random
            )  # fmt: skip
            done[key] = _rows(Forecast(family.name, member, found), needed)
            with part.open("a", encoding="utf-8") as beside:
                beside.write(json.dumps([key, done[key]]) + "\n")
            if wish.plots:
                picture = plot(Forecast(family.name, member, found), needed)
                write_whole(wish.plots / f"{_file_name(family.name)}-{_file_name(member)}.svg", picture.encode())
        rows += done[key]
        sufficient += done[key][0][-1] == "sufficient"
        progress("missing persons", number + 1, len(asked))
    text = io.StringIO()
    written = csv.writer(text, lineterminator="\n")
    written.writerow(_HEADER)
    written.writerows([*map(disarmed, row[:_NAMES]), *row[_NAMES:]] for row in rows)
    write_whole(wish.material.out, text.getvalue().encode())
    material.faults.write(wish.material.out.with_suffix(".faults.csv"))
    part.unlink(missing_ok=True)
    return PowerReport(needed, len(asked), sufficient, len(material.faults))


def _kept(part: Path, stamp: str) -> dict[str, list[list[str]]]:
    rows = part.read_text(encoding="utf-8").splitlines() if part.exists() else []
    if not rows or rows[0] != json.dumps(stamp):
        write_whole(part, (json.dumps(stamp) + "\n").encode())
        return {}
    kept = {}
    for row in rows[1:]:
        try:
            key, held = json.loads(row)
        except ValueError:
            continue  # the run was stopped in the middle of this row: it is drawn again
        kept[key] = held
    return kept


def _usable(family: Family, loci: Sequence[Locus]) -> list[Locus]:
    """The loci that can be drawn: those of the X chromosome only where everybody's sex is known."""
    is_sexed = all(person.sex is not Sex.UNKNOWN for person in family.pedigree.persons)
    return [locus for locus in loci if is_sexed or locus.chromosome is not Chromosome.X]


def _untyped(family: Family) -> list[str]:
    """Those who could still give a sample: untyped, not missing, and not idle in the pedigree."""
    pedigree: Pedigree = family.pedigree
    return [p.id for p in pedigree.persons if p.id not in family.typed and p.id not in family.missing]


def _rows(forecast: Forecast, needed: float) -> list[list[str]]:
    now, *others = forecast.prospects
    ordered = [now, *sorted(others, key=lambda one: -one.mean)]
    return [
        [
            forecast.family, forecast.member, one.relative or "(as it stands)", f"{one.mean:.3f}",
            f"{one.standard_error:.3f}", f"{one.quantile(0.05):.3f}", f"{one.quantile(0.5):.3f}",
            f"{one.reaching(needed):.3f}", _verdict(one, now, needed),
        ]
        for one in ordered
    ]  # fmt: skip


def _verdict(one: Prospect, now: Prospect, needed: float) -> str:
    if one.reaching(needed) >= SUFFICIENT:
        return "sufficient"
    if not one.relative:
        return "not sufficient"
    return "adds nothing" if one.mean - now.mean < 2 * one.standard_error else "adds, not sufficient alone"


def plot(forecast: Forecast, needed: float) -> str:
    """Draws the middle 90 % and the mean of each prospect beside the ratio that is needed, as SVG."""
    shown: Sequence[Prospect] = [forecast.prospects[0], *sorted(forecast.prospects[1:], key=lambda one: -one.mean)]
    top = max(needed, *(one.quantile(0.95) for one in shown)) * 1.1 + 1
    low = min(0.0, *(one.quantile(0.05) for one in shown))
    left, width, step = 220, 420, 26
    height = step * len(shown) + 50

    def x(value: float) -> float:
        return left + width * (value - low) / (top - low)

    title = f"{forecast.family}, {forecast.member}: log10 LR of the true body"
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + width + 20}" height="{height}"'
        f' font-family="sans-serif" font-size="12"><title>{_escaped(title)}</title>',
        f'<text x="8" y="18" font-weight="bold">{_escaped(title)}</text>',
        f'<line x1="{x(needed):.1f}" x2="{x(needed):.1f}" y1="26" y2="{height - 22}" stroke="#a33"/>',
        f'<text x="{x(needed):.1f}" y="{height - 8}" text-anchor="middle" fill="#a33">needed {needed:.1f}</text>',
    ]
    for row, one in enumerate(shown):
        y = 40 + row * step
        name = one.relative or "as it stands"
        ends = f'x1="{x(one.quantile(0.05)):.1f}" x2="{x(one.quantile(0.95)):.1f}"'
        lines += [
            f'<text x="{left - 8}" y="{y + 4}" text-anchor="end">{_escaped(name)}</text>',
            f'<line {ends} y1="{y}" y2="{y}" stroke="#357" stroke-width="4"/>',
            f'<circle cx="{x(one.mean):.1f}" cy="{y}" r="5" fill="#124"><title>{one.mean:.2f}</title></circle>',
        ]
    return "\n".join([*lines, "</svg>"]) + "\n"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _file_name(text: str) -> str:
    return "".join(sign if sign.isalnum() else "_" for sign in text)
