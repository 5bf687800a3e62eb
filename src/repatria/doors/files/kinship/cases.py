"""`repatria kinship lr`: questions in one JSON file, answers by locus in another.

The input is a list of questions, each with a pedigree, the member whose place the body takes, genotypes, frequencies, a
mutation model, theta, silent alleles, linkage and the convention for untyped founders. A question that cannot be
answered gets its faults in place of figures; the others go on.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Container, Mapping
from pathlib import Path
from typing import Any

from repatria.core.kinship.errors import KinshipQuestionError, PedigreeError
from repatria.core.kinship.likelihood import (
    Conventions,
    LikelihoodRatio,
    LinkageGroup,
    Question,
    UntypedFounders,
    weigh,
)
from repatria.core.kinship.loci import Chromosome, Locus
from repatria.core.kinship.mutation import Mutation
from repatria.core.kinship.observations import profile_of
from repatria.core.kinship.pedigree import Pedigree, Person, Sex
from repatria.core.vocabulary.errors import InputError
from repatria.doors.files.kinship.files import read_json, require_kinds, write_json
from repatria.doors.files.kinship.genotypes import lacking, read_genotypes

Progress = Callable[[str, int, int], None]
_MUTATION_FIELDS = frozenset({"model", "rate", "rate2", "range", "matrix", "stationary", "stabilised"})
_KINDS = {
    "pedigree": list, "body": str, "genotypes": dict, "markers": list, "mutation": dict, "silent": dict,
    "linkage": list, "drop_out": dict, "drop_in": dict, "chromosome": str, "untyped_founders": str,
}  # fmt: skip
_MAY_LACK = frozenset(_KINDS) - {"pedigree", "body", "genotypes"}
LEAST_FREQUENCY = 0.001
"""The frequency of an allele that the table lacks, where the file names none."""
_ROUNDING, _SUM_WORTH_A_REMARK = 1e-6, 1e-3


def answer_cases(source: Path, target: Path, progress: Progress) -> tuple[int, int, int]:
    """Answers every question of a file.

    Returns:  how many were answered, how many could not be, and the number of remarks.
    Raises:   InputError for a file that is no list of questions.
    """
    given = read_json(source)
    cases = given.get("cases") if isinstance(given, Mapping) else None
    if not isinstance(cases, list):
        raise InputError(f"{source.name} holds no questions", (("cases", "is missing or no list"),))
    tables = FrequencyFiles(source.parent)
    answers: list[dict[str, Any]] = []
    refused = 0
    for number, one in enumerate(cases, start=1):
        label = str(one.get("id", number)) if isinstance(one, Mapping) else str(number)
        try:
            require_kinds(one, _KINDS, "the question", lacking=_MAY_LACK)
            remarks: list[str] = []
            question = read_question(one, tables.of(one.get("frequencies", given.get("frequencies"))), remarks)
            found = weigh(question)
            remarks += [
                f"{locus.name}: neither proposition can give what was seen; the relatives contradict each other"
                for locus in found.loci
                if not locus.lik_h2 and not locus.lik_h1
            ]
            answers.append({"id": label, **answer_of(found), **_used(one, question), "remarks": remarks})
        except InputError as error:
            refused += 1
            faults = [f"{field}: {fault}" for field, fault in error.faults]
            answers.append({"id": label, "refused": error.message, "faults": faults})
        except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
            refused += 1
            answers.append({"id": label, "refused": "the question is malformed", "faults": [malformed(error)]})
        progress("questions", number, len(cases))
    write_json(target, {"cases": answers})
    return len(answers) - refused, refused, sum(len(one.get("remarks", ())) for one in answers)


def malformed(error: Exception) -> str:
    """Returns words for what an error of Python says of a field."""
    if isinstance(error, KeyError):
        return f"{error.args[0]}: is missing"
    return f"a field holds another kind of value than it should ({error})"


class FrequencyFiles:
    """Frequency tables that questions name, each read once and divided by its sum locus by locus."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, dict[str, dict[str, float]]] = {}

    def of(self, named: Any) -> Mapping[str, Mapping[str, float]]:
        """Returns a table as given, or the one in the file of that name."""
        if isinstance(named, Mapping):
            return _table(named, "frequencies")
        if not isinstance(named, str):
            raise KinshipQuestionError("the question has no frequencies", (("frequencies", "are missing"),))
        if named not in self._read:
            try:
                table = read_json(self._folder / named)
            except OSError as error:
                raise KinshipQuestionError("there are no frequencies", ((named, str(error.strerror)),)) from None
            table = _table(table.get("freqs", table) if isinstance(table, Mapping) else table, named)
            self._read[named] = {
                locus: {allele: f / sum(one.values()) for allele, f in one.items()} for locus, one in table.items()
            }
        return self._read[named]


