"""Remains that go to families: by number, as it was proposed, and one that was given with what its papers say."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.law.family_release import ReleaseState
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.ledger.reading import act_at
from repatria.records.ledger.rows import rows_where
from repatria.records.remains.models import FoundStep
from repatria.records.returns.errors import UnknownRemainsReleaseError
from repatria.records.returns.release_models import ReleasedItem, RemainsRelease
from repatria.records.returns.release_reading import release_row
from repatria.records.vault.opening import open_rows

SEES, READS, READS_PROPOSED = "returns.?releases", "returns.?release", "returns.?proposed_release"
_PROPOSED = ("receiver", "relation", "named_by", "as_wished", "reason")
_WORDS = (*_PROPOSED, "document", "place", "by", "second")


@dataclass(frozen=True, slots=True, kw_only=True)
class RemainsReleaseLine:
    """One release by its number."""

    given_id: str
    state: ReleaseState
    items: int
    at: str  # when they were given; "" while they are not
    proposed_by: str
    asked_by: str  # who said that it was recorded wrongly


def _actor(index: int | None) -> str:
    return act_at(index).actor if index is not None else ""


def _line(row: RemainsRelease) -> RemainsReleaseLine:
    return RemainsReleaseLine(
        given_id=row.pk, state=ReleaseState(row.state), items=len(rows_where(ReleasedItem, given_id=row.pk)),
        at=row.at, proposed_by=_actor(row.recorded_index), asked_by=_actor(row.asked_index),
    )  # fmt: skip


@question(SEES, of_numbers=True)
def remains_releases(acting: Acting) -> tuple[RemainsReleaseLine, ...]:
    """Every release by its number, the newest first.  Raises: RoleForbidsError."""
    require(acting, SEES)
    return tuple(map(_line, rows_where(RemainsRelease, order="-recorded_index")))


@question(SEES, of_numbers=True)
def releases_waiting(acting: Acting, state: ReleaseState) -> tuple[RemainsReleaseLine, ...]:
    """The releases that wait for another account in this state, the oldest first.  Raises: RoleForbidsError."""
    require(acting, SEES)
    return tuple(map(_line, rows_where(RemainsRelease, state=state.value, order="recorded_index")))


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedReleaseView:
    """To whom remains are to go, and how what she wishes is kept; without a code of what is given."""

    given_id: str
    state: ReleaseState
    enquiry_id: str
    person_id: str
    receiver: str
    relation: str
    is_herself: bool
    named_by: str
    as_wished: str
    reason: str
    proposed_by: str
    asked_by: str


def _proposed(row: RemainsRelease) -> ProposedReleaseView:
    (cells,) = open_rows([row], _PROPOSED)
    return ProposedReleaseView(
        given_id=row.pk, state=ReleaseState(row.state), enquiry_id=row.enquiry_id, person_id=row.person_id,
        is_herself=row.is_herself, proposed_by=_actor(row.recorded_index), asked_by=_actor(row.asked_index),
        **{name: text or "" for name, text in cells.items()},
    )  # fmt: skip


@question(READS_PROPOSED)
def proposed_release(acting: Acting, given_id: str) -> ProposedReleaseView:
    """One release as it was proposed, and how far it is.

    Raises:   RoleForbidsError; UnknownRemainsReleaseError.
    Leaf:     access.reading_recorded
    """
    require(acting, READS_PROPOSED)
    row = release_row(given_id)
    record_reading(acting, question="returns.?proposed_release", records=(row.pk,))
    return _proposed(row)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedPacket:
    """A packet of what was found, with the list under its last seal."""

    found_id: str
    seal_number: str
    contents: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemainsReleaseView:
    """One release whole, once they were given."""

    given_id: str
    state: ReleaseState
    items: tuple[str, ...]
    packets: tuple[ReleasedPacket, ...]
    at: str
    receipt: str
    receiver: str
    relation: str
    document: str
    place: str
    by: str
    second: str
    named_by: str
    as_wished: str
    reason: str
    proposed_by: str  # the account; that of who gave them, of a release of before proposals
    released_by: str
    asked_by: str


def _packet(found_id: str) -> ReleasedPacket:
    steps = rows_where(FoundStep, found_id=found_id, step="sealed", order="-recorded_index", at_most=1)
    (cells,) = open_rows(steps, ("contents",))
    return ReleasedPacket(
        found_id=found_id, seal_number=steps[0].seal_number, contents=cells["contents"] or ""
    )  # fmt: skip


@question(READS)
def remains_release(acting: Acting, given_id: str) -> RemainsReleaseView:
    """One release with who took the remains, and the list of what was found on them.

    Raises:   RoleForbidsError; UnknownRemainsReleaseError, of what was only proposed too.
    Leaf:     access.reading_recorded
    """
    require(acting, READS)
    row = release_row(given_id)
    if row.released_index is None:
        raise UnknownRemainsReleaseError("nothing was given under this number")
    act = act_at(row.released_index).act
    items = tuple(sorted(getattr(act, "items", ())))
    record_reading(acting, question="returns.?release", records=(row.pk, *items))
    (cells,) = open_rows([row], _WORDS)
    return RemainsReleaseView(
        given_id=row.pk, state=ReleaseState(row.state), items=items, packets=tuple(map(_packet, row.packets.split())),
        at=row.at, receipt=row.receipt, proposed_by=_actor(row.recorded_index),
        released_by=_actor(row.released_index), asked_by=_actor(row.asked_index),
        **{name: text or "" for name, text in cells.items()},
    )  # fmt: skip
