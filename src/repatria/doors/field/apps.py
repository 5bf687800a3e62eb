"""The Django app of the field's door."""

from django.apps import AppConfig


class FieldConfig(AppConfig):
    name = "repatria.doors.field"
    label = "field"

    def ready(self) -> None:
        from repatria.doors.field.views import texts

        texts()  # an absent text stops the start, not a clerk at night