def _table(given: Any, where: str) -> Mapping[str, Mapping[str, float]]:
    """Makes sure that a table holds frequencies.  Raises: KinshipQuestionError naming each locus and allele."""
    if not isinstance(given, Mapping):
        raise KinshipQuestionError("there are no frequencies", ((where, "must be {marker: {allele: frequency}}"),))
    faults = [
        (f"{where}, {locus}", "must be {allele: frequency}") for locus in given if not isinstance(given[locus], dict)
    ]
    faults += [
        (f"{where}, {locus}, allele {allele}", f"{str(value)[:40]} is no frequency")
        for locus, one in given.items()
        if isinstance(one, dict)
        for allele, value in one.items()
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 1
    ]
    if faults:
        raise KinshipQuestionError("the frequencies cannot be used", tuple(faults[:20]))
    return given


def read_pedigree(persons: Any) -> Pedigree:
    """Reads `[{id, father, mother, sex}]`.  Raises: PedigreeError."""
    return Pedigree.of(
        Person(
            id=str(p["id"]), father=_parent(p, "father"), mother=_parent(p, "mother"),
            sex=read_sex(p.get("sex"), f"pedigree, {p['id']}"),
        )
        for p in persons
    )  # fmt: skip


def read_sex(given: Any, field: str) -> Sex:
    """Reads a recorded sex.  Raises: PedigreeError naming the field."""
    known = [one.value for one in Sex]
    if given not in (None, "", *known):
        raise PedigreeError("a sex cannot be", ((field, f"the sex {str(given)[:40]} is none of {', '.join(known)}"),))
    return Sex(given or Sex.UNKNOWN)


def _parent(person: Mapping[str, Any], role: str) -> str | None:
    name = person.get(role)
    return None if name in (None, "") else str(name)


