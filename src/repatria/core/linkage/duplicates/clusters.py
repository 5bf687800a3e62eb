"""Duplicates gathered for review: who hangs together, by which link the group is weakest, and what speaks against it.

Linked pairs grow into clusters. The weakest link of a cluster is the one without which it falls apart most easily: the
weakest edge of its maximum spanning tree. A cluster larger than reviewers can look through at once is broken there, and
both parts keep the broken link, so that nothing is lost. Nothing is merged here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from repatria.core.linkage.candidates import read_date
from repatria.core.linkage.duplicates.pairs import DuplicatePair
from repatria.core.linkage.duplicates.relatives import names_meant, sex_of
from repatria.core.names.writing import tidy

MOST_RECORDS = 20
"""Records of a cluster that is looked through at once; a larger one is broken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two records of one cluster that can hardly be about one person.

    Given:    `field` "given_name" (both names are known, and are no forms of one name), "sex" (as the names tell it),
              "birth_date" (both know the whole date, and the dates differ) or "number" (both have a service number,
              and the numbers differ).
    """

    field: str
    first_id: str
    second_id: str
    first_value: str
    second_value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateCluster:
    """Records that may all be about one person.

    Returns:  `person_ids` in order; `links` all pairs inside it, strongest first; `weakest` the strongest link whose
              loss, with all weaker ones, parts it; `cut` the links by which it hung on the rest of a larger cluster of
              `broken_from` records, which is 0 where nothing was broken.
    """

    person_ids: tuple[str, ...]
    links: tuple[DuplicatePair, ...]
    weakest: DuplicatePair
    conflicts: tuple[Conflict, ...]
    cut: tuple[DuplicatePair, ...]
    broken_from: int


@dataclass(slots=True, eq=False)
class _Part:
    """A group of records: one alone, or two parts and the link that joined them last, its weakest."""

    size: int
    person_id: str = ""
    halves: tuple[_Part, _Part] | None = None
    joint: DuplicatePair | None = None

    def person_ids(self) -> list[str]:
        """Returns the records of the group."""
        found, waiting = [], [self]
        while waiting:
            part = waiting.pop()
            if part.halves is None:
                found.append(part.person_id)
            else:
                waiting += part.halves
        return sorted(found)


def clusters_of(pairs: Iterable[DuplicatePair], most_records: int = MOST_RECORDS) -> tuple[DuplicateCluster, ...]:
    """Gathers pairs into clusters, those with the most certain weakest link first.

    Source:   Kruskal 1956: links taken strongest first make the maximum spanning tree, the last of a cluster its
              weakest
    Given:    each pair once, in any order.
    Returns:  clusters of 2 to `most_records` records; a record that was broken off alone is in no cluster, but in the
              `cut` of the one that it hung on.
    """
    ordered = sorted(pairs, key=lambda pair: (-pair.match_weight_bits, pair.first_id, pair.second_id))
    parts = [(part, tree.size) for tree in _grown(ordered) for part in _broken(tree, most_records)]
    ids = [tuple(part.person_ids()) for part, _ in parts]
    number = {person_id: at for at, members in enumerate(ids) for person_id in members}
    links: list[list[DuplicatePair]] = [[] for _ in parts]
    cut: list[list[DuplicatePair]] = [[] for _ in parts]
    for pair in ordered:
        first, second = number[pair.first_id], number[pair.second_id]
        if first == second:
            links[first].append(pair)
        else:
            cut[first].append(pair)
            cut[second].append(pair)
    values = _values(ordered)
    clusters = [
        DuplicateCluster(
            person_ids=ids[at], links=tuple(links[at]), weakest=part.joint,
            conflicts=tuple(_conflicts(ids[at], values)), cut=tuple(cut[at]),
            broken_from=whole if whole > part.size else 0,
        )
        for at, (part, whole) in enumerate(parts)
        if part.joint is not None
    ]  # fmt: skip
    return tuple(sorted(clusters, key=lambda cluster: (-cluster.weakest.match_weight_bits, cluster.person_ids)))


def _grown(ordered: list[DuplicatePair]) -> Iterable[_Part]:
    """Joins records link by link, strongest first; every joint remembers the link that made it."""
    place: dict[str, int] = {}
    for pair in ordered:
        place.setdefault(pair.first_id, len(place))
        place.setdefault(pair.second_id, len(place))
    parts = [_Part(1, person_id) for person_id in place]
    leads = list(range(len(parts)))  # union-find: who leads to whom

    def lead_of(at: int) -> int:
        while leads[at] != at:
            leads[at] = leads[leads[at]]
            at = leads[at]
        return at

    for pair in ordered:
        first, second = lead_of(place[pair.first_id]), lead_of(place[pair.second_id])
        if first != second:
            larger, smaller = (first, second) if parts[first].size >= parts[second].size else (second, first)
            leads[smaller] = larger
            size = parts[first].size + parts[second].size
            parts[larger] = _Part(size, "", (parts[first], parts[second]), pair)
    return [parts[at] for at in range(len(parts)) if leads[at] == at]


def _broken(tree: _Part, most_records: int) -> Iterator[_Part]:
    """Breaks a part at its weakest link, and its halves again, until none is too large."""
    waiting = [tree]
    while waiting:
        part = waiting.pop()
        if part.halves is None or part.size <= max(most_records, 2):
            yield part
        else:
            waiting += reversed(part.halves)


Told = tuple[str, frozenset[str]]
"""A value as it is written, and what it may mean; two values that have no meaning in common contradict each other."""


def _told(pair: DuplicatePair, side: str) -> Iterator[tuple[str, Told]]:
    """What one record of a pair says in the fields that can contradict; its sex is told by its names."""
    values = {step.field: str(getattr(step, side)) for step in pair.fields}
    given, father = values.get("given_name", ""), values.get("patronymic", "")
    yield "given_name", (given, names_meant(given))
    yield "sex", (f"{given} {father}".strip(), _meaning(sex_of(given, father)))
    born, number = values.get("birth_date", ""), values.get("number", "")
    year, month, day = read_date(born)
    yield "birth_date", (born, _meaning(f"{year}-{month}-{day}" if day else ""))
    yield "number", (number, _meaning("".join(c for c in tidy(number) if c.isalnum())))


def _meaning(text: str) -> frozenset[str]:
    return frozenset({text} - {""})


def _values(ordered: list[DuplicatePair]) -> Mapping[str, Mapping[str, Told]]:
    """What each record says in each field that can contradict, as its strongest link reads it."""
    values: dict[str, dict[str, Told]] = {}
    for pair in ordered:
        for person_id, side in ((pair.first_id, "enquiry_value"), (pair.second_id, "register_value")):
            for field, told in _told(pair, side):
                values.setdefault(field, {}).setdefault(person_id, told)
    return values


def _conflicts(person_ids: Iterable[str], values: Mapping[str, Mapping[str, Told]]) -> Iterator[Conflict]:
    """Every value that contradicts an earlier one of its kind: n records never make more than n conflicts of a kind."""
    for field, of_person in values.items():
        seen: dict[frozenset[str], tuple[str, str]] = {}
        for person_id in person_ids:
            value, meant = of_person.get(person_id, ("", frozenset()))
            if not meant or meant in seen:
                continue
            against = next((one for other, one in seen.items() if other.isdisjoint(meant)), None)
            if against is not None:
                yield Conflict(
                    field=field, first_id=against[0], second_id=person_id, first_value=against[1], second_value=value
                )
            seen[meant] = person_id, value
