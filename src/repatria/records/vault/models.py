"""The subject keys, wrapped under their purpose's master, and the column types of sealed values."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from repatria.records.vault.keyring import Purpose


class SealedField(models.BinaryField):  # type: ignore[type-arg]
    """A column that holds a sealed cell. `purpose` names the key; the row operation names the subject."""

    def __init__(self, purpose: Purpose | str = Purpose.IDENTITY, **kwargs: Any) -> None:
        self.purpose = Purpose(purpose)
        kwargs["null"] = True
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("null", None)
        kwargs["purpose"] = self.purpose.value
        return name, path, args, kwargs


class BlindField(models.BinaryField):  # type: ignore[type-arg]
    """A column that holds a blind index: 16 bytes, exact look-up only."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("null", True)
        kwargs.setdefault("db_index", True)
        kwargs.setdefault("max_length", 16)
        super().__init__(**kwargs)


class SubjectKey(models.Model):
    """One subject's key for one purpose. `wrapped` is emptied when the key is destroyed; the row stays."""

    table_class: ClassVar[str] = "keys"

    id = models.CharField(primary_key=True, max_length=80)  # "purpose:subject"
    purpose = models.CharField(max_length=16)
    subject = models.CharField(max_length=60, db_index=True)
    wrapped = models.BinaryField(null=True)
