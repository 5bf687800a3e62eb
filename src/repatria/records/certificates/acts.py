"""The acts of certificates. What one says lies under the key of its own record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.core.law.certificates import SendingStep
from repatria.core.vocabulary.certificates import CertificateLine, DeathListKind, ListedDead
from repatria.core.vocabulary.notices import NoticeRecipient
from repatria.records.ledger.acts import Act, act, part
from repatria.records.vault.keyring import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateWords:
    """Its lines in the order of the form, and why it stands in place of another."""

    lines: tuple[CertificateLine, ...]
    reason: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateDrawn(Act):
    """A certificate of death was drawn up (GC III art. 120, Annex IV D).

    Given:    `items` the codes of the remains, `person_id` of the register and `enquiry_id` of whom the board named,
              each empty where it is not of one; `replaces` the signed one that it takes the place of once it is signed.
    """

    KIND: ClassVar[str] = "certificates.certificate_drawn"

    certificate_id: str
    number: int
    person_id: str
    enquiry_id: str
    items: tuple[str, ...]
    board_index: int | None
    power: str
    replaces: str
    words: CertificateWords | None = part(Purpose.IDENTITY, of="certificate_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateSigned(Act):
    """One signed a certificate; with the second signature it stands.

    Given:    `numbers` under which the register has him, the one that leads first: a clock of each of them ends.
    """

    KIND: ClassVar[str] = "certificates.certificate_signed"

    certificate_id: str
    person_id: str
    numbers: tuple[str, ...]
    as_doctor: bool
    is_complete: bool
    replaces: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListWords:
    """Its lines, and why it stands in place of another."""

    lines: tuple[ListedDead, ...]
    reason: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class DeathListDrawn(Act):
    """A list of the dead or of graves was drawn up for a Power (GC III art. 120; GC I art. 16, 17)."""

    KIND: ClassVar[str] = "certificates.death_list_drawn"

    death_list_id: str
    list_kind: DeathListKind
    power: str
    number: int
    count: int
    digest: str
    cemeteries: tuple[str, ...]
    replaces: str
    words: ListWords | None = part(Purpose.IDENTITY, of="death_list_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class DeathListCertified(Act):
    """A responsible officer certified a list."""

    KIND: ClassVar[str] = "certificates.death_list_certified"

    death_list_id: str
    digest: str
    replaces: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class DeathPaperSent(Act):
    """A certificate or a list went out, its receipt came, or it came back."""

    KIND: ClassVar[str] = "certificates.death_paper_sent"

    document_id: str
    recipient: NoticeRecipient
    step: SendingStep
    at: str
    reference: str
    cemeteries: tuple[str, ...]  # of a list of graves
