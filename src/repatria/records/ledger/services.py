"""Recording: the one way an act enters the log, and the frame every service runs in."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import wraps
from hashlib import sha256
from typing import Any, ParamSpec, TypeVar, overload

from django.db import connection, transaction

from repatria.core.tlog.tree import leaf_hash
from repatria.core.vocabulary.dates import instant_text
from repatria.records.ledger.acts import Act, split
from repatria.records.ledger.apply import KeyChest, apply_operations
from repatria.records.ledger.catalogue import ByParameter, FitForMigration, declare
from repatria.records.ledger.errors import NoServiceError, RepeatedConsequenceError
from repatria.records.ledger.models import Entry
from repatria.records.ledger.operations import check_fit, operations_of
from repatria.records.ledger.own_acts import KeyDestroyed
from repatria.records.ledger.tail import Written, one_tail, open_tail
from repatria.records.vault.cells import seal
from repatria.records.vault.keyring import STORE, Purpose, current
from repatria.records.vault.keys import destroy_key, holding_keys

LOG_LOCK = 0x52_45_50_41  # "REPA": the advisory lock that lets one transaction at a time append
_SALT_BYTES = 32
_INSERT_ENTRY = (
    'INSERT INTO ledger_entry ("index", kind, "at", actor, cause, salt, frame, leaf)'
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (cause) DO NOTHING"
)
_INSERT_PART = "INSERT INTO ledger_part (id, entry_index, purpose, subject, ciphertext) VALUES (%s, %s, %s, %s, %s)"
_MOVE_CURSORS = (
    "INSERT INTO ledger_runcursor (consumer, next_index) VALUES {}"
    " ON CONFLICT (consumer) DO UPDATE SET next_index = excluded.next_index"
)

_acts_in_service: ContextVar[list[int] | None] = ContextVar("acts_in_service", default=None)
_cause: ContextVar[str | None] = ContextVar("cause", default=None)
_noted: ContextVar[list[int] | None] = ContextVar("noted", default=None)
P = ParamSpec("P")
R = TypeVar("R")
Before = Callable[..., Mapping[str, Any]]


@contextmanager
def _log_transaction() -> Iterator[None]:
    """Opens the transaction and takes the log's lock before anything is read, so that checks and append see one state.

    Plain transactions forked the log (read the last index, insert the next) on PostgreSQL; on SQLite the settings
    make every transaction IMMEDIATE, which is the same lock. Within one that is open already, what fails takes back
    its own part alone.
    """
    if (tail := open_tail()) is not None:
        with tail.taken_back_on_failure():
            yield
        return
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOG_LOCK])
        with holding_keys(), one_tail() as tail:
            yield
        if not transaction.get_rollback():  # else somebody within asked for all to be taken back
            _write_cursors(tail.cursors)


@overload
def service(function: Callable[P, R], /) -> Callable[P, R]: ...
@overload
def service(
    *, actions: str | ByParameter = "", migration: bool | FitForMigration = False, before: Before | None = None
) -> Callable[[Callable[P, R]], Callable[P, R]]: ...
def service(
    function: Callable[P, R] | None = None, /, *, actions: str | ByParameter = "",
    migration: bool | FitForMigration = False, before: Before | None = None,
) -> Callable[P, R] | Callable[[Callable[P, R]], Callable[P, R]]:  # fmt: skip
    """Makes a function a service: one call is one transaction and exactly one act, and the list of services knows it.

    Given:    bare, or with what the list is to say of it: `actions` where the role table is asked for another one than
              its own name; `migration` where it may bring in what another system held, which is said of few; `before`
              what takes long and asks the store for nothing but who may: it is called with the same arguments before
              the log's lock is taken, and gives those that it changed.
    Raises:   NoServiceError when it recorded none or several; nothing is written then.
    """

    def make(made: Callable[P, R]) -> Callable[P, R]:
        run = _in_one_transaction(made, before)
        declare(run, actions=actions, migration=migration)
        return run

    return make if function is None else make(function)


def _in_one_transaction(function: Callable[P, R], before: Before | None) -> Callable[P, R]:
    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if before is not None:
            kwargs.update(before(*args, **kwargs))
        with _log_transaction():
            recorded: list[int] = []
            token = _acts_in_service.set(recorded)
            try:
                result = function(*args, **kwargs)
            finally:
                _acts_in_service.reset(token)
            if len(recorded) != 1:
                raise NoServiceError(f"{function.__qualname__} recorded {len(recorded)} acts instead of one")
            return result

    return run


@contextmanager
def bulk_acts() -> Iterator[None]:
    """One transaction for many services: a bulk records one act a subject, and all of them or none."""
    with _log_transaction():
        yield


def _commit(field: bytes) -> bytes:
    return len(field).to_bytes(8, "big") + field


def commitment(
    *, salt: bytes, index: int, kind: str, at: str, actor: str, cause: str | None, frame: bytes, parts: dict[str, bytes]
) -> bytes:
    """Computes the salted commitment of which the leaf is made: no personal data, shown to anyone without harm.

    Units:    SHA-256 over length-prefixed fields; parts by their id in text order, each with its ciphertext's digest.
    """
    fields = [b"repatria.entry.v1", salt, str(index).encode(), kind.encode(), at.encode(), actor.encode()]
    fields += [(cause or "").encode(), sha256(frame).digest(), *_part_fields(parts)]
    return sha256(b"".join(map(_commit, fields))).digest()


def _part_fields(parts: Mapping[str, bytes]) -> list[bytes]:
    return [field for name in sorted(parts) for field in (name.encode(), sha256(parts[name]).digest())]


def frame_place(
    *, index: int, kind: str, at: str, actor: str, cause: str | None, salt: bytes, parts: Mapping[str, bytes]
) -> str:
    """The place to which a frame is sealed: header, cause, salt and every part.

    A leaf is a plain digest, which anybody who writes the store can compute anew; a frame that is bound to all that
    stands beside it does not open any more when a part is taken away, added or exchanged.
    """
    bound = sha256(b"".join(map(_commit, [salt, (cause or "").encode(), *_part_fields(parts)]))).hexdigest()
    return f"frame|{index}|{kind}|{at}|{actor}|{bound}"


def record(given: Act, *, actor: str, at: datetime) -> int:
    """Appends an act and applies its row operations, all or nothing.

    Given:    called once inside a `service`; `actor` is an account's or a house service's number, never a name.
    Returns:  the index of the entry.
    Raises:   NoServiceError outside a service, or within a block of Django's `atomic` inside one;
              RepeatedConsequenceError when this consumer already acted on this cause.
    """
    recorded = _acts_in_service.get()
    if recorded is None:
        raise NoServiceError("acts are recorded by services only")
    tail = open_tail()
    assert tail is not None  # a service opens it
    tail.check_alone()
    index = tail.last()[0] + 1
    salt = secrets.token_bytes(_SALT_BYTES)
    append(given, index=index, actor=actor, at=instant_text(at), cause=_cause.get(), salt=salt)
    recorded.append(index)
    if (noted := _noted.get()) is not None:
        noted.append(index)
    return index


def append(given: Act, *, index: int, actor: str, at: str, cause: str | None, salt: bytes) -> None:
    """Writes entry, parts and rows.

    Given:    inside the log's transaction; called by `record` only.
    Raises:   RepeatedConsequenceError when the log has an entry of this cause; UnfitValueError for what no row
              can hold. Nothing is written then.
    """
    kind = given.full_kind()
    operations = operations_of(given, index)
    check_fit(operations)
    frame_plain, parts_plain = split(given)
    parts: dict[str, bytes] = {}
    chest = KeyChest()
    for (purpose, subject), body in parts_plain.items():
        identifier = f"{index}:{purpose}:{subject}"
        parts[identifier] = seal(chest.key(Purpose(purpose), subject), f"part|{identifier}", index, body)
    place = frame_place(index=index, kind=kind, at=at, actor=actor, cause=cause, salt=salt, parts=parts)
    frame = seal(current().master(STORE), place, index, frame_plain)
    leaf = leaf_hash(
        commitment(salt=salt, index=index, kind=kind, at=at, actor=actor, cause=cause, frame=frame, parts=parts)
    )
    tail = open_tail()
    assert tail is not None  # a service opens it
    # Plain SQL: the ORM's overhead would be half of an import's time, and these two statements are all there is.
    cursor = tail.cursor
    cursor.execute(_INSERT_ENTRY, [index, kind, at, actor, cause, salt, frame, leaf])
    if cursor.rowcount != 1:
        raise RepeatedConsequenceError(f"{cause} has its consequence already")
    for identifier, ciphertext in parts.items():
        _, purpose, subject = identifier.split(":", 2)
        cursor.execute(_INSERT_PART, [identifier, index, purpose, subject, ciphertext])
    apply_operations(operations, index, chest, cursor)
    if isinstance(given, KeyDestroyed):
        destroy_key(given.purpose, given.subject)
        tail.forget()  # what was sealed under that key is lost from here on, this transaction's own acts included
    else:
        tail.note(
            Written(
                index=index, kind=kind, at=at, actor=actor, cause=cause, leaf=leaf, frame=frame_plain, parts=parts_plain
            )
        )  # fmt: skip


@contextmanager
def caused_by(cause: str) -> Iterator[None]:
    """Gives the entry of the one service called inside its cause, by which it is unique.

    Given:    inside a transaction of `consuming` or `bulk_acts`.
    """
    token = _cause.set(cause)
    try:
        yield
    finally:
        _cause.reset(token)


@contextmanager
def noting_acts() -> Iterator[list[int]]:
    """Notes the indices of the acts that are recorded inside.

    Not:      proof that they stand: whoever takes a transaction back takes them back.
    """
    noted: list[int] = []
    token = _noted.set(noted)
    try:
        yield noted
    finally:
        _noted.reset(token)


@contextmanager
def consuming(consumer: str, act_index: int) -> Iterator[None]:
    """Draws one consequence from one act: the consequence and the moved cursor are one transaction.

    Given:    at most one service is called inside; its entry carries the cause and is unique by it.
    """
    with _log_transaction():
        with caused_by(f"{consumer}:{act_index}"):
            yield
        move_cursor(consumer, act_index + 1)


def move_cursor(consumer: str, next_index: int) -> None:
    move_cursors({consumer: next_index})


def move_cursors(reached: Mapping[str, int]) -> None:
    """Moves several cursors at once; inside the log's transaction they are written when it ends, each once."""
    if (tail := open_tail()) is not None:
        tail.check_alone()
        tail.move(reached)
    else:
        _write_cursors(reached)


def _write_cursors(reached: Mapping[str, int]) -> None:
    if reached:
        values = [value for pair in reached.items() for value in pair]
        with connection.cursor() as cursor:
            cursor.execute(_MOVE_CURSORS.format(", ".join(["(%s, %s)"] * len(reached))), values)


def was_consequence_drawn(consumer: str, act_index: int) -> bool:
    return Entry.objects.filter(cause=f"{consumer}:{act_index}").exists()


__all__ = [
    "bulk_acts", "caused_by", "consuming", "move_cursor", "move_cursors", "noting_acts", "record", "service",
    "was_consequence_drawn",
]  # fmt: skip
