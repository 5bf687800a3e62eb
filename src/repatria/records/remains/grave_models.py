"""The projected tables of graves. Where one is, and what its marker says, lies sealed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from repatria.records.vault.keyring import Purpose
from repatria.records.vault.models import SealedField


class Grave(models.Model):
    """One grave."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "id"

    id = models.CharField(primary_key=True, max_length=40)
    cemetery_code = models.CharField(max_length=24, db_index=True)
    grave_row = models.CharField(max_length=24)
    position = models.CharField(max_length=24)
    kind = models.CharField(max_length=12)
    at = models.CharField(max_length=27)
    recorded_index = models.BigIntegerField()
    cemetery = SealedField(Purpose.IDENTITY)
    coordinates = SealedField(Purpose.IDENTITY)
    plan = SealedField(Purpose.IDENTITY)
    marker = SealedField(Purpose.IDENTITY)
    laid_out_by = SealedField(Purpose.IDENTITY)
    reason = SealedField(Purpose.IDENTITY)


class GraveMarkRow(models.Model):
    """One marker that stood or stands on a grave."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "grave_id"

    id = models.CharField(primary_key=True, max_length=60)  # "grave.act"
    grave_id = models.CharField(max_length=40, db_index=True)
    at = models.CharField(max_length=27)
    recorded_index = models.BigIntegerField()
    marker = SealedField(Purpose.IDENTITY)
    by = SealedField(Purpose.IDENTITY)
    reason = SealedField(Purpose.IDENTITY)


class Burial(models.Model):
    """One time that an item lay in a grave, and how that ended."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "item_code"

    id = models.CharField(primary_key=True, max_length=60)  # "item.act"
    item_code = models.CharField(max_length=40, db_index=True)
    grave_id = models.CharField(max_length=40, db_index=True)
    number = models.IntegerField()
    buried_at = models.CharField(max_length=27)
    policy_id = models.CharField(max_length=40)
    exhumed_at = models.CharField(max_length=27, default="", db_index=True)
    exhumed_for = models.CharField(max_length=12, default="")
    order_reference = models.TextField(default="")
    recorded_index = models.BigIntegerField()
    exhumed_index = models.BigIntegerField(null=True)
    by = SealedField(Purpose.IDENTITY)
    second = SealedField(Purpose.IDENTITY)
    rite = SealedField(Purpose.IDENTITY)
    authority = SealedField(Purpose.IDENTITY)
    why = SealedField(Purpose.IDENTITY)
    exhumed_by = SealedField(Purpose.IDENTITY)
    exhumed_second = SealedField(Purpose.IDENTITY)
    ordered_by = SealedField(Purpose.IDENTITY)
    exhumed_why = SealedField(Purpose.IDENTITY)


class BurialWord(models.Model):
    """That the head agreed to the burial of a named man: on what, and how or why."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "item_code"

    id = models.CharField(primary_key=True, max_length=60)  # "item.act"
    item_code = models.CharField(max_length=40, db_index=True)
    ground = models.CharField(max_length=12)
    recorded_index = models.BigIntegerField()
    agreed_said = SealedField(Purpose.IDENTITY)


class Cremation(models.Model):
    """That an item was burnt, on which ground, and where its ashes are."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "id"

    id = models.CharField(primary_key=True, max_length=40)  # the item's code
    ground = models.CharField(max_length=12)
    at = models.CharField(max_length=27)
    urn = models.TextField()
    recorded_index = models.BigIntegerField()
    said_by = SealedField(Purpose.IDENTITY)
    reason = SealedField(Purpose.IDENTITY)
    by = SealedField(Purpose.IDENTITY)
    second = SealedField(Purpose.IDENTITY)


class FragmentPolicy(models.Model):
    """One policy on small fragments; the last one recorded holds."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    decision = models.TextField()
    largest_mm = models.IntegerField()
    sampling = models.CharField(max_length=12)
    burial = models.CharField(max_length=12)
    kept = models.TextField()
    recorded_index = models.BigIntegerField()


class Fragment(models.Model):
    """How long a part is, as two measured it last."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "id"

    id = models.CharField(primary_key=True, max_length=40)  # the item's code
    longest_mm = models.IntegerField()
    at = models.CharField(max_length=27)
    recorded_index = models.BigIntegerField()
    by = SealedField(Purpose.IDENTITY)
    second = SealedField(Purpose.IDENTITY)
