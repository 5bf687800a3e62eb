"""What in this room two persons sign, and what uses their approvals up."""

from __future__ import annotations

import hmac
from hashlib import sha256

from repatria.core.law.telling import DeathKnown, ReportedBy, TellingWay
from repatria.records.access.approvals import Used, uses_approvals
from repatria.records.telling.acts import OtherWayAllowed, TellingEnded, TellingOpened, VisitChanged, VisitPlanned
from repatria.records.vault.keyring import current

TELL_REPORTED, ALLOW_OTHER_WAY, END_REPORTED, ATTEST_CERTIFICATE, PUT_OFF = (
    "telling.tell_reported", "telling.allow_other_way", "telling.end_reported", "telling.attest_certificate",
    "telling.put_off_further",
)  # fmt: skip
_PURPOSE = "telling|report agreed to"


def reported_reference(enquiry_id: str, reported_by: ReportedBy | None, source: str) -> str:
    """What is approved: that a death which nobody proved be told to those who ask with this one, as this one reports it
    and in these words; the words under a key, as they may name a witness."""
    words = f"{reported_by.value if reported_by else ''}|{_folded(source)}"
    return f"{enquiry_id}:reported:{_kept(words)}"


def ended_reference(telling_id: str, why: str) -> str:
    """What is approved: that the telling of a reported death ends, for this reason; the words under a key."""
    return f"{telling_id}:ended:{_kept(_folded(why))}"


def certificate_reference(number: str, certificate: str) -> str:
    """What is approved: that a death certificate of another authority bears this number, for whom this one asks."""
    return f"{number}:certificate:{_kept(_folded(certificate))}"


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def _kept(words: str) -> str:
    return hmac.digest(current().derived(_PURPOSE), words.encode(), sha256).hex()[:32]


def other_way_reference(telling_id: str, enquiry_id: str, way: TellingWay) -> str:
    """What is approved: that this asker be told in this way."""
    return f"{telling_id}:{enquiry_id}:{way.value}"


def put_off_reference(telling_id: str, enquiry_id: str, on: str) -> str:
    """What is approved: that a visit to this asker waits until this day, further than one alone may say."""
    return f"{telling_id}:{enquiry_id}:put_off:{on}"


def _put_off(given: VisitChanged | VisitPlanned) -> Used | None:
    return Used(action=PUT_OFF, reference=put_off_reference(given.telling_id, given.enquiry_id, given.on))


def _reported(given: TellingOpened) -> Used | None:
    if given.known is DeathKnown.PROVEN:
        if len(given.signed_by) < 2 or given.words is None:
            return None  # on a certificate of the house, or as cases were opened before two answered for it
        number = given.asked_by or given.person_id
        return Used(action=ATTEST_CERTIFICATE, reference=certificate_reference(number, given.words.certificate))
    # It was approved under one of those who ask; all of them are told by it.
    reference = reported_reference(given.asked_by, given.reported_by, given.words.source if given.words else "")
    return Used(action=TELL_REPORTED, reference=reference)


def _other_way(given: OtherWayAllowed) -> Used | None:
    return Used(
        action=ALLOW_OTHER_WAY, reference=other_way_reference(given.telling_id, given.enquiry_id, given.way)
    )  # fmt: skip


def _ended(given: TellingEnded) -> Used | None:
    return Used(action=END_REPORTED, reference=ended_reference(given.telling_id, given.why.text)) if given.why else None


def register() -> None:
    uses_approvals(TellingOpened, _reported)
    uses_approvals(OtherWayAllowed, _other_way)
    uses_approvals(TellingEnded, _ended)
    uses_approvals(VisitChanged, _put_off)
    uses_approvals(VisitPlanned, _put_off)
