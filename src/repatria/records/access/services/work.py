"""Taking what is owed about a record, giving it to another, all of it at leave, and saying that somebody is away.

Which records there are the rooms above say, as they say who may open one: this room holds numbers only.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from repatria.core.vocabulary.errors import InputError
from repatria.records.access.acting import Acting, require
from repatria.records.access.errors import NotYourWorkError, TakenWorkError, UnfitForWorkError, UnknownAccountError
from repatria.records.access.models import Absence, HeldWork
from repatria.records.access.role_table import is_allowed
from repatria.records.access.standing import standing_of
from repatria.records.access.work import check_known, holders_of, may_work_on
from repatria.records.access.work_acts import AbsenceRecorded, Lay, WorkGiven, WorkTaken
from repatria.records.ledger.rows import rows_where
from repatria.records.ledger.services import record, service

TAKE, GIVE, ALL, AWAY = "access.take_work", "access.give_work", "access.give_all_work", "access.record_absence"
OF_OTHERS = "access.give_work_of_others"
"""What the head may beside: giving away what lies with another, and saying that another is away."""
LONGEST_REASON = 400
_RULE = "house rule 6.4"


def _reason(text: str) -> str:
    if not 0 < len(text.strip()) <= LONGEST_REASON:
        raise InputError("say why, in one sentence", (("reason", "missing" if not text.strip() else "length"),))
    return text.strip()


def _require_own(acting: Acting, account_id: str) -> None:
    """Whoever it lies with decides, and the head for others."""
    if account_id != acting.account_id and not is_allowed(acting.roles, OF_OTHERS):
        raise NotYourWorkError("this lies with another", provision=_RULE)


def _require_fit(to: str, abouts: Sequence[str]) -> None:
    standing = standing_of(to)
    if not standing.is_open:
        raise UnknownAccountError("no such account is open", (("to", "unknown"),))
    if not all(may_work_on(standing.roles, about) for about in abouts):
        raise UnfitForWorkError("no role of that account opens such a record", provision="role table")


def _lay(about: str) -> Lay:
    found = rows_where(HeldWork, about=about, ended_index=None)
    return _of(found[0]) if found else Lay(about=about)


def _of(row: HeldWork) -> Lay:
    return Lay(about=row.about, lay_with=row.account_id, since_index=row.since_index)


@service
def take_work(acting: Acting, *, about: str) -> None:
    """Takes what is owed about a record that lies with nobody who is here.

    Source:   practice rules, section 2: the caseworker's reassignment.
    Raises:   UnknownWorkError for a number of no such record; UnfitForWorkError where no role of this account opens
              it; TakenWorkError where it lies with somebody who is here.
    Leaf:     access.work_taken
    Not:      a permission: whoever may do a thing may do it, with whomever it lies.
    """
    require(acting, TAKE)
    check_known(about)
    if not may_work_on(acting.roles, about):
        raise UnfitForWorkError("no role of this account opens such a record", provision="role table")
    if about in holders_of([about], at=acting.at):
        raise TakenWorkError("this lies with somebody already")
    lay = _lay(about)
    if lay.lay_with == acting.account_id:
        raise TakenWorkError("this lies with this account, which is away")
    record(WorkTaken(lay=lay, account_id=acting.account_id), actor=acting.account_id, at=acting.at)


@service
def give_work(acting: Acting, *, about: str, to: str, reason: str) -> None:
    """Gives what is owed about a record to another, or with "" back to all.

    Source:   practice rules, section 2: the caseworker's reassignment.
    Raises:   UnknownWorkError; NotYourWorkError unless it lies with who gives, or the head gives; InputError without
              a reason; UnknownAccountError; UnfitForWorkError; TakenWorkError where it lies there already.
    Leaf:     access.work_given
    """
    require(acting, GIVE)
    said = _reason(reason)
    check_known(about)
    lay = _lay(about)
    _require_own(acting, lay.lay_with)
    if lay.lay_with == to:
        raise TakenWorkError("it lies there already")
    if to:
        _require_fit(to, (about,))
    given = WorkGiven(lay=(lay,), to=to, reason=said, given_by=acting.account_id)
    record(given, actor=acting.account_id, at=acting.at)


@service
def give_all_work(acting: Acting, *, account_id: str, to: str, reason: str) -> int:
    """Gives all that lies with somebody to another, or with "" back to all: at leave, or when he is gone.

    Source:   practice rules, section 2: the caseworker's reassignment.
    Returns:  how much it was.
    Raises:   NotYourWorkError; InputError without a reason; UnknownAccountError; UnfitForWorkError; TakenWorkError
              where nothing lies with him, or he is to get his own.
    Leaf:     access.work_given
    """
    require(acting, ALL)
    said = _reason(reason)
    _require_own(acting, account_id)
    held = rows_where(HeldWork, account_id=account_id, ended_index=None, order="since_index")
    if not held or to == account_id:
        raise TakenWorkError("nothing lies with that account")
    if to:
        _require_fit(to, [row.about for row in held])
    given = WorkGiven(lay=tuple(map(_of, held)), to=to, reason=said, given_by=acting.account_id)
    record(given, actor=acting.account_id, at=acting.at)
    return len(held)


@service
def record_absence(acting: Acting, *, account_id: str, from_on: date, until_on: date | None, reason: str) -> None:
    """Says that somebody is away, so that what lies with him is for all meanwhile.

    Source:   practice rules, section 2: the caseworker's reassignment.
    Given:    `until_on` the last day; None where he is here after all, from `from_on` on.
    Raises:   NotYourWorkError for another, unless the head says it; UnknownAccountError; InputError without a reason,
              for a last day before the first.
    Leaf:     access.absence_recorded
    """
    require(acting, AWAY)
    said = _reason(reason)
    _require_own(acting, account_id)
    if not standing_of(account_id).is_open:
        raise UnknownAccountError("no such account is open", (("account_id", "unknown"),))
    if until_on is not None and until_on < from_on:
        raise InputError("the last day comes before the first", (("until_on", "before"),))
    before = rows_where(Absence, account_id=account_id, ended_index=None)
    given = AbsenceRecorded(
        account_id=account_id, from_on=from_on.isoformat(), until_on=until_on.isoformat() if until_on else "",
        reason=said, recorded_by=acting.account_id, instead_of=before[0].recorded_index if before else None,
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)