def share(value: Any, name: str) -> float:
    """Reads a number from 0 to below 1.  Raises: KinshipQuestionError naming the field."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1:
        raise KinshipQuestionError(f"{name} cannot be", ((name, f"{str(value)[:40]} is no number from 0 to below 1"),))
    return float(value)


def _require_known(given: Mapping[str, Any], known: Container[str], field: str, words: str) -> None:
    unknown = [name for name in given if name not in known]
    if unknown:
        raise KinshipQuestionError(f"{field} cannot be read", tuple((f"{field}, {name}", words) for name in unknown))


def read_conventions(given: Mapping[str, Any]) -> Conventions:
    """Reads theta, linkage and the convention for untyped founders."""
    groups = tuple(
        LinkageGroup(loci=tuple(g["markers"]), recombination=(share(g["rho"], "rho"),) * (len(g["markers"]) - 1))
        for g in given.get("linkage") or ()
    )
    founders = given.get("untyped_founders") or UntypedFounders.KEEP
    if founders not in [one.value for one in UntypedFounders]:
        raise KinshipQuestionError("the convention is not known", (("untyped_founders", f"{founders}: keep or prune"),))
    return Conventions(
        theta=share(given.get("theta", 0), "theta"), linkage=groups, untyped_founders=UntypedFounders(founders)
    )


def read_question(one: Any, frequencies: Mapping[str, Mapping[str, float]], remarks: list[str]) -> Question:
    """Reads one question; what was odd in it is added to the remarks.

    Raises:   InputError of core.kinship for what cannot be asked.
    """
    _require_known(one.get("mutation") or {}, _MUTATION_FIELDS, "mutation", "is no field of a mutation model")
    mutation, member = Mutation.of(one.get("mutation") or {}), str(one["body"])
    pedigree = read_pedigree(one["pedigree"])
    chromosome = read_chromosome(one.get("chromosome"), "chromosome")
    tables = _tables_of(one, frequencies)
    men = {p.id for p in pedigree.persons if p.sex is Sex.MALE} if chromosome is Chromosome.X else set()
    genotypes = read_genotypes(one["genotypes"], tables, men, remarks)
    silent = one.get("silent") or {}
    _require_known(silent, frequencies, "silent", "is in no table")
    least, loci = _least(one), []
    for marker, table in tables.items():
        unknown = lacking([genotypes], marker, table)
        remarks += [f"{marker}: allele {allele} is not in the table; it enters at {least:g}" for allele in unknown]
        hidden = share(silent.get(marker, 0), f"silent, {marker}")
        locus = Locus(
            name=marker, frequencies=_with_room(marker, table, hidden, remarks), mutation=mutation,
            chromosome=chromosome, silent=hidden,
        )  # fmt: skip
        loci.append(locus.with_alleles(unknown, least))
    rates = {name: one.get(name) or {} for name in ("drop_out", "drop_in")}
    for name, by_person in rates.items():
        _require_known(by_person, genotypes, name, "has no genotypes")
    profiles = {
        person: profile_of(
            seen, **{name: share(held.get(person, 0), f"{name}, {person}") for name, held in rates.items()}
        )
        for person, seen in genotypes.items()
    }
    return Question(
        pedigree=pedigree, member=member, loci=loci,
        typed={person: seen for person, seen in profiles.items() if person != member},
        body=profiles.get(member, {}), conventions=read_conventions(one),
    )  # fmt: skip


def _least(one: Mapping[str, Any]) -> float:
    return share(one.get("minimum_frequency", LEAST_FREQUENCY), "minimum_frequency")


def read_chromosome(given: Any, field: str) -> Chromosome:
    """Reads where a locus lies.  Raises: KinshipQuestionError naming the field."""
    if given not in (None, "", *(one.value for one in Chromosome)):
        raise KinshipQuestionError(f"{field} cannot be", ((field, f"{str(given)[:40]} is none of autosomal, X"),))
    return Chromosome(given or "autosomal")


def _tables_of(
    one: Mapping[str, Any], frequencies: Mapping[str, Mapping[str, float]]
) -> Mapping[str, Mapping[str, float]]:
    """Returns the frequencies of the question's markers; of all that somebody shows, where it names none."""
    genotypes = [seen for seen in one["genotypes"].values() if isinstance(seen, Mapping)]
    markers = one.get("markers") or sorted({m for seen in genotypes for m in seen})
    faults = [(f"markers, {m}", "is in no table") for m in markers if m not in frequencies]
    faults += [(f"markers, {m}", "stands there twice") for m in dict.fromkeys(markers) if markers.count(m) > 1]
    if faults:
        raise KinshipQuestionError("the markers cannot be used", tuple(faults))
    return {marker: frequencies[marker] for marker in markers}


def _with_room(marker: str, table: Mapping[str, float], hidden: float, remarks: list[str]) -> Mapping[str, float]:
    """Returns a table as it is given; one that sums to 1 without its silent allele makes room for that."""
    total = sum(table.values())
    if hidden and abs(total - 1) < _ROUNDING:
        return {allele: f * (1 - hidden) / total for allele, f in table.items()}
    if abs(total + hidden - 1) > _SUM_WORTH_A_REMARK:
        remarks.append(f"{marker}: the frequencies sum to {total + hidden:.6g}; they are used as given")
    return table


def figure(value: float) -> float | str | None:
    """Writes a number as JSON has it: infinities as words, what is no number as nothing."""
    if math.isnan(value):
        return None
    return value if math.isfinite(value) else ("Inf" if value > 0 else "-Inf")


def _used(one: Mapping[str, Any], question: Question) -> dict[str, Any]:
    """Writes what a question was weighed with."""
    used = question.conventions
    return {
        "conventions": {
            "untyped_founders": used.untyped_founders.value,
            "theta": used.theta,
            "linkage": [{"markers": list(g.loci), "rho": list(g.recombination)} for g in used.linkage],
            "mutation": one.get("mutation") or {"model": "none"},
            "minimum_frequency": _least(one),
        }
    }


def answer_of(found: LikelihoodRatio) -> dict[str, Any]:
    """Writes an answer by locus."""
    return {
        "lik_h1": {one.name: one.lik_h1 for one in found.loci},
        "lik_h2": {one.name: one.lik_h2 for one in found.loci},
        "lr": {one.name: figure(one.lr) for one in found.loci},
        "log10_lr_total": figure(found.log10_lr),
        "inconsistent_loci": list(found.inconsistent),
    }
