"""The Django app of calls."""

from django.apps import AppConfig


class HotlineConfig(AppConfig):
    name = "repatria.records.hotline"
    label = "hotline"

    def ready(self) -> None:
        from repatria.records.hotline import projectors
        from repatria.records.hotline.services import fraud, recovery

        projectors.register()
        recovery.register()
        fraud.register()
