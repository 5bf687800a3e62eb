"""The Django app of handover."""

from django.apps import AppConfig


class HandoverConfig(AppConfig):
    name = "repatria.records.handover"
    label = "handover"

    def ready(self) -> None:
        from repatria.records.handover import asking, plans, projectors, services  # noqa: F401 - offered by all doors

        projectors.register()
        services.register()
