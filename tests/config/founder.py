"""`python -m tests.config.founder DIR`: staffs a bureau with real keys, and opens a migration that two approved.

Prints what the migration account signs in with, as JSON. The two administrators are those of `repatria init`; they set
credentials of their own first, as people do, since those that were made for them open nothing.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from repatria.config.places import Places
from repatria.config.session import open_folder

PASSWORD, MOST_LINES = "five words that nobody says", 3


def main() -> None:
    """Opens the folder under the passphrase of the environment, and staffs it."""
    open_folder(Places(Path(sys.argv[1])), make=False)
    from repatria.records.access.acting import Acting
    from repatria.records.access.credentials import new_totp_secret, provision_credentials
    from repatria.records.access.role_table import Role
    from repatria.records.access.selectors import account_named
    from repatria.records.access.services import OPEN_MIGRATION, migration_reference, open_migration, record_approval
    from tests.records.staff import Staff

    staff, secret = Staff(lambda: datetime.now(UTC), os.urandom), new_totp_secret(os.urandom)

    def sets_own(name: str) -> None:
        number = staff.numbers[name]
        himself = Acting(account_id=number, roles=frozenset(), at=staff.clock(), randomness=os.urandom)
        provision_credentials(himself, account_id=number, password=PASSWORD, totp_secret=secret)

    for name in ("administrator-1", "administrator-2"):
        found = account_named(name)
        assert found is not None
        staff.numbers[name], staff.roles[name] = found.account_id, (Role.ADMINISTRATOR,)
        sets_own(name)
    for name, role in (("head", Role.HEAD_OF_BUREAU), ("auditor", Role.AUDITOR), ("moving-in", Role.MIGRATION)):
        staff.hire(name, role)
    sets_own("moving-in")
    staff.open_places("UNIT-3")  # where the men of the moved file are held
    until = (staff.clock() + timedelta(days=2)).date()
    terms = (staff.numbers["moving-in"], until, MOST_LINES, "branch 4")
    for name in ("head", "auditor"):
        reference = migration_reference(*terms)
        record_approval(staff.acting(name), action=OPEN_MIGRATION, object_reference=reference)
    open_migration(
        staff.acting("administrator-1"), account_id=terms[0], until=until, most_lines=MOST_LINES, origin=terms[3]
    )  # fmt: skip
    print(json.dumps({"password": PASSWORD, "secret": secret}))


if __name__ == "__main__":
    main()
