"""A house at work while it is backed up: `python -m tests.config.writer DATA STOP` records until the file STOP appears.

Prints how many acts there were each time it looks up; the same through every door: lists, enquiries, courier, rounds.
"""

from __future__ import annotations

import secrets
import sys
from pathlib import Path

from repatria.config.install import portal_keys_of
from repatria.config.places import Places
from repatria.config.session import open_folder


def write(places: Places, stop: Path) -> None:
    keyring = open_folder(places, make=False)
    from repatria.config.outside import outside
    from repatria.doors.jobs.courier import fetch_enquiries
    from repatria.doors.jobs.rounds import hold_round
    from repatria.records.access.role_table import Role
    from repatria.records.intake.services import receive_sealed
    from repatria.records.ledger.reading import tree_size
    from tests.house import list_one, sealed_enquiry

    bound, portal, number = outside(), portal_keys_of(keyring), 0
    while not stop.exists():
        for _ in range(10):
            number += 1
            list_one(bound.house(Role.CLERKWORK), f"writer {number}")
            form_id = secrets.token_bytes(32)
            receive_sealed(
                form_id_sha256=secrets.token_bytes(32), on=bound.now().date(), mac_key=portal.mac_key,
                ciphertext=sealed_enquiry(portal, form_id, f"Koval {number}"),
            )  # fmt: skip
        fetch_enquiries(bound, 0)
        hold_round(bound)
        print(tree_size(), flush=True)


if __name__ == "__main__":
    write(Places(Path(sys.argv[1])), Path(sys.argv[2]))
