"""Backup of both stores at one moment, and taking one apart again.

A backup is a tar file: manifest, both stores, the keyring as it lies on disk (sealed under its passphrase, except in a
demonstration). The moment is one at which both stores stand at the same round, with nothing half written between them.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Any

from django.db import connections, transaction

from repatria.core.vocabulary.errors import ConflictError, InputError, OutsideError
from repatria.records.intake.selectors import lying_round
from repatria.records.intake.services import INBOX_LOCK
from repatria.records.ledger.services import LOG_LOCK
from repatria.records.notices.selectors import last_round

FORMAT = "repatria backup.v1"
_STORES = {"default": "bureau", "intake": "intake"}
_SESSIONS = "django_session"  # the library's table of sign-ins that are open
_TRIES, _PAUSE_SECONDS = 100, 0.1
_MOST_BYTES = 1 << 40


class UnquietStoresError(ConflictError):
    """The two stores did not stand at the same round within the time given."""

    code = "jobs.E001"


class NotABackupError(InputError):
    """The file is not a backup of this kind, or it was changed or cut off."""

    code = "jobs.E002"


class DumpFailedError(OutsideError):
    """PostgreSQL's own programs could not dump or restore a database."""

    code = "jobs.E003"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup says of itself."""

    made_at: str
    is_demo: bool
    files: dict[str, str]  # name: SHA-256
    vendor: str


def make_backup(
    target: Path, *, keyring: Path, made_at: str, is_demo: bool, progress: Callable[[str], None], work: Path
) -> Manifest:
    """Writes a backup file; the house may go on working meanwhile.

    Given:    `work` a folder on the same disk that is emptied again.
    Raises:   FileExistsError rather than overwriting; UnquietStoresError; DumpFailedError.
    """
    if target.exists():
        raise FileExistsError(target)
    work.mkdir(parents=True, mode=0o700)
    try:
        vendor = connections["default"].vendor
        with quiet_stores() as snapshots:
            for alias, name in _STORES.items():
                progress(f"copying the store {name}")
                _copy_store(alias, work / _file_name(name, vendor), snapshots)
        shutil.copyfile(keyring, work / "keyring.json")
        files = {path.name: _digest(path) for path in sorted(work.iterdir())}
        manifest = Manifest(made_at=made_at, is_demo=is_demo, files=files, vendor=vendor)
        (work / "manifest.json").write_text(json.dumps({"repatria": FORMAT, **_as_json(manifest)}, indent=1))
        part = target.with_name(target.name + ".part")
        part.unlink(missing_ok=True)
        # Made new and never through a link that somebody laid there; private from its first byte.
        made = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(made, "wb") as file, tarfile.open(fileobj=file, mode="w") as tar:
            for path in (work / "manifest.json", *(work / name for name in files)):
                tar.add(path, arcname=path.name)
        part.rename(target)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return manifest


def _as_json(manifest: Manifest) -> dict[str, Any]:
    return {
        "made_at": manifest.made_at, "is_demo": manifest.is_demo, "files": manifest.files, "vendor": manifest.vendor
    }  # fmt: skip


def _file_name(store: str, vendor: str) -> str:
    return f"{store}.sqlite3" if vendor == "sqlite" else f"{store}.dump"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


@contextmanager
def quiet_stores() -> Iterator[dict[str, str]]:
    """Holds both stores still at a moment between two rounds.

    Returns:  PostgreSQL's exported snapshots by alias; empty for SQLite, whose writers wait until the copy is made.
    Raises:   UnquietStoresError.
    """
    for _ in range(_TRIES):
        with _held("default", LOG_LOCK) as bureau, _held("intake", INBOX_LOCK) as intake:
            last, lying = last_round(), lying_round()
            if (last.number if last else 0) == lying:
                yield bureau | intake
                return
        time.sleep(_PAUSE_SECONDS)
    raise UnquietStoresError("the stores stand at different rounds: a round was cut off; hold one and try again")


@contextmanager
def _held(alias: str, lock: int) -> Iterator[dict[str, str]]:
    """One store under its writers' lock. The reads inside see what was committed before."""
    connection = connections[alias]
    if connection.vendor == "sqlite":
        with transaction.atomic(using=alias):  # IMMEDIATE: no other connection writes until it ends
            yield {}
        return
    with transaction.atomic(using=alias), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [lock])
        cursor.execute("SELECT pg_export_snapshot()")
        yield {alias: str(cursor.fetchone()[0])}


