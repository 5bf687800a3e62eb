"""A particular is one fact useful for identification, with its source and grade (GC I art. 16, GC III art. 122(4))."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from repatria.core.vocabulary.errors import InputError


class Given(StrEnum):
    """What became of a question. `declined` is a normal value and never a fault (GC III art. 17(4))."""

    GIVEN = "given"
    DECLINED = "declined"
    NOT_ASKED = "not_asked"
    UNKNOWN = "unknown"


class Grade(StrEnum):
    """How good the evidence for an assertion is (spec: evidence grades)."""

    OWN_CUSTODY = "A"  # official custody record of this bureau's side
    AGENCY_OR_COUNTERPART = "B"  # Central Tracing Agency, a delegate's visit, the counterpart's notice
    DOCUMENT_OR_CALL = "C"  # a document, letter or call of the person
    WITNESS = "D"  # a returned fellow prisoner or other witness
    MEDIA = "E"  # public media, social media, anonymous: never a status


class Category(StrEnum):
    """Protected-person categories. `not yet determined` protects as a prisoner of war (GC III art. 5)."""

    PRISONER_OF_WAR = "prisoner_of_war"
    RETAINED_PERSONNEL = "retained_personnel"
    CIVILIAN_INTERNEE = "civilian_internee"
    OTHER_PROTECTED = "other_protected"
    NOT_YET_DETERMINED = "not_yet_determined"


class ParticularKind(StrEnum):
    """The names of the particulars: the five of GC III art. 17(1), those of art. 122(4) and GC I art. 16."""

    SURNAME = "surname"
    FIRST_NAMES = "first_names"
    RANK = "rank"
    BIRTH_DATE = "birth_date"
    SERVICE_NUMBER = "service_number"
    PATRONYMIC = "patronymic"
    POWER_OF_DEPENDENCE = "power_of_dependence"
    BIRTH_PLACE = "birth_place"
    FATHER_FIRST_NAME = "father_first_name"
    MOTHER_MAIDEN_NAME = "mother_maiden_name"
    PERSON_TO_INFORM = "person_to_inform"
    HOME_ADDRESS = "home_address"
    UNIT = "unit"
    SEX = "sex"
    NATIONALITY = "nationality"
    RELIGION = "religion"
    LANGUAGE = "language"
    IDENTITY_CARD = "identity_card"
    OTHER_NAME = "other_name"
    EVENT = "event"  # what a list of the dead, wounded or captured says about him, in its own words
    NOTE = "note"


MUST_ITEMS = (
    ParticularKind.SURNAME,
    ParticularKind.FIRST_NAMES,
    ParticularKind.RANK,
    ParticularKind.BIRTH_DATE,
    ParticularKind.SERVICE_NUMBER,
)
"""The five items a prisoner is bound to give (GC III art. 17(1)). Nothing else is ever required of him."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a particular came from: a short word of its kind, a reference one can find again, and its grade."""

    kind: str  # e.g. "capture_form", "list", "enquirer", "delegate"
    reference: str = ""  # e.g. list number and line; never a name
    grade: Grade = Grade.OWN_CUSTODY


@dataclass(frozen=True, slots=True, kw_only=True)
class Particular:
    """One fact with what became of the question, and its source.

    Given:    a value exists exactly when `given` is GIVEN; the value is kept as taken down, in its own script.
    Raises:   InputError when value and `given` contradict each other.
    """

    kind: ParticularKind
    value: str | None
    given: Given = Given.GIVEN
    source: Source
    flags: tuple[str, ...] = ()  # e.g. "bidi_control", "mixed_script", "impossible_date": accepted and flagged

    def __post_init__(self) -> None:
        if (self.value is not None) != (self.given is Given.GIVEN):
            raise InputError("a particular has a value exactly when it was given", ((self.kind, "value"),))
