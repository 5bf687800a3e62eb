"""The Django app of disclosure."""

from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    name = "repatria.records.disclosure"
    label = "disclosure"

    def ready(self) -> None:
        from repatria.records.disclosure import happenings, projectors, services

        projectors.register()
        happenings.register()
        services.register()
