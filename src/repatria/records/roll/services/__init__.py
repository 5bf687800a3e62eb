"""What may be done in the roll: rolls and their differences, sightings, draws."""

from repatria.records.roll.services.differences import close_difference
from repatria.records.roll.services.draws import close_not_seen, open_draw, record_draw, record_not_seen
from repatria.records.roll.services.rolls import (
    record_missed_roll,
    record_paper_roll,
    record_roll,
    record_second_signature,
)
from repatria.records.roll.services.sightings import annul_sighting, record_sighting

__all__ = [
    "annul_sighting",
    "close_difference",
    "close_not_seen",
    "open_draw",
    "record_draw",
    "record_missed_roll",
    "record_not_seen",
    "record_paper_roll",
    "record_roll",
    "record_second_signature",
    "record_sighting",
]
