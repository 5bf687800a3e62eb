"""The projected tables of whose dead an item is."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from repatria.records.vault.keyring import Purpose
from repatria.records.vault.models import SealedField


class PowerClaim(models.Model):
    """One word on whose dead an item is, and how far it went."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "id"

    id = models.CharField(primary_key=True, max_length=40)
    item_code = models.CharField(max_length=40, db_index=True)
    power = models.CharField(max_length=16)
    state = models.CharField(max_length=12, db_index=True)
    origin_id = models.CharField(max_length=40)
    recorded_index = models.BigIntegerField()
    grounds = SealedField(Purpose.IDENTITY)


class PowerReview(models.Model):
    """One review of such a word."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "claim_id"

    id = models.CharField(primary_key=True, max_length=60)  # "word.act"
    claim_id = models.CharField(max_length=40, db_index=True)
    agrees = models.BooleanField()
    recorded_index = models.BigIntegerField()
    said = SealedField(Purpose.IDENTITY)