def _copy_store(alias: str, path: Path, snapshots: dict[str, str]) -> None:
    settings = connections[alias].settings_dict
    if connections[alias].vendor == "sqlite":
        source = sqlite3.connect(f"file:{settings['NAME']}?mode=ro", uri=True)
        copy = sqlite3.connect(path)
        try:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
            _forget_sessions(copy)
        finally:
            copy.close()
            source.close()
        return
    command = ["pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshots[alias]}",
               f"--exclude-table-data={_SESSIONS}"]  # fmt: skip
    _postgres([*command, f"--file={path}"], settings)


def _forget_sessions(copy: sqlite3.Connection) -> None:
    """Takes everybody's sign-in out of a copy: whoever restores it signs in anew, whoever steals it not at all."""
    if copy.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", [_SESSIONS]).fetchone():
        copy.execute("PRAGMA secure_delete=ON")  # overwritten, not merely unlinked
        copy.execute(f"DELETE FROM {_SESSIONS}")
        copy.commit()


def _postgres(command: list[str], settings: dict[str, Any]) -> None:
    """Runs one of PostgreSQL's programs; the password travels in its environment, not in its arguments."""
    environment = {
        "PGHOST": settings["HOST"] or "", "PGPORT": settings["PORT"] or "", "PGUSER": settings["USER"] or "",
        "PGPASSWORD": settings["PASSWORD"] or "", "PGDATABASE": settings["NAME"],
        "PATH": "/usr/local/bin:/usr/bin:/bin",
    }  # fmt: skip
    program = shutil.which(command[0])
    if program is None:
        raise DumpFailedError(f"{command[0]} is not installed: install PostgreSQL's client programs", permanent=True)
    done = subprocess.run([program, *command[1:]], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise DumpFailedError(f"{command[0]} ended with {done.returncode}: {done.stderr.strip()[:500]}", permanent=True)


def _unpack_member(tar: tarfile.TarFile, member: tarfile.TarInfo, path: Path) -> None:
    """Copies the content alone: neither mode, owner nor link of the archive counts, and nothing is overwritten.

    The standard library's extraction filter would do; Python 3.11 has it only from 3.11.4 on.
    """
    content = tar.extractfile(member)
    if content is None:
        raise NotABackupError(f"{member.name} is no file", ((member.name, "missing"),))
    made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with content, os.fdopen(made, "wb") as file:
        shutil.copyfileobj(content, file)


def unpack_backup(source: Path, into: Path) -> Manifest:
    """Takes a backup apart into an empty folder and checks every file against the manifest.

    Raises:   NotABackupError, saying what is wrong with it.
    """
    try:
        if source.stat().st_size % tarfile.RECORDSIZE:  # a whole tar ends on a record
            raise NotABackupError(f"{source.name} was cut off", (("file", "incomplete"),))
        with tarfile.open(source, "r:") as tar:
            members = {member.name: member for member in tar.getmembers() if member.isfile()}
            text = _read_member(tar, members, "manifest.json")
            read = json.loads(text)
            if read.pop("repatria", "") != FORMAT:
                raise NotABackupError("the manifest is of another format", (("manifest", "format"),))
            manifest = Manifest(**read)
            for name in manifest.files:
                if Path(name).name != name or name not in members or members[name].size > _MOST_BYTES:
                    raise NotABackupError(f"the backup lacks {name}", ((name, "missing"),))
                _unpack_member(tar, members[name], into / name)
    except (tarfile.TarError, OSError, ValueError, TypeError, KeyError) as error:
        raise NotABackupError(f"{source.name} cannot be read as a backup", (("file", type(error).__name__),)) from error
    for name, digest in manifest.files.items():
        if _digest(into / name) != digest:
            raise NotABackupError(f"{name} is not what was backed up", ((name, "digest"),))
    return manifest


def _read_member(tar: tarfile.TarFile, members: dict[str, tarfile.TarInfo], name: str) -> bytes:
    file = tar.extractfile(members[name]) if name in members else None
    if file is None:
        raise NotABackupError(f"the backup lacks {name}", ((name, "missing"),))
    return file.read(1 << 20)


def restore_postgres(folder: Path) -> None:
    """Restores both dumps into the two databases that the settings name.

    Given:    empty databases: nothing that stands there is ever replaced.
    Raises:   DumpFailedError; ConflictError where a database is not empty.
    """
    for alias in _STORES:
        with connections[alias].cursor() as cursor:
            tables = connections[alias].introspection.table_names(cursor)
        if tables:
            name = connections[alias].settings_dict["NAME"]
            raise ConflictError(f"the database {name} is not empty: restore into two new, empty databases")
    for alias, name in _STORES.items():
        settings = dict(connections[alias].settings_dict)
        connections[alias].close()
        command = ["pg_restore", "--exit-on-error", "--no-owner", "--no-privileges", f"--dbname={settings['NAME']}"]
        _postgres([*command, str(folder / f"{name}.dump")], settings)
