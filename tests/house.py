"""A house with both stores filled through the services: persons, enquiries through the intake, letters, a round."""

from __future__ import annotations

from datetime import timedelta

from repatria.config.install import portal_keys_of
from repatria.doors.jobs.demo.filling import Filler, Plan
from repatria.records.access.credentials import provision_credentials
from repatria.records.ledger.checkpoints import make_checkpoint
from tests.records.staff import outside


def filled_house(keyring, clock, randomness, *, persons, enquiries, progress=lambda *_: None):
    """Fills both stores and signs a checkpoint; returns what verify needs to read the inbox."""
    portal = portal_keys_of(keyring)
    plan = Plan(persons=persons, enquiries=enquiries, seed=7)
    Filler(outside(clock, randomness), portal, plan, provision_credentials, b"k" * 32, progress).fill()
    clock.at += timedelta(minutes=5)
    make_checkpoint(at=clock(), growth=64, filler=randomness(96))
    return portal.mac_key
