"""Settings of the portal: its own store, its own keys, no session, no account, no path of the bureau."""

from __future__ import annotations

from repatria.config.databases import intake_only
from repatria.config.languages import further_languages
from repatria.config.settings.base import *  # noqa: F403
from repatria.config.settings.base import DATA, DEMO, INTAKE_APPS
from repatria.config.settings.environment import env_text, env_words
from repatria.config.whom_to_ask import whom_to_ask
from repatria.doors.furniture.headers import CONTENT_SECURITY_POLICY

SECRET_KEY = "not used: nothing here signs a cookie or a session"
ALLOWED_HOSTS = env_text("REPATRIA_PORTAL_HOSTS", "localhost 127.0.0.1 [::1]").split()
ROOT_URLCONF = "repatria.config.portal_urls"
INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "csp",
    "repatria.doors.furniture.apps.FurnitureConfig",
    "repatria.doors.portal.apps.PortalConfig",
    *INTAKE_APPS,
]
MIDDLEWARE = [
    "repatria.doors.furniture.plain_text.OnlyUtf8",
    "repatria.doors.furniture.headers.Headers",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "repatria.doors.portal.middleware.PlainRefusals",
]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {}}]
SECURE_REFERRER_POLICY = "no-referrer"
DATABASES = intake_only(DATA, wait_seconds=2)  # who waits is told to come again, with all that was written
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 86_400
CONTENT_SECURITY_POLICY = CONTENT_SECURITY_POLICY
NOTE_WAYS = env_words("REPATRIA_NOTE_WAYS", "mail", "sms")  # what the form offers: none where the bureau sends no notes
FURTHER_LANGUAGES = further_languages(DATA)  # of the folder that is the portal's own
WHOM_TO_ASK = whom_to_ask(DATA, is_demo=DEMO)  # of the same folder
# Papers stay in memory until they are sealed: nothing she sends is ever written in the clear.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 512 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 100
LOGGING_CONFIG = None
