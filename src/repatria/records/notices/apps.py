"""The Django app of notices."""

from importlib import import_module

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "repatria.records.notices"
    label = "notices"

    def ready(self) -> None:
        from repatria.records.notices import happenings, letter_services, projectors

        import_module("repatria.records.notices.letter_selectors")  # it declares questions, and no selector imports it
        projectors.register()
        happenings.register()
        letter_services.register()
