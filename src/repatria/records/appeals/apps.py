"""The Django app of appeals."""

from django.apps import AppConfig


class AppealsConfig(AppConfig):
    name = "repatria.records.appeals"
    label = "appeals"

    def ready(self) -> None:
        from repatria.records.appeals import projectors, services

        projectors.register()
        services.register()
