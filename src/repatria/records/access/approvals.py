"""Approvals as the log holds them: which still stand, whose they are, and whether they are enough.

An approval ends twice: with the act that rested on it, and after `APPROVAL_LASTS`. Rooms say of their own acts which
approvals they use up; nobody asks the projected rows, which whoever writes the store could write too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from repatria.core.law.guards import Approvers
from repatria.core.vocabulary.dates import instant_text, read_instant
from repatria.records.access.acts import ApprovalRecorded
from repatria.records.access.errors import ApprovalsMissingError
from repatria.records.access.role_table import SECOND_PERSONS, Role, may_approve
from repatria.records.access.standing import standing_of
from repatria.records.ledger.acts import Act
from repatria.records.ledger.following import BEFORE_ALL, Head, acts_between, head_of_log, still_stands

APPROVAL_LASTS = timedelta(days=14)
"""How long an approval may be rested on (C03: an expired one is refused): long enough for two turns of duty and a
holiday, short enough that whoever approved still knows the ground on which he did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """Which approvals an act used up: those of one reference, or all of one action whose reference begins so."""

    action: str
    reference: str = ""
    beginning: str = ""

    def takes(self, action: str, reference: str) -> bool:
        is_meant = reference.startswith(self.beginning) if self.beginning else reference == self.reference
        return action == self.action and is_meant


@dataclass(frozen=True, slots=True)
class _Approval:
    account_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class _Fold:
    head: Head
    standing: Mapping[tuple[str, str], tuple[_Approval, ...]]  # by action and reference, since the last use


_EMPTY = _Fold(BEFORE_ALL, {})
_latest: list[_Fold] = [_EMPTY]
_uses: dict[type[Act], Callable[[Any], Used | None]] = {}


def uses_approvals(act_class: type[Act], used: Callable[[Any], Used | None]) -> None:
    """Says which approvals an act of this class uses up; None for an act that rested on none.

    Given:    called while the apps are loaded, before anybody asks for approvals.
    """
    if _uses.setdefault(act_class, used) is not used:
        raise ValueError(f"{act_class.__name__} says already what it uses up")


def approvers_of(action: str, object_reference: str, *, at: datetime) -> tuple[str, ...]:
    """The different open accounts whose approval stands at this moment, oldest first.

    Given:    their roles as they are now allow them this approval.
    """
    approvals = _standing().get((action, object_reference), ())
    named = dict.fromkeys(one.account_id for one in approvals if one.at >= at - APPROVAL_LASTS)
    return tuple(account_id for account_id in named if may_approve(standing_of(account_id).roles, action))


def standing_approvals(action: str, *, at: datetime) -> tuple[tuple[str, tuple[str, ...], str], ...]:
    """What somebody approved of an action and nothing has used up: reference, who, since when; the oldest first.

    Given:    for owed lines: what one began waits for another. References name records, and nobody.
    """
    found = []
    for (named, reference), approvals in _standing().items():
        if named == action and (who := approvers_of(action, reference, at=at)):
            found.append((reference, who, instant_text(min(one.at for one in approvals if one.account_id in who))))
    return tuple(sorted(found, key=lambda one: one[2]))


def require_approvals(action: str, object_reference: str, *excluded: str, at: datetime) -> tuple[str, ...]:
    """Asks for the approvals that the two-person rule wants, not counting the excluded accounts.

    Raises:   ApprovalsMissingError.
    """
    needed = SECOND_PERSONS[action]
    found = tuple(a for a in approvers_of(action, object_reference, at=at) if a not in excluded)
    if len(found) < needed:
        raise ApprovalsMissingError(
            f"{action} needs {needed} approving persons, {len(found)} approved", provision="two-person rule"
        )
    return found


def offices_of(approvers: Iterable[str]) -> Approvers:
    """The offices in which these accounts approved, by their roles as they are now.

    Given:    for the rules that want a doctor, the head or the legal adviser among those who approve.
    """
    named = tuple(dict.fromkeys(approvers))

    def with_role(role: Role) -> tuple[str, ...]:
        return tuple(one for one in named if role in standing_of(one).roles)

    return Approvers(
        everybody=named, heads=with_role(Role.HEAD_OF_BUREAU), doctors=with_role(Role.MEDICAL),
        legal_advisers=with_role(Role.LEGAL_ADVISER),
    )  # fmt: skip


def _standing() -> Mapping[tuple[str, str], tuple[_Approval, ...]]:
    fold, head = _latest[0], head_of_log()
    if fold.head != head:
        fold = _continued(fold if still_stands(fold.head) else _EMPTY, head)
        _latest[0] = fold
    return fold.standing


def _continued(fold: _Fold, head: Head) -> _Fold:
    standing = dict(fold.standing)
    kinds = (ApprovalRecorded.KIND, *(one.KIND for one in _uses))
    for one in acts_between(fold.head, head, kinds):
        given = one.act
        if isinstance(given, ApprovalRecorded):
            key = (given.action, given.object_reference)
            approval = _Approval(given.account_id, read_instant(one.at))
            standing[key] = (*standing.get(key, ()), approval)
            continue
        used = _uses[type(given)](given)
        for key in [key for key in standing if used and used.takes(*key)]:
            del standing[key]
    return _Fold(head, standing)
