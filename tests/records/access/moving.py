"""A bureau that moves in: its migration account, and an approval by two."""

from __future__ import annotations

from datetime import date, timedelta

from repatria.records.access.acting import Acting, acting_in_migration
from repatria.records.access.role_table import Role
from repatria.records.access.services import OPEN_MIGRATION, migration_reference, open_migration, record_approval
from repatria.records.ledger.services import bulk_acts
from tests.records.staff import Staff

ORIGIN = "register of branch 4"
STAFF = {
    "migration": Role.MIGRATION, "head": Role.HEAD_OF_BUREAU, "head-2": Role.HEAD_OF_BUREAU, "auditor": Role.AUDITOR,
    "registrar": Role.REGISTRAR, "adviser": Role.LEGAL_ADVISER,
}  # fmt: skip


class Mover(Staff):
    """Staff with a migration account, an auditor, two heads and a registrar."""

    def hired(self) -> Mover:
        with bulk_acts():
            self.found()
            for name, role in STAFF.items():
                self.hire(name, role)
        return self

    def terms(self, days: int = 7, most_lines: int = 100, origin: str = ORIGIN, account: str = "migration"):
        until: date = (self.clock() + timedelta(days=days)).date()
        account_id = self.numbers.get(account, account)
        return {"account_id": account_id, "until": until, "most_lines": most_lines, "origin": origin}

    def approve(self, *names: str, **terms) -> None:
        reference = migration_reference(**self.terms(**terms))
        for name in names:
            record_approval(self.acting(name), action=OPEN_MIGRATION, object_reference=reference)

    def open_on_terms(self, by: str = "administrator-1", **terms) -> str:
        return open_migration(self.acting(by), **self.terms(**terms))

    def opened(self, **terms) -> str:
        """A migration that the head and the auditor approved."""
        self.approve("head", "auditor", **terms)
        return self.open_on_terms(**terms)

    def moving(self) -> Acting:
        """The migration account at this moment, under the migration that stands."""
        return acting_in_migration(self.numbers["migration"], self.clock(), self.randomness)
