"""The projected table of cremations that are proposed and agreed to."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from repatria.records.vault.keyring import Purpose
from repatria.records.vault.models import SealedField


class CremationOrder(models.Model):
    """One cremation: proposed, agreed to or refused, and done."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "item_code"

    id = models.CharField(primary_key=True, max_length=40)
    item_code = models.CharField(max_length=40, db_index=True)
    ground = models.CharField(max_length=12)
    state = models.CharField(max_length=12, default="proposed", db_index=True)
    recorded_index = models.BigIntegerField()
    agreed_index = models.BigIntegerField(null=True)
    ended_index = models.BigIntegerField(null=True)
    said_by = SealedField(Purpose.IDENTITY)
    reason = SealedField(Purpose.IDENTITY)
    refused_why = SealedField(Purpose.IDENTITY)
