"""The Django app of enquiries."""

from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    name = "repatria.records.enquiries"
    label = "enquiries"

    def ready(self) -> None:
        from repatria.records.enquiries import happenings, projectors, services

        projectors.register()
        happenings.register()
        services.register()
