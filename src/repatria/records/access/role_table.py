"""The role table: role x action, and how many different persons an action needs. Declared once, the only source.

Actions are `room.verb` names of services; questions are `room.?question` names of selectors that read sealed fields.
"""

from __future__ import annotations

from collections.abc import Mapping

from repatria.core.vocabulary.roles import Role
from repatria.records.access.roles.contact import OF_CALLS, OF_CONTACT
from repatria.records.access.roles.dead import OF_CERTIFICATES, OF_IDENTIFICATION, OF_REMAINS, OF_RETURNS, OF_TELLING
from repatria.records.access.roles.everyday import ROWS
from repatria.records.access.roles.living import (
    OF_APPEALS,
    OF_EVIDENCE,
    OF_EXCHANGES,
    OF_LETTERS,
    OF_LINKS,
    OF_NOTES,
    OF_PAPERS,
    OF_THE_ROLL,
    OF_WELFARE,
    OF_WITHHOLDING,
)
from repatria.records.access.roles.second_persons import APPROVERS, READ_BEFORE, SECOND_PERSONS

__all__ = [
    "APART", "APPROVERS", "HOUSE_ROLES", "MOVED_IN", "OF_ALL_STAFF", "READ_BEFORE", "ROLE_TABLE", "SECOND_PERSONS",
    "Role", "are_apart", "is_allowed", "may_approve",
]  # fmt: skip

HOUSE_ROLES = frozenset({Role.COURIER, Role.MATCHER, Role.CLERKWORK})
OF_ALL_STAFF = frozenset({
    "clocks.?owed", "access.take_work", "access.give_work", "access.give_all_work", "access.record_absence",
})  # fmt: skip
"""What every account of the staff may: ask what its own roles owe, by record numbers; take work and give it away."""

APART: Mapping[Role, frozenset[Role]] = {
    Role.CENSOR: frozenset({Role.CAMP_OFFICER, Role.INTERVIEWER, Role.CASEWORKER, Role.HOTLINE_OPERATOR}),
}
"""Roles that one account never holds beside the first: whoever looks at messages has nothing to do with whom they are
from or to (GC III art. 76; decision 0081)."""

_BY_ROOM: tuple[Mapping[Role, frozenset[str]], ...] = (
    OF_THE_ROLL, OF_WELFARE, OF_APPEALS, OF_LINKS, OF_WITHHOLDING, OF_EVIDENCE, OF_NOTES, OF_EXCHANGES, OF_LETTERS,
    OF_PAPERS, OF_REMAINS, OF_IDENTIFICATION, OF_CERTIFICATES, OF_RETURNS, OF_TELLING, OF_CONTACT, OF_CALLS,
)  # fmt: skip


def _row(role: Role) -> frozenset[str]:
    """All that a role may; an account of the house itself has nothing of the staff's."""
    own = frozenset() if role in HOUSE_ROLES else OF_ALL_STAFF
    return ROWS[role].union(own, *(of.get(role, frozenset()) for of in _BY_ROOM))


ROLE_TABLE: Mapping[Role, frozenset[str]] = {role: _row(role) for role in ROWS}

MOVED_IN = frozenset({
    "register.record_capture", "register.record_custody", "register.record_listed", "register.record_particular",
    "register.record_listed_again",
    "places.open_place", "places.record_spelling", "places.issue_pad",
})  # fmt: skip
"""What the migration account may do by a file of calls, while an approval of two stands; of each service only the calls
that it declares fit for it."""


def is_allowed(roles: frozenset[Role], action: str) -> bool:
    """Whether any of the roles allows the action; an action that no row names is allowed to nobody."""
    return any(action in ROLE_TABLE[role] for role in roles)


def are_apart(roles: frozenset[Role]) -> bool:
    """Whether no two of these roles are those that one account never holds together."""
    return not any(role in roles and roles & others for role, others in APART.items())


def may_approve(roles: frozenset[Role], action: str) -> bool:
    """Whether any of the roles may approve the action for others; nobody approves one that no row names."""
    offices = roles & APPROVERS.get(action, frozenset())
    reads = action not in READ_BEFORE or is_allowed(roles, READ_BEFORE[action])
    return bool(offices) and reads and is_allowed(roles, "access.record_approval")
