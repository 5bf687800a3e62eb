"""The Django app of remains."""

from django.apps import AppConfig


class RemainsConfig(AppConfig):
    name = "repatria.records.remains"
    label = "remains"

    def ready(self) -> None:
        from repatria.records.remains import happenings, projectors

        projectors.register()
        happenings.register()
