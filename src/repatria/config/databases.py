"""The two stores as Django wants to hear of them, and the refusal of settings under which acts could be lost.

SQLite: WAL, synchronous FULL, IMMEDIATE transactions, no checkpoint but the jobs process's own. PostgreSQL: two
databases named by REPATRIA_BUREAU_DATABASE and REPATRIA_INTAKE_DATABASE, each with its own role.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from repatria.config.places import Places
from repatria.config.settings.environment import SettingError, env_text
from repatria.records.ledger.wal import LARGEST_WAL_BYTES

_SQLITE = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0; "
    f"PRAGMA journal_size_limit={LARGEST_WAL_BYTES};"
)
"""Whoever begins the write-ahead log anew cuts it to that size: without it the file stays as large as it ever was."""
_WAIT_SECONDS = 30


def database_entry(path: Path, url: str = "", wait_seconds: int = _WAIT_SECONDS) -> dict[str, Any]:
    """One store: PostgreSQL where a URL is given, else the SQLite file.

    Units:    `wait_seconds` for whoever else writes.
    Raises:   SettingError for a URL that is not PostgreSQL's.
    """
    if url:
        return _postgres(url)
    return {
        "ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "TEST": {"NAME": str(path)},
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": wait_seconds, "init_command": _SQLITE},
    }  # fmt: skip


def _postgres(url: str) -> dict[str, Any]:
    if not url.startswith("postgresql://"):
        raise SettingError("a database address", "must begin with postgresql://")
    try:
        from psycopg.conninfo import conninfo_to_dict
    except ImportError:
        wanted = "needs the extra `postgres`: pip install repatria[postgres]"
        raise SettingError("a PostgreSQL address", wanted) from None
    parts = conninfo_to_dict(url)
    return {
        "ENGINE": "django.db.backends.postgresql", "NAME": parts.get("dbname"), "USER": parts.get("user"),
        "PASSWORD": parts.get("password", ""), "HOST": parts.get("host", ""), "PORT": str(parts.get("port", "")),
        "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "OPTIONS": {"connect_timeout": 10},
    }  # fmt: skip


def stores(data: Path) -> dict[str, Any]:
    """Both stores, for every process but the portal."""
    places = Places(data)
    return {
        "default": database_entry(places.bureau_store, env_text("REPATRIA_BUREAU_DATABASE", "")),
        "intake": database_entry(places.intake_store, env_text("REPATRIA_INTAKE_DATABASE", "")),
    }


def missing_stores(data: Path) -> list[Path]:
    """The embedded stores of an initialised folder that are not there, or hold nothing.

    Not:      made again: an empty store in the place of a lost one would verify equal, with everybody in it gone.
    """
    places = Places(data)
    files = {"REPATRIA_BUREAU_DATABASE": places.bureau_store, "REPATRIA_INTAKE_DATABASE": places.intake_store}
    embedded = [path for name, path in files.items() if not env_text(name, "")]
    return [path for path in embedded if not path.exists() or not path.stat().st_size]


def intake_only(portal: Path, wait_seconds: int = _WAIT_SECONDS) -> dict[str, Any]:
    """The portal's store alone; nothing stands where the bureau's would.

    Given:    the portal's own folder, which it is told as REPATRIA_DATA.
    """
    return {
        "default": {"ENGINE": "django.db.backends.dummy"},
        "intake": database_entry(portal / "intake.sqlite3", env_text("REPATRIA_INTAKE_DATABASE", ""), wait_seconds),
    }


def check_durability(aliases: tuple[str, ...] = ("default", "intake")) -> None:
    """Refuses to start where a power cut could lose an act that was acknowledged.

    Raises:   SettingError naming the store and the setting.
    """
    from django.db import connections

    for alias in aliases:
        connection = connections[alias]
        wanted = _WANTED_SQLITE if connection.vendor == "sqlite" else _WANTED_POSTGRES
        with connection.cursor() as cursor:
            for question, allowed in wanted.items():
                cursor.execute(question)
                found = str(cursor.fetchone()[0]).lower()
                if found not in allowed:
                    raise SettingError(f"store {alias}: {question}", f"is {found}, must be {' or '.join(allowed)}")


_WANTED_SQLITE = {"PRAGMA journal_mode": ("wal",), "PRAGMA synchronous": ("2", "3")}
_WANTED_POSTGRES = {
    "SHOW fsync": ("on",), "SHOW full_page_writes": ("on",), "SHOW synchronous_commit": ("on", "remote_apply"),
}  # fmt: skip
