"""Y and mitochondrial haplotypes: one line of descent, so the whole haplotype counts once, by how often it was seen.

A Y haplotype passes from father to son, a mitochondrial one from mother to every child. Relatives of one line share it
save for mutation; so does every other man, or person, of that line: it never tells brothers apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from scipy.special import betaincinv  # type: ignore[import-untyped]

from repatria.core.kinship.errors import KinshipQuestionError
from repatria.core.kinship.pedigree import Pedigree, Sex

Haplotype = Mapping[str, str]
"""What was seen, by Y marker or by mitochondrial region."""


class Line(StrEnum):
    """Which line of descent a haplotype follows."""

    PATERNAL = "Y"
    MATERNAL = "mitochondrial"


@dataclass(frozen=True, slots=True, kw_only=True)
class HaplotypeComparison:
    """Two haplotypes beside each other.

    Returns:  `frequency_bound` is the upper confidence bound of the haplotype's frequency; `log10_lr` is for "same
              line" against "unrelated", and nothing where they differ: differences are weighed by a person, not by a
              rate.
    """

    line: Line
    compared: int
    differing: tuple[str, ...]
    frequency_bound: float
    lr: float | None


def frequency_bound(seen: int, database: int, confidence: float = 0.95) -> float:
    """Returns the upper confidence bound of a frequency that was counted.

    Source:   Clopper and Pearson 1934, one-sided; for a haplotype never seen it is 1 - 0.05^(1/n).
    Raises:   KinshipQuestionError for counts that cannot be.
    """
    if not 0 <= seen <= database or database < 1:
        raise KinshipQuestionError("counts of a haplotype cannot be", (("database", f"{seen} of {database}"),))
    return 1.0 if seen == database else float(betaincinv(seen + 1, database - seen, confidence))


def founder_of_line(pedigree: Pedigree, person: str, line: Line) -> str | None:
    """Returns the first ancestor from whom a person has a line; None for a woman's paternal line."""
    if line is Line.PATERNAL and pedigree[person].sex is Sex.FEMALE:
        return None
    while parent := (pedigree[person].father if line is Line.PATERNAL else pedigree[person].mother):
        person = parent
    return person


def sharing_line(pedigree: Pedigree, member: str, line: Line) -> tuple[str, ...]:
    """Names the others who have a line from the same ancestor as a member; a lone founder shares it with nobody.

    Given:    founders are unrelated; a person of unknown sex is taken to have a paternal line.
    """
    own = founder_of_line(pedigree, member, line)
    if own is None:
        return ()
    return tuple(one for one in pedigree.ids if one != member and founder_of_line(pedigree, one, line) == own)


def counted(database: Iterable[Haplotype], haplotype: Haplotype) -> tuple[int, int]:
    """Counts a haplotype among unrelated persons.

    Returns:  how many show it, of how many who were typed at everything that it names.
    """
    typed = [one for one in database if haplotype.keys() <= one.keys()]
    return sum(all(one[name] == value for name, value in haplotype.items()) for one in typed), len(typed)


def compare_haplotypes(
    line: Line, one: Haplotype, other: Haplotype, *, seen: int, database: int
) -> HaplotypeComparison:
    """Compares two haplotypes at what both show.

    Given:    `seen` counts the haplotype in a data base of `database` unrelated persons, without the two compared;
              where nobody was counted nothing is known of its frequency, and the ratio is 1.
    """
    shared = [name for name in one if name in other]
    differing = tuple(name for name in shared if one[name] != other[name])
    bound = frequency_bound(seen, database) if database else 1.0
    is_same = bool(shared) and not differing
    return HaplotypeComparison(
        line=line, compared=len(shared), differing=differing, frequency_bound=bound, lr=1 / bound if is_same else None
    )
