"""The acts by which two enquiries are taken to seek one person, or to be of two who ask, and no longer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from repatria.records.ledger.acts import Act, act, part, upcast
from repatria.records.vault.keyring import Purpose


class SoughtSays(StrEnum):
    """What is said of two enquiries."""

    SEEK_ONE = "seek_one"  # both seek one person
    TWO_ASK = "two_ask"  # two different persons ask, though they bear one name


@dataclass(frozen=True, slots=True, kw_only=True)
class SoughtWords:
    """By what it is seen, or why no longer: it may name somebody."""

    said: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class OneSoughtProposed(Act):
    """Two enquiries are thought to seek one person, who stands in no register; or to be of two who bear one name.

    Version 1 said the first alone.
    """

    KIND: ClassVar[str] = "identification.one_sought_proposed"
    VERSION: ClassVar[int] = 2

    sought_id: str
    first_enquiry: str
    second_enquiry: str
    says: SoughtSays
    words: SoughtWords | None = part(Purpose.IDENTITY, of="sought_id")


@upcast("identification.one_sought_proposed.1", "identification.one_sought_proposed.2")
def _say_they_seek_one(fields: dict[str, object]) -> dict[str, object]:
    return {**fields, "says": "seek_one"}


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class OneSoughtAgreed(Act):
    """Another person agreed to what is said of both, or that it stands: what is told of one sought is told to both."""

    KIND: ClassVar[str] = "identification.one_sought_agreed"

    sought_id: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class OneSoughtUndoAsked(Act):
    """One doubts what two said of them: that they seek one stands until another doubts it too."""

    KIND: ClassVar[str] = "identification.one_sought_undo_asked"

    sought_id: str
    words: SoughtWords | None = part(Purpose.IDENTITY, of="sought_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class OneSoughtUndone(Act):
    """Two enquiries are no longer taken for what was said of them."""

    KIND: ClassVar[str] = "identification.one_sought_undone"

    sought_id: str
    words: SoughtWords | None = part(Purpose.IDENTITY, of="sought_id")
