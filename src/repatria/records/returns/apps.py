"""The Django app of returns."""

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "repatria.records.returns"
    label = "returns"

    def ready(self) -> None:
        from repatria.records.returns import happenings, projectors
        from repatria.records.returns.services import differences, steps

        projectors.register()
        happenings.register()
        differences.register()
        steps.register()
