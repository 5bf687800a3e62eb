"""The Django app of notices."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "repatria.records.notices"
    label = "notices"

    def ready(self) -> None:
        from repatria.records.notices import happenings, projectors

        projectors.register()
        happenings.register()
