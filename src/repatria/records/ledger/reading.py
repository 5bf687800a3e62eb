"""Opening entries: from stored bytes back to acts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.errors import TamperError
from repatria.records.ledger.acts import Act, join
from repatria.records.ledger.errors import BrokenLogError
from repatria.records.ledger.models import Entry, Part, RunCursor
from repatria.records.ledger.narrowing import kinds_that_came
from repatria.records.ledger.services import frame_place
from repatria.records.ledger.tail import Written, drawn_here, holding, open_tail
from repatria.records.vault.cells import unseal
from repatria.records.vault.keyring import STORE, Purpose, current
from repatria.records.vault.keys import find_keys

_ENTRIES = 'SELECT "index", kind, "at", actor, cause, salt, frame, leaf FROM ledger_entry'
_PARTS = "SELECT id, entry_index, purpose, subject, ciphertext FROM ledger_part WHERE entry_index IN ({})"
_CURSORS = "SELECT consumer, next_index FROM ledger_runcursor WHERE consumer IN ({})"
_DRAWN = "SELECT cause FROM ledger_entry WHERE cause IN ({})"
_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """An act as it stands in the log."""

    index: int
    kind: str
    at: str
    actor: str
    cause: str | None
    act: Act


def open_entry(entry: Entry, parts: Iterable[Part], keys: Mapping[tuple[str, str], bytes | None]) -> Recorded:
    """Opens frame and parts.

    Given:    all parts of the entry, which the frame's seal binds; `keys` by (purpose, subject), of which a missing or
              None key makes that part LOST.
    Raises:   BrokenLogError naming the entry when a seal does not open.
    """
    parts = tuple(parts)
    try:
        place = frame_place(
            index=entry.index, kind=entry.kind, at=entry.at, actor=entry.actor, cause=entry.cause,
            salt=bytes(entry.salt), parts={part.id: bytes(part.ciphertext) for part in parts},
        )  # fmt: skip
        frame = unseal(current().master(STORE), place, entry.frame)
        bodies: dict[tuple[str, str], bytes | None] = {}
        for part in parts:
            key = keys.get((part.purpose, part.subject))
            body = None if key is None else unseal(key, f"part|{part.id}", part.ciphertext)
            bodies[part.purpose, part.subject] = body
        given = join(entry.kind, frame, bodies)
    except TamperError as error:
        raise BrokenLogError(f"entry {entry.index} does not open: {error}") from error
    return Recorded(index=entry.index, kind=entry.kind, at=entry.at, actor=entry.actor, cause=entry.cause, act=given)


def _open_many(entries: list[Entry]) -> Iterator[Recorded]:
    parts: dict[int, list[Part]] = {}
    wanted: dict[str, set[str]] = {}
    for part in _parts_of([entry.index for entry in entries]):
        parts.setdefault(part.entry_index, []).append(part)
        wanted.setdefault(part.purpose, set()).add(part.subject)
    keys: dict[tuple[str, str], bytes | None] = {}
    for purpose, subjects in wanted.items():
        keys.update({(purpose, s): key for s, key in find_keys(Purpose(purpose), subjects).items()})
    for entry in entries:
        yield open_entry(entry, parts.get(entry.index, ()), keys)


def _of_this_transaction(one: Written) -> Recorded:
    return Recorded(index=one.index, kind=one.kind, at=one.at, actor=one.actor, cause=one.cause, act=one.act())


def _parts_of(indices: Sequence[int]) -> list[Part]:
    # Plain SQL, as for entries below: consumers and services ask after every act, and the ORM costs ten times as much.
    found: list[Part] = []
    with connection.cursor() as cursor:
        for start in range(0, len(indices), _AT_ONCE):
            asked = list(indices[start : start + _AT_ONCE])
            cursor.execute(_PARTS.format(", ".join(["%s"] * len(asked))), asked)
            found += (Part(*row) for row in cursor.fetchall())
    return found


def entries_since(next_index: int, *, kinds: Iterable[str] = (), at_most: int = 500) -> list[Recorded]:
    """The acts from an index on, oldest first: what consumers pull.

    Given:    `kinds` without version ("room.what_happened"), empty for all.
    """
    if (tail := holding(next_index)) is not None:
        asked = frozenset(kinds)
        found = [one for one in tail.since(next_index) if not asked or one.unversioned in asked]
        return [_of_this_transaction(one) for one in found[:at_most]]
    given = tuple(kinds)
    came, until = kinds_that_came(next_index, given)
    if given and not came:
        return []
    beginnings = [kind.replace("_", "\\_") + ".%" for kind in came]
    of_kind = " OR ".join(["kind LIKE %s ESCAPE '\\'"] * len(beginnings))
    where = '"index" BETWEEN %s AND %s' + (f" AND ({of_kind})" if beginnings else "")
    with connection.cursor() as cursor:
        cursor.execute(f'{_ENTRIES} WHERE {where} ORDER BY "index" LIMIT %s', [next_index, until, *beginnings, at_most])
        entries = [Entry(*row) for row in cursor.fetchall()]
    return list(_open_many(entries))


def entries_before(index: int | None, *, kind: str, at_most: int = 500) -> list[Recorded]:
    """The acts of one kind before an index, the newest first; before the end of the log without one.

    Given:    `kind` without version.
    """
    beginning = kind.replace("_", "\\_") + ".%"
    where, values = ("", []) if index is None else ('"index" < %s AND ', [index])
    with connection.cursor() as cursor:
        cursor.execute(
            f"{_ENTRIES} WHERE {where}kind LIKE %s ESCAPE '\\' ORDER BY \"index\" DESC LIMIT %s",
            [*values, beginning, at_most],
        )
        entries = [Entry(*row) for row in cursor.fetchall()]
    return list(_open_many(entries))


def kinds_since(next_index: int) -> frozenset[str]:
    """The kinds of the acts from an index on, without their version; nothing is opened."""
    if (tail := holding(next_index)) is not None:
        return frozenset(one.unversioned for one in tail.since(next_index))
    with connection.cursor() as cursor:
        # Not DISTINCT: for that SQLite walks its index of kinds from end to end, however few acts are asked about.
        cursor.execute('SELECT kind FROM ledger_entry WHERE "index" >= %s', [next_index])
        return frozenset(kind.rpartition(".")[0] for (kind,) in cursor.fetchall())


def first_instant() -> datetime | None:
    """When the first act of the log was recorded."""
    at = Entry.objects.filter(index=0).values_list("at", flat=True).first()
    return read_instant(at) if at else None


def last_instant() -> datetime | None:
    """When the last act of the log was recorded; None of an empty log."""
    at = Entry.objects.order_by("-index").values_list("at", flat=True).first()
    return read_instant(at) if at else None


def latest_instant(kind: str) -> datetime | None:
    """When the newest act of a kind was recorded; None when there is none.

    Given:    `kind` without version.
    """
    rows = Entry.objects.filter(kind__startswith=f"{kind}.").order_by("-index")
    at = rows.values_list("at", flat=True).first()
    return read_instant(at) if at else None


def was_recorded_by(index: int, actor: str) -> bool:
    """Whether this actor recorded the act; its header alone is read."""
    return Entry.objects.filter(index=index, actor=actor).exists()


def was_any_recorded_by(indices: Iterable[int], actor: str) -> bool:
    """Whether this actor recorded one of the acts; their headers alone are read."""
    asked = sorted(set(indices))
    return any(
        Entry.objects.filter(index__in=asked[start : start + _AT_ONCE], actor=actor).exists()
        for start in range(0, len(asked), _AT_ONCE)
    )


def act_at(index: int) -> Recorded:
    """Raises: BrokenLogError when the log has no such entry."""
    if (tail := holding(index)) is not None and (written := tail.since(index)):
        return _of_this_transaction(written[0])
    with connection.cursor() as cursor:
        cursor.execute(f'{_ENTRIES} WHERE "index" = %s', [index])
        row = cursor.fetchone()
    if row is None:
        raise BrokenLogError(f"the log has no entry {index}")
    return next(_open_many([Entry(*row)]))


def act_named(index: int) -> Recorded | None:
    """The act that somebody names by its number; None when there is none, which says nothing against the log.

    Given:    for a service that is handed the number of another room's act and looks for itself what it says.
    """
    if (tail := holding(index)) is not None and (written := tail.since(index)):
        return _of_this_transaction(written[0])
    found = acts_at([index]) if 0 <= index < 2**63 else []
    return found[0] if found else None


def instants_at(indices: Iterable[int]) -> dict[int, datetime]:
    """When the acts at these indices were recorded; their headers alone are read."""
    asked = sorted(set(indices))
    found: dict[int, datetime] = {}
    with connection.cursor() as cursor:
        for start in range(0, len(asked), _AT_ONCE):
            some = asked[start : start + _AT_ONCE]
            marks = ", ".join(["%s"] * len(some))
            cursor.execute(f'SELECT "index", "at" FROM ledger_entry WHERE "index" IN ({marks})', some)
            found.update((index, read_instant(at)) for index, at in cursor.fetchall())
    return found


def acts_at(indices: Iterable[int]) -> list[Recorded]:
    """The acts at the given indices, oldest first."""
    asked = sorted(set(indices))
    entries: list[Entry] = []
    with connection.cursor() as cursor:
        for start in range(0, len(asked), _AT_ONCE):
            some = asked[start : start + _AT_ONCE]
            marks = ", ".join(["%s"] * len(some))
            cursor.execute(f'{_ENTRIES} WHERE "index" IN ({marks}) ORDER BY "index"', some)
            entries += (Entry(*row) for row in cursor.fetchall())
    return list(_open_many(entries))


def tree_size() -> int:
    """How many entries the log has, by the number of its last one: they run from 0 without a gap, or it is broken."""
    if (tail := open_tail()) is not None:
        return tail.last()[0] + 1
    with connection.cursor() as cursor:
        cursor.execute('SELECT COALESCE(MAX("index"), -1) + 1 FROM ledger_entry')
        return int(cursor.fetchone()[0])


def cursor_of(consumer: str) -> int:
    """The first act that a consumer has not read."""
    return cursors_of([consumer]).get(consumer, 0)


def cursors_of(consumers: Iterable[str]) -> dict[str, int]:
    """Where each of these consumers stands; one that has read nothing yet is left out."""
    asked, tail = list(consumers), open_tail()
    known = {one: at for one in asked if (at := tail.stands(one)) is not None} if tail is not None else {}
    asked = [one for one in asked if one not in known]
    if not asked:
        return known
    with connection.cursor() as cursor:
        cursor.execute(_CURSORS.format(", ".join(["%s"] * len(asked))), asked)
        found = dict(cursor.fetchall())
    if tail is not None:
        for one, at in found.items():
            tail.stood(one, at)
    return known | found


def consumer_distances() -> dict[str, int]:
    """How far each consumer is behind the log's end: a stalled one shows as a growing number.

    Given:    a consumer of many cursors ("clocks.cta_notice", "clocks.reg", ...) stands where the last of them does.
    """
    size = tree_size()
    # The courier counts items of the inbox, not acts.
    rows = RunCursor.objects.exclude(consumer="inbox").values_list("consumer", "next_index")
    distances: dict[str, int] = {}
    for cursor, next_index in rows:
        consumer = cursor.partition(".")[0]
        distance = size - next_index
        # One that stands behind the log's end is worse than any that lags: it would pass over acts to come.
        distances[consumer] = max(distances.get(consumer, distance), distance, key=lambda one: (one < 0, abs(one)))
    return distances


def causes_of(consumer: str) -> frozenset[int]:
    """The acts from which a consumer has drawn a consequence."""
    causes = Entry.objects.filter(cause__startswith=f"{consumer}:").values_list("cause", flat=True)
    return frozenset(int(cause.rpartition(":")[2]) for cause in causes if cause)


def consequence_of(consumer: str, act_index: int) -> int | None:
    """The act that a consumer drew from an act; None when it has drawn none."""
    return Entry.objects.filter(cause=f"{consumer}:{act_index}").values_list("index", flat=True).first()


def drawn_from(consumer: str, act_indices: Collection[int]) -> frozenset[int]:
    """Those of these acts from which a consumer has drawn a consequence."""
    if (here := drawn_here(consumer, act_indices)) is not None:
        return here
    asked = [f"{consumer}:{index}" for index in act_indices]
    found: set[int] = set()
    with connection.cursor() as cursor:
        for start in range(0, len(asked), _AT_ONCE):
            some = asked[start : start + _AT_ONCE]
            cursor.execute(_DRAWN.format(", ".join(["%s"] * len(some))), some)
            found |= {int(cause.rpartition(":")[2]) for (cause,) in cursor.fetchall()}
    return frozenset(found)
