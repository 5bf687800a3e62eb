"""The Django app of remains."""

from django.apps import AppConfig


class RemainsConfig(AppConfig):
    name = "repatria.records.remains"
    label = "remains"

    def ready(self) -> None:
        from repatria.records.remains import found_items, happenings, projectors

        projectors.register()
        happenings.register()
        found_items.register()
