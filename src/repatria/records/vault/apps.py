"""The Django app of the vault."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "repatria.records.vault"
    label = "vault"
