"""The projected tables of samples and of containers."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from repatria.records.vault.keyring import Purpose
from repatria.records.vault.models import SealedField


class Sample(models.Model):
    """One sample of an item, and where it is now."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "item_code"

    id = models.CharField(primary_key=True, max_length=40)  # its code
    item_code = models.CharField(max_length=40, db_index=True)
    number = models.IntegerField()
    kind = models.CharField(max_length=12)
    state = models.CharField(max_length=12, db_index=True)
    taken_at = models.CharField(max_length=27)
    last_at = models.CharField(max_length=27)
    seal_number = models.TextField()
    kept_where = models.TextField()
    recorded_index = models.BigIntegerField()
    site = SealedField(Purpose.IDENTITY)
    taken_by = SealedField(Purpose.IDENTITY)
    note = SealedField(Purpose.IDENTITY)


class SampleStepRow(models.Model):
    """One step of a sample."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "item_code"

    id = models.CharField(primary_key=True, max_length=60)  # "code.act"
    sample_code = models.CharField(max_length=40, db_index=True)
    item_code = models.CharField(max_length=40)
    step = models.CharField(max_length=12)
    at = models.CharField(max_length=27)
    seal_number = models.TextField()
    kept_where = models.TextField()
    reference = models.TextField()
    recorded_index = models.BigIntegerField()
    by = SealedField(Purpose.IDENTITY)
    second = SealedField(Purpose.IDENTITY)
    from_whom = SealedField(Purpose.IDENTITY)
    purpose = SealedField(Purpose.IDENTITY)
    reason = SealedField(Purpose.IDENTITY)


class Container(models.Model):
    """One coffin, bag or box, and how it stands."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    kind = models.CharField(max_length=12)
    written = models.CharField(max_length=40, db_index=True)  # the number that it bears
    state = models.CharField(max_length=12, default="empty", db_index=True)
    seal_number = models.TextField(default="")
    last_at = models.CharField(max_length=27, default="")
    recorded_index = models.BigIntegerField()


class ContainerStepRow(models.Model):
    """One step of a container, with the codes that lay within after it."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "container_id"

    id = models.CharField(primary_key=True, max_length=60)  # "container.act"
    container_id = models.CharField(max_length=40, db_index=True)
    step = models.CharField(max_length=12)
    at = models.CharField(max_length=27)
    seal_number = models.TextField()
    is_seal_right = models.BooleanField()
    items = models.TextField()  # parted by blanks
    recorded_index = models.BigIntegerField()
    by = SealedField(Purpose.IDENTITY)
    second = SealedField(Purpose.IDENTITY)
    reason = SealedField(Purpose.IDENTITY)
