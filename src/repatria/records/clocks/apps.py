"""The Django app of clocks."""

from django.apps import AppConfig


class ClocksConfig(AppConfig):
    name = "repatria.records.clocks"
    label = "clocks"

    def ready(self) -> None:
        from repatria.records.clocks import projectors

        projectors.register()
