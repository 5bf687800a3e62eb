"""The Django app of arrivals."""

from django.apps import AppConfig


class ArrivalsConfig(AppConfig):
    name = "repatria.records.arrivals"
    label = "arrivals"

    def ready(self) -> None:
        from repatria.records.arrivals import projectors

        projectors.register()
