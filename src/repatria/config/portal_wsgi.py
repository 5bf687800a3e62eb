"""The portal's process: reads its key file, refuses a demonstration's keys in production, answers."""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "repatria.config.settings.portal")

from django.core.wsgi import get_wsgi_application

from repatria.config.databases import check_durability
from repatria.config.settings.environment import SettingError, env_flag, env_path
from repatria.records.intake import keys


def _install_keys() -> None:
    """Raises: SettingError; PortalKeysError for a file that is none or is not certified."""
    read = keys.keys_from_json(env_path("REPATRIA_PORTAL_KEYS").read_text(encoding="utf-8"))
    if read.is_demo != env_flag("REPATRIA_DEMO"):
        raise SettingError("REPATRIA_PORTAL_KEYS", "demonstration keys and REPATRIA_DEMO do not go together")
    keys.install(read)


_install_keys()
application = get_wsgi_application()
check_durability(("intake",))
