"""The Django app of the portal."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "repatria.doors.portal"
    label = "portal"

    def ready(self) -> None:
        from repatria.doors.portal.pages import texts

        texts()  # an absent text stops the start, not a reader
