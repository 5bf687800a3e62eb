"""The Django app of the intake."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "repatria.records.intake"
    label = "intake"
