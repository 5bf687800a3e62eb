"""What the acts of certificates do to rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from repatria.core.law.certificates import CertificateState, ListState
from repatria.records.certificates.acts import (
    CertificateDrawn,
    CertificateSigned,
    DeathListCertified,
    DeathListDrawn,
    DeathPaperSent,
)
from repatria.records.certificates.withdrawal_acts import (
    CertificateWithdrawn,
    WithdrawalAsked,
    WithdrawalDeclined,
    WithdrawalRefusal,
    WithdrawalTold,
    WithdrawalWords,
)
from repatria.records.ledger.operations import Insert, Operation, Set, projects, sealed_cells

CERTIFICATE, SIGNATURE = "certificates_certificate", "certificates_signature"
WITHDRAWAL, TOLD = "certificates_withdrawal", "certificates_withdrawalstep"
LIST, STEP = "certificates_deathlist", "certificates_deathpaperstep"


def _drawn(given: CertificateDrawn, index: int) -> Iterable[Operation]:
    return [Insert(CERTIFICATE, given.certificate_id, {
        "number": given.number, "person_id": given.person_id, "enquiry_id": given.enquiry_id,
        "items": " ".join(given.items), "power": given.power, "state": CertificateState.DRAWN.value,
        "replaces": given.replaces, "board_index": given.board_index, "recorded_index": index, "signed_index": None,
    })]  # fmt: skip


def _signed(given: CertificateSigned, index: int) -> Iterator[Operation]:
    yield Insert(SIGNATURE, f"{given.certificate_id}.{index}", {
        "certificate_id": given.certificate_id, "as_doctor": given.as_doctor, "recorded_index": index,
    })  # fmt: skip
    if not given.is_complete:
        yield Set(CERTIFICATE, given.certificate_id, {"state": CertificateState.SIGNED_ONCE.value})
        return
    yield Set(CERTIFICATE, given.certificate_id, {"state": CertificateState.SIGNED.value, "signed_index": index})
    if given.replaces:
        yield Set(CERTIFICATE, given.replaces, {"state": CertificateState.REPLACED.value})


def _listed(given: DeathListDrawn, index: int) -> Iterable[Operation]:
    return [Insert(LIST, given.death_list_id, {
        "kind": given.list_kind.value, "power": given.power, "number": given.number, "count": given.count,
        "digest": given.digest, "cemeteries": "\n".join(given.cemeteries), "state": ListState.DRAWN.value,
        "replaces": given.replaces, "recorded_index": index, "certified_index": None,
    })]  # fmt: skip


def _certified(given: DeathListCertified, index: int) -> Iterator[Operation]:
    yield Set(LIST, given.death_list_id, {"state": ListState.CERTIFIED.value, "certified_index": index})
    if given.replaces:
        yield Set(LIST, given.replaces, {"state": ListState.REPLACED.value})


def _sent(given: DeathPaperSent, index: int) -> Iterable[Operation]:
    return [Insert(STEP, f"{given.document_id}.{index}", {
        "document_id": given.document_id, "recipient": given.recipient.value, "step": given.step.value,
        "at": given.at, "reference": given.reference, "recorded_index": index,
    })]  # fmt: skip


def _asked_back(given: WithdrawalAsked, index: int) -> Iterable[Operation]:
    return [(Set if given.is_again else Insert)(WITHDRAWAL, given.certificate_id, {
        "recorded_index": index, "signed_index": None, "declined_index": None,
        **sealed_cells(given.certificate_id, WithdrawalWords, given.words),
        **sealed_cells(given.certificate_id, WithdrawalRefusal, None),
    })]  # fmt: skip


def _declined(given: WithdrawalDeclined, index: int) -> Iterable[Operation]:
    return [Set(WITHDRAWAL, given.certificate_id, {
        "declined_index": index, **sealed_cells(given.certificate_id, WithdrawalRefusal, given.words),
    })]  # fmt: skip


def _withdrawn(given: CertificateWithdrawn, index: int) -> Iterator[Operation]:
    yield Set(CERTIFICATE, given.certificate_id, {"state": CertificateState.WITHDRAWN.value})
    recipients = " ".join(one.value for one in given.recipients)
    yield Set(WITHDRAWAL, given.certificate_id, {"signed_index": index, "recipients": recipients})


def _told(given: WithdrawalTold, index: int) -> Iterable[Operation]:
    return [Insert(TOLD, f"{given.certificate_id}.{index}", {
        "certificate_id": given.certificate_id, "recipient": given.recipient.value, "step": given.step.value,
        "at": given.at, "reference": given.reference, "recorded_index": index,
    })]  # fmt: skip


def register() -> None:
    projects(WithdrawalAsked)(_asked_back)
    projects(WithdrawalDeclined)(_declined)
    projects(CertificateWithdrawn)(_withdrawn)
    projects(WithdrawalTold)(_told)
    projects(CertificateDrawn)(_drawn)
    projects(CertificateSigned)(_signed)
    projects(DeathListDrawn)(_listed)
    projects(DeathListCertified)(_certified)
    projects(DeathPaperSent)(_sent)
