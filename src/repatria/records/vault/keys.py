"""Subject keys: made on first use, unwrapped when asked for, destroyed only through the ledger's two-person act."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from django.db import connection

from repatria.records.vault.cells import cell_place, seal, unseal, unseal_with
from repatria.records.vault.errors import DestroyedKeyError
from repatria.records.vault.keyring import Purpose, current
from repatria.records.vault.models import SubjectKey

_KEY_BYTES = 32
_INSERT = "INSERT INTO vault_subjectkey (id, purpose, subject, wrapped) VALUES (%s, %s, %s, %s)"
_FIND = "SELECT id, wrapped FROM vault_subjectkey WHERE id IN ({}) AND wrapped IS NOT NULL"


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
    wanted = list(subject_of)
    master = AESGCMSIV(current().master(purpose.value))
    keys: dict[str, bytes] = {}
    # Plain SQL: the matcher asks for the keys of everybody when it starts.
    with connection.cursor() as cursor:
        for start in range(0, len(wanted), 500):
            asked = wanted[start : start + 500]
            cursor.execute(_FIND.format(", ".join(["%s"] * len(asked))), asked)
            for identifier, wrapped in cursor.fetchall():
                keys[subject_of[identifier]] = unseal_with(master, _wrap_place(identifier), wrapped)
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
    # Plain SQL: this is asked for every sealed cell that is written.
    with connection.cursor() as cursor:
        cursor.execute("SELECT wrapped FROM vault_subjectkey WHERE id = %s", [identifier])
        row = cursor.fetchone()
        if row is None:
            key = secrets.token_bytes(_KEY_BYTES)
            wrapped = seal(current().master(purpose.value), _wrap_place(identifier), 0, key)
            cursor.execute(_INSERT, [identifier, purpose.value, subject, wrapped])
            return key
    if row[0] is None:
        raise DestroyedKeyError(f"the {purpose.value} key of {subject} was destroyed", provision="practice rule 26")
    return unwrap(purpose, subject, row[0])


def destroy_key(purpose: Purpose, subject: str) -> None:
    """Empties the wrapped key. Called by the ledger while it applies a destroy act; never by a room."""
    SubjectKey.objects.filter(id=key_id(purpose, subject)).update(wrapped=None)
