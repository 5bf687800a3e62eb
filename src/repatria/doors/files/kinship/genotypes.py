"""Genotypes as a question or an incident in JSON has them, and what of them can be weighed.

In order: an allele that the table holds stands as it is written; any other is read as in a table of profiles, or the
person's result at that locus is left out; so are more alleles than a person has; an allele that the table lacks enters
at the minimum frequency. Each of these is a remark beside the answer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from repatria.core.kinship.errors import ObservationError
from repatria.core.kinship.observations import UNKNOWN_ALLELE
from repatria.core.vocabulary.errors import InputError
from repatria.doors.files.kinship.markers import read_allele

Genotypes = dict[str, dict[str, tuple[str, ...]]]
"""Alleles by person and marker."""
_MOST_ALLELES = 3
_LEFT_OUT = "the locus is left out for this person"


def read_genotypes(
    given: Mapping[str, Any], tables: Mapping[str, Collection[str]], one_allele: Collection[str], remarks: list[str]
) -> Genotypes:
    """Reads `{person: {marker: [allele, allele]}}` at the markers of the tables; an empty result is none.

    Given:    `one_allele` names who has one allele only: the men, at the X chromosome. Remarks are added.
    Raises:   ObservationError that names each person and marker whose result is no list of alleles.
    """
    faults = [
        (f"genotypes, {person}", "must be {marker: [allele, allele]}")
        for person, profile in given.items()
        if not isinstance(profile, Mapping)
    ] or [
        (f"genotypes, {person}, {marker}", f"{str(seen)[:40]} is no list of alleles")
        for person, profile in given.items()
        for marker, seen in profile.items()
        if marker in tables and not _is_result(seen)
    ]
    if faults:
        raise ObservationError("the genotypes cannot be read", tuple(faults[:20]))
    return {
        person: {
            marker: _result(f"{person}, {marker}", profile[marker], known, most, remarks)
            for marker, known in tables.items()
            if profile.get(marker)
        }
        for person, profile in given.items()
        for most in (1 if person in one_allele else _MOST_ALLELES,)
    }


def lacking(found: Iterable[Genotypes], marker: str, known: Collection[str]) -> list[str]:
    """Returns the alleles that somebody shows and the table of the marker lacks."""
    shown = {a for people in found for profile in people.values() for a in profile.get(marker, ())}
    return sorted(shown - {UNKNOWN_ALLELE} - set(known))


def _is_result(seen: Any) -> bool:
    return seen is None or (
        isinstance(seen, list | tuple)
        and all(isinstance(a, str | int | float) and not isinstance(a, bool) for a in seen)
    )


def _result(
    place: str, seen: Iterable[str | float], known: Collection[str], most: int, remarks: list[str]
) -> tuple[str, ...]:
    """Reads one result; nothing where it is left out, with a remark."""
    alleles: list[str] = []
    read_as: list[str] = []
    try:
        for one in seen:
            written = one if isinstance(one, str) else f"{one:g}"
            allele, remark = (written, "") if written in known else read_allele(written)
            alleles += [allele] if allele else []
            read_as += [f"{place}: {remark}"] if remark else []
    except InputError as error:
        remarks.append(f"{place}: {error.message}; {_LEFT_OUT}")
        return ()
    different = len(set(alleles) - {UNKNOWN_ALLELE})
    if different > most:
        remarks.append(f"{place}: {different} alleles, at most {most}; {_LEFT_OUT}")
        return ()
    remarks += read_as
    return tuple(alleles)
