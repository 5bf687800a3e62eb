"""The Django app of certificates."""

from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "repatria.records.certificates"
    label = "certificates"

    def ready(self) -> None:
        from repatria.records.certificates import happenings, projectors

        projectors.register()
        happenings.register()
