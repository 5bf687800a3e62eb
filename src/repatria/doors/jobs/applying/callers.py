"""On whose word a line is done: in a demonstration whoever it names, in a store with real keys one account alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from repatria.doors.jobs.applying.errors import UnknownCallerError
from repatria.doors.jobs.applying.lines import Line
from repatria.records.access.acting import Acting, acting_numbered
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
        if line.by in HOUSE_ROLES:
            role = Role(line.by)
            return Acting(account_id=role.value, roles=frozenset({role}), at=at, randomness=self._randomness)
        number = self._numbers.get(line.by) or self._found(line.by)
        return acting_numbered(number, at, self._randomness)

    def _found(self, name: str) -> str:
        found = account_named(name) or account_numbered(name)
        if found is None:
            raise UnknownCallerError(
                "name an account by its sign-in name, or a role of the house", (("as", "unknown"),)
            )
        self._numbers[name] = found.account_id  # a name is never given to another
        return found.account_id
