"""Findings as a list ranks them: numbers opened once and kept in this process under the seal that holds them.

A seal never changes, and one that was destroyed is in no row any more: what was kept under it is dropped with the next
look. So thousands are ranked without being opened again, and nothing outlives its key but until then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock

from repatria.core.law.identification_board import FindingKind, FindingState
from repatria.core.vocabulary.remains_codes import parts_of_code
from repatria.records.identification.finding_models import Finding, Hypothesis, PartsLink
from repatria.records.identification.finding_rows import opened_findings
from repatria.records.identification.hypothesis import NAMED, STANDING
from repatria.records.identification.one_sought import groups_of_one
from repatria.records.ledger.rows import rows_where

_AT_ONCE = 500
_OPEN_COLUMNS = ("pk", "kind", "sample_code", "item_code", "other_code", "recorded_index", "log10_lr")


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """What lies sealed of a finding, as far as a list needs it.  Units: log10."""

    log10_lr: float
    enquiry_id: str
    other_code: str
    loci: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """One finding of the list.

    Given:    `numbers` None where they were destroyed.
    """

    finding_id: str
    kind: str
    sample_code: str
    item_code: str
    other_code: str
    recorded_index: int
    numbers: Numbers | None
    state: FindingState

    @property
    def place(self) -> str:
        """The place whose code the item bears."""
        return parts_of_code(self.item_code)[0]

    @property
    def enquiry_id(self) -> str:
        return self.numbers.enquiry_id if self.numbers is not None else ""


@dataclass(slots=True)
class _Kept:
    """Numbers by the seal of the ratio, which no other finding of any store has."""

    by_seal: dict[bytes, Numbers] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)


_kept = _Kept()


def _numbers(seals: Mapping[str, bytes]) -> dict[str, Numbers]:
    """Of each finding its numbers; those that nobody looked at before are opened."""
    with _kept.lock:
        known = {seal: _kept.by_seal[seal] for seal in seals.values() if seal in _kept.by_seal}
        fresh = [pk for pk, seal in seals.items() if seal not in known]
        for start in range(0, len(fresh), _AT_ONCE):
            for row in opened_findings(rows_where(Finding, pk=fresh[start : start + _AT_ONCE])):
                if row.log10_lr is not None:
                    known[seals[row.pk]] = Numbers(
                        log10_lr=float(row.log10_lr), enquiry_id=row.enquiry_id, other_code=row.other_code,
                        loci=row.loci,
                    )  # fmt: skip
        _kept.by_seal = known
    return {pk: known[seal] for pk, seal in seals.items() if seal in known}


def ranked() -> list[Ranked]:
    """Every finding with where it stands: the highest first, and those whose numbers are gone last."""
    rows = list(Finding.objects.order_by("recorded_index").values_list(*_OPEN_COLUMNS))
    numbers = _numbers({row[0]: bytes(row[6]) for row in rows if row[6] is not None})
    last: dict[tuple[str, ...], str] = {}
    for pk, kind, sample, _, other, *_ in rows:
        if (of := numbers.get(pk)) is not None:
            last[kind, sample, other or of.other_code, of.enquiry_id] = pk
    standing, followed = set(last.values()), _Followed.now()
    found = [
        Ranked(
            finding_id=pk, kind=kind, sample_code=sample, item_code=item, recorded_index=index,
            numbers=(of := numbers.get(pk)), other_code=other or (of.other_code if of is not None else ""),
            state=followed.state(kind, sample, item, other, of, is_last=pk in standing),
        )
        for pk, kind, sample, item, other, index, _ in rows
    ]  # fmt: skip
    return sorted(found, key=_rank)


def _rank(one: Ranked) -> tuple[bool, float, int]:
    return (one.numbers is None, -one.numbers.log10_lr if one.numbers is not None else 0.0, -one.recorded_index)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Followed:
    """What followed on findings: hypotheses by item and family, and parts that were proposed or linked."""

    about: frozenset[tuple[str, str]]  # item and family of a hypothesis that is open
    named: frozenset[str]  # items of which the board's name stands
    families: Mapping[str, frozenset[str]]  # enquiries that seek one
    proposed: frozenset[frozenset[str]]
    linked: Mapping[str, int]  # the number of the cluster in which an item is

    @classmethod
    def now(cls) -> _Followed:
        open_states, names = {one.value for one in STANDING}, {one.value for one in NAMED}
        rows = Hypothesis.objects.filter(state__in=open_states | names).values_list("items", "enquiry_id", "state")
        read = [(tuple(items.split()), enquiry, state) for items, enquiry, state in rows]
        links = PartsLink.objects.exclude(state="undone").values_list("first_code", "second_code", "state")
        pairs = list(links)
        return cls(
            about=frozenset((item, enquiry) for items, enquiry, state in read if state in open_states
                            for item in items),
            named=frozenset(item for items, _, state in read if state in names for item in items),
            families=groups_of_one(),
            proposed=frozenset(frozenset((one, other)) for one, other, state in pairs if state == "proposed"),
            linked=_clusters([(one, other) for one, other, state in pairs if state == "agreed"]),
        )  # fmt: skip

    def state(
        self, kind: str, sample: str, item: str, other: str, numbers: Numbers | None, *, is_last: bool
    ) -> FindingState:  # fmt: skip
        if numbers is None:
            return FindingState.DESTROYED
        if not is_last:
            return FindingState.REPLACED
        if kind == FindingKind.PART.value:
            beside = _item_of(other)
            if item in self.linked and self.linked[item] == self.linked.get(beside):
                # Of one linked with a named one the name is still owed.
                is_owed = (item in self.named) is not (beside in self.named)
                return FindingState.FOLLOWED if is_owed else FindingState.NAMED
            return FindingState.FOLLOWED if frozenset((item, beside)) in self.proposed else FindingState.NEW
        if item in self.named:
            return FindingState.NAMED
        family = self.families.get(numbers.enquiry_id, frozenset({numbers.enquiry_id}))
        return FindingState.FOLLOWED if any((item, one) in self.about for one in family) else FindingState.NEW


def _item_of(sample_code: str) -> str:
    """The item whose sample bears this code: the code of a sample begins with it."""
    return sample_code.rsplit("-", 2)[0]


def _clusters(links: list[tuple[str, str]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, (one, other) in enumerate(links):
        old = {found[code] for code in (one, other) if code in found}
        found |= dict.fromkeys((one, other), number)
        found |= {code: number for code, of in found.items() if of in old}
    return found
