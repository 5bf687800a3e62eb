"""Settings of the tests: both stores in one process, on SQLite files or on PostgreSQL (REPATRIA_TEST_DATABASE)."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from repatria.config.settings.base import *  # noqa: F403
from repatria.config.settings.base import BUREAU_APPS, INTAKE_APPS
from repatria.config.settings.sign_in import *  # noqa: F403
from repatria.config.settings.sign_in import SIGN_IN_APPS, SIGN_IN_MIDDLEWARE
from repatria.config.whom_to_ask import whom_to_ask

SECRET_KEY = "a key of the tests only"
ALLOWED_HOSTS = ["*"]
MIDDLEWARE = SIGN_IN_MIDDLEWARE
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # tests hash thousands of passwords
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
    "repatria.doors.furniture.apps.FurnitureConfig",
    "repatria.doors.portal.apps.PortalConfig",
    "repatria.doors.desk.apps.DeskConfig",
    "repatria.doors.field.apps.FieldConfig",
    *SIGN_IN_APPS,
    *BUREAU_APPS,
    *INTAKE_APPS,
]
STATIC_URL = "/static/"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {}}]
_FOLDER = Path(tempfile.gettempdir()) / f"repatria-tests-{os.getpid()}"
_FOLDER.mkdir(exist_ok=True)
NOTE_WAYS = ("mail", "sms")
WHOM_TO_ASK = whom_to_ask(_FOLDER, is_demo=True)


def _store(name: str) -> dict[str, Any]:
    url = os.environ.get("REPATRIA_TEST_DATABASE", "")
    if url.startswith("postgresql://"):
        from django.core.exceptions import ImproperlyConfigured

        try:
            from psycopg.conninfo import conninfo_to_dict
        except ImportError as error:
            raise ImproperlyConfigured("REPATRIA_TEST_DATABASE asks for PostgreSQL: install psycopg") from error
        parts = conninfo_to_dict(url)
        return {
            "ENGINE": "django.db.backends.postgresql", "NAME": f"{parts['dbname']}_{name}", "USER": parts.get("user"),
            "PASSWORD": parts.get("password", ""), "HOST": parts.get("host", ""), "PORT": str(parts.get("port", "")),
        }  # fmt: skip
    path = str(_FOLDER / f"{name}.sqlite3")
    return {
        "ENGINE": "django.db.backends.sqlite3", "NAME": path, "TEST": {"NAME": path},
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE", "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }  # fmt: skip


DATABASES = {"default": _store("bureau"), "intake": _store("intake")}
