"""The Django app of access."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "repatria.records.access"
    label = "access"

    def ready(self) -> None:
        from repatria.records.access import projectors, services

        projectors.register()
        services.register()
