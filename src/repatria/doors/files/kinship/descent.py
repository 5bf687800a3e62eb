"""What the Y chromosome and the mitochondrial DNA say of a pair: compared only where the pedigree shares the line.

A body's haplotype is laid beside what the relatives of the missing person's own line show. Where they agree, the
haplotype counts once, by how often the named data base shows it; where they differ, the places are named and no ratio
is given: whether a change in the line explains them is for a person to weigh. A line never tells brothers apart.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from repatria.core.kinship.columns import Target
from repatria.core.kinship.haplotypes import Haplotype, Line, compare_haplotypes, counted, founder_of_line, sharing_line
from repatria.core.kinship.incident import Family
from repatria.doors.files.kinship.faults import FaultList, Outcome, Place

Haplotypes = Mapping[Line, Haplotype]
_NEVER_TOLD = "for the laboratory only, never for the family"
OfRelatives = Mapping[tuple[str, str], Haplotypes]
"""What was seen of a line, by family and person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineTold:
    """One line of a pair.

    Returns:  `seen` of `database` persons show the haplotype; `log10_lr` is 0 where the line differs or nothing was
              counted.
    """

    line: Line
    relatives: tuple[str, ...]
    compared: int
    differing: tuple[str, ...]
    seen: int
    database: int
    frequency_bound: float
    log10_lr: float


def lines_told(
    body: Haplotypes, target: Target, relatives: OfRelatives, databases: Mapping[Line, Sequence[Haplotype]]
) -> tuple[LineTold, ...]:
    """Compares a body with the lines of a place; a line that either side lacks is not among what is returned."""
    told = []
    for line in Line if body else ():
        of_line = {
            name: relatives[target.family.name, name][line]
            for name in sharing_line(target.family.pedigree, target.member, line)
            if line in relatives.get((target.family.name, name), {})
        }
        family, own = _joined(list(of_line.values())), body.get(line, {})
        shared = {name: own[name] for name in own if name in family}
        if not shared:
            continue
        seen, size = counted(databases.get(line, ()), shared)
        found = compare_haplotypes(line, shared, family, seen=seen, database=size)
        told.append(
            LineTold(
                line=line, relatives=tuple(of_line), compared=found.compared, differing=found.differing, seen=seen,
                database=size, frequency_bound=found.frequency_bound,
                log10_lr=math.log10(found.lr) if found.lr else 0.0,
            )
        )  # fmt: skip
    return tuple(told)


def _joined(haplotypes: Sequence[Haplotype]) -> dict[str, str]:
    """What relatives of one line show together, without the places at which they differ among themselves."""
    names = {name for one in haplotypes for name in one}
    values = {name: {one[name] for one in haplotypes if name in one} for name in names}
    return {name: next(iter(held)) for name, held in values.items() if len(held) == 1}


def name_odd_lines(families: Sequence[Family], relatives: OfRelatives, file: str, faults: FaultList) -> None:
    """Names relatives who should share a line and do not: for the laboratory only, never for the family."""
    for family in families:
        for line in Line:
            held = {
                name: relatives[family.name, name][line]
                for name in family.typed
                if line in relatives.get((family.name, name), {})
            }
            for one, other in combinations(held, 2):
                if founder_of_line(family.pedigree, one, line) != founder_of_line(family.pedigree, other, line):
                    continue
                differing = [n for n in held[one] if n in held[other] and held[one][n] != held[other][n]]
                if differing:
                    words = f"{one} and {other} should share this line ({line.value}) and differ; {_NEVER_TOLD}"
                    faults.add(Place(file, 0, family.name), ", ".join(differing), words, Outcome.LOCUS_LEFT_OUT)
