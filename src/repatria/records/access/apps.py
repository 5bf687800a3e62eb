"""The Django app of access."""

from importlib import import_module

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "repatria.records.access"
    label = "access"

    def ready(self) -> None:
        from repatria.records.access import projectors, services

        import_module("repatria.records.access.read_by")  # it declares a question, and no selector imports it
        projectors.register()
        services.register()
