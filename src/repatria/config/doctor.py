"""What `repatria doctor` looks at: machine, folder, keys, stores, and whether the work of the house goes on."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from repatria.config import install
from repatria.config.calls import is_asked_for, relay_named
from repatria.config.databases import missing_stores
from repatria.config.places import Places
from repatria.config.process import address_of
from repatria.config.session import is_demo_folder, passphrase, wake
from repatria.config.settings.environment import SettingError, env_words
from repatria.config.supervise import answers, folder_is_served
from repatria.config.whom_to_ask import NAME, whom_to_ask
from repatria.core.vocabulary.call_tickets import LEFT_ASIDE
from repatria.core.vocabulary.gateways import GatewayError
from repatria.core.vocabulary.whom_to_ask import lacking

_ROOM_BYTES = 1 << 30
_FAR_BEHIND = 1000
_LINES = 20  # of what is set aside
_SQLITE_MENDED = (3, 51, 3)
"""SQLite 3.7.0 to 3.51.2 can corrupt a WAL that several processes checkpoint; here the jobs process alone does."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. With advice it deserves a look; a fault stops the house or loses something."""

    what: str
    advice: str = ""
    is_fault: bool = False


def look(places: Places) -> Iterator[Finding]:
    """Looks at everything that can be looked at without changing it; goes as far as it gets."""
    yield from _machine(places)
    if not places.is_initialised:
        yield Finding(f"{places.data} is not initialised", f"repatria init --data {places.data}", is_fault=True)
        return
    yield from _private(places)
    is_demo = is_demo_folder(places)
    yield Finding("keys of a demonstration" if is_demo else "keys sealed under a passphrase")
    if is_demo:
        os.environ["REPATRIA_DEMO"] = "1"
    yield _told_to_families(places, is_demo)
    install.unlock(places, passphrase(places))
    gone = missing_stores(places.data)
    for path in gone:
        yield Finding(f"{path} is gone", "restore a backup: repatria restore FILE", is_fault=True)
    if not gone:
        wake(places)
        stores = tuple(_stores())
        yield from stores
        if not any(finding.is_fault for finding in stores):
            yield from _work()
            yield from _gateways()
    yield from _calls(places)
    yield from _doors(places)


def _calls(places: Places) -> Iterator[Finding]:
    """Whether the one relay answers, where one is named; nothing is sent to it."""
    if not is_asked_for():
        return
    try:
        named = relay_named(places.calls).ports
    except SettingError as error:
        yield Finding("the relay of calls is not set up", str(error), is_fault=True)
        return
    if aside := len(list((places.calls / "reports").glob(f"*{LEFT_ASIDE}"))):
        yield Finding(f"{aside} reports of the door were taken by no call", f"repatria calls list --data {places.data}")
    for _, host, port in named:
        try:
            socket.create_connection((host.strip("[]"), port), timeout=2.0).close()
            yield Finding(f"the relay of calls takes connections at {host}:{port}")
        except OSError:
            yield Finding(f"no relay of calls at {host}:{port}", "calls fail until it runs: see REPATRIA_RELAY")


def _told_to_families(places: Places, is_demo: bool) -> Finding:
    path = places.portal / NAME
    try:
        absent = tuple(lacking(whom_to_ask(places.portal, is_demo=is_demo)))
    except SettingError as error:
        return Finding(f"{path} does not read", str(error), is_fault=True)
    if not absent:
        return Finding("families are told whom to call and where to go")
    return Finding("families are not told: " + "; ".join(absent), f"write it into {path} (docs/operating/settings.md)")


def _gateways() -> Iterator[Finding]:
    """Speaks to each gateway of notes, and says how the newest wave went; nothing is sent."""
    from repatria.config.gateways import gateways
    from repatria.records.hotline.selectors.notes import newest_wave, wave_counts

    try:
        named, offered = gateways(), env_words("REPATRIA_NOTE_WAYS", "mail", "sms")
    except SettingError as error:
        yield Finding("a gateway of notes is not set up", str(error), is_fault=True)
        return
    for name in offered:
        if name not in named:
            advice = "name its gateway, or take it out of REPATRIA_NOTE_WAYS: whoever chooses it gets no note"
            yield Finding(f"the portal offers notes by {name}, and no gateway carries them", advice, is_fault=True)
    for way, gateway in named.items():
        try:
            gateway.probe()
            yield Finding(f"the {way.value} gateway of notes answers")
        except GatewayError as error:
            advice = "whoever chose a note gets none: see REPATRIA_MAIL_SERVER and REPATRIA_SMS_GATEWAY"
            yield Finding(f"the {way.value} gateway of notes fails: {error}", advice, is_fault=True)
    wave = newest_wave()
    if wave is not None:
        counts = wave_counts(wave.wave)
        said = ", ".join(f"{count} {end.replace('_', ' ')}" for end, count in counts.items() if count) or "none yet"
        advice = (
            "given up: a gateway was silent until the wave was over, none is named for that way, or she chose otherwise"
            if counts["given_up"]
            else ""
        )
        yield Finding(f"notes of the newest wave: {said}", advice)


def _doors(places: Places) -> Iterator[Finding]:
    served = folder_is_served(places)
    for door in ("portal", "desk"):
        where = ":".join(map(str, address_of(door)))
        if served != answers(door):
            advice = f"see {places.run / door}.log" if served else "another program answers there: choose another port"
            what = "does not answer" if served else "is not served, yet something answers"
            yield Finding(f"{door} {what} at {where}", advice, is_fault=served)
        else:
            yield Finding(f"{door} {'answers' if served else 'is not served'} at {where}")


