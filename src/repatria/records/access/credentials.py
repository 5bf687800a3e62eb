"""Credentials: the password's hash and the second factors are runtime; what an act must hold of each is decided here.

A credential is sound when the latest act about it, opened from the log, holds the digest of exactly what is stored. The
digest is keyed and binds the account, and so does a secret's seal: whoever writes a hash, a secret or a key into the
store by hand, or copies his own there, has written something that opens nothing.
"""

from __future__ import annotations

import base64
import hmac
import secrets
from collections.abc import Callable
from datetime import datetime
from hashlib import sha1, sha256
from typing import Any, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from django.contrib.auth.hashers import make_password

from repatria.core.vocabulary.errors import TamperError
from repatria.core.vocabulary.receipts import words_of
from repatria.records.access.acting import Acting
from repatria.records.access.models import Account, RunPassword
from repatria.records.access.selectors import is_recorded_credential
from repatria.records.access.services import give_credentials, record_credential
from repatria.records.access.standing import PASSKEY, PASSWORD, RECOVERY, TOTP, standing_of
from repatria.records.ledger.rows import row_numbered
from repatria.records.ledger.services import bulk_acts
from repatria.records.vault.keyring import current

TOTP_SECONDS, TOTP_DIGITS = 30, 6  # RFC 6238, as authenticator programs expect them
_NONCE_BYTES, _SECRET_BYTES, _PASSWORD_WORDS = 12, 20, 5
_KIND_OF_TYPE = {"totp": TOTP, "webauthn": PASSKEY, "recovery_codes": RECOVERY}


def new_password(randomness: Callable[[int], bytes], language: str) -> str:
    """Five words of the receipts' list, which can be read over a telephone.  Units: 64 bits"""
    words = words_of(language)
    return "-".join(words[int.from_bytes(randomness(8), "big") % len(words)] for _ in range(_PASSWORD_WORDS))


def new_totp_secret(randomness: Callable[[int], bytes]) -> str:
    """A second factor's secret as authenticator programs take it.  Units: base32 of 20 bytes (RFC 4226 section 4)"""
    return base64.b32encode(randomness(_SECRET_BYTES)).decode()


class Stored(Protocol):
    """A second factor as the library's table holds it."""

    type: str
    data: dict[str, Any]


def credential_digest(account_id: str, credential_kind: str, stored: bytes) -> str:
    """The digest of a stored credential that its act holds.

    Units:    HMAC-SHA-256, 64 hexadecimal characters, over the account, the kind and what is stored.
    """
    said = f"{account_id}\0{credential_kind}\0".encode() + stored
    return hmac.digest(current().derived("credential digest"), said, sha256).hex()


def _place(account_id: str) -> bytes:
    return f"second factor, version 2|{account_id}".encode()


def seal_secret(account_id: str, secret: str) -> str:
    """Seals a second factor's secret for the library's table, which is readable without the vault, to its account."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    sealed = AESGCMSIV(current().derived("totp")).encrypt(nonce, secret.encode(), _place(account_id))
    return base64.b64encode(nonce + sealed).decode()


def open_secret(account_id: str, sealed: str) -> str:
    """Opens what `seal_secret` sealed to the same account.  Raises: TamperError."""
    try:
        raw = base64.b64decode(sealed, validate=True)
        place = _place(account_id)
        plain = AESGCMSIV(current().derived("totp")).decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], place)
    except (ValueError, InvalidTag) as error:
        raise TamperError("a second factor's secret does not open") from error
    return plain.decode()


def current_code(totp_secret: str, at: datetime) -> str:
    """The six digits that an authenticator program shows at an instant.

    Source:   RFC 6238 with HMAC-SHA-1, 30 seconds, 6 digits.
    Given:    the secret in base32.
    """
    counter = int(at.timestamp()) // TOTP_SECONDS
    digest = hmac.digest(base64.b32decode(totp_secret, casefold=True), counter.to_bytes(8, "big"), sha1)
    offset = digest[-1] & 15
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**TOTP_DIGITS:0{TOTP_DIGITS}d}"


def credential_of(account_id: str, factor: Stored) -> tuple[str, str, str]:
    """Kind, reference and digest of a stored second factor.

    Raises:   TamperError when its secret does not open.
    Given:    a passkey is known by its credential's id, of which an account may have several; the others are one each.
    """
    kind = _KIND_OF_TYPE[factor.type]
    if kind == PASSKEY:
        key = factor.data["credential"]
        public = (key.get("response") or {}).get("attestationObject") or ""
        reference = sha256(str(key.get("id")).encode()).hexdigest()[:32]
        return kind, reference, credential_digest(account_id, kind, f"{key.get('id')}\0{public}".encode())
    secret = open_secret(account_id, factor.data.get("secret" if kind == TOTP else "seed", ""))
    return kind, kind, credential_digest(account_id, kind, secret.encode())


def is_password_recorded(account: Account) -> bool:
    """Whether an act holds the digest of the stored password hash."""
    password = account.password  # asked of the store each time
    digest = credential_digest(account.pk, PASSWORD, password.encode())
    return bool(password) and is_recorded_credential(account.pk, PASSWORD, PASSWORD, digest)


def account_of_session(account_id: str) -> Account | None:
    """The account to which a session belongs, as every page asks for it; None where it may sign in no more."""
    found = row_numbered(Account, account_id)
    return found if found is not None and found.is_active and is_password_recorded(found) else None


def is_factor_recorded(account_id: str, factor: Stored) -> bool:
    """Whether an act holds the digest of this stored second factor."""
    try:
        kind, reference, digest = credential_of(account_id, factor)
    except TamperError:
        # Not one of ours: whoever wrote it had no key. Sign-in is refused; `verify` does not cover runtime tables.
        return False
    return is_recorded_credential(account_id, kind, reference, digest)


def recorded_factors(account_id: str) -> tuple[Any, ...]:
    """The second factors of an account that an act holds, as the library's rows; the others open nothing."""
    from allauth.mfa.models import Authenticator

    rows = Authenticator.objects.filter(user_id=account_id).order_by("pk")
    return tuple(row for row in rows if is_factor_recorded(account_id, row))


