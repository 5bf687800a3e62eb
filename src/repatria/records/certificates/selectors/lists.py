"""Lists of the dead and of graves: by numbers, and one of them whole."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.law.certificates import ListState
from repatria.core.vocabulary.certificates import DeathListKind, ListedDead
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.certificates.models import DeathList
from repatria.records.certificates.reading import list_as_drawn, list_row
from repatria.records.certificates.selectors.certificates import SEES, SentView, sent_of
from repatria.records.ledger.acts import Lost
from repatria.records.ledger.reading import act_at
from repatria.records.ledger.rows import rows_where

READS_LIST = "certificates.?death_list"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeathListSummary:
    """One list by numbers."""

    death_list_id: str
    number: int
    kind: DeathListKind
    power: str
    count: int
    state: ListState
    digest: str
    drawn_at: str
    replaces: str


def _summary(row: DeathList) -> DeathListSummary:
    return DeathListSummary(
        death_list_id=row.pk, number=row.number, kind=DeathListKind(row.kind), power=row.power, count=row.count,
        state=ListState(row.state), digest=row.digest, drawn_at=act_at(row.recorded_index).at, replaces=row.replaces,
    )  # fmt: skip


@question(SEES, of_numbers=True)
def death_lists(acting: Acting) -> tuple[DeathListSummary, ...]:
    """Every list of the dead and of graves by numbers, the newest first.  Raises: RoleForbidsError."""
    require(acting, SEES)
    return tuple(_summary(row) for row in rows_where(DeathList, order="-number"))


@question(SEES, of_numbers=True)
def lists_to_certify(acting: Acting) -> tuple[tuple[str, str, str], ...]:
    """The lists that nobody certified: number, since when, and who drew each up.  Raises: RoleForbidsError."""
    require(acting, SEES)
    rows = rows_where(DeathList, state=ListState.DRAWN.value, order="number")
    drawn = [(row.pk, act_at(row.recorded_index)) for row in rows]
    return tuple((number, one.at, one.actor) for number, one in drawn)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeathListView:
    """One list whole."""

    summary: DeathListSummary
    lines: tuple[ListedDead, ...]
    reason: str
    certified_by: str
    certified_at: str
    sent: tuple[SentView, ...]


@question(READS_LIST)
def death_list(acting: Acting, death_list_id: str) -> DeathListView:
    """One list whole.  Raises: RoleForbidsError; UnknownDeathListError.  Leaf: access.reading_recorded"""
    record_reading(acting, question="certificates.?death_list", records=(death_list_id,))
    row = list_row(death_list_id)
    words = list_as_drawn(row).words
    is_there = words is not None and not isinstance(words, Lost)
    by = act_at(row.certified_index) if row.certified_index is not None else None
    return DeathListView(
        summary=_summary(row), lines=words.lines if words is not None and is_there else (),
        reason=words.reason if words is not None and is_there else "", certified_by=by.actor if by else "",
        certified_at=by.at if by else "", sent=sent_of(row.pk),
    )  # fmt: skip
