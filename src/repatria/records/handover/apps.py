"""The Django app of handover."""

from django.apps import AppConfig


class HandoverConfig(AppConfig):
    name = "repatria.records.handover"
    label = "handover"

    def ready(self) -> None:
        from repatria.records.handover import projectors, services

        projectors.register()
        services.register()
