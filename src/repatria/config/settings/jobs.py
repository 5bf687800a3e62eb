"""Settings of matcher, jobs and commands: both stores, no addresses, no templates."""

from __future__ import annotations

from repatria.config.databases import stores
from repatria.config.settings.base import *  # noqa: F403
from repatria.config.settings.base import BUREAU_APPS, DATA, INTAKE_APPS
from repatria.config.settings.sign_in import *  # noqa: F403
from repatria.config.settings.sign_in import SIGN_IN_APPS, SIGN_IN_MIDDLEWARE

SECRET_KEY = "not used: nothing here signs a cookie"
MIDDLEWARE = SIGN_IN_MIDDLEWARE
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    *SIGN_IN_APPS,
    *BUREAU_APPS,
    *INTAKE_APPS,
]
DATABASES = stores(DATA)
