"""The acts by which two enquiries are taken to seek one person, and no longer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.records.ledger.acts import Act, act, part
from repatria.records.vault.keyring import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class SoughtWords:
    """By what it is seen, or why no longer: it may name somebody."""

    said: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class OneSoughtProposed(Act):
    """Two enquiries are thought to seek one person, who stands in no register."""

    KIND: ClassVar[str] = "identification.one_sought_proposed"

    sought_id: str
    first_enquiry: str
    second_enquiry: str
    words: SoughtWords | None = part(Purpose.IDENTITY, of="sought_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class OneSoughtAgreed(Act):
    """Another person agreed that both seek one, or that they still do: what is told of him is told to both."""

    KIND: ClassVar[str] = "identification.one_sought_agreed"

    sought_id: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class OneSoughtUndoAsked(Act):
    """One says that two enquiries seek not one person after all: the link stands until another says so too."""

    KIND: ClassVar[str] = "identification.one_sought_undo_asked"

    sought_id: str
    words: SoughtWords | None = part(Purpose.IDENTITY, of="sought_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class OneSoughtUndone(Act):
    """Two enquiries are no longer taken to seek one person."""

    KIND: ClassVar[str] = "identification.one_sought_undone"

    sought_id: str
    words: SoughtWords | None = part(Purpose.IDENTITY, of="sought_id")
