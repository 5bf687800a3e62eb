"""The Django app of exchanges."""

from django.apps import AppConfig


class ExchangesConfig(AppConfig):
    name = "repatria.records.exchanges"
    label = "exchanges"

    def ready(self) -> None:
        from repatria.records.exchanges import happenings, projectors
        from repatria.records.exchanges.selectors.lists import agreed_line_of
        from repatria.records.exchanges.services import annulments, holding, lines, outward
        from repatria.records.register.grounds import answers_agreed_lines

        projectors.register()
        happenings.register()
        annulments.register()
        holding.register()
        lines.register()
        outward.register()
        answers_agreed_lines(agreed_line_of)
