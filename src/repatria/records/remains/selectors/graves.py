"""Graves by numbers, and one of each whole; the policy on small fragments; and for rooms above, who lies where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from repatria.core.law.remains_ashes import CremationState, has_lapsed
from repatria.core.vocabulary.dates import read_instant
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.ledger.reading import act_at
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.remains.burial_words import word_on_burial
from repatria.records.remains.burials import burials_where, cremation_of, lying
from repatria.records.remains.cremation_models import CremationOrder
from repatria.records.remains.grave_models import Burial, Fragment, FragmentPolicy, Grave, GraveMarkRow
from repatria.records.remains.names_given import family_of_named
from repatria.records.remains.reading import grave_row, item_row, policy_for
from repatria.records.remains.selectors.items import READS, SEES
from repatria.records.vault.opening import open_rows

_WHERE = ("cemetery", "coordinates", "plan", "marker", "laid_out_by", "reason")
_BURIED = ("by", "second", "rite", "authority", "why")
_EXHUMED = ("exhumed_by", "exhumed_second", "ordered_by", "exhumed_why")


@dataclass(frozen=True, slots=True, kw_only=True)
class GraveLine:
    """One grave by its place in lists, and how many lie there now."""

    grave_id: str
    cemetery_code: str
    grave_row: str
    position: str
    kind: str
    at: str
    lie_there: int


@question(SEES, of_numbers=True)
def graves(acting: Acting) -> tuple[GraveLine, ...]:
    """Every grave by cemetery, row and position, without a word of where that is.  Raises: RoleForbidsError."""
    require(acting, SEES)
    there = Counter(row.grave_id for row in lying())
    found = [
        GraveLine(
            grave_id=row.pk, cemetery_code=row.cemetery_code, grave_row=row.grave_row, position=row.position,
            kind=row.kind, at=row.at, lie_there=there[row.pk],
        )
        for row in rows_where(Grave, order="recorded_index")
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.cemetery_code, _natural(one.grave_row), _natural(one.position))))


def _natural(signs: str) -> tuple[int, str]:
    """Row 2 before row 10."""
    return (int(signs) if signs.isascii() and signs.isdecimal() else 0, signs)


@dataclass(frozen=True, slots=True, kw_only=True)
class BurialView:
    """One time that an item lay in a grave."""

    item_code: str
    grave_id: str
    number: int
    buried_at: str
    policy_id: str
    by: str
    second: str
    rite: str
    authority: str
    why: str
    exhumed_at: str
    exhumed_for: str
    order_reference: str
    exhumed_by: str
    exhumed_second: str
    ordered_by: str
    exhumed_why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkerView:
    """What stood or stands on a grave."""

    at: str
    marker: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GraveView:
    """One grave whole: where it is, its markers, who lies there and who lay there."""

    line: GraveLine
    cemetery: str
    coordinates: str
    plan: str
    marker: str
    laid_out_by: str
    reason: str
    markers: tuple[MarkerView, ...]
    burials: tuple[BurialView, ...]


def _burials(rows: Sequence[Burial]) -> tuple[BurialView, ...]:
    return tuple(
        BurialView(
            item_code=row.item_code, grave_id=row.grave_id, number=row.number, buried_at=row.buried_at,
            policy_id=row.policy_id, exhumed_at=row.exhumed_at, exhumed_for=row.exhumed_for,
            order_reference=row.order_reference,
            **{name: (text or "") if row.exhumed_at or name not in _EXHUMED else "" for name, text in cells.items()},
        )
        for row, cells in zip(rows, open_rows(list(rows), (*_BURIED, *_EXHUMED)), strict=True)
    )  # fmt: skip


def grave_for_room(grave_id: str) -> GraveView:
    """One grave whole, for a room above that has recorded its own reading act.  Raises: UnknownGraveError."""
    row = grave_row(grave_id)
    (cells,) = open_rows([row], _WHERE)
    marks = rows_where(GraveMarkRow, grave_id=row.pk, order="recorded_index")
    burials = burials_where(grave_id=row.pk)
    return GraveView(
        line=GraveLine(
            grave_id=row.pk, cemetery_code=row.cemetery_code, grave_row=row.grave_row, position=row.position,
            kind=row.kind, at=row.at, lie_there=sum(not one.exhumed_at for one in burials),
        ),
        markers=tuple(
            MarkerView(at=one.at, **{name: text or "" for name, text in said.items()})
            for one, said in zip(marks, open_rows(marks, ("marker", "by", "reason")), strict=True)
        ),
        burials=_burials(burials), **{name: text or "" for name, text in cells.items()},
    )  # fmt: skip


@question(READS)
def grave(acting: Acting, grave_id: str) -> GraveView:
    """One grave whole.  Raises: RoleForbidsError; UnknownGraveError.  Leaf: access.reading_recorded"""
    record_reading(acting, question="remains.?item", records=(grave_id,))
    return grave_for_room(grave_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class AshesView:
    """That an item was burnt: on which ground, who said so, and where its ashes are."""

    item_code: str
    ground: str
    at: str
    urn: str
    said_by: str
    reason: str
    by: str
    second: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyView:
    """A policy on small fragments."""

    fragment_policy_id: str
    decision: str
    largest_mm: int
    sampling: str
    burial: str
    kept: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CremationView:
    """A cremation that is proposed: on which ground, by whom, how far it is now."""

    cremation_id: str
    state: str
    ground: str
    said_by: str
    reason: str
    refused_why: str
    proposed_by: str
    agreed_by: str


def _cremation(item_code: str, at: datetime) -> CremationView | None:
    rows = rows_where(CremationOrder, item_code=item_code, order="-recorded_index", at_most=1)
    if not rows:
        return None
    row = rows[0]
    (cells,) = open_rows([row], ("said_by", "reason", "refused_why"))
    agreed = act_at(row.agreed_index) if row.agreed_index is not None else None
    is_over = row.state == "agreed" and agreed is not None and has_lapsed(read_instant(agreed.at), at)
    return CremationView(
        cremation_id=row.pk, state=CremationState.LAPSED.value if is_over else row.state, ground=row.ground,
        proposed_by=act_at(row.recorded_index).actor, agreed_by=agreed.actor if agreed is not None else "",
        **{name: text or "" for name, text in cells.items()},
    )  # fmt: skip


@question(SEES, of_numbers=True)
def cremations_waiting(acting: Acting) -> tuple[tuple[str, str, str], ...]:
    """The cremations that wait for the head: number, item and who proposed it, the oldest first.

    Raises:   RoleForbidsError.
    """
    require(acting, SEES)
    rows = rows_where(CremationOrder, state="proposed", order="recorded_index")
    return tuple((row.pk, row.item_code, act_at(row.recorded_index).actor) for row in rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class BurialWordView:
    """On what the head agreed that a named man is buried, since he was last laid into a grave."""

    ground: str
    said: str
    agreed_by: str


def _word(item_code: str) -> BurialWordView | None:
    row = word_on_burial(item_code)
    if row is None:
        return None
    (cells,) = open_rows([row], ("agreed_said",))
    return BurialWordView(
        ground=row.ground, said=cells["agreed_said"] or "", agreed_by=act_at(row.recorded_index).actor
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class RestView:
    """Where an item lies and lay: each burial, its ashes, and what of it is small by the policy."""

    item_code: str
    state: str
    burials: tuple[BurialView, ...]
    ashes: AshesView | None
    longest_mm: int  # 0 where nobody measured it
    policy: PolicyView | None  # under which it is a small fragment
    cremation: CremationView | None  # what was proposed last
    is_named: bool = False
    burial_word: BurialWordView | None = None


def ashes_for_room(item_code: str) -> AshesView | None:
    """That an item was burnt, for a room above that has recorded its own reading act."""
    row = cremation_of(item_code)
    if row is None:
        return None
    (cells,) = open_rows([row], ("said_by", "reason", "by", "second"))
    said = {name: text or "" for name, text in cells.items()}
    return AshesView(item_code=row.pk, ground=row.ground, at=row.at, urn=row.urn, **said)


def burials_for_room(item_code: str) -> tuple[BurialView, ...]:
    """Each burial of an item, the first one first, for a room above that has recorded its own reading act."""
    return _burials(burials_where(item_code=item_code))


@question(READS)
def rest_of(acting: Acting, item_code: str) -> RestView:
    """Where an item lies and lay.

    Raises:   RoleForbidsError; WrongCodeError; UnknownItemError.
    Leaf:     access.reading_recorded
    """
    require(acting, READS)
    row = item_row(item_code)
    record_reading(acting, question="remains.?item", records=(row.pk,))
    measured, policy = row_numbered(Fragment, row.pk), policy_for(row.pk)
    return RestView(
        item_code=row.pk, state=row.state, burials=burials_for_room(row.pk), ashes=ashes_for_room(row.pk),
        longest_mm=measured.longest_mm if measured else 0, policy=_policy(policy) if policy else None,
        cremation=_cremation(row.pk, acting.at), burial_word=_word(row.pk),
        is_named=family_of_named(row.pk, acting.at) is not None,
    )  # fmt: skip


def _policy(row: FragmentPolicy) -> PolicyView:
    return PolicyView(
        fragment_policy_id=row.pk, decision=row.decision, largest_mm=row.largest_mm, sampling=row.sampling,
        burial=row.burial, kept=row.kept,
    )  # fmt: skip


@question(SEES, of_numbers=True)
def fragment_policies(acting: Acting) -> tuple[PolicyView, ...]:
    """Every policy on small fragments, the one that holds first.  Raises: RoleForbidsError."""
    require(acting, SEES)
    return tuple(map(_policy, rows_where(FragmentPolicy, order="-recorded_index")))
