"""What an account typed into a form and did not send to its end: sealed, a day long, for nobody but that account.

A runtime note and no act: nothing of it is on record. Neither the account nor the form can be read off the table.
"""

from __future__ import annotations

import hmac
import json
from base64 import b64encode, urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from django.db.models import QuerySet

from repatria.core.vocabulary.dates import instant_text, read_instant
from repatria.records.access.models import RunDraft
from repatria.records.vault.cells import unseal
from repatria.records.vault.errors import BrokenSealError
from repatria.records.vault.keyring import current

LASTS = timedelta(days=1)
"""From the last time that it was kept: whoever was interrupted comes back within a shift or two."""
LONGEST = timedelta(days=30)
"""Of anything that is kept here, it stands in no act, and nobody else sees that it lies there."""
MOST = 200
"""Of one account on one form; where so many stand nothing further is kept, and none of them is lost."""
_NONCE_BYTES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One form as it was left: its number, what stood in its fields, and when it was kept last."""

    number: str
    values: Mapping[str, Sequence[str]]
    kept_at: str


def _key() -> bytes:
    return current().derived("desk|drafts")


def _digest(*parts: str) -> str:
    return hmac.digest(_key(), "\0".join(parts).encode(), sha256).hex()


def keep_draft(
    account_id: str, form: str, number: str, values: Mapping[str, Sequence[str]], *, at: datetime,
    randomness: Callable[[int], bytes], lasts: timedelta = LASTS,
) -> bool:  # fmt: skip
    """Keeps a form as it stands, in place of what was kept of the same one.

    Given:    `form` names the page, `number` the sheet: two sheets of one page stand beside each other.
    Returns:  False where so many are kept that this one is not.
    """
    drop_over(at=at)
    owner, row = _digest(account_id, form), _digest(account_id, form, number)
    if RunDraft.objects.filter(owner=owner).exclude(pk=row).count() >= MOST:
        return False
    plain = json.dumps({"number": number, "values": {name: list(one) for name, one in values.items()}}).encode()
    nonce = randomness(_NONCE_BYTES)
    RunDraft.objects.update_or_create(id=row, defaults={
        "owner": owner, "kept_at": instant_text(at), "until": instant_text(at + min(lasts, LONGEST)),
        "sealed": nonce + AESGCMSIV(_key()).encrypt(nonce, plain, row.encode()),
    })  # fmt: skip
    return True


def drafts_of(account_id: str, form: str, *, at: datetime) -> tuple[Draft, ...]:
    """What this account left of a form, the latest first.  Raises: BrokenSealError where a row was changed."""
    rows = _standing(at).filter(owner=_digest(account_id, form))
    return tuple(map(_opened, rows.order_by("-kept_at", "id")))


def _standing(at: datetime) -> QuerySet[RunDraft]:
    return RunDraft.objects.filter(until__gte=instant_text(at), kept_at__gte=instant_text(at - LONGEST))


def draft_numbered(account_id: str, form: str, number: str, *, at: datetime) -> Draft | None:
    """One sheet alone, so that none beside it is opened.  Raises: BrokenSealError where its row was changed."""
    row = _standing(at).filter(id=_digest(account_id, form, number)).first()
    return None if row is None else _opened(row)


def _opened(row: RunDraft) -> Draft:
    return Draft(kept_at=row.kept_at, **json.loads(unseal(_key(), row.pk, row.sealed)))


def drop_older(account_id: str, form: str, *, leave: int) -> None:
    """Takes away what this account kept of a form but for the last ones: of what its writer has elsewhere too."""
    older = RunDraft.objects.filter(owner=_digest(account_id, form)).order_by("-kept_at", "id").values_list("pk")
    RunDraft.objects.filter(pk__in=[pk for (pk,) in older[leave:]]).delete()


def drop_over(*, at: datetime) -> None:
    """Takes away whatever is over, whosever it was."""
    RunDraft.objects.filter(until__lt=instant_text(at)).delete()
    RunDraft.objects.filter(kept_at__lt=instant_text(at - LONGEST)).delete()


def drop_draft(account_id: str, form: str, number: str) -> None:
    """Takes away what was kept of one sheet: it was recorded, or its writer gave it up."""
    RunDraft.objects.filter(id=_digest(account_id, form, number)).delete()


_SLIP = "desk|kept_for"


def sealed_slip(parts: Sequence[str], *, at: datetime, randomness: Callable[[int], bytes]) -> str:
    """A slip that a page carries and nobody outside reads: whose form it is, which, and in which browser."""
    nonce, plain = randomness(_NONCE_BYTES), json.dumps([instant_text(at), *parts]).encode()
    return urlsafe_b64encode(nonce + AESGCMSIV(_key()).encrypt(nonce, plain, _SLIP.encode())).decode()


def opened_slip(slip: str, *, at: datetime) -> tuple[str, ...] | None:
    """What a slip of ours says; None for what is none, or is older than a form is kept."""
    try:
        given_at, *parts = json.loads(unseal(_key(), _SLIP, urlsafe_b64decode(slip.encode())))
    except (BrokenSealError, ValueError):
        return None
    return tuple(parts) if at - read_instant(given_at) <= LASTS else None


def page_key(account_id: str) -> str:
    """The key with which an account's open page seals what it cannot send while the line is away.

    Returns:  32 bytes as base64; the same at each sign-in, so that the next page opens what an earlier one sealed.
    """
    return b64encode(hmac.digest(current().derived("desk|pages"), account_id.encode(), sha256)).decode()
