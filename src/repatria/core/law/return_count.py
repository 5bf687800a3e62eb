"""Two counts of one batch: made apart, laid side by side line by line, and each difference ended by two.

A count is never corrected to the other. What differs is named, and stays named after it was settled.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from repatria.core.law.errors import SecondPersonError, UnstatedParticularsError, UnstatedReasonError
from repatria.core.law.guards import are_two_different, need, refuse_open
from repatria.core.law.return_batch import RULE
from repatria.core.vocabulary.errors import WrongStateError


class BatchDifferenceOrderError(WrongStateError):
    """A difference of this kind has no such end."""

    code = "law.E042"


class Mismatch(StrEnum):
    """How the counts differ."""

    MISSING = "missing"
    EXTRA = "extra"
    SEAL_BROKEN = "seal_broken"
    SEAL_DIFFERS = "seal_differs"
    VEHICLE_SEAL = "vehicle_seal"
    LABEL_MISMATCH = "label_mismatch"  # one thing by its seal, another or no label on it
    LABEL_TWICE = "label_twice"
    CONDITION = "condition"
    COUNT = "count"  # the two numbers that were signed
    BOX_MISSING = "box_missing"
    BOX_EXTRA = "box_extra"
    OTHER_BOX = "other_box"  # a thing lay in another than its line says


class MismatchEnd(StrEnum):
    """How a difference was ended. Both counts stand as they were."""

    FOUND_AS = "found_as"  # it is that other line, or that thing which was counted
    STAYED = "stayed"  # it never left
    STILL_SOUGHT = "still_sought"  # both sides' words stand on the paper, and it goes on being looked for
    TAKEN_AS_EXTRA = "taken_as_extra"  # received, never sent back for a list
    GOES_BACK = "goes_back"  # it is of the side that gave it, or of the other: as a batch of its own
    READ_AGAIN = "read_again"  # by two: it is as listed
    SEALED_AGAIN = "sealed_again"
    BOTH_STAND = "both_stand"  # both versions stand, each by whom it was said


_M, _N = Mismatch, MismatchEnd
MISMATCH_ENDS = MappingProxyType({
    _M.MISSING: frozenset({_N.FOUND_AS, _N.STAYED, _N.STILL_SOUGHT}),
    _M.EXTRA: frozenset({_N.FOUND_AS, _N.TAKEN_AS_EXTRA, _N.GOES_BACK}),
    _M.SEAL_BROKEN: frozenset({_N.SEALED_AGAIN, _N.BOTH_STAND}),
    _M.SEAL_DIFFERS: frozenset({_N.READ_AGAIN, _N.SEALED_AGAIN, _N.BOTH_STAND}),
    _M.VEHICLE_SEAL: frozenset({_N.READ_AGAIN, _N.SEALED_AGAIN, _N.BOTH_STAND}),
    _M.LABEL_MISMATCH: frozenset({_N.FOUND_AS, _N.BOTH_STAND}),
    _M.LABEL_TWICE: frozenset({_N.READ_AGAIN, _N.BOTH_STAND}),
    _M.CONDITION: frozenset({_N.READ_AGAIN, _N.BOTH_STAND}),
    _M.COUNT: frozenset({_N.READ_AGAIN, _N.BOTH_STAND}),
    _M.BOX_MISSING: frozenset({_N.FOUND_AS, _N.STAYED, _N.STILL_SOUGHT}),
    _M.BOX_EXTRA: frozenset({_N.FOUND_AS, _N.TAKEN_AS_EXTRA, _N.GOES_BACK}),
    _M.OTHER_BOX: frozenset({_N.READ_AGAIN, _N.BOTH_STAND}),
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedThing:
    """A line as its sender has it."""

    line_id: str
    label: str
    seal: str
    container: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedThing:
    """A thing as its receiver found it; `label` is empty where none could be read."""

    entry_id: str
    label: str
    seal: str = ""
    is_seal_whole: bool = True
    is_condition_as_listed: bool = True
    container: str = ""  # in which it lay, "" where nobody said it


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference, with the line and the counted thing that it is about, where there is one."""

    kind: Mismatch
    line_id: str = ""
    entry_id: str = ""


def _pairs(
    listed: Sequence[ListedThing], counted: Sequence[CountedThing]
) -> tuple[dict[str, CountedThing], list[CountedThing], list[CountedThing]]:
    """Counted things by the line of their label; those whose label was counted before; and those without a line."""
    of_label = {one.label: one.line_id for one in listed if one.label}
    found: dict[str, CountedThing] = {}
    twice, rest = [], []
    for one in counted:
        line_id = of_label.get(one.label, "") if one.label else ""
        if line_id and line_id not in found:
            found[line_id] = one
        elif line_id:
            twice.append(one)
        else:
            rest.append(one)
    return found, twice, rest


def _of_rest(
    listed: Sequence[ListedThing], found: dict[str, CountedThing], rest: Sequence[CountedThing]
) -> Iterator[Difference]:
    """What has no line by its label: the line of its seal where that one lacks its thing, else an extra."""
    seals = Counter(one.seal for one in listed if one.seal)
    lacking = {one.seal: one.line_id for one in listed if one.line_id not in found and seals[one.seal] == 1}
    taken: set[str] = set()
    for one in rest:
        line_id = lacking.get(one.seal, "") if one.seal else ""
        if line_id and line_id not in taken:
            taken.add(line_id)
            yield Difference(kind=_M.LABEL_MISMATCH, line_id=line_id, entry_id=one.entry_id)
            if not one.is_seal_whole:
                yield Difference(kind=_M.SEAL_BROKEN, line_id=line_id, entry_id=one.entry_id)
        else:
            yield Difference(kind=_M.EXTRA, entry_id=one.entry_id)
    for thing in listed:
        if thing.line_id not in found and thing.line_id not in taken:
            yield Difference(kind=_M.MISSING, line_id=thing.line_id)


