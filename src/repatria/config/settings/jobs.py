"""Settings of matcher, jobs and commands: both stores, no addresses, no templates."""

from __future__ import annotations

from repatria.config.databases import stores
from repatria.config.settings.base import *  # noqa: F403
from repatria.config.settings.base import BUREAU_APPS, DATA, INTAKE_APPS

SECRET_KEY = "not used: nothing here signs a cookie"
AUTH_USER_MODEL = "access.Account"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    *BUREAU_APPS,
    *INTAKE_APPS,
]
DATABASES = stores(DATA)
