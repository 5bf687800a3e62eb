"""The Django app of notices."""

from importlib import import_module

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "repatria.records.notices"
    label = "notices"

    def ready(self) -> None:
        from repatria.records.access.work import work_about
        from repatria.records.ledger.rows import is_there
        from repatria.records.notices import happenings, letter_services, paper_word_services, projectors
        from repatria.records.notices.models import StatutoryNotice

        import_module("repatria.records.notices.letter_selectors")  # it declares questions, and no selector imports it
        import_module("repatria.records.notices.paper_word_selectors")
        projectors.register()
        happenings.register()
        letter_services.register()
        paper_word_services.register()
        work_about("N", "notices.?notices", is_known=lambda number: is_there(StatutoryNotice, pk=number))
