"""The acts of profiles of the dead that go out under codes: proposed by one, made by another, received by somebody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.core.law.identification import CodedTo
from repatria.records.ledger.acts import Act, act, part
from repatria.records.vault.keyring import Purpose


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CodedProposed(Act):
    """Profiles of the dead are to go to the families' side, or to a neutral laboratory (practice rule 24)."""

    KIND: ClassVar[str] = "identification.coded_proposed"

    coded_id: str
    to: CodedTo
    recipient: str
    reference: str  # what was agreed with them
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedWords:
    """Which code stands for which sample, as JSON; and the file as it was made. Both go with this key."""

    codes: str
    file: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CodedMade(Act):
    """Another person made the file: how many profiles it has, and its digest. What a code stands for is known here
    alone."""

    KIND: ClassVar[str] = "identification.coded_made"

    coded_id: str
    profiles: int
    digest: str
    words: CodedWords | None = part(Purpose.DNA, of="coded_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CodedReceipted(Act):
    """The recipient has it: when, by whose word, and the digest that he read."""

    KIND: ClassVar[str] = "identification.coded_receipted"

    coded_id: str
    received_on: str
    reference: str
    is_same: bool
