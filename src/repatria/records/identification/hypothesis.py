"""One hypothesis as services and pages read it: its words, which evidence supports it, what stands unresolved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from repatria.core.law.identification_board import (
    FindingKind,
    HypothesisState,
    InTheWay,
    Method,
    ReviewVerdict,
    Weighs,
    are_alike,
)
from repatria.records.enquiries.kin_beside import sought_beside
from repatria.records.identification.board_acts import BoardSigned
from repatria.records.identification.errors import UnknownHypothesisError
from repatria.records.identification.finding_models import BoardWord, Hypothesis, PartsLink
from repatria.records.identification.finding_rows import findings_where
from repatria.records.identification.kin_apart import have_two_parents
from repatria.records.identification.one_sought import are_of_two, seek_one
from repatria.records.ledger.reading import acts_at
from repatria.records.ledger.rows import row_numbered, rows_where

STANDING = (HypothesisState.OPEN, HypothesisState.SIGNED_ONCE)
NAMED = (HypothesisState.CONCLUDED, HypothesisState.ANNULMENT_ASKED)
"""A name stands until two have taken it back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word on a hypothesis with who said it."""

    word_id: str
    kind: str
    method: str
    verdict: str
    finding_id: str
    reference: str
    about: str
    by: str
    act_index: int
    rests_on: tuple[str, ...] = ()  # of a signature: its methods and policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """All that the law asks of a hypothesis, read."""

    row: Hypothesis
    items: tuple[str, ...]
    state: HypothesisState
    opened_by: str
    words: tuple[Word, ...]

    def of(self, kind: str) -> tuple[Word, ...]:
        return tuple(one for one in self.words if one.kind == kind)

    @property
    def settled_index(self) -> int:
        """The act since which nothing new was laid beside it: what was judged before was judged without it."""
        return max((one.act_index for one in self.of("evidence")), default=-1)

    @property
    def reviews(self) -> tuple[Word, ...]:
        """The reviews that count: said when all evidence lay there."""
        return tuple(one for one in self.of("review") if one.act_index > self.settled_index)

    @property
    def unresolved(self) -> tuple[Word, ...]:
        """Contradictions, and refusals to sign, that no act has resolved."""
        resolved = {one.about for one in self.of("resolved")}
        against = [one for one in self.of("evidence") if one.verdict == Weighs.CONTRADICTS.value]
        against += [one for one in self.of("review") if one.verdict == ReviewVerdict.NOT_SUPPORTED.value]
        return tuple(one for one in (*against, *self.of("declined")) if one.word_id not in resolved)

    @property
    def supporting(self) -> frozenset[Method]:
        return frozenset(
            Method(one.method) for one in self.of("evidence") if one.verdict == Weighs.SUPPORTS.value
        )  # fmt: skip

    def reviewers(self, verdict: ReviewVerdict) -> frozenset[str]:
        return frozenset(one.by for one in self.reviews if one.verdict == verdict.value)

    @property
    def against(self) -> frozenset[str]:
        """Reviewers against it whose word no act has resolved."""
        waiting = {one.word_id for one in self.unresolved}
        return frozenset(one.by for one in self.reviews if one.word_id in waiting)

    @property
    def signed_by(self) -> tuple[str, ...]:
        """Whoever signed, on whatever grounds: who takes a name back is none of them."""
        return tuple(one.by for one in self.of("signed"))

    @property
    def _upheld_index(self) -> int:
        """The act by which a second person upheld the name last; what was asked before is over."""
        return max((one.act_index for one in self.of("upheld") if one.verdict), default=-1)

    @property
    def taken_back_by(self) -> tuple[str, ...]:
        """Who takes the name back and was not overruled."""
        return tuple(one.by for one in self.of("annulment") if one.act_index > self._upheld_index)

    @property
    def upheld_by(self) -> tuple[str, ...]:
        """Who says that the name stands, against the one who takes it back now."""
        return tuple(one.by for one in self.of("upheld") if one.act_index > self._upheld_index)

    @property
    def overruled(self) -> frozenset[str]:
        """Who took the name back before two upheld it."""
        return frozenset(one.by for one in self.of("annulment") if one.act_index < self._upheld_index)

    def signed_on(self, methods: Iterable[Method], policy_id: str) -> tuple[str, ...]:
        """Whose signatures count for these methods and this policy, and for all that lies there now."""
        grounds = rests_on(methods, policy_id)
        signed = [one for one in self.of("signed") if one.act_index > self.settled_index]
        return tuple(one.by for one in signed if one.rests_on == grounds)

    @property
    def judged(self) -> HypothesisState:
        """Where it is for whoever judges: a signature that fell with new evidence is none."""
        has_signature = any(one.act_index > self.settled_index for one in self.of("signed"))
        is_fallen = self.state is HypothesisState.SIGNED_ONCE and not has_signature
        return HypothesisState.OPEN if is_fallen else self.state


def rests_on(methods: Iterable[Method], policy_id: str) -> tuple[str, ...]:
    """What a signature rests on, to be compared."""
    return (*sorted(one.value for one in methods), policy_id)


def hypothesis_row(hypothesis_id: str) -> Hypothesis:
    """Raises: UnknownHypothesisError."""
    row = row_numbered(Hypothesis, hypothesis_id)
    if row is None:
        raise UnknownHypothesisError("no such hypothesis")
    return row


def standing_of_hypothesis(hypothesis_id: str) -> Standing:
    """Raises: UnknownHypothesisError."""
    row = hypothesis_row(hypothesis_id)
    rows = rows_where(BoardWord, hypothesis_id=row.pk, order="recorded_index")
    told = acts_at([row.recorded_index, *(one.recorded_index for one in rows)])
    actors = {one.index: one.actor for one in told}
    grounds = {
        one.index: rests_on(one.act.methods, one.act.policy_id) for one in told if isinstance(one.act, BoardSigned)
    }
    return Standing(
        row=row, items=tuple(row.items.split()), state=HypothesisState(row.state),
        opened_by=actors[row.recorded_index],
        words=tuple(
            Word(
                word_id=one.pk, kind=one.kind, method=one.method, verdict=one.verdict, finding_id=one.finding_id,
                reference=one.reference, about=one.about, by=actors[one.recorded_index],
                act_index=one.recorded_index, rests_on=grounds.get(one.recorded_index, ()),
            )
            for one in rows
        ),
    )  # fmt: skip


def linked_parts(items: Sequence[str]) -> tuple[str, ...]:
    """The items that two persons linked with these as parts of one person, these included, in the order found."""
    found, waiting = list(dict.fromkeys(items)), list(items)
    links = rows_where(PartsLink, state="agreed")
    while waiting:
        at = waiting.pop()
        for one in links:
            other = {one.first_code: one.second_code, one.second_code: one.first_code}.get(at)
            if other and other not in found:
                found.append(other)
                waiting.append(other)
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """The last standing ratio of a pair of an item and a family.

    Units:    log10.
    """

    finding_id: str
    item_code: str
    enquiry_id: str
    log10_lr: float


def ratios(*, items: Sequence[str] = (), enquiry_id: str = "") -> tuple[Ratio, ...]:
    """The last ratio of each sample and family, of these items or of this family; none where its numbers are gone."""
    found = findings_where(item_code=list(items)) if items else findings_where(enquiry_id=enquiry_id)
    rows = [row for row in found if row.kind != FindingKind.PART.value]
    last = {(row.sample_code, row.enquiry_id, row.kind): row for row in rows}
    return tuple(
        Ratio(finding_id=row.pk, item_code=row.item_code, enquiry_id=row.enquiry_id, log10_lr=float(row.log10_lr))
        for row in last.values() if row.log10_lr
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """An item or an enquiry by which DNA does not tell whose these items are, and why."""

    why: InTheWay
    number: str


def in_the_way(items: Sequence[str], enquiry_id: str) -> tuple[Rival, ...]:
    """From what DNA does not tell these items, or this family's missing one: another comes as near, or may.

    Source:   spec/kinship.md section 4; decision 0085.
    Given:    items that two linked as parts of one person are one, and so are enquiries that seek one. Who asks in
              another enquiry and may be the same person seeks perhaps his brother, whatever the numbers: until DNA or
              two persons tell the two askers apart.
    """
    own_items, families = linked_parts(items), seek_one(enquiry_id)
    of_items = ratios(items=own_items)
    own = max((one.log10_lr for one in of_items if one.enquiry_id in families), default=None)
    if own is None:
        return ()
    found: dict[str, InTheWay] = {}
    for family in families:
        apart = are_of_two(family)
        for one in sought_beside(family):
            is_told = one.enquiry_id in apart or one.enquiry_id in families
            if not is_told and not have_two_parents(families, one.enquiry_id, one.relation):
                found.setdefault(one.enquiry_id, InTheWay.SAME_REACH if one.is_sure else InTheWay.SAME_NAME)
    for near in ratios_of_others(items, enquiry_id):
        if are_alike(own, (near.log10_lr,)):
            is_item = near.enquiry_id in families
            number, why = (near.item_code, InTheWay.ITEM) if is_item else (near.enquiry_id, InTheWay.FAMILY)
            found.setdefault(number, why)
    return tuple(Rival(why=why, number=number) for number, why in found.items())


def ratios_of_others(items: Sequence[str], enquiry_id: str) -> tuple[Ratio, ...]:
    """What rivals these items and this family: these items with whoever else is sought, this family with other items.

    Given:    as `in_the_way`: linked parts are one, and so are enquiries that seek one.
    """
    own_items, families = linked_parts(items), seek_one(enquiry_id)
    elsewhere = [one for one in ratios(items=own_items) if one.enquiry_id not in families]
    others = [one for family in families for one in ratios(enquiry_id=family) if one.item_code not in own_items]
    return (*elsewhere, *others)
