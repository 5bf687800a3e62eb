"""Settings of the desk: both stores of the bureau, sessions of staff, a few scripts of the sign-in library."""

from __future__ import annotations

import os
from copy import deepcopy

from repatria.config.databases import stores
from repatria.config.settings.base import *  # noqa: F403
from repatria.config.settings.base import BUREAU_APPS, DATA, DEMO, INTAKE_APPS
from repatria.config.settings.environment import env_flag, env_text
from repatria.config.settings.sign_in import *  # noqa: F403
from repatria.config.settings.sign_in import SIGN_IN_APPS, SIGN_IN_MIDDLEWARE
from repatria.doors.desk.frame.areas import template_folders
from repatria.doors.furniture.headers import CONTENT_SECURITY_POLICY
from repatria.records.vault import keyring as vault

# Of the keyring, so that a restart signs nobody out; a tool that only reads the settings has no keys and needs none.
SECRET_KEY = (vault.current().derived("desk|cookies") if vault.is_installed() else os.urandom(32)).hex()
ALLOWED_HOSTS = env_text("REPATRIA_DESK_HOSTS", "localhost 127.0.0.1 [::1]").split()
ROOT_URLCONF = "repatria.config.desk_urls"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
    "repatria.doors.furniture.apps.FurnitureConfig",
    "repatria.doors.desk.apps.DeskConfig",
    "repatria.doors.field.apps.FieldConfig",
    *SIGN_IN_APPS,
    *BUREAU_APPS,
    *INTAKE_APPS,
]
MIDDLEWARE = [
    "repatria.doors.furniture.plain_text.OnlyUtf8",
    "repatria.doors.furniture.headers.Headers",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "repatria.doors.desk.sessions.EndOfSession",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    *SIGN_IN_MIDDLEWARE,
    "axes.middleware.AxesMiddleware",
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "repatria.doors.desk.sign_in.backend.RecordedPasswordBackend",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": template_folders(),
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "repatria.doors.desk.frame.navigation.everywhere",
            ]
        },
    }
]
DATABASES = stores(DATA)

ACCOUNT_ADAPTER = "repatria.doors.desk.sign_in.adapters.AccountAdapter"
MFA_ADAPTER = "repatria.doors.desk.sign_in.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "repatria.doors.desk.sign_in.forms.CodeForm",
    "reauthenticate": "repatria.doors.desk.sign_in.forms.CodeAgainForm",
    "authenticate_webauthn": "repatria.doors.desk.sign_in.forms.KeyForm",
    "login_webauthn": "repatria.doors.desk.sign_in.forms.KeyAloneForm",
    "reauthenticate_webauthn": "repatria.doors.desk.sign_in.forms.KeyAgainForm",
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO  # the demonstration has no certificate; browsers allow it on localhost only
AXES_LOCKOUT_CALLABLE = "repatria.doors.desk.sign_in.adapters.locked_out"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

# The desk stands behind a proxy with a certificate, except in the demonstration and where an administrator says so.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEMO and not env_flag("REPATRIA_DESK_PLAIN_HTTP")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SESSION_COOKIE_SECURE else None
SECURE_REFERRER_POLICY = "same-origin"  # forms are checked by their origin, which "no-referrer" would hide from us
CSRF_FAILURE_VIEW = "repatria.doors.desk.frame.refusals.stale_form"
CSRF_TRUSTED_ORIGINS = env_text("REPATRIA_DESK_ORIGINS", "").split()
SESSION_COOKIE_NAME = "desk_session"
CSRF_COOKIE_NAME = "desk_form"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_ENGINE = "repatria.doors.desk.sessions"
SESSION_COOKIE_AGE = 8 * 3600  # seconds: one shift; after half an hour without a page it ends too
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 86_400
CONTENT_SECURITY_POLICY = deepcopy(CONTENT_SECURITY_POLICY)
CONTENT_SECURITY_POLICY["DIRECTIVES"]["script-src"] = ["'self'"]  # passkeys need the library's scripts
CONTENT_SECURITY_POLICY["DIRECTIVES"]["connect-src"] = ["'self'"]  # and a passkey alone asks the house for its riddle
# What is sent lies in memory alone: a larger list comes in by a command, and no copy of one is left on the disk.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
LOGGING_CONFIG = None
