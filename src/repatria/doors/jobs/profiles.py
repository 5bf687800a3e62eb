"""Profiles of relatives that are held no longer: destroyed when a consent is taken back, or its last day is past."""

from __future__ import annotations

from repatria.core.vocabulary.errors import RepatriaError
from repatria.doors.jobs.consumers import Consumer
from repatria.doors.jobs.ports import Outside
from repatria.records.access.role_table import Role
from repatria.records.identification.acts import ConsentWithdrawn
from repatria.records.identification.selectors.held import is_held, profiles_over
from repatria.records.identification.services.consents import destroy_profile
from repatria.records.ledger.reading import Recorded


def _destroy(recorded: Recorded, outside: Outside) -> None:
    given = recorded.act
    assert isinstance(given, ConsentWithdrawn)
    if is_held(given.reference_id):
        destroy_profile(outside.house(Role.CLERKWORK), reference_id=given.reference_id)


WITHDRAWN = Consumer(
    name="profiles", kinds=("identification.consent_withdrawn",), draw=_destroy, concerns=Role.CASEWORKER
)  # fmt: skip


def destroy_over(outside: Outside) -> int:
    """Destroys what is held under consents whose last day is past.

    Returns:  how many profiles were destroyed.
    """
    destroyed = 0
    for reference_id in profiles_over(outside.now()):
        try:
            destroy_profile(outside.house(Role.CLERKWORK), reference_id=reference_id)
        except RepatriaError:
            continue  # another process destroyed it
        destroyed += 1
    return destroyed
