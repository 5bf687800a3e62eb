"""On whose word a line is done: in a demonstration whoever it names, in a store with real keys one account alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from repatria.doors.jobs.applying.errors import AnotherCallerError, UnknownCallerError
from repatria.doors.jobs.applying.lines import Line
from repatria.records.access.acting import Acting, acting_in_migration, acting_numbered
from repatria.records.access.role_table import HOUSE_ROLES, Role
from repatria.records.access.selectors import account_named, account_numbered


class Callers(Protocol):
    """Who may be named by a line."""

    def acting(self, line: Line, at: datetime) -> Acting:
        """Who acts.  Raises: whatever refuses him, or that he is named at all."""
        ...


class AnyAccount:
    """Every account by its sign-in name or number, and the services of the house by their role."""

    def __init__(self, randomness: Callable[[int], bytes]) -> None:
        self._randomness = randomness
        self._numbers: dict[str, str] = {}

    def acting(self, line: Line, at: datetime) -> Acting:
        """Raises: UnknownCallerError."""
        number = self._numbers.get(line.by)
        if number is None:
            acting = named(line.by, at, self._randomness)
            if not acting.is_house:
                self._numbers[line.by] = acting.account_id  # a name is never given to another
            return acting
        return acting_numbered(number, at, self._randomness)


class MigrationAccount:
    """One account, which signed in: the lines are its own, whether they name it or nobody."""

    def __init__(self, account_id: str, sign_in_name: str, randomness: Callable[[int], bytes]) -> None:
        self._account_id, self._randomness = account_id, randomness
        self._names = frozenset({"", account_id, sign_in_name})

    def acting(self, line: Line, at: datetime) -> Acting:
        """Raises: AnotherCallerError; that no migration of this account stands any more."""
        if line.by not in self._names:
            raise AnotherCallerError("lines are the migration account's own", provision="decision 0028")
        return acting_in_migration(self._account_id, at, self._randomness)


def named(name: str, at: datetime, randomness: Callable[[int], bytes]) -> Acting:
    """The acting of an account by its sign-in name or number, or of a service of the house by its role.

    Raises:   UnknownCallerError.
    """
    if name in HOUSE_ROLES:
        role = Role(name)
        return Acting(account_id=role.value, roles=frozenset({role}), at=at, randomness=randomness)
    found = account_named(name) or account_numbered(name)
    if found is None:
        raise UnknownCallerError("name an account by its sign-in name, or a role of the house", (("as", "unknown"),))
    return acting_numbered(found.account_id, at, randomness)
