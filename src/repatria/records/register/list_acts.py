"""Lists in and out: a row that came in again with other words, a list taken along on a visit, a visitor's numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.records.ledger.acts import Act, act, part
from repatria.records.register.acts import EventFrame, ParticularFrame, Values
from repatria.records.vault.keyring import Purpose


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ListedAgain(Act):
    """A corrected list names him again: further particulars and assertions. Nothing is overwritten or taken back.

    Given:    `is_captive` where a register of captives named him and not a list that only asserts; `differs` are facts
              of custody of which this row says something else than the record: they are entered by a person or not.
    """

    KIND: ClassVar[str] = "register.listed_again"

    listed_id: str
    person_id: str
    source_key: str
    is_captive: bool
    particulars: tuple[ParticularFrame, ...]
    events: tuple[EventFrame, ...]
    differs: tuple[str, ...] = ()
    remark_id: str = ""
    remark_marks: tuple[str, ...] = ()
    identity: Values | None = part(Purpose.IDENTITY, of="person_id")
    voluntary: Values | None = part(Purpose.VOLUNTARY, of="person_id")
    remark: Values | None = part(Purpose.VOLUNTARY, of="remark_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class VisitListTaken(Act):
    """A visitor took a list of persons and places along: changes are shown to him from here on (GC III art. 126).

    Given:    `place` is empty for all places; `before_index` the first act that the list does not know.
    """

    KIND: ClassVar[str] = "register.visit_list_taken"

    list_id: str
    taken_by: str
    place: str
    before_index: int
    persons: int


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class VisitReferenceRecorded(Act):
    """By which number visitors know a person; an earlier one stays in its act."""

    KIND: ClassVar[str] = "register.visit_reference_recorded"

    person_id: str
    reference: str
    previous: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ListProfileRecorded(Act):
    """What the columns of a list of the house's own mean, in one version; every earlier one stays."""

    KIND: ClassVar[str] = "register.list_profile_recorded"

    profile_name: str
    version: int
    title: str
    text: str  # TOML, as it was typed
    recorded_by: str
