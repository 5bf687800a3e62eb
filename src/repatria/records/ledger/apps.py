"""The Django app of the ledger."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "repatria.records.ledger"
    label = "ledger"

    def ready(self) -> None:
        from repatria.records.ledger import acts, projectors

        acts.register_module("repatria.records.ledger.own_acts")
        projectors.register()
