"""The Django app of the desk."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "repatria.doors.desk"
    label = "desk"

    def ready(self) -> None:
        from repatria.doors.desk.frame.areas import template_folders
        from repatria.doors.desk.frame.texts import texts

        texts()  # an absent text stops the start, not a reader
        template_folders()  # and so does a template that stands twice
