"""The Django app of consequences."""

from django.apps import AppConfig


class ConsequencesConfig(AppConfig):
    name = "repatria.records.consequences"
    label = "consequences"

    def ready(self) -> None:
        from repatria.records.consequences import projectors, services

        projectors.register()
        services.register()
