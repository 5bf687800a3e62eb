"""The Django app of enquiries."""

from importlib import import_module

from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    name = "repatria.records.enquiries"
    label = "enquiries"

    def ready(self) -> None:
        from repatria.records.enquiries import happenings, projectors, services

        import_module("repatria.records.enquiries.erasures")  # it declares a question, and no selector imports it
        projectors.register()
        happenings.register()
        services.register()
