"""With whom it lies what is owed about a record. Whoever is away or gone holds nothing: it falls to all by itself.

The rooms above say which numbers are records of theirs, and by which row of the role table one is opened.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from repatria.core.vocabulary.dates import instant_text
from repatria.records.access.acting import Acting, require
from repatria.records.access.errors import NotYourWorkError, UnknownWorkError
from repatria.records.access.models import Absence, Account, HeldWork
from repatria.records.access.questions import question
from repatria.records.access.role_table import Role, is_allowed
from repatria.records.access.standing import standing_of
from repatria.records.ledger.reading import instants_at
from repatria.records.ledger.rows import rows_where

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class _Kind:
    actions: tuple[str, ...]
    is_known: Callable[[str], bool]


_kinds: dict[str, _Kind] = {}


def work_about(letter: str, *actions: str, is_known: Callable[[str], bool]) -> None:
    """Says that records whose numbers begin with this letter are worked on, and by whom.

    Given:    called while the apps are loaded; `actions` are the rows under which one of them is opened.
    """
    _kinds[letter] = _Kind(actions, is_known)


def check_known(about: str) -> None:
    """Raises: UnknownWorkError for a number of no record that is worked on."""
    kind = _kinds.get(about.partition("-")[0])
    if kind is None or not kind.is_known(about):
        raise UnknownWorkError("no such record is worked on")


def is_worked_on(about: str) -> bool:
    """Whether records of this kind are taken and given; the record itself is not asked for."""
    return about.partition("-")[0] in _kinds and ":" not in about


def may_work_on(roles: frozenset[Role], about: str) -> bool:
    """Whether one of these roles opens such a record.  Raises: UnknownWorkError for a kind that is not worked on."""
    kind = _kinds.get(about.partition("-")[0])
    if kind is None:
        raise UnknownWorkError("no such record is worked on")
    return any(is_allowed(roles, one) for one in kind.actions)


def _away(at: datetime) -> frozenset[str]:
    """The accounts that are away on this day, by the last act about each."""
    on = instant_text(at)[:10]
    rows = rows_where(Absence, ended_index=None)
    return frozenset(row.account_id for row in rows if row.from_on <= on <= row.until_on)


def holders_of(abouts: Collection[str], *, at: datetime) -> dict[str, str]:
    """With which account each of these records lies; none for what lies with nobody who is here."""
    wanted, away = list(dict.fromkeys(abouts)), _away(at)
    found = {
        row.about: row.account_id
        for start in range(0, len(wanted), _AT_ONCE)
        for row in rows_where(HeldWork, about=wanted[start : start + _AT_ONCE], ended_index=None)
    }
    here = {one for one in set(found.values()) if one not in away and standing_of(one).is_open}
    return {about: account_id for about, account_id in found.items() if account_id in here}


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldView:
    """With whom a record lies, since when; of one who is away it says so."""

    about: str
    account_id: str
    since: str
    is_away: bool


def _held_by(account_id: str, at: datetime) -> tuple[HeldView, ...]:
    away, rows = _away(at), rows_where(HeldWork, account_id=account_id, ended_index=None, order="since_index")
    since = instants_at(row.since_index for row in rows)
    return tuple(
        HeldView(
            about=row.about, account_id=account_id, since=instant_text(since[row.since_index]),
            is_away=account_id in away,
        )
        for row in rows
    )  # fmt: skip


@question("clocks.?owed", name="own_work", of_numbers=True)
def own_work(acting: Acting) -> tuple[HeldView, ...]:
    """What lies with the account that asks, the oldest first.  Raises: RoleForbidsError."""
    require(acting, "clocks.?owed")
    return _held_by(acting.account_id, acting.at)


@question("access.?workload", name="work_of", of_numbers=True)
def work_of(acting: Acting, account_id: str) -> tuple[HeldView, ...]:
    """What lies with another account, the oldest first, for the head.  Raises: RoleForbidsError."""
    require(acting, "access.?workload")
    return _held_by(account_id, acting.at)


@question("clocks.?owed", name="holder_of", of_numbers=True)
def holder_of(acting: Acting, about: str) -> HeldView | None:
    """With whom a record lies and since when; None where it was taken by nobody.  Raises: RoleForbidsError."""
    require(acting, "clocks.?owed")
    row = next(iter(rows_where(HeldWork, about=about, ended_index=None)), None)
    if row is None:
        return None
    is_here = bool(holders_of([about], at=acting.at))
    since = instant_text(instants_at([row.since_index])[row.since_index])
    return HeldView(about=about, account_id=row.account_id, since=since, is_away=not is_here)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadView:
    """How much lies with an account, since when the oldest, and until when he is away."""

    account_id: str
    sign_in_name: str
    held: int
    oldest: str
    away_from: str
    away_until: str
    is_open: bool


@question("access.?workload", of_numbers=True)
def workload(acting: Acting) -> tuple[LoadView, ...]:
    """Who of the staff holds how much, and who is away; whoever holds nothing and is here stands there too.

    Raises:   RoleForbidsError.
    """
    require(acting, "access.?workload")
    held: dict[str, list[int]] = {}
    for one in rows_where(HeldWork, ended_index=None):
        held.setdefault(one.account_id, []).append(one.since_index)
    away = {one.account_id: one for one in rows_where(Absence, ended_index=None)}
    first = instants_at(min(indices) for indices in held.values())
    return tuple(
        LoadView(
            account_id=row.pk, sign_in_name=row.sign_in_name, held=len(held.get(row.pk, ())),
            oldest=instant_text(first[min(held[row.pk])]) if row.pk in held else "",
            away_from=away[row.pk].from_on if row.pk in away else "",
            away_until=away[row.pk].until_on if row.pk in away else "", is_open=row.is_active,
        )
        for row in Account.objects.order_by("sign_in_name")
        if row.is_active or row.pk in held
    )  # fmt: skip


@question("clocks.?owed", name="colleagues", of_numbers=True)
def colleagues(acting: Acting, about: str) -> tuple[tuple[str, str], ...]:
    """The open accounts that may work on a record, by number and sign-in name: to whom it may be given.

    Raises:   RoleForbidsError; NotYourWorkError unless it lies with whoever asks, or the head asks.
    """
    require(acting, "clocks.?owed")
    row = next(iter(rows_where(HeldWork, about=about, ended_index=None)), None)
    is_own = row is not None and row.account_id == acting.account_id
    if not is_own and not is_allowed(acting.roles, "access.?workload"):
        raise NotYourWorkError("this lies with another", provision="house rule 6.4")
    rows = Account.objects.filter(is_active=True).order_by("sign_in_name")
    return tuple((row.pk, row.sign_in_name) for row in rows if may_work_on(row.role_set, about))


def absence_of(account_id: str) -> Mapping[str, str]:
    """From when to when an account is or was away by the last act about it; empty where none says so."""
    row = next(iter(rows_where(Absence, account_id=account_id, ended_index=None)), None)
    return {"from_on": row.from_on, "until_on": row.until_on} if row and row.until_on else {}
