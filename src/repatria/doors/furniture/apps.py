"""The Django app of the furniture: templates and static files only."""

from django.apps import AppConfig


class FurnitureConfig(AppConfig):
    name = "repatria.doors.furniture"
    label = "furniture"
