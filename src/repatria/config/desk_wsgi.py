"""The desk's process: takes the keyring it was handed, refuses a demonstration's keys in production, answers."""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "repatria.config.settings.desk")

from django.core.wsgi import get_wsgi_application

from repatria.config import keys
from repatria.config.databases import check_durability


def _bind_outside() -> None:
    # They reach the rooms, which need Django awake.
    from repatria.config.outside import desk_outside, field_outside
    from repatria.doors.desk.frame import ports
    from repatria.doors.field import ports as field_ports

    ports.install(desk_outside())
    field_ports.install(field_outside())


keys.install_inherited()  # before the settings are read: the cookies' key is of the keyring
application = get_wsgi_application()
check_durability()
_bind_outside()
