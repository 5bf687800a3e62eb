"""`repatria kinship evaluate`: a list of pairs held against the truth that a simulation wrote beside it.

A body is named where one place, or places that it fits alike, reach the board's posterior together. A name is wrong
where the truth is none of the places, or where samples of different persons were joined in one body.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from repatria.doors.files.kinship.faults import FaultList, Outcome
from repatria.doors.files.kinship.files import LaboratoryFileError, write_json
from repatria.doors.files.kinship.profile_tables import read_table
from repatria.doors.files.tables import has_text

_TRUTH = ("Sample", "Family", "Missing", "Body")
_PAIRS = ("body", "parts", "family", "missing", "alike", "posterior")


@dataclass(slots=True)
class Count:
    """What became of the bodies.

    Returns:  `identified` were rightly named alone, `as_pair` rightly named together with those whom they fit alike,
              `undecided` belong to a family and were not named; `wrong` names, of these `strangers_named`, and
              `wrongly_joined` bodies of several persons' samples.
    """

    posterior: float
    bodies: int
    of_families: int
    identified: int = 0
    as_pair: int = 0
    undecided: int = 0
    wrong: int = 0
    strangers_named: int = 0
    wrongly_joined: int = 0


def evaluate(pairs: Path, truth: Path, posterior: float, out: Path) -> Count:
    """Counts, and writes the count as JSON.

    Raises:   LaboratoryFileError where a file is not a list of pairs, or not its truth.
    """
    true = {row["Sample"]: row for row in _read(truth, _TRUTH)}
    place_of = {row["Body"]: (row["Family"], row["Missing"]) for row in true.values()}
    named: dict[tuple[str, str], _Named] = {}
    for row in _read(pairs, _PAIRS):
        samples = row["parts"].split(" ")
        unknown = [sample for sample in samples if sample not in true]
        if unknown:
            raise LaboratoryFileError(f"{truth.name} is not the truth of {pairs.name}", ((unknown[0], "is not in it"),))
        places = tuple(sorted((row["missing"], *filter(None, row["alike"].split(";")))))
        one = named.setdefault((row["body"], f"{row['family']}\t{places}"), _Named(samples, row["family"], places))
        try:
            one.posterior += float(row["posterior"])
        except ValueError:
            fault = (f"{row['body']}, posterior", f"{row['posterior'] or 'nothing'} is no number")
            raise LaboratoryFileError(f"{pairs.name} is no list of pairs", (fault,)) from None
    count = Count(posterior, len(place_of), sum(bool(family) for family, _ in place_of.values()))
    found: dict[str, str] = {}
    for one in (n for n in named.values() if n.posterior >= posterior):
        _judge(one, {true[sample]["Body"] for sample in one.samples}, place_of, count, found)
    count.identified = sum(how == "alone" for how in found.values())
    count.as_pair = len(found) - count.identified
    count.undecided = count.of_families - len(found)
    write_json(out, asdict(count))
    return count


@dataclass(slots=True)
class _Named:
    samples: Sequence[str]
    family: str
    places: tuple[str, ...]
    posterior: float = 0.0


def _judge(
    one: _Named, bodies: set[str], place_of: Mapping[str, tuple[str, str]], count: Count, found: dict[str, str]
) -> None:
    family, missing = place_of[min(bodies)]
    if len(bodies) == 1 and family == one.family and missing in one.places:
        how = "alone" if len(one.places) == 1 else "as pair"
        found[min(bodies)] = "alone" if "alone" in (how, found.get(min(bodies))) else how
        return
    count.wrong += 1
    count.wrongly_joined += len(bodies) > 1
    count.strangers_named += len(bodies) == 1 and not family


def _read(path: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    faults = FaultList()
    header, _, rows = read_table(path, faults, frozenset(columns).__contains__)
    if left_out := [fault for fault in faults.found if fault.outcome is not Outcome.NOTED]:
        raise LaboratoryFileError(f"{path.name} is another table", ((f"line {left_out[0].line}", left_out[0].what),))
    if not set(columns) <= set(header):
        raise LaboratoryFileError(
            f"{path.name} is another table", (("header", f"needs {', '.join(columns)}"), ("columns", has_text(header)))
        )
    return [dict(zip(header, row, strict=True)) for _, row in rows]
