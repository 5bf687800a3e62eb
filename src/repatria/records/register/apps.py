"""The Django app of register."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "repatria.records.register"
    label = "register"

    def ready(self) -> None:
        from repatria.records.register import happenings, holding, projectors
        from repatria.records.register.services import custody

        projectors.register()
        happenings.register()
        holding.register()
        custody.register()
