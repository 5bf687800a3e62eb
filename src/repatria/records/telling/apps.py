"""The Django app of telling."""

from django.apps import AppConfig


class TellingConfig(AppConfig):
    name = "repatria.records.telling"
    label = "telling"

    def ready(self) -> None:
        from repatria.records.telling import board, embargoes, happenings, projectors
        from repatria.records.telling.services import approving

        projectors.register()
        happenings.register()
        approving.register()
        embargoes.register()
        board.register()