def set_password(acting: Acting, *, account_id: str, password: str) -> None:
    """Sets a password and records its digest.  Leaf: access.credential_recorded"""
    with bulk_acts():
        password_hash = make_password(password)
        RunPassword.objects.update_or_create(account_id=account_id, defaults={"password_hash": password_hash})
        record_credential(
            acting, account_id=account_id, credential_kind=PASSWORD, reference=PASSWORD,
            digest=credential_digest(account_id, PASSWORD, password_hash.encode()),
        )  # fmt: skip


def record_factor(acting: Acting, *, account_id: str, factor: Stored, is_valid: bool = True) -> None:
    """Records the digest of a second factor that was stored, or that it was taken away.  Leaf: credential_recorded"""
    kind, reference, digest = credential_of(account_id, factor)
    record_credential(
        acting, account_id=account_id, credential_kind=kind, reference=reference, digest=digest, is_valid=is_valid
    )


def _store_totp(account_id: str, totp_secret: str) -> Stored:
    from allauth.mfa.models import Authenticator

    data = {"secret": seal_secret(account_id, totp_secret)}
    factor: Stored = Authenticator.objects.update_or_create(
        user_id=account_id, type=Authenticator.Type.TOTP, defaults={"data": data}
    )[0]
    return factor


def set_totp(acting: Acting, *, account_id: str, totp_secret: str) -> None:
    """Stores the secret of an authenticator program in place of an earlier one.  Leaf: access.credential_recorded"""
    with bulk_acts():
        record_factor(acting, account_id=account_id, factor=_store_totp(account_id, totp_secret))


def provision_credentials(acting: Acting, *, account_id: str, password: str, totp_secret: str) -> None:
    """Gives an account a password and a second factor and takes every other factor away; its sessions end.

    Given:    the founder or an administrator, as `give_credentials` allows; or the owner, who so sets his own.
              A session holds a digest of the password's hash, which is another one now.
    Raises:   as `give_credentials`. Nothing is stored then.
    Leaf:     access.credentials_given; of the owner access.credential_recorded, twice
    """
    from allauth.mfa.models import Authenticator

    if acting.account_id == account_id:
        with bulk_acts():
            set_password(acting, account_id=account_id, password=password)
            set_totp(acting, account_id=account_id, totp_secret=totp_secret)
        return
    with bulk_acts():
        password_hash = make_password(password)
        give_credentials(
            acting, account_id=account_id,
            password_digest=credential_digest(account_id, PASSWORD, password_hash.encode()),
            totp_digest=credential_digest(account_id, TOTP, totp_secret.encode()),
        )  # fmt: skip
        RunPassword.objects.update_or_create(account_id=account_id, defaults={"password_hash": password_hash})
        Authenticator.objects.filter(user_id=account_id).exclude(type=Authenticator.Type.TOTP).delete()
        _store_totp(account_id, totp_secret)


def lay_down_given_totp(acting: Acting) -> None:
    """Takes away an authenticator program that another set up, once the account has a passkey of its own.

    Given:    the owner, who has just recorded the passkey.
    Leaf:     access.credential_recorded, where there was one
    """
    from allauth.mfa.models import Authenticator

    given = standing_of(acting.account_id).credentials.get((TOTP, TOTP))
    if given is None or given.is_own or not given.is_valid:
        return
    with bulk_acts():
        record_credential(
            acting, account_id=acting.account_id, credential_kind=TOTP, reference=TOTP, digest=given.digest,
            is_valid=False,
        )  # fmt: skip
        Authenticator.objects.filter(user_id=acting.account_id, type=Authenticator.Type.TOTP).delete()
