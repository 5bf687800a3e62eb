"""The Django app of calls."""

from django.apps import AppConfig


class HotlineConfig(AppConfig):
    name = "repatria.records.hotline"
    label = "hotline"

    def ready(self) -> None:
        from repatria.records.hotline import note_projectors, projectors, told
        from repatria.records.hotline.services import fraud, notes, recovery

        projectors.register()
        recovery.register()
        fraud.register()
        note_projectors.register()
        notes.register()
        told.register()
