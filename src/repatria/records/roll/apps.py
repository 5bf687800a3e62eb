"""The Django app of roll."""

from django.apps import AppConfig


class RollConfig(AppConfig):
    name = "repatria.records.roll"
    label = "roll"

    def ready(self) -> None:
        from repatria.records.roll import happenings, projectors

        projectors.register()
        happenings.register()
