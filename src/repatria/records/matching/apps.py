"""The Django app of matching."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "repatria.records.matching"
    label = "matching"

    def ready(self) -> None:
        from repatria.records.matching import projectors, services

        projectors.register()
        services.register()
