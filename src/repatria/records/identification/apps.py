"""The Django app of identification."""

from django.apps import AppConfig


class IdentificationConfig(AppConfig):
    name = "repatria.records.identification"
    label = "identification"

    def ready(self) -> None:
        from repatria.records.identification import (
            board_projectors,
            coded_projectors,
            embargoes,
            happenings,
            items_named,
            projectors,
        )

        projectors.register()
        board_projectors.register()
        coded_projectors.register()
        embargoes.register()
        items_named.register()
        happenings.register()