def _machine(places: Places) -> Iterator[Finding]:
    yield Finding(f"Python {sys.version.split()[0]}")
    is_mended = sqlite3.sqlite_version_info >= _SQLITE_MENDED
    yield Finding(
        f"SQLite {sqlite3.sqlite_version}",
        "" if is_mended else "older than 3.51.3: let no other program checkpoint these stores, only the jobs process",
    )
    where = places.data if places.data.exists() else places.data.parent
    if where.exists():
        free = shutil.disk_usage(where).free
        is_short = free < _ROOM_BYTES
        yield Finding(f"{free / 1e9:.1f} GB free", "make room: below 1 GB" if is_short else "", is_fault=is_short)
    if not os.environ.get("REPATRIA_BUREAU_DATABASE"):
        return
    has_dump = shutil.which("pg_dump") is not None
    advice = "" if has_dump else "install PostgreSQL's client programs: backup needs them"
    yield Finding("pg_dump " + ("is there" if has_dump else "is missing"), advice, is_fault=not has_dump)


def _private(places: Places) -> Iterator[Finding]:
    for path in (places.data, places.keyring.parent, places.keyring, places.portal):
        mode = stat.S_IMODE(path.stat().st_mode)
        is_open = bool(mode & 0o077)
        yield Finding(
            f"{path.name} is {'readable by others' if is_open else 'private'}",
            f"chmod go= {path}" if is_open else "", is_fault=is_open,
        )  # fmt: skip


def _stores() -> Iterator[Finding]:
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    from repatria.config.databases import check_durability

    check_durability()
    yield Finding("both stores are durable: what was acknowledged survives a power cut")
    for alias in ("default", "intake"):
        executor = MigrationExecutor(connections[alias])
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        advice = "start `repatria serve` or any command that opens the folder: it makes them" if plan else ""
        yield Finding(f"store {alias} " + ("lacks tables" if plan else "has this version's tables"), advice, bool(plan))


def _work() -> Iterator[Finding]:
    from repatria.doors.jobs.courier import items_waiting
    from repatria.records.ledger.checkpoints import latest_note
    from repatria.records.ledger.reading import consumer_distances, tree_size
    from repatria.records.notices.selectors import last_round, notice_counts

    yield Finding(f"{tree_size()} acts in the log")
    for consumer, distance in sorted(consumer_distances().items()):
        is_far = distance > _FAR_BEHIND
        advice = "is the house served? see run/jobs.log" if is_far else ""
        if distance < 0:
            advice = "somebody moved its cursor on: repatria verify"
        yield Finding(f"{consumer} is {distance} acts behind", advice, is_fault=distance < 0)
    waiting = items_waiting()
    yield Finding(f"the courier has {waiting} items to fetch", "see run/jobs.log" if waiting > _FAR_BEHIND else "")
    note = latest_note()
    advice = "" if note else "the jobs process makes one"
    yield Finding("a checkpoint is signed" if note else "no checkpoint yet", advice)
    yield from _set_aside()
    yield from _holders()
    held = last_round()
    yield Finding(f"last round: number {held.number} on {held.on}" if held else "no round yet")
    overdue = notice_counts(datetime.now(UTC).isoformat())["overdue"]
    yield Finding(f"{overdue} notices overdue", "the registrar sends them: GC III art. 122(3)" if overdue else "")


def _set_aside() -> Iterator[Finding]:
    """What the services of the house could not do, each with its reason."""
    from repatria.records.consequences.selectors import open_consequences, open_count

    count = open_count()
    if not count:
        yield Finding("nothing is set aside")
        return
    for line in open_consequences(at_most=_LINES):
        where = f"act {line.act_index}" if line.act_index is not None else line.matter
        what = f"{line.consumer} set {where} aside on {line.since:%Y-%m-%d}: {line.code}"
        what += f", about {line.about}" if line.about else ""
        law = f" [{line.provision}]" if line.provision else ""
        reason = f"{line.reason}{law}" if line.reason else "a fault: see run/jobs.log and run/matcher.log"
        yield Finding(what, f"{reason}; owed by the {line.concerns.value.replace('_', ' ')}", is_fault=True)
    if count > _LINES:
        yield Finding(f"{count - _LINES} more are set aside", "the head's first page lists all", is_fault=True)


def _holders() -> Iterator[Finding]:
    """Who holds somebody and is no open place: recorded before places were records, or written otherwise."""
    from repatria.records.places.reading import read_place
    from repatria.records.register.selectors import head_counts

    unknown = [(holder, count) for holder, count in sorted(head_counts().items()) if read_place(holder).place != holder]
    if not unknown:
        yield Finding("everybody who is held is held by an open place")
    for holder, count in unknown[:_LINES]:
        read = read_place(holder)
        advice = (
            f"it is read as {read.place}, on whose roll they are not: record for each that he left and arrived there"
            if read.place
            else "open it under this code: the desk's page Places, or places.open_place in a file of calls"
        )
        advice = f"{read.closed} is closed: annul its closing on its page" if read.closed else advice
        yield Finding(f"{count} held by {holder!r}, which is no open place", advice, is_fault=True)
    if len(unknown) > _LINES:
        more = len(unknown) - _LINES
        yield Finding(f"{more} more holders are no open place", "open these first and ask again", is_fault=True)
