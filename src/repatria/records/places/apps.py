"""The Django app of places."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "repatria.records.places"
    label = "places"

    def ready(self) -> None:
        from repatria.records.places import happenings, projectors, reading

        projectors.register()
        happenings.register()
        reading.register()
