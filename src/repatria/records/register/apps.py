"""The Django app of register."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "repatria.records.register"
    label = "register"

    def ready(self) -> None:
        from repatria.records.access.work import work_about
        from repatria.records.ledger.rows import is_there
        from repatria.records.register import happenings, holding, projectors
        from repatria.records.register.models import ProtectedPerson
        from repatria.records.register.services import custody

        projectors.register()
        happenings.register()
        holding.register()
        custody.register()
        work_about(
            "P",
            "register.?person",
            "register.?interview_list",
            "register.?medical_list",
            is_known=lambda number: is_there(ProtectedPerson, pk=number),
        )
