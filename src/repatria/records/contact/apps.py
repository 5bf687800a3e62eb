"""The Django app of messages."""

from django.apps import AppConfig


class ContactConfig(AppConfig):
    name = "repatria.records.contact"
    label = "contact"

    def ready(self) -> None:
        from repatria.records.contact import (
            happenings,
            parcel_happenings,
            parcel_projectors,
            projectors,
            scan_projectors,
            second_projectors,
        )

        projectors.register()
        second_projectors.register()
        parcel_projectors.register()
        scan_projectors.register()
        parcel_happenings.register()
        happenings.register()
