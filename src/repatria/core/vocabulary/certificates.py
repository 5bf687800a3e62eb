"""Words of certificates of death and of the lists of the dead and of graves: their fields, and where each was read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CertificateField(StrEnum):
    """The fields of Annex IV D of GC III, in its order; the last one of GC III art. 120 where a body was burnt."""

    AUTHORITY = "authority"
    POWER = "power"
    SURNAME = "surname"
    FIRST_NAMES = "first_names"
    FATHER_FIRST_NAME = "father_first_name"
    BIRTH_PLACE = "birth_place"
    BIRTH_DATE = "birth_date"
    DEATH_PLACE = "death_place"
    DEATH_DATE = "death_date"
    RANK = "rank"
    SERVICE_NUMBER = "service_number"
    NEXT_OF_KIN = "next_of_kin"
    TAKEN = "taken"
    CAUSE = "cause"
    CIRCUMSTANCES = "circumstances"
    BURIAL = "burial"
    MARKED = "marked"
    EFFECTS = "effects"
    EFFECTS_THROUGH = "effects_through"
    CARED = "cared"
    ASHES = "ashes"


class FieldFrom(StrEnum):
    """Where a field was read."""

    HOUSE = "house"  # acts of the house
    ATTESTED = "attested"  # whoever drew it up says so, and names who told it
    BY_HAND = "by_hand"  # a line on the sheet


class EffectsWord(StrEnum):
    """Whether his effects are kept or went on, as their packets say."""

    KEPT = "kept"
    FORWARDED = "forwarded"
    BOTH = "both"


WORDED = frozenset({CertificateField.CAUSE, CertificateField.EFFECTS, CertificateField.ASHES})
"""Fields whose `word` is translated on the sheet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateLine:
    """One field of a certificate.

    Given:    `word` one that each language has its own text of; `text` as it was recorded or attested; `told_by` who
              told it, of what was attested; `acts` the indexes of the acts that it was read from, where they are known.
    """

    field: CertificateField
    read_from: FieldFrom
    text: str = ""
    word: str = ""
    told_by: str = ""
    records: tuple[str, ...] = ()  # numbers of the records that it was read from


class DeathListKind(StrEnum):
    """Which list."""

    DEAD = "dead"  # GC III art. 120; GC I art. 16
    GRAVES = "graves"  # GC III art. 120; GC I art. 17


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedDead:
    """One line of a list of the dead or of graves: of the dead by their certificate, of the unnamed by their code."""

    certificate: str
    item_code: str
    surname: str
    first_names: str
    rank: str
    service_number: str
    birth_date: str
    death_date: str
    death_place: str
    cause: str
    buried_on: str
    grave: str  # where, in words, with the coordinates
    marker: str
