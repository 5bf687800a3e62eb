"""What a family gave goes with what it said: once an enquiry is erased, its samples are taken back and name nobody."""

from __future__ import annotations

from repatria.doors.jobs.consumers import Consumer
from repatria.doors.jobs.ports import Outside
from repatria.records.access.role_table import Role
from repatria.records.identification.services.erased import (
    destroy_donor,
    names_donor,
    samples_of_family,
    withdraw_erased,
)
from repatria.records.ledger.own_acts import KeyDestroyed
from repatria.records.ledger.reading import Recorded
from repatria.records.ledger.services import caused_by
from repatria.records.vault.keyring import Purpose


def _draw(recorded: Recorded, outside: Outside) -> None:
    given = recorded.act
    assert isinstance(given, KeyDestroyed)
    if given.purpose is not Purpose.KIN:
        return
    house = outside.house(Role.CLERKWORK)
    for row in samples_of_family(given.subject):
        if not row.withdrawn_on:
            with caused_by(f"erased_sample:{row.pk}"):  # an act is unique by its cause, and there may be several
                withdraw_erased(house, reference_id=row.pk, rests_on_index=recorded.index)
        if names_donor(row):
            with caused_by(f"erased_donor:{row.pk}"):
                destroy_donor(house, reference_id=row.pk, rests_on_index=recorded.index)


ERASED_SAMPLES = Consumer(
    name="erased_samples", kinds=("ledger.key_destroyed",), draw=_draw, concerns=Role.HEAD_OF_BUREAU
)  # fmt: skip
