"""The Django app of messages."""

from django.apps import AppConfig


class ContactConfig(AppConfig):
    name = "repatria.records.contact"
    label = "contact"

    def ready(self) -> None:
        from repatria.records.contact import happenings, projectors

        projectors.register()
        happenings.register()