def compare_counts(
    listed: Sequence[ListedThing],
    counted: Sequence[CountedThing],
    *,
    sender_numbers: Sequence[int],
    receiver_number: int,
) -> tuple[Difference, ...]:
    """Lays the receiver's count beside the sender's list, line by line.

    Source:   law-and-practice section 6.7.
    Given:    every number that the sender signed beside what stands on its list: where one differs, that differs too.
    Returns:  every difference, the numbers first, then in the order of the list, then of the count.
    """
    differences = []
    if any(one != receiver_number for one in sender_numbers):
        differences.append(Difference(kind=_M.COUNT))
    found, twice, rest = _pairs(listed, counted)
    for thing in listed:
        one = found.get(thing.line_id)
        if one is None:
            continue
        of = {"line_id": thing.line_id, "entry_id": one.entry_id}
        if not one.is_seal_whole:
            differences.append(Difference(kind=_M.SEAL_BROKEN, **of))
        if thing.seal and one.seal and thing.seal != one.seal:
            differences.append(Difference(kind=_M.SEAL_DIFFERS, **of))
        if not one.is_condition_as_listed:
            differences.append(Difference(kind=_M.CONDITION, **of))
        if one.container and one.container != thing.container:
            differences.append(Difference(kind=_M.OTHER_BOX, **of))
    of_label = {thing.label: thing.line_id for thing in listed if thing.label}
    differences += [
        Difference(kind=_M.LABEL_TWICE, line_id=of_label[one.label], entry_id=one.entry_id) for one in twice
    ]
    return (*differences, *_of_rest(listed, found, rest))


_OF_CONTAINERS = MappingProxyType({_M.MISSING: _M.BOX_MISSING, _M.EXTRA: _M.BOX_EXTRA})


def compare_containers(listed: Sequence[ListedThing], counted: Sequence[CountedThing]) -> tuple[Difference, ...]:
    """Lays the receiver's coffins, bags and boxes beside the sender's: number, seal, and whether it was whole.

    Source:   law-and-practice section 6.7: container seal numbers; what differs is named line by line.
    Not:      what lay within: each thing is counted by itself.
    """
    return tuple(
        Difference(kind=_OF_CONTAINERS.get(one.kind, one.kind), line_id=one.line_id, entry_id=one.entry_id)
        for one in compare_counts(listed, counted, sender_numbers=(), receiver_number=0)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CountFacts:
    """What stands before a count: who counts, and whether the house knows that they saw the list."""

    by: str = ""
    second: str = ""
    has_seen_list: bool = False
    is_theirs: bool = False  # their count of what we sent, as their paper says it
    reference: str = ""
    number: int | None = None
    things: int | None = None  # how many the scans of a count made here hold; read
    containers: int | None = None  # how many coffins, bags and boxes they counted
    scanned_containers: int | None = None  # how many the scans hold; read
    why_differs: str = ""


def check_count(facts: CountFacts) -> None:
    """Checks that a count is made by two who have not seen the sender's list, and says its number.

    Source:   law-and-practice section 6.7: the receiver's count is independent.
    Given:    where the number that two counted is not what they scanned, they say why: neither is put right by the
              other.
    Raises:   SecondPersonError, UnstatedParticularsError or OpenGuardError naming all that is missing.
    """
    lacking = UnstatedParticularsError
    is_same = facts.things in (None, facts.number) and facts.scanned_containers in (None, facts.containers or 0)
    is_explained = is_same or bool(facts.why_differs.strip())
    has_containers = not facts.scanned_containers or facts.containers is not None
    refuse_open((
        *need(are_two_different((facts.by.strip(), facts.second.strip())), "counted_by_two", RULE, SecondPersonError),
        *need(facts.is_theirs or not facts.has_seen_list, "counted_apart", RULE),
        *need(not facts.is_theirs or bool(facts.reference.strip()), "their_count_paper", RULE, lacking),
        *need(facts.number is not None and facts.number >= 0, "counted_number", RULE, lacking),
        *need(has_containers and (facts.containers or 0) >= 0, "counted_containers", RULE, lacking),
        *need(is_explained, "count_beside_scans", RULE, lacking),
    ))  # fmt: skip


def check_difference(kind: Mismatch, end: MismatchEnd, *, said: str, other: str) -> None:
    """Checks that a difference of this kind may end so, and that it is said what was done.

    Raises:   BatchDifferenceOrderError; UnstatedReasonError or UnstatedParticularsError naming what is missing.
    """
    if end not in MISMATCH_ENDS[kind]:
        raise BatchDifferenceOrderError(f"{kind} has no end {end}", provision=RULE)
    is_named = end is not _N.FOUND_AS or bool(other.strip()) or kind is _M.LABEL_MISMATCH
    refuse_open((
        *need(bool(said.strip()), "mismatch_said", RULE, UnstatedReasonError),
        *need(is_named, "mismatch_other", RULE, UnstatedParticularsError),
    ))  # fmt: skip
