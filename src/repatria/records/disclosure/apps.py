"""The Django app of disclosure."""

from importlib import import_module

from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    name = "repatria.records.disclosure"
    label = "disclosure"

    def ready(self) -> None:
        from repatria.records.disclosure import happenings, projectors, services

        import_module("repatria.records.disclosure.sent")  # it declares a question, and no selector imports it
        projectors.register()
        happenings.register()
        services.register()
