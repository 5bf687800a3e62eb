"""Subject keys: made on first use, unwrapped when asked for, destroyed only through the ledger's two-person act.

Whoever has the log's lock is alone in making and destroying keys: until that transaction ends, one that was unwrapped
is not read again for the next cell. What is held is forgotten with the transaction, and with whatever it takes back.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from django.db import connection

from repatria.records.vault.cells import cell_place, seal, unseal, unseal_with
from repatria.records.vault.errors import DestroyedKeyError
from repatria.records.vault.keyring import Purpose, current
from repatria.records.vault.models import SubjectKey

_KEY_BYTES = 32
_INSERT = "INSERT INTO vault_subjectkey (id, purpose, subject, wrapped) VALUES (%s, %s, %s, %s)"
_FIND = "SELECT id, wrapped FROM vault_subjectkey WHERE id IN ({}) AND wrapped IS NOT NULL"
_HELD = 4000  # keys; a transaction that unwraps more forgets them all and begins anew

_held: ContextVar[dict[str, bytes | None] | None] = ContextVar("held_keys", default=None)


@contextmanager
def holding_keys() -> Iterator[None]:
    """Holds what is unwrapped inside, by the key's number; None where there is no key that opens.

    Given:    inside a transaction that has the log's lock; the ledger opens it.
    """
    token = _held.set({})
    try:
        yield
    finally:
        _held.reset(token)


def forget_keys() -> None:
    """Holds no key any more: the store is asked again."""
    if held := _held.get():
        held.clear()


def _hold(identifier: str, key: bytes | None) -> None:
    if (held := _held.get()) is not None:
        if len(held) >= _HELD:
            held.clear()
        held[identifier] = key


def key_id(purpose: Purpose, subject: str) -> str:
    return f"{purpose.value}:{subject}"


def _wrap_place(identifier: str) -> str:
    return cell_place("vault_subjectkey", "wrapped", identifier)


def unwrap(purpose: Purpose, subject: str, wrapped: bytes | memoryview) -> bytes:
    """Raises: BrokenSealError when the wrapped key was changed or moved."""
    return unseal(current().master(purpose.value), _wrap_place(key_id(purpose, subject)), wrapped)


def find_keys(purpose: Purpose, subjects: Iterable[str]) -> dict[str, bytes]:
    """The keys of many subjects in a few queries; destroyed and unknown ones are left out."""
    subject_of = {key_id(purpose, subject): subject for subject in subjects}
    held = _held.get() or {}
    keys = {subject: key for one, subject in subject_of.items() if (key := held.get(one)) is not None}
    wanted = [one for one in subject_of if one not in held]
    if not wanted:
        return keys
    master = AESGCMSIV(current().master(purpose.value))
    # Plain SQL: the matcher asks for the keys of everybody when it starts.
    with connection.cursor() as cursor:
        for start in range(0, len(wanted), 500):
            asked = wanted[start : start + 500]
            cursor.execute(_FIND.format(", ".join(["%s"] * len(asked))), asked)
            found = {one: unseal_with(master, _wrap_place(one), wrapped) for one, wrapped in cursor.fetchall()}
            for identifier in asked:
                _hold(identifier, found.get(identifier))
            keys |= {subject_of[identifier]: key for identifier, key in found.items()}
    return keys


def all_keys() -> dict[tuple[str, str], bytes | None]:
    """Every subject key by (purpose, subject), None where destroyed: for replay, which needs them all at once."""
    rows = SubjectKey.objects.values_list("purpose", "subject", "wrapped").iterator(chunk_size=5000)
    return {(p, s): None if w is None else unwrap(Purpose(p), s, w) for p, s, w in rows}


def destroyed(purpose: Purpose) -> frozenset[str]:
    """The subjects whose key for this purpose was destroyed: nothing can be sealed for them any more."""
    rows = SubjectKey.objects.filter(purpose=purpose.value, wrapped=None)
    return frozenset(rows.values_list("subject", flat=True))


def ensure_key(purpose: Purpose, subject: str) -> bytes:
    """The subject's key, made now if this is its first use.

    Raises:   DestroyedKeyError when it was destroyed: what was erased is not begun again under the same number.
    """
    identifier = key_id(purpose, subject)
    if (known := (_held.get() or {}).get(identifier)) is not None:
        return known
    # Plain SQL: this is asked for every sealed cell that is written.
    with connection.cursor() as cursor:
        cursor.execute("SELECT wrapped FROM vault_subjectkey WHERE id = %s", [identifier])
        row = cursor.fetchone()
        if row is None:
            key = secrets.token_bytes(_KEY_BYTES)
            wrapped = seal(current().master(purpose.value), _wrap_place(identifier), 0, key)
            cursor.execute(_INSERT, [identifier, purpose.value, subject, wrapped])
            _hold(identifier, key)
            return key
    if row[0] is None:
        raise DestroyedKeyError(f"the {purpose.value} key of {subject} was destroyed", provision="practice rule 26")
    key = unwrap(purpose, subject, row[0])
    _hold(identifier, key)
    return key


def destroy_key(purpose: Purpose, subject: str) -> None:
    """Empties the wrapped key. Called by the ledger while it applies a destroy act; never by a room."""
    SubjectKey.objects.filter(id=key_id(purpose, subject)).update(wrapped=None)
    forget_keys()
