"""The Django app of welfare."""

from django.apps import AppConfig


class WelfareConfig(AppConfig):
    name = "repatria.records.welfare"
    label = "welfare"

    def ready(self) -> None:
        from repatria.records.welfare import happenings, projectors

        projectors.register()
        happenings.register()
