"""The Django app of handover."""

from django.apps import AppConfig


class HandoverConfig(AppConfig):
    name = "repatria.records.handover"
    label = "handover"

    def ready(self) -> None:
        from repatria.records.access.work import work_about
        from repatria.records.handover import (  # noqa: F401 - offered by all doors
            asking,
            ending_projectors,
            endings,
            happenings,
            identity,
            incident_projectors,
            incidents,
            information_letters,
            paper_projectors,
            plans,
            projectors,
            services,
            sheets,
            told,
        )
        from repatria.records.handover.models import Handover
        from repatria.records.ledger.rows import is_there

        projectors.register()
        incident_projectors.register()
        ending_projectors.register()
        paper_projectors.register()
        happenings.register()
        services.register()
        told.register()
        work_about("H", "handover.?handover", is_known=lambda number: is_there(Handover, pk=number))
