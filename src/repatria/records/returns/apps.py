"""The Django app of returns."""

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "repatria.records.returns"
    label = "returns"

    def ready(self) -> None:
        from repatria.records.access.openings import keeps_openings
        from repatria.records.identification.of_batches import answers_batches
        from repatria.records.remains.whereabouts import answers_away
        from repatria.records.returns import happenings, projectors
        from repatria.records.returns.away import away_from_here
        from repatria.records.returns.reading import BATCH_READ, codes_of_batch
        from repatria.records.returns.services import differences, steps

        keeps_openings(BATCH_READ, "NB-")
        answers_away(away_from_here)
        answers_batches(codes_of_batch)
        projectors.register()
        happenings.register()
        differences.register()
        steps.register()
