"""What many tests begin with: made through the services once a process, and its rows put back for each other test.

A test that begins with a bureau, a man and an enquiry does not ask whether they can be made; the tests of those acts
do. What is put back are the rows that the services wrote, byte by byte, with the hour, the state of the randomness and
a copy of what was made, so that a test cannot tell whether it was the first.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cache, wraps
from random import Random
from typing import Any, TypeVar

from django.db import connections, transaction

from repatria.records.access import approvals, standing
from repatria.records.ledger.following import BEFORE_ALL, head_of_log
from repatria.records.ledger.tail import open_tail
from repatria.records.vault.keyring import Keyring, current

M = TypeVar("M")
_STORES = ("default", "intake")
_OF_THE_LIBRARY = ("django_content_type", "auth_permission", "django_migrations", "django_site")
_LATEST: tuple[list[Any], ...] = (approvals._latest, standing._latest)
_AT_ONCE = 20_000
"""Values in one statement: SQLite takes 32,766."""


@dataclass(frozen=True, slots=True)
class _Kept:
    made: Any
    clock: Any
    chance: Random
    rows: tuple[tuple[str, str, list[Any]], ...]
    keyring: Keyring  # held, so that no other has its number
    read: tuple[Any, ...]  # what permission has read of this log; it asks whether its head still stands


_kept: dict[Hashable, _Kept] = {}


def kept(
    build: Callable[..., M], clock: Callable[[], Any], randomness: Callable[[int], bytes], *more: Hashable
) -> M:  # fmt: skip
    """What `build(clock, randomness, *more)` makes in an empty house.

    Given:    `build` is a class or a function that is told everything by its arguments. It is simply called where the
              house is not empty, or where clock or randomness are not those of the tests.
    """
    chance = getattr(randomness, "__self__", None)
    if not isinstance(chance, Random) or not hasattr(clock, "at") or open_tail() or head_of_log() != BEFORE_ALL:
        return build(clock, randomness, *more)
    assert getattr(build, "__closure__", None) is None, "what is kept is told everything by its arguments"
    stores = tuple(filter(_may_be_asked, _STORES))
    what = (getattr(build, "__code__", build), *more)
    key = (what, clock.at, chance.getstate(), id(current()), stores)
    if (known := _kept.get(key)) is None:
        made = build(clock, randomness, *more)
        copied, its_clock, its_chance = deepcopy((made, clock, chance))
        _kept[key] = _Kept(copied, its_clock, its_chance, tuple(_all_rows(stores)), current(), _read())
        return made
    for store in stores:
        with transaction.atomic(using=store), connections[store].cursor() as cursor:
            for of, statement, values in known.rows:
                if of == store:
                    cursor.execute(statement, values)
    for latest, read in zip(_LATEST, known.read, strict=True):
        latest[0] = read
    clock.at = known.clock.at
    chance.setstate(known.chance.getstate())
    return deepcopy(known.made, {id(known.clock): clock, id(known.chance): chance})


def _read() -> tuple[Any, ...]:
    return tuple(latest[0] for latest in _LATEST)


def built_once(build: Callable[..., M]) -> Callable[..., M]:
    """For a fixture of `clock` and `randomness`: what it makes is kept."""

    @wraps(build)
    def put_back(clock: Callable[[], Any], randomness: Callable[[int], bytes]) -> M:
        return kept(build, clock, randomness)

    return put_back


def _may_be_asked(store: str) -> bool:
    """Whether this test may open that store: the library puts a refusal in the place of what it may not call."""
    return hasattr(connections[store].cursor, "__func__")


@cache
def _tables(store: str) -> tuple[str, ...]:
    names = connections[store].introspection.django_table_names(only_existing=True, include_views=False)
    return tuple(sorted(set(names) - set(_OF_THE_LIBRARY)))


def _all_rows(stores: tuple[str, ...]) -> Iterator[tuple[str, str, list[Any]]]:
    for store in stores:
        quote = connections[store].ops.quote_name
        with connections[store].cursor() as cursor:
            for table in _tables(store):
                cursor.execute(f"SELECT * FROM {quote(table)}")
                columns = [quote(one[0]) for one in cursor.description]
                rows = cursor.fetchall()
                a_row, most = f"({', '.join(['%s'] * len(columns))})", _AT_ONCE // len(columns)
                for start in range(0, len(rows), most):
                    some = rows[start : start + most]
                    values = [bytes(one) if isinstance(one, memoryview) else one for row in some for one in row]
                    into = f"INSERT INTO {quote(table)} ({', '.join(columns)}) VALUES "
                    yield store, into + ", ".join([a_row] * len(some)), values
