"""What the acts of certificates tell: one that stands, one that is to be withdrawn, a list of graves that went out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from repatria.core.law.certificates import SendingStep
from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.happenings import Happening
from repatria.records.certificates.acts import CertificateSigned, DeathPaperSent
from repatria.records.certificates.withdrawal_acts import CertificateWithdrawn, WithdrawalAsked, WithdrawalDeclined
from repatria.records.ledger.happenings import happenings_by

STANDS, GRAVES_OUT = f"{CertificateSigned.KIND}:stands", f"{DeathPaperSent.KIND}:graves"


def _signed(given: CertificateSigned, at: datetime) -> Iterator[Happening]:
    for number in given.numbers if given.is_complete else ():
        yield Happening(word=STANDS, subject=number, at=at)


def _sent(given: DeathPaperSent, at: datetime) -> Iterator[Happening]:
    if given.step is SendingStep.SENT:
        for cemetery in given.cemeteries:
            yield Happening(word=GRAVES_OUT, subject=cemetery, at=read_instant(given.at))


def _of_certificate(
    given: WithdrawalAsked | CertificateWithdrawn | WithdrawalDeclined, at: datetime
) -> Iterator[Happening]:  # fmt: skip
    yield Happening(word=given.KIND, subject=given.certificate_id, at=at)


def register() -> None:
    happenings_by(WithdrawalAsked)(_of_certificate)
    happenings_by(CertificateWithdrawn)(_of_certificate)
    happenings_by(WithdrawalDeclined)(_of_certificate)
    happenings_by(CertificateSigned, "stands")(_signed)
    happenings_by(DeathPaperSent, "graves")(_sent)
