"""The Django app of enquiries."""

from importlib import import_module

from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    name = "repatria.records.enquiries"
    label = "enquiries"

    def ready(self) -> None:
        from repatria.records.access.openings import keeps_openings
        from repatria.records.access.work import work_about
        from repatria.records.enquiries import happenings, projectors, services
        from repatria.records.enquiries.models import Enquiry
        from repatria.records.ledger.rows import is_there

        import_module("repatria.records.enquiries.erasures")  # it declares a question, and no selector imports it
        for one in ("finding", "figures"):  # they declare questions, and no selector imports them
            import_module(f"repatria.records.enquiries.{one}")
        projectors.register()
        happenings.register()
        services.register()
        keeps_openings("enquiries.?enquiry", "D-")
        work_about("E", "enquiries.?enquiry", is_known=lambda number: is_there(Enquiry, pk=number, closed_for=None))
