"""The acts by which a certificate is withdrawn, and whoever has it is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from repatria.core.law.certificates import SendingStep
from repatria.core.vocabulary.notices import NoticeRecipient
from repatria.records.ledger.acts import Act, act, part, upcast
from repatria.records.vault.keyring import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalWords:
    """Why it is withdrawn."""

    reason: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalAsked(Act):
    """One who signs certificates says that this one is withdrawn: what it rests on was taken back (GC III art. 120).

    Given:    `is_again` where it was asked before, and declined or overtaken.
    """

    KIND: ClassVar[str] = "certificates.withdrawal_asked"
    VERSION: ClassVar[int] = 2

    certificate_id: str
    is_again: bool
    words: WithdrawalWords | None = part(Purpose.IDENTITY, of="certificate_id")


@upcast("certificates.withdrawal_asked.1", "certificates.withdrawal_asked.2")
def _asked_once(plain: dict[str, Any]) -> dict[str, Any]:
    return plain | {"is_again": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalRefusal:
    """Why it is not withdrawn."""

    declined_why: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalDeclined(Act):
    """Another does not agree that a certificate is withdrawn, or who asked took that back: it stands as it was."""

    KIND: ClassVar[str] = "certificates.withdrawal_declined"

    certificate_id: str
    words: WithdrawalRefusal | None = part(Purpose.IDENTITY, of="certificate_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateWithdrawn(Act):
    """Another signed it: the certificate stands for nobody.  Given: `recipients` who has it, and is owed a word."""

    KIND: ClassVar[str] = "certificates.certificate_withdrawn"

    certificate_id: str
    recipients: tuple[NoticeRecipient, ...]


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalTold(Act):
    """A recipient was sent word that a certificate is withdrawn, its receipt came, or it came back."""

    KIND: ClassVar[str] = "certificates.withdrawal_told"

    certificate_id: str
    recipient: NoticeRecipient
    step: SendingStep
    at: str
    reference: str
