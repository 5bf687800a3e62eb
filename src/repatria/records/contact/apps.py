"""The Django app of messages."""

from django.apps import AppConfig


class ContactConfig(AppConfig):
    name = "repatria.records.contact"
    label = "contact"

    def ready(self) -> None:
        from repatria.records.contact import happenings, projectors, second_projectors

        projectors.register()
        second_projectors.register()
        happenings.register()
