"""The Django app of identification."""

from django.apps import AppConfig


class IdentificationConfig(AppConfig):
    name = "repatria.records.identification"
    label = "identification"

    def ready(self) -> None:
        from repatria.records.identification import projectors

        projectors.register()
