"""The projected tables of examination: that one was made, and when; what it says is opened from its act."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Examination(models.Model):
    """One examination of an item."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    item_code = models.CharField(max_length=40, db_index=True)
    number = models.IntegerField()
    at = models.CharField(max_length=27)
    opens_enquiry = models.BooleanField()
    recorded_index = models.BigIntegerField()


class AnteMortem(models.Model):
    """One telling about one who is sought."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    enquiry_id = models.CharField(max_length=40, db_index=True)
    number = models.IntegerField()
    at = models.CharField(max_length=27)
    recorded_index = models.BigIntegerField()
